import type { Move } from './move.ts'
import { canRoll, isOffScale } from './pods.ts'
import { countOf, noPods } from './state.ts'
import type { State } from './state.ts'

/** What the Deployment controller can do. */
export function deploymentMoves({ deployment, orphans }: State): Move[] {
  if (deployment.version === 'none') return []
  const moves: Move[] = []
  if (isOffScale(deployment)) moves.push({ action: 'scale', kind: 'Deployment' })
  else if (canRoll(deployment)) moves.push({ action: 'roll', kind: 'Deployment' })
  if (countOf(orphans) > 0) moves.push({ action: 'adopt-pods' })
  return moves
}

/** A Deployment with the same selector adopts a released ReplicaSet and scales it to its own count (E11). */
export function adoptPods(state: State): State {
  const { deployment, orphans } = state
  const ready = deployment.ready + orphans.ready
  const unready = deployment.unready + orphans.unready
  const old = deployment.old + orphans.old
  return { ...state, deployment: { ...deployment, ready, unready, old }, orphans: noPods }
}
