import { isActive } from '../workload/state.ts'
import type { Autoscaler, Kind } from '../workload/state.ts'
import type { AutoscalerMove, Move } from './move.ts'
import { partOf, sideOf, withCounts, withScaler, withSide } from './moment.ts'
import type { Moment } from './moment.ts'
import { actingAutoscalers } from './world.ts'
import type { World } from './world.ts'

/** What the autoscalers can do. */
export function autoscalerMoves(world: World, state: Moment): Move[] {
  // Without its target: FailedGetScale, and nothing else (E12).
  const acting = actingAutoscalers(world, state).filter(
    ({ autoscaler }) => sideOf(state, autoscaler.target).version !== 'none'
  )
  const moves: Move[] = []
  for (const { at, autoscaler } of acting) {
    const side = sideOf(state, autoscaler.target)
    // Two autoscalers over the same pods: AmbiguousSelector, but the bounds act (D.4, E12).
    const isBlind = acting.length > 1 || world.change.metrics === 'none'
    const choices = isBlind ? [] : world.choicesOf(autoscaler)
    for (const count of wantedCounts(autoscaler, side.replicas, choices))
      moves.push({ action: 'evaluate', at, count })
  }
  state.autoscalers.forEach(({ version, acting }, at) => {
    if (version !== acting) moves.push({ action: 'follow', at })
  })
  return moves
}

/** The counts that an autoscaler may write over the present one, in the order of D.2. */
function wantedCounts(autoscaler: Autoscaler, current: number, choices: readonly number[]) {
  const { min, max, idle, disabledUp, disabledDown } = autoscaler
  if (current === 0) return countsFromZero(autoscaler, choices)
  // Without an active trigger KEDA itself goes there (keda pkg/scaling/executor/scale_scaledobjects.go).
  const idling = choices.filter(count => count === idle && count < current)
  // The bounds act before behavior is asked (D.2, E5, E16).
  if (current > max) return [max, ...idling]
  if (current < min) return [min, ...idling]
  if (!isActive(autoscaler)) return []
  return choices.filter(
    count => (count > current && !disabledUp) || (count < current && !disabledDown)
  )
}

/**
 * An HPA is inactive at zero, ScalingDisabled, unless zero is its minimum (D.2, E5). KEDA scales an idle target to its minimum
 * (keda pkg/scaling/executor/scale_scaledobjects.go).
 */
function countsFromZero(autoscaler: Autoscaler, choices: readonly number[]): number[] {
  const { kind, min, disabledUp } = autoscaler
  if (kind === 'ScaledObject') return [Math.max(1, min)]
  return min === 0 && !disabledUp ? choices.filter(count => count > 0) : []
}

/** The state after an autoscaler's move. */
export function stepAutoscaler(world: World, state: Moment, move: AutoscalerMove): Moment {
  const scaler = state.autoscalers[move.at]
  const named = world.autoscalers[move.at]
  if (!scaler || !named) return state
  if (move.action === 'follow')
    return withScaler(state, move.at, { ...scaler, acting: scaler.version })
  const target = partOf(named, scaler.acting)?.target
  return target ? withCount(state, target, move.count) : state
}

/**
 * A write through the scale subresource takes the field from who owned it; where nobody did, it has
 * no owner afterwards (E7, E30).
 */
function withCount(state: Moment, target: Kind, replicas: number): Moment {
  const side = sideOf(state, target)
  const owner = side.owner === 'none' ? 'none' : 'scaler'
  return withSide(state, target, withCounts(side, { replicas, owner }))
}
