import type { Diagnostic } from '../diagnostic.ts'
import { groupOf } from '../kubernetes/manifest.ts'
import { workloadRefVersions } from '../kubernetes/rollout.ts'
import {
  child,
  entriesOf,
  integerOf,
  isGiven,
  isNamed,
  keyPlaceOf,
  fieldPlace,
  textOf,
  textsOf
} from './rollout-field.ts'
import type { Field } from './rollout-field.ts'
import { checkSelector, findUnmet } from './rollout-labels.ts'
import { checkPodTemplate } from './rollout-pods.ts'
import * as problems from './rollout-problems.ts'

/** Checks what the controller demands of a Rollout's spec, its strategy apart. */
export function* checkSpec(spec: Field): Generator<Diagnostic> {
  const counts = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds']
  for (const key of counts) yield* checkNotNegative(child(spec, key))
  yield* checkDeadline(spec)
  const isReference = isGiven(child(spec, 'workloadRef'))
  yield* isReference ? checkReference(spec) : checkOwnTemplate(spec)
  yield* checkSelector(child(spec, 'selector'))
}

function* checkNotNegative(field: Field): Generator<Diagnostic> {
  const value = integerOf(field) ?? 0
  if (value < 0) yield problems.negativeValue(fieldPlace(field), field.path, value)
}

function* checkDeadline(spec: Field): Generator<Diagnostic> {
  const field = child(spec, 'progressDeadlineSeconds')
  const ready = child(spec, 'minReadySeconds')
  const deadline = integerOf(field) ?? 600
  const seconds = integerOf(ready) ?? 0
  if (deadline > seconds || deadline < 0) return
  yield problems.deadlineTooShort(fieldPlace(isGiven(field) ? field : ready), deadline, seconds)
}

function* checkOwnTemplate(spec: Field): Generator<Diagnostic> {
  const selector = child(spec, 'selector')
  const template = child(spec, 'template')
  const isEmpty = ['matchLabels', 'matchExpressions'].every(
    key => !hasEntries(child(selector, key))
  )
  if (!isGiven(selector)) yield problems.rolloutWithoutSelector(fieldPlace(selector))
  else if (isEmpty) yield problems.emptySelector(fieldPlace(selector))
  if (!isGiven(template)) {
    yield problems.rolloutWithoutTemplate(fieldPlace(template))
    return
  }
  const labels = child(template, 'metadata', 'labels')
  const unmet = [...checkSelector(selector)].length === 0 && findUnmet(selector, textsOf(labels))
  if (unmet) yield problems.selectorMissesTemplate(fieldPlace(unmet), unmet.key)
  yield* checkPodTemplate(template)
}

function hasEntries({ node }: Field): boolean {
  if (node?.type === 'sequence') return node.items.length > 0
  return node?.type === 'mapping' && node.pairs.length > 0
}

const scaleDowns = ['never', 'onsuccess', 'progressively']

function* checkReference(spec: Field): Generator<Diagnostic> {
  const reference = child(spec, 'workloadRef')
  const template = child(spec, 'template')
  const parts = ['apiVersion', 'kind', 'name'].map(key => child(reference, key))
  const missing = parts.filter(part => !isNamed(part))
  for (const part of missing) yield problems.missingField(fieldPlace(part), part.path)
  const [apiVersion = '', kind = ''] = parts.map(part => textOf(part) ?? '')
  const known = workloadRefVersions.get(kind)
  const isKnown = known !== undefined && groupOf(known) === groupOf(apiVersion)
  if (apiVersion !== '' && kind !== '' && !isKnown) {
    yield problems.unsupportedWorkload(
      fieldPlace(child(reference, 'kind')),
      `${apiVersion} ${kind}`
    )
  }
  const scaleDown = child(reference, 'scaleDown')
  const value = textOf(scaleDown)
  if (value !== undefined && !scaleDowns.includes(value)) {
    yield problems.unknownScaleDown(fieldPlace(scaleDown), value)
  }
  const metadata = ['labels', 'annotations'].map(key => child(template, 'metadata', key))
  if (metadata.some(each => entriesOf(each).length > 0)) {
    yield problems.templateBesideWorkloadRef(keyPlaceOf(template))
  } else if (isGiven(child(template, 'spec'))) yield problems.templateIgnored(keyPlaceOf(template))
}
