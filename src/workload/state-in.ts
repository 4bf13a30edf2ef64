import type { WorkloadEntry } from '../config.ts'
import {
  boundsIn,
  idleCountIn,
  isDisabled,
  isMadeByKeda,
  isScaledObject,
  pauseIn,
  targetIn
} from '../kubernetes/autoscaler.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { hasValue } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { findLive, resourceIn } from '../kubernetes/live.ts'
import { faultIn } from '../kubernetes/rollout-fault.ts'
import { hasSelectorIn, isPausedIn, keepersIn, servicesIn } from '../kubernetes/rollout.ts'
import {
  fieldOf,
  integerOf,
  mayShareNamespace,
  nameIn,
  resourceOf,
  textOf,
  wholeResourceOf
} from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import type {
  LiveAutoscaler,
  LiveDeployment,
  LiveRollout,
  LiveScaledObject,
  Snapshot
} from '../snapshot.ts'
import type { Manifests, Orphan } from './scope.ts'
import type { Application, Autoscaler, Deployment, Kind, Rollout, State } from './state.ts'

/** What the manifests of a workload say. */
export function stateIn(manifests: Manifests | Orphan, application?: Application): State {
  const { deployment, autoscalers, rolloutAutoscalers, verticalAutoscalers } = manifests
  const [vertical] = verticalAutoscalers
  const [rollout] = manifests.rollouts
  const invalid = rollout && faultIn(referringOf(rollout))
  const scalers = [...autoscalers, ...rolloutAutoscalers]
  const version = scalers[0] && versionOf(scalers[0].apiVersion)
  const state = stateOf({
    deployment: undefined,
    rollout: rollout && resourceOf(rollout),
    autoscalers: scalers.map(resourceOf)
  })
  return {
    // A Deployment's count is read for every workload, and nothing else of it.
    ...(deployment && { deployment: countOf(replicasOf(deployment)) }),
    ...state,
    ...(state.rollout && invalid !== undefined && { rollout: { ...state.rollout, invalid } }),
    ...(application && { application }),
    ...(version && { autoscalerVersion: version }),
    ...(vertical && { verticalTarget: targetKind(resourceOf(vertical)) })
  }
}

/** The objects of a workload as plain data. */
export type Objects = {
  readonly deployment: Resource | undefined
  readonly rollout: Resource | undefined
  readonly autoscalers: readonly Resource[]
}

/** What the objects of a workload say. */
export function stateOf({ deployment, rollout, autoscalers }: Objects): State {
  return {
    ...(deployment && { deployment: countsOf(deployment) }),
    ...(rollout && { rollout: rolloutIn(rollout) }),
    autoscalers: autoscalers.map(autoscalerIn)
  }
}

/** A Rollout, with the template that one with a reference must not have. */
const referringOf = (rollout: Manifest) =>
  hasValue(rollout, 'spec', 'workloadRef') ? wholeResourceOf(rollout) : resourceOf(rollout)

function versionOf(apiVersion: string): State['autoscalerVersion'] {
  if (!apiVersion.startsWith('autoscaling/')) return undefined
  return apiVersion === 'autoscaling/v1' ? 'v1' : 'v2'
}

/** What an object states as its pods. */
const countsOf = (resource: Resource) => countOf(integerOf(resource, 'spec', 'replicas'))

const countOf = (replicas: number | 'absent' | 'wrong'): Deployment =>
  typeof replicas === 'number' && replicas >= 0 ? { replicas } : {}

/** What a Rollout says. */
export function rolloutIn(rollout: Resource): Rollout {
  const scaleDown = textOf(rollout, 'spec', 'workloadRef', 'scaleDown')
  const keptBy = keepersIn(rollout)
  return {
    ...countsOf(rollout),
    selector: hasSelectorIn(rollout),
    ...(scaleDown !== undefined && { scaleDown }),
    ...(servicesIn(rollout).some(({ role }) => role === 'live') && { services: true }),
    ...(isHaltedIn(rollout) && { paused: true }),
    ...(!fieldOf(rollout, 'spec', 'workloadRef') && { template: true }),
    ...(keptBy.length > 0 && { keptBy })
  }
}

/** A paused canary neither scales nor rolls; blue-green still scales (argo-rollouts.md B.1). */
const isHaltedIn = (rollout: Resource) =>
  isPausedIn(rollout) && fieldOf(rollout, 'spec', 'strategy', 'blueGreen') === undefined

