import { metricWords } from '../datadog/words.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { hasErrors, withoutRepeats } from '../diagnostic.ts'
import type { Cell } from '../environments/cells.ts'
import * as problems from '../environments/problems.ts'
import { blocksIn } from '../environments/rows.ts'
import type { Row } from '../environments/rows.ts'
import { grouped, once } from '../groups.ts'
import { argumentsPlace } from '../settings.ts'
import { findBlocks } from '../steps/blocks.ts'
import { checkImage, stateOf } from '../steps/running-canary.ts'
import { wordsOf } from '../steps/step-words.ts'
import type { AnalysisWords } from '../steps/step-words.ts'
import { openSource } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import { isAsked, readEnvironments, unfollowed } from './environments-world.ts'
import type { EnvironmentsWorld } from './environments-world.ts'
import type { Io } from './io.ts'
import { readLive } from './live.ts'
import { printJson } from './printable.ts'
import { stepsLeftOn } from './problems.ts'
import { finish } from './report.ts'
import { liveOfSeveral, readConfig } from './run.ts'
import { configuredIn } from './steps-configured.ts'
import { leftOnIn, openBefore, withoutAllowed } from './steps-left-on.ts'
import { configsFor, ofRelease } from './steps-release.ts'
import { table } from './table.ts'
import type { Column } from './table.ts'

/** `steps status` over a helmfile: each release in each environment, and the file that decides. */
export async function runEnvironmentsStatus(io: Io, args: Arguments): Promise<number> {
  const read = readEnvironments(io, args)
  const { diagnostics } = read
  if (hasErrors(diagnostics)) return finish(io, args, diagnostics)
  const own = await configuredIn(io, args, read)
  const rows = [...read.rows, ...own.flatMap(({ row }) => row ?? [])]
  const world = { ...read, rows }
  const unknown = rows
    .filter(({ state, cell }) => state === 'unknown' && cell.isInstalled)
    .map(({ cell, place }) =>
      problems.stepsUnknown(place ?? argumentsPlace, `"${cell.release}" in ${cell.environment}`)
    )
  const said = [...diagnostics, ...unfollowed(world, args), ...unknown]
  if (args.check) {
    const left = await checkRowsLeftOn(io, args, world)
    return finish(io, args, withoutRepeats([...said, ...left]))
  }
  const seen = await lookAtRows(io, args, world)
  if ('code' in seen) return finish(io, args, [seen])
  const wordsFor = await analysisWordsOf(io, args, world)
  const shown = rows
    .filter(({ cell }) => cell.isInstalled)
    .map(row => ({ ...lineOf(row, wordsFor(row)), live: seen.liveOf(row) }))
  const without = world.cells
    .filter(cell => isAsked(args, cell))
    .filter(cell => !cell.isInstalled || rows.every(row => row.cell !== cell))
    .map(({ release, environment, isInstalled }) => ({
      ...{ release, environment, ...nothing },
      words: isInstalled ? '' : 'not installed'
    }))
  const order = (one: Line, other: Line) => placeIn(world.cells, one) - placeIn(world.cells, other)
  const lines = [...shown, ...without].toSorted(order)
  io.writeStdout([args.format === 'json' ? printJson(lines) : table(columns, lines)])
  return finish(io, args, withoutRepeats([...said, ...seen.diagnostics]))
}

/** What the metrics wait for, of the configuration that counts for a release. */
async function analysisWordsOf(io: Io, args: Arguments, { rows }: EnvironmentsWorld) {
  const pathOf = (row: Row) => configsFor(io, args, row)[0]
  const words = new Map<string | undefined, AnalysisWords>()
  for (const path of new Set(rows.map(pathOf))) {
    const { config } = await readConfig(io, { config: path })
    words.set(path, metricWords(config?.metrics).analysisWords)
  }
  return (row: Row) => words.get(pathOf(row))
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
  /** What the cluster showed, where there is a snapshot. */
  readonly live: string | undefined
}

const nothing = {
  workload: undefined,
  steps: 'none' as const,
  words: '',
  file: undefined,
  line: undefined,
  live: undefined
}

const lineOf = (
  { cell, workload, state, steps, place }: Row,
  analysisWords: AnalysisWords | undefined
) => ({
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
  ['IN WORDS', ({ words }) => words],
  ['LIVE', ({ live }) => live ?? '']
]

/** The steps that were left on: those of a file that a person may comment out, and those of `set`. */
async function checkRowsLeftOn(
  io: Io,
  args: Arguments,
  { files, rows }: EnvironmentsWorld
): Promise<Diagnostic[]> {
  const base = await openBefore(io, args)
  if (base && 'code' in base) return [base]
  const on = rows.filter(({ state, cell }) => state === 'on' && cell.isInstalled)
  const byFile = grouped(on, ({ place }) => place?.file ?? argumentsPlace.file)
  const found: Diagnostic[] = []
  for (const [file, own] of byFile) {
    const text = files.read(file) ?? ''
    const left = await leftOnIn(io, { base, file, text })
    const blocks = once(() => new Set(blocksIn(file, text).map(({ line }) => line)))
    const said = own.flatMap(({ cell, workload, place = argumentsPlace }) => {
      const until = left.find(({ block }) => block.place.line === place.line)
      if (!until && blocks().has(place.line)) return []
      const where = `--environment ${cell.environment} --release ${cell.release}`
      const name = workload ?? (cell.release === '-' ? undefined : cell.release)
      const call = cell.release === '-' ? file : where
      return [stepsLeftOn(until?.block.place ?? place, name, until?.until, call)]
    })
    found.push(...withoutAllowed(said, openSource(file, text)))
  }
  return found
}

type Seen = {
  readonly liveOf: (row: Row) => string | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** What a snapshot shows of the releases, and why a new image must wait for their steps. */
async function lookAtRows(
  io: Io,
  args: Arguments,
  { files, rows }: EnvironmentsWorld
): Promise<Seen | Diagnostic> {
  const several = new Set(rows.map(({ cell }) => cell.environment)).size > 1
  if (args.live !== undefined && several) return liveOfSeveral()
  const { live, diagnostics } = await readLive(io, args)
  if (!live) return { liveOf: () => undefined, diagnostics }
  const ofRow = ({ cell, workload }: Row) => {
    const own = ofRelease(live, cell.release)
    const named = own.rollouts.filter(({ metadata }) => metadata.name === workload)
    return named.length > 0 ? { ...own, rollouts: named } : own
  }
  const liveOf = (row: Row) =>
    ofRow(row)
      .rollouts.map(each => `${each.metadata.name} ${stateOf(each)}`)
      .join(', ')
  const paths = new Set(rows.map(({ place }) => place?.file ?? ''))
  const blocks = new Map(
    [...paths].map(file => [file, findBlocks(files.read(file) ?? '', { file })])
  )
  const waiting = rows.flatMap(row =>
    (blocks.get(row.place?.file ?? '') ?? [])
      .filter(({ block }) => block.place.line === row.place?.line)
      .flatMap(({ block }) =>
        checkImage(
          { ...block, state: row.state === 'on' ? 'on' : 'off', steps: row.steps },
          ofRow(row)
        )
      )
  )
  return { liveOf, diagnostics: [...diagnostics, ...waiting] }
}
