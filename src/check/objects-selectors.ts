import { placeOf } from '../convert/refuse.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { isDeployment, isPatch } from '../kubernetes/deployment.ts'
import { groupOf, hasValue, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { asEntries, findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { matches } from './objects-labels.ts'
import type { Labels } from './objects-labels.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

type Workload = { readonly manifest: Manifest; readonly selector: Value; readonly labels: Labels }

/** Selectors that match the pods of another workload of the same namespace. */
export function overlapProblems({ manifests, labelsOf }: View): Diagnostic[] {
  const owners = manifests.filter(ownsPods)
  if (owners.length < 2) return []
  const workloads = owners.flatMap((manifest): Workload[] => {
    const selector = valueOf(findNode(manifest.node, 'spec', 'selector'))
    const labels = labelsOf(manifest)
    return selector !== undefined && labels ? [{ manifest, selector, labels }] : []
  })
  const byLabel = indexOf(workloads)
  const seen = new Set<Manifest>()
  return workloads.flatMap(workload => {
    seen.add(workload.manifest)
    const others = rivalsOf(workload, byLabel)
    // Of two that match each other the second is told.
    const other = others.find(
      each => seen.has(each.manifest) || !matches(each.selector, workload.labels)
    )
    if (!other) return []
    const at = placeOf(workload.manifest, 'spec', 'selector')
    return [problems.selectorsOverlap(at, titleOf(workload.manifest), titleOf(other.manifest))]
  })
}

/** Whether a manifest has pods by a selector and a template of its own. */
function ownsPods(manifest: Manifest): boolean {
  if (isDeployment(manifest)) return !isPatch(manifest)
  const isSet = manifest.kind === 'StatefulSet' && groupOf(manifest.apiVersion) === 'apps'
  return isSet || (isRollout(manifest) && !hasValue(manifest, 'spec', 'workloadRef'))
}

const keyOf = ({ namespace = '' }: Manifest, [key, value]: [string, Value]) =>
  [namespace, key, String(value)].join('\n')

/** The workloads by each label of their pods. */
function indexOf(workloads: readonly Workload[]): ReadonlyMap<string, readonly Workload[]> {
  const index = new Map<string, Workload[]>()
  for (const workload of workloads)
    for (const label of Object.entries(workload.labels)) {
      const key = keyOf(workload.manifest, label)
      const found = index.get(key)
      if (found) found.push(workload)
      else index.set(key, [workload])
    }
  return index
}

/** The other workloads whose pods a selector matches: looked for among those of its rarest label. */
function rivalsOf(
  { manifest, selector }: Workload,
  byLabel: ReadonlyMap<string, readonly Workload[]>
): Workload[] {
  const wanted = Object.entries(asEntries(asEntries(selector)?.['matchLabels']) ?? {})
  const candidates = wanted.map(label => byLabel.get(keyOf(manifest, label)) ?? [])
  const [rarest = []] = candidates.toSorted((a, b) => a.length - b.length)
  return rarest.filter(({ manifest: other, labels }) => {
    const isSame = other.kind === manifest.kind && other.name === manifest.name
    return !isSame && matches(selector, labels)
  })
}
