import type { Diagnostic } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { firstOf } from '../groups.ts'
import { hasOwnPods, podFinder } from './pods.ts'
import type { Labelled, PodFinder } from './pods.ts'
import { asEntries, findNode, valueOf } from '../yaml/node.ts'
import { isService } from './objects-services.ts'
import type { View } from './objects-view.ts'
import { findSame } from './time-change.ts'
import type { ChangeOfScenes } from './time-change.ts'
import * as problems from './time-problems.ts'

/** Services that had pods, and whose selector no pod in view has any more. */
export function lostPods({ before, after, oldOf }: ChangeOfScenes): Diagnostic[] {
  const services = after.manifests.filter(isService)
  if (services.length === 0 || !after.isComplete()) return []
  const [was, is] = [finderOf(before), finderOf(after)]
  const lost = services.flatMap(service => {
    const old = oldOf(service)
    const served = old && firstOf(selectedBy(old, was), ({ manifest }) => findSame(after, manifest))
    const hasPods = firstOf(selectedBy(service, is), () => true) !== undefined
    if (!served || hasPods || is.problems().length > 0) return []
    const at = placeOf(service, 'spec', 'selector')
    return [problems.serviceLosesPods(at, titleOf(service), titleOf(served.manifest))]
  })
  return [...lost, ...is.problems()]
}

/** Finds the workloads with pods of their own; a Rollout's are those of its Deployment. */
function finderOf({ manifests, labelsOf }: View): PodFinder<Labelled> {
  return podFinder(
    manifests.filter(hasOwnPods).flatMap(manifest => {
      const labels = labelsOf(manifest)
      return labels ? [{ manifest, labels }] : []
    })
  )
}

function selectedBy(service: Manifest, { find }: PodFinder<Labelled>): Iterable<Labelled> {
  const labels = asEntries(valueOf(findNode(service.node, 'spec', 'selector'))) ?? {}
  return Object.keys(labels).length === 0 ? [] : find(service, { matchLabels: labels })
}
