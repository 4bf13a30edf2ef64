import { isHarmless, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { keepsPin, stagesOf, stateAt } from '../workload/state-at.ts'
import type { Numbers } from '../workload/state-at.ts'
import type { Application, State } from '../workload/state.ts'
import { leavesFields } from './change.ts'
import type { Change, ModelledApplier } from './change.ts'
import type { EndFacts } from './ends.ts'

/** A change between two stages of a workload, or any two states of its manifests. */
export type Transition = {
  readonly from: string
  readonly to: string
  readonly change: Change
}

/** A workload whose stages are proved. */
export type Proved = Numbers & { readonly name: string; readonly facts?: EndFacts }

type Named = { readonly name: string; readonly stage: Stage; readonly state: State }

/** Settings under which Argo CD leaves the Rollout's count alone. */
export const ignoring: Application = {
  ignoresReplicasOf: ['Rollout'],
  respects: true,
  onlyOutOfSync: false
}

/** Every transition of a workload's plan: forwards, then back with the pin that stays. */
export function transitionsOf(workload: Proved, applier: ModelledApplier): Transition[] {
  const stages = statesOf(workload, applier)
  const forth = pairs(stages).map(([from, to]) => between(workload, { from, to, applier }))
  const back = pairs(stages.map(each => pinned(workload, each)))
    .map(([to, from]) => between(workload, { from, to, applier }))
    .reverse()
  return [...forth, ...back]
}

/** The stages, and under Argo CD what changes in its Application while the autoscaler holds. */
function statesOf(workload: Proved, applier: ModelledApplier): Named[] {
  const isScaled = workload.baseline.autoscalers.length > 0
  return stagesOf(workload).flatMap((stage): Named[] => {
    const name = printStage(stage)
    const state = stateAt(workload, stage)
    if (!leavesFields(applier) || !isScaled) {
      // kubectl can never leave a live count alone.
      const isOut = applier === 'kubectl' && stage.kind === 'release-autoscaler'
      return isOut ? [] : [{ name, stage, state }]
    }
    const withRule = { ...state, application: ignoring }
    if (stage.kind === 'release-autoscaler') return [{ name, stage, state: withRule }]
    if (stage.kind !== 'retarget-autoscaler') return [{ name, stage, state }]
    return [
      { name, stage, state },
      { name: `${name}, replicas ignored`, stage, state: withRule }
    ]
  })
}

/** The stage that an end of a transition is of: while the autoscaler holds, there are two of one. */
export const stageIn = (name: string) => name.split(',')[0] ?? name

function pairs(stages: readonly Named[]): [Named, Named][] {
  return stages.slice(1).flatMap((stage, at): [Named, Named][] => {
    const before = stages[at]
    return before ? [[before, stage]] : []
  })
}

/** On the way back N stays where the baseline states less, or nothing, beside an autoscaler. */
function pinned(workload: Proved, named: Named): Named {
  if (!isHarmless(named.stage) || !keepsPin(workload)) return named
  return { ...named, state: { ...named.state, deployment: { replicas: workload.replicas } } }
}

type Ends = { readonly from: Named; readonly to: Named; readonly applier: ModelledApplier }

function between(
  { name, baseline, replicas, facts }: Proved,
  { from, to, applier }: Ends
): Transition {
  return {
    from: from.name,
    to: to.name,
    change: {
      name,
      from: from.state,
      to: to.state,
      baseline,
      applier: applierFor(applier, [from.name, to.name]),
      floor: replicas,
      ...facts
    }
  }
}

/** Helm 4 cannot release server-side: there it runs with `--server-side=false`. */
export function applierFor(applier: ModelledApplier, names: readonly string[]): ModelledApplier {
  const isReleased = names.includes('release-autoscaler')
  return applier === 'helm4' && isReleased ? 'helm4-client-side' : applier
}
