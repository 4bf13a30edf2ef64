import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { grouped } from '../groups.ts'
import type { Run } from '../workload/select.ts'
import { moveConfig } from '../migration/config-move.ts'
import type { Configured } from '../migration/config-move.ts'
import { freeze } from '../migration/freeze.ts'
import type { Direction } from '../migration/gate.ts'
import { move } from '../migration/move.ts'
import { stopped } from '../migration/moved.ts'
import { noWorkloads, stageMovesNothing, workloadsMoved } from '../migration/problems.ts'
import type { Moved, Passage } from '../migration/moved.ts'
import { raise, raiseConfig } from '../migration/raise.ts'
import { readStandings } from '../migration/standing.ts'
import { unknownStage } from '../problems.ts'
import { argumentsPlace, defaultPercents } from '../settings.ts'
import { parseStage, printStage, stageNames } from '../workload/stage.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { conclude, deliver, modeOf, refuseWrite } from './output.ts'
import { moreAlike, wrongOption } from './problems.ts'
import { exitCodeOf, finish } from './report.ts'
import { readInput } from './sources.ts'
import { printable } from './printable.ts'
import { readWorld } from './world.ts'
import type { World } from './world.ts'

/** `migrate`: the stages of a migration, as a plan or one at a time. */
export async function runMigrate(io: Io, given: Arguments): Promise<number> {
  const [name = '', ...files] = given.files
  const args = { ...given, files }
  if (name === 'next' || name === 'back' || name === 'abort') return runMove(io, args, name)
  if (name === 'raise') return runRaise(io, args)
  if (name === 'plan') return (await import('./migrate-plan.ts')).runMigratePlan(io, args)
  return runStatus(io, args)
}

async function runStatus(io: Io, args: Arguments): Promise<number> {
  const { environmentsAsked, runStatusOfEnvironments } = await import('./migrate-environments.ts')
  const environments = environmentsAsked(io, args)
  const isOne = environments?.length === 1 && args.live !== undefined
  if (environments && !isOne) return runStatusOfEnvironments(io, args, environments)
  const own = isOne ? { ...args, environment: environments } : args
  return (await import('./migrate-status.ts')).runMigrateStatus(io, own)
}

async function runMove(io: Io, args: Arguments, direction: Direction): Promise<number> {
  const stage = args.stage === undefined ? undefined : parseStage(args.stage)
  if (args.stage !== undefined && !stage) {
    return finish(io, args, [unknownStage(argumentsPlace, args.stage, stageNames([25, 100]))])
  }
  return runEdits(io, args, async world => {
    const { before, diagnostics } = await readBefore(io, args, world.run)
    if (hasErrors(diagnostics)) return stopped(diagnostics)
    const asked = {
      direction,
      live: world.live,
      unverified: args.unverified,
      dropReplicas: args['drop-replicas'],
      stage,
      maxSurplus: args['max-surplus'],
      freeze: before && freeze(before)
    }
    const configured = configuredIn(world)
    const moved = !configured
      ? move(world.input?.groups ?? [], world.run, asked)
      : 'revisions' in configured
        ? configured
        : moveConfig(configured, world.run, asked)
    if (!isNothing(moved)) return moved
    return stage
      ? stopped([
          stageMovesNothing(argumentsPlace, printStage(stage), stageNames(percentsIn(world)))
        ])
      : { ...moved, diagnostics: [noWorkloads(argumentsPlace)] }
  })
}

/** Whether nothing moves, and nothing says why. */
const isNothing = ({ revisions, diagnostics, refusals }: Moved) =>
  diagnostics.length + refusals.length === 0 &&
  revisions.every(({ revised }) => revised.length === 0)

/** All percents that the stages of the workloads have. */
function percentsIn({ config, input, run }: World): number[] {
  const all = input
    ? readStandings(input.groups, run, 'introduce-rollout').workloads.map(
        ({ planned, selected }) => (planned ?? selected).percents
      )
    : (config?.workloads ?? []).map(({ percents = run.percents }) => percents ?? defaultPercents)
  return [...new Set(all.flat())].toSorted((a, b) => a - b)
}

