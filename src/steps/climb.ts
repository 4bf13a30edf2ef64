import { unmark } from './marks.ts'
import type { Way } from './marks.ts'
import type { Line } from './page.ts'
import { isEntry, parentKeyOf } from './words.ts'

/** Commented parents of a block, and the lines that go live with them. */
export type Climb = {
  /** The line of the outermost parent, or of the block itself. */
  readonly top: number
  readonly parents: number
  /** The parents' own lines, and what else they spell. */
  readonly lines: readonly number[]
  readonly holdsMore: boolean
}

/**
 * The ways to read the lines above and below a block marked alike as its parents: with all of them
 * first, with none last.
 */
export function climbsOf(
  lines: readonly Line[],
  { at, end, way }: { at: number; end: number; way: Way }
): Climb[] {
  const none: Climb = { top: at, parents: 0, lines: [], holdsMore: false }
  const climbs: Climb[] = [none]
  let passed: number[] = []
  let column = columnOf(lines[at], way) ?? 0
  for (let line = at - 1; line >= 0; line--) {
    if (isLone(lines[line]) || isMarkedTwice(lines[line], way)) continue
    const own = columnOf(lines[line], way)
    if (own === undefined) break
    const content = unmark(lines[line]?.text ?? '', way)?.trim() ?? ''
    const isParent = own < column && parentKeyOf(content) !== undefined
    if (isEntry(content) && own < column && !isParent) break
    if (!isParent) {
      if (isEntry(content)) passed.push(line)
      continue
    }
    const before = climbs.at(-1) ?? none
    const below = linesBelow(lines, end, way, own)
    const spelled = new Set([...before.lines, ...passed, line, ...below])
    const more = before.holdsMore || passed.length > 0 || below.length > 0
    climbs.push({ top: line, parents: before.parents + 1, lines: [...spelled], holdsMore: more })
    column = own
    passed = []
  }
  return climbs.reverse()
}

/** The lines below a block, marked alike, that a parent in this column holds. */
function linesBelow(lines: readonly Line[], from: number, way: Way, parent: number): number[] {
  const found: number[] = []
  let last = Infinity
  for (let at = from; at < lines.length; at++) {
    if (isLone(lines[at]) || isMarkedTwice(lines[at], way)) continue
    const column = columnOf(lines[at], way)
    if (column === undefined) break
    const isSpelled = isEntry((unmark(lines[at]?.text ?? '', way) ?? '').trim())
    if (column <= parent && isSpelled) break
    if (!isSpelled && column <= last) continue
    found.push(at)
    if (isSpelled) last = column
  }
  return found
}

const isLone = (line: Line | undefined) => line?.kind === 'blank' && line.text.trim() !== ''

function isMarkedTwice(line: Line | undefined, way: Way): boolean {
  const bare = line?.kind === 'comment' ? unmark(line.text, way) : undefined
  return bare?.trimStart().startsWith('#') === true
}

/** The column in which a comment's text would begin without its mark. */
function columnOf(line: Line | undefined, way: Way): number | undefined {
  if (line?.kind !== 'comment') return undefined
  const bare = unmark(line.text, way)
  if (bare === undefined || bare.trimStart().startsWith('#')) return undefined
  return bare.length - bare.trimStart().length
}
