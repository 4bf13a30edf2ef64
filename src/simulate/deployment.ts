import type { Move } from './move.ts'
import { canRoll, isOffScale } from './pods.ts'
import { countOf, noPods } from './state.ts'
import type { State } from './state.ts'

/** What the Deployment controller can do; it looks for pods to adopt before it creates any. */
export function deploymentMoves({ deployment, orphans }: State): Move[] {
  if (deployment.version === 'none') return []
  if (countOf(orphans) > 0) return [{ action: 'adopt-pods' }]
  if (isOffScale(deployment)) return [{ action: 'scale', kind: 'Deployment' }]
  return canRoll(deployment) ? [{ action: 'roll', kind: 'Deployment' }] : []
}

/** A Deployment with the same selector adopts a released ReplicaSet and scales it to its own count (E11). */
export function adoptPods(state: State): State {
  const { deployment, orphans } = state
  const ready = deployment.ready + orphans.ready
  const unready = deployment.unready + orphans.unready
  const old = deployment.old + orphans.old
  return { ...state, deployment: { ...deployment, ready, unready, old }, orphans: noPods }
}
