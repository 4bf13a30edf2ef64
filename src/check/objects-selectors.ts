import type { Diagnostic } from '../diagnostic.ts'
import { isDeployment, isPatch } from '../kubernetes/deployment.ts'
import { groupOf, hasValue, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { matches, podFinder } from './objects-labels.ts'
import type { Labelled } from './objects-labels.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

type Workload = Labelled & { readonly selector: Value }

/** Selectors that match the pods of another workload of the same namespace. */
export function overlapProblems({ manifests, labelsOf }: View): Diagnostic[] {
  const owners = manifests.filter(ownsPods)
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
        (seen.has(each.manifest) || !matches(each.selector, labels))
    )
    if (!other) return []
    const at = placeOf(manifest, 'spec', 'selector')
    return [problems.selectorsOverlap(at, titleOf(manifest), titleOf(other.manifest))]
  })
}

const isSame = (a: Manifest, b: Manifest) => a.kind === b.kind && a.name === b.name

/** Whether a manifest has pods by a selector and a template of its own. */
function ownsPods(manifest: Manifest): boolean {
  if (isDeployment(manifest)) return !isPatch(manifest)
  const isSet = manifest.kind === 'StatefulSet' && groupOf(manifest.apiVersion) === 'apps'
  return isSet || (isRollout(manifest) && !hasValue(manifest, 'spec', 'workloadRef'))
}
