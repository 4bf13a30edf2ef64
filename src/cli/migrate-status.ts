import { hasErrors, sortDiagnostics } from '../diagnostic.ts'
import { barOf, statusOf, statusOfEntries } from '../migration/status.ts'
import type { Status, StatusRow } from '../migration/status.ts'
import { readStandings } from '../migration/workloads.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { finish } from './report.ts'
import { table } from './table.ts'
import type { Column } from './table.ts'
import { readWorld } from './world.ts'
import type { World } from './world.ts'

/** `migrate status`: where each workload is, and whether the cluster has settled there. */
export async function runMigrateStatus(io: Io, args: Arguments): Promise<number> {
  const world = await readWorld(io, args)
  if (hasErrors(world.diagnostics)) return finish(io, args, world.diagnostics)
  const { rows, diagnostics } = statusIn(world)
  const json = JSON.stringify(rows.map(asJson), null, 2) + '\n'
  io.writeStdout([args.format === 'json' ? json : table(columns, rows)])
  return finish(io, args, sortDiagnostics([...world.diagnostics, ...diagnostics]))
}

function statusIn({ input, config, run }: World): Status {
  if (!input) return statusOfEntries(config?.workloads ?? [], run)
  const stage = config?.workloads ? undefined : 'introduce-rollout'
  const { workloads, run: named, diagnostics } = readStandings(input.groups, run, stage)
  const status = statusOf(workloads, named)
  return { ...status, diagnostics: [...diagnostics, ...status.diagnostics] }
}

const columns: readonly Column<StatusRow>[] = [
  ['WORKLOAD', ({ namespace, workload }) => (namespace ? `${namespace}/${workload}` : workload)],
  ['STAGE', ({ stage, between }) => stage ?? (between ? `between ${between.join(' and ')}` : '?')],
  ['N', ({ replicas }) => String(replicas ?? '')],
  ['DEPLOYMENT', ({ counts }) => String(counts.deployment ?? '')],
  ['ROLLOUT', ({ counts }) => String(counts.rollout ?? '')],
  ['AUTOSCALER', ({ counts }) => counts.scaling],
  ['LIVE', ({ settled }) => (settled === undefined ? '' : settled ? 'settled' : 'not settled')],
  ['PODS, ░ DEPLOYMENT █ ROLLOUT', ({ counts, replicas }) => barOf(counts, replicas)]
]

function asJson({ counts, stage, between, replicas, settled, namespace, ...row }: StatusRow) {
  return {
    ...row,
    namespace: namespace ?? null,
    stage: stage ?? null,
    between: between ?? null,
    replicas: replicas ?? null,
    deployment: counts.deployment ?? null,
    rollout: counts.rollout ?? null,
    autoscaler: counts.scaling,
    settled: settled ?? null
  }
}
