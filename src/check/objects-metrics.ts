import { passesWithoutData } from '../datadog/problems.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { secondsOf } from '../kubernetes/duration.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { findItems, findNode, findString, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import { comparesNil, whyUnreadable, withoutData } from './expression.ts'
import * as problems from './metric-problems.ts'
import { isTemplate } from './objects-analysis.ts'
import type { View } from './objects-view.ts'

/** What lies or fails in the metrics of a template, whoever names it. */
export function metricProblems(view: View): Diagnostic[] {
  return view.manifests
    .filter(isTemplate)
    .flatMap(template =>
      findItems(template.node, 'spec', 'metrics').flatMap(metric => [
        ...conditionProblems(template, metric),
        ...passProblems(template, metric),
        ...windowProblems(template, metric),
        ...secretProblems(view, template, metric)
      ])
    )
}

const datadogOf = (metric: Node) => findNode(metric, 'provider', 'datadog')
const nameOf = (metric: Node) => findString(metric, 'name') ?? ''

function* conditionProblems(template: Manifest, metric: Node): Generator<Diagnostic> {
  for (const field of ['successCondition', 'failureCondition'] as const) {
    const node = findNode(metric, field)
    const condition = findString(metric, field)
    if (!node || condition === undefined || condition === '') continue
    const at = locate(template.document, node.start)
    const reason = whyUnreadable(condition)
    if (reason) yield problems.conditionUnreadable(at, field, titleOf(template), reason)
    // Of the providers, this one answers nil where there is no data.
    else if (datadogOf(metric) && comparesNil(condition)) {
      yield problems.comparesWithNil(at, field, nameOf(metric), titleOf(template))
    }
  }
}

/** The providers whose values only a condition judges (argo-rollouts utils/evaluate/evaluate.go). */
const judged = [
  'cloudWatch',
  'datadog',
  'graphite',
  'influxdb',
  'newRelic',
  'prometheus',
  'skywalking',
  'wavefront',
  'web'
]

/** A metric that passes whatever is measured, or where nothing is. */
function* passProblems(template: Manifest, metric: Node): Generator<Diagnostic> {
  const provider = findNode(metric, 'provider')
  const [success, failure] = ['successCondition', 'failureCondition'].map(field => {
    const value = valueOf(findNode(metric, field))
    return value === undefined || value === null || value === '' ? undefined : value
  })
  const at = locate(template.document, metric.start)
  if (success === undefined && failure === undefined) {
    if (judged.some(name => findNode(provider, name)))
      yield problems.metricWithoutCondition(at, nameOf(metric), titleOf(template))
    return
  }
  const said = [success, failure].map(each =>
    typeof each === 'string' ? withoutData(each) : each === undefined ? 'missing' : undefined
  )
  const [succeeds, fails] = said
  const passes =
    (succeeds === true && (fails === 'missing' || fails === false)) ||
    (succeeds === 'missing' && fails === false)
  if (datadogOf(metric) && passes) yield passesWithoutData(at, nameOf(metric), 'condition')
}

/** A window that is longer than the whole run always has what was before the canary in it. */
function* windowProblems(template: Manifest, metric: Node): Generator<Diagnostic> {
  const datadog = datadogOf(metric)
  const count = Number(valueOf(findNode(metric, 'count')))
  if (!datadog || !Number.isInteger(count) || count < 1) return
  const seconds = (node: Node | undefined, byDefault: number) =>
    node ? secondsOf(valueOf(node) ?? null) : byDefault
  const own = findNode(datadog, 'interval')
  const window = seconds(own, 300)
  const delay = seconds(findNode(metric, 'initialDelay'), 0)
  const every = seconds(findNode(metric, 'interval'), 0)
  if (window === undefined || delay === undefined || every === undefined) return
  const run = delay + (count - 1) * every
  if (window <= run) return
  const at = locate(template.document, (own ?? datadog).start)
  yield problems.windowLongerThanRun(at, nameOf(metric), titleOf(template), { window, run })
}

/** Where the controller looks for a secret (argo-rollouts metricproviders/datadog, findCredentials). */
function* secretProblems(view: View, template: Manifest, metric: Node): Generator<Diagnostic> {
  const reference = findNode(datadogOf(metric), 'secretRef')
  if (!reference) return
  const at = locate(template.document, reference.start)
  const name = findString(reference, 'name') ?? ''
  const isNamespaced = valueOf(findNode(reference, 'namespaced')) === true
  if (isNamespaced && name === '') yield problems.secretNotNamed(at, titleOf(template))
  if (isNamespaced || name === '') return
  const beside = view.near(template, name).find(({ kind }) => kind === 'Secret')
  if (!beside || beside.namespace === 'argo-rollouts') return
  yield problems.secretElsewhere(at, titleOf(template), name)
}
