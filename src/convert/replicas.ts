import type { Diagnostic } from '../diagnostic.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import * as problems from './problems.ts'
import { placeOf } from './refuse.ts'
import { keyOf } from './select.ts'
import type { Run, Selection } from './select.ts'
import { findStage, podsOf } from './stage.ts'
import type { Baseline } from './stage.ts'

/** N, the pods to keep Ready, or why it is not known. */
type Pods = { readonly replicas: number } | Diagnostic

/**
 * Finds N for a stage: what is given, remembered or live, or without an autoscaler the Deployment's
 * own replicas.
 */
export function podsToKeep(baseline: Baseline, selection: Selection, run: Run): Pods {
  const { deployment, autoscaler } = baseline
  const { name = '' } = deployment
  const given =
    run.replicas.named.get(name) ??
    selection.entry?.replicas ??
    run.remembered?.get(keyOf(deployment))?.replicas
  const pods = autoscaler
    ? scaledPods(baseline, given ?? withHeadroom(baseline, run))
    : fixedPods(baseline, selection, given)
  if ('code' in pods || pods.replicas > 0) return pods
  return problems.replicasZero(placeOf(deployment, 'spec', 'replicas'), titleOf(deployment))
}

/** The live pods of a Deployment and a fifth more, as far as its autoscaler allows. */
export function withHeadroom(
  { deployment, bounds }: Baseline,
  { live, namespace: unnamed }: Pick<Run, 'live' | 'namespace'>
): number | undefined {
  const { name, namespace = unnamed } = deployment
  const found = live?.deployments.find(
    ({ metadata }) =>
      metadata.name === name && (namespace === undefined || metadata.namespace === namespace)
  )
  const pods = found?.spec.replicas
  if (!pods || !bounds) return pods || undefined
  const most = Math.min(Math.ceil(pods * headroom), bounds.max)
  return Math.max(most, pods, bounds.min)
}

/** Nothing scales while the autoscaler is paused. */
const headroom = 1.2

function scaledPods({ deployment, autoscaler, bounds }: Baseline, given: number | undefined): Pods {
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

function fixedPods(baseline: Baseline, selection: Selection, given: number | undefined): Pods {
  const { deployment, rollout } = baseline
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
): Pods | undefined {
  const [least, most] = [Math.max(own, moved), own + moved]
  if (given !== undefined) return given >= least && given <= most ? { replicas: given } : undefined
  const replicas = replicasBehind({ own, moved }, findStage(stage, percents) ?? stage, percents)
  return replicas === undefined ? undefined : { replicas }
}

/** The N for which a stage has these pods. */
export function replicasBehind(
  { own, moved }: { readonly own: number; readonly moved: number },
  stage: string,
  percents: readonly number[]
): number | undefined {
  for (let replicas = Math.max(own, moved); replicas <= own + moved; replicas++) {
    const pods = podsOf({ percents, replicas }, stage)
    if (pods.own === own && pods.moved === moved) return replicas
  }
  return undefined
}
