import type { Config } from '../config.ts'
import type { Move, PlannedStage, PlannedWorkload } from '../migration/runbook/planned.ts'
import { fieldOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import type { Applier } from '../settings.ts'
import { modelledFor } from '../simulate/change.ts'
import { stageIn, transitionsOf } from '../simulate/plan.ts'
import type { Proved, Transition } from '../simulate/plan.ts'
import type { Verdict, simulator } from '../simulate/simulate.ts'
import { frames } from '../simulate/story.ts'
import type { Frame } from '../simulate/story.ts'
import { metricWords } from '../datadog/words.ts'
import { canaryCourse, mostPods } from '../steps/canary-pods.ts'
import type { CourseStep } from '../steps/canary-pods.ts'
import { allProfiles } from '../steps/profiles.ts'
import { introduceRollout, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { stateAt } from '../workload/state-at.ts'
import { scalingOf } from '../workload/state.ts'
import type { Scaling } from '../workload/state.ts'
import { valuesAt } from '../workload/values.ts'
import type { Workload } from '../workload/workload.ts'
import { diffOf } from './diff.ts'

/** A workload of a page: its stages, and what each profile of canary steps does to its pods. */
export type ReportedWorkload = {
  readonly name: string
  readonly namespace?: string
  readonly rollout: string
  /** N: the pods to keep. */
  readonly replicas: number
  readonly autoscaler?: { readonly kind: string; readonly min: number; readonly max: number }
  readonly stages: readonly ReportedStage[]
  readonly canaries: readonly Canary[]
}

/** A stage of one workload at rest. */
export type ReportedStage = {
  readonly name: string
  readonly kind: Stage['kind']
  /** The Deployment's pods; none where the autoscaler decides. */
  readonly deployment?: number
  /** The Rollout's pods; none where the autoscaler decides. */
  readonly rollout?: number
  readonly scaling: Scaling
  /** The lines of a unified diff from the stage before. */
  readonly diff: readonly string[]
  /** What the simulator says about the way here and the way back. */
  readonly verdicts: readonly ReportedVerdict[]
}

/** What the simulator says about one change. */
export type ReportedVerdict = {
  readonly from: string
  readonly to: string
  readonly verdict: Verdict['verdict']
  readonly states: number
  readonly minServing: number
  readonly maxPods: number
  readonly rule?: string
  /** The story of a broken promise, move by move; empty where none breaks. */
  readonly frames: readonly Frame[]
}

/** The pods of both versions at each step of a profile. */
export type Canary = {
  readonly profile: string
  readonly most: number
  readonly steps: readonly CourseStep[]
}

type Planned = PlannedWorkload & Workload & Proved

type Around = {
  readonly stages: readonly PlannedStage[]
  readonly applier: Applier
  readonly simulated: ReturnType<typeof simulator>
  readonly config: Config | undefined
}

/** All that a page shows of one workload. */
export function reportWorkload(workload: Planned, around: Around): ReportedWorkload {
  const { name, namespace, rollout, replicas, baseline } = workload
  const [autoscaler] = baseline.autoscalers
  const transitions = transitionsOf(workload, modelledFor(around.applier))
  const own = around.stages.filter(
    ({ stage, moves }) => stage.kind === 'baseline' || moves.some(move => isOf(move, workload))
  )
  const objects = own.map(({ stage }) => objectsAt(workload, stage))
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    rollout,
    replicas,
    ...(autoscaler && {
      autoscaler: { kind: autoscaler.kind, min: autoscaler.min, max: autoscaler.max }
    }),
    stages: own.map(({ stage }, at) => ({
      ...atRest(workload, stage),
      diff: at === 0 ? [] : diffOf(objects[at - 1], objects[at]),
      verdicts: verdictsOf(transitions, printStage(stage), around.simulated)
    })),
    canaries: canariesOf(workload, around.config)
  }
}

const isOf = ({ workload }: Move, { name, namespace }: PlannedWorkload) =>
  workload.name === name && workload.namespace === namespace

function atRest(workload: Planned, stage: Stage) {
  const state = stateAt(workload, stage)
  const scaling = scalingOf(state)
  const deployment = scaling === 'awake' ? undefined : (state.deployment?.replicas ?? 0)
  const rollout = scaling === 'released' ? undefined : (state.rollout?.replicas ?? 0)
  return {
    name: printStage(stage),
    kind: stage.kind,
    ...(deployment !== undefined && { deployment }),
    ...(rollout !== undefined && { rollout }),
    scaling
  }
}

/** The manifests of a stage by their titles; a pod template never changes, and is not shown. */
function objectsAt(workload: Planned, stage: Stage): ReadonlyMap<string, Resource> {
  const { changed, newRollout } = valuesAt(workload, stage)
  return new Map([
    ...changed.map(({ manifest, value }) => [`${manifest.kind} ${manifest.name}`, value] as const),
    ...(newRollout ? [[rolloutTitle(workload), newRollout] as const] : [])
  ])
}

const rolloutTitle = ({ rollout }: Planned) => `Rollout ${rollout}`

/** What concerns a stage: the changes that lead into it from either side. */
function verdictsOf(
  transitions: readonly Transition[],
  stage: string,
  simulated: Around['simulated']
): ReportedVerdict[] {
  return transitions
    .filter(({ to }) => stageIn(to) === stage)
    .map(transition => reportVerdict(transition, simulated))
}

/** What the simulator says about one change, with the story where it breaks. */
export function reportVerdict(
  { from, to, change }: Transition,
  simulated: Around['simulated']
): ReportedVerdict {
  const found = simulated(change)
  const { verdict, states, minServing, maxPods, rule } = found
  const numbers = { states, minServing, maxPods }
  return { from, to, verdict, ...numbers, ...(rule && { rule }), frames: frames(change, found) }
}

/** What each profile does to the pods. */
function canariesOf(workload: Planned, config: Config | undefined): Canary[] {
  const { replicas } = workload
  const rollout = objectsAt(workload, introduceRollout).get(rolloutTitle(workload))
  const { analysisWords } = metricWords(config?.metrics)
  const maxSurge = fieldOf(rollout, 'spec', 'strategy', 'canary', 'maxSurge')
  return [...allProfiles(config?.profiles)].map(([profile, steps]) => {
    const canary = { replicas, steps, maxSurge, analysisWords }
    return { profile, most: mostPods(canary), steps: canaryCourse(canary) }
  })
}
