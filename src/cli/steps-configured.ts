import type { Cell } from '../environments/cells.ts'
import { blocksIn } from '../environments/rows.ts'
import type { Block, Row } from '../environments/rows.ts'
import { grouped } from '../groups.ts'
import { isChosen, isPattern } from '../kubernetes/chosen.ts'
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
  const isShown = new Set(rows.map(({ cell }) => cell))
  const asked = cells.filter(
    cell =>
      cell.environment !== '-' &&
      isAsked(args, cell) &&
      !isShown.has(cell) &&
      !hasCanary(cell.values)
  )
  // One configuration lists the workloads of many releases.
  const known = new Map<string, ByRelease>()
  const found: Configured[] = []
  for (const cell of asked) {
    const [path] = configsFor(io, args, { cell })
    const config = path ?? configPathOf(io, args)
    const listed = known.get(config) ?? (await listedIn(files.read(config) ?? '', config))
    known.set(config, listed)
    const own = listed.get(cell.release) ?? []
    found.push(...own.map(each => configuredAs(each, { cell, config })))
  }
  const wanted = args.workload ?? []
  return found.filter(({ workload }) => wanted.length === 0 || isChosen({ name: workload }, wanted))
}

const hasCanary = (values: Value | undefined): boolean =>
  Object.entries(asEntries(values) ?? {}).some(
    ([key, below]) =>
      (key === 'canary' && Object.keys(asEntries(below) ?? {}).length > 0) || hasCanary(below)
  )

/** A workload that a configuration lists for a release, with its block of steps, if it has one. */
type Listed = { readonly workload: string; readonly block: Block | undefined }

type ByRelease = ReadonlyMap<string | undefined, readonly Listed[]>

async function listedIn(text: string, config: string): Promise<ByRelease> {
  if (!text.includes('release:')) return new Map()
  // It loads zod, for the configuration.
  const { entriesIn, entryAt } = await import('./steps-stage.ts')
  const entries = entriesIn(text)
  const blocks = grouped(blocksIn(config, text), ({ line }) =>
    entryAt(entries, { place: { file: config, line, column: 1 } })
  )
  const listed = entries.flatMap(entry => {
    const { name, release, stage } = entry
    if (name === undefined || isPattern(name) || stage === 'baseline') return []
    return [{ release, workload: name, block: blocks.get(entry)?.[0] }]
  })
  return grouped(listed, ({ release }) => release)
}

function configuredAs(
  { workload, block }: Listed,
  { cell, config }: Pick<Configured, 'cell' | 'config'>
): Configured {
  if (!block) return { cell, config, workload, row: undefined }
  const { path, state, steps, line } = block
  const said = workload === cell.release ? undefined : workload
  const place = { file: config, line, column: 1 }
  const row = { cell, workload: said, path, state, steps, decider: undefined, place }
  return { cell, config, workload, row }
}
