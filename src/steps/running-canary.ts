import type { Diagnostic } from '../diagnostic.ts'
import type { LiveRollout, Snapshot } from '../snapshot.ts'
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

/** Where a Rollout is: `Paused at step 2 of 3`. */
export function stateOf({ spec, status }: LiveRollout): string {
  const steps = spec.strategy?.canary?.steps ?? []
  const phase = status.abort ? 'aborted' : (status.phase ?? 'of unknown phase')
  const { currentStepIndex: index } = status
  if (index === undefined || index >= steps.length) return phase
  return `${phase} at step ${index + 1} of ${steps.length}`
}
