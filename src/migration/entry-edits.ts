import * as conversion from '../convert/problems.ts'
import { editsFor } from '../yaml/edit.ts'
import { asMapping, findItems, findNode } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import type { Document } from '../yaml/stream.ts'

/** What is written of an entry. */
export type Written = {
  readonly stage: string
  readonly percents?: readonly number[]
  readonly replicas?: number
}

/** The edits of an entry of a configuration; only what differs is touched. */
export function entryEdits(document: Document, index: number, written: Written) {
  const { percents, ...rest } = written
  const entry = asMapping(findItems(document.root, 'workloads')[index])
  const list = findNode(entry, 'percents')
  // A list on one line stays one.
  const inPlace = percents && list?.type === 'sequence' && list.flow ? list : undefined
  const patch = { ...rest, ...(percents && !inPlace && { percents }) }
  const { edits, obstacle } = entry
    ? editsFor(document.text, entry, patch)
    : { edits: [], obstacle: { at: 0 } }
  if (obstacle) return conversion.sharedByAlias(locate(document, obstacle.at), 'The entry')
  if (!inPlace || !percents) return { edits }
  const { start, end } = inPlace
  return { edits: [...edits, { start, end, text: `[${percents.join(', ')}]` }] }
}
