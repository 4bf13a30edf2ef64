import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import { grouped } from '../groups.ts'
import { barOf, statusOf, statusOfEntries } from '../migration/status.ts'
import type { StatedBy, Status, StatusRow } from '../migration/status.ts'
import { noWorkloads, nothingToJudge } from '../migration/problems.ts'
import { readStandings } from '../migration/standing.ts'
import { statedByPlan } from '../migration/plan-file.ts'
import { argumentsPlace } from '../settings.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { finish } from './report.ts'
import { table } from './table.ts'
import type { Column } from './table.ts'
import { readPlans } from './plan-file.ts'
import { readWorld } from './world.ts'
import type { World } from './world.ts'
import { printJson } from './printable.ts'

/** `migrate status`: where each workload is, and whether the cluster has settled there. */
export async function runMigrateStatus(io: Io, args: Arguments): Promise<number> {
  const { rows, diagnostics } = await readStatus(io, args)
  if (!rows) return finish(io, args, diagnostics)
  const isStated = rows.some(({ stated }) => stated !== undefined)
  const shown = columns.filter(([title]) => title !== 'STATED' || isStated)
  const json = () => printJson(rows.map(statusAsJson))
  io.writeStdout([args.format === 'json' ? json() : table(shown, rows) + summaryOf(rows)])
  const exit = finish(io, args, sortDiagnostics(withoutRepeats(diagnostics)))
  return rows.every(({ settled = true }) => settled) ? exit : Math.max(exit, 1)
}

/** The status of what a call is given; no rows where that cannot be read. */
export async function readStatus(
  io: Io,
  args: Arguments
): Promise<Omit<Status, 'rows'> & { readonly rows: Status['rows'] | undefined }> {
  const world = await readWorld(io, args)
  if (hasErrors(world.diagnostics)) return { rows: undefined, diagnostics: world.diagnostics }
  const { rows, diagnostics: found } = statusIn(world, statedByPlans(io, args))
  const isEmpty = world.live && !hasErrors(found) && showsNothing(rows, world.live)
  const all = [...world.diagnostics, ...found, ...(isEmpty ? [nothingToJudge(argumentsPlace)] : [])]
  const silent = rows.length + all.length === 0 ? [noWorkloads(argumentsPlace)] : []
  return { rows, diagnostics: [...all, ...silent] }
}

/** Whether a snapshot proves nothing of any workload: there is none, or it is empty. */
const showsNothing = (rows: readonly StatusRow[], { deployments }: Snapshot) =>
  rows.every(({ settled }) => settled === undefined) &&
  (rows.length === 0 || deployments.length === 0)

function statedByPlans(io: Io, { files }: Arguments): StatedBy {
  const planOf = readPlans(io, files)
  return workload => {
    const plan = planOf(workload.file)
    return plan && statedByPlan(plan, workload)
  }
}

function statusIn({ input, config, run }: World, statedBy: StatedBy): Status {
  if (!input) return statusOfEntries(config?.workloads ?? [], run)
  const stage = config?.workloads ? undefined : 'introduce-rollout'
  const standings = readStandings(input.groups, run, stage)
  return statusOf(standings, statedBy)
}

/** One line on many workloads: how many are at each stage, and how many have settled. */
function summaryOf(rows: readonly StatusRow[]): string {
  return rows.length > many ? `\n${countsOf(rows)}\n` : ''
}

/** So many that nobody counts them. */
export const many = 50

/** How many workloads are at each stage, and how many have settled. */
export function countsOf(rows: readonly StatusRow[]): string {
  const stages = grouped(rows, stageInWords)
  const counts = [...stages].map(([stage, own]) => `${own.length} at ${stage}`)
  const judged = rows.filter(({ settled }) => settled !== undefined)
  const settled = judged.filter(each => each.settled === true).length
  const live =
    judged.length > 0 ? `; ${settled} settled, ${judged.length - settled} not settled` : ''
  return `${rows.length} workloads: ${counts.join(', ')}${live}`
}

/** The stage of a workload, or the two that it is between. */
export const stageInWords = ({ stage, between }: StatusRow) =>
  stage ?? (between ? `between ${between.join(' and ')}` : '?')

const columns: readonly Column<StatusRow>[] = [
  ['WORKLOAD', ({ namespace, workload }) => (namespace ? `${namespace}/${workload}` : workload)],
  ['STAGE', stageInWords],
  ['STATED', ({ stated, stage }) => stated ?? stage ?? ''],
  ['N', ({ replicas }) => String(replicas ?? '')],
  ['DEPLOYMENT', ({ state }) => String(state.deployment?.replicas ?? '')],
  ['ROLLOUT', ({ state }) => String(state.rollout?.replicas ?? '')],
  ['AUTOSCALER', ({ scaling }) => scaling ?? '?'],
  ['LIVE', ({ settled }) => (settled === undefined ? '' : settled ? 'settled' : 'not settled')],
  ['PODS, ░ DEPLOYMENT █ ROLLOUT', ({ state, replicas }) => barOf(state, replicas)]
]

/** A row as a program reads it. */
export function statusAsJson({
  state,
  scaling,
  stage,
  stated,
  between,
  replicas,
  settled,
  namespace,
  ...row
}: StatusRow) {
  return {
    ...row,
    namespace: namespace ?? null,
    stage: stage ?? null,
    ...(stated !== undefined && { stated }),
    between: between ?? null,
    replicas: replicas ?? null,
    deployment: state.deployment?.replicas ?? null,
    rollout: state.rollout?.replicas ?? null,
    autoscaler: scaling ?? null,
    settled: settled ?? null
  }
}
