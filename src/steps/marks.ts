/**
 * How lines are commented: in which column the mark stands, how many characters are taken off,
 * and whether a blank takes its place. Without a column every line has its mark at its own indent.
 */
export type Way = {
  readonly column: number | undefined
  readonly taken: 1 | 2
  readonly inPlace: boolean
}

/** Our own way: `# ` at the indent of the block. */
export const ownWay = (indent: number): Way => ({ column: indent, taken: 2, inPlace: false })

/** Every line marked at its own indent. */
export const eachAtItsIndent = (taken: 1 | 2): Way => ({ column: undefined, taken, inPlace: false })

/** Takes one mark off a line; undefined where it is not marked in this way. */
export function removeMark(text: string, way: Way): string | undefined {
  const first = text.search(/[^ ]/)
  const column = way.column ?? first
  if (first !== column || text[column] !== '#') return undefined
  const isFollowed = text[column + 1] === ' '
  // At its own indent a line has no blanks of its own after the mark.
  if (way.taken === 2 ? !isFollowed : isFollowed && way.column === undefined) return undefined
  return text.slice(0, column) + (way.inPlace ? ' ' : '') + text.slice(column + way.taken)
}

/** Comments a line; undefined where it begins left of the mark, or has no blank to give up for it. */
export function addMark(text: string, way: Way): string | undefined {
  const { column = text.search(/[^ ]/), taken, inPlace } = way
  const before = text.slice(0, column)
  if (before.trim() !== '' || before.length < column) return undefined
  if (inPlace) return text[column] === ' ' ? before + '#' + text.slice(column + 1) : undefined
  return before + '# '.slice(0, taken) + text.slice(column)
}

/** The ways in which a commented line may be marked; our own one first. */
export function waysOf(text: string): Way[] {
  const column = text.search(/[^ ]/)
  const way = (taken: 1 | 2, inPlace: boolean): Way => ({ column, taken, inPlace })
  // Elsewhere than at column 0 a mark in place of a blank would be one in the column before.
  const tight = column === 0 ? [way(1, false), way(1, true)] : [way(1, false)]
  return text[column + 1] === ' ' ? [way(2, false), ...tight] : tight
}

/** A comment's text after its first mark and the blanks around it. */
export const textOfComment = (text: string): string => text.replace(/^\s*#\s*/, '')

/** What `off` must know of a block that was not in our own way. */
export type Memory = {
  readonly way: Way
  /** How many commented parents went active with it. */
  readonly parents: number
  /** Whether the `steps:` above was active. */
  readonly items: boolean
  /** Whether the active key above had no value at all, not ` {}` (or ` []`). */
  readonly nullParent: boolean
}

/** Writes a memory as the comment on the line of `steps`. */
export function printMemory({ way, parents, items, nullParent }: Memory): string {
  const words = [
    `column ${(way.column ?? 0) + 1}`,
    way.taken === 1 ? '1 character' : '2 characters',
    ...(way.inPlace ? ['in place'] : []),
    ...(parents > 0 ? [`parents ${parents}`] : []),
    ...(items ? ['items'] : []),
    ...(nullParent ? ['bare'] : [])
  ]
  return ` # rolloutify: ${words.join(', ')}`
}

const memoryForm =
  / # rolloutify: column (\d+), ([12]) characters?(, in place)?(?:, parents (\d+))?(, items)?(, bare)?$/

/** The memory at the end of a line, and how long it is. */
export function findMemory(text: string): { memory: Memory; length: number } | undefined {
  const found = memoryForm.exec(text)
  if (!found) return undefined
  const [whole, column, taken, inPlace, parents, items, nullParent] = found
  const way: Way = {
    column: Number(column) - 1,
    taken: taken === '1' ? 1 : 2,
    inPlace: inPlace !== undefined
  }
  const memory = {
    way,
    parents: Number(parents ?? 0),
    items: items !== undefined,
    nullParent: nullParent !== undefined
  }
  return { memory, length: whole.length }
}
