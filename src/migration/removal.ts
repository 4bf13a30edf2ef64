import { insertion } from '../convert/insert.ts'
import { rolloutFor } from '../workload/rollout.ts'
import type { Workload } from '../workload/workload.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { lineBreakOf } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Document } from '../yaml/stream.ts'

type Introduced = Pick<Workload, 'strategy' | 'annotations'> & {
  readonly deployment: Manifest
  readonly rollout: Manifest
  readonly comment: readonly string[]
}

/**
 * The edits that take a Rollout out again as `introduce-rollout` put it in; undefined where it is not
 * byte for byte what that writes, and so may hold what a person added.
 */
export function removalOf({
  deployment,
  rollout,
  strategy,
  annotations,
  comment
}: Introduced): [Document, Edit[]][] | undefined {
  const wanted = rolloutFor(deployment, { replicas: 0, keptBy: [], strategy, annotations })
  const { start, text } = insertion(deployment, { before: [], rollout: wanted, comment })
  const own = deployment.document
  const isItem = own === rollout.document
  if (!isItem && own.chunk.end !== rollout.document.chunk.start) return undefined
  if (!isItem && start !== own.text.length) return undefined
  const place = isItem ? start : 0
  const standing = rollout.document.text.slice(place)
  if (standing.startsWith(text)) {
    return [[rollout.document, [{ start: place, end: place + text.length, text: '' }]]]
  }
  // At the end of a file without a last line break, one was put before the Rollout instead.
  const lineBreak = lineBreakOf(own.text)
  if (standing + lineBreak !== text) return undefined
  const last = { start: start - lineBreak.length, end: start, text: '' }
  const all = { start: place, end: place + standing.length, text: '' }
  if (isItem) return [[own, [{ ...all, start: last.start }]]]
  return [
    [rollout.document, [all]],
    [own, [last]]
  ]
}
