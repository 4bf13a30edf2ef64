import * as conversion from '../convert/problems.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { boundsOf, pauseOf } from '../kubernetes/autoscaler.ts'
import { neverSurges, replicasOf } from '../kubernetes/deployment.ts'
import { hasValue, manifestsOf, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { matches } from '../kubernetes/labels.ts'
import { canonical, resourceOf } from '../kubernetes/resource.ts'
import { syncWave } from '../kubernetes/rollout-annotations.ts'
import { isPausedIn, servicesIn, syncWaveIn } from '../kubernetes/rollout.ts'
import { singletonRunsTwice } from '../migration/around-problems.ts'
import { planAnnotation, recall } from '../workload/memory.ts'
import { applyEdits } from '../yaml/edit.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import { documentsIn, openSource } from '../yaml/stream.ts'
import { entriesOf } from './entries.ts'
import type { Known } from './entries.ts'
import { brokenBound, isInStage } from './objects-pairs.ts'
import type { Pair } from './objects-pairs.ts'
import type { LabelReader } from './pods.ts'
import { fateOfReplicas } from './objects-applications.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

/** What is wrong between a Rollout and the Deployment that it takes its pods from. */
export function pairProblems(pair: Pair, view: View): Diagnostic[] {
  const { labelsOf, known } = view
  return [
    ...severalRollouts(pair),
    ...pausedRollouts(pair),
    ...countProblems(pair, view),
    ...scalingProblems(pair, known),
    ...scaleDownProblems(pair, view),
    ...serviceProblems(pair),
    ...waveProblems(pair),
    ...selectorProblems(pair, labelsOf)
  ]
}

function* severalRollouts({ deployment, manifests }: Pair): Generator<Diagnostic> {
  const [, second] = manifests.rollouts
  if (!second) return
  const at = placeOf(second, 'spec', 'workloadRef', 'name')
  yield conversion.severalRollouts(at, titleOf(deployment), manifests.rollouts.map(titleOf))
}

/** A Rollout that is paused in Git: no count of it arrives (argo-rollouts rollout/context.go, haltProgress). */
function* pausedRollouts({ rollout }: Pair): Generator<Diagnostic> {
  if (!isPausedIn(resourceOf(rollout))) return
  yield conversion.rolloutPaused(placeOf(rollout, 'spec', 'paused'), titleOf(rollout))
}

/** The pods that both ask for. */
function* countProblems(pair: Pair, view: View): Generator<Diagnostic> {
  const { deployment, rollout, own, moved, isStated, scaleDown } = pair
  const at = placeOf(deployment, 'spec', 'replicas')
  const titles = [titleOf(deployment), titleOf(rollout)] as const
  if (own === 0 && moved === 0)
    yield problems.noneServes(placeOf(rollout, 'spec', 'replicas'), ...titles)
  if (keepsUnstatedPods(pair) && view.isComplete()) {
    const place = placeOf(deployment, 'metadata', 'name')
    yield problems.deploymentKeepsPods(place, ...titles)
  }
  yield* singletonProblems(pair)
  if (!own || scaleDown || !bothAreFull(pair) || isInStage(pair)) return
  yield problems.bothServe(at, titles[0], own, titles[1], isStated ? moved : undefined)
}

/** Whether a Deployment that states no count keeps the pods that it has: nothing scales it any more. */
const keepsUnstatedPods = ({ own, moved = 0, scaleDown, manifests, deployment }: Pair) =>
  own === undefined &&
  replicasOf(deployment) === 'absent' &&
  moved > 0 &&
  !scaleDown &&
  manifests.autoscalers.length === 0

/** A workload that never has two pods, and has one of each side while it moves. */
function* singletonProblems(pair: Pair): Generator<Diagnostic> {
  const { deployment, rollout, manifests, own } = pair
  const isUnstated = replicasOf(deployment) === 'absent' && manifests.autoscalers.length === 0
  if ((isUnstated ? 1 : own) !== 1 || !neverSurges(resourceOf(deployment))) return
  const at = placeOf(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxSurge')
  yield singletonRunsTwice(at, titleOf(deployment), titleOf(rollout))
}

/** Whether the Rollout has no fewer pods than the Deployment: the move is over, or never began. */
function bothAreFull({ own = 0, moved = 0, isStated, manifests }: Pair): boolean {
  if (own === 0 || moved === 0) return false
  return moved >= own || (!isStated && manifests.rolloutAutoscalers.length > 0)
}

function* scalingProblems(pair: Pair, known: Known): Generator<Diagnostic> {
  const { deployment, rollout, manifests, own, moved = 0 } = pair
  const { autoscalers, rolloutAutoscalers } = manifests
  const titles = [titleOf(deployment), titleOf(rollout)] as const
  if (autoscalers.length + rolloutAutoscalers.length === 0) yield* missingAutoscaler(pair, known)
  for (const autoscaler of autoscalers) {
    const at = placeOf(autoscaler, 'spec', 'scaleTargetRef', 'kind')
    const isPaused = pauseOf(autoscaler) !== undefined
    if (own === 0 && !isPaused && moved > 0 && rolloutAutoscalers.length === 0)
      yield problems.autoscalerLeftBehind(at, titleOf(autoscaler), ...titles)
    const fought =
      own !== undefined && (isPaused || moved > 0) ? boundFight(autoscaler, deployment) : []
    yield* fought
    if (own !== 0 && moved > 0 && !isPaused && fought.length === 0)
      yield problems.autoscalerAwakeInMigration(at, titleOf(autoscaler), ...titles)
  }
  for (const autoscaler of rolloutAutoscalers) {
    const bounds = boundsOf(autoscaler)
    if (bounds && bounds.min === bounds.max) yield* boundFight(autoscaler, rollout)
    if (!own || pair.scaleDown || bothAreFull(pair) || autoscalers.length > 0) continue
    const at = placeOf(autoscaler, 'spec', 'scaleTargetRef', 'kind')
    yield conversion.autoscalerOnRollout(at, titleOf(autoscaler), titles[1])
  }
}

/** A bound of an autoscaler that moves pods whatever the manifest of its target says. */
function boundFight(autoscaler: Manifest, target: Manifest): Diagnostic[] {
  const stated = replicasOf(target)
  const broken = typeof stated === 'number' ? brokenBound(autoscaler, stated) : undefined
  if (!broken || typeof stated !== 'number') return []
  const at = placeOf(autoscaler, 'spec', broken.bound)
  const facts = { ...broken, autoscaler: titleOf(autoscaler), title: titleOf(target), stated }
  return [problems.boundsFightStage(at, facts)]
}

/** Without an autoscaler N is the Deployment's own count: where it was another, there was one. */
function* missingAutoscaler({ deployment, planned }: Pair, known: Known) {
  if (!planned) return
  const isNone = entriesOf(deployment, known).some(({ autoscaler }) => autoscaler === 'none')
  const before = baselineReplicas(deployment)
  if (isNone || before === undefined || before === planned.replicas) return
  const at = placeOf(deployment, 'metadata', 'annotations', planAnnotation)
  yield problems.autoscalerMissing(at, titleOf(deployment))
}

/** The replicas of a Deployment before its migration; undefined where it does not remember them. */
function baselineReplicas(deployment: Manifest): number | 'absent' | 'wrong' | undefined {
  const edits = recall(deployment)
  if (!edits || edits === 'edited') return undefined
  const source = openSource('', applyEdits(deployment.document.text, edits))
  const found = documentsIn(source)
    .flatMap(manifestsOf)
    .find(({ kind, name }) => kind === deployment.kind && name === deployment.name)
  return found && replicasOf(found)
}

function* scaleDownProblems(pair: Pair, view: View): Generator<Diagnostic> {
  const { deployment, rollout, manifests, own, moved, scaleDown } = pair
  if (!scaleDown || own === 0 || moved === undefined) return
  const bounds = manifests.autoscalers[0] && boundsOf(manifests.autoscalers[0])
  const most = Math.max(own ?? 0, bounds?.max ?? 0)
  const title = titleOf(deployment)
  const at = placeOf(rollout, 'spec', 'workloadRef', 'scaleDown')
  if (moved < most || moved === 0) {
    const facts = { mode: scaleDown, deployment: title, most: Math.max(most, 1), moved }
    yield problems.scaleDownDrains(at, facts)
  } else if (own !== undefined && fateOfReplicas(deployment, view) !== 'kept') {
    const replicas = placeOf(deployment, 'spec', 'replicas')
    yield problems.scaleDownUndone(replicas, scaleDown, title, own)
  }
}

function* serviceProblems(pair: Pair): Generator<Diagnostic> {
  const { deployment, rollout } = pair
  if (!isShortOfPods(pair)) return
  for (const { role, path, name } of servicesIn(resourceOf(rollout))) {
    if (role !== 'live') continue
    const at = placeOf(rollout, ...path)
    yield problems.serviceBeforeMove(at, titleOf(rollout), name, titleOf(deployment))
  }
}

/** A Rollout that a sync applies, and waits for, before there is a pod template for it. */
function* waveProblems({ deployment, rollout }: Pair): Generator<Diagnostic> {
  const [wave = 0, other = 0] = [rollout, deployment].map(each => syncWaveIn(resourceOf(each)))
  if (wave >= other) return
  const at = placeOf(rollout, 'metadata', 'annotations', syncWave)
  yield problems.waveBeforeDeployment(at, titleOf(rollout), wave, titleOf(deployment), other)
}

/** Whether the Deployment has pods without which the Rollout cannot do. */
function isShortOfPods(pair: Pair): boolean {
  const { manifests, own, moved = 0, planned } = pair
  if (own === undefined) return manifests.autoscalers.some(each => !pauseOf(each))
  if (own === 0) return false
  return isInStage(pair) ? moved < (planned?.replicas ?? Infinity) : moved < own
}

function* selectorProblems(
  { deployment, rollout }: Pair,
  labelsOf: LabelReader
): Generator<Diagnostic> {
  const path = ['spec', 'selector']
  if (!hasValue(rollout, ...path) || !hasValue(deployment, ...path)) return
  const [own, wanted] = [rollout, deployment].map(({ node }) => valueOf(findNode(node, ...path)))
  if (own === undefined || wanted === undefined || canonical(own) === canonical(wanted)) return
  const at = placeOf(rollout, ...path)
  const titles = [titleOf(rollout), titleOf(deployment)] as const
  const labels = labelsOf(deployment)
  if (labels && !matches(own, labels)) yield problems.selectorMissesPods(at, ...titles)
  else yield problems.selectorDiffers(at, ...titles)
}
