import { sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { isDeployment } from '../kubernetes/deployment.ts'
import { hasValue, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical } from '../kubernetes/resource.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { isHorizontalPodAutoscaler, pauseOf } from '../kubernetes/autoscaler.ts'
import { templateChanged } from '../migration/problems.ts'
import { appliesServerSide } from '../settings.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { entriesOf } from './entries.ts'
import type { Pair } from './objects-pairs.ts'
import { viewOf } from './objects-view.ts'
import type { Scene } from './scene.ts'
import { changeOf, keyOf } from './time-change.ts'
import type { ChangeOfScenes } from './time-change.ts'
import * as problems from './time-problems.ts'
import { lostPods } from './time-services.ts'
import { removals, replicasRemovals } from './time-removals.ts'
import { unsafeChanges, unsafeStages } from './time-simulation.ts'

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
      ...lostPods(change),
      ...unsafeChanges(change.before, change.after, workload => told.has(keyOf(workload))),
      ...unsafeStages(before, after)
    ])
  )
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
const hasBothPods = ({ own, moved = 0, manifests }: Pair) =>
  moved > 0 && (own === undefined ? manifests.autoscalers.length > 0 : own > 0)

/** The canary's steps; no list and an empty one are the same (C.5). */
function stepsOf({ node }: Manifest): Value {
  const steps = valueOf(findNode(node, 'spec', 'strategy', 'canary', 'steps'))
  return Array.isArray(steps) ? steps : []
}

/** The same for Rollouts that the post-renderer makes: their steps are in the configuration. */
function configuredSteps({ before, after, oldOf, sameTemplate }: ChangeOfScenes): Diagnostic[] {
  return after.scope.deployments.flatMap(deployment => {
    const old = oldOf(deployment)
    const [was, is] = [before, after].map(({ known }) => entriesOf(deployment, known)[0])
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
  if (appliesServerSide(after.known.config?.applier)) return []
  return after.manifests
    .filter(each => isHorizontalPodAutoscaler(each) && each.apiVersion === 'autoscaling/v1')
    .flatMap(autoscaler => {
      const old = oldOf(autoscaler)
      if (!old || old.apiVersion === 'autoscaling/v1' || !pauseOf(old)) return []
      return [problems.pauseOutlivesChange(placeOf(autoscaler, 'apiVersion'), titleOf(autoscaler))]
    })
}
