import type { Diagnostic, Location } from '../diagnostic.ts'
import { isDeployment, replicasOf } from '../kubernetes/deployment.ts'
import { hasValue, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical, resourceOf } from '../kubernetes/resource.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import { isKeptBy, isRollout, keepersIn, workloadNameOf } from '../kubernetes/rollout.ts'
import { argumentsPlace } from '../settings.ts'
import { entriesOf } from './entries.ts'
import { fateOfReplicas } from './objects-applications.ts'
import type { Pair } from './objects-pairs.ts'
import type { View } from './objects-view.ts'
import { findSame, keyOf } from './time-change.ts'
import type { ChangeOfScenes } from './time-change.ts'
import * as problems from './time-problems.ts'

/** A finding about a Deployment, by its name. */
export type Told = { readonly about: string; readonly found: Diagnostic }

/** Objects that others need, and that are gone. */
export function removals(change: ChangeOfScenes): Told[] {
  const { before, after, was } = change
  return [
    ...after.manifests.filter(isRollout).flatMap(each => [...deploymentRemovals(change, each)]),
    ...was.flatMap(pair => [...rolloutRemovals(pair, after)]),
    ...was.flatMap(pair => [...pairRemovals(pair, after)]),
    ...before.manifests.flatMap(each => [...ownRemovals(each, after)]),
    ...before.scope.deployments.flatMap(each => [...enteredRemovals(each, change)]),
    ...after.manifests.flatMap(each => [...replacements(each, before, after)])
  ]
}

/** A Deployment that goes while a Rollout refers to it (A.1.9, E11). */
function* deploymentRemovals(
  { before, after }: ChangeOfScenes,
  rollout: Manifest
): Generator<Told> {
  const name = workloadNameOf(rollout)
  if (name === undefined || after.near(rollout, name).some(isDeployment)) return
  const old = before.near(rollout, name).find(isDeployment)
  if (!old) return
  const at = placeOf(rollout, 'spec', 'workloadRef', 'name')
  yield { about: keyOf(old), found: problems.deploymentRemoved(at, titleOf(old), titleOf(rollout)) }
}

/** A Rollout that goes with pods that serve (E17). */
function* rolloutRemovals(pair: Pair, after: View): Generator<Told> {
  const { rollout, own, moved = 0, planned } = pair
  const deployment = findSame(after, pair.deployment)
  if (!deployment || moved === 0 || findSame(after, rollout) || isKept(rollout, after)) return
  // The Deployment may have all pods itself.
  if (own !== undefined && (planned ? own >= planned.replicas : own === moved)) return
  const at = placeOf(deployment, 'spec', 'replicas')
  const found = problems.rolloutRemoved(at, titleOf(rollout), moved, titleOf(deployment))
  yield { about: keyOf(deployment), found }
}

/** A Deployment that goes together with the Rollout that refers to it. */
function* pairRemovals({ deployment, rollout, own, moved }: Pair, after: View): Generator<Told> {
  const both = [deployment, rollout]
  const isGone = both.every(each => !findSame(after, each))
  if (!isGone || (own === 0 && moved === 0) || both.every(each => isKept(each, after))) return
  const found = problems.workloadRemoved(placeLeft(deployment, after), both.map(titleOf))
  yield { about: keyOf(deployment), found }
}

/** A Rollout with its own template that goes while nothing of its name comes. */
function* ownRemovals(old: Manifest, after: View): Generator<Told> {
  if (!isRollout(old) || hasValue(old, 'spec', 'workloadRef') || replicasOf(old) === 0) return
  const isLeft = after.near(old, old.name ?? '').some(each => isRollout(each) || isDeployment(each))
  if (isLeft || isKept(old, after)) return
  yield {
    about: keyOf(old),
    found: problems.workloadRemoved(placeLeft(old, after), [titleOf(old)])
  }
}

/** A Deployment whose Rollout the post-renderer makes, that goes while its entry is in a migration. */
function* enteredRemovals(old: Manifest, { before, after, was }: ChangeOfScenes): Generator<Told> {
  const [entry] = entriesOf(old, before.known)
  const isMoving = entry !== undefined && entry.stage !== 'baseline'
  if (!isMoving || was.some(pair => pair.deployment === old)) return
  if (after.near(old, old.name ?? '').some(each => isRollout(each) || isDeployment(each))) return
  if (replicasOf(old) === 0 || isKept(old, after)) return
  yield {
    about: keyOf(old),
    found: problems.workloadRemoved(placeLeft(old, after), [titleOf(old)])
  }
}

/** The start of the file that held a manifest, if it is left. */
export function placeLeft({ document }: Manifest, { sources }: View): Location {
  const { file } = document.source
  const isLeft = sources.some(source => source.file === file)
  return isLeft ? { file, line: 1, column: 1 } : argumentsPlace
}

/** Whether the applier that a configuration states leaves a manifest that is no longer in Git. */
export const isKept = (manifest: Manifest, { known }: View) =>
  isKeptBy(known.config?.applier, keepersIn(resourceOf(manifest)))

/** A Deployment that becomes a Rollout with its own template in one commit, or the other way. */
function* replacements(own: Manifest, before: View, after: View): Generator<Told> {
  const isOwn = isDeployment(own) || (isRollout(own) && !hasValue(own, 'spec', 'workloadRef'))
  if (!isOwn || findSame(before, own)) return
  const isOther = isDeployment(own) ? isRollout : isDeployment
  const old =
    before.near(own, own.name ?? '').find(isOther) ??
    before.manifests.find(each => isOther(each) && isOfSamePods(each, own))
  if (!old || findSame(after, old) || hasValue(old, 'spec', 'workloadRef')) return
  if (replicasOf(old) === 0) return
  const at = placeOf(own, 'metadata', 'name')
  yield { about: keyOf(own), found: problems.workloadReplaced(at, titleOf(old), titleOf(own)) }
}

/** Whether two workloads of other names have the same pods: their selectors say the same. */
function isOfSamePods(one: Manifest, other: Manifest): boolean {
  if (one.namespace !== other.namespace || !hasValue(one, 'spec', 'selector')) return false
  const [a, b] = [one, other].map(({ node }) =>
    canonical(valueOf(findNode(node, 'spec', 'selector')))
  )
  return a === b
}

/** Counts that go: 1 pod stays, or none of the owner's choice (E7, E15). */
export function replicasRemovals({ after, oldOf }: ChangeOfScenes): Told[] {
  return after.manifests
    .filter(each => isDeployment(each) || isRollout(each))
    .flatMap(manifest => {
      const old = oldOf(manifest)
      const was = old && replicasOf(old)
      if (typeof was !== 'number' || was < 2 || replicasOf(manifest) !== 'absent') return []
      if (isIgnored(manifest, after)) return []
      const at = placeOf(manifest, 'spec', 'replicas')
      const found = problems.replicasRemoved(at, titleOf(manifest), was)
      return [
        { about: `${manifest.namespace ?? ''}/${workloadNameOf(manifest) ?? manifest.name}`, found }
      ]
    })
}

/** Whether the applier leaves the count alone, as far as it is told here. */
function isIgnored(manifest: Manifest, view: View): boolean {
  const name = isRollout(manifest) ? workloadNameOf(manifest) : undefined
  const deployment = view.near(manifest, name ?? '').find(isDeployment) ?? manifest
  const entries = entriesOf(deployment, view.known)
  const isTold = entries.length > 0 && entries.every(({ replicasIgnored }) => replicasIgnored)
  return (isRollout(manifest) && isTold) || fateOfReplicas(manifest, view) === 'kept'
}
