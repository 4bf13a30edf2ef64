import { kinds } from '../workload/state.ts'
import type { Kind } from '../workload/state.ts'
import type { Move } from './move.ts'
import { countOf, sideOf, withCounts, withSide } from './moment.ts'
import type { Side, Moment } from './moment.ts'
import type { World } from './world.ts'

/** A moment in which pods become Ready: one, or all where only batches matter. */
export function readyMoves({ batches }: World, state: Moment): Move[] {
  return kinds.flatMap(kind => {
    const { unready } = sideOf(state, kind)
    if (unready === 0) return []
    return [{ action: 'ready', kind, count: batches ? unready : 1 } as const]
  })
}

/** The pods after some became Ready. */
export function becomeReady(side: Side, count: number): Side {
  return withCounts(side, { ready: side.ready + count, unready: side.unready - count })
}

/** What the ReplicaSet of a kind can do, and a rolling update. */
export function replicaSetMoves(kind: Kind, side: Side): Move[] {
  if (isOffScale(side)) return [{ action: 'scale', kind }]
  return canRoll(side) ? [{ action: 'roll', kind }] : []
}

/** Whether a ReplicaSet has pods to create or to delete; a rolling update may have one pod more. */
function isOffScale(side: Side): boolean {
  const surplus = countOf(side) - side.set
  return surplus < 0 || surplus > (side.old > 0 ? 1 : 0)
}

/** The controller tells the ReplicaSet the count. */
export function resized(side: Side): Side {
  return withCounts(side, { set: side.replicas })
}

/**
 * The pods after a ReplicaSet has created or deleted some: those that are not Ready go first
 * (kubernetes pkg/controller/controller_utils.go, ActivePodsWithRanks). All at once: in between
 * there are more pods than after a deletion, and fewer than after a creation.
 */
export function scaled(side: Side): Side {
  const surplus = countOf(side) - side.set
  if (surplus <= 0) return withCounts(side, { unready: side.unready - surplus })
  const unready = Math.min(side.unready, surplus)
  const ready = surplus - unready
  return withCounts(side, {
    ready: side.ready - ready,
    unready: side.unready - unready,
    old: Math.max(0, side.old - ready)
  })
}

/** Whether a rolling update can go a pod further. */
function canRoll(side: Side): boolean {
  return side.old > 0 && (side.ready > side.set || countOf(side) <= side.set)
}

/** A rolling update's next pod, with a surge of one and none unavailable (E10: no dip). */
export function rolled(side: Side): Side {
  if (side.ready > side.set) return withCounts(side, { ready: side.ready - 1, old: side.old - 1 })
  return withCounts(side, { unready: side.unready + 1 })
}

/** Whether the image may still change. */
export function canChangeImage({ change }: World, { changed, deployment }: Moment): boolean {
  return !changed && deployment.version !== 'none' && !!change.disturb?.includes('image-change')
}

/** The pods of both sides are of an old image now; the Rollout begins its second revision (E10). */
export function imageChanged(state: Moment): Moment {
  const { deployment, rollout } = state
  return {
    ...state,
    deployment: { ...deployment, old: deployment.ready },
    rollout: { ...rollout, old: rollout.ready },
    changed: true,
    revised: rollout.version !== 'none'
  }
}

/** The state after pods of a kind became Ready, were scaled or rolled. */
export function withPods(state: Moment, kind: Kind, change: (side: Side) => Side): Moment {
  return withSide(state, kind, change(sideOf(state, kind)))
}
