import type { Autoscaler, Kind } from '../workload/state.ts'

/** Which manifest of an object is live. */
export type Version = 'none' | 'from' | 'to'

/** Who the API server says owns `spec.replicas`; `none` under client-side apply. */
export type Owner = 'none' | 'applier' | 'scaler'

/** Pods that are not terminating; `old` are those of the Ready ones with the image before. */
export type Pods = { readonly ready: number; readonly unready: number; readonly old: number }

/** A live Deployment or Rollout with its pods. */
export type Side = Pods & {
  readonly version: Version
  readonly replicas: number
  /** What its ReplicaSet has been told; the controller brings `replicas` there. */
  readonly set: number
  readonly owner: Owner
}

/**
 * A live autoscaler; `acting` is the manifest by which its controller moves pods: an HPA is read from
 * a cache, and KEDA makes its own HPA.
 */
export type Scaler = { readonly version: Version; readonly acting: Version }

/** A moment of one workload in the cluster. */
export type Moment = {
  readonly deployment: Side
  readonly rollout: Side
  /** In the order of `World.autoscalers`. */
  readonly autoscalers: readonly Scaler[]
  readonly application: Version
  /** The Rollout's last written `status.phase`: the controller acts on this memory. */
  readonly healthy: boolean
  /** Whether the Service selects the Rollout's pods only. */
  readonly selected: boolean
  /** Pods of a ReplicaSet that the Rollout has released. */
  readonly orphans: Pods
  /** The object before of a kind that has another name after the change. */
  readonly former: Side
  /** In the order of the change's Services. */
  readonly services: readonly Version[]
  /** Whether the image has changed since the beginning. */
  readonly changed: boolean
  /** Whether the Rollout is past its first revision. */
  readonly revised: boolean
  /** Whether the pause of the autoscaler has been settled once: from then on N is to be held. */
  readonly settled: boolean
}

/** No pods. */
export const noPods: Pods = { ready: 0, unready: 0, old: 0 }

/** What is not there. */
export const noSide: Side = { ...noPods, version: 'none', replicas: 0, set: 0, owner: 'none' }

/** The Deployment or the Rollout of a state. */
export function sideOf(state: Moment, kind: Kind): Side {
  return kind === 'Deployment' ? state.deployment : state.rollout
}

/** The state with another Deployment or Rollout. Made a million times: by names it is copied faster. */
export function withSide(state: Moment, kind: Kind, side: Side): Moment {
  const { autoscalers, application, healthy, selected, orphans, former } = state
  const { services, changed, revised, settled } = state
  return {
    deployment: kind === 'Deployment' ? side : state.deployment,
    rollout: kind === 'Rollout' ? side : state.rollout,
    autoscalers,
    application,
    healthy,
    selected,
    orphans,
    former,
    services,
    changed,
    revised,
    settled
  }
}

/** A side with other counts, copied by names as a state is. */
export function withCounts(
  { version, ready, unready, old, replicas, set, owner }: Side,
  counts: Partial<Omit<Side, 'version'>>
): Side {
  return {
    ready: counts.ready ?? ready,
    unready: counts.unready ?? unready,
    old: counts.old ?? old,
    version,
    replicas: counts.replicas ?? replicas,
    set: counts.set ?? set,
    owner: counts.owner ?? owner
  }
}

/** The state with another autoscaler at a place. */
export function withScaler(state: Moment, at: number, scaler: Scaler): Moment {
  return { ...state, autoscalers: state.autoscalers.with(at, scaler) }
}

/** All pods of a kind that are not terminating. */
export function countOf({ ready, unready }: Pods): number {
  return ready + unready
}

/** All pods that are not terminating. */
export function podsOf({ deployment, rollout, orphans, former }: Moment): number {
  return countOf(deployment) + countOf(rollout) + countOf(orphans) + countOf(former)
}

const versions: Record<Version, number> = { none: 0, from: 1, to: 2 }
const owners: Record<Owner, number> = { none: 0, applier: 3, scaler: 6 }

/** A state as a short text: equal for equal states. */
export function momentKey(state: Moment): string {
  const { deployment, rollout, orphans } = state
  const { ready, unready, old } = orphans
  let key = String.fromCharCode(flagsOf(state))
  key += isWide(ready | unready | old)
    ? `\uffff${[ready, unready, old].join()};`
    : String.fromCharCode(ready, unready, old)
  key += keyOfSide(deployment) + keyOfSide(rollout)
  for (const { version, acting } of state.autoscalers)
    key += String.fromCharCode(3 * versions[version] + versions[acting])
  for (const version of state.services) key += String.fromCharCode(versions[version])
  return state.former.version === 'none' ? key : key + keyOfSide(state.former)
}

function flagsOf({ healthy, selected, changed, revised, settled, application }: Moment): number {
  const images = (changed ? 4 : 0) + (revised ? 8 : 0)
  return (
    (healthy ? 1 : 0) +
    (selected ? 2 : 0) +
    images +
    (settled ? 16 : 0) +
    32 * versions[application]
  )
}

/** Whether one of some counts, which are combined, is no single character. */
const isWide = (counts: number) => counts >= 0xffff

function keyOfSide({ version, owner, replicas, set, ready, unready, old }: Side): string {
  const code = versions[version] + owners[owner]
  if (isWide(replicas | set | ready | unready | old))
    return `\uffff${[code, replicas, set, ready, unready, old].join()};`
  return String.fromCharCode(code, replicas, set, ready, unready, old)
}

/** The manifest of an autoscaler in both versions. */
export type Manifests<Part> = { readonly from?: Part | undefined; readonly to?: Part | undefined }

/** The manifest that a version means. */
export function partOf<Part>(manifests: Manifests<Part>, version: Version): Part | undefined {
  return version === 'none' ? undefined : manifests[version]
}

/** An autoscaler of the change, known by kind and name. */
export type NamedAutoscaler = Manifests<Autoscaler> & {
  readonly kind: Autoscaler['kind']
  readonly name: string
}
