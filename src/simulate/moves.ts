import { applierMoves, stepApplier } from './applier.ts'
import { autoscalerMoves, stepAutoscaler } from './autoscaler.ts'
import { adoptPods, deploymentMoves } from './deployment.ts'
import type { Move } from './move.ts'
import {
  becomeReady,
  canChangeImage,
  imageChanged,
  readyMoves,
  resized,
  rolled,
  scaled,
  withPods
} from './pods.ts'
import { rolloutMoves, stepRollout } from './rollout.ts'
import type { Moment } from './moment.ts'
import type { World } from './world.ts'

/** Everything that may happen next. */
export function moves(world: World, state: Moment): Move[] {
  return [
    ...applierMoves(world, state),
    ...deploymentMoves(state),
    ...rolloutMoves(world, state),
    ...autoscalerMoves(world, state),
    ...readyMoves(world, state),
    ...(canChangeImage(world, state) ? [{ action: 'change-image' } as const] : [])
  ]
}

/** The state after a move. */
export function step(world: World, state: Moment, move: Move): Moment {
  switch (move.action) {
    case 'apply':
    case 'prune':
    case 'apply-autoscaler':
    case 'prune-autoscaler':
    case 'apply-service':
    case 'prune-service':
    case 'prune-former':
      return stepApplier(world, state, move)
    case 'resize':
      return withPods(state, move.kind, resized)
    case 'scale':
      return withPods(state, move.kind, scaled)
    case 'roll':
      return withPods(state, move.kind, rolled)
    case 'ready':
      return withPods(state, move.kind, side => becomeReady(side, move.count))
    case 'adopt-pods':
      return adoptPods(state)
    case 'change-image':
      return imageChanged(state)
    case 'write-phase':
    case 'select':
    case 'release-pods':
    case 'scale-down':
      return stepRollout(world, state, move)
    case 'evaluate':
    case 'follow':
      return stepAutoscaler(world, state, move)
  }
}
