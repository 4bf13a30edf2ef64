import { findPlace } from '../workload/place.ts'
import { manifestsAround } from '../workload/scope.ts'
import type { Manifests, Scope } from '../workload/scope.ts'
import type { Planned } from '../workload/select.ts'
import { stateIn } from '../workload/state-in.ts'
import { boundsOf, isScaledObject, pauseOf } from '../kubernetes/autoscaler.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { resourceOf } from '../kubernetes/resource.ts'
import { isProtected, scaleDownIn } from '../kubernetes/rollout.ts'
import { limitOf } from './limit.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { plannedOf } from '../workload/memory.ts'

/** A Deployment with the Rollout that takes its pod template from it. */
export type Pair = {
  readonly deployment: Manifest
  readonly rollout: Manifest
  readonly manifests: Manifests
  /** The pods that the Deployment states; undefined where it states none. */
  readonly own: number | undefined
  /** The pods of the Rollout: 1 where it states none (docs/evidence.md, C.6). */
  readonly moved: number | undefined
  readonly isStated: boolean
  readonly scaleDown: 'onsuccess' | 'progressively' | undefined
  readonly planned: Planned | undefined
}

/** A limit of Deployments that have their name in common, and then all that refers to it. */
export const limitOfSame = () => limitOf('Deployments have the same name', 30_000)

/** The pairs of a scope. Of several Rollouts of one Deployment the first counts. */
export function pairsOf(scope: Scope, limit = limitOfSame()): Pair[] {
  return scope.deployments.flatMap(deployment => {
    const { length } = scope.sameAs(deployment)
    if (length > 1 && !limit.allows(length, deployment)) return []
    const manifests = manifestsAround(deployment, scope)
    const [rollout] = manifests.rollouts
    return rollout ? [pairOf(manifests, rollout)] : []
  })
}

function pairOf(manifests: Manifests, rollout: Manifest): Pair {
  const { deployment } = manifests
  const own = replicasOf(deployment)
  const moved = replicasOf(rollout)
  const planned = plannedOf(deployment)
  return {
    deployment,
    rollout,
    manifests,
    own: typeof own === 'number' ? own : undefined,
    moved: moved === 'absent' ? 1 : moved === 'wrong' ? undefined : moved,
    isStated: typeof moved === 'number',
    scaleDown: scaleDownIn(resourceOf(rollout)),
    planned: planned === 'edited' ? undefined : planned
  }
}

/** Whether both sides having pods is as a stage has it: remembered, paused for it, or made by one. */
export function isInStage({ manifests, rollout, planned }: Pair): boolean {
  if (planned) return findPlace(stateIn(manifests), planned) !== 'nowhere'
  return isProtected(rollout) || manifests.autoscalers.some(each => pauseOf(each) !== undefined)
}

/** A bound of an autoscaler that a count does not keep, where the bound acts. */
export function brokenBound(
  autoscaler: Manifest,
  pods: number
): { readonly bound: string; readonly count: number } | undefined {
  const bounds = boundsOf(autoscaler)
  const isKeda = isScaledObject(autoscaler)
  // At 0 nothing scales (D.2), and KEDA deletes the autoscaler of what it pauses (D.5).
  if (!bounds || pods === 0 || (isKeda && pauseOf(autoscaler))) return undefined
  const suffix = isKeda ? 'ReplicaCount' : 'Replicas'
  if (pods < bounds.min) return { bound: `min${suffix}`, count: bounds.min }
  return pods > bounds.max ? { bound: `max${suffix}`, count: bounds.max } : undefined
}
