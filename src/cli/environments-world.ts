import type { Diagnostic } from '../diagnostic.ts'
import { withoutRepeats } from '../diagnostic.ts'
import { cellOfValues, cellsOf } from '../environments/cells.ts'
import type { Cell } from '../environments/cells.ts'
import type { Reread } from '../environments/change.ts'
import type { Files } from '../environments/files.ts'
import * as problems from '../environments/problems.ts'
import { rowsOf } from '../environments/rows.ts'
import type { Row } from '../environments/rows.ts'
import { isChosen } from '../kubernetes/chosen.ts'
import { argumentsPlace } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import { declaredIn, filesFrom, helmfilesIn } from './helmfiles.ts'
import type { Io } from './io.ts'

/** The releases in the environments that a call is about. */
export type EnvironmentsWorld = {
  readonly files: Files
  readonly cells: readonly Cell[]
  readonly rows: readonly Row[]
  readonly reread: Reread
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads the helmfile that is meant, or the files of values. */
export function readEnvironments(io: Io, args: Arguments): EnvironmentsWorld {
  const files = filesFrom(io)
  const failed = (found: Diagnostic): EnvironmentsWorld => ({
    files,
    cells: [],
    rows: [],
    reread: () => [],
    diagnostics: [found]
  })
  if (args.values.length > 0) {
    return worldOf(files, args, edited => [cellOfValues(edited, args.values)])
  }
  const helmfiles =
    args.files.length > 0
      ? args.files.flatMap(path => helmfilesIn(files, path))
      : helmfilesIn(files, '.')
  if (helmfiles.length === 0) return failed(problems.helmfileNotFound(argumentsPlace))
  const asked = args.environment.filter(each => each !== '*')
  const known = declaredIn(files, helmfiles)
  const missing = asked.find(each => each !== 'default' && !known.includes(each))
  if (missing !== undefined && known.length > 0)
    return failed(problems.environmentNotFound(argumentsPlace, missing, known))
  const all =
    known.length > 0 ? [...new Set([...known, ...asked])] : [...new Set(['default', ...asked])]
  return worldOf(files, args, edited =>
    all.flatMap(environment => helmfiles.flatMap(path => cellsOf(edited, path, environment)))
  )
}

function worldOf(files: Files, args: Arguments, reread: Reread): EnvironmentsWorld {
  const cells = reread(files)
  const asked = cells.filter(cell => isAsked(args, cell))
  const { release, workload = [] } = args
  const names = [...new Set(cells.map(each => each.release))].filter(each => each !== '-')
  const isMissing = release !== undefined && !names.includes(release)
  const rows = rowsOf(files, asked)
  return {
    files,
    cells,
    rows: rows.filter(
      row => workload.length === 0 || isChosen({ name: row.workload ?? '' }, workload)
    ),
    reread,
    diagnostics: isMissing ? [problems.releaseNotFound(argumentsPlace, release, names)] : []
  }
}

/** What could not be followed of the values that are asked for. */
export function unfollowed({ cells }: EnvironmentsWorld, args: Arguments): Diagnostic[] {
  const all = cells.filter(cell => isAsked(args, cell)).flatMap(cell => cell.unfollowed)
  return withoutRepeats(all.map(({ place, reason }) => problems.valuesNotFollowed(place, reason)))
}

/** Whether a release in an environment is asked for. */
export const isAsked = ({ environment, release, values }: Arguments, cell: Cell) =>
  values.length > 0 ||
  ((environment.length === 0 ||
    environment.some(each => each === '*' || each === cell.environment)) &&
    (release === undefined || release === cell.release || cell.release === '-'))
