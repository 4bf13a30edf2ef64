import { hasErrors } from '../diagnostic.ts'
import type { Run } from '../workload/select.ts'
import { moveConfig } from '../migration/config-move.ts'
import { freeze } from '../migration/freeze.ts'
import type { Asked, Direction } from '../migration/gate.ts'
import { move } from '../migration/move.ts'
import { stopped } from '../migration/moved.ts'
import type { Moved } from '../migration/moved.ts'
import { readStandings } from '../migration/standing.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { conclude, deliver, modeOf, refuseWrite } from './output.ts'
import { finish } from './report.ts'
import { readInput } from './sources.ts'
import { readWorld } from './world.ts'
import type { World } from './world.ts'

/** `migrate`: the stages of a migration, as a plan or one at a time. */
export async function runMigrate(io: Io, given: Arguments): Promise<number> {
  const [name = '', ...files] = given.files
  const args = { ...given, files }
  if (name === 'next' || name === 'back' || name === 'abort') return runMove(io, args, name)
  if (name === 'plan') return (await import('./migrate-plan.ts')).runMigratePlan(io, args)
  return (await import('./migrate-status.ts')).runMigrateStatus(io, args)
}

async function runMove(io: Io, args: Arguments, direction: Direction): Promise<number> {
  const mode = modeOf(args)
  if ('code' in mode) return finish(io, args, [mode])
  const world = await readWorld(io, args)
  const { input, config, live } = world
  const refused = input && refuseWrite(mode, config?.workloads ? { kind: 'files' } : input)
  const faults = [...world.diagnostics, ...(refused ? [refused] : [])]
  if (hasErrors(faults)) return finish(io, args, faults)
  const { before, diagnostics: unread } = await readBefore(io, args, world.run)
  if (hasErrors(unread)) return finish(io, args, unread)
  const asked = {
    direction,
    live,
    unverified: args.unverified,
    dropReplicas: args['drop-replicas'],
    freeze: before && freeze(before)
  }
  const { revisions, diagnostics, refusals } = world.source
    ? moveConfigured(world, asked)
    : move(input?.groups ?? [], world.run, asked)
  const isMoving = revisions.some(({ revised }) => revised.length > 0)
  if (hasErrors(diagnostics) || (hasErrors(refusals) && !isMoving)) {
    return finish(io, args, [...diagnostics, ...refusals])
  }
  const exit = conclude(io, args, diagnostics, () =>
    deliver(io, { mode, revisions, host: args.host, input: 'files' })
  )
  return Math.max(exit, finish(io, args, refusals))
}

function moveConfigured({ source, config, input, run }: World, asked: Asked): Moved {
  if (!source || !config) return stopped([])
  const { workloads, diagnostics } = input
    ? readStandings(input.groups, run, undefined)
    : { workloads: [], diagnostics: [] }
  if (hasErrors(diagnostics)) return stopped(diagnostics)
  return moveConfig({ source, config, workloads }, run, asked)
}

/** The Deployments of the commit before, as they were before the migration. */
async function readBefore(io: Io, { from }: Arguments, run: Run) {
  if (from === undefined) return { before: undefined, diagnostics: [] }
  const { groups, diagnostics } = await readInput(io, [from])
  const { workloads } = readStandings(groups, run, 'introduce-rollout')
  return { before: workloads.map(({ selected }) => selected.manifests.deployment), diagnostics }
}
