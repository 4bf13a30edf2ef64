import { asEntries } from '../yaml/node.ts'
import type { Manifest } from './manifest.ts'
import { titleOf } from './manifest.ts'
import {
  annotationOf,
  fieldOf,
  itemsOf,
  mayShareNamespace,
  resourceOf,
  textOf
} from './resource.ts'
import type { Path, Resource } from './resource.ts'

/** What scales a Deployment at hours of its own, where it is said, and who carries it out. */
export type Hours = {
  readonly manifest: Manifest
  readonly path: Path
  readonly what: string
  readonly by: 'kube-downscaler' | 'kube-green' | 'others'
}

/** The kinds beside a Deployment that may say so. */
export const keepingHours = ['Namespace', 'SleepInfo']

/** What sets the count of a Deployment at hours: its own annotations, or something of its namespace. */
export function hoursOf(deployment: Manifest, others: readonly Manifest[]): Hours[] {
  const resource = resourceOf(deployment)
  const isExcluded = annotationOf(resource, 'downscaler/exclude') === 'true'
  const own = ownHoursIn(resource)
  const isOfDownscaler = own?.at(-1)?.startsWith('downscaler/') === true
  return [
    ...(own && !(isExcluded && isOfDownscaler) ? [ownHours(deployment, own)] : []),
    ...others.flatMap(each => {
      const found = isExcluded ? undefined : namespaceHoursIn(each, deployment)
      return found ?? sleepIn(each, deployment) ?? []
    })
  ]
}

function ownHours(manifest: Manifest, path: Path): Hours {
  const key = path.at(-1) ?? ''
  const what = `The ${path[1] === 'labels' ? 'label' : 'annotation'} "${key}"`
  return key.startsWith('downscaler/')
    ? { manifest, path, what: `${what} of kube-downscaler`, by: 'kube-downscaler' }
    : { manifest, path, what, by: 'others' }
}

/** The annotation or label by which something else sets the count of what has it. */
export function ownHoursIn(workload: Resource): Path | undefined {
  for (const [field, isOne] of [
    ['annotations', scalesByAnnotation],
    ['labels', (key: string) => key === 'sablier.enable']
  ] as const) {
    const entries = asEntries(fieldOf(workload, 'metadata', field)) ?? {}
    const key = Object.keys(entries).find(isOne)
    if (key !== undefined) return ['metadata', field, key]
  }
  return undefined
}

/** Whether an annotation is about scaling: of nodes, of KEDA's own objects and of Knative's it is not. */
const scalesByAnnotation = (key: string) =>
  isOfDownscaler(key) ||
  (/(?:^|[./-])(?:(?:auto|up|down)?scal(?:e|er|ing)|hpa|schedule-actions)(?:[./-]|$)/.test(key) &&
    !/cluster-autoscaler|keda\.sh|knative|alpha\.kubernetes|^downscaler\//.test(key))

const isOfDownscaler = (key: string) =>
  key.startsWith('downscaler/') &&
  !/^downscaler\/(?:exclude(?:-until)?|original-replicas)$/.test(key)

/** kube-downscaler's annotation on the namespace of a Deployment. */
function namespaceHoursIn(namespace: Manifest, deployment: Manifest): Hours | undefined {
  if (namespace.kind !== 'Namespace' || namespace.name !== deployment.namespace) return undefined
  const entries = asEntries(fieldOf(resourceOf(namespace), 'metadata', 'annotations')) ?? {}
  const key = Object.keys(entries).find(isOfDownscaler)
  if (key === undefined) return undefined
  const what = `The annotation "${key}" of kube-downscaler on ${titleOf(namespace)}`
  const path = ['metadata', 'annotations', key]
  return { manifest: namespace, path, what, by: 'kube-downscaler' }
}

/** kube-green's SleepInfo in the namespace of a Deployment that it does not leave out. */
function sleepIn(sleep: Manifest, deployment: Manifest): Hours | undefined {
  if (sleep.kind !== 'SleepInfo' || !mayShareNamespace(sleep.namespace, deployment.namespace))
    return undefined
  const resource = resourceOf(sleep)
  const isLeftOut = itemsOf(resource, 'spec', 'excludeRef').some(
    each => textOf(each, 'kind') === 'Deployment' && textOf(each, 'name') === deployment.name
  )
  if (isLeftOut || fieldOf(resource, 'spec', 'suspendDeployments') === false) return undefined
  return { manifest: sleep, path: ['spec'], what: titleOf(sleep), by: 'kube-green' }
}
