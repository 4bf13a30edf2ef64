import type { Diagnostic } from '../../diagnostic.ts'
import { isArgoCd } from '../../settings.ts'
import type { Applier, Language } from '../../settings.ts'
import { baseline, printStage } from '../../workload/stage.ts'
import type { Stage } from '../../workload/stage.ts'
import { stateAt } from '../../workload/state-at.ts'
import type { Numbers } from '../../workload/state-at.ts'
import type { Names } from '../../workload/state-in.ts'
import { isActive } from '../../workload/state.ts'
import type { Autoscaler, Kind, State } from '../../workload/state.ts'
import { english } from './english/english.ts'
import { japanese } from './japanese/japanese.ts'
import type { Proof, Roller, Scene } from './scene.ts'
import type { Texts } from './texts.ts'

/** A workload of a plan. `name` is the Deployment's, `replicas` is N. */
export type PlannedWorkload = Names &
  Numbers & {
    /** The Helm release, where it is known. */
    readonly release?: string | undefined
    /** The Application of Argo CD that brings it, where it is known. */
    readonly application?: string | undefined
    /** What else rolls its pods: an annotation, a ConfigMap that its template names. */
    readonly rolledBy?: readonly Roller[]
  }

/** How a plan was asked for, as its commands have to repeat it. */
export type Call = {
  /** How the stages come: as folders of manifests, or by `stage:` in the configuration. */
  readonly way: 'folders' | 'configuration'
  /** The folder of the plan. */
  readonly out: string
  /** Options that each call repeats. */
  readonly options: readonly string[]
  /** Options with the numbers of the plan, which neither manifests in place nor a configuration say. */
  readonly numbers: readonly string[]
  /** The manifests, where they are files. */
  readonly files: readonly string[]
  /** Who made the plan, and of what; without files, of standard input. */
  readonly origin?: {
    readonly program: string
    readonly files: readonly string[] | undefined
    readonly hash: string
  }
  /** What the configuration does not say yet and the gate needs, by workload. */
  readonly missing: readonly (readonly [string, string])[]
}

/** The autoscaler of a workload, as it was before the migration. */
export const autoscalerOf = ({ baseline: before }: PlannedWorkload): Autoscaler | undefined =>
  before.autoscalers[0]

/** That a stage changes something for a workload; one that waits is not in the list. */
export type Move = { readonly workload: PlannedWorkload; readonly stage: Stage }

/** A stage of a plan; its folder is named such as `04-grow-25`. */
export type PlannedStage = {
  readonly folder: string
  readonly stage: Stage
  readonly moves: readonly Move[]
}

/** What a runbook is written from. The stages begin with `00-baseline`. */
export type RunbookFacts = {
  readonly stages: readonly PlannedStage[]
  readonly workloads: readonly PlannedWorkload[]
  readonly applier: Applier
  /** What else names the Deployments, or has a say in their pods. */
  readonly around?: readonly Diagnostic[]
  /** By folder: what the simulator says about it. */
  readonly verdicts?: ReadonlyMap<string, Proof>
  readonly call?: Call
  /** The language that it is written in; by default English. */
  readonly language?: Language | undefined
}

/** A workload with its stages before and after a commit; while it waits, both are the same. */
export type Row = {
  readonly workload: PlannedWorkload
  readonly before: Stage
  readonly after: Stage
}

/** A stage with the workloads that move in it, and with all of them. */
export type Chapter = PlannedStage & {
  readonly kind: Stage['kind']
  readonly previous: PlannedStage | undefined
  readonly rows: readonly Row[]
  readonly moving: readonly Row[]
  readonly sums: Sums
}

/** Pods of all workloads at a stage: the Deployments', the Rollouts', both, and the most while it is brought. */
type Sums = {
  readonly own: number
  readonly moved: number
  readonly all: number
  readonly peak: number
}

/** The facts of a plan, and what more than one part of the runbook asks of them. */
export type Book = RunbookFacts &
  Scene & {
    readonly call: Call
    readonly chapters: readonly Chapter[]
    /** The workload of a plan that has only one. */
    readonly only: PlannedWorkload | undefined
    /** Its words, in its language. */
    readonly say: Texts
  }

