import { metricWords } from '../datadog/words.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors, withoutRepeats } from '../diagnostic.ts'
import { cellOfValues, cellsOf } from '../environments/cells.ts'
import type { Cell } from '../environments/cells.ts'
import { changeRow } from '../environments/change.ts'
import type { Reread } from '../environments/change.ts'
import type { Files } from '../environments/files.ts'
import { readHelmfile } from '../environments/helmfile.ts'
import * as problems from '../environments/problems.ts'
import { rowAt, rowsOf } from '../environments/rows.ts'
import type { Row } from '../environments/rows.ts'
import { argumentsPlace } from '../settings.ts'
import { wordsOf } from '../steps/step-words.ts'
import type { AnalysisWords } from '../steps/step-words.ts'
import type { Action } from '../steps/wanted.ts'
import { decodeStrictly } from '../yaml/bytes.ts'
import { reviseText } from '../yaml/revision.ts'
import { openSource } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { conclude, deliver } from './output.ts'
import type { Mode } from './output.ts'
import { wrongOption } from './problems.ts'
import { printJson } from './printable.ts'
import { finish } from './report.ts'
import { readConfig } from './run.ts'
import { readAgainst } from './steps-release.ts'
import { table } from './table.ts'
import type { Column } from './table.ts'

type World = {
  readonly files: Files
  readonly cells: readonly Cell[]
  readonly rows: readonly Row[]
  readonly reread: Reread
  readonly diagnostics: readonly Diagnostic[]
}

/** `steps status` over a helmfile: each release in each environment, and the file that decides. */
export async function runEnvironmentsStatus(io: Io, args: Arguments): Promise<number> {
  const world = readWorld(io, args)
  const { rows, diagnostics } = world
  if (hasErrors(diagnostics)) return finish(io, args, diagnostics)
  const { config } = await readConfig(io, args)
  const { analysisWords } = metricWords(config?.metrics)
  const shown = rows.map(row => lineOf(row, analysisWords))
  const without = world.cells
    .filter(cell => isAsked(args, cell) && rows.every(row => row.cell !== cell))
    .map(({ release, environment }) => ({ release, environment, ...nothing }))
  const order = (one: Line, other: Line) => placeIn(world.cells, one) - placeIn(world.cells, other)
  const lines = [...shown, ...without].toSorted(order)
  io.writeStdout([args.format === 'json' ? printJson(lines) : table(columns, lines)])
  const unknown = rows
    .filter(({ state }) => state === 'unknown')
    .map(({ cell, place }) =>
      problems.stepsUnknown(place ?? argumentsPlace, `"${cell.release}" in ${cell.environment}`)
    )
  return finish(io, args, withoutRepeats([...diagnostics, ...unfollowed(world, args), ...unknown]))
}

const placeIn = (cells: readonly Cell[], line: Line) =>
  cells.findIndex(
    ({ release, environment }) => release === line.release && environment === line.environment
  )

type Line = {
  readonly release: string
  readonly environment: string
  readonly workload: string | undefined
  readonly steps: 'on' | 'off' | 'unknown' | 'none'
  readonly words: string
  readonly file: string | undefined
  readonly line: number | undefined
}

const nothing = {
  workload: undefined,
  steps: 'none' as const,
  words: '',
  file: undefined,
  line: undefined
}

const lineOf = (
  { cell, workload, state, steps, place }: Row,
  analysisWords: AnalysisWords
): Line => ({
  release: cell.release,
  environment: cell.environment,
  workload,
  steps: state,
  words: state === 'on' ? wordsOf(steps, analysisWords) : '',
  file: place?.file,
  line: place?.line
})

const columns: readonly Column<Line>[] = [
  ['RELEASE', ({ release }) => (release === '-' ? '' : release)],
  ['ENVIRONMENT', ({ environment }) => (environment === '-' ? '' : environment)],
  ['WORKLOAD', ({ workload }) => workload ?? ''],
  ['STEPS', ({ steps }) => steps],
  ['DECIDED BY', ({ file, line }) => (file === undefined ? '' : `${file}:${line}`)],
  ['IN WORDS', ({ words }) => words]
]

