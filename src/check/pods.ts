import { indexed } from '../groups.ts'
import { isDeployment, isPatch } from '../kubernetes/deployment.ts'
import { matches } from '../kubernetes/labels.ts'
import type { Labels } from '../kubernetes/labels.ts'
import { groupOf, hasValue } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { itemsOf, textOf } from '../kubernetes/resource.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { podLabelsOf } from '../kubernetes/template.ts'
import { limitOf } from './limit.ts'
import type { Limit } from './limit.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

/** Reads the labels of a workload's pods; undefined where it has none of its own. */
export type LabelReader = (workload: Manifest) => Labels | undefined

/** Reads labels of pod templates, each once. */
export function labelReader(): LabelReader {
  const known = new Map<Manifest, Labels | undefined>()
  return workload => {
    if (!known.has(workload)) known.set(workload, podLabelsOf(workload))
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

/** Finds the workloads whose pods a selector matches. */
export type PodFinder<Workload> = {
  /** Finds those in the namespace of the object with the selector; whoever needs no more stops. */
  readonly find: (selecting: Manifest, selector: Value | undefined) => Iterable<Workload>
  /** Says where it gave up. */
  readonly problems: Limit['problems']
}

/** How many characters of selectors are compared with the labels of workloads. */
const mostCompared = 30_000_000

/** Looks among the workloads that meet one condition of a selector: the one that the fewest meet. */
export function podFinder<Workload extends Labelled>(
  workloads: readonly Workload[]
): PodFinder<Workload> {
  const index = indexed(workloads, keysOf)
  const limit = limitOf('selectors may match too many pods', mostCompared)
  function* find(selecting: Manifest, selector: Value | undefined) {
    const size = JSON.stringify(selector ?? null).length
    const choices = conditionsIn(selector).map(labels =>
      labels.map(label => index.get(indexKey(selecting.namespace, label)) ?? [])
    )
    const [fewest = []] = choices.toSorted((a, b) => countIn(a) - countIn(b))
    for (const some of fewest)
      for (const workload of some) {
        if (!limit.allows(size, selecting)) return
        if (matches(selector, workload.labels)) yield workload
      }
  }
  return { find, problems: limit.problems }
}

const countIn = (lists: readonly (readonly unknown[])[]) =>
  lists.reduce((sum, { length }) => sum + length, 0)

/** What a workload is looked up by: any label, one with this key, or one with this value too. */
type Label = readonly [] | readonly [key: string] | readonly [key: string, value: string]

const indexKey = (namespace: string | undefined, label: Label) =>
  JSON.stringify([namespace, ...label])

/** What a workload is found by: its namespace, and there each label, with its value or not. */
function keysOf({ manifest: { namespace }, labels }: Labelled): string[] {
  const own = Object.entries(labels).flatMap(([key, value]): Label[] => [
    [key],
    [key, String(value)]
  ])
  return [[] as const, ...own].map(label => indexKey(namespace, label))
}

/** The conditions of a selector, each with the labels of which one is needed. */
function conditionsIn(selector: Value | undefined): Label[][] {
  const entries = asEntries(selector)
  const wanted = Object.entries(asEntries(entries?.['matchLabels']) ?? {})
  const expressions = itemsOf(entries, 'matchExpressions').map((each): Label[] => {
    const key = textOf(each, 'key') ?? ''
    const operator = textOf(each, 'operator')
    if (operator === 'Exists') return [[key]]
    if (operator !== 'In') return [[]]
    return [...new Set(itemsOf(each, 'values').map(String))].map(value => [key, value])
  })
  return [[[]], ...wanted.map(([key, value]): Label[] => [[key, String(value)]]), ...expressions]
}
