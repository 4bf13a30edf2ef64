import { indexed, kept } from '../groups.ts'
import type { Value } from '../yaml/node.ts'
import { asEntries, findString, isItems } from '../yaml/node.ts'
import { isAutoscaler, isScaledObject, isVerticalPodAutoscaler } from './autoscaler.ts'
import {
  currentGroup,
  fieldOf,
  itemsOf,
  mayShareNamespace,
  resourceOf,
  textOf
} from './resource.ts'
import type { Path, Resource } from './resource.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { isRollout } from './rollout.ts'

/** A Deployment, as other objects name it. */
export type Named = { readonly name: string; readonly namespace: string | undefined }

/** How an object names a Deployment. */
export type Mention = {
  /**
   * `scales`: a kind that may set its count and is none that is understood · `recommends`: a
   * VerticalPodAutoscaler · `measures`: a metric of an autoscaler · `watches`: an alert.
   */
  readonly how: 'scales' | 'recommends' | 'measures' | 'watches'
  readonly path: Path
}

/** The kinds whose texts are about workloads: alerts, monitors and queries. */
export const watching = [
  'PrometheusRule',
  'VMRule',
  'DatadogMonitor',
  'DatadogMetric',
  'DatadogSLO'
]

/** Whether an object is of a kind that has queries about workloads. */
const isWatching = ({ kind }: { readonly kind?: Value }) => watching.includes(String(kind))

/** The Deployments that the queries of an object name, each with where it is named first. */
const watchedIn = kept((object: Resource): ReadonlyMap<string, Path> => {
  const found = new Map<string, Path>()
  for (const { text, path } of textsIn(object['spec'], ['spec']))
    for (const name of namesInQuery(text)) if (!found.has(name)) found.set(name, path)
  return found
})

/** The manifests that may name a Deployment, by its name: autoscalers that are understood and Rollouts apart. */
export const namersOf = (manifests: readonly Manifest[]) =>
  indexed(
    manifests.filter(each => !isAutoscaler(each) && !isRollout(each)),
    each => new Set(namesIn(each))
  )

function namesIn(manifest: Manifest): string[] {
  if (isWatching(manifest)) return [...watchedIn(resourceOf(manifest)).keys()]
  return ['targetRef', 'scaleTargetRef'].flatMap(field =>
    ['name', 'deployment'].flatMap(key => findString(manifest.node, 'spec', field, key) ?? [])
  )
}

/** How an object names a Deployment, other than as a Rollout or an autoscaler that is understood. */
export function mentionsIn(object: Resource, deployment: Named): Mention[] {
  if (isRollout(object)) return []
  if (isWatching(object)) {
    const path = watchedIn(object).get(deployment.name)
    return path ? [{ how: 'watches', path }] : []
  }
  const namespace = textOf(object, 'metadata', 'namespace')
  if (!mayShareNamespace(namespace, deployment.namespace)) return []
  if (isAutoscaler(object)) return measuresIn(object, deployment)
  const path = targetPathIn(object, deployment.name)
  if (!path) return []
  return [{ how: isVerticalPodAutoscaler(object) ? 'recommends' : 'scales', path }]
}

/** Whether an object of a kind that is not understood may scale a Deployment of this name. */
export function mayScale(object: Resource, deployment: Named): boolean {
  return mentionsIn(object, deployment).some(({ how }) => how === 'scales')
}

/** The path of a target that is a Deployment. HTTPScaledObjects once named it by `deployment`. */
function targetPathIn(object: Resource, name: string): Path | undefined {
  const paths = [
    ['spec', 'scaleTargetRef'],
    ['spec', 'targetRef']
  ]
  return paths.find(path => {
    const target = fieldOf(object, ...path)
    if (textOf(target, 'deployment') === name) return true
    const kind = textOf(target, 'kind') ?? 'Deployment'
    const group = currentGroup(groupOf(textOf(target, 'apiVersion') ?? 'apps/v1'))
    return textOf(target, 'name') === name && kind === 'Deployment' && group === 'apps'
  })
}

/** Metrics of an autoscaler that are about the Deployment itself: it no longer has pods. */
function measuresIn(autoscaler: Resource, { name }: Named): Mention[] {
  if (isScaledObject(autoscaler)) {
    return textsIn(fieldOf(autoscaler, 'spec', 'triggers'), ['spec', 'triggers'])
      .filter(({ text }) => namesInQuery(text).includes(name))
      .slice(0, 1)
      .map(({ path }) => ({ how: 'measures', path }))
  }
  return itemsOf(autoscaler, 'spec', 'metrics').flatMap((metric, index): Mention[] => {
    const path = ['spec', 'metrics', String(index)]
    const described = fieldOf(metric, 'object', 'describedObject')
    const isObject =
      textOf(described, 'kind') === 'Deployment' && textOf(described, 'name') === name
    const labels = fieldOf(metric, 'external', 'metric', 'selector', 'matchLabels')
    const isLabelled = ['kube_deployment', 'deployment'].some(key => textOf(labels, key) === name)
    const query = textOf(metric, 'external', 'metric', 'name') ?? ''
    return isObject || isLabelled || namesInQuery(query).includes(name)
      ? [{ how: 'measures', path }]
      : []
  })
}

type Text = { readonly text: string; readonly path: Path }

function textsIn(value: Value | undefined, path: Path): Text[] {
  if (typeof value === 'string') return [{ text: value, path }]
  if (isItems(value)) {
    return value.flatMap((item, index) => textsIn(item, [...path, String(index)]))
  }
  return Object.entries(asEntries(value) ?? {}).flatMap(([key, each]) =>
    textsIn(each, [...path, key])
  )
}

/** The Deployments that a query of Prometheus or Datadog is about. */
function namesInQuery(query: string): string[] {
  const label = /\b(?:deployment|kube_deployment)\s*(?:=~?\s*["']|:)([\w.*|()-]+)/g
  return [...query.matchAll(label)].flatMap(([, found = '']) =>
    found.split(/[|()]/).filter(name => name !== '')
  )
}

/** The annotations by which kube-downscaler sets the count of what has them. */
export function downscalerAnnotationIn(workload: Resource): Path | undefined {
  const annotations = asEntries(fieldOf(workload, 'metadata', 'annotations')) ?? {}
  const key = Object.keys(annotations).find(
    each => each.startsWith('downscaler/') && each !== 'downscaler/exclude'
  )
  return key === undefined ? undefined : ['metadata', 'annotations', key]
}
