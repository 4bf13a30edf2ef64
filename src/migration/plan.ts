import type { WorkloadEntry } from '../config.ts'
import { convertOne, revisionsOf } from '../convert/convert.ts'
import { resolve } from '../convert/resolve.ts'
import { asError, asWarning, hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { manifestsOfKind } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { argoCdOf, syncingIn } from '../workload/argo-cd.ts'
import { replicasOfSeveral } from '../workload/faults.ts'
import type { SourceGroup } from '../workload/read.ts'
import { applierOf } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import type { Selected } from '../workload/selected.ts'
import {
  allStages,
  baseline,
  introduceRollout,
  isSameStage,
  pinReplicas,
  printStage,
  retargetAutoscaler
} from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { stagesOf } from '../workload/state-at.ts'
import { valuesAt } from '../workload/values.ts'
import { bringersOf } from '../workload/sync.ts'
import type { Workload } from '../workload/workload.ts'
import type { Revision } from '../yaml/revision.ts'
import { rulesTooEarly } from './applications.ts'
import { aroundProblems } from './around.ts'
import { patchesBetween } from './patches.ts'
import type { ObjectPatch } from './patches.ts'
import { printPostRenderers } from './post-renderers.ts'
import { leftAtBaseline } from './problems.ts'
import { rollersOf } from './rollers.ts'
import type { PlannedStage, PlannedWorkload } from './runbook/planned.ts'
import { sideBySideWarnings } from './side-by-side.ts'
import {
  editedFaults,
  isMeant,
  leftAlone,
  namesOf,
  plannedWorkload,
  readStandings,
  selectedAt
} from './standing.ts'
import type { Standing } from './standing.ts'

/** Every stage of a migration as complete manifests, and as patches from the stage before. */
export type Plan = {
  readonly stages: readonly PlannedFolder[]
  readonly workloads: readonly PlannedRow[]
  /** What else names the Deployments: the runbook says so, too. */
  readonly around: readonly Diagnostic[]
  readonly diagnostics: readonly Diagnostic[]
}

export type PlannedFolder = PlannedStage & {
  readonly revisions: readonly Revision[]
  readonly patches: readonly ObjectPatch[]
  /** The patches from the baseline, as Flux takes them for what it renders; of no other applier. */
  readonly postRenderers?: string
}

/** A workload of a plan, with the entry that states it. */
type PlannedRow = PlannedWorkload & Workload & { readonly entry: WorkloadEntry | undefined }

/** A workload that can be planned, with all that its stages are made of. */
export type Row = { readonly standing: Standing; readonly workload: PlannedRow }

/** The workloads of a run that can be planned, the manifests of their baseline, and why others cannot. */
export type Rows = {
  readonly rows: readonly Row[]
  readonly baselines: readonly SourceGroup[]
  readonly run: Run
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds the workloads of a run that can be planned. */
export function readRows(sources: readonly SourceGroup[], given: Run): Rows {
  const stage = given.config?.workloads ? undefined : 'introduce-rollout'
  const { workloads, baselines, diagnostics, ...read } = readStandings(sources, given, stage)
  const run = planning(read.run)
  const pinned = workloads.map(each => selectedAt(each, pinReplicas))
  const told = [...diagnostics, ...replicasOfSeveral(pinned, given)]
  if (hasErrors(told)) return { rows: [], baselines, run, diagnostics: told }
  const found = workloads.map(standing => rowOf(standing, run))
  const rows = found.flatMap(each => ('workload' in each ? [each] : []))
  const refusals = found.flatMap(each => ('workload' in each ? [] : each.diagnostics))
  const argocd = argoCdOf(sources)
  const early = rows.flatMap(({ standing, workload }) =>
    rulesTooEarly(argocd, standing, stagesOf(workload)).map(asWarning)
  )
  // Where nothing is left, a warning would let nothing pass for a plan, or for a proof.
  const why = rows.length > 0 ? refusals : refusals.map(asError)
  return { rows, baselines, run, diagnostics: [...told, ...early, ...why] }
}

/** Plans the whole migration of the workloads that a run selects. */
export function plan(sources: readonly SourceGroup[], given: Run): Plan {
  const { rows, baselines, run, diagnostics } = readRows(sources, given)
  const claims = baselines
    .flatMap(group => group.sources)
    .flatMap(source => manifestsOfKind(source, 'PersistentVolumeClaim'))
  const isFlux = applierOf(given) === 'flux'
  const stages = stagesOfAll(rows, baselines, { run, isFlux })
  const applicationOf = applicationsIn(baselines, given)
  const workloads = rows.map(({ workload }) => ({
    ...workload,
    application: applicationOf(workload.manifests.deployment)
  }))
  const around = aroundProblems(workloads, baselines, given)
  return {
    stages: stages.map(({ planned }) => planned),
    workloads,
    around,
    diagnostics: sortDiagnostics(
      withoutRepeats([
        ...diagnostics,
        ...rows.flatMap(({ workload }) =>
          sideBySideWarnings(workload.manifests.deployment, claims)
        ),
        ...around,
        ...stages.flatMap(each => each.diagnostics)
      ])
    )
  }
}

/** Names the Application that brings a manifest, where there is one and it is in the input. */
function applicationsIn(groups: readonly SourceGroup[], run: Run) {
  const syncing = syncingIn(groups, run)
  return (manifest: Manifest) => {
    const found = bringersOf(manifest, syncing)
    const [own] = found
    return found.length === 1 && own?.kind === 'Application' ? own.name : undefined
  }
}

/** A plan is for later: who owns the Rollout's replicas at its end, the runbook says. */
const planning = (run: Run): Run => ({ ...run, applier: 'helm3' })

function rowOf(
  standing: Standing,
  run: Run
): Row | { readonly diagnostics: readonly Diagnostic[] } {
  const { current, edited, planned, selected, state } = standing
  const [rollout] = current.rollouts
  const { entry } = selected
  if (entry?.stage === 'baseline' && !isMeant(standing, run)) {
    return { diagnostics: [leftAtBaseline(entry.at('stage'), entry.name)] }
  }
  if (edited.length > 0) return { diagnostics: editedFaults(edited) }
  if (rollout && !planned && !selected.named && state.rollout?.replicas !== 0) {
    return { diagnostics: [leftAlone(current.deployment, rollout)] }
  }
  // What cannot even be introduced stays out of the plan, where it was not named.
  const first = resolve(atStage(standing, introduceRollout), run)
  if (!first.workload) return first
  const workload = plannedWorkload(standing, run)
  const later = laterRefusals(standing, run)
  if (later.length > 0) return { diagnostics: later }
  if ('code' in workload) return { diagnostics: [workload] }
  const rolledBy = rollersOf(workload.manifests.deployment)
  const names = namesOf(workload.manifests, run)
  return {
    standing,
    workload: { ...workload, ...names, release: entry?.release ?? run.release, rolledBy, entry }
  }
}

/** Why a workload that can be introduced cannot continue. */
function laterRefusals(standing: Standing, run: Run): Diagnostic[] {
  return withoutRepeats(
    [pinReplicas, retargetAutoscaler].flatMap(stage => {
      const { diagnostics } = resolve(atStage(standing, stage), run)
      return diagnostics.filter(({ severity }) => severity === 'error')
    })
  )
}

/** A workload at a stage, whatever its entry says about the applier now. */
function atStage(standing: Standing, stage: Stage): Selected {
  const selected = selectedAt(standing, stage)
  if (!selected.entry) return selected
  const { replicasIgnored: _, ...entry } = selected.entry
  return { ...selected, entry }
}

type Numbered = { readonly planned: PlannedFolder; readonly diagnostics: readonly Diagnostic[] }

/** One numbering for all workloads; a stage that changes nothing for any of them is omitted. */
function stagesOfAll(
  rows: readonly Row[],
  baselines: readonly SourceGroup[],
  { run, isFlux }: { readonly run: Run; readonly isFlux: boolean }
): Numbered[] {
  const own = new Map(rows.map(row => [row, stagesOf(row.workload)]))
  const moves = (row: Row, stage: Stage) =>
    stage.kind !== 'baseline' && own.get(row)?.some(each => isSameStage(each, stage)) === true
  const percents = new Set(rows.flatMap(({ workload }) => workload.percents))
  const stages = allStages([...percents].sort((a, b) => a - b)).filter(
    stage => stage.kind === 'baseline' || rows.some(row => moves(row, stage))
  )
  const waiting = new Map(rows.map(row => [row, baseline]))
  return stages.map((stage, number) => {
    const moving = rows.filter(row => moves(row, stage))
    const patches = moving.flatMap(row => patchesOf(row, [waiting.get(row) ?? baseline, stage]))
    for (const row of moving) waiting.set(row, stage)
    const results = rows.map(row =>
      convertOne(atStage(row.standing, waiting.get(row) ?? stage), run)
    )
    const planned = {
      folder: `${String(number).padStart(2, '0')}-${printStage(stage)}`,
      stage,
      moves: moving.map(({ workload }) => ({ workload, stage })),
      patches,
      ...(isFlux && number > 0 && { postRenderers: printPostRenderers(sinceBaseline(waiting)) }),
      revisions: revisionsOf(baselines, results)
    }
    return { planned, diagnostics: results.flatMap(result => result.diagnostics) }
  })
}

const sinceBaseline = (stages: ReadonlyMap<Row, Stage>) =>
  [...stages].flatMap(([row, stage]) => patchesOf(row, [baseline, stage]))

function patchesOf({ workload }: Row, [from, to]: readonly [Stage, Stage]): ObjectPatch[] {
  return patchesBetween(valuesAt(workload, from), valuesAt(workload, to))
}
