import { isScaledObject } from '../kubernetes/autoscaler.ts'
import type { Bounds } from '../kubernetes/autoscaler.ts'
import type { Rollout } from '../kubernetes/generated/rollout.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { Patch } from '../yaml/edit.ts'
import {
  heldAutoscaler,
  pausedAutoscaler,
  rolloutReference,
  releasedAutoscaler,
  upgradedAutoscaler
} from './autoscaler.ts'
import { protection, rolloutFor } from './rollout.ts'

/** The manifests of one workload before the migration. */
export type Baseline = {
  readonly deployment: Manifest
  readonly autoscaler: Manifest | undefined
  readonly bounds: Bounds | undefined
  readonly verticalAutoscalers: readonly Manifest[]
  /** The Rollout that is there already. */
  readonly rollout: Manifest | undefined
}

/** What is asked for one workload. */
export type Workload = {
  /** N: the pods to keep Ready. Not known, and not needed, before `pin-replicas`. */
  readonly replicas: number
  /** Rising, the last one 100. */
  readonly percents: readonly number[]
  readonly keep: boolean
  /** Fields of `strategy.canary` from the configuration. */
  readonly strategy: Readonly<Record<string, unknown>>
}

/** A stage of a workload: what changes in the manifests of the baseline. */
export type Stage = {
  readonly deployment: Patch
  readonly autoscaler: Patch
  readonly verticalAutoscaler: Patch
  /** The Rollout to add; none where the baseline has one, and before `introduce-rollout`. */
  readonly newRollout: Rollout | undefined
  readonly rollout: Patch
}

const nothing: Stage = {
  deployment: {},
  autoscaler: {},
  verticalAutoscaler: {},
  newRollout: undefined,
  rollout: {}
}

/** The stages before any pod moves. */
const early = ['baseline', 'introduce-rollout', 'pin-replicas', 'pause-autoscaler']

/** Every stage in order. `done` is another name for the last one. */
export function stageNames(percents: readonly number[]): string[] {
  return [
    ...early,
    ...percents.flatMap(percent => [`grow-${percent}`, `shrink-${percent}`]),
    'retarget-autoscaler',
    'release-autoscaler'
  ]
}

/** The stage that a name means; undefined for an unknown name. */
export function findStage(name: string, percents: readonly number[]): string | undefined {
  if (name === 'done') return 'release-autoscaler'
  return stageNames(percents).find(known => known === name)
}

/** Whether a manifest may pass through unconverted at a stage, and nothing is undone by it. */
export const isHarmless = (stage: string) => stage === 'baseline' || stage === 'introduce-rollout'

/** Whether a stage is the other one or comes after it. */
export function hasReached(stage: string, other: string, percents: readonly number[]): boolean {
  return rankOf(stage, percents) >= rankOf(other, percents)
}

/** The place of a stage among `stageNames`, without making the names: it is asked for often. */
function rankOf(stage: string, percents: readonly number[]): number {
  const place = early.indexOf(stage)
  if (place >= 0) return place
  const moves = early.length + 2 * percents.length
  if (stage === 'retarget-autoscaler') return moves
  if (stage === 'release-autoscaler') return moves + 1
  const isGrow = stage.startsWith('grow-')
  const percent = Number(stage.slice(isGrow ? 'grow-'.length : 'shrink-'.length))
  return early.length + 2 * percents.indexOf(percent) + (isGrow ? 0 : 1)
}

/** Whether a stage is a workload's last one: without an autoscaler, the last shrink. */
export function isLastStage(stage: string, { autoscaler }: Baseline, percents: readonly number[]) {
  return hasReached(
    stage,
    autoscaler ? 'release-autoscaler' : `shrink-${percents.at(-1)}`,
    percents
  )
}

/** The Rollout's pods at a percent of N: rounded up, so that the sum never falls below N. */
function podsAt(percent: number, replicas: number): number {
  return Math.ceil((replicas * percent) / 100)
}

/** The percents that differ in pods: of those that round alike, the largest. */
export function distinctPercents(percents: readonly number[], replicas: number): number[] {
  return percents.filter((percent, at) => {
    const next = percents[at + 1]
    return next === undefined || podsAt(percent, replicas) !== podsAt(next, replicas)
  })
}

/** The pods of the Deployment and of the Rollout at a stage, once the Deployment is pinned. */
export function podsOf(
  { percents, replicas }: Pick<Workload, 'percents' | 'replicas'>,
  name: string
): { own: number; moved: number } {
  if (replicas === 0) return { own: 0, moved: 0 }
  const steps = distinctPercents(percents, replicas)
  const last = (move: 'grow' | 'shrink') =>
    steps.findLast(percent => hasReached(name, `${move}-${percent}`, percents)) ?? 0
  const moved = podsAt(last('grow'), replicas)
  return { own: replicas - podsAt(last('shrink'), replicas), moved }
}

/** A workload at a stage. The one place that decides what a stage is. */
export function stage(baseline: Baseline, workload: Workload, name: string): Stage {
  const { percents, replicas: pods } = workload
  const reached = (other: string) => hasReached(name, other, percents)
  if (!reached('introduce-rollout')) return nothing
  const { own, moved } = podsOf(workload, name)
  const protect = workload.keep && moved > 0
  return {
    ...rolloutAt(baseline, workload, { replicas: moved, protect }),
    deployment: reached('pin-replicas') ? { spec: { replicas: own } } : {},
    autoscaler: baseline.autoscaler ? autoscalerAt(baseline, pods, reached) : {},
    verticalAutoscaler: isLastStage(name, baseline, percents)
      ? { spec: { targetRef: rolloutReference(rolloutNameOf(baseline)) } }
      : {}
  }
}

type RolloutState = { readonly replicas: number; readonly protect: boolean }

function rolloutAt(baseline: Baseline, workload: Workload, { replicas, protect }: RolloutState) {
  const { deployment, rollout } = baseline
  if (!rollout) {
    const newRollout = rolloutFor(deployment, { replicas, protect, strategy: workload.strategy })
    return { newRollout, rollout: {} }
  }
  const annotations = protect ? { metadata: { annotations: protection(rollout) } } : {}
  return { newRollout: undefined, rollout: { ...annotations, spec: { replicas } } }
}

const rolloutNameOf = ({ rollout, deployment }: Baseline) => (rollout ?? deployment).name ?? ''

function autoscalerAt(
  baseline: Baseline,
  pods: number,
  reached: (stage: string) => boolean
): Patch {
  const { autoscaler, bounds } = baseline
  if (!autoscaler || !bounds || !reached('pin-replicas')) return {}
  const keda = isScaledObject(autoscaler)
  const upgraded = upgradedAutoscaler(autoscaler)
  const target = { name: rolloutNameOf(baseline), keda }
  if (reached('release-autoscaler')) return merge(upgraded, releasedAutoscaler(target))
  if (reached('retarget-autoscaler'))
    return merge(upgraded, heldAutoscaler(autoscaler, target, pods))
  if (reached('pause-autoscaler')) return merge(upgraded, pausedAutoscaler(autoscaler, bounds))
  return upgraded
}

/** Both patches in one; they share no value but mappings. */
function merge(a: Patch, b: Patch): Patch {
  const merged: Record<string, Patch[string]> = { ...a }
  for (const [key, value] of Object.entries(b)) {
    const own = merged[key]
    merged[key] = isMapping(own) && isMapping(value) ? merge(own, value) : value
  }
  return merged
}

function isMapping(value: Patch[string] | undefined): value is Patch {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
