import { findString } from '../yaml/node.ts'
import { findInteger, groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'

/** What an autoscaler, or a VerticalPodAutoscaler, names as its target. */
export type Target = { readonly apiVersion: string; readonly kind: string; readonly name: string }

/** Whether a manifest scales pods: a HorizontalPodAutoscaler or KEDA's ScaledObject. */
export function isAutoscaler(manifest: Manifest): boolean {
  return isHorizontalPodAutoscaler(manifest) || isScaledObject(manifest)
}

export function isHorizontalPodAutoscaler({ kind, apiVersion }: Manifest): boolean {
  return kind === 'HorizontalPodAutoscaler' && ['autoscaling', ''].includes(groupOf(apiVersion))
}

export function isScaledObject({ kind, apiVersion }: Manifest): boolean {
  return kind === 'ScaledObject' && groupOf(apiVersion) === 'keda.sh'
}

export function isVerticalPodAutoscaler({ kind, apiVersion }: Manifest): boolean {
  return kind === 'VerticalPodAutoscaler' && groupOf(apiVersion) === 'autoscaling.k8s.io'
}

/** The workload that an autoscaler scales. A ScaledObject's is a Deployment unless it says else. */
export function targetOf(autoscaler: Manifest): Target | undefined {
  const field = autoscaler.kind === 'VerticalPodAutoscaler' ? 'targetRef' : 'scaleTargetRef'
  const find = (key: string) => findString(autoscaler.node, 'spec', field, key)
  const name = find('name')
  if (name === undefined) return undefined
  const byDefault = isScaledObject(autoscaler) ? 'Deployment' : ''
  return { apiVersion: find('apiVersion') ?? 'apps/v1', kind: find('kind') ?? byDefault, name }
}

/** The least and the most pods that an autoscaler allows; undefined where they are no numbers. */
export type Bounds = { readonly min: number; readonly max: number }

/**
 * Reads an autoscaler's bounds. Left out, they are 1 pod for a HorizontalPodAutoscaler
 * (kubernetes pkg/apis/autoscaling/v2/defaults.go), 0 and 100 for a ScaledObject
 * (kedacore/keda apis/keda/v1alpha1/scaledobject_types.go).
 */
export function boundsOf(autoscaler: Manifest): Bounds | undefined {
  const keda = isScaledObject(autoscaler)
  const min = findInteger(autoscaler, 'spec', keda ? 'minReplicaCount' : 'minReplicas')
  const max = findInteger(autoscaler, 'spec', keda ? 'maxReplicaCount' : 'maxReplicas')
  if (min === 'wrong' || max === 'wrong' || (max === 'absent' && !keda)) return undefined
  return {
    min: min === 'absent' ? (keda ? 0 : 1) : min,
    max: max === 'absent' ? 100 : max
  }
}
