import { branchOf } from './actions.ts'
import { removeMark } from './marks.ts'
import type { Way } from './marks.ts'
import { indentOf } from './page.ts'
import type { Line, Page } from './page.ts'
import { isEntry, parentKeyOf } from './words.ts'

/** Commented parents of a block, and the lines that go active with them. */
export type Parents = {
  /** The line of the outermost parent, or of the block itself. */
  readonly top: number
  readonly count: number
  /** The parents' own lines, and what else they spell. */
  readonly lines: readonly number[]
  readonly holdsMore: boolean
}

/** How many commented parents of a block are read: each is a way to read it. */
export const mostParents = 32

/**
 * The ways to read the lines above and below a block marked alike as its parents: with all of them
 * first, with none last.
 */
export function parentsAbove(
  lines: readonly Line[],
  { at, end, way }: { at: number; end: number; way: Way }
): Parents[] {
  const none: Parents = { top: at, count: 0, lines: [], holdsMore: false }
  const found: Parents[] = [none]
  let passed: number[] = []
  let column = columnOf(lines[at], way) ?? 0
  for (let line = at - 1; line >= 0 && found.length <= mostParents + 1; line--) {
    if (isLone(lines[line]) || isMarkedTwice(lines[line], way)) continue
    const own = columnOf(lines[line], way)
    if (own === undefined) break
    const content = removeMark(lines[line]?.text ?? '', way)?.trim() ?? ''
    const isParent = own < column && parentKeyOf(content) !== undefined
    if (isEntry(content) && own < column && !isParent) break
    if (!isParent) {
      if (isEntry(content)) passed.push(line)
      continue
    }
    const before = found.at(-1) ?? none
    const below = linesBelow(lines, end, way, own)
    const spelled = new Set([...before.lines, ...passed, line, ...below])
    const more = before.holdsMore || passed.length > 0 || below.length > 0
    found.push({ top: line, count: before.count + 1, lines: [...spelled], holdsMore: more })
    column = own
    passed = []
  }
  return found.reverse()
}

/** The lines below a block, marked alike, that a parent in this column holds. */
function linesBelow(lines: readonly Line[], from: number, way: Way, parent: number): number[] {
  const found: number[] = []
  let last = Infinity
  for (let at = from; at < lines.length; at++) {
    if (isLone(lines[at]) || isMarkedTwice(lines[at], way)) continue
    const column = columnOf(lines[at], way)
    if (column === undefined) break
    const isSpelled = isEntry((removeMark(lines[at]?.text ?? '', way) ?? '').trim())
    if (column <= parent && isSpelled) break
    if (!isSpelled && column <= last) continue
    found.push(at)
    if (isSpelled) last = column
  }
  return found
}

const isLone = (line: Line | undefined) => line?.kind === 'blank' && line.text.trim() !== ''

function isMarkedTwice(line: Line | undefined, way: Way): boolean {
  const content = line?.kind === 'comment' ? removeMark(line.text, way) : undefined
  return content?.trimStart().startsWith('#') === true
}

/** The column in which a comment's text would begin without its mark. */
function columnOf(line: Line | undefined, way: Way): number | undefined {
  if (line?.kind !== 'comment') return undefined
  const content = removeMark(line.text, way)
  if (content === undefined || content.trimStart().startsWith('#')) return undefined
  return indentOf(content)
}

/**
 * Whether a line would stand in the column of the active lines around it, or below their parent: a
 * look that spares most of the wrong readings a parse.
 */
export function fitsIn({ lines }: Page, at: number, way: Way): boolean {
  const indent = indentOf(removeMark(lines[at]?.text ?? '', way) ?? '')
  let isDeeper = false
  for (let line = at - 1; line >= 0; line--) {
    const { kind, indent: own } = lines[line] ?? { kind: 'blank', indent: 0 }
    // Branches of a template may differ, and a list may be as deep as its key.
    if (kind === 'action') return true
    if (kind !== 'active') continue
    if (own <= indent) return own === indent || !isDeeper || lines[line]?.text.trim()[0] === '-'
    isDeeper = true
  }
  return true
}

/** Whether the key that a line would be stands active, with a value, among its siblings to be. */
export function hasActiveSibling({ lines }: Page, at: number, way: Way): boolean {
  const content = removeMark(lines[at]?.text ?? '', way) ?? ''
  const indent = indentOf(content)
  const key = content.trim().replace(/:.*/s, ':')
  const above = lines.slice(0, at).reverse()
  return [above, lines.slice(at + 1)].some(side => {
    const end = side.findIndex(line => endsSiblings(line, indent))
    const siblings = end < 0 ? side : side.slice(0, end)
    const found = siblings.findIndex(
      ({ kind, indent: own, text }) =>
        kind === 'active' && own === indent && text.trim().startsWith(key)
    )
    if (found < 0) return false
    const value = siblings[found]?.text.trim().slice(key.length).replace(/\s#.*/, '').trim()
    if (value) return !/^(?:\{\}|\[\]|null|~)$/.test(value)
    const [before, next] = [siblings[found - 1], siblings[found + 1]]
    return side === above ? isBelow(before, indent) : isBelow(next, indent)
  })
}

function endsSiblings({ kind, indent: own, text }: Line, indent: number): boolean {
  return kind === 'action' ? branchOf(text) === 'else' : kind === 'active' && own < indent
}

const isBelow = (line: Line | undefined, indent: number) =>
  line?.kind === 'active' && (line.indent > indent || line.text.trim().startsWith('- '))

/** The active line above that holds a line at an indent, or may. */
export function parentOf({ lines }: Page, from: number, indent: number): Line | undefined {
  return lines.slice(0, from).findLast(line => line.kind === 'active' && line.indent < indent)
}