async function runRaise(io: Io, args: Arguments): Promise<number> {
  if (args.replicas.all === undefined && args.replicas.named.size === 0) {
    const hint = 'as in `rolloutify migrate raise --replicas web=12 --write k8s/`'
    return finish(io, args, [wrongOption(argumentsPlace, 'migrate raise takes --replicas', hint)])
  }
  return runEdits(io, args, async world => {
    const configured = configuredIn(world)
    if (!configured) return raise(world.input?.groups ?? [], world.run)
    return 'revisions' in configured ? configured : raiseConfig(configured, world.run)
  })
}

/** Reads what a call is given, and writes or prints what is made of it. */
async function runEdits(
  io: Io,
  args: Arguments,
  make: (world: World) => Promise<Moved>
): Promise<number> {
  const mode = modeOf(args)
  if ('code' in mode) return finish(io, args, [mode])
  // `--stage` chooses workloads here; where each is, it says itself.
  const world = await readWorld(io, { ...args, stage: undefined })
  const { input, config } = world
  const refused = input && refuseWrite(mode, config?.workloads ? { kind: 'files' } : input)
  const faults = [...world.diagnostics, ...(refused ? [refused] : [])]
  if (hasErrors(faults)) return finish(io, args, faults)
  const { revisions, diagnostics: all, refusals, count, passages = [] } = await make(world)
  const diagnostics = withFewAlike(all)
  const isMoving = revisions.some(({ revised }) => revised.length > 0)
  if (hasErrors(diagnostics) || (hasErrors(refusals) && !isMoving)) {
    return finish(io, args, [...diagnostics, ...refusals])
  }
  const exit = conclude(io, args, diagnostics, () =>
    deliver(io, { mode, revisions, host: args.host, input: 'files' })
  )
  // A person wants to see where the workloads are then; a pipeline reads the exit code.
  if (mode.name === 'write' && exit === 0 && !args.quiet && io.isTerminal.stderr)
    io.writeStderr(wayOf(passages))
  const totals = exitCodeOf(diagnostics, args) === 0 ? totalsOf(count) : []
  return Math.max(exit, finish(io, args, refusals), finish(io, args, totals))
}

/** From where to where each workload moves, where they are few. */
function wayOf(passages: readonly Passage[]): string {
  const moving = passages.filter(({ from, to }) => from !== to)
  if (moving.length > fewAlike) return ''
  return moving
    .map(each => printable(`${each.workload}: ${each.from} → ${each.to}`) + '\n')
    .join('')
}

/** How many workloads move, where they are more than are counted at a glance. */
function totalsOf(count: Moved['count']): Diagnostic[] {
  if (!count || count.asked <= fewAlike) return []
  return [workloadsMoved(argumentsPlace, count.moving, count.asked)]
}

/** How many lines of one kind are read, where none of them asks for anything. */
const fewAlike = 10

/** Findings, without the many that need no action and say the same: these are counted. */
function withFewAlike(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byCode = grouped(diagnostics, ({ code, severity }) => (severity === 'info' ? code : ''))
  return [...byCode].flatMap(([code, own]) => {
    const [, next] = own.slice(fewAlike - 1)
    if (code === '' || !next) return own
    return [...own.slice(0, fewAlike), moreAlike(next, own.length - fewAlike, code)]
  })
}

/** The configuration where it states the stages, with the manifests that are given; or why it cannot be used. */
function configuredIn({ source, config, input, run }: World): Configured | Moved | undefined {
  if (!source) return undefined
  if (!config) return stopped([])
  const { workloads, diagnostics } = input
    ? readStandings(input.groups, run, undefined)
    : { workloads: [], diagnostics: [] }
  return hasErrors(diagnostics) ? stopped(diagnostics) : { source, config, workloads }
}

/** The Deployments of the commit before, as they were before the migration. */
async function readBefore(io: Io, { from }: Arguments, run: Run) {
  if (from === undefined) return { before: undefined, diagnostics: [] }
  const { groups, diagnostics } = await readInput(io, [from])
  const { workloads } = readStandings(groups, run, 'introduce-rollout')
  return { before: workloads.map(({ selected }) => selected.manifests.deployment), diagnostics }
}
