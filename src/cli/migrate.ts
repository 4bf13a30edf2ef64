import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Run } from '../workload/select.ts'
import { moveConfig } from '../migration/config-move.ts'
import { freeze } from '../migration/freeze.ts'
import type { Asked, Direction } from '../migration/gate.ts'
import { move } from '../migration/move.ts'
import type { Moved } from '../migration/move.ts'
import { readStandings } from '../migration/standing.ts'
import { nearest } from '../nearest.ts'
import { argumentsPlace } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { conclude, deliver, modeOf, refuseWrite } from './output.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { readInput } from './sources.ts'
import { readWorld } from './world.ts'
import type { World } from './world.ts'

const actions = ['plan', 'next', 'back', 'status']

/** `migrate`: the stages of a migration, as a plan or one at a time. */
export async function runMigrate(io: Io, given: Arguments): Promise<number> {
  const [name = '', ...files] = given.files
  const args = { ...given, files }
  if (name === 'next' || name === 'back') return runMove(io, args, name)
  if (name === 'status') {
    const { runMigrateStatus } = await import('./migrate-status.ts')
    return runMigrateStatus(io, args)
  }
  if (name === 'plan') return (await import('./migrate-plan.ts')).runMigratePlan(io, args)
  return finish(io, args, [unknownAction(name)])
}

function unknownAction(name: string): Diagnostic {
  const similar = nearest(name, actions)
  const hint = similar ? `did you mean ${similar}?` : 'as in `rolloutify migrate next k8s/`'
  const but = name === '' ? '' : `, and not "${name}"`
  return wrongOption(argumentsPlace, `migrate takes plan, next, back or status${but}`, hint)
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
    unverified: args.unverified === true,
    dropReplicas: args['drop-replicas'] === true,
    freeze: before && freeze(before)
  }
  const { revisions, diagnostics } = world.source
    ? moveConfigured(world, asked)
    : move(input?.groups ?? [], world.run, asked)
  return conclude(io, args, diagnostics, () =>
    deliver(io, { mode, revisions, host: args.host, input: 'files' })
  )
}

function moveConfigured({ source, config, input, run }: World, asked: Asked): Moved {
  if (!source || !config) return { revisions: [], diagnostics: [] }
  const { workloads, diagnostics } = input
    ? readStandings(input.groups, run, undefined)
    : { workloads: [], diagnostics: [] }
  if (hasErrors(diagnostics)) return { revisions: [], diagnostics }
  return moveConfig({ source, config, workloads }, run, asked)
}

/** The Deployments of the commit before, as they were before the migration. */
async function readBefore(io: Io, { from }: Arguments, run: Run) {
  if (from === undefined) return { before: undefined, diagnostics: [] }
  const { groups, diagnostics } = await readInput(io, [from])
  const { workloads } = readStandings(groups, run, 'introduce-rollout')
  return { before: workloads.map(({ selected }) => selected.manifests.deployment), diagnostics }
}
