import { encode } from './bytes.ts'
import { applyEdits, inOrder } from './edit.ts'
import type { Edit } from './edit.ts'
import type { Document, Source } from './stream.ts'

/** A source and the edits of its documents, in the order in which these are. */
export type Revision = {
  readonly source: Source
  readonly revised: readonly { readonly document: Document; readonly edits: readonly Edit[] }[]
}

/** A text source and new versions of it, each with other lines changed, as one revision. */
export function reviseText(source: Source, text: string, versions: readonly string[]): Revision {
  const edits = versions.flatMap(version => changedLines(text, version))
  const chunk = { start: 0, end: source.bytes.length, body: 0 }
  const document = { source, chunk, text, body: 0, root: undefined }
  return { source, revised: edits.length > 0 ? [{ document, edits }] : [] }
}

/** The lines from the first that changes to the last. */
function changedLines(before: string, after: string): Edit[] {
  if (before === after) return []
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  start = before.slice(0, start).lastIndexOf('\n') + 1
  let tail = 0
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  // What is alike at the end may begin within a line.
  const lineBreak = before.indexOf('\n', before.length - tail)
  const isWhole = [before, after].every(text => text.at(-1 - tail) === '\n')
  if (!isWhole) tail = lineBreak < 0 ? 0 : before.length - lineBreak
  return [{ start, end: before.length - tail, text: after.slice(start, after.length - tail) }]
}

/** A revised source as pieces of bytes; what no edit touches is the source's own memory. */
export function piecesOf({ source, revised }: Revision): Uint8Array[] {
  const { bytes } = source
  const pieces: Uint8Array[] = []
  let at = 0
  for (const { document, edits } of revised) {
    const { start, end } = document.chunk
    if (document.text.length === end - start) {
      // A character is a byte here, so that the edits can be made in the bytes.
      for (const edit of inOrder(edits)) {
        pieces.push(bytes.subarray(at, start + edit.start), encode(edit.text))
        at = start + edit.end
      }
    } else {
      pieces.push(bytes.subarray(at, start), encode(applyEdits(document.text, edits)))
      at = end
    }
  }
  if (at < bytes.length) pieces.push(bytes.subarray(at))
  return pieces
}
