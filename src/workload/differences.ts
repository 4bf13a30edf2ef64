import type { Bounds } from '../kubernetes/autoscaler.ts'
import type {
  LiveAutoscaler,
  LiveDeployment,
  LiveRollout,
  LiveScaledObject,
  Snapshot
} from '../snapshot.ts'
import type { Counts } from './counts.ts'

/** A workload as it stands at a stage: what the cluster has to show. */
export type Expected = {
  readonly name: string
  readonly namespace: string | undefined
  readonly rollout: string
  readonly counts: Counts
  /** N, where it is known. */
  readonly replicas: number | undefined
  readonly bounds: Bounds | undefined
}

/** Why a snapshot does not show a workload settled at its stage; nothing where it does. */
export function unsettledReasons(expected: Expected, live: Snapshot): string[] {
  const { name, rollout, counts } = expected
  const deployments = live.deployments.filter(isOf(expected, name))
  const [deployment, second] = deployments
  if (!deployment) return [`the snapshot has no Deployment "${name}"`]
  if (second) return [`the snapshot has Deployments "${name}" of several namespaces`]
  const space = { namespace: expected.namespace ?? deployment.metadata.namespace }
  return [
    ...deploymentReasons(deployment, counts),
    ...rolloutReasons(live.rollouts.find(isOf(space, rollout)), expected),
    ...scalingReasons({ ...expected, ...space }, live)
  ]
}

/** The pods that a workload runs, of its Deployment or its Rollout. */
export function livePods(
  { name, rollout, namespace }: Pick<Expected, 'name' | 'rollout' | 'namespace'>,
  live: Snapshot
): { deployment: number | undefined; rollout: number | undefined } {
  return {
    deployment: live.deployments.find(isOf({ namespace }, name))?.spec.replicas,
    rollout: live.rollouts.find(isOf({ namespace }, rollout))?.spec.replicas
  }
}

type Named = {
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined }
}

function isOf({ namespace }: { readonly namespace: string | undefined }, name: string) {
  return ({ metadata }: Named) =>
    metadata.name === name && (namespace === undefined || metadata.namespace === namespace)
}

function deploymentReasons(live: LiveDeployment, { deployment, scaling }: Counts): string[] {
  const { metadata, spec, status } = live
  const title = `Deployment "${metadata.name}"`
  const replicas = spec.replicas ?? 1
  const isDecided = scaling !== 'awake' && deployment !== undefined
  return [
    ...differs(isDecided && replicas !== deployment, () => notTaken(title, replicas, deployment)),
    ...differs(isBehind(metadata.generation, status.observedGeneration), () => behind(title)),
    ...podReasons(title, replicas, status)
  ]
}

const differs = (isSo: boolean, reason: () => string) => (isSo ? [reason()] : [])

const notTaken = (title: string, replicas: number, wanted: number | undefined) =>
  `${title} has replicas: ${replicas} in the cluster and ${wanted} at this stage; it is not synced yet, or the applier ignores the field`

const behind = (title: string) => `its controller has not seen the last change of ${title}`

function isBehind(generation: number | undefined, observed: number | string | undefined): boolean {
  return generation !== undefined && String(generation) !== String(observed)
}

function podReasons(
  title: string,
  replicas: number,
  status: LiveDeployment['status'] | LiveRollout['status']
): string[] {
  // The API leaves out what is 0.
  const { availableReplicas: available = 0, replicas: all = 0, updatedReplicas = 0 } = status
  return [
    ...differs(
      available !== replicas,
      () => `${available} of ${replicas} pods of ${title} are available`
    ),
    ...differs(all > replicas, () => `${title} still has ${all} pods, and ${replicas} are to stay`),
    ...differs(updatedReplicas < replicas, () => `${title} is rolling out another pod template`)
  ]
}

function rolloutReasons(
  live: LiveRollout | undefined,
  { rollout: name, counts }: Expected
): string[] {
  const title = `Rollout "${name}"`
  const { rollout: wanted, scaling } = counts
  if (wanted === undefined) {
    const pods = live ? (live.spec.replicas ?? 1) : 0
    return differs(pods > 0, () => `${title} has ${pods} pods, and there is none at this stage`)
  }
  if (!live) return [`the snapshot has no ${title}`]
  const { metadata, spec, status } = live
  const replicas = spec.replicas ?? 1
  const isDecided = scaling !== 'released'
  return [
    ...differs(isDecided && replicas !== wanted, () => notTaken(title, replicas, wanted)),
    ...differs(isBehind(metadata.generation, status.observedGeneration), () => behind(title)),
    ...podReasons(title, replicas, status),
    ...differs(
      status.phase !== 'Healthy',
      () => `${title} is ${status.phase ?? 'not reconciled yet'}`
    )
  ]
}

