import { applyEdits, inOrder } from './edit.ts'
import type { Edit } from './edit.ts'
import type { Document, Source } from './stream.ts'

/** A source and the edits of its documents, in the order in which these stand. */
export type Revision = {
  readonly source: Source
  readonly revised: readonly { readonly document: Document; readonly edits: readonly Edit[] }[]
}

/** A revised source as pieces of bytes; what no edit touches is the source's own memory. */
export function piecesOf({ source, revised }: Revision): Buffer[] {
  const { bytes } = source
  const pieces: Buffer[] = []
  let at = 0
  for (const { document, edits } of revised) {
    const { start, end } = document.chunk
    if (document.text.length === end - start) {
      // A character is a byte here, so that the edits can be made in the bytes.
      for (const edit of inOrder(edits)) {
        pieces.push(bytes.subarray(at, start + edit.start), Buffer.from(edit.text))
        at = start + edit.end
      }
    } else {
      pieces.push(bytes.subarray(at, start), Buffer.from(applyEdits(document.text, edits)))
      at = end
    }
  }
  if (at < bytes.length) pieces.push(bytes.subarray(at))
  return pieces
}
