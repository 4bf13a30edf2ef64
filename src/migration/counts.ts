import { pauseOf } from '../convert/refuse.ts'
import type { Resolved } from '../convert/resolve.ts'
import { autoscalerOf } from '../convert/scope.ts'
import type { Candidate } from '../convert/scope.ts'
import type { Workload } from '../convert/stage.ts'
import { hasReached, podsOf, stageNames } from '../convert/stage.ts'
import { boundsOf, targetOf } from '../kubernetes/autoscaler.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { valuesAt } from './values.ts'

/** What an autoscaler does: awake on the Deployment, paused, holding the Rollout, or released on it. */
export type Scaling = 'none' | 'awake' | 'paused' | 'holding' | 'released'

/** What manifests ask for; a count is undefined where none is stated, or the object is not there. */
export type Counts = {
  readonly deployment: number | undefined
  readonly rollout: number | undefined
  readonly scaling: Scaling
}

export type Scaled = Pick<Resolved, 'baseline' | 'workload'>

/** What a stage asks for. */
export function countsAt({ baseline, workload }: Scaled, name: string): Counts {
  const { deployment, autoscaler, bounds } = baseline
  const isScaled = autoscaler !== undefined
  const counts = countsOfStage({ ...workload, own: countOf(deployment), isScaled }, name)
  // An autoscaler with one count of its own goes on holding it.
  const isHeld = counts.scaling === 'released' && bounds && bounds.min === bounds.max
  return isHeld ? { ...counts, scaling: 'holding' } : counts
}

type Numbers = {
  readonly replicas: number
  readonly percents: readonly number[]
  /** The replicas of the Deployment before the migration. */
  readonly own: number | undefined
  readonly isScaled: boolean
}

/** What a stage asks for, by numbers alone. */
export function countsOfStage({ own, isScaled, ...numbers }: Numbers, name: string): Counts {
  const reached = (other: string) => hasReached(name, other, numbers.percents)
  const pods = podsOf(numbers, name)
  return {
    deployment: reached('pin-replicas') ? pods.own : own,
    rollout: reached('introduce-rollout') ? pods.moved : undefined,
    scaling: isScaled ? scalingAt(reached) : 'none'
  }
}

function scalingAt(reached: (stage: string) => boolean): Scaling {
  if (reached('release-autoscaler')) return 'released'
  if (reached('retarget-autoscaler')) return 'holding'
  return reached('pause-autoscaler') ? 'paused' : 'awake'
}

/** What the manifests of a workload ask for. */
export function countsOf(candidate: Candidate): Counts {
  const [rollout] = candidate.rollouts
  return {
    deployment: countOf(candidate.deployment),
    rollout: rollout && countOf(rollout),
    scaling: scalingOf(autoscalerOf(candidate))
  }
}

function scalingOf(autoscaler: Manifest | undefined): Scaling {
  if (!autoscaler) return 'none'
  const bounds = boundsOf(autoscaler)
  if (targetOf(autoscaler)?.kind === 'Rollout') {
    return bounds && bounds.min === bounds.max ? 'holding' : 'released'
  }
  return pauseOf(autoscaler) ? 'paused' : 'awake'
}

function countOf(manifest: Manifest): number | undefined {
  const replicas = replicasOf(manifest)
  return typeof replicas === 'number' ? replicas : undefined
}

/**
 * Whether the pin stays on the way back: without it an autoscaled Deployment would ask for fewer than
 * N, or for 1 where it states no count (reference/experiments.md, E15).
 */
export function keepsPin({ baseline, workload }: Scaled): boolean {
  const own = countOf(baseline.deployment)
  return baseline.autoscaler !== undefined && (own === undefined || own < workload.replicas)
}

/** The stages that change something for a workload, the first two always among them. */
export function stagesOf({ baseline, workload }: Scaled): string[] {
  const names = stageNames(workload.percents)
  const textAt = (name: string) => {
    const { changed, newRollout } = valuesAt(baseline, workload, name)
    return JSON.stringify([changed.map(({ value }) => value), newRollout])
  }
  let before = textAt('introduce-rollout')
  return names.filter((name, at) => {
    if (at < 2) return true
    const text = textAt(name)
    const changes = text !== before
    before = text
    return changes
  })
}

/** Where manifests stand among the stages: at one, between two that follow each other, or at none. */
export type Standing =
  { readonly at: string } | { readonly between: readonly [string, string] } | 'nowhere'

/** Finds where counts stand among the stages past `introduce-rollout`. */
export function findStanding(
  counts: Counts,
  { replicas, percents }: Pick<Workload, 'replicas' | 'percents'>
): Standing {
  const numbers = { replicas, percents, own: undefined, isScaled: counts.scaling !== 'none' }
  const stages = stageNames(percents)
    .slice(2)
    .map(name => ({ name, counts: countsOfStage(numbers, name) }))
    .filter((each, at, all) => !isSame(each.counts, all[at - 1]?.counts))
  const at = stages.find(each => isSame(counts, each.counts))
  if (at) return { at: at.name }
  for (const [index, stage] of stages.entries()) {
    const next = stages[index + 1]
    if (next && isBetween(counts, stage.counts, next.counts))
      return { between: [stage.name, next.name] }
  }
  return 'nowhere'
}

/** Whether two counts are the same. */
export function isSame(a: Counts, b: Counts | undefined): boolean {
  return a.deployment === b?.deployment && a.rollout === b?.rollout && a.scaling === b?.scaling
}

function isBetween(counts: Counts, from: Counts, to: Counts): boolean {
  const isWithin = (count: number | undefined, a: number | undefined, b: number | undefined) => {
    if (count === a || count === b) return true
    if (count === undefined || a === undefined || b === undefined) return false
    return count >= Math.min(a, b) && count <= Math.max(a, b)
  }
  return (
    isWithin(counts.deployment, from.deployment, to.deployment) &&
    isWithin(counts.rollout, from.rollout, to.rollout) &&
    [from.scaling, to.scaling].includes(counts.scaling)
  )
}
