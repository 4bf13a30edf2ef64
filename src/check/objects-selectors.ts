import type { Diagnostic } from '../diagnostic.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { matches } from '../kubernetes/labels.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { hasOwnPods, podFinder } from './pods.ts'
import type { Labelled } from './pods.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

type Workload = Labelled & { readonly selector: Value }

/** Selectors that match the pods of another workload of the same namespace. */
export function overlapProblems({ manifests, labelsOf }: View): Diagnostic[] {
  const owners = manifests.filter(hasOwnPods)
  if (owners.length < 2) return []
  const workloads = owners.flatMap((manifest): Workload[] => {
    const selector = valueOf(findNode(manifest.node, 'spec', 'selector'))
    const labels = labelsOf(manifest)
    return selector !== undefined && labels ? [{ manifest, selector, labels }] : []
  })
  const find = podFinder(workloads)
  const seen = new Set<Manifest>()
  return workloads.flatMap(({ manifest, selector, labels }) => {
    seen.add(manifest)
    // Of two that match each other the second is told.
    const other = find(manifest.namespace, selector).find(
      each =>
        !isSame(each.manifest, manifest) &&
        ![each.manifest, manifest].some(hasNoPods) &&
        (seen.has(each.manifest) || !matches(each.selector, labels))
    )
    if (!other) return []
    const at = placeOf(manifest, 'spec', 'selector')
    return [problems.selectorsOverlap(at, titleOf(manifest), titleOf(other.manifest))]
  })
}

/** What keeps no pods has none that another could take. */
const hasNoPods = (manifest: Manifest) => replicasOf(manifest) === 0

const isSame = (a: Manifest, b: Manifest) => a.kind === b.kind && a.name === b.name
