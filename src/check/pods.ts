import { isDeployment, isPatch } from '../kubernetes/deployment.ts'
import { matches } from '../kubernetes/labels.ts'
import type { Labels } from '../kubernetes/labels.ts'
import { groupOf, hasValue } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { templateOf } from '../kubernetes/template.ts'
import { asEntries, findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

/** Reads the labels of a workload's pods; undefined where it has none of its own. */
export type LabelReader = (workload: Manifest) => Labels | undefined

/** Reads labels of pod templates, each once. */
export function labelReader(): LabelReader {
  const known = new Map<Manifest, Labels | undefined>()
  return workload => {
    if (!known.has(workload)) {
      const template = templateOf(workload)
      known.set(workload, asEntries(valueOf(findNode(template, 'metadata', 'labels'))))
    }
    return known.get(workload)
  }
}

/** Whether a manifest is of a kind that runs pods for good. */
export function runsPods(manifest: Manifest): boolean {
  const isOfApps = ['StatefulSet', 'ReplicaSet', 'DaemonSet'].includes(manifest.kind)
  if (isOfApps) return groupOf(manifest.apiVersion) === 'apps'
  return isRollout(manifest) || (isDeployment(manifest) && !isPatch(manifest))
}

/** Whether a manifest finds its pods by a selector, and makes them from a template, of its own. */
export function hasOwnPods(manifest: Manifest): boolean {
  const isOfAll = manifest.kind === 'DaemonSet' || manifest.kind === 'ReplicaSet'
  return runsPods(manifest) && !isOfAll && !hasValue(manifest, 'spec', 'workloadRef')
}

/** A workload with the labels of its pods. */
export type Labelled = { readonly manifest: Manifest; readonly labels: Labels }

/** Finds the workloads of a namespace whose pods a selector matches. */
export type PodFinder<Workload> = (
  namespace: string | undefined,
  selector: Value | undefined
) => readonly Workload[]

/**
 * Looks among the workloads of a selector's rarest label, and once for the same selector, so that many
 * of them take no longer each.
 */
export function podFinder<Workload extends Labelled>(
  workloads: readonly Workload[]
): PodFinder<Workload> {
  const index = new Map<string, Workload[]>()
  const labelKey = (namespace = '', label: readonly [string, Value] | readonly []) =>
    [namespace, ...label.map(String)].join('\n')
  for (const workload of workloads)
    for (const label of [[] as const, ...Object.entries(workload.labels)]) {
      const key = labelKey(workload.manifest.namespace, label)
      const found = index.get(key)
      if (found) found.push(workload)
      else index.set(key, [workload])
    }
  const find: PodFinder<Workload> = (namespace, selector) => {
    const wanted = Object.entries(asEntries(asEntries(selector)?.['matchLabels']) ?? {})
    const sets = [[] as const, ...wanted].map(label => index.get(labelKey(namespace, label)) ?? [])
    const [rarest = []] = sets.toSorted((a, b) => a.length - b.length)
    return rarest.filter(({ labels }) => matches(selector, labels))
  }
  const known = new Map<string, readonly Workload[]>()
  return (namespace, selector) => {
    const key = JSON.stringify([namespace, selector])
    const found = known.get(key) ?? find(namespace, selector)
    known.set(key, found)
    return found
  }
}
