import { branchOf } from './actions.ts'
import { eachAtItsIndent, addMark, removeMark } from './marks.ts'
import type { Way } from './marks.ts'
import { indentOf } from './page.ts'
import type { Line } from './page.ts'
import { isEntry, isItem, isOtherKey, isStepsKey } from './words.ts'

/**
 * What a line is to a commented block: taken; a comment within it that loses one of its marks, since
 * with one it would be taken, or guarded from being read in another way; or none of it.
 */
export type Role = 'take' | 'strip' | 'guard' | 'leave'

/** How far a commented block reaches, and what each line is to it. */
export type Extent = {
  /** The role of each line from the first one asked for. */
  readonly roles: readonly Role[]
  /** How many items would go active, and the last line that would. */
  readonly items: number
  readonly last: number | undefined
  /** A line in another column that may belong to the block, too. */
  readonly stray: number | undefined
  /** Whether an item that is no step is within: whose the lines below it are cannot be told. */
  readonly isTorn: boolean
}

/** Lines with their texts as they are, or as they would stand with the block commented. */
export type MarkedLine = Pick<Line, 'text' | 'kind'>

type State = {
  readonly indent: number
  dash: number | undefined
  /** Whether an item that is no step was passed by: what is right of its dash is not ours. */
  inOther: boolean
}
type Judged = {
  readonly role: Role
  readonly isItem?: boolean
  /** It may belong to the block, and its mark says that it does not. */
  readonly stray?: boolean
  /** It begins an item that is no step. */
  readonly isOther?: boolean
  /** It ends the block: at once, or if it lost a mark. */
  readonly end?: 'now' | 'inside'
}

/**
 * Walks down from a line below `steps:`, whose indent is given, and finds what belongs to it by
 * being marked in one way.
 */
export function extentOf(
  lines: readonly MarkedLine[],
  from: number,
  way: Way,
  indent: number
): Extent {
  const state: State = { indent, dash: undefined, inOther: false }
  let isTorn = false
  const judged: Judged[] = []
  let depth = 0
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]
    if (!line || line.kind === 'active') break
    const branch = line.kind === 'action' ? branchOf(line.text) : 'none'
    if (depth === 0 && (branch === 'else' || branch === 'close')) break
    if (branch === 'open' || branch === 'close') depth += branch === 'open' ? 1 : -1
    const found = line.kind === 'comment' ? judge(line.text, way, state) : left
    if (found.end === 'now') break
    if (found.role === 'take') state.dash ??= dashOf(line.text, way)
    isTorn ||= found.role === 'take' && !found.isItem && state.inOther
    state.inOther = found.isOther || (state.inOther && !found.isItem)
    judged.push(found)
  }
  return { ...summarize(judged, from), isTorn }
}

const left: Judged = { role: 'leave' }

/** A key that would end the block is in its way only where more of the block follows. */
function summarize(judged: readonly Judged[], from: number): Omit<Extent, 'isTorn'> {
  const last = judged.findLastIndex(({ role }) => role === 'take')
  const end = judged.findIndex((each, at) => at > last && each.end === 'inside')
  const own = end < 0 ? judged : judged.slice(0, end)
  const stray = own.findIndex(each => each.stray)
  return {
    roles: own.map(({ role }) => role),
    items: own.filter(each => each.isItem).length,
    last: last < 0 ? undefined : from + last,
    stray: stray < 0 ? undefined : from + stray
  }
}

function dashOf(text: string, way: Way): number {
  return indentOf(removeMark(text, way) ?? text)
}

/** A line with more marks is prose, as a rule of `# # #` is. */
const mostMarks = 16

function judge(text: string, way: Way, state: State): Judged {
  if ((/^[ #]*/.exec(text)?.[0].replaceAll(' ', '').length ?? 0) > mostMarks) return left
  const content = removeMark(text, way)
  if (content !== undefined && !isMarked(content)) return classify(content, state)
  const inner = content ?? withoutOuterMark(text, way)
  if (inner === undefined) return judgeStray(text, way, state)
  const { role, stray, end, isOther } = judge(inner, way, state)
  if (end) return { role: 'strip', end: 'inside' }
  if (stray || isOther) return { role: 'guard' }
  return role === 'take' ? { role: 'strip' } : { role }
}

/** A second mark left of the block's column loses one, as well: `off` puts it there. */
function withoutOuterMark(text: string, way: Way): string | undefined {
  if (way.column === undefined || indentOf(text) >= way.column) return undefined
  const content = removeMark(text, eachAtItsIndent(2))
  return content !== undefined && isMarked(content) ? content : undefined
}

/** Adds a mark to a comment, so that `on` takes exactly this one off again. */
export function addLevel(text: string, way: Way): string | undefined {
  const isLeft = way.column !== undefined && indentOf(text) < way.column
  return addMark(text, isLeft ? eachAtItsIndent(2) : way)
}

/** Takes the mark off again that `addLevel` adds. */
export function removeLevel(text: string, way: Way): string {
  return removeMark(text, way) ?? withoutOuterMark(text, way) ?? text
}

function classify(text: string, { indent, dash }: State): Judged {
  const column = indentOf(text)
  const content = text.slice(column)
  if (isItem(content)) return column >= indent ? { role: 'take', isItem: true } : left
  if (dash !== undefined && column > dash) return { role: 'take' }
  if (column <= indent && isOtherKey(content)) return { role: 'leave', end: 'now' }
  return { role: 'leave', isOther: column === dash && content.startsWith('- ') && isEntry(content) }
}

/** A comment whose mark is not the block's: it may be prose, or a line marked in another way. */
function judgeStray(text: string, way: Way, { indent, dash }: State): Judged {
  const column = indentOf(text)
  const content = text.slice(column + 1).trimStart()
  if (isMarked(content)) return left
  const isLeft = way.column !== undefined && column < way.column
  if (isStepsKey(content) || (isLeft && isOtherKey(content))) return { role: 'leave', end: 'now' }
  return { role: 'leave', stray: maybeBelongs(column, content, { indent, dash }) }
}

/** Whether a line marked at its own indent would be of the block: prose is not taken for it. */
function maybeBelongs(
  column: number,
  content: string,
  { indent, dash }: Pick<State, 'indent' | 'dash'>
): boolean {
  if (isItem(content)) return column >= indent
  return dash !== undefined && column > dash && isEntry(content)
}

const isMarked = (text: string) => text.trimStart().startsWith('#')
