import { findPlace } from '../workload/place.ts'
import { manifestsAround } from '../workload/scope.ts'
import type { Manifests, Scope } from '../workload/scope.ts'
import type { Planned } from '../workload/select.ts'
import { stateIn } from '../workload/state-in.ts'
import { boundsOf, isScaledObject, pauseOf } from '../kubernetes/autoscaler.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { findStrings } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { plannedOf } from '../workload/memory.ts'
import { findString } from '../yaml/node.ts'

/** A Deployment with the Rollout that takes its pod template from it. */
export type Pair = {
  readonly deployment: Manifest
  readonly rollout: Manifest
  readonly manifests: Manifests
  /** The pods that the Deployment states; undefined where it states none. */
  readonly own: number | undefined
  /** The pods of the Rollout: 1 where it states none (reference/argo-rollouts.md C.6). */
  readonly moved: number | undefined
  readonly isStated: boolean
  readonly scaleDown: 'onsuccess' | 'progressively' | undefined
  readonly planned: Planned | undefined
}

/** The pairs of a scope. Of several Rollouts of one Deployment the first counts. */
export function pairsOf(scope: Scope): Pair[] {
  return scope.deployments.flatMap(deployment => {
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
    scaleDown: scaleDownOf(rollout),
    planned: planned === 'edited' ? undefined : planned
  }
}

/** What a Rollout's `scaleDown` does: any other word means never (A.2). */
function scaleDownOf({ node }: Manifest): Pair['scaleDown'] {
  const mode = findString(node, 'spec', 'workloadRef', 'scaleDown')
  return mode === 'onsuccess' || mode === 'progressively' ? mode : undefined
}

/** Whether both sides having pods is as a stage has it: remembered, paused for it, or made by one. */
export function isInStage({ manifests, rollout, planned }: Pair): boolean {
  if (planned) return findPlace(stateIn(manifests), planned) !== 'nowhere'
  const isProtected = findStrings(rollout, 'annotations')['helm.sh/resource-policy'] === 'keep'
  return isProtected || manifests.autoscalers.some(each => pausedBy(each) !== undefined)
}

/** The path by which an autoscaler stands still; undefined where it may scale one way or both. */
export const pausedBy = pauseOf

/** A bound of an autoscaler that a count does not keep, where the bound acts. */
export function brokenBound(
  autoscaler: Manifest,
  pods: number
): { readonly bound: string; readonly count: number } | undefined {
  const bounds = boundsOf(autoscaler)
  const isKeda = isScaledObject(autoscaler)
  // At 0 nothing scales (D.2), and KEDA deletes the autoscaler of what it pauses (D.5).
  if (!bounds || pods === 0 || (isKeda && pausedBy(autoscaler))) return undefined
  const suffix = isKeda ? 'ReplicaCount' : 'Replicas'
  if (pods < bounds.min) return { bound: `min${suffix}`, count: bounds.min }
  return pods > bounds.max ? { bound: `max${suffix}`, count: bounds.max } : undefined
}
