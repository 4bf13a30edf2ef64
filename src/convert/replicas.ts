import type { Diagnostic } from '../diagnostic.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import * as problems from './problems.ts'
import { placeOf } from './refuse.ts'
import type { Run, Selection } from './select.ts'
import type { Baseline } from './stage.ts'

/** N, the pods to keep Ready, or why it is not known. */
export type Pods = { readonly replicas: number } | Diagnostic

/** Finds N: what is given, or without an autoscaler the Deployment's own replicas. */
export function podsToKeep(baseline: Baseline, selection: Selection, run: Run): Pods {
  const { deployment } = baseline
  const given = givenReplicas(deployment, selection, run)
  const pods = baseline.autoscaler
    ? scaledPods(baseline, given)
    : fixedPods(baseline, selection, given)
  if ('code' in pods || pods.replicas > 0) return pods
  return problems.replicasZero(placeOf(deployment, 'spec', 'replicas'), titleOf(deployment))
}

function givenReplicas({ name = '' }: Manifest, { entry }: Selection, { replicas }: Run) {
  return replicas.named.get(name) ?? entry?.replicas
}

function scaledPods({ deployment, autoscaler, bounds }: Baseline, given: number | undefined): Pods {
  const at = placeOf(deployment, 'metadata', 'name')
  if (given === undefined) return problems.replicasUnknown(at, titleOf(deployment))
  if (!autoscaler || !bounds) return { replicas: given }
  const isAbove = given > bounds.max
  if (!isAbove && given >= bounds.min) return { replicas: given }
  const [side, bound] = isAbove
    ? (['above the most', bounds.max] as const)
    : (['below the least', bounds.min] as const)
  return problems.replicasOutOfBounds(
    placeOf(autoscaler, 'spec'),
    given,
    side,
    bound,
    titleOf(autoscaler)
  )
}

function fixedPods(
  { deployment, rollout }: Baseline,
  { entry }: Selection,
  given: number | undefined
): Pods {
  const title = titleOf(deployment)
  const at = placeOf(deployment, 'spec', 'replicas')
  const own = replicasOf(deployment)
  const moved = rollout ? replicasOf(rollout) : 0
  // Kubernetes makes one pod where replicas are left out (pkg/apis/apps/v1/defaults.go).
  const present = own === 'absent' ? 1 : Number(own)
  if (own === 'absent' && entry?.autoscaler !== 'none')
    return problems.autoscalerNotInView(at, title)
  if (typeof moved === 'number' && moved > 0) {
    // Pods have moved already: the Deployment's number is no longer that of the baseline.
    if (given !== undefined) return { replicas: given }
    return present === 0 ? { replicas: moved } : problems.replicasUnknown(at, title)
  }
  if (given !== undefined && given !== present) {
    return problems.replicasDiffer(at, title, present, given)
  }
  return { replicas: present }
}
