import { metricWords } from '../datadog/words.ts'
import { withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { stepsNotFound } from '../steps/problems.ts'
import { checkImage } from '../steps/running-canary.ts'
import { statusOf } from '../steps/status.ts'
import type { Status } from '../steps/status.ts'
import { findWanted } from '../steps/wanted.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { atStart } from './folders.ts'
import { finish } from './report.ts'
import { readLive } from './live.ts'
import { readConfig } from './run.ts'
import { checkLeftOn } from './steps-left-on.ts'
import { sourcesOf } from './sources.ts'
import { table } from './table.ts'
import type { Column } from './table.ts'
import type { Input } from './sources.ts'
import { printJson } from './printable.ts'

/**
 * `steps status`: which steps there are, whether they are on, and what they do; with a snapshot also
 * whether a new image may come.
 */
export async function runStatus(io: Io, args: Arguments, input: Input): Promise<number> {
  if (args.check) return checkLeftOn(io, args, input)
  const { live, diagnostics: unread } = await readLive(io, args)
  const wanted = { named: input.named, workloads: args.workload ?? [] }
  const { found, diagnostics } = findWanted(sourcesOf(input), wanted)
  // It loads zod, for the configuration.
  const { entriesIn, entryAt } = await import('./steps-stage.ts')
  const { config } = await readConfig(io, args)
  const words = metricWords(config?.metrics)
  const isSole = found.flatMap(({ blocks }) => blocks).length === 1
  const rows = found.flatMap(({ text, blocks }) => {
    const entries = entriesIn(text)
    return blocks.map(block =>
      statusOf(block, { live, isSole, replicas: entryAt(entries, block)?.replicas, ...words })
    )
  })
  io.writeStdout([args.format === 'json' ? printJson(rows) : table(columns, rows)])
  const refused = found.flatMap(each => each.diagnostics)
  const waiting = live
    ? found.flatMap(({ blocks }) => blocks.flatMap(each => checkImage(each, live)))
    : []
  const said = withoutRepeats([...unread, ...diagnostics, ...refused, ...waiting])
  const [folder] = found.length + said.length > 0 ? [] : args.files
  return finish(io, args, folder === undefined ? said : [noneIn(folder)])
}

/** A folder without steps is usual, but a person wants to see that it was read. */
const noneIn = (folder: string): Diagnostic => ({
  ...stepsNotFound(atStart(folder), undefined),
  severity: 'info'
})

const columns: readonly Column<Status>[] = [
  ['FILE', ({ file }) => file],
  ['WORKLOAD', ({ workload }) => workload ?? '-'],
  ['STEPS', ({ state }) => state],
  ['IN WORDS', ({ words }) => words],
  ['LIVE', ({ live }) => live ?? ''],
  ['PODS, NEW + OLD', ({ pods }) => pods.map(printPods).join(', ')]
]

const printPods = ({ weight, canary, stable }: Status['pods'][number]) =>
  `${weight}%: ${canary} + ${stable}`
