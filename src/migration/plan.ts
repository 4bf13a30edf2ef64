import { convertTask, revisionsOf } from '../convert/convert.ts'
import { replicasOfSeveral } from '../convert/faults.ts'
import type { SourceGroup } from '../convert/read.ts'
import { resolve } from '../convert/resolve.ts'
import type { Run } from '../convert/select.ts'
import { stageNames } from '../convert/stage.ts'
import type { Task } from '../convert/tasks.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { isScaledObject } from '../kubernetes/autoscaler.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { manifestsOfKind } from '../kubernetes/manifest.ts'
import { templateReader } from '../kubernetes/template.ts'
import type { Revision } from '../yaml/revision.ts'
import { countsAt } from './counts.ts'
import { patchesBetween } from './patches.ts'
import type { ObjectPatch } from './patches.ts'
import type { Move, PlannedStage, PlannedWorkload } from './runbook/planned.ts'
import { valuesAt } from './values.ts'
import { sideBySideWarnings } from './side-by-side.ts'
import { editedFaults, leftAlone, planOf, readStandings, taskAt } from './workloads.ts'
import type { Stages, Standing } from './workloads.ts'

/** Every stage of a migration as complete manifests, and as patches from the stage before. */
export type Plan = {
  readonly stages: readonly Planned[]
  readonly workloads: readonly PlannedWorkload[]
  /** What the stages of the workloads are made of, in the same order. */
  readonly plans: readonly Stages[]
  readonly diagnostics: readonly Diagnostic[]
}

export type Planned = PlannedStage & {
  readonly revisions: readonly Revision[]
  readonly patches: readonly ObjectPatch[]
}

/** A workload that can be planned, with all that its stages are made of. */
export type Row = { readonly standing: Standing; readonly plan: Stages }

