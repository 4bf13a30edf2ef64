import type { Diagnostic } from '../diagnostic.ts'
import {
  halfPauseIn,
  isHorizontalPodAutoscaler,
  isScaledObject,
  pauseOf,
  targetOf
} from '../kubernetes/autoscaler.ts'
import { replicasOf, strategyTypeOf } from '../kubernetes/deployment.ts'
import { groupOf, hasValue, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { resourceOf, wholeResourceOf } from '../kubernetes/resource.ts'
import { findBeyondMigration, isPausedIn, workloadNameOf } from '../kubernetes/rollout.ts'
import { faultIn } from '../kubernetes/rollout-fault.ts'
import { podLabelsOf } from '../kubernetes/template.ts'
import { autoscalerOf } from '../workload/scope.ts'
import type { Manifests, Scope } from '../workload/scope.ts'
import type { Selected } from '../workload/selected.ts'
import { complete } from '../yaml/complete.ts'
import { endsInBlockScalar } from '../yaml/edit.ts'
import { asEntries, dereference, findNode, valueOf } from '../yaml/node.ts'
import { duplicateRefusals } from './refuse-duplicates.ts'
import { boundsRefusals, severalAutoscalersRefusals } from './refuse-scalers.ts'
import * as problems from './problems.ts'

/** An autoscaler together with the Deployment that it scales: by that people look for a workload. */
function scalerTitle(autoscaler: Manifest, deployment: Manifest): string {
  return `${titleOf(autoscaler)} of ${titleOf(deployment)}`
}

/** Why a workload cannot be converted at any stage, or not where its manifests are. */
export function refusalsOf({ manifests, group }: Pick<Selected, 'manifests' | 'group'>) {
  const { deployment } = manifests
  return [...manifestRefusals(manifests, group.scope), ...group.refusalsOf(deployment)]
}

function manifestRefusals(manifests: Manifests, scope: Scope): Diagnostic[] {
  const { deployment } = manifests
  if (deployment.name === undefined) {
    return [problems.nameMissing(placeOf(deployment, 'metadata'), 'Deployment')]
  }
  return [
    ...nameRefusals(deployment, 'Deployment'),
    ...deploymentRefusals(deployment),
    ...duplicateRefusals(deployment, scope),
    ...autoscalerRefusals(manifests, scope),
    ...rolloutRefusals(manifests, scope)
  ]
}

/** Why a name cannot be referred to: it is a number or a truth value. */
function* nameRefusals(manifest: Manifest, title: string): Generator<Diagnostic> {
  const name = dereference(findNode(manifest.node, 'metadata', 'name'))
  if (name?.type === 'scalar' && typeof name.value !== 'string' && name.value !== null) {
    const at = placeOf(manifest, 'metadata', 'name')
    yield problems.nameNotText(at, title, String(name.value))
  }
}

function* deploymentRefusals(deployment: Manifest): Generator<Diagnostic> {
  const { node, apiVersion } = deployment
  const title = titleOf(deployment)
  const at = (...path: string[]) => placeOf(deployment, ...path)
  if (apiVersion !== 'apps/v1') {
    yield problems.removedApiVersion(at('apiVersion'), title, apiVersion, 'apps/v1')
  }
  const selector = findNode(node, 'spec', 'selector')
  const selected = valueOf(selector)
  const entries = asEntries(selected)
  const isEmpty = entries !== undefined && Object.keys(entries).length === 0
  if (isEmpty || !hasValue(deployment, 'spec', 'selector')) {
    yield problems.selectorMissing(at('spec', 'selector'), title)
  }
  if (!hasValue(deployment, 'spec', 'template')) yield problems.templateMissing(at('spec'), title)
  const strategy = strategyTypeOf(deployment)
  if (strategy !== 'RollingUpdate') {
    yield problems.recreateStrategy(at('spec', 'strategy', 'type'), title, strategy)
  }
  const paused = findNode(node, 'spec', 'paused')
  if (paused?.type === 'scalar' && paused.value === true) {
    yield problems.deploymentPaused(at('spec', 'paused'), title)
  }
  if (replicasOf(deployment) === 'wrong') {
    yield problems.replicasNotInteger(at('spec', 'replicas'), title)
  }
  if (isOpenAtEnd(deployment)) yield problems.openBlockScalar(at('spec', 'template'), title)
  const labels = findNode(node, 'metadata', 'labels')
  const isEndless = labels && valueOf(labels) === undefined
  if (isEndless || (selector && selected === undefined)) {
    yield problems.tooManyAliases(at('metadata', 'labels'), title)
  }
}

/** Whether a line break after the text would change the value that it ends in. */
function isOpenAtEnd({ document, list }: Manifest): boolean {
  const { text, root } = document
  const isLast = !list || (!list.items.flow && list.index === list.items.items.length - 1)
  if (!isLast || text.endsWith('\n') || !root) return false
  return endsInBlockScalar(complete(document, root))
}

function* autoscalerRefusals(manifests: Manifests, scope: Scope): Generator<Diagnostic> {
  const { deployment, autoscalers } = manifests
  const title = titleOf(deployment)
  yield* severalAutoscalersRefusals(manifests)
  for (const autoscaler of autoscalers) {
    if (autoscaler.name === undefined) {
      const at = placeOf(autoscaler, 'metadata')
      yield problems.nameMissing(at, `${autoscaler.kind} of ${title}`)
    }
    yield* nameRefusals(autoscaler, `${autoscaler.kind} of ${title}`)
    const owners = scope.ownersOf(autoscaler, deployment.name ?? '').length
    if (owners > 1 && scope.sameAs(deployment).length < 2) {
      const at = placeOf(autoscaler, 'metadata')
      yield problems.ambiguousAutoscaler(at, titleOf(autoscaler), deployment.name ?? '', owners)
    }
    yield* autoscalerVersionRefusals(autoscaler, scalerTitle(autoscaler, deployment))
  }
}

function* autoscalerVersionRefusals(autoscaler: Manifest, title: string): Generator<Diagnostic> {
  const { apiVersion } = autoscaler
  if (isHorizontalPodAutoscaler(autoscaler) && !/^autoscaling\/v[12]$/.test(apiVersion)) {
    const at = placeOf(autoscaler, 'apiVersion')
    yield problems.removedApiVersion(at, title, apiVersion, 'autoscaling/v2')
  }
  const target = targetOf(autoscaler)
  if (target && groupOf(target.apiVersion) === 'extensions') {
    const at = placeOf(autoscaler, 'spec', 'scaleTargetRef', 'apiVersion')
    yield problems.removedApiVersion(at, `The target of ${title}`, target.apiVersion, 'apps/v1')
  }
}

function* rolloutRefusals(manifests: Manifests, scope: Scope): Generator<Diagnostic> {
  const { deployment, rollouts } = manifests
  const named = scope.rolloutsByName.get(deployment.name ?? '') ?? []
  const [, second] = rollouts
  if (second) {
    const at = placeOf(second, 'spec', 'workloadRef', 'name')
    yield problems.severalRollouts(at, titleOf(deployment), rollouts.map(titleOf))
  }
  // One that refers to a Deployment of the name in its own namespace is in that one.
  const isElsewhere = (each: Manifest) =>
    scope.ownersOf(each, workloadNameOf(each) ?? '').some(owner => owner !== deployment)
  const other = named.find(
    each => scope.together(each, deployment) && !rollouts.includes(each) && !isElsewhere(each)
  )
  if (other) {
    const at = placeOf(other, 'metadata', 'name')
    yield problems.rolloutNameTaken(at, titleOf(other), titleOf(deployment))
  }
  const unknown = scope.unknownRollouts.get(deployment.name ?? '') ?? []
  for (const each of unknown.filter(one => scope.together(one, deployment))) {
    const at = placeOf(each, 'apiVersion')
    yield problems.unknownRollout(at, titleOf(each), titleOf(deployment), each.apiVersion)
  }
}

/** Why a Rollout that already exists cannot take part in the stages before the last one. */
export function* existingRolloutRefusals({ rollouts }: Manifests): Generator<Diagnostic> {
  const [rollout] = rollouts
  if (!rollout) return
  const title = titleOf(rollout)
  const field = findBeyondMigration(rollout)
  if (field) {
    yield problems.rolloutBeyondMigration(placeOf(rollout, ...field.split('.')), title, field)
  }
}

/** Why a Rollout that already exists follows no stage. */
export function* haltedRolloutRefusals({ deployment, rollouts }: Manifests): Generator<Diagnostic> {
  const [rollout] = rollouts
  if (!rollout) return
  const title = titleOf(rollout)
  if (isPausedIn(resourceOf(rollout))) {
    yield problems.rolloutPaused(placeOf(rollout, 'spec', 'paused'), title)
    return
  }
  const labels = podLabelsOf(deployment)
  const fault = faultIn(wholeResourceOf(rollout), labels)
  if (fault !== undefined)
    yield problems.rolloutInvalid(placeOf(rollout, 'metadata', 'name'), title, fault)
}

/** Autoscalers of a Rollout, before the stage that points them at it. */
export function* rolloutAutoscalerRefusals(manifests: Manifests): Generator<Diagnostic> {
  const { deployment, rollouts, rolloutAutoscalers } = manifests
  const rollout = rollouts[0] ?? { ...deployment, kind: 'Rollout' }
  for (const autoscaler of rolloutAutoscalers) {
    const at = placeOf(autoscaler, 'spec', 'scaleTargetRef', 'kind')
    yield problems.autoscalerOnRollout(at, titleOf(autoscaler), titleOf(rollout))
  }
}

/** Why a stage may not set a Rollout's pods: it has more of them, and they serve. */
export function* loweringRefusals(rollout: Manifest, pods: number): Generator<Diagnostic> {
  const replicas = replicasOf(rollout)
  if (typeof replicas !== 'number' || replicas <= pods) return
  const at = placeOf(rollout, 'spec', 'replicas')
  yield problems.rolloutServes(at, titleOf(rollout), replicas, pods)
}

/** Why an autoscaler cannot be changed, past `introduce-rollout`. */
export function* changedAutoscalerRefusals(
  manifests: Manifests,
  pause: 'kept' | 'ended'
): Generator<Diagnostic> {
  const autoscaler = autoscalerOf(manifests)
  if (!autoscaler) return
  const title = scalerTitle(autoscaler, manifests.deployment)
  // Beside a Rollout the pause may be that of a stage: then it stays, but what it took is unknown.
  const isOurs = manifests.rollouts.length > 0
  const isKeda = isScaledObject(autoscaler)
  const half = isKeda ? halfPauseIn(resourceOf(autoscaler)) : undefined
  const pausedBy = pauseOf(autoscaler) ?? half
  if (pausedBy && (isOurs ? pause === 'ended' : isKeda)) {
    yield problems.autoscalerPaused(placeOf(autoscaler, ...pausedBy), title, pausedBy.join('.'))
  }
  yield* boundsRefusals(autoscaler, title)
  if (autoscaler.apiVersion !== 'autoscaling/v1') return
  for (const path of newerFields) {
    if (!hasValue(autoscaler, ...path)) continue
    yield problems.newerAutoscalerField(placeOf(autoscaler, ...path), title, path.join('.'))
  }
}

/**
 * Where an autoscaling/v1 HPA may hold what only v2 understands: in annotations, where it acts
 * (kubernetes pkg/apis/autoscaling/annotations.go), or in its spec, where it does not.
 */
const newerFields = ['metrics', 'behavior'].flatMap(field => [
  ['metadata', 'annotations', `autoscaling.alpha.kubernetes.io/${field}`],
  ['spec', field]
])
