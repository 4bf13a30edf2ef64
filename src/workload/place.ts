import type { Planned } from './select.ts'
import { allStages } from './stage.ts'
import type { Stage } from './stage.ts'
import { stateAt } from './state-at.ts'
import { awakeOnDeployment } from './state-in.ts'
import { isSameMove, scalingOf } from './state.ts'
import type { State } from './state.ts'

/** Where a state is among the stages: at one, between two that follow each other, or at none. */
export type PlaceOfState =
  { readonly at: Stage } | { readonly between: readonly [Stage, Stage] } | 'nowhere'

/** Finds where a state is among the stages past `introduce-rollout`, by its counts. */
export function findPlace(state: State, { replicas, percents }: Planned): PlaceOfState {
  const baseline = { deployment: {}, autoscalers: state.autoscalers.map(awakeOnDeployment) }
  const numbers = { baseline, replicas, percents, keep: true }
  const stages = allStages(percents)
    .slice(2)
    .map(stage => ({ stage, state: stateAt(numbers, stage) }))
    .filter((each, at, all) => {
      const before = all[at - 1]
      return !before || !isSameMove(each.state, before.state)
    })
  const at = stages.find(each => isSameMove(state, each.state))
  if (at) return { at: at.stage }
  for (const [index, from] of stages.entries()) {
    const to = stages[index + 1]
    if (to && isBetween(state, from.state, to.state)) return { between: [from.stage, to.stage] }
  }
  return 'nowhere'
}

function isBetween(state: State, from: State, to: State): boolean {
  const isWithin = (count: number | undefined, a: number | undefined, b: number | undefined) => {
    if (count === a || count === b) return true
    if (count === undefined || a === undefined || b === undefined) return false
    return count >= Math.min(a, b) && count <= Math.max(a, b)
  }
  return (
    isWithin(state.deployment?.replicas, from.deployment?.replicas, to.deployment?.replicas) &&
    isWithin(state.rollout?.replicas, from.rollout?.replicas, to.rollout?.replicas) &&
    [from, to].map(scalingOf).includes(scalingOf(state))
  )
}