function scalingReasons(expected: Expected, live: Snapshot): string[] {
  const { counts, name, rollout } = expected
  const targets = ({ spec }: LiveAutoscaler | LiveScaledObject) =>
    (spec.scaleTargetRef.kind === 'Rollout' && spec.scaleTargetRef.name === rollout) ||
    (spec.scaleTargetRef.kind !== 'Rollout' && spec.scaleTargetRef.name === name)
  const isNear = ({ metadata }: Named) =>
    expected.namespace === undefined || metadata.namespace === expected.namespace
  const scaled = live.scaledObjects.filter(each => isNear(each) && targets(each))
  const byKeda = (hpa: LiveAutoscaler) =>
    hpa.metadata.ownerReferences?.some(({ kind }) => kind === 'ScaledObject') === true
  const all = live.autoscalers.filter(each => isNear(each) && targets(each))
  const own = all.filter(each => !byKeda(each))
  const found = [...own, ...scaled]
  const [hpa] = own
  const [scaledObject] = scaled
  if (counts.scaling === 'none') {
    return found.map(
      ({ metadata }) => `an autoscaler "${metadata.name}" is there, and none is known`
    )
  }
  if (found.length > 1) return [`${found.length} autoscalers scale it: they stop each other`]
  if (hpa) return hpaReasons(hpa, expected)
  if (scaledObject) return kedaReasons(scaledObject, all.some(byKeda), expected)
  return [
    'the snapshot has no autoscaler of it; ask kubectl for hpa, and for scaledobject with KEDA'
  ]
}

function hpaReasons({ metadata, spec, status }: LiveAutoscaler, expected: Expected): string[] {
  const title = `HorizontalPodAutoscaler "${metadata.name}"`
  const { behavior, minReplicas = 1, maxReplicas } = spec
  const isPaused =
    behavior?.scaleUp?.selectPolicy === 'Disabled' &&
    behavior.scaleDown?.selectPolicy === 'Disabled'
  const { observedGeneration } = status
  return [
    ...differs(
      observedGeneration !== undefined && isBehind(metadata.generation, observedGeneration),
      () => behind(title)
    ),
    ...targetReasons(title, spec.scaleTargetRef.kind, expected),
    ...pauseReasons(title, isPaused, expected),
    ...boundReasons(title, { min: minReplicas, max: maxReplicas }, expected)
  ]
}

function kedaReasons(
  { metadata, spec }: LiveScaledObject,
  isScaling: boolean,
  expected: Expected
): string[] {
  const title = `ScaledObject "${metadata.name}"`
  const isPaused = metadata.annotations?.['autoscaling.keda.sh/paused'] === 'true'
  const bounds = { min: spec.minReplicaCount ?? 0, max: spec.maxReplicaCount ?? 100 }
  return [
    ...targetReasons(title, spec.scaleTargetRef.kind, expected),
    ...pauseReasons(title, isPaused, expected),
    ...differs(
      isPaused && isScaling,
      () => `KEDA has not removed the autoscaler that it made for ${title}`
    ),
    ...(isPaused ? [] : boundReasons(title, bounds, expected))
  ]
}

function targetReasons(title: string, kind = 'Deployment', { counts }: Expected): string[] {
  const isMoved = counts.scaling === 'holding' || counts.scaling === 'released'
  const wanted = isMoved ? 'Rollout' : 'Deployment'
  return differs(kind !== wanted, () => `${title} scales the ${kind}, not the ${wanted}`)
}

function pauseReasons(title: string, isPaused: boolean, { counts }: Expected): string[] {
  const wanted = counts.scaling === 'paused'
  return differs(isPaused !== wanted, () => `${title} is ${isPaused ? 'paused' : 'awake'}`)
}

/** A disabled autoscaler still clamps: its bounds must leave every stage alone. */
function boundReasons(
  title: string,
  live: Bounds,
  { counts, replicas, bounds }: Expected
): string[] {
  const allows = `${title} allows ${live.min} to ${live.max} pods`
  if (counts.scaling === 'paused') {
    const clamps = live.min > 1 || live.max < (replicas ?? 0)
    return differs(clamps, () => `${allows}, and would move them in spite of its pause`)
  }
  if (counts.scaling === 'holding') {
    const holds = live.min === live.max && (replicas === undefined || live.min === replicas)
    return differs(!holds, () => `${allows}, and does not hold them`)
  }
  const isOwn = !bounds || (live.min === bounds.min && live.max === bounds.max)
  return differs(!isOwn, () => `${allows}, other than in the manifest`)
}
