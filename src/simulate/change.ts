import type { Kind, State } from '../workload/state.ts'

/** What brings manifests to the cluster, and how it merges; `helm4-client-side` is `--server-side=false`. */
export type ModelledApplier =
  'argocd' | 'argocd-server-side' | 'helm3' | 'helm4' | 'helm4-client-side' | 'kubectl'

/** What a disturbance adds: a new image once at any moment, or pods that may never become Ready. */
export type Disturbance = 'image-change' | 'unready-pods'

/** One change of a workload's manifests, and what has to hold while it reaches the cluster. */
export type Change = {
  /** The workload's name, for the words only. */
  readonly name?: string
  readonly from: State
  readonly to: State
  /** Before the migration: what it, `from` and `to` state alike is not blamed on the change. */
  readonly baseline?: State
  readonly applier: ModelledApplier
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

/** Whether Argo CD brings a change. */
export const isArgo = (applier: ModelledApplier) =>
  applier === 'argocd' || applier === 'argocd-server-side'
