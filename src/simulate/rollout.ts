import { isHalted } from '../workload/state.ts'
import type { Move, RolloutMove } from './move.ts'
import { replicaSetMoves } from './pods.ts'
import { countOf, noPods } from './moment.ts'
import type { Side, Moment } from './moment.ts'
import { drains, liveRollout } from './world.ts'
import type { World } from './world.ts'

/** What the Rollout controller can do. */
export function rolloutMoves(world: World, state: Moment): Move[] {
  const manifest = liveRollout(world, state)
  if (!manifest) return state.selected ? [{ action: 'select' }] : []
  if (isWithoutTemplate(world, state)) return withoutDeployment(manifest.selector, state)
  const { rollout } = state
  const moves = replicaSetMoves('Rollout', rollout)
  // Neither scales, and nothing rolls (argo-rollouts rollout/context.go, haltProgress; A.3).
  if (isHalted(manifest) || isUnmatched(world, state)) return moves.filter(isOfReplicaSet)
  if (rollout.set !== rollout.replicas) moves.push({ action: 'resize', kind: 'Rollout' })
  if (world.remembersPhase && isHealthy(rollout) !== state.healthy)
    moves.push({ action: 'write-phase' })
  if (wantsSelection(manifest.services ?? false, state) !== state.selected)
    moves.push({ action: 'select' })
  const count = drainedCount(drains(manifest), state)
  if (count !== state.deployment.replicas) moves.push({ action: 'scale-down', count })
  return moves
}

const isOfReplicaSet = ({ action }: Move) => action === 'scale'

/** Whether a Rollout refers to a Deployment that does not exist. */
export function isWithoutTemplate(world: World, state: Moment): boolean {
  const isFormer = world.renamed === 'Deployment' && state.former.version !== 'none'
  const isGone = state.deployment.version === 'none' && !isFormer
  return isGone && !liveRollout(world, state)?.template
}

/** Whether the live Rollout's selector does not match the pods that it would make. */
function isUnmatched({ change }: World, { deployment, rollout }: Moment): boolean {
  return !!change.unmatched && deployment.version === 'to' && rollout.version === 'to'
}

/**
 * Without its Deployment a Rollout is InvalidSpec and tells its ReplicaSet nothing; without a selector
 * of its own it also releases it (A.1.9, E11).
 */
function withoutDeployment(selector: boolean, { rollout }: Moment): Move[] {
  const moves = replicaSetMoves('Rollout', rollout)
  if (!selector && countOf(rollout) > 0) moves.push({ action: 'release-pods' })
  return moves
}

/** Healthy as soon as all pods are available, also with none (C.1, E1). */
function isHealthy(rollout: Side): boolean {
  return rollout.ready === rollout.replicas && rollout.unready === 0 && rollout.old === 0
}

/**
 * A Service that the strategy names selects by the Rollout's hash once all pods of its ReplicaSet,
 * at least one, are available, and stays so until it is no longer named (C.8, E8).
 */
function wantsSelection(services: boolean, { selected, rollout }: Moment): boolean {
  if (!services || selected) return services
  return rollout.set > 0 && rollout.ready >= rollout.set
}

/**
 * The Deployment's count by `scaleDown`, which acts in the first revision only, on the phase that was
 * written last (A.2, E2, E3, E10).
 */
function drainedCount(mode: ReturnType<typeof drains>, state: Moment): number {
  const { deployment, rollout, healthy, revised } = state
  if (mode === 'never' || revised) return deployment.replicas
  if (healthy) return 0
  const isMoving = rollout.ready > 0 || countOf(rollout) > rollout.replicas
  if (mode === 'onsuccess' || !isMoving) return deployment.replicas
  return Math.max(0, rollout.replicas - rollout.ready)
}

/** The state after the Rollout controller's move. */
export function stepRollout({ serverSide }: World, state: Moment, move: RolloutMove): Moment {
  const { deployment, rollout } = state
  switch (move.action) {
    case 'write-phase':
      return { ...state, healthy: isHealthy(rollout) }
    case 'select':
      return { ...state, selected: !state.selected }
    case 'release-pods': {
      const { ready, unready, old } = rollout
      return {
        ...state,
        rollout: { ...rollout, ...noPods, set: 0 },
        orphans: { ready, unready, old }
      }
    }
    case 'scale-down': {
      const owner = serverSide ? 'scaler' : 'none'
      return { ...state, deployment: { ...deployment, replicas: move.count, owner } }
    }
  }
}
