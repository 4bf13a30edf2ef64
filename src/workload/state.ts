import type { Keeper } from '../kubernetes/rollout.ts'

/** The two kinds that run pods. */
export type Kind = 'Deployment' | 'Rollout'
export const kinds: readonly Kind[] = ['Deployment', 'Rollout']

/** A Deployment; no `replicas`: not stated. */
export type Deployment = { readonly replicas?: number }

/** A Rollout that refers to the Deployment; no `replicas`: not stated. */
export type Rollout = {
  readonly replicas?: number
  /** Whether it has its own selector. */
  readonly selector: boolean
  /** As written: only `onsuccess` and `progressively` mean something. */
  readonly scaleDown?: string
  /** Whether its strategy names the live Service. */
  readonly services?: boolean
  /** Whether it is paused: `spec.paused`. */
  readonly paused?: boolean
  /** Why nothing of it is carried out, where it is invalid. */
  readonly invalid?: string
  /** Whether it has its own pod template, and needs no Deployment. */
  readonly template?: boolean
  /** Who leaves it alone when it is no longer in Git. */
  readonly keptBy?: readonly Keeper[]
}

/** An autoscaler of a workload. */
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
  /** KEDA's `idleReplicaCount`. */
  readonly idle?: number
}

/** What Argo CD does with `replicas`: a separate object, which can be applied late. */
export type Application = {
  /** The kinds whose `/spec/replicas` `ignoreDifferences` names. */
  readonly ignoresReplicasOf: readonly Kind[]
  /** `RespectIgnoreDifferences=true`. */
  readonly respects: boolean
  /** `ApplyOutOfSyncOnly=true`. */
  readonly onlyOutOfSync: boolean
}

/**
 * What counts of a workload, wherever it comes from: manifests, a stage, a snapshot, an entry of the
 * configuration. An object that is missing does not exist there.
 */
export type State = {
  readonly deployment?: Deployment
  readonly rollout?: Rollout
  readonly autoscalers: readonly Autoscaler[]
  readonly application?: Application
  /** Whether the manifest of an HPA is written as autoscaling/v1, or as the same thing in v2. */
  readonly autoscalerVersion?: 'v1' | 'v2'
  /** What its VerticalPodAutoscalers refer to. */
  readonly verticalTarget?: Kind
}

/** What an autoscaler does: awake on the Deployment, paused, holding the Rollout, or released on it. */
export type Scaling = 'none' | 'awake' | 'paused' | 'holding' | 'released'

/** What the autoscaler of a workload does. One that has its own single count holds it. */
export function scalingOf({ autoscalers }: State): Scaling {
  const [autoscaler] = autoscalers
  if (!autoscaler) return 'none'
  if (autoscaler.target === 'Rollout') return chooses(autoscaler) ? 'released' : 'holding'
  return isActive(autoscaler) ? 'awake' : 'paused'
}

const chooses = ({ min, max, idle }: Autoscaler) => min !== max || idle !== undefined

/** Whether a Rollout neither scales nor rolls. */
export const isHalted = (rollout: Rollout | undefined) =>
  rollout?.paused === true || rollout?.invalid !== undefined

/** Whether an autoscaler may set counts by itself, beyond its bounds. */
export function isActive(autoscaler: Autoscaler): boolean {
  if (autoscaler.kind === 'ScaledObject') return !autoscaler.paused
  return !(autoscaler.disabledUp && autoscaler.disabledDown)
}

/** Whether an autoscaler chooses counts, other than one that holds a single count. */
export const isAwake = (autoscaler: Autoscaler) => isActive(autoscaler) && chooses(autoscaler)

/** Whether two parts of a state are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Whether two states have the same counts, and autoscalers that do the same. */
export function isSameMove(a: State, b: State): boolean {
  return (
    a.deployment?.replicas === b.deployment?.replicas &&
    isSame(a.rollout && [a.rollout.replicas], b.rollout && [b.rollout.replicas]) &&
    scalingOf(a) === scalingOf(b)
  )
}

/** A state in words. */
export function describe(state: State): string {
  const { deployment, rollout } = state
  const scaling = scalingOf(state)
  const own = `Deployment ${deployment?.replicas ?? 'without replicas'}`
  const moved = rollout?.replicas === undefined ? 'no Rollout' : `Rollout ${rollout.replicas}`
  return [own, moved, ...(scaling === 'none' ? [] : [`autoscaler ${scaling}`])].join(', ')
}
