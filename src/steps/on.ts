import { applyEdits } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Findings } from './find.ts'
import { printMemory } from './marks.ts'
import type { Memory, Way } from './marks.ts'
import type { Page } from './page.ts'
import type { Uncommented } from './draft.ts'
import { findStepsPairs, meaningOf, readMasked } from './verify.ts'

/** The page with a commented block live; undefined where the rest would not mean what it did. */
export function uncomment({ page, reading }: Findings, block: Uncommented): string | undefined {
  const text = textOf(page, block)
  const after = readMasked(text)
  const start = text.split('\n', block.at).reduce((sum, { length }) => sum + length + 1, 0)
  const key = start + block.indent
  const trail = findStepsPairs(after.root).find(found => found.at(-1)?.pair.keyStart === key)
  const cut = trail?.at(-1 - block.climb.parents)?.pair.keyStart
  if (after.error || cut === undefined) return undefined
  const isSame = meaningOf(after, cut) === meaningOf(reading, block.itemsOnly ? key : undefined)
  return isSame ? text : undefined
}

function textOf(page: Page, block: Uncommented): string {
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
function memoryOf(block: Uncommented): Memory | undefined {
  const { way, climb, itemsOnly, bare, indent } = block
  if (!isOneWay(block)) return undefined
  if (isOwn(way, indent) && climb.parents === 0 && !itemsOnly && !bare) return undefined
  return { way, parents: climb.parents, items: itemsOnly, bare }
}

/** Whether all marks stand in one column, and only the steps and their bare parents have them. */
function isOneWay({ way, climb }: Uncommented): boolean {
  return way.column !== undefined && !climb.holdsMore
}

const isOwn = (way: Way, indent: number) => way.column === indent && way.taken === 2 && !way.inPlace
