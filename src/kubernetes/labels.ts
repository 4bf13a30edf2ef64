import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { itemsOf, textOf } from './resource.ts'

export type Labels = { readonly [key: string]: Value }

/** Whether a label selector matches labels. None matches nothing, an empty one everything. */
export function matches(selector: Value | undefined, labels: Labels): boolean {
  const entries = asEntries(selector)
  if (!entries) return false
  return (
    hasAll(labels, asEntries(entries['matchLabels']) ?? {}) &&
    itemsOf(entries, 'matchExpressions').every(each => isMet(each, labels))
  )
}

/** Whether labels hold all of others, as the selector of a Service has it. */
export function hasAll(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(labels, key) && String(labels[key]) === String(value)
  )
}

/**
 * Whether labels meet one of `matchExpressions`. The API refuses an operator that it does not know,
 * so nothing is matched by one (kubernetes apimachinery pkg/apis/meta/v1/helpers.go).
 */
export function isMet(expression: Value, labels: Labels): boolean {
  const key = textOf(expression, 'key') ?? ''
  const isThere = Object.hasOwn(labels, key)
  const values = itemsOf(expression, 'values').map(String)
  const isListed = isThere && values.includes(String(labels[key]))
  switch (textOf(expression, 'operator')) {
    case 'In':
      return isListed
    case 'NotIn':
      return !isListed
    case 'Exists':
      return isThere
    case 'DoesNotExist':
      return !isThere
    default:
      return false
  }
}

const word = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/
const domain =
  /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/

/** Whether a text is a label's key: a word, with a domain and `/` before it or not. */
export function isLabelKey(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').toReversed()
  return more.length === 0 && word.test(name) && (prefix === undefined || domain.test(prefix))
}

/** Whether a text is a label's value. */
export const isLabelValue = (value: string) => value === '' || word.test(value)

/** Whether a text is an annotation's key, which may have capitals in its domain. */
export const isAnnotationKey = (key: string) => isLabelKey(key.toLowerCase())
