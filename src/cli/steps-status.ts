import { withoutRepeats } from '../diagnostic.ts'
import { findWanted } from '../steps/change.ts'
import { statusOf } from '../steps/status.ts'
import type { Status } from '../steps/status.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { finish } from './report.ts'
import { readLive } from './live.ts'
import { sourcesOf } from './sources.ts'
import type { Input } from './sources.ts'

/** `steps status`: which steps there are, whether they are on, and what they do. */
export async function runStatus(io: Io, args: Arguments, input: Input): Promise<number> {
  const { live, diagnostics: unread } = await readLive(io, args)
  const wanted = { named: input.named, workloads: args.workload ?? [] }
  const { found, diagnostics } = findWanted(sourcesOf(input), wanted)
  // It loads zod, for the configuration.
  const { entriesIn, entryAt } = await import('./steps-stage.ts')
  const rows = found.flatMap(({ text, blocks }) => {
    const entries = entriesIn(text)
    return blocks.map(block =>
      statusOf(block, { live, replicas: entryAt(entries, block)?.replicas })
    )
  })
  io.writeStdout([args.format === 'json' ? JSON.stringify(rows, null, 2) + '\n' : table(rows)])
  const refused = found.flatMap(each => each.diagnostics)
  return finish(io, args, withoutRepeats([...unread, ...diagnostics, ...refused]))
}

const columns: readonly (readonly [string, (row: Status) => string])[] = [
  ['FILE', ({ file }) => file],
  ['WORKLOAD', ({ workload }) => workload ?? '-'],
  ['STEPS', ({ state }) => state],
  ['IN WORDS', ({ words }) => words],
  ['LIVE', ({ live }) => live ?? ''],
  ['PODS, NEW + OLD', ({ pods }) => pods.map(printPods).join(', ')]
]

const printPods = ({ weight, canary, stable }: Status['pods'][number]) =>
  `${weight} %: ${canary} + ${stable}`

/** Rows in columns; one that says nothing of any row is left out. */
function table(rows: readonly Status[]): string {
  const shown = columns
    .map(([title, read]) => [title, ...rows.map(read)])
    .filter(column => column.slice(1).some(cell => cell !== ''))
  const widths = shown.map(column => Math.max(...column.map(cell => cell.length)))
  const lines = shown[0]?.map((_, row) =>
    shown.map((column, at) => (column[row] ?? '').padEnd(widths[at] ?? 0)).join('  ')
  )
  return (lines ?? []).map(line => line.trimEnd() + '\n').join('')
}
