import type { Cell } from '../environments/cells.ts'
import { blocksIn } from '../environments/rows.ts'
import type { Row } from '../environments/rows.ts'
import { isChosen } from '../kubernetes/chosen.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import type { Arguments } from './arguments.ts'
import { isAsked } from './environments-world.ts'
import type { EnvironmentsWorld } from './environments-world.ts'
import type { Io } from './io.ts'
import { configPathOf } from './run.ts'
import { configsFor } from './steps-release.ts'

/** A workload of a release whose Rollout rolloutify makes: the configuration has its steps. */
export type Configured = {
  readonly cell: Cell
  readonly config: string
  readonly workload: string
  /** Its steps there, if it has any. */
  readonly row: Row | undefined
}

/** Those among the releases that are asked for. A chart whose values have a canary makes its own. */
export async function configuredIn(
  io: Io,
  args: Arguments,
  { files, cells, rows }: EnvironmentsWorld
): Promise<Configured[]> {
  const asked = cells.filter(
    cell =>
      cell.environment !== '-' &&
      isAsked(args, cell) &&
      !rows.some(row => row.cell === cell) &&
      !hasCanary(cell.values)
  )
  const found: Configured[] = []
  for (const cell of asked) {
    const [path] = configsFor(io, args, { cell })
    const config = path ?? configPathOf(io, args)
    found.push(...(await workloadsIn(files.read(config) ?? '', { cell, config })))
  }
  const wanted = args.workload ?? []
  return found.filter(({ workload }) => wanted.length === 0 || isChosen({ name: workload }, wanted))
}

const hasCanary = (values: Value | undefined): boolean =>
  Object.entries(asEntries(values) ?? {}).some(
    ([key, below]) =>
      (key === 'canary' && Object.keys(asEntries(below) ?? {}).length > 0) || hasCanary(below)
  )

/** The workloads that a configuration lists for a release, with their steps. */
async function workloadsIn(
  text: string,
  { cell, config }: Pick<Configured, 'cell' | 'config'>
): Promise<Configured[]> {
  if (!text.includes('release:')) return []
  // It loads zod, for the configuration.
  const { entriesIn, entryAt } = await import('./steps-stage.ts')
  const entries = entriesIn(text)
  const blocks = blocksIn(config, text)
  return entries
    .filter(({ release, stage, name }) => {
      const isOne = name !== undefined && !/[*?]/.test(name)
      return release === cell.release && stage !== 'baseline' && isOne
    })
    .map(entry => {
      const block = blocks.find(
        ({ line }) => entryAt(entries, { place: { file: config, line, column: 1 } }) === entry
      )
      const workload = entry.name ?? ''
      const said = workload === cell.release ? undefined : workload
      const row = block && {
        ...{ cell, workload: said, path: block.path, state: block.state, steps: block.steps },
        ...{ decider: undefined, place: { file: config, line: block.line, column: 1 } }
      }
      return { cell, config, workload, row }
    })
}
