import type { Applier } from '../../settings.ts'

/** The pods that manifests ask for; undefined where they state none, or the object is not there. */
export type Counts = {
  readonly deployment: number | undefined
  readonly rollout: number | undefined
}

/** A workload of a plan. `name` is the Deployment's, `replicas` is N. */
export type PlannedWorkload = {
  readonly name: string
  readonly namespace: string | undefined
  /** The name of its Rollout, usually the same. */
  readonly rollout: string
  readonly replicas: number
  readonly autoscaler:
    | {
        readonly kind: 'HorizontalPodAutoscaler' | 'ScaledObject'
        readonly name: string
        readonly min: number
        readonly max: number
        readonly isV1: boolean
      }
    | undefined
  /** What the Deployment states before the migration. */
  readonly baselineReplicas: number | undefined
}

/** What a stage changes for one workload; a workload that waits is not in the list. */
export type Move = {
  readonly workload: PlannedWorkload
  readonly stage: string
  readonly before: Counts
  readonly after: Counts
}

/** A stage of a plan; its folder is named such as `04-grow-25`. */
export type PlannedStage = {
  readonly folder: string
  readonly name: string
  readonly moves: readonly Move[]
}

/** What a runbook is written from. The stages begin with `00-baseline`. */
export type RunbookFacts = {
  readonly stages: readonly PlannedStage[]
  readonly workloads: readonly PlannedWorkload[]
  readonly applier: Applier
  /** By folder: a line of the simulator's result. */
  readonly verdicts?: ReadonlyMap<string, string>
}

/** The counts of a workload at a stage. */
export type State = Counts & { readonly stage: string }

/** A workload before and after a stage; while it waits, both are the same. */
export type Standing = {
  readonly workload: PlannedWorkload
  readonly before: State
  readonly after: State
}

/** A stage with the workloads that move in it, and with all of them. */
export type Chapter = PlannedStage & {
  readonly kind: string
  readonly previous: PlannedStage | undefined
  readonly standings: readonly Standing[]
  readonly moving: readonly Standing[]
}

/** The facts of a plan, and what more than one part of the runbook asks of them. */
export type Book = RunbookFacts & {
  readonly chapters: readonly Chapter[]
  /** The workload of a plan that has only one. */
  readonly only: PlannedWorkload | undefined
  /** Whether the workloads are of several namespaces. */
  readonly isWide: boolean
  readonly isScaled: boolean
  readonly hasHpa: boolean
  readonly hasKeda: boolean
  /** Whether the plan pins counts: not where the baseline states them already. */
  readonly hasPin: boolean
  /** The stage before the pause, at which the autoscalers are awake. */
  readonly awakeStage: string
  readonly isArgo: boolean
  readonly isHelm: boolean
}

/** More workloads than these are not called by name in a stage's section. */
export const few = 3

/** Follows the workloads of a plan through its stages. */
export function open(facts: RunbookFacts): Book {
  const { workloads, applier } = facts
  const chapters = chaptersOf(facts)
  const kinds = new Set(workloads.map(({ autoscaler }) => autoscaler?.kind))
  const [hasHpa, hasKeda] = [kinds.has('HorizontalPodAutoscaler'), kinds.has('ScaledObject')]
  const pause = chapters.find(({ kind }) => kind === 'pause-autoscaler')
  return {
    ...facts,
    chapters,
    only: workloads.length === 1 ? workloads[0] : undefined,
    isWide: new Set(workloads.map(({ namespace }) => namespace)).size > 1,
    isScaled: hasHpa || hasKeda,
    hasHpa,
    hasKeda,
    hasPin: chapters.some(({ kind }) => kind === 'pin-replicas'),
    awakeStage: pause?.previous?.name ?? 'baseline',
    isArgo: applier.startsWith('argocd'),
    isHelm: applier.startsWith('helm')
  }
}

const keyOf = ({ namespace, name }: PlannedWorkload) => JSON.stringify([namespace, name])

function chaptersOf({ stages, workloads }: RunbookFacts): Chapter[] {
  let standings: Standing[] = workloads.map(workload => {
    const state = { stage: 'baseline', deployment: workload.baselineReplicas, rollout: undefined }
    return { workload, before: state, after: state }
  })
  return stages.map((stage, at) => {
    const moves = new Map(stage.moves.map(move => [keyOf(move.workload), move]))
    standings = standings.map(standing => advance(standing, moves.get(keyOf(standing.workload))))
    const moving = standings.filter(({ workload }) => moves.has(keyOf(workload)))
    const kind = stage.name.replace(/-\d+$/, '')
    return { ...stage, kind, previous: stages[at - 1], standings, moving }
  })
}

function advance({ workload, after }: Standing, move: Move | undefined): Standing {
  if (!move) return { workload, before: after, after }
  return {
    workload,
    before: { ...move.before, stage: after.stage },
    after: { ...move.after, stage: move.stage }
  }
}

/** What an awake autoscaler scales at a stage. */
export function scaledBy({ autoscaler }: PlannedWorkload, stage: string) {
  if (!autoscaler) return undefined
  if (stage === 'release-autoscaler') return 'Rollout'
  const early = ['baseline', 'introduce-rollout', 'pin-replicas']
  return early.includes(stage) ? 'Deployment' : undefined
}

/** Whether only the autoscaler says how many pods the Deployment has: nothing is pinned yet. */
export const isUnpinned = (workload: PlannedWorkload, stage: string) =>
  stage !== 'pin-replicas' && scaledBy(workload, stage) === 'Deployment'

/** Pods of the Deployment and of the Rollout. Where an autoscaler decides, N stands for its count. */
export function podsAt(workload: PlannedWorkload, { stage, deployment, rollout }: State) {
  const own = isUnpinned(workload, stage) ? undefined : deployment
  return { own: own ?? workload.replicas, moved: rollout ?? 0 }
}

/** The most pods while a stage is brought, terminating ones apart. */
export function peakOf({ workload, before, after }: Standing): number {
  const first = podsAt(workload, before)
  const last = podsAt(workload, after)
  const isAwake = [before, after].some(({ stage }) => scaledBy(workload, stage))
  const max = isAwake ? (workload.autoscaler?.max ?? 0) : 0
  return Math.max(first.own + first.moved, last.own + last.moved, max)
}

/** The pods of all workloads at a stage. */
export function sumsOf({ standings }: Chapter) {
  let [own, moved, peak] = [0, 0, 0]
  for (const standing of standings) {
    const pods = podsAt(standing.workload, standing.after)
    own += pods.own
    moved += pods.moved
    peak += peakOf(standing)
  }
  return { own, moved, all: own + moved, peak }
}
