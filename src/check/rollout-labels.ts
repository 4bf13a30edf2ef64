import type { Diagnostic } from '../diagnostic.ts'
import { isAnnotationKey, isLabelKey, isLabelValue, isMet } from '../kubernetes/labels.ts'
import { valueOf } from '../yaml/node.ts'
import {
  child,
  entriesOf,
  itemsOf,
  keyPlaceOf,
  fieldPlace,
  scalarOf,
  textsOf
} from './rollout-field.ts'
import type { Field } from './rollout-field.ts'
import * as problems from './rollout-problems.ts'

/** Checks the keys and values of labels. */
export function* checkLabels(labels: Field): Generator<Diagnostic> {
  for (const label of entriesOf(labels)) {
    const value = scalarOf(label) ?? ''
    if (!isLabelKey(label.key)) yield problems.invalidLabel(keyPlaceOf(label), label.path, 'key')
    else if (typeof value === 'string' && !isLabelValue(value)) {
      yield problems.invalidLabel(fieldPlace(label), label.path, 'value')
    }
  }
}

/** Checks the keys of annotations. */
export function* checkAnnotations(annotations: Field): Generator<Diagnostic> {
  for (const each of entriesOf(annotations)) {
    if (!isAnnotationKey(each.key)) {
      yield problems.invalidLabel(keyPlaceOf(each), each.path, 'key')
    }
  }
}

/** Checks that a label selector can be read. */
export function* checkSelector(selector: Field): Generator<Diagnostic> {
  yield* checkLabels(child(selector, 'matchLabels'))
  for (const expression of itemsOf(child(selector, 'matchExpressions'))) {
    const fault = faultOf(expression)
    if (fault)
      yield problems.invalidSelector(fieldPlace(fault.at), textAt(expression, 'key'), fault.is)
  }
}

function faultOf(expression: Field): { at: Field; is: string } | undefined {
  const [key, operator, values] = [
    child(expression, 'key'),
    child(expression, 'operator'),
    child(expression, 'values')
  ]
  if (!isLabelKey(textAt(expression, 'key'))) return { at: key, is: 'has an invalid label key' }
  const wrong = itemsOf(values).find(value => !isLabelValue(String(scalarOf(value) ?? '')))
  if (wrong) return { at: wrong, is: "has a value that is no label's" }
  const word = textAt(expression, 'operator')
  const count = itemsOf(values).length
  if (word === 'In' || word === 'NotIn') {
    return count === 0 ? { at: operator, is: `uses ${word} without values` } : undefined
  }
  if (word !== 'Exists' && word !== 'DoesNotExist') {
    return { at: operator, is: `has the unknown operator "${word}"` }
  }
  return count > 0 ? { at: values, is: `uses ${word} with values` } : undefined
}

const textAt = (field: Field, key: string) => String(scalarOf(child(field, key)) ?? '')

/** The part of a selector that labels do not meet. */
export function findUnmet(selector: Field, labels: ReadonlyMap<string, string>): Field | undefined {
  const wanted = [...textsOf(child(selector, 'matchLabels'))]
  const [missed] = wanted.find(([key, value]) => labels.get(key) !== value) ?? []
  if (missed !== undefined) return child(selector, 'matchLabels', missed)
  const unmet = itemsOf(child(selector, 'matchExpressions')).find(
    ({ node }) => !isMet(valueOf(node) ?? null, Object.fromEntries(labels))
  )
  return unmet && { ...unmet, key: textAt(unmet, 'key') }
}
