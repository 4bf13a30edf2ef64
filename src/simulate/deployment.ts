import type { Move } from './move.ts'
import { replicaSetMoves } from './pods.ts'
import { countOf, noPods } from './moment.ts'
import type { Moment } from './moment.ts'

/** What the Deployment controller and its ReplicaSet can do; it adopts pods before it asks for any. */
export function deploymentMoves({ deployment, orphans }: Moment): Move[] {
  if (deployment.version === 'none') return []
  const moves = replicaSetMoves('Deployment', deployment)
  if (countOf(orphans) > 0) return [...moves, { action: 'adopt-pods' }]
  if (deployment.set !== deployment.replicas) moves.push({ action: 'resize', kind: 'Deployment' })
  return moves
}

/** A Deployment with the same selector adopts a released ReplicaSet and scales it to its own count (E11). */
export function adoptPods(state: Moment): Moment {
  const { deployment, orphans } = state
  const ready = deployment.ready + orphans.ready
  const unready = deployment.unready + orphans.unready
  const old = deployment.old + orphans.old
  const set = deployment.set + countOf(orphans)
  return { ...state, deployment: { ...deployment, ready, unready, old, set }, orphans: noPods }
}
