import type { Diagnostic } from '../diagnostic.ts'
import { boundsOf } from '../kubernetes/autoscaler.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { findLive } from '../kubernetes/live.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import { autoscalerOf } from '../workload/scope.ts'
import type { Manifests } from '../workload/scope.ts'
import { replicasFor, workloadKey } from '../workload/select.ts'
import type { Run, Selection } from '../workload/select.ts'
import { replicasBehind } from '../workload/state-at.ts'
import * as problems from './problems.ts'

/** N, the pods to keep Ready, or why it is not known. */
type PodsToKeep = { readonly replicas: number } | Diagnostic

/**
 * Finds N for a stage: what is given, remembered or live, or without an autoscaler the Deployment's
 * own replicas.
 */
export function podsToKeep(manifests: Manifests, selection: Selection, run: Run): PodsToKeep {
  const { deployment } = manifests
  const given =
    replicasFor(run, deployment) ??
    selection.entry?.replicas ??
    run.remembered?.get(workloadKey(deployment))?.replicas
  const pods = autoscalerOf(manifests)
    ? scaledPods(manifests, given ?? withHeadroom(manifests, run))
    : fixedPods(manifests, selection, given)
  if ('code' in pods || pods.replicas > 0) return pods
  return problems.replicasZero(placeOf(deployment, 'spec', 'replicas'), titleOf(deployment))
}

/** The live pods of a Deployment and a fifth more, as far as its autoscaler allows. */
export function withHeadroom(
  manifests: Manifests,
  { live, namespace: unnamed }: Pick<Run, 'live' | 'namespace'>
): number | undefined {
  const { name = '', namespace = unnamed } = manifests.deployment
  const [found] = findLive(live?.deployments ?? [], { name, namespace })
  const autoscaler = autoscalerOf(manifests)
  const bounds = autoscaler && boundsOf(autoscaler)
  const pods = found?.spec.replicas
  if (!pods || !bounds) return pods || undefined
  const most = Math.min(Math.ceil(pods * headroom), bounds.max)
  return Math.max(most, pods, bounds.min)
}

/** Nothing scales while the autoscaler is paused. */
const headroom = 1.2

function scaledPods(manifests: Manifests, given: number | undefined): PodsToKeep {
  const { deployment } = manifests
  const autoscaler = autoscalerOf(manifests)
  const bounds = autoscaler && boundsOf(autoscaler)
  if (given === undefined) {
    return problems.replicasUnknown(placeOf(deployment, 'metadata', 'name'), titleOf(deployment))
  }
  if (!autoscaler || !bounds) return { replicas: given }
  const isAbove = given > bounds.max
  if (!isAbove && given >= bounds.min) return { replicas: given }
  const [side, bound] = isAbove
    ? (['above the most', bounds.max] as const)
    : (['below the least', bounds.min] as const)
  const at = placeOf(autoscaler, 'spec')
  return problems.replicasOutOfBounds(at, given, side, bound, titleOf(autoscaler))
}

function fixedPods(
  { deployment, rollouts }: Manifests,
  selection: Selection,
  given: number | undefined
): PodsToKeep {
  const [rollout] = rollouts
  const title = titleOf(deployment)
  const at = () => placeOf(deployment, 'spec', 'replicas')
  const replicas = replicasOf(deployment)
  if (replicas === 'absent' && selection.entry?.autoscaler !== 'none') {
    return problems.autoscalerNotInView(at(), title)
  }
  // Kubernetes makes one pod where replicas are left out (pkg/apis/apps/v1/defaults.go).
  const own = replicas === 'absent' ? 1 : Number(replicas)
  const moved = rollout ? replicasOf(rollout) : 0
  if (typeof moved !== 'number' || moved === 0) {
    if (given === undefined || given === own) return { replicas: own }
    return problems.replicasDiffer(at(), title, own, given)
  }
  return movingPods({ own, moved }, selection, given) ?? problems.replicasUnknown(at(), title)
}

/**
 * N where pods have moved already, so that the Deployment's number is no longer the baseline's:
 * the number by which both counts are those of the stage, or what is given, where the pods that
 * are there can be that many.
 */
function movingPods(
  { own, moved }: { own: number; moved: number },
  { stage, percents }: Selection,
  given: number | undefined
): PodsToKeep | undefined {
  const [least, most] = [Math.max(own, moved), own + moved]
  if (given !== undefined) return given >= least && given <= most ? { replicas: given } : undefined
  // A chart that has a Rollout of its own gives both the same count.
  const replicas =
    replicasBehind({ own, moved }, stage, percents) ?? (own === moved ? own : undefined)
  return replicas === undefined ? undefined : { replicas }
}
