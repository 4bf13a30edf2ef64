import type { Value } from '../yaml/node.ts'

/** Whether a value is a number as the API has counts of pods and seconds: no other is decoded. */
export const isInt32 = (value: unknown): value is number =>
  typeof value === 'number' && value === (value | 0)

/**
 * How text is read: Kubernetes takes nothing but a percentage with its sign, Argo Rollouts takes
 * "3" for 3% (apimachinery pkg/util/intstr/intstr.go: getIntOrPercentValueSafely, and
 * getIntOrPercentValue, which argo-rollouts utils/replicaset/replicaset.go still calls).
 */
export type Reader = 'kubernetes' | 'argo-rollouts'

/** The percentage of a text; undefined where it is none. */
export function percentOf(
  value: Value | undefined,
  reader: Reader = 'kubernetes'
): number | undefined {
  if (typeof value !== 'string') return undefined
  const pattern = reader === 'kubernetes' ? /^([-+]?[0-9]+)%$/ : /^([-+]?[0-9]+)$/
  const text = reader === 'kubernetes' ? value : value.replaceAll('%', '')
  const found = pattern.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** A number of pods, or a percentage of them. */
export type Amount = {
  readonly value: Value | undefined
  /** All pods, of which a percentage is taken. */
  readonly of: number
  /** maxSurge and minAvailable are rounded up, a rollout's maxUnavailable down. */
  readonly rounded: 'up' | 'down'
  readonly reader?: Reader
}

/** How many pods an amount means; undefined where it cannot be read. */
export function podsIn({ value, of, rounded, reader }: Amount): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined
  const percent = percentOf(value, reader)
  if (percent === undefined) return undefined
  const exact = (of * percent) / 100
  return rounded === 'up' ? Math.ceil(exact) : Math.floor(exact)
}
