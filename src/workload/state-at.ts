import {
  allStages,
  grow,
  hasReached,
  introduceRollout,
  lastStage,
  pauseAutoscaler,
  pinReplicas,
  releaseAutoscaler,
  retargetAutoscaler,
  shrink
} from './stage.ts'
import type { Stage } from './stage.ts'
import { keepersFor } from './rollout.ts'
import { isSame } from './state.ts'
import type { Applier } from '../settings.ts'
import type { Autoscaler, Rollout, State } from './state.ts'

/** The numbers that the stages of a workload are made of. */
export type Numbers = {
  readonly baseline: State
  /** N: the pods to keep Ready. Neither known nor needed before `pin-replicas`. */
  readonly replicas: number
  /** Rising, the last one 100. */
  readonly percents: readonly number[]
  /** Whether a Rollout with pods is protected from being pruned. */
  readonly keep: boolean
  /** The applier, where a configuration states it: what protects from one means nothing to another. */
  readonly applier?: Applier | undefined
}

/** What the manifests of a workload say at a stage. The one place that decides what a stage is. */
export function stateAt(numbers: Numbers, stage: Stage): State {
  const { baseline } = numbers
  if (!hasReached(stage, introduceRollout)) return baseline
  const { own, moved } = podsOf(numbers, stage)
  const { autoscalerVersion, verticalTarget } = baseline
  const isPinned = hasReached(stage, pinReplicas)
  return {
    ...(isPinned
      ? { deployment: { replicas: own } }
      : baseline.deployment && { deployment: baseline.deployment }),
    rollout: rolloutAt(numbers, moved),
    autoscalers: baseline.autoscalers.map(each => autoscalerAt(each, numbers.replicas, stage)),
    ...(autoscalerVersion && { autoscalerVersion: isPinned ? 'v2' : autoscalerVersion }),
    ...(verticalTarget && {
      verticalTarget: isLastStage(numbers, stage) ? 'Rollout' : verticalTarget
    })
  }
}

/** Whether a stage is a workload's last one. */
export const isLastStage = ({ baseline }: Pick<Numbers, 'baseline'>, stage: Stage) =>
  hasReached(stage, lastStage(baseline.autoscalers.length > 0 ? 'scaled' : 'fixed'))

/** A percentage of a number of pods, rounded up, so that the sum never falls below N. */
export const up = (percent: number, replicas: number) => Math.ceil((replicas * percent) / 100)

/** The percents that differ in pods: of those that round alike, the largest. */
export function distinctPercents({
  percents,
  replicas
}: Pick<Numbers, 'percents' | 'replicas'>): number[] {
  return percents.filter((percent, at) => {
    const next = percents[at + 1]
    return next === undefined || up(percent, replicas) !== up(next, replicas)
  })
}

/** The pods of the Deployment and of the Rollout at a stage, once the Deployment is pinned. */
export function podsOf(
  { percents, replicas }: Pick<Numbers, 'percents' | 'replicas'>,
  stage: Stage
): { own: number; moved: number } {
  if (replicas === 0) return { own: 0, moved: 0 }
  const steps = distinctPercents({ percents, replicas })
  const last = (move: typeof grow) =>
    steps.findLast(percent => hasReached(stage, move(percent))) ?? 0
  return { own: replicas - up(last(shrink), replicas), moved: up(last(grow), replicas) }
}

function rolloutAt({ baseline, keep, applier }: Numbers, replicas: number): Rollout {
  const { replicas: _, keptBy: before = [], ...own } = baseline.rollout ?? { selector: true }
  const keptBy = keep && replicas > 0 ? [...new Set([...before, ...keepersFor(applier)])] : before
  return { replicas, ...own, ...(keptBy.length > 0 && { keptBy }) }
}

function autoscalerAt(own: Autoscaler, replicas: number, stage: Stage): Autoscaler {
  if (hasReached(stage, releaseAutoscaler)) return { ...own, target: 'Rollout' }
  if (hasReached(stage, retargetAutoscaler)) {
    // An idle ScaledObject goes to its idleReplicaCount, whatever its minimum is.
    const { idle: _, ...rest } = own
    return { ...rest, target: 'Rollout', min: replicas, max: replicas }
  }
  return hasReached(stage, pauseAutoscaler) ? pausedAutoscaler(own) : own
}

/** An autoscaler that does not move. The bounds of an HPA act even when its behavior is disabled. */
function pausedAutoscaler(own: Autoscaler): Autoscaler {
  if (own.kind === 'ScaledObject') return { ...own, paused: true }
  return { ...own, min: Math.min(own.min, 1), disabledUp: true, disabledDown: true }
}

/** The stages that change something for a workload, the first two always among them. */
export function stagesOf(numbers: Numbers): Stage[] {
  let before = stateAt(numbers, introduceRollout)
  return allStages(numbers.percents).filter((stage, at) => {
    if (at < 2) return true
    const state = stateAt(numbers, stage)
    const isChange = !isSame(state, before)
    before = state
    return isChange
  })
}

/**
 * Whether the pin stays on the way back: without it an autoscaled Deployment would ask for fewer than
 * N, or for 1 where it states no count (docs/evidence.md, E15).
 */
export function keepsPin({ baseline, replicas }: Numbers): boolean {
  const own = baseline.deployment?.replicas
  return baseline.autoscalers.length > 0 && (own === undefined || own < replicas)
}

/** The N for which a stage has these pods. */
export function replicasBehind(
  { own, moved }: { readonly own: number; readonly moved: number },
  stage: Stage,
  percents: readonly number[]
): number | undefined {
  for (let replicas = Math.max(own, moved); replicas <= own + moved; replicas++) {
    const pods = podsOf({ percents, replicas }, stage)
    if (pods.own === own && pods.moved === moved) return replicas
  }
  return undefined
}
