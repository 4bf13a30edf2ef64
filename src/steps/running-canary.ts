import type { Diagnostic } from '../diagnostic.ts'
import type { LiveRollout, Snapshot } from '../snapshot.ts'
import { canonical } from '../kubernetes/resource.ts'
import * as problems from './step-problems.ts'
import type { StepsBlock } from './block.ts'

/** What is done to the steps of a block. */
export type ActionName = 'on' | 'off' | 'use'

/**
 * Refuses a change of steps under a running canary. Without a snapshot it is only said, where the
 * damage cannot be undone by another commit.
 */
export function checkCanary(
  block: StepsBlock,
  action: ActionName,
  live: Snapshot | undefined
): Diagnostic[] {
  if (!live) return action === 'on' ? [] : [problems.canaryUnseen(block.place, effects[action])]
  const { rollouts } = live
  if (rollouts.length === 0) return [problems.rolloutNotLive(block.place)]
  const name = plainName(block.workload)
  const own = rollouts.filter(({ metadata }) => metadata.name === name)
  // In Helm values a workload has the name of a key: any of the Rollouts may be meant.
  const running = (own.length > 0 ? own : rollouts).filter(isCanaryRunning)
  if (running.length === 0 && own.length === 0 && name !== undefined) {
    return [problems.rolloutNotNamed(block.place, name)]
  }
  return running.map(rollout => {
    const [state, effect] = [stateOf(rollout), effectOn(rollout, action)]
    return problems.canaryRunning(block.place, rollout.metadata.name, state, effect)
  })
}

/**
 * Says why a new image must wait for steps that are on: until the cluster has them, and no
 * canary runs. In values a workload has the name of a key: any Rollout may have its steps.
 */
export function checkImage(block: StepsBlock, { rollouts }: Snapshot): Diagnostic[] {
  if (block.state === 'off') return []
  if (rollouts.length === 0) return [problems.rolloutNotLive(block.place)]
  const name = plainName(block.workload)
  const own = rollouts.filter(({ metadata }) => metadata.name === name)
  const meant = own.length > 0 ? own : rollouts.filter(rollout => hasSteps(rollout, block))
  const running = meant.filter(isCanaryRunning)
  if (running.length > 0) {
    return running.map(rollout => {
      const effect = 'set back to its first step by a new image'
      return problems.canaryRunning(block.place, rollout.metadata.name, stateOf(rollout), effect)
    })
  }
  const isSynced = meant.some(rollout => hasSteps(rollout, block) && isObserved(rollout))
  return isSynced ? [] : [problems.stepsNotSynced(block.place, block.workload)]
}

function hasSteps({ spec }: LiveRollout, { steps }: StepsBlock): boolean {
  const live = spec.strategy?.canary?.steps ?? []
  // What a Go action puts in is not known here.
  const isKnown = !canonical(steps).includes('{{')
  return isKnown ? canonical(steps) === canonical(live) : live.length > 0
}

/** Unlike a Deployment's, a Rollout's observed generation is a string. */
function isObserved({ metadata, status }: LiveRollout): boolean {
  const { generation } = metadata
  return generation === undefined || status.observedGeneration === String(generation)
}

/** What becomes of a canary (argo-rollouts rollout/canary.go, syncRolloutStatusCanary). */
const effects: Readonly<Record<ActionName, string>> = {
  on: 'set back to its first step',
  off: 'promoted at once',
  use: 'set back to its first step'
}

const effectOn = ({ status }: LiveRollout, action: ActionName) =>
  status.abort && action !== 'off' ? 'started again' : effects[action]

/** A name as a Rollout can have it: not one of a template, and no pattern. */
const plainName = (workload: string | undefined) =>
  workload && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(workload) ? workload : undefined

/** Whether two versions run, or a step is not done with. */
export function isCanaryRunning({ spec, status }: LiveRollout): boolean {
  const { phase, stableRS, currentPodHash, currentStepIndex } = status
  if (stableRS && currentPodHash && stableRS !== currentPodHash) return true
  const steps = spec.strategy?.canary?.steps ?? []
  const isUnderWay = phase === 'Paused' || phase === 'Progressing'
  return isUnderWay && currentStepIndex !== undefined && currentStepIndex < steps.length
}

/** Where a Rollout is: `Paused at step 2 of 3 since 2026-01-31T09:00:00Z`. */
export function stateOf({ spec, status }: LiveRollout): string {
  const steps = spec.strategy?.canary?.steps ?? []
  const phase = status.abort ? 'aborted' : (status.phase ?? 'of unknown phase')
  const since = status.abort ? status.abortedAt : status.pauseConditions?.[0]?.startTime
  const time = since === undefined ? '' : ` since ${since}`
  const { currentStepIndex: index } = status
  if (index === undefined || index >= steps.length) return phase + time
  return `${phase} at step ${index + 1} of ${steps.length}${time}`
}
