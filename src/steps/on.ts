import { applyEdits } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { printMemory } from './marks.ts'
import type { Memory, Way } from './marks.ts'
import type { Page } from './page.ts'
import type { Uncommented } from './uncomment.ts'

/** The page with a commented block live. */
export function uncomment(page: Page, block: Uncommented): string {
  const memory = memoryOf(block)
  const line = page.lines[block.at]
  if (!memory || !line) return block.after.text
  const end = line.start + line.text.length
  const note = printMemory(memory)
  const own = block.edits.find(({ start }) => start === line.start)
  const others: readonly Edit[] = block.edits.filter(edit => edit !== own)
  const noted = own ? { ...own, text: own.text + note } : { start: end, end, text: note }
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
