import type { Diagnostic } from '../diagnostic.ts'
import { firstOf } from '../groups.ts'
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
  const owners = manifests.filter(each => hasOwnPods(each) && !hasNoPods(each))
  if (owners.length < 2) return []
  const workloads = owners.flatMap((manifest): Workload[] => {
    const selector = valueOf(findNode(manifest.node, 'spec', 'selector'))
    const labels = labelsOf(manifest)
    return selector !== undefined && labels ? [{ manifest, selector, labels }] : []
  })
  const finder = podFinder(workloads)
  const seen = new Set<Manifest>()
  const overlaps = workloads.flatMap(({ manifest, selector, labels }) => {
    seen.add(manifest)
    // Of two that match each other the second is told.
    const other = firstOf(
      finder.find(manifest, selector),
      each =>
        !isSame(each.manifest, manifest) &&
        (seen.has(each.manifest) || !matches(each.selector, labels))
    )
    if (!other) return []
    const at = placeOf(manifest, 'spec', 'selector')
    return [problems.selectorsOverlap(at, titleOf(manifest), titleOf(other.manifest))]
  })
  return [...overlaps, ...finder.problems()]
}

/** What keeps no pods has none that another could take. */
const hasNoPods = (manifest: Manifest) => replicasOf(manifest) === 0

const isSame = (a: Manifest, b: Manifest) => a.kind === b.kind && a.name === b.name
