import type { Value } from '../yaml/node.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { annotationOf, fieldOf, integerOf, itemsOf, resourceOf, textOf } from './resource.ts'
import type { Path, Resource } from './resource.ts'

/** What an autoscaler, or a VerticalPodAutoscaler, names as its target. */
export type Target = { readonly apiVersion: string; readonly kind: string; readonly name: string }

/** What has a kind: a manifest or a resource. */
type Kinded = { readonly kind?: Value; readonly apiVersion?: Value }

const isOf = ({ kind, apiVersion }: Kinded, wanted: string, ...groups: readonly string[]) =>
  kind === wanted && groups.includes(groupOf(typeof apiVersion === 'string' ? apiVersion : ''))

/** Whether an object scales pods: a HorizontalPodAutoscaler or KEDA's ScaledObject. */
export function isAutoscaler(object: Kinded): boolean {
  return isHorizontalPodAutoscaler(object) || isScaledObject(object)
}

export function isHorizontalPodAutoscaler(object: Kinded): boolean {
  return isOf(object, 'HorizontalPodAutoscaler', 'autoscaling', '')
}

export function isScaledObject(object: Kinded): boolean {
  return isOf(object, 'ScaledObject', 'keda.sh')
}

export function isVerticalPodAutoscaler(object: Kinded): boolean {
  return isOf(object, 'VerticalPodAutoscaler', 'autoscaling.k8s.io')
}

/** The workload that an autoscaler scales. A ScaledObject's is a Deployment unless it says else. */
export function targetIn(autoscaler: Resource): Target | undefined {
  const field = isVerticalPodAutoscaler(autoscaler) ? 'targetRef' : 'scaleTargetRef'
  const find = (key: string) => textOf(autoscaler, 'spec', field, key)
  const name = find('name')
  if (name === undefined) return undefined
  const byDefault = isScaledObject(autoscaler) ? 'Deployment' : ''
  return { apiVersion: find('apiVersion') ?? 'apps/v1', kind: find('kind') ?? byDefault, name }
}

export const targetOf = (autoscaler: Manifest) => targetIn(resourceOf(autoscaler))

/** The least and the most pods that an autoscaler allows; undefined where they are no numbers. */
export type Bounds = { readonly min: number; readonly max: number }

/**
 * Reads an autoscaler's bounds. Left out, they are 1 pod for a HorizontalPodAutoscaler
 * (kubernetes pkg/apis/autoscaling/v2/defaults.go), 0 and 100 for a ScaledObject
 * (kedacore/keda apis/keda/v1alpha1/scaledobject_types.go).
 */
export function boundsIn(autoscaler: Resource): Bounds | undefined {
  const keda = isScaledObject(autoscaler)
  const min = integerOf(autoscaler, 'spec', keda ? 'minReplicaCount' : 'minReplicas')
  const max = integerOf(autoscaler, 'spec', keda ? 'maxReplicaCount' : 'maxReplicas')
  if (min === 'wrong' || max === 'wrong' || (max === 'absent' && !keda)) return undefined
  return {
    min: min === 'absent' ? (keda ? 0 : 1) : min,
    max: max === 'absent' ? 100 : max
  }
}

export const boundsOf = (autoscaler: Manifest) => boundsIn(resourceOf(autoscaler))

/** The pods that a ScaledObject keeps while its triggers are idle, in place of its minimum. */
export function idleCountIn(scaledObject: Resource): number | undefined {
  const idle = integerOf(scaledObject, 'spec', 'idleReplicaCount')
  return isScaledObject(scaledObject) && typeof idle === 'number' ? idle : undefined
}

/**
 * The pods that a ScaledObject falls back to when its metrics cannot be read, whatever runs: KEDA up
 * to 2.16 writes them past the HPA, and so past the minimum (kedacore/keda#6659).
 */
export function fallbackCountIn(scaledObject: Resource): number | undefined {
  const fallback = fieldOf(scaledObject, 'spec', 'fallback')
  const count = integerOf(fallback, 'replicas')
  const isStatic = (textOf(fallback, 'behavior') ?? 'static') === 'static'
  return isScaledObject(scaledObject) && isStatic && typeof count === 'number' ? count : undefined
}

/** The prefix of KEDA's annotations. */
const keda = 'autoscaling.keda.sh'

/** The path by which an autoscaler is paused; undefined where it may scale one way or both. */
export function pauseIn(autoscaler: Resource): Path | undefined {
  if (isScaledObject(autoscaler)) {
    // Beside paused-replicas the value of `paused` does not matter.
    const isGiven = annotationOf(autoscaler, `${keda}/paused-replicas`) !== undefined
    if (isGiven) return annotationPath('paused-replicas')
    return isTrue(autoscaler, 'paused') ? annotationPath('paused') : undefined
  }
  const isPaused = isDisabled(autoscaler, 'scaleUp') && isDisabled(autoscaler, 'scaleDown')
  return isPaused ? selectPolicyPath('scaleDown') : undefined
}

export const pauseOf = (autoscaler: Manifest) => pauseIn(resourceOf(autoscaler))

/** The path by which an autoscaler scales one way only; undefined where it is paused or awake. */
export function halfPauseIn(autoscaler: Resource): Path | undefined {
  if (pauseIn(autoscaler)) return undefined
  if (isScaledObject(autoscaler)) {
    const half = ['paused-scale-in', 'paused-scale-out'].find(each => isTrue(autoscaler, each))
    return half === undefined ? undefined : annotationPath(half)
  }
  const direction = ['scaleUp', 'scaleDown'].find(each => isDisabled(autoscaler, each))
  return direction === undefined ? undefined : selectPolicyPath(direction)
}

const annotationPath = (name: string): Path => ['metadata', 'annotations', `${keda}/${name}`]
const selectPolicyPath = (direction: string): Path => [
  'spec',
  'behavior',
  direction,
  'selectPolicy'
]

/** Whether a HorizontalPodAutoscaler may not scale one way. */
export function isDisabled(autoscaler: Resource, direction: string): boolean {
  return fieldOf(autoscaler, ...selectPolicyPath(direction)) === 'Disabled'
}

/**
 * Whether one of KEDA's annotations says true: what Go's strconv.ParseBool cannot read does, too
 * (kedacore/keda apis/keda/v1alpha1/scaledobject_types.go, getBoolAnnotation).
 */
function isTrue(scaledObject: Resource, name: string): boolean {
  const value = annotationOf(scaledObject, `${keda}/${name}`)
  return value !== undefined && !['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value)
}

/** Whether KEDA made a HorizontalPodAutoscaler: the ScaledObject is what counts then. */
export function isMadeByKeda(autoscaler: Resource): boolean {
  return itemsOf(autoscaler, 'metadata', 'ownerReferences').some(
    owner => textOf(owner, 'kind') === 'ScaledObject'
  )
}
