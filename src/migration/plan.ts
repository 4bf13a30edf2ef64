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
import { manifestsOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { Revision } from '../yaml/revision.ts'
import { readDocument, splitStream } from '../yaml/stream.ts'
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
  readonly diagnostics: readonly Diagnostic[]
}

export type Planned = PlannedStage & {
  readonly revisions: readonly Revision[]
  readonly patches: readonly ObjectPatch[]
}

/** A workload with all that its stages are made of. */
type Row = {
  readonly standing: Standing
  readonly plan: Stages
  readonly facts: PlannedWorkload
}

/** Plans the whole migration of the workloads that a run selects. */
export function plan(sources: readonly SourceGroup[], given: Run): Plan {
  const { run, workloads, baselines, diagnostics } = readStandings(
    sources,
    given,
    given.config?.workloads ? undefined : 'introduce-rollout'
  )
  const told = [
    ...diagnostics,
    ...replicasOfSeveral(
      workloads.map(each => taskAt(each, 'pin-replicas')),
      given
    )
  ]
  if (hasErrors(told)) return { stages: [], workloads: [], diagnostics: told }
  const rows: Row[] = []
  const found: Diagnostic[] = [...told]
  for (const standing of workloads) {
    const row = rowOf(standing, planning(run))
    if ('plan' in row) rows.push(row)
    else found.push(...row.diagnostics)
  }
  const claims = claimsIn(baselines)
  found.push(...rows.flatMap(({ plan }) => sideBySideWarnings(plan.baseline.deployment, claims)))
  const stages = stagesOfAll(rows, baselines, planning(run))
  return {
    stages: stages.map(({ planned }) => planned),
    workloads: rows.map(({ facts }) => facts),
    diagnostics: sortDiagnostics(
      withoutRepeats([...found, ...stages.flatMap(each => each.diagnostics)])
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
  return 'code' in plan ? { diagnostics: [plan] } : { standing, plan, facts: factsOf(plan) }
}

/** The claims of volumes; nothing else asks for them. */
function claimsIn(groups: readonly SourceGroup[]): Manifest[] {
  const kind = 'PersistentVolumeClaim'
  return groups
    .flatMap(({ sources }) => sources)
    .filter(({ bytes }) => bytes.includes(kind))
    .flatMap(source =>
      splitStream(source)
        .filter(({ start, end }) => source.bytes.subarray(start, end).includes(kind))
        .map(chunk => readDocument(source, chunk))
    )
    .flatMap(document => (document.error ? [] : manifestsOf(document)))
    .filter(manifest => manifest.kind === kind)
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
  rows: readonly Row[],
  baselines: readonly SourceGroup[],
  run: Run
): Numbered[] {
  const percents = new Set(rows.flatMap(({ plan }) => plan.workload.percents))
  const all = stageNames([...percents].sort((a, b) => a - b))
  const names = all.filter(
    name => name === 'baseline' || rows.some(({ plan }) => plan.stages.includes(name))
  )
  const waiting = new Map(rows.map(row => [row, 'baseline']))
  return names.map((name, number) => {
    const moving = rows.filter(({ plan }) => name !== 'baseline' && plan.stages.includes(name))
    const moves = moving.map(row => moveOf(row, waiting.get(row) ?? 'baseline', name))
    const patches = moving.flatMap(({ plan }, at) => {
      const from = moves[at]?.from ?? 'baseline'
      const valuesOf = (stage: string) => valuesAt(plan.baseline, plan.workload, stage)
      return patchesBetween(valuesOf(from), valuesOf(name))
    })
    for (const row of moving) waiting.set(row, name)
    const results = rows.map(row =>
      convertTask(atStage(row.standing, waiting.get(row) ?? name), run)
    )
    const folder = `${String(number).padStart(2, '0')}-${name}`
    return {
      planned: {
        folder,
        name,
        moves: moves.map(({ move }) => move),
        revisions: revisionsOf(baselines, results),
        patches
      },
      diagnostics: results.flatMap(result => result.diagnostics)
    }
  })
}

function moveOf({ plan, facts }: Row, from: string, to: string): { from: string; move: Move } {
  const before = countsAt(plan, from)
  return { from, move: { workload: facts, stage: to, before, after: countsAt(plan, to) } }
}