/** The workloads of a run that can be planned, the manifests of their baseline, and why others cannot. */
export type Rows = {
  readonly rows: readonly Row[]
  readonly baselines: readonly SourceGroup[]
  readonly run: Run
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds the workloads of a run that can be planned. */
export function readRows(sources: readonly SourceGroup[], given: Run): Rows {
  const { workloads, baselines, diagnostics, ...read } = readStandings(
    sources,
    given,
    given.config?.workloads ? undefined : 'introduce-rollout'
  )
  const run = planning(read.run)
  const told = [
    ...diagnostics,
    ...replicasOfSeveral(
      workloads.map(each => taskAt(each, 'pin-replicas')),
      given
    )
  ]
  if (hasErrors(told)) return { rows: [], baselines, run, diagnostics: told }
  const found = workloads.map(standing => rowOf(standing, run))
  return {
    rows: found.flatMap(each => ('plan' in each ? [each] : [])),
    baselines,
    run,
    diagnostics: [...told, ...found.flatMap(each => ('plan' in each ? [] : each.diagnostics))]
  }
}

/** Plans the whole migration of the workloads that a run selects. */
export function plan(sources: readonly SourceGroup[], given: Run): Plan {
  const { rows, baselines, run, diagnostics } = readRows(sources, given)
  const claims = baselines
    .flatMap(group => group.sources)
    .flatMap(source => manifestsOfKind(source, 'PersistentVolumeClaim'))
  const templateOf = templateReader()
  const facts = new Map(rows.map(row => [row, factsOf(row.plan)]))
  const stages = stagesOfAll(facts, baselines, run)
  return {
    stages: stages.map(({ planned }) => planned),
    workloads: [...facts.values()],
    plans: rows.map(row => row.plan),
    diagnostics: sortDiagnostics(
      withoutRepeats([
        ...diagnostics,
        ...rows.flatMap(row =>
          sideBySideWarnings(row.plan.baseline.deployment, claims, templateOf)
        ),
        ...stages.flatMap(each => each.diagnostics)
      ])
    )
  }
}

/** A plan is for later: who owns the Rollout's replicas at its end, the runbook says. */
const planning = (run: Run): Run => ({ ...run, applier: 'helm3' })

function rowOf(
  standing: Standing,
  run: Run
): Row | { readonly diagnostics: readonly Diagnostic[] } {
  const { current, edited, planned, task } = standing
  const [rollout] = current.rollouts
  if (task.selection.entry?.stage === 'baseline') return { diagnostics: [] }
  if (edited.length > 0) return { diagnostics: editedFaults(edited) }
  if (rollout && !planned && !task.selection.named && standing.counts.rollout !== 0) {
    return { diagnostics: [leftAlone(current.deployment, rollout)] }
  }
  // What cannot even be introduced stays out of the plan, where it was not named.
  const first = resolve(atStage(standing, 'introduce-rollout'), run)
  if (!first.resolved) return first
  const plan = planOf(standing, run)
  return 'code' in plan ? { diagnostics: [plan] } : { standing, plan }
}

/** A task at a stage, whatever its entry says of the applier now. */
function atStage(standing: Standing, name: string): Task {
  const task = taskAt(standing, name)
  const { entry } = task.selection
  if (!entry) return task
  const { replicasIgnored: _, ...rest } = entry
  return { ...task, selection: { ...task.selection, entry: rest } }
}

function factsOf({ baseline, workload }: Stages): PlannedWorkload {
  const { deployment, rollout, autoscaler, bounds } = baseline
  const { name = '', namespace } = deployment
  const own = replicasOf(deployment)
  return {
    name,
    namespace,
    rollout: rollout?.name ?? name,
    replicas: workload.replicas,
    autoscaler: autoscaler &&
      bounds && {
        kind: isScaledObject(autoscaler) ? 'ScaledObject' : 'HorizontalPodAutoscaler',
        name: autoscaler.name ?? '',
        ...bounds,
        isV1: autoscaler.apiVersion === 'autoscaling/v1'
      },
    baselineReplicas: typeof own === 'number' ? own : undefined
  }
}

type Numbered = { readonly planned: Planned; readonly diagnostics: readonly Diagnostic[] }

/** One numbering for all workloads; a stage that changes nothing for any of them is left out. */
function stagesOfAll(
  facts: ReadonlyMap<Row, PlannedWorkload>,
  baselines: readonly SourceGroup[],
  run: Run
): Numbered[] {
  const rows = [...facts.keys()]
  const percents = new Set(rows.flatMap(({ plan }) => plan.workload.percents))
  const all = stageNames([...percents].sort((a, b) => a - b))
  const names = all.filter(
    name => name === 'baseline' || rows.some(({ plan }) => plan.stages.includes(name))
  )
  const waiting = new Map(rows.map(row => [row, 'baseline']))
  return names.map((name, number) => {
    const folder = `${String(number).padStart(2, '0')}-${name}`
    const moves: Move[] = []
    const patches: ObjectPatch[] = []
    for (const [row, workload] of facts) {
      const from = waiting.get(row)
      if (from === undefined || number === 0 || !row.plan.stages.includes(name)) continue
      waiting.set(row, name)
      moves.push(moveOf(row, workload, [from, name]))
      patches.push(...patchesOf(row, [from, name]))
    }
    const results = rows.map(row =>
      convertTask(atStage(row.standing, waiting.get(row) ?? name), run)
    )
    return {
      planned: { folder, name, moves, patches, revisions: revisionsOf(baselines, results) },
      diagnostics: results.flatMap(result => result.diagnostics)
    }
  })
}

type Ends = readonly [from: string, to: string]

function moveOf({ plan }: Row, workload: PlannedWorkload, [from, to]: Ends): Move {
  return { workload, stage: to, before: countsAt(plan, from), after: countsAt(plan, to) }
}

function patchesOf({ plan: { baseline, workload } }: Row, [from, to]: Ends): ObjectPatch[] {
  return patchesBetween(valuesAt(baseline, workload, from), valuesAt(baseline, workload, to))
}
