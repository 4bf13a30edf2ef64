import { isScaledObject } from '../kubernetes/autoscaler.ts'
import { findInteger } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { stepsAnnotation } from '../kubernetes/rollout-annotations.ts'
import type { Patch } from '../yaml/merge-patch.ts'
import { mergePatches } from '../yaml/merge-patch.ts'
import { keepersFor, protection, rolloutFor } from './rollout.ts'
import type { NewRollout } from './rollout.ts'
import { autoscalerOf, rolloutNameOf } from './scope.ts'
import type { Manifests } from './scope.ts'
import { isSame } from './state.ts'
import type { Autoscaler, State } from './state.ts'
import type { Workload } from './workload.ts'

/** What turns the manifests of a workload before the migration into those of a state. */
export type Changes = {
  readonly patches: readonly (readonly [Manifest, Patch])[]
  /** The Rollout to add; none where there was one, and before `introduce-rollout`. */
  readonly newRollout: NewRollout | undefined
}

/** The one way from numbers to manifests. */
export function patchesTo(workload: Workload, state: State): Changes {
  const { manifests, baseline, strategy } = workload
  const { deployment, rollouts, verticalAutoscalers } = manifests
  const [rollout] = rollouts
  const autoscaler = autoscalerOf(manifests)
  const vertical =
    state.verticalTarget === 'Rollout' ? { spec: { targetRef: rolloutReference(manifests) } } : {}
  const { replicas = 0, keptBy = [] } = state.rollout ?? {}
  const annotations = annotationsAt(workload, state)
  return {
    patches: [
      [deployment, deploymentPatch(baseline, state)],
      ...(autoscaler ? [[autoscaler, autoscalerPatch(workload, autoscaler, state)] as const] : []),
      ...(rollout ? [[rollout, rolloutPatch(workload, rollout, state)] as const] : []),
      ...verticalAutoscalers.map(each => [each, vertical] as const)
    ],
    newRollout:
      state.rollout && !rollout
        ? rolloutFor(deployment, { replicas, keptBy, strategy, annotations })
        : undefined
  }
}

function deploymentPatch(before: State, { deployment }: State): Patch {
  const replicas = deployment?.replicas
  return replicas === undefined || replicas === before.deployment?.replicas
    ? {}
    : { spec: { replicas } }
}

function rolloutPatch(workload: Workload, rollout: Manifest, state: State): Patch {
  // Where there is a Rollout, every state has one.
  const { replicas } = state.rollout ?? {}
  if (replicas === undefined) return {}
  const annotations = {
    ...annotationsAt(workload, state),
    ...(workload.keep && replicas > 0 && protection(rollout, keepersFor(workload.applier)))
  }
  const isAnnotated = Object.keys(annotations).length > 0
  return { ...(isAnnotated && { metadata: { annotations } }), spec: { replicas } }
}

/** What the configuration asks a Rollout to carry. Canary steps are for those that have all pods. */
function annotationsAt(
  { annotations, stepsOf, baseline }: Workload,
  state: State
): Readonly<Record<string, string>> {
  const isSwitched = stepsOf === 'dashboard' && isMoved(baseline, state)
  return isSwitched ? { ...annotations, [stepsAnnotation]: 'dashboard' } : annotations
}

/** Whether all pods are the Rollout's, and its autoscaler is as it was before the migration. */
function isMoved({ autoscalers: before }: State, state: State): boolean {
  const { deployment, rollout, autoscalers } = state
  const isReleased = (each: Autoscaler, at: number) =>
    isSame(each, { ...before[at], target: 'Rollout' })
  const hasAll = deployment?.replicas === 0 && rollout?.replicas !== 0
  return hasAll && autoscalers.every(isReleased)
}

function autoscalerPatch(
  { manifests, baseline }: Workload,
  manifest: Manifest,
  state: State
): Patch {
  const [was] = baseline.autoscalers
  const [is] = state.autoscalers
  // Where there is an autoscaler, every state has one.
  if (!was || !is) return {}
  const target =
    is.target === 'Rollout' ? { spec: { scaleTargetRef: rolloutReference(manifests) } } : {}
  const own = isScaledObject(manifest) ? kedaPatch(was, is) : hpaPatch(was, is)
  const upgrade = state.autoscalerVersion === 'v2' ? upgradedAutoscaler(manifest) : {}
  return mergePatches(upgrade, mergePatches(target, own))
}

/** KEDA's annotation that stops a ScaledObject (since v2.12) and deletes the HPA it made. */
const kedaPaused = 'autoscaling.keda.sh/paused'

function kedaPatch(was: Autoscaler, is: Autoscaler): Patch {
  if (is.paused && !was.paused) return { metadata: { annotations: { [kedaPaused]: 'true' } } }
  const idle = was.idle !== undefined && is.idle === undefined ? { idleReplicaCount: null } : {}
  return { spec: { ...boundsPatch(was, is, 'ReplicaCount'), ...idle } }
}

function hpaPatch(was: Autoscaler, is: Autoscaler): Patch {
  const disabled = { selectPolicy: 'Disabled' }
  const isPaused = is.disabledUp && is.disabledDown
  const behavior = isPaused ? { behavior: { scaleUp: disabled, scaleDown: disabled } } : {}
  return { spec: { ...behavior, ...boundsPatch(was, is, 'Replicas') } }
}

function boundsPatch(was: Autoscaler, is: Autoscaler, suffix: 'Replicas' | 'ReplicaCount'): Patch {
  return {
    ...(is.min === was.min ? {} : { [`min${suffix}`]: is.min }),
    ...(is.max === was.max ? {} : { [`max${suffix}`]: is.max })
  }
}

/**
 * An autoscaling/v1 HPA as the same thing in v2. Applied as v1 over a paused v2 it would leave the
 * pause on. Without a target v1 means 80 % CPU, and so does v2 without metrics
 * (kubernetes pkg/apis/autoscaling/v2/defaults.go).
 */
function upgradedAutoscaler(autoscaler: Manifest): Patch {
  if (isScaledObject(autoscaler) || autoscaler.apiVersion !== 'autoscaling/v1') return {}
  const utilization = findInteger(autoscaler, 'spec', 'targetCPUUtilizationPercentage')
  const upgraded = { apiVersion: 'autoscaling/v2' }
  if (typeof utilization !== 'number') return upgraded
  const target = { type: 'Utilization', averageUtilization: utilization }
  const metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }]
  return { ...upgraded, spec: { targetCPUUtilizationPercentage: null, metrics } }
}

/** What refers to a workload's Rollout. */
function rolloutReference(manifests: Manifests): Patch {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: rolloutNameOf(manifests) }
}
