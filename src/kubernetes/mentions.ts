import { indexed, kept } from '../groups.ts'
import type { Value } from '../yaml/node.ts'
import { asEntries, isItems } from '../yaml/node.ts'
import {
  isAutoscaler,
  isScaledObject,
  isVerticalPodAutoscaler,
  targetIn,
  targetOf
} from './autoscaler.ts'
import { commanding, commandsIn } from './commands.ts'
import type { Command } from './commands.ts'
import {
  fieldOf,
  itemsOf,
  mayShareNamespace,
  resourceOf,
  textOf,
  wholeResourceOf
} from './resource.ts'
import type { Path, Resource } from './resource.ts'
import type { Manifest } from './manifest.ts'
import { isRollout } from './rollout.ts'

/** A Deployment, as other objects name it. */
export type Named = { readonly name: string; readonly namespace: string | undefined }

/** How an object names a Deployment. */
export type Mention = {
  /**
   * `recommends`: a VerticalPodAutoscaler · `measures`: a metric of an autoscaler · `watches`: an
   * alert · `commands`: a command or a script.
   */
  readonly how: 'recommends' | 'measures' | 'watches' | 'commands'
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

/** What a query is about: Deployments of a name, or of all that begin with it, in any namespace or one. */
type Queried = {
  readonly name: string
  readonly isPrefix: boolean
  readonly namespace: string | undefined
}

/** What the queries of an object are about, by the name; by '' what is about several. */
const watchedIn = kept((object: Resource) =>
  indexed(
    textsIn(object['spec'], ['spec']).flatMap(({ text, path }) =>
      queriedIn(text).map(each => ({ ...each, path }))
    ),
    ({ name, isPrefix }) => [isPrefix ? '' : name]
  )
)

/** The manifests that may name a Deployment: autoscalers that are understood and Rollouts apart. */
export function namersOf(manifests: readonly Manifest[]) {
  const byName = indexed(
    manifests.filter(each => !isAutoscaler(each) && !isRollout(each)),
    each => new Set(namesIn(each))
  )
  const several = byName.get('') ?? []
  return { get: (name: string) => [...new Set([...(byName.get(name) ?? []), ...several])] }
}

function namesIn(manifest: Manifest): string[] {
  if (isWatching(manifest)) return [...watchedIn(resourceOf(manifest)).keys()]
  if (isVerticalPodAutoscaler(manifest)) return [targetOf(manifest)?.name ?? '']
  return commandsOf(manifest).flatMap(({ name }) => name ?? [])
}

/** How a manifest names a Deployment. */
export function mentionsOf(manifest: Manifest, deployment: Named): Mention[] {
  const commands = commandsOf(manifest)
  return commands.length > 0
    ? commandedIn(commands, manifest.namespace, deployment)
    : mentionsIn(resourceOf(manifest), deployment)
}

/** The commands of a manifest: they are in pod templates, as a rule. */
function commandsOf(manifest: Manifest): Command[] {
  const { kind, node, document } = manifest
  if (!commanding.includes(kind)) return []
  const text = kind === 'Job' ? document.text : document.text.slice(node.start, node.end)
  if (!/\b(?:kubectl|oc)\b/.test(text)) return []
  return commandsIn(wholeResourceOf(manifest))
}

/** A command that names a Deployment; those that change its count are told as what scales it. */
function commandedIn(
  commands: readonly Command[],
  own: string | undefined,
  deployment: Named
): Mention[] {
  const found = commands.find(
    ({ does, kind, name, namespace = own }) =>
      does === 'name' &&
      kind === 'Deployment' &&
      name === deployment.name &&
      mayShareNamespace(namespace, deployment.namespace)
  )
  return found ? [{ how: 'commands', path: found.path }] : []
}

/** How an object names a Deployment, other than as a Rollout or what scales it. */
export function mentionsIn(object: Resource, deployment: Named): Mention[] {
  if (isRollout(object)) return []
  if (isWatching(object)) {
    const watched = watchedIn(object)
    const may = [...(watched.get(deployment.name) ?? []), ...(watched.get('') ?? [])]
    const found = may.find(each => isAbout(each, deployment))
    return found ? [{ how: 'watches', path: found.path }] : []
  }
  const namespace = textOf(object, 'metadata', 'namespace')
  if (!mayShareNamespace(namespace, deployment.namespace)) return []
  if (isAutoscaler(object)) return measuresIn(object, deployment)
  const target = isVerticalPodAutoscaler(object) ? targetIn(object) : undefined
  const isOurs = target?.kind === 'Deployment' && target.name === deployment.name
  return isOurs ? [{ how: 'recommends', path: ['spec', 'targetRef'] }] : []
}

/** Metrics of an autoscaler that are about the Deployment itself: it no longer has pods. */
function measuresIn(autoscaler: Resource, deployment: Named): Mention[] {
  const { name } = deployment
  if (isScaledObject(autoscaler)) {
    return textsIn(fieldOf(autoscaler, 'spec', 'triggers'), ['spec', 'triggers'])
      .filter(({ text }) => queriedIn(text).some(each => isAbout(each, deployment)))
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
    return isObject || isLabelled || queriedIn(query).some(each => isAbout(each, deployment))
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

/** The Deployments that a query of Prometheus or Datadog is about: those that it asks for by name. */
function queriedIn(query: string): Queried[] {
  return (query.match(/\{[^{}]*\}/g) ?? [query]).flatMap(block => {
    const [, namespace] = /\b(?:kube_)?namespace\s*(?:=\s*["']|:)([\w.-]+)/.exec(block) ?? []
    const label = /\b(?:deployment|kube_deployment)\s*(?:=~?\s*["']|:)([\w.*+|()-]+)/g
    return [...block.matchAll(label)]
      .flatMap(([, found = '']) => found.split(/[|()]/))
      .map(each => ({
        name: each.replace(/\.[*+]$|\*$/, ''),
        isPrefix: /[*+]$/.test(each),
        namespace
      }))
      .filter(({ name }) => name !== '')
  })
}

const isAbout = ({ name, isPrefix, namespace }: Queried, deployment: Named) =>
  (isPrefix ? deployment.name.startsWith(name) : deployment.name === name) &&
  mayShareNamespace(namespace, deployment.namespace)
