import { isScaledObject } from '../kubernetes/autoscaler.ts'
import type { Bounds } from '../kubernetes/autoscaler.ts'
import { findInteger } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { Patch } from '../yaml/edit.ts'

type RolloutTarget = { readonly name: string; readonly keda: boolean }

/** KEDA's annotation that stops a ScaledObject (since v2.12) and deletes the HPA it made. */
const kedaPaused = 'autoscaling.keda.sh/paused'

/**
 * An autoscaling/v1 HPA as the same thing in v2. Applied as v1 over a paused v2 it would leave the
 * pause on. Without a target v1 means 80 % CPU, and so does v2 without metrics
 * (kubernetes pkg/apis/autoscaling/v2/defaults.go).
 */
export function upgradedAutoscaler(autoscaler: Manifest): Patch {
  if (isScaledObject(autoscaler) || autoscaler.apiVersion !== 'autoscaling/v1') return {}
  const utilization = findInteger(autoscaler, 'spec', 'targetCPUUtilizationPercentage')
  const upgraded = { apiVersion: 'autoscaling/v2' }
  if (typeof utilization !== 'number') return upgraded
  const target = { type: 'Utilization', averageUtilization: utilization }
  const metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }]
  return { ...upgraded, spec: { targetCPUUtilizationPercentage: null, metrics } }
}

/** An autoscaler that stands still. Its bounds act even when its behavior is disabled. */
export function pausedAutoscaler(autoscaler: Manifest, { min }: Bounds): Patch {
  if (isScaledObject(autoscaler)) return { metadata: { annotations: { [kedaPaused]: 'true' } } }
  const disabled = { selectPolicy: 'Disabled' }
  const behavior = { scaleUp: disabled, scaleDown: disabled }
  return { spec: min > 1 ? { behavior, minReplicas: 1 } : { behavior } }
}

/** An autoscaler that holds the Rollout at N pods. */
export function heldAutoscaler(autoscaler: Manifest, target: RolloutTarget, pods: number): Patch {
  const scaleTargetRef = rolloutReference(target.name)
  if (!target.keda) return { spec: { scaleTargetRef, minReplicas: pods, maxReplicas: pods } }
  // An idle ScaledObject goes to its idleReplicaCount, whatever its minimum is.
  const idle = findInteger(autoscaler, 'spec', 'idleReplicaCount')
  const idleReplicaCount = idle === 'absent' ? {} : { idleReplicaCount: null }
  const counts = { minReplicaCount: pods, maxReplicaCount: pods, ...idleReplicaCount }
  return { spec: { scaleTargetRef, ...counts } }
}

/** An autoscaler of the Rollout with its own bounds and behavior. */
export function releasedAutoscaler(target: RolloutTarget): Patch {
  return { spec: { scaleTargetRef: rolloutReference(target.name) } }
}

/** What refers to a Rollout. */
export function rolloutReference(name: string): Patch {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name }
}

/** Annotations by which a ScaledObject is paused already. */
export const kedaPauses = [
  kedaPaused,
  'autoscaling.keda.sh/paused-replicas',
  'autoscaling.keda.sh/paused-scale-in',
  'autoscaling.keda.sh/paused-scale-out'
]
