import { counted } from '../counted.ts'
import { parseJson } from '../json.ts'
import { halfPauseIn, pauseIn } from '../kubernetes/autoscaler.ts'
import { resourceIn } from '../kubernetes/live.ts'
import { isPausedIn } from '../kubernetes/rollout.ts'
import { annotationOf, fieldOf, integerOf, textOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import type { LiveDeployment, LiveRollout, Snapshot } from '../snapshot.ts'
import { baselineAnnotation } from './memory.ts'
import { autoscalerIn, liveOf } from './state-in.ts'
import type { Live, Names } from './state-in.ts'
import { isActive, scalingOf } from './state.ts'
import type { Autoscaler, State } from './state.ts'

/** A workload at a stage: what the cluster has to show. */
export type Expected = Names & {
  readonly state: State
  /** N; undefined where it is not known. */
  readonly replicas: number | undefined
  /** What the manifest of the Deployment remembers of its baseline; nothing in rendered output. */
  readonly memory?: string | undefined
  /** Whether the applier notes what it applied last, as `kubectl apply` and Argo CD do. */
  readonly notesApplied: boolean
}

/** Why a snapshot does not show a workload settled at its stage; nothing where it does. */
export function differences(expected: Expected, snapshot: Snapshot): string[] {
  const { name } = expected
  const live = liveOf(expected, snapshot)
  const [deployment, second] = live.deployments
  if (!deployment) return [`the snapshot has no Deployment "${name}"`]
  if (second) return [`the snapshot has Deployments "${name}" of several namespaces`]
  return [
    ...deploymentReasons(deployment, expected),
    ...rolloutReasons(live.rollout, expected),
    ...scalingReasons(live, expected)
  ]
}

function deploymentReasons(live: LiveDeployment, expected: Expected): string[] {
  const { metadata, spec, status } = live
  const title = `Deployment "${metadata.name}"`
  const wanted = expected.state.deployment?.replicas
  const replicas = spec.replicas ?? 1
  const isDecided = scalingOf(expected.state) !== 'awake' && wanted !== undefined
  const isTaken = !isDecided || replicas === wanted
  return [
    ...leavingReasons(title, resourceIn(live)),
    ...differs(!isTaken, () => notTaken(title, replicas, wanted)),
    ...(isTaken ? unsyncedReasons(title, resourceIn(live), expected) : []),
    ...differs(isBehind(metadata.generation, status.observedGeneration), () => behind(title)),
    ...podReasons(title, replicas, status)
  ]
}

/** An object that is being deleted takes its pods along, or lets go of them, whatever it still shows. */
const leavingReasons = (title: string, live: Resource) =>
  differs(
    fieldOf(live, 'metadata', 'deletionTimestamp') !== undefined,
    () => `${title} is being deleted`
  )

const differs = (isSo: boolean, reason: () => string) => (isSo ? [reason()] : [])

const notTaken = (title: string, replicas: number, wanted: number | undefined) =>
  `${title} has replicas: ${replicas} in the cluster but ${wanted} at this stage; it is not synced yet, or the applier ignores the field`

const behind = (title: string) => `the controller of ${title} has not seen its last change`

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * What shows that a commit was merged and never applied, also where the counts happen to agree: a
 * Deployment has annotations of its controller at least, so those that are missing are told.
 */
function unsyncedReasons(title: string, live: Resource, expected: Expected): string[] {
  if (fieldOf(live, 'metadata', 'annotations') === undefined) return []
  if (annotationOf(live, baselineAnnotation) !== expected.memory) {
    return [
      `${title} in the cluster is not from this commit: its annotation ${baselineAnnotation} differs; it is not synced yet`
    ]
  }
  const wanted = expected.state.deployment?.replicas
  // Before the pin the count is the autoscaler's, and Argo CD may note that one.
  const isOurs = scalingOf(expected.state) !== 'awake' || wanted === expected.replicas
  if (!expected.notesApplied || !isOurs || wanted === undefined) return []
  const applied = parseApplied(annotationOf(live, lastApplied))
  const found = applied && integerOf(applied, 'spec', 'replicas')
  if (found === undefined || found === wanted) return []
  const was = found === 'absent' ? 'without replicas' : `with replicas: ${found}`
  return [`${title} was last applied ${was}, but this stage has ${wanted}; it is not synced yet`]
}

function parseApplied(text: string | undefined): Resource | undefined {
  const applied = text === undefined ? undefined : parseJson(text)
  // What `kubectl apply` noted is the JSON of an object.
  return typeof applied === 'object' && applied !== null ? (applied as Resource) : undefined
}

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
      () => `${available} of ${counted(replicas, 'pod')} of ${title} are available`
    ),
    ...differs(
      all > replicas,
      () => `${title} still has ${counted(all, 'pod')}, but only ${replicas} stay at this stage`
    ),
    ...differs(updatedReplicas < replicas, () => `${title} is rolling out another pod template`)
  ]
}

