import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import { hashReferencesIn } from '../kubernetes/pod-hash.ts'
import { podHashMissing } from '../migration/around-problems.ts'
import { locate } from '../yaml/stream.ts'
import type { Pair } from './objects-pairs.ts'

/** What a pod template relies on that the pods of a Rollout do not have. */
export function templateProblems(pairs: readonly Pair[]): Diagnostic[] {
  return pairs.flatMap(({ deployment, rollout }) =>
    hashReferencesIn(deployment).map(({ node, what }) => {
      const at = locate(deployment.document, node.start)
      return podHashMissing(at, what, titleOf(deployment), titleOf(rollout))
    })
  )
}
