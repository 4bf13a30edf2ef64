import { spelled } from '../kubernetes/chosen.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { grouped } from '../groups.ts'
import type { StatusRow } from '../migration/status.ts'
import { argumentsPlace } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import { declaredIn, filesFrom, helmfilesIn } from './helmfiles.ts'
import type { Io } from './io.ts'
import { countsOf, many, readStatus, stageInWords, statusAsJson } from './migrate-status.ts'
import { wrongOption } from './problems.ts'
import { printJson } from './printable.ts'
import { finish } from './report.ts'
import { areSeveral, environmentsIn, liveOfSeveral, namingOf } from './run.ts'
import { table } from './table.ts'
import type { Column } from './table.ts'

/**
 * The environments that `migrate status` is asked for, where they are several: `*` are all that have
 * a configuration. Without a name they are meant where no other configuration exists.
 */
export function environmentsAsked(io: Io, args: Arguments): readonly string[] | undefined {
  const isUnnamed = namingOf(io, args) === 'default' && args.files.length === 0
  const isAlone = isUnnamed && 'reason' in io.readFile('rolloutify.yaml')
  if (!isAlone && !areSeveral(args)) return undefined
  const all = isAlone || args.environment.includes('*') ? inOrder(io, environmentsIn(io)) : []
  const asked = [...new Set([...all, ...args.environment])].filter(each => each !== '*')
  return isAlone && asked.length === 0 ? undefined : asked
}

/** Environments as the helmfile of this folder orders them, and the others after it. */
function inOrder(io: Io, environments: readonly string[]): string[] {
  const files = filesFrom(io)
  const declared = declaredIn(files, helmfilesIn(files, '.'))
  return [...declared.filter(each => environments.includes(each)), ...environments]
}

/** `migrate status` over environments: the stage of each workload in each of them. */
export async function runStatusOfEnvironments(
  io: Io,
  args: Arguments,
  environments: readonly string[]
): Promise<number> {
  const refused = refuseTogether(args, environments)
  if (refused) return finish(io, args, [refused])
  const cells: Cell[] = []
  const diagnostics: Diagnostic[] = []
  for (const environment of environments) {
    const found = await readStatus(io, { ...args, environment: [environment] })
    diagnostics.push(...found.diagnostics)
    if (!found.rows) continue
    cells.push(...found.rows.map(row => ({ ...row, environment })))
  }
  const said = sortDiagnostics(withoutRepeats(diagnostics))
  if (hasErrors(said) && cells.length === 0) return finish(io, args, said)
  io.writeStdout([
    args.format === 'json' ? printJson(cells.map(cellAsJson)) : textOf(environments, cells)
  ])
  return finish(io, args, said)
}

/** What does not go with several environments: what there is of one of them only. */
function refuseTogether(
  { config, live }: Arguments,
  environments: readonly string[]
): Diagnostic | undefined {
  if (environments.length === 0) {
    const hint = 'pass --config, or keep a rolloutify.NAME.yaml for each environment in this folder'
    return wrongOption(argumentsPlace, 'No environment has a configuration here', hint)
  }
  if (live !== undefined) return liveOfSeveral()
  const reason = '--config is one file, and several environments are asked for'
  const hint = 'remove --config: each environment has its rolloutify.NAME.yaml'
  return config === undefined ? undefined : wrongOption(argumentsPlace, reason, hint)
}

type Cell = StatusRow & { readonly environment: string }

const cellAsJson = ({ environment, ...row }: Cell) => ({ environment, ...statusAsJson(row) })

/** A line for each workload, a column for each environment; of many also how many are where. */
function textOf(environments: readonly string[], cells: readonly Cell[]): string {
  const nameOf = namesOf(cells)
  const lines = [...grouped(cells, nameOf)]
  const stageAt = (own: readonly Cell[], environment: string) => {
    const cell = own.find(each => each.environment === environment)
    return cell ? stageInWords(cell) : '-'
  }
  const columns: Column<(typeof lines)[number]>[] = [
    ['WORKLOAD', ([name]) => name],
    ...environments.map((environment): Column<(typeof lines)[number]> => [
      environment.toUpperCase(),
      ([, own]) => stageAt(own, environment)
    ])
  ]
  if (lines.length <= many) return table(columns, lines)
  const counts = environments.map(environment => {
    const own = cells.filter(each => each.environment === environment)
    return `${environment}: ${countsOf(own)}\n`
  })
  return `${table(columns, lines)}\n${counts.join('')}`
}

/**
 * How workloads are called over environments. The namespace is a part of it unless each environment
 * has one of its own, so that a workload is one line.
 */
function namesOf(cells: readonly Cell[]): (cell: Cell) => string {
  const whole = ({ namespace, workload }: Cell) => spelled({ name: workload, namespace })
  const byName = [...grouped(cells, ({ workload }) => workload).values()]
  const isOneEach = byName.every(
    own => new Set(own.map(({ environment }) => environment)).size === own.length
  )
  const isSame = byName.every(own => new Set(own.map(whole)).size === 1)
  return isOneEach && !isSame ? ({ workload }) => workload : whole
}