function rolloutReasons(
  live: LiveRollout | undefined,
  { rollout: name, state }: Expected
): string[] {
  const title = `Rollout "${name}"`
  if (!state.rollout) {
    const pods = live ? (live.spec.replicas ?? 1) : 0
    return differs(
      pods > 0,
      () => `${title} has ${counted(pods, 'pod')}, but this stage has no such Rollout`
    )
  }
  if (!live) return [`the snapshot has no ${title}`]
  const { metadata, spec, status } = live
  const wanted = state.rollout.replicas
  const replicas = spec.replicas ?? 1
  const isDecided = scalingOf(state) !== 'released' && wanted !== undefined
  return [
    ...leavingReasons(title, resourceIn(live)),
    ...differs(isDecided && replicas !== wanted, () => notTaken(title, replicas, wanted)),
    ...differs(isBehind(metadata.generation, status.observedGeneration), () => behind(title)),
    ...podReasons(title, replicas, status),
    ...healthReasons(title, live)
  ]
}

/** A Rollout can be paused and Healthy: of the count that it was given last it makes no pods. */
function healthReasons(title: string, live: LiveRollout): string[] {
  const { phase = 'not reconciled yet' } = live.status
  if (isPausedIn(resourceIn(live))) return [`${title} is paused: it neither scales nor rolls`]
  return differs(phase !== 'Healthy', () => `${title} is ${phase}`)
}

function scalingReasons(live: Live, { state, replicas }: Expected): string[] {
  const { autoscalers } = live
  const [autoscaler, second] = autoscalers
  const [wanted] = state.autoscalers
  if (!wanted) {
    return autoscalers.map(
      ({ metadata }) =>
        `autoscaler "${metadata.name}" exists in the cluster but not in the manifests`
    )
  }
  if (second) return [`${autoscalers.length} autoscalers scale it and block each other`]
  if (!autoscaler) {
    return [
      'the snapshot has no autoscaler for it; include hpa in kubectl get, and scaledobject with KEDA'
    ]
  }
  const resource = resourceIn(autoscaler)
  const is = autoscalerIn(resource)
  const title = `${textOf(resource, 'kind')} "${autoscaler.metadata.name}"`
  const observed = integerOf(resource, 'status', 'observedGeneration')
  const { generation } = autoscaler.metadata
  return [
    ...leavingReasons(title, resource),
    ...differs(typeof observed === 'number' && isBehind(generation, observed), () => behind(title)),
    ...differs(
      is.target !== wanted.target,
      () => `${title} scales the ${is.target}, not the ${wanted.target}`
    ),
    ...pauseReasons(title, resource, { is, wanted }),
    ...kedaReasons(title, is, live),
    ...boundReasons(title, { is, wanted }, replicas)
  ]
}

type Both = { readonly is: Autoscaler; readonly wanted: Autoscaler }

function pauseReasons(title: string, live: Resource, { is, wanted }: Both): string[] {
  const isPaused = !isActive(is)
  if (isPaused !== !isActive(wanted)) return [`${title} is ${isPaused ? 'paused' : 'awake'}`]
  const annotation = pauseIn(live)?.at(-1)
  // It goes to the count that the annotation states before it is paused.
  if (annotation?.endsWith('/paused-replicas')) {
    return [`${title} is paused at the count of its annotation ${annotation}`]
  }
  const half = halfPauseIn(live)
  const isMeant = wanted.disabledUp === is.disabledUp && wanted.disabledDown === is.disabledDown
  if (!half || (isMeant && wanted.kind === 'HorizontalPodAutoscaler')) return []
  return [`${title} scales one way only, by ${half.join('.')}`]
}

function kedaReasons(title: string, is: Autoscaler, { isScaledByKeda }: Live): string[] {
  return differs(
    is.paused && isScaledByKeda,
    () => `KEDA has not removed the autoscaler that it made for ${title}`
  )
}

/** A disabled autoscaler still clamps: its bounds must leave every stage alone. KEDA's does not exist. */
function boundReasons(title: string, { is, wanted }: Both, replicas: number | undefined): string[] {
  const allows = `${title} allows ${is.min} to ${is.max} pods`
  if (is.paused || isActive(is) !== isActive(wanted)) return []
  if (!isActive(wanted) && wanted.target === 'Deployment') {
    const clamps = is.min > 1 || is.max < (replicas ?? Infinity)
    return differs(clamps, () => `${allows}, so it would move them despite its pause`)
  }
  if (is.min === wanted.min && is.max === wanted.max) return []
  const isHeld = wanted.target === 'Rollout' && wanted.min === wanted.max
  return [`${allows}, ${isHeld ? 'so it does not hold them' : 'unlike the manifest'}`]
}