/** More workloads than these are not called by name in a stage's section. */
export const few = 3

const texts: Readonly<Record<Language, Texts>> = { en: english, ja: japanese }

/** Follows the workloads of a plan through its stages. */
export function bookOf(facts: RunbookFacts & { readonly call: Call }): Book {
  const { workloads, applier } = facts
  const chapters = chaptersOf(facts)
  const kinds = new Set(workloads.map(each => autoscalerOf(each)?.kind))
  const [hasHpa, hasKeda] = [kinds.has('HorizontalPodAutoscaler'), kinds.has('ScaledObject')]
  const pause = chapters.find(({ kind }) => kind === 'pause-autoscaler')
  return {
    ...facts,
    chapters,
    say: texts[facts.language ?? 'en'],
    only: workloads.length === 1 ? workloads[0] : undefined,
    isWide: new Set(workloads.map(({ namespace }) => namespace)).size > 1,
    isScaled: hasHpa || hasKeda,
    hasHpa,
    hasKeda,
    hasPin: chapters.some(({ kind }) => kind === 'pin-replicas'),
    awakeStage: printStage(pause?.previous?.stage ?? baseline),
    isArgo: isArgoCd(applier),
    isHelm: applier.startsWith('helm')
  }
}

function chaptersOf({ stages, workloads }: RunbookFacts): Chapter[] {
  let rows: Row[] = workloads.map(workload => ({ workload, before: baseline, after: baseline }))
  return stages.map((planned, at) => {
    const moves = new Map(planned.moves.map(move => [plannedKey(move.workload), move.stage]))
    rows = rows.map(({ workload, after }) => ({
      workload,
      before: after,
      after: moves.get(plannedKey(workload)) ?? after
    }))
    const moving = rows.filter(({ workload }) => moves.has(plannedKey(workload)))
    const { kind } = planned.stage
    return { ...planned, kind, previous: stages[at - 1], rows, moving, sums: sumsOf(rows) }
  })
}

const plannedKey = ({ namespace, name }: PlannedWorkload) => JSON.stringify([namespace, name])

/** What an awake autoscaler scales at a stage. One that holds a count is awake, but scales nothing. */
export const scaledBy = (workload: PlannedWorkload, stage: Stage) =>
  scaledIn(stateAt(workload, stage), stage)

function scaledIn({ autoscalers: [autoscaler] }: State, stage: Stage): Kind | undefined {
  const isScaling = autoscaler && isActive(autoscaler) && stage.kind !== 'retarget-autoscaler'
  return isScaling ? autoscaler.target : undefined
}

/** Whether only the autoscaler says how many pods the Deployment has: nothing is pinned yet. */
export const isUnpinned = (workload: PlannedWorkload, stage: Stage) =>
  isUnpinnedIn(stateAt(workload, stage), stage)

const isUnpinnedIn = (state: State, stage: Stage) =>
  stage.kind !== 'pin-replicas' && scaledIn(state, stage) === 'Deployment'

/** Pods of the Deployment and of the Rollout. Where an autoscaler decides, N stands for its count. */
export const podsAt = (workload: PlannedWorkload, stage: Stage) =>
  podsIn(workload, stateAt(workload, stage), stage)

function podsIn({ replicas }: PlannedWorkload, state: State, stage: Stage) {
  const own = isUnpinnedIn(state, stage) ? undefined : state.deployment?.replicas
  return { own: own ?? replicas, moved: state.rollout?.replicas ?? 0 }
}

/** The most pods while a stage is brought, terminating ones apart. */
export function peakOf({ workload, before, after }: Row): number {
  const peaks = [before, after].map(stage => {
    const state = stateAt(workload, stage)
    const { own, moved } = podsIn(workload, state, stage)
    const max = scaledIn(state, stage) ? (autoscalerOf(workload)?.max ?? 0) : 0
    return Math.max(own + moved, max)
  })
  return Math.max(...peaks)
}

function sumsOf(rows: readonly Row[]): Sums {
  let [own, moved, peak] = [0, 0, 0]
  for (const row of rows) {
    const pods = podsAt(row.workload, row.after)
    own += pods.own
    moved += pods.moved
    peak += peakOf(row)
  }
  return { own, moved, all: own + moved, peak }
}