/** What an autoscaler says. Bounds that are no numbers are refused elsewhere; here they are one pod. */
export function autoscalerIn(autoscaler: Resource): Autoscaler {
  const isKeda = isScaledObject(autoscaler)
  const { min, max } = boundsIn(autoscaler) ?? { min: 1, max: 1 }
  const idle = idleCountIn(autoscaler)
  return {
    kind: isKeda ? 'ScaledObject' : 'HorizontalPodAutoscaler',
    name: nameIn(autoscaler),
    target: targetKind(autoscaler),
    min,
    max,
    disabledUp: isDisabled(autoscaler, 'scaleUp'),
    disabledDown: isDisabled(autoscaler, 'scaleDown'),
    paused: isKeda && pauseIn(autoscaler) !== undefined,
    ...(idle !== undefined && { idle })
  }
}

const targetKind = (autoscaler: Resource): Kind =>
  targetIn(autoscaler)?.kind === 'Rollout' ? 'Rollout' : 'Deployment'

/** The names by which a workload is found in a snapshot. */
export type Names = {
  readonly name: string
  readonly namespace: string | undefined
  /** The name of its Rollout. */
  readonly rollout: string
}

/** The live objects of a workload. */
export type Live = {
  /** More than one where the namespace is not known. */
  readonly deployments: readonly LiveDeployment[]
  readonly rollout: LiveRollout | undefined
  /** Those that KEDA made are omitted: its ScaledObject counts. */
  readonly autoscalers: readonly (LiveAutoscaler | LiveScaledObject)[]
  /** Whether KEDA has its own autoscaler for it. */
  readonly isScaledByKeda: boolean
}

/** Finds the objects of a workload in a snapshot. */
export function liveOf(names: Names, snapshot: Snapshot): Live {
  const deployments = findLive(snapshot.deployments, names)
  const namespace = names.namespace ?? deployments[0]?.metadata.namespace
  const isOwn = (autoscaler: LiveAutoscaler | LiveScaledObject) => {
    const target = targetIn(resourceIn(autoscaler))
    const name = target?.kind === 'Rollout' ? names.rollout : names.name
    return target?.name === name && mayShareNamespace(autoscaler.metadata.namespace, namespace)
  }
  const hpas = snapshot.autoscalers.filter(isOwn)
  const isKedas = (hpa: LiveAutoscaler) => isMadeByKeda(resourceIn(hpa))
  return {
    deployments,
    rollout: findLive(snapshot.rollouts, { name: names.rollout, namespace })[0],
    autoscalers: [...hpas.filter(each => !isKedas(each)), ...snapshot.scaledObjects.filter(isOwn)],
    isScaledByKeda: hpas.some(isKedas)
  }
}

/** What a cluster has. The API server writes every count; a Rollout's selector is not looked at. */
export function stateInSnapshot({ deployments, rollout, autoscalers }: Live): State {
  const [deployment] = deployments
  return {
    ...(deployment && { deployment: { replicas: deployment.spec.replicas ?? 1 } }),
    ...(rollout && {
      rollout: { ...rolloutIn(resourceIn(rollout)), replicas: rollout.spec.replicas ?? 1 }
    }),
    autoscalers: autoscalers.map(each => autoscalerIn(resourceIn(each)))
  }
}

/**
 * What the manifests of an entry say before the migration, as far as the entry and the cluster tell:
 * an autoscaler has the bounds that it has there.
 */
export function stateInEntry(
  { autoscaler, replicas }: WorkloadEntry,
  live: State | undefined
): State {
  const scalers = autoscaler === 'none' ? [] : (live?.autoscalers ?? [])
  const own = scalers.length === 0 ? replicas : undefined
  const count = own ?? live?.deployment?.replicas
  return {
    deployment: count === undefined ? {} : { replicas: count },
    autoscalers: scalers.map(awakeOnDeployment)
  }
}

/** A live autoscaler as it was before its pause, and before it followed to the Rollout. */
export function awakeOnDeployment(live: Autoscaler): Autoscaler {
  const isPaused = live.disabledUp && live.disabledDown
  const awake = isPaused ? { disabledUp: false, disabledDown: false } : {}
  return { ...live, ...awake, target: 'Deployment', paused: false }
}