/** `steps on`, `off` and `use` of one release in one environment. */
export async function runEnvironmentsChange(
  io: Io,
  args: Arguments,
  { action, mode }: { readonly action: Action; readonly mode: Mode }
): Promise<number> {
  const world = readWorld(io, args)
  const said = [...world.diagnostics, ...unfollowed(world, args)]
  const row = hasErrors(said) ? undefined : chooseRow(world, args, action)
  if (!row || 'code' in row) return finish(io, args, row ? [...said, row] : said)
  const { files, cells, reread } = world
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

/** The one row that is meant: that whose steps can go on, or off. */
function chooseRow(world: World, args: Arguments, { name }: Action): Row | Diagnostic {
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
function borrowedRows({ files, cells }: World, args: Arguments): Row[] {
  const all = cells.flatMap(cell => rowsOf(files, cell))
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

function unfollowed({ cells }: World, args: Arguments): Diagnostic[] {
  const all = cells.filter(cell => isAsked(args, cell)).flatMap(cell => cell.unfollowed)
  return withoutRepeats(all.map(({ place, reason }) => problems.valuesNotFollowed(place, reason)))
}

const isAsked = ({ environment, release, values }: Arguments, cell: Cell) =>
  values.length > 0 ||
  ((environment.length === 0 ||
    environment.some(each => each === '*' || each === cell.environment)) &&
    (release === undefined || release === cell.release || cell.release === '-'))

function filesOf(io: Io): Files {
  const read = new Map<string, string | undefined>()
  return {
    read(path) {
      if (!read.has(path)) {
        const bytes = io.readFile(path)
        read.set(path, 'reason' in bytes ? undefined : decodeStrictly(bytes))
      }
      return read.get(path)
    },
    list(folder) {
      const entries = io.listFolder(folder)
      return Array.isArray(entries) ? entries.map(({ name }) => name) : []
    }
  }
}

function readWorld(io: Io, args: Arguments): World {
  const files = filesOf(io)
  const failed = (found: Diagnostic): World => ({
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
  const declared = helmfiles.flatMap(path =>
    readHelmfile(files, path, 'default').flatMap(({ environments }) => environments)
  )
  const asked = args.environment.filter(each => each !== '*')
  const known = [...new Set(declared)].filter(each => !each.includes('\ue000'))
  const missing = asked.find(each => each !== 'default' && !known.includes(each))
  if (missing !== undefined && known.length > 0)
    return failed(problems.environmentNotFound(argumentsPlace, missing, known))
  const all =
    known.length > 0 ? [...new Set([...known, ...asked])] : [...new Set(['default', ...asked])]
  return worldOf(files, args, edited =>
    all.flatMap(environment => helmfiles.flatMap(path => cellsOf(edited, path, environment)))
  )
}

function worldOf(files: Files, args: Arguments, reread: Reread): World {
  const cells = reread(files)
  const asked = cells.filter(cell => isAsked(args, cell))
  const { release, workload = [] } = args
  const names = [...new Set(cells.map(each => each.release))].filter(each => each !== '-')
  const isMissing = release !== undefined && !names.includes(release)
  const rows = asked.flatMap(cell => rowsOf(files, cell))
  return {
    files,
    cells,
    rows: rows.filter(row => workload.length === 0 || workload.includes(row.workload ?? '')),
    reread,
    diagnostics: isMissing ? [problems.releaseNotFound(argumentsPlace, release, names)] : []
  }
}

/** The helmfiles that are meant, as helmfile itself looks for them. */
function helmfilesIn(files: Files, path: string): string[] {
  const at = (name: string) => (path === '.' ? name : `${path}/${name}`)
  if (files.read(path) !== undefined) return [path]
  const one = ['helmfile.yaml', 'helmfile.yaml.gotmpl']
    .map(at)
    .find(each => files.read(each) !== undefined)
  if (one !== undefined) return [one]
  const inFolder = (folder: string) =>
    files
      .list(folder)
      .filter(name => /\.ya?ml(?:\.gotmpl)?$/.test(name))
      .toSorted()
      .map(name => (folder === '.' ? name : `${folder}/${name}`))
  const parts = inFolder(at('helmfile.d'))
  return parts.length > 0 || path === '.' ? parts : inFolder(path)
}

/** What speaks against options that do not go together. */
export function refuseTogether(args: Arguments, name: Action['name'] | 'status') {
  return (name === 'status' ? refuseForStatus(args) : undefined) ?? refuseBesideValues(args)
}

/** What a status is asked by these options, the files alone can answer. */
function refuseForStatus({ check, from, live }: Arguments): Diagnostic | undefined {
  const given = Object.entries({ '--check': check, '--from': from, '--live': live })
  const [option] = given.find(([, value]) => value !== undefined && value !== false) ?? []
  if (option === undefined) return undefined
  const reason = `${option} cannot be combined with releases of a helmfile`
  const hint = `pass the files themselves, as in \`rolloutify steps status ${option} … values/\``
  return wrongOption(argumentsPlace, reason, option === '--check' ? hint.replace(' …', '') : hint)
}

function refuseBesideValues(args: Arguments): Diagnostic | undefined {
  if (args.values.length === 0) return undefined
  if (args.environment.length === 0 && args.release === undefined && args.files.length === 0)
    return undefined
  const hint = 'pass only the values files, the one that wins last'
  return wrongOption(argumentsPlace, '--values already lists all values', hint)
}
