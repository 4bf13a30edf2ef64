import type { Diagnostic } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { firstOf } from '../groups.ts'
import { hasAll } from '../kubernetes/labels.ts'
import { resourceOf } from '../kubernetes/resource.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { hasOwnPods, podFinder } from './pods.ts'
import type { Labelled, PodFinder } from './pods.ts'
import { isService, selectorIn } from '../kubernetes/service.ts'
import type { View } from './objects-view.ts'
import { findSame } from './time-change.ts'
import type { ChangeOfScenes } from './time-change.ts'
import * as problems from './time-problems.ts'
import { isKept, placeLeft } from './time-removals.ts'

/** Services that had pods, and that are gone, select none, or only those that come with the same commit. */
export function lostPods(change: ChangeOfScenes): Diagnostic[] {
  const { before, after } = change
  if (!before.manifests.some(isService) || !after.isComplete()) return []
  const finders = { was: finderOf(before), is: finderOf(after) }
  const lost = after.manifests.filter(isService).flatMap(each => [...lossOf(each, change, finders)])
  const gone = before.manifests
    .filter(isService)
    .flatMap(each => [...removalOf(each, change, finders)])
  const given = finders.is.problems()
  return given.length > 0 ? [...gone, ...given] : [...lost, ...gone]
}

type Finders = { readonly was: PodFinder<Labelled>; readonly is: PodFinder<Labelled> }

function* lossOf(
  service: Manifest,
  { after, oldOf }: ChangeOfScenes,
  { was, is }: Finders
): Generator<Diagnostic> {
  const old = oldOf(service)
  const served = old && firstOf(selectedBy(old, was), ({ manifest }) => findSame(after, manifest))
  if (!served) return
  const hasPods = firstOf(selectedBy(service, is), () => true) !== undefined
  // Pods keep the labels that they were made with; those of another workload are there, or come.
  const isOfOther = firstOf(selectedBy(service, is), ({ manifest }) => !oldOf(manifest))
  const isEarly = hasPods && !isOfOther && !firstOf(selectedBy(service, was), () => true)
  if (hasPods && !isEarly) return
  const at = placeOf(service, 'spec', 'selector')
  const titles = [titleOf(service), titleOf(served.manifest)] as const
  yield problems.serviceLosesPods(at, ...titles, isEarly ? 'early' : 'none')
}

/** A Service that goes while a Rollout serves through it; one without a Rollout is not ours to tell. */
function* removalOf(
  service: Manifest,
  { before, after, is: pairs }: ChangeOfScenes,
  { was }: Finders
): Generator<Diagnostic> {
  if (findSame(after, service) || isKept(service, after)) return
  const served = firstOf(selectedBy(service, was), ({ manifest }) => {
    const now = findSame(after, manifest)
    return now && (isRollout(now) || pairs.some(({ deployment }) => deployment === now))
  })
  if (!served || isReplaced(served, before, after)) return
  const titles = [titleOf(service), titleOf(served.manifest)] as const
  yield problems.serviceLosesPods(placeLeft(service, after), ...titles, 'gone')
}

/** Whether the pods of a workload had another Service before, which stays: what goes was one too many. */
function isReplaced({ manifest, labels }: Labelled, before: View, after: View): boolean {
  return before.manifests.some(each => {
    const isNear = isService(each) && each.namespace === manifest.namespace
    const wanted = isNear && selectorIn(resourceOf(each))
    return wanted && hasAll(labels, wanted) && findSame(after, each) !== undefined
  })
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
  const labels = selectorIn(resourceOf(service))
  return labels ? find(service, { matchLabels: labels }) : []
}
