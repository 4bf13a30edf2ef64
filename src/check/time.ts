import { placeOf } from '../convert/refuse.ts'
import { matchesPattern } from '../convert/select.ts'
import { sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { isDeployment, replicasOf } from '../kubernetes/deployment.ts'
import { hasValue, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout, workloadNameOf } from '../kubernetes/rollout.ts'
import { isHorizontalPodAutoscaler } from '../kubernetes/autoscaler.ts'
import { templateReader } from '../kubernetes/template.ts'
import { templateChanged } from '../migration/problems.ts'
import { applicationIn } from '../simulate/applications.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { canonical } from './objects-labels.ts'
import { pairsOf, pausedBy } from './objects-pairs.ts'
import type { Pair } from './objects-pairs.ts'
import { viewOf } from './objects-view.ts'
import type { View } from './objects-view.ts'
import type { Scene } from './scene.ts'
import * as problems from './time-problems.ts'
import { applicationSources, unsafeChanges, unsafeStages } from './time-simulation.ts'

/** Finds what a change from one scene to another does to workloads that serve. */
export function checkTime(before: Scene, after: Scene): Diagnostic[] {
  const change = changeOf(viewOf(before), viewOf(after))
  const removed = [...removals(change), ...replicasRemovals(change)]
  const told = new Set(removed.map(({ about }) => about))
  return sortDiagnostics(
    withoutRepeats([
      ...removed.map(({ found }) => found),
      ...selectorChanges(change),
      ...templateChanges(change),
      ...configuredSteps(change),
      ...pauses(change),
      ...unsafeChanges(before, after, workload => told.has(keyOf(workload))),
      ...unsafeStages(before, after)
    ])
  )
}

type ChangeOfScenes = {
  readonly before: View
  readonly after: View
  readonly was: readonly Pair[]
  readonly is: readonly Pair[]
  /** What a manifest was before; undefined where it is new. */
  readonly oldOf: (manifest: Manifest) => Manifest | undefined
  /** Whether the pod templates of two manifests say the same. */
  readonly sameTemplate: (a: Manifest, b: Manifest) => boolean
}

function changeOf(before: View, after: View): ChangeOfScenes {
  const templateOf = templateReader()
  const textOf = (manifest: Manifest) => canonical(valueOf(templateOf(manifest)))
  return {
    before,
    after,
    was: pairsOf(before.scope),
    is: pairsOf(after.scope),
    oldOf: manifest => findSame(before, manifest),
    sameTemplate: (a, b) => textOf(a) === textOf(b)
  }
}

/** The manifest of the same kind, namespace and name in another view. */
function findSame({ near }: View, manifest: Manifest): Manifest | undefined {
  return near(manifest, manifest.name ?? '').find(
    ({ kind, namespace }) => kind === manifest.kind && namespace === manifest.namespace
  )
}

const keyOf = ({ namespace = '', name = '' }: Manifest) => `${namespace}/${name}`

/** A finding about a Deployment, by its name. */
type Told = { readonly about: string; readonly found: Diagnostic }

function removals(change: ChangeOfScenes): Told[] {
  const { before, after, was } = change
  return [
    ...after.manifests.filter(isRollout).flatMap(each => [...deploymentRemovals(change, each)]),
    ...was.flatMap(pair => [...rolloutRemovals(pair, after)]),
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
  if (!deployment || moved === 0 || findSame(after, rollout) || isKept(rollout)) return
  // The Deployment may have all pods itself.
  if (own !== undefined && (planned ? own >= planned.replicas : own === moved)) return
  const at = placeOf(deployment, 'spec', 'replicas')
  const found = problems.rolloutRemoved(at, titleOf(rollout), moved, titleOf(deployment))
  yield { about: keyOf(deployment), found }
}

/** Whether an applier leaves a Rollout that is not in Git any more. */
function isKept({ node }: Manifest): boolean {
  const annotations = valueOf(findNode(node, 'metadata', 'annotations'))
  return /"helm.sh\/resource-policy":"keep"|\bPrune=false\b/.test(
    JSON.stringify(annotations ?? null)
  )
}

/** A Deployment that becomes a Rollout with a template of its own in one commit, or the other way. */
function* replacements(own: Manifest, before: View, after: View): Generator<Told> {
  const isOwn = isDeployment(own) || (isRollout(own) && !hasValue(own, 'spec', 'workloadRef'))
  if (!isOwn || findSame(before, own)) return
  const isOther = isDeployment(own) ? isRollout : isDeployment
  const old = before.near(own, own.name ?? '').find(isOther)
  if (!old || findSame(after, old) || hasValue(old, 'spec', 'workloadRef')) return
  if (replicasOf(old) === 0) return
  const at = placeOf(own, 'metadata', 'name')
  yield { about: keyOf(own), found: problems.workloadReplaced(at, titleOf(old), titleOf(own)) }
}

/** Counts that go: 1 pod stays, or none of the owner's choice (E7, E15). */
function replicasRemovals({ after, oldOf }: ChangeOfScenes): Told[] {
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
  const name = manifest.name ?? ''
  const entry = view.config?.workloads?.find(each => matchesPattern(name, each.name))
  if (isRollout(manifest) && entry?.replicasIgnored) return true
  const application = applicationIn(applicationSources(view), name)
  const kind = isRollout(manifest) ? 'Rollout' : 'Deployment'
  return application?.respects === true && application.ignoresReplicasOf.includes(kind)
}

function selectorChanges({ after, oldOf }: ChangeOfScenes): Diagnostic[] {
  return after.manifests
    .filter(each => isDeployment(each) || isRollout(each))
    .flatMap(manifest => {
      const old = oldOf(manifest)
      if (!old || !hasValue(old, 'spec', 'selector')) return []
      const at = placeOf(manifest, 'spec', 'selector')
      if (!hasValue(manifest, 'spec', 'selector')) {
        const isReferring = isRollout(manifest) && hasValue(manifest, 'spec', 'workloadRef')
        return isReferring ? [problems.rolloutSelectorRemoved(at, titleOf(manifest))] : []
      }
      const [was, is] = [old, manifest].map(({ node }) =>
        canonical(valueOf(findNode(node, 'spec', 'selector')))
      )
      return was === is ? [] : [problems.selectorChanged(at, titleOf(manifest))]
    })
}

/** A pod template that changes while pods move, or together with the canary's steps (E9, E10). */
function templateChanges({ was, is, oldOf, sameTemplate }: ChangeOfScenes): Diagnostic[] {
  const pairs = new Map(was.map(pair => [pair.deployment, pair]))
  return is.flatMap(pair => {
    const { deployment, rollout } = pair
    const old = oldOf(deployment)
    const before = old && pairs.get(old)
    if (!old || !before || sameTemplate(old, deployment)) return []
    const isMoving = [before, pair].some(hasBothPods)
    const areSteps = canonical(stepsOf(before.rollout)) === canonical(stepsOf(rollout))
    const template = placeOf(deployment, 'spec', 'template')
    const steps = placeOf(rollout, 'spec', 'strategy', 'canary', 'steps')
    return [
      ...(isMoving ? [templateChanged(template, titleOf(deployment))] : []),
      ...(areSteps
        ? []
        : [problems.stepsChangedWithTemplate(steps, titleOf(rollout), titleOf(deployment))])
    ]
  })
}

/** Whether both a Deployment and its Rollout have pods; without a count the Deployment may have any. */
const hasBothPods = ({ own, moved = 0, candidate }: Pair) =>
  moved > 0 && (own === undefined ? candidate.autoscalers.length > 0 : own > 0)

/** The canary's steps; no list and an empty one are the same (C.5). */
function stepsOf({ node }: Manifest): Value {
  const steps = valueOf(findNode(node, 'spec', 'strategy', 'canary', 'steps'))
  return Array.isArray(steps) ? steps : []
}

/** The same for Rollouts that the post-renderer makes: their steps stand in the configuration. */
function configuredSteps({ before, after, oldOf, sameTemplate }: ChangeOfScenes): Diagnostic[] {
  return after.scope.deployments.flatMap(deployment => {
    const old = oldOf(deployment)
    const [was, is] = [before, after].map(({ config }) =>
      config?.workloads?.find(({ name }) => matchesPattern(deployment.name ?? '', name))
    )
    if (!old || !was || !is) return []
    const [from, to] = [was, is].map(({ strategy }) =>
      JSON.stringify(strategy?.canary?.steps ?? [])
    )
    if (from === to || sameTemplate(old, deployment)) return []
    const at = is.at('strategy', 'canary', 'steps')
    const rollout = `Rollout "${deployment.name}"`
    return [problems.stepsChangedWithTemplate(at, rollout, titleOf(deployment))]
  })
}

/** Applied over a paused v2, an autoscaler in v1 stays paused unless it is applied server-side (E20). */
function pauses({ after, oldOf }: ChangeOfScenes): Diagnostic[] {
  if (['argocd-server-side', 'helm4'].includes(after.config?.applier ?? '')) return []
  return after.manifests
    .filter(each => isHorizontalPodAutoscaler(each) && each.apiVersion === 'autoscaling/v1')
    .flatMap(autoscaler => {
      const old = oldOf(autoscaler)
      if (!old || old.apiVersion === 'autoscaling/v1' || !pausedBy(old)) return []
      return [problems.pauseOutlivesChange(placeOf(autoscaler, 'apiVersion'), titleOf(autoscaler))]
    })
}
