import type { ModelledApplier, Change } from './change.ts'
import type { Application, Autoscaler, Deployment, State } from '../workload/state.ts'

/** A migration by numbers alone, for the tests. */
export type Plan = {
  readonly pods: number
  readonly percents: readonly number[]
  readonly autoscaler: 'none' | 'v2' | 'keda'
  readonly min?: number
  readonly max?: number
  /** What the baseline's Deployment states. */
  readonly replicas?: number
  readonly applier: ModelledApplier
}

/** A stage's name and its objects. */
export type PlannedStage = { readonly name: string; readonly objects: State }

/** Every stage of a plan, in order; those that change nothing are omitted. */
export function stagesOf(plan: Plan): PlannedStage[] {
  const all = namesOf(plan).map(name => ({ name, objects: objectsAt(plan, name) }))
  return all.filter(({ objects }, at) => {
    const before = all[at - 1]
    return !before || JSON.stringify(before.objects) !== JSON.stringify(objects)
  })
}

function namesOf({ percents, autoscaler, applier }: Plan): string[] {
  const moves = percents.flatMap(percent => [`grow-${percent}`, `shrink-${percent}`])
  const early = ['baseline', 'introduce-rollout', 'pin-replicas']
  if (autoscaler === 'none') return [...early, ...moves]
  // kubectl can never leave a live count alone (DESIGN.md 7).
  const last = applier === 'kubectl' ? [] : ['release-autoscaler']
  return [...early, 'pause-autoscaler', ...moves, 'retarget-autoscaler', ...last]
}

/** The objects of a stage (DESIGN.md 7). */
export function objectsAt(plan: Plan, name: string): State {
  const names = namesOf({ ...plan, applier: 'argocd' })
  const has = (stage: string) => names.indexOf(name) >= names.indexOf(stage)
  const reached = (move: 'grow' | 'shrink') =>
    plan.percents.findLast(percent => has(`${move}-${percent}`)) ?? 0
  const rollout = { replicas: podsAt(plan, reached('grow')), selector: true }
  const own = plan.pods - podsAt(plan, reached('shrink'))
  return {
    deployment: has('pin-replicas') ? { replicas: own } : ownDeployment(plan),
    ...(has('introduce-rollout') ? { rollout } : {}),
    autoscalers: plan.autoscaler === 'none' ? [] : [autoscalerAt(plan, has)],
    ...applicationAt(plan, has)
  }
}

/** The Rollout's pods at a percent. */
const podsAt = ({ pods }: Plan, percent: number) => Math.ceil((pods * percent) / 100)

function ownDeployment({ replicas, autoscaler, pods }: Plan): Deployment {
  if (autoscaler === 'none') return { replicas: pods }
  return replicas === undefined ? {} : { replicas }
}

/** The autoscaler as the baseline has it. */
export function ownAutoscaler({ pods, autoscaler, min = 1, max = 2 * pods }: Plan): Autoscaler {
  const kind = autoscaler === 'keda' ? 'ScaledObject' : 'HorizontalPodAutoscaler'
  const awake = { disabledUp: false, disabledDown: false, paused: false }
  return { kind, name: 'web', target: 'Deployment', min, max, ...awake }
}

/** An autoscaler paused as the plan does it. */
export function paused(own: Autoscaler): Autoscaler {
  if (own.kind === 'ScaledObject') return { ...own, paused: true }
  return { ...own, min: Math.min(1, own.min), disabledUp: true, disabledDown: true }
}

function autoscalerAt(plan: Plan, has: (stage: string) => boolean): Autoscaler {
  const own = ownAutoscaler(plan)
  if (!has('pause-autoscaler')) return own
  if (!has('retarget-autoscaler')) return paused(own)
  if (has('release-autoscaler')) return { ...own, target: 'Rollout' }
  return { ...own, target: 'Rollout', min: plan.pods, max: plan.pods }
}

/** Argo CD leaves the Rollout's count alone from the hold on. */
function applicationAt({ applier, autoscaler }: Plan, has: (stage: string) => boolean) {
  if (!applier.startsWith('argocd') || autoscaler === 'none') return {}
  return has('retarget-autoscaler') ? { application: ignoring } : {}
}

/** Settings under which Argo CD leaves the Rollout's count alone. */
export const ignoring: Application = {
  ignoresReplicasOf: ['Rollout'],
  respects: true,
  onlyOutOfSync: false
}

/** A change and the names of its two stages. */
export type Transition = { readonly name: string; readonly change: Change }

/** Every transition of a plan, forwards and back. */
export function transitionsOf(plan: Plan): Transition[] {
  const stages = stagesOf(plan)
  const returning = stages.map(stage => keptOn(plan, stage))
  const forth = pairsOf(stages).map(([from, to]) => transition(plan, from, to))
  const back = pairsOf(returning).map(([to, from]) => transition(plan, from, to))
  // Back from a stage that has pinned nothing yet.
  const [unpinned] = pairsOf(stages).map(([to, from]) => transition(plan, from, to))
  return [...forth, ...back, ...(unpinned ? [unpinned] : [])]
}

function pairsOf<Item>(items: readonly Item[]): [Item, Item][] {
  return items.slice(1).flatMap((item, at): [Item, Item][] => {
    const before = items[at]
    return before === undefined ? [] : [[before, item]]
  })
}

/** The way back keeps N where the baseline states less, or nothing, beside an autoscaler (DESIGN.md 7). */
function keptOn({ autoscaler, replicas = 0, pods }: Plan, stage: PlannedStage): PlannedStage {
  const { name, objects } = stage
  const isPinned = name !== 'baseline' && name !== 'introduce-rollout'
  if (autoscaler === 'none' || replicas >= pods || isPinned) return stage
  return { name, objects: { ...objects, deployment: { replicas: pods } } }
}

/** The change between two stages of a plan. */
export function transition(plan: Plan, from: PlannedStage, to: PlannedStage): Transition {
  const isLast = [from, to].some(({ name }) => name === 'release-autoscaler')
  const applier = plan.applier === 'helm4' && isLast ? 'helm4-client-side' : plan.applier
  const change = {
    from: from.objects,
    to: to.objects,
    baseline: objectsAt(plan, 'baseline'),
    applier,
    floor: plan.pods
  }
  return { name: `${from.name} to ${to.name}`, change }
}
