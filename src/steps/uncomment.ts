import { applyEdits } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { findIn } from './find.ts'
import type { Findings } from './find.ts'
import { printMemory } from './marks.ts'
import type { Memory, Way } from './marks.ts'
import { reopen } from './page.ts'
import type { Page } from './page.ts'
import type { Commented } from './commented.ts'
import { findStepsPairs, isSame, meansSame, readMasked } from './reading.ts'

/** The page with a commented block active; undefined where the rest would not mean what it did. */
export function uncomment({ page, reading }: Findings, found: Commented): string | undefined {
  const block = withNeededGuards(page, found)
  const text = textOf(page, block)
  const after = readMasked(text)
  const start = text.split('\n', block.at).reduce((sum, { length }) => sum + length + 1, 0)
  const key = start + block.indent
  const trail = findStepsPairs(after.root).find(found => found.at(-1)?.pair.keyStart === key)
  const cut = trail?.at(-1 - block.parents.count)?.pair.keyStart
  if (after.error || cut === undefined) return undefined
  const rest = { reading, cut: block.itemsOnly ? key : undefined }
  return meansSame({ reading: after, cut }, rest) ? text : undefined
}

/**
 * Guarded comments keep their marks where these are not needed: where the block is read alike without
 * them, `off` would not set them.
 */
function withNeededGuards(page: Page, block: Commented): Commented {
  const { at, guards, edits, steps } = block
  if (guards.length === 0) return block
  const unguarded = reopen(page, applyEdits(page.text, guards))
  const read = findIn(unguarded, { from: at, to: at + 1 }).commented
  if (!read.some(each => each.at === at && isSame(each.steps, steps))) return block
  const starts = new Set(guards.map(({ start }) => start))
  return { ...block, edits: edits.filter(({ start }) => !starts.has(start)) }
}

function textOf(page: Page, block: Commented): string {
  const memory = memoryOf(block)
  const line = page.lines[block.at]
  if (!memory || !line) return applyEdits(page.text, block.edits)
  const end = line.start + line.text.length
  const note = printMemory(memory)
  const own = block.edits.find(({ start }) => start === line.start)
  const others = block.edits.filter(edit => edit !== own)
  const noted: Edit = own ? { ...own, text: own.text + note } : { start: end, end, text: note }
  return applyEdits(page.text, [...others, noted])
}

/** What `off` must know to comment the block as it was; nothing for a block in our own way. */
function memoryOf(block: Commented): Memory | undefined {
  const { way, parents, itemsOnly, nullParent, indent } = block
  if (!isOneWay(block)) return undefined
  if (isOwn(way, indent) && parents.count === 0 && !itemsOnly && !nullParent) return undefined
  return { way, parents: parents.count, items: itemsOnly, nullParent }
}

/** Whether all marks are in one column, and only the steps and parents that hold nothing else have them. */
function isOneWay({ way, parents }: Commented): boolean {
  return way.column !== undefined && !parents.holdsMore
}

const isOwn = (way: Way, indent: number) => way.column === indent && way.taken === 2 && !way.inPlace
