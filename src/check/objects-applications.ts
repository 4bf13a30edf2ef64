import type { Diagnostic } from '../diagnostic.ts'
import {
  bringsFile,
  effectiveOption,
  mayBring,
  titleOfApplication,
  wayOf
} from '../kubernetes/application.ts'
import type { Application, Fate } from '../kubernetes/application.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { identityOf, itemsOf, replicasPath, resourceOf } from '../kubernetes/resource.ts'
import type { Path } from '../kubernetes/resource.ts'
import { isRollout, workloadNameOf } from '../kubernetes/rollout.ts'
import { countedBy } from '../workload/application-changes.ts'
import { rolloutsOf, scalersOf } from '../workload/scope.ts'
import { autoscalerIn } from '../workload/state-in.ts'
import { isAwake } from '../workload/state.ts'
import type { Application as Sync } from '../workload/state.ts'
import { agreedFate, fatesToTell, syncOf as syncIn } from '../workload/sync.ts'
import type { Pair } from './objects-pairs.ts'
import * as problems from './object-problems.ts'
import { deadRules } from './objects-rules.ts'
import { placeOfOption } from './objects-services.ts'
import type { View } from './objects-view.ts'

/** What the Argo CD Applications in view do with what stages, autoscalers and canaries set. */
export function applicationProblems(view: View, pairs: readonly Pair[]): Diagnostic[] {
  const rollouts = view.manifests.filter(isRollout)
  return [
    ...pairs.flatMap(pair => ignoredStages(pair, view)),
    ...pairs.flatMap(({ deployment }) => countedBy(view.bringersOf(deployment), deployment)),
    ...rollouts.flatMap(rollout => [
      ...undoneAutoscaler(rollout, view),
      ...replaced(rollout, view),
      ...ignoredSteps(rollout, view)
    ]),
    ...deadRules(view)
  ]
}

/** What a sync does with the replicas of a Deployment or a Rollout; undefined where nothing tells. */
export function fateOfReplicas(manifest: Manifest, view: View): Fate['is'] | undefined {
  return agreedFate(manifest, replicasPath, view.syncing)?.is
}

/** How Argo CD brings a workload, as the model has it. */
export function syncOf(deployment: Manifest, view: View): Sync | undefined {
  const [rollout] = rolloutsOf(deployment, view.scope)
  return syncIn([deployment, rollout], view.syncing).application
}

/** While the Deployment has pods, each stage sets counts that have to be applied. */
function ignoredStages({ deployment, rollout, own, scaleDown }: Pair, view: View): Diagnostic[] {
  // Where the controller takes the Deployment's pods away, ignoring its count is right.
  if (own === 0 || scaleDown) return []
  return [deployment, rollout].flatMap(workload =>
    fatesToTell(workload, replicasPath, view.syncing).flatMap(fate => {
      const [rule] = fate.rules
      if (!rule?.manifest || fate.is === 'applied') return []
      const at = placeOf(rule.manifest, ...rule.path)
      const [title, name] = [titleOfApplication(fate.application), workload.name ?? '']
      if (fate.is === 'unknown') return [problems.ignoreNotCertain(at, title, workload.kind, name)]
      const option = effectiveOption(fate.application) ?? ''
      return [problems.stageIgnored(at, title, workload.kind, name, option)]
    })
  )
}

/** Steps in Git that a sync leaves as they are in the cluster, and a canary that never comes. */
function* ignoredSteps(rollout: Manifest, view: View): Generator<Diagnostic> {
  const steps: Path = ['spec', 'strategy', 'canary', 'steps']
  if (itemsOf(resourceOf(rollout), ...steps).length === 0) return
  for (const fate of fatesToTell(rollout, steps, view.syncing)) {
    const [rule] = fate.rules
    if (!rule?.manifest || (fate.is !== 'kept' && fate.is !== 'skipped')) continue
    const at = placeOf(rule.manifest, ...rule.path)
    const option = effectiveOption(fate.application) ?? ''
    yield problems.stepsIgnored(at, titleOfApplication(fate.application), titleOf(rollout), option)
  }
}

/**
 * A Rollout that is replaced while its controller writes to it: a new template of its Deployment is
 * enough for that, and the API server refuses the older version.
 */
function* replaced(rollout: Manifest, view: View): Generator<Diagnostic> {
  if (workloadNameOf(rollout) === undefined) return
  const [application] = view.bringersOf(rollout)
  if (wayOf(application, resourceOf(rollout)) !== 'replace') return
  yield problems.replaceConflicts(
    placeOfOption('Replace=true', rollout, application),
    titleOf(rollout)
  )
}

/** A count in Git over that of an autoscaler which is awake. */
function* undoneAutoscaler(rollout: Manifest, view: View): Generator<Diagnostic> {
  const stated = replicasOf(rollout)
  if (typeof stated !== 'number') return
  const fates = fatesToTell(rollout, replicasPath, view.syncing).filter(({ is }) => is !== 'kept')
  if (fates.length === 0) return
  const autoscaler = scalersOf(rollout, view.scope).find(each =>
    isAwake(autoscalerIn(resourceOf(each)))
  )
  if (!autoscaler || !isCertain(rollout, view)) return
  for (const { is, application, rules } of fates) {
    const { manifest, spec } = application
    const [rule] = rules
    const title = titleOfApplication(application)
    if (is === 'unknown' && rule?.manifest) {
      const place = placeOf(rule.manifest, ...rule.path)
      yield problems.ignoreNotCertain(place, title, 'Rollout', rollout.name ?? '')
    } else if (manifest) {
      const at = placeOf(manifest, ...spec, 'ignoreDifferences')
      yield problems.syncUndoesAutoscaler(at, title, titleOf(rollout), stated, titleOf(autoscaler))
    }
  }
}

/** Whether it is known which Application brings a manifest, or there is no other that may. */
function isCertain(manifest: Manifest, { bringersOf, known }: View): boolean {
  const bringers = bringersOf(manifest)
  const { namespace = known.namespace, ...identity } = identityOf(manifest)
  const brings = (each: Application) =>
    bringsFile(each, manifest.document.source.file) ||
    mayBring(each, { ...identity, namespace }) === 'yes'
  return bringers.length === 1 || bringers.every(brings)
}
