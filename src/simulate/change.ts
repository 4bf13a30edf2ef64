import { isArgoCd } from '../settings.ts'
import type { Applier } from '../settings.ts'
import type { Autoscaler, Kind, State } from '../workload/state.ts'
import type { ServiceChange } from './services.ts'

/** What brings manifests to the cluster, and how it merges; `helm4-client-side` is `--server-side=false`. */
export type ModelledApplier =
  'argocd' | 'argocd-server-side' | 'flux' | 'helm3' | 'helm4' | 'helm4-client-side' | 'kubectl'

/** What a disturbance adds: a new image once at any moment, or pods that may never become Ready. */
export type Disturbance = 'image-change' | 'unready-pods'

/** The names of a workload's objects. */
export type Names = { readonly [kind in Kind]?: string }

/** The live count of what is paused, and its pods, which do not follow it. */
export type PausedCount = { readonly count: number; readonly pods: number }

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
  readonly startAt?: { readonly [kind in Kind]?: readonly (number | PausedCount)[] }
  /** The names of the objects at both ends, where they are known. */
  readonly names?: { readonly from: Names; readonly to: Names }
  /** The kinds whose selector differs: the API server refuses to change it. */
  readonly fixed?: readonly Kind[]
  /** Whether the labels of the pods differ, so that all are replaced in time. */
  readonly relabelled?: boolean
  /** Whether the Rollout's selector does not match its pods after the change. */
  readonly unmatched?: boolean
  /** The Services that select the pods before the change; without them, all pods count. */
  readonly services?: readonly ServiceChange[]
  /** Begins also where the gate refuses. */
  readonly unverified?: boolean
}

/** How an applier is modelled where a plan is proved: its runbook has Helm 4 apply client-side. */
export const modelledFor = (applier: Applier): ModelledApplier =>
  applier === 'helm4' ? 'helm4-client-side' : applier

/** Whether what brings manifests continues by itself, and can be told to leave a field to others. */
export const leavesFields = (applier: ModelledApplier) => isArgoCd(applier) || applier === 'flux'

/** Equal for changes that differ in names alone: they have the same result. */
export function keyOfChange({ names, services, ...change }: Change): string {
  const { from, to, baseline } = change
  const isRenamed = names && JSON.stringify(names.from) !== JSON.stringify(names.to)
  const known = [from, to].flatMap(({ autoscalers }) => autoscalers.map(identityOf))
  const numbered = (state: State) => ({
    ...state,
    autoscalers: state.autoscalers.map(each => ({ ...each, name: known.indexOf(identityOf(each)) }))
  })
  return JSON.stringify({
    ...change,
    name: '',
    from: numbered(from),
    to: numbered(to),
    ...(baseline && { baseline: numbered(baseline) }),
    ...(services && { services: services.map(each => ({ ...each, name: '' })) }),
    ...(isRenamed && { names })
  })
}

/** By what an autoscaler is the same one at both ends of a change. */
const identityOf = ({ kind, name }: Autoscaler) => `${kind} ${name}`
