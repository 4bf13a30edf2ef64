import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors } from '../diagnostic.ts'
import { changeRow } from '../environments/change.ts'
import { patchesKey } from '../environments/patches.ts'
import * as problems from '../environments/problems.ts'
import { rowAt, rowsOf } from '../environments/rows.ts'
import type { Row } from '../environments/rows.ts'
import { argumentsPlace } from '../settings.ts'
import type { Action } from '../steps/wanted.ts'
import { reviseText } from '../yaml/revision.ts'
import { openSource } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import { isAsked, readEnvironments, unfollowed } from './environments-world.ts'
import type { EnvironmentsWorld } from './environments-world.ts'
import type { Io } from './io.ts'
import { conclude, deliver } from './output.ts'
import type { Mode } from './output.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { configuredIn } from './steps-configured.ts'
import type { Configs, FoundAction } from './steps-action.ts'
import { configsFor, readAgainst } from './steps-release.ts'

type Change = {
  readonly name: Action['name']
  readonly actionFor: (configs: Configs) => Promise<FoundAction>
  /** The same in the configuration that the arguments name. */
  readonly changeConfig: (args: Arguments) => Promise<number>
  readonly mode: Mode
}

/** `steps on`, `off` and `use` of one release in one environment. */
export async function runEnvironmentsChange(
  io: Io,
  args: Arguments,
  { name, actionFor, changeConfig, mode }: Change
): Promise<number> {
  const world = readEnvironments(io, args)
  const own = await inConfiguration(io, args, world)
  if (own) return 'code' in own ? finish(io, args, [own]) : changeConfig(own)
  const said = [...world.diagnostics, ...unfollowed(world, args)]
  const row = hasErrors(said) ? undefined : chooseRow(world, args, name)
  if (!row || 'code' in row) return finish(io, args, row ? [...said, row] : said)
  const { files, cells, reread } = world
  const { action, diagnostics: unnamed } = await actionFor(configsFor(io, args, row))
  if (!action) return finish(io, args, [...said, ...unnamed])
  const { against, diagnostics: unread } = await readAgainst(io, args, row)
  if (hasErrors(unread)) return finish(io, args, [...said, ...unread])
  const job = { files, row, wish: action, before: cells, reread, against }
  const { changed, diagnostics } = changeRow(job)
  const revisions = changed
    ? [reviseText(openSource(changed.file, changed.before), changed.before, [changed.after])]
    : []
  return conclude(io, args, [...said, ...diagnostics], () =>
    deliver(io, { mode, revisions, host: args.host, input: 'files' })
  )
}

/** The call as one for the configuration, if rolloutify makes the Rollout of the release. */
async function inConfiguration(
  io: Io,
  args: Arguments,
  world: EnvironmentsWorld
): Promise<Arguments | Diagnostic | undefined> {
  if (hasErrors(world.diagnostics) || world.rows.length > 0) return undefined
  const found = await configuredIn(io, args, world)
  const [own, second] = found
  if (!own) return undefined
  if (second) {
    const names = found.map(({ cell, workload }) => [cell.release, cell.environment, workload])
    return problems.severalReleases(
      argumentsPlace,
      names.map(each => each.join(' '))
    )
  }
  const { config, workload } = own
  return { ...args, config, workload: [workload], files: [], environment: [], release: undefined }
}

/** The one row that is meant: that whose steps can go on, or off. */
function chooseRow(
  world: EnvironmentsWorld,
  args: Arguments,
  name: Action['name']
): Row | Diagnostic {
  const rows = world.rows.length > 0 || name === 'off' ? world.rows : borrowedRows(world, args)
  const fit = rows.filter(({ state }) => name === 'use' || (name === 'on') !== (state === 'on'))
  const wanted = fit.length > 0 ? fit : rows
  const [row, second] = wanted
  if (row && !second) return row
  const names = wanted.map(({ cell, workload, path }) =>
    [cell.release, cell.environment, workload ?? path.join('.')]
      .filter(each => each !== '-')
      .join(' ')
  )
  return row ? problems.severalReleases(argumentsPlace, names) : problems.noSteps(argumentsPlace)
}

/** The paths at which others have steps: the same release elsewhere, else others of its chart. */
function borrowedRows({ files, cells }: EnvironmentsWorld, args: Arguments): Row[] {
  const all = rowsOf(files, cells).filter(({ path }) => path[0] !== patchesKey)
  return cells
    .filter(cell => isAsked(args, cell))
    .flatMap(cell => {
      const alike = all.filter(row => row.cell.chart === cell.chart)
      const same = alike.filter(row => row.cell.release === cell.release)
      const paths = new Map(
        (same.length > 0 ? same : alike).map(({ path }) => [path.join('.'), path])
      )
      return [...paths.values()].map(path => rowAt(cell, path, []))
    })
}

/** What argues against options that do not go together. */
export function refuseTogether(args: Arguments): Diagnostic | undefined {
  if (args.values.length === 0) return undefined
  if (args.environment.length === 0 && args.release === undefined && args.files.length === 0)
    return undefined
  const hint = 'pass only the values files, the one that wins last'
  return wrongOption(argumentsPlace, '--values already lists all values', hint)
}
