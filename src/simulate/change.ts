/** What brings manifests to the cluster, and how it merges; `helm4-client-side` is `--server-side=false`. */
export type Applier =
  'argocd' | 'argocd-server-side' | 'helm3' | 'helm4' | 'helm4-client-side' | 'kubectl'

/** The two kinds that run pods. */
export type Kind = 'Deployment' | 'Rollout'

/** A Deployment as in Git; no `replicas`: not stated. */
export type Deployment = { readonly replicas?: number }

/** A Rollout that refers to the Deployment, as in Git; no `replicas`: not stated. */
export type Rollout = {
  readonly replicas?: number
  /** Whether it has a selector of its own. */
  readonly selector: boolean
  /** As written: only `onsuccess` and `progressively` mean something. */
  readonly scaleDown?: string
  /** Whether its strategy names the live Service. */
  readonly services?: boolean
  /** Whether it is protected from being pruned. */
  readonly kept?: boolean
}

/** An autoscaler as in Git. */
export type Autoscaler = {
  readonly kind: 'HorizontalPodAutoscaler' | 'ScaledObject'
  readonly name: string
  readonly target: Kind
  readonly min: number
  readonly max: number
  /** `behavior.scaleUp.selectPolicy: Disabled`. */
  readonly disabledUp: boolean
  /** `behavior.scaleDown.selectPolicy: Disabled`. */
  readonly disabledDown: boolean
  /** KEDA's annotation. */
  readonly paused: boolean
}

/** What Argo CD does with `replicas`: an object of its own, which can be applied late. */
export type Application = {
  /** The kinds whose `/spec/replicas` stands in `ignoreDifferences`. */
  readonly ignoresReplicasOf: readonly Kind[]
  /** `RespectIgnoreDifferences=true`. */
  readonly respects: boolean
  /** `ApplyOutOfSyncOnly=true`. */
  readonly onlyOutOfSync: boolean
}

/** What one side of a change says of a workload; an object that is missing is not in Git. */
export type Objects = {
  readonly deployment?: Deployment
  readonly rollout?: Rollout
  readonly autoscalers: readonly Autoscaler[]
  readonly application?: Application
}

/** What a disturbance adds: a new image once at any moment, or pods that may never become Ready. */
export type Disturbance = 'image-change' | 'unready-pods'

/** One change of a workload's manifests, and what has to hold while it reaches the cluster. */
export type Change = {
  /** The workload's name, for the words only. */
  readonly name?: string
  readonly from: Objects
  readonly to: Objects
  /** Before the migration: what it, `from` and `to` state alike is not blamed on the change. */
  readonly baseline?: Objects
  readonly applier: Applier
  /** N: the pods to hold from the settled pause of the autoscaler until its release. */
  readonly floor: number
  /** The most pods; by default N and the step, or what an awake autoscaler may ask for. */
  readonly room?: number
  readonly disturb?: readonly Disturbance[]
  /** What an awake autoscaler sees: by default anything. */
  readonly metrics?: 'any' | 'none'
  /** Live counts to begin with, in place of every count that is at rest. */
  readonly startAt?: { readonly [kind in Kind]?: readonly number[] }
  /** Begins also where the gate refuses. */
  readonly unverified?: boolean
}

/** Whether an autoscaler chooses counts, other than one that holds a single count. */
export function isAwake(autoscaler: Autoscaler): boolean {
  return isActive(autoscaler) && autoscaler.min !== autoscaler.max
}

/** Whether an autoscaler may set counts by itself, beyond its bounds. */
export function isActive(autoscaler: Autoscaler): boolean {
  if (autoscaler.kind === 'ScaledObject') return !autoscaler.paused
  return !(autoscaler.disabledUp && autoscaler.disabledDown)
}

/** Whether two parts of a manifest say the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
