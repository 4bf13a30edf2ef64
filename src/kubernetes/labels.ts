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

/** The operators of a selector that Kubernetes does not know, so that it matches nothing. */
export function unknownOperatorsIn(selector: Value | undefined): string[] {
  return itemsOf(selector, 'matchExpressions')
    .map(each => textOf(each, 'operator') ?? '')
    .filter(operator => !operators.includes(operator))
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist']
