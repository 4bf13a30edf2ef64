import type { Diagnostic } from '../diagnostic.ts'
import { boundsOf, isAutoscaler } from '../kubernetes/autoscaler.ts'
import { findInteger, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { autoscalerOf } from '../workload/scope.ts'
import type { Manifests, Orphan } from '../workload/scope.ts'
import type { Selected } from '../workload/selected.ts'
import * as problems from './problems.ts'

/** What is of a workload in another folder: only what is read together refers to each other. */
export function* strayRefusals({
  manifests,
  strays: { scaler, rollout }
}: Pick<Selected, 'manifests' | 'strays'>): Generator<Diagnostic> {
  const { deployment, rollouts } = manifests
  const at = placeOf(deployment, 'metadata', 'name')
  if (rollout && rollouts.length === 0) {
    const { file } = rollout.document.source
    yield problems.rolloutElsewhere(at, titleOf(deployment), titleOf(rollout), file)
  }
  // A folder may hold another version of the autoscaler that is here, for a cluster of its own.
  if (!scaler || (isAutoscaler(scaler) && autoscalerOf(manifests))) return
  const { file } = scaler.document.source
  yield problems.autoscalerElsewhere(at, titleOf(deployment), titleOf(scaler), file)
}

/** What may scale a workload, and is not understood; a configuration can say that nothing does. */
export function* foreignScalerRefusals({
  manifests,
  entry
}: Pick<Selected, 'entry'> & { readonly manifests: Manifests | Orphan }): Generator<Diagnostic> {
  const owner = ownerOf(manifests)
  if (entry?.autoscaler === 'none' || !owner) return
  const { autoscalers, rolloutAutoscalers } = manifests
  const beside = autoscalers.length + rolloutAutoscalers.length > 0 ? 'an-autoscaler' : 'nothing'
  for (const { scaler, target } of manifests.foreignScalers) {
    const at = placeOf(scaler, ...target.path)
    yield problems.autoscalerNotUnderstood(at, titleOf(owner), titleOf(scaler), target, beside)
  }
}

/** Two autoscalers of one workload: each undoes what the other decides. */
export function* severalAutoscalersRefusals(manifests: Manifests | Orphan): Generator<Diagnostic> {
  const all = [...manifests.autoscalers, ...manifests.rolloutAutoscalers]
  const owner = ownerOf(manifests)
  const [, second] = all
  if (!owner || !second) return
  const at = placeOf(second, 'spec', 'scaleTargetRef')
  yield problems.severalAutoscalers(at, titleOf(owner), all.map(titleOf))
}

/** Why the bounds of an autoscaler cannot be told. */
export function* boundsRefusals(autoscaler: Manifest, title: string): Generator<Diagnostic> {
  const wrong = integerFields.find(field => findInteger(autoscaler, 'spec', field) === 'wrong')
  if (wrong === undefined && boundsOf(autoscaler)) return
  const at = placeOf(autoscaler, 'spec', wrong ?? 'maxReplicas')
  const is = wrong === undefined ? 'missing' : 'not an integer'
  yield problems.autoscalerNotInteger(at, title, wrong ?? 'maxReplicas', is)
}

const integerFields = [
  'minReplicas',
  'minReplicaCount',
  'maxReplicas',
  'maxReplicaCount',
  'idleReplicaCount',
  'targetCPUUtilizationPercentage'
]

const ownerOf = ({ deployment, rollouts }: Manifests | Orphan) => deployment ?? rollouts[0]
