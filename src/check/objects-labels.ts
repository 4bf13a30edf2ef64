import type { Manifest } from '../kubernetes/manifest.ts'
import { templateReader } from '../kubernetes/template.ts'
import { asEntries, findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

export type Labels = { readonly [key: string]: Value }

/** Reads the labels of a workload's pods; undefined where it has none of its own. */
export type LabelReader = (workload: Manifest) => Labels | undefined

/** Reads labels of pod templates, each once. */
export function labelReader(): LabelReader {
  const templateOf = templateReader()
  const known = new Map<Manifest, Labels | undefined>()
  return workload => {
    if (!known.has(workload)) {
      const template = templateOf(workload)
      known.set(workload, asEntries(valueOf(findNode(template, 'metadata', 'labels'))))
    }
    return known.get(workload)
  }
}

/** A workload with the labels of its pods. */
export type Labelled = { readonly manifest: Manifest; readonly labels: Labels }

/** Finds the workloads of a namespace whose pods a selector matches. */
export type PodFinder<Workload> = (
  namespace: string | undefined,
  selector: Value | undefined
) => readonly Workload[]

/** Looks among the workloads of a selector's rarest label, so that many of them take no longer each. */
export function podFinder<Workload extends Labelled>(
  workloads: readonly Workload[]
): PodFinder<Workload> {
  const index = new Map<string, Workload[]>()
  const keyOf = (namespace = '', label: readonly [string, Value] | readonly []) =>
    [namespace, ...label.map(String)].join('\n')
  for (const workload of workloads)
    for (const label of [[] as const, ...Object.entries(workload.labels)]) {
      const key = keyOf(workload.manifest.namespace, label)
      const found = index.get(key)
      if (found) found.push(workload)
      else index.set(key, [workload])
    }
  return (namespace, selector) => {
    const wanted = Object.entries(asEntries(asEntries(selector)?.['matchLabels']) ?? {})
    const sets = [[] as const, ...wanted].map(label => index.get(keyOf(namespace, label)) ?? [])
    const [rarest = []] = sets.toSorted((a, b) => a.length - b.length)
    return rarest.filter(({ labels }) => matches(selector, labels))
  }
}

/** Whether a label selector matches labels. None matches nothing, an empty one everything. */
export function matches(selector: Value | undefined, labels: Labels): boolean {
  const entries = asEntries(selector)
  if (!entries) return false
  const { matchLabels, matchExpressions } = entries
  const isMetBy = (expression: Value) => isMet(asEntries(expression) ?? {}, labels)
  return (
    hasAll(labels, asEntries(matchLabels) ?? {}) &&
    (!Array.isArray(matchExpressions) || matchExpressions.every(isMetBy))
  )
}

/** Whether labels hold all of others, as the selector of a Service has it. */
export function hasAll(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => key in labels && String(labels[key]) === String(value)
  )
}

function isMet({ key, operator, values }: Labels, labels: Labels): boolean {
  const name = String(key)
  const isListed =
    name in labels && Array.isArray(values) && values.map(String).includes(String(labels[name]))
  if (operator === 'In') return isListed
  if (operator === 'NotIn') return !isListed
  return name in labels === (operator === 'Exists')
}
