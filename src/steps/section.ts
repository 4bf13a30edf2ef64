import type { Edit } from '../yaml/edit.ts'
import type { Commented } from './commented.ts'
import { lineAt, reopen } from './page.ts'
import type { Line, Page } from './page.ts'

/** Lines from one up to another, which is not among them. */
export type Lines = { readonly from: number; readonly to: number }

/** The lines around a block that may hold another block of the same canary. */
export function sectionAround({ lines }: Page, at: number, indent: number): Lines {
  let from = at
  let column = indent
  // Its canary, its strategy, and what holds these.
  for (let levels = 3; levels > 0 && from > 0;) {
    const line = lines[--from]
    if (line?.kind !== 'active' || line.indent >= column) continue
    column = line.indent
    levels--
  }
  const next = lines.findIndex((line, index) => {
    return index > at && line.kind === 'active' && line.indent <= column
  })
  return { from, to: next < 0 ? lines.length : next }
}

/** Lines of a page as a separate page. */
export type Part = Page & { readonly rows: readonly number[] }

/** The section of a commented block and the keys above it alone. */
export function partAround(page: Page, at: number): Part {
  const { lines, text } = page
  const { from, to } = closestSection(page, at)
  const own = Array.from({ length: to - from }, (_, line) => from + line)
  const rows = [...keysAbove(page, from), ...own]
  const pieces = rows.map(row => text.slice(lines[row]?.start, lines[row + 1]?.start))
  return { ...reopen(page, pieces.join('')), rows }
}

/** The lines of the active key that holds a block with its commented parents, and the next one up. */
function closestSection({ lines }: Page, at: number): Lines {
  const least = leastIndent(lines, at)
  const holder = holderAbove(lines, at, least)
  if (holder < 0) return { from: 0, to: lines.length }
  let from = holder
  const above = holderAbove(lines, from, lines[from]?.indent ?? 0)
  if (above >= 0) from = above
  // An item of a list is taken whole: its name may be in any of its lines.
  const item = holderAbove(lines, from, lines[from]?.indent ?? 0)
  if (lines[item]?.text.trim().startsWith('- ')) from = item
  const column = lines[from]?.indent ?? 0
  let to = at + 1
  while (to < lines.length && !isActiveAbove(lines[to], column + 1)) to++
  return { from, to }
}

/** The least indent that a block, or a commented parent of it, may have without its marks. */
function leastIndent(lines: readonly Line[], at: number): number {
  let least = Infinity
  for (let line = at; lines[line] && (line === at || lines[line]?.kind !== 'active'); line--) {
    const { kind, text, indent } = lines[line] ?? { kind: 'blank', text: '', indent: 0 }
    if (kind === 'active') least = indent
    // A mark takes two characters at most.
    else if (kind === 'comment') least = Math.min(least, Math.max(text.search(/[^\s#]/) - 2, 0))
  }
  return least
}

/** The nearest active line above that is less indented; -1 where there is none. */
function holderAbove(lines: readonly Line[], from: number, indent: number): number {
  let line = indent > 0 ? from - 1 : -1
  while (line >= 0 && !isActiveAbove(lines[line], indent)) line--
  return line
}

const isActiveAbove = (line: Line | undefined, indent: number) =>
  line?.kind === 'active' && line.indent < indent

/** A block that was read in a part of a page, as it is in the whole. */
export function inWhole(page: Page, part: Part, block: Commented): Commented {
  const { rows } = part
  const rowOf = (line: number) => rows[line] ?? line
  const moved = (offset: number) => {
    const line = lineAt(part, offset)
    return offset - (part.lines[line]?.start ?? 0) + (page.lines[rowOf(line)]?.start ?? 0)
  }
  const { at, last, parents, edits, guards } = block
  const move = ({ start, end, text }: Edit) => ({ text, start: moved(start), end: moved(end) })
  return {
    ...block,
    at: rowOf(at),
    last: rowOf(last),
    parents: { ...parents, top: rowOf(parents.top), lines: parents.lines.map(rowOf) },
    edits: edits.map(move),
    guards: guards.map(move),
    rows
  }
}

/** The lines of the active keys that a line is below. */
function keysAbove({ lines }: Page, from: number): number[] {
  const found: number[] = []
  let column = lines[from]?.indent ?? 0
  for (let at = from - 1; at >= 0 && column > 0; at--) {
    const { kind, indent } = lines[at] ?? { kind: 'blank', indent: 0 }
    if (kind !== 'active' || indent >= column) continue
    found.unshift(at)
    column = indent
  }
  return found
}
