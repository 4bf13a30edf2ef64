import { applyEdits } from './edit.ts'
import type { Edit } from './edit.ts'
import type { Document, Source } from './stream.ts'

/** A source and the edits of its documents, in the order in which these stand. */
export type Revision = {
  readonly source: Source
  readonly revised: readonly { readonly document: Document; readonly edits: readonly Edit[] }[]
}

/** A revised source as pieces of bytes; what no edit touches is the source's own memory. */
export function piecesOf({ source, revised }: Revision): Buffer[] {
  const pieces: Buffer[] = []
  let at = 0
  for (const { document, edits } of revised) {
    const { start, end } = document.chunk
    if (start > at) pieces.push(source.bytes.subarray(at, start))
    pieces.push(Buffer.from(applyEdits(document.text, edits)))
    at = end
  }
  if (at < source.bytes.length) pieces.push(source.bytes.subarray(at))
  return pieces
}
