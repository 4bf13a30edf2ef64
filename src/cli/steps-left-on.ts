import { findIgnores, withoutIgnored } from '../check/ignore.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { isChosenBlock } from '../steps/block.ts'
import type { StepsBlock } from '../steps/block.ts'
import { findLeftOn } from '../steps/left-on.ts'
import type { LeftOn } from '../steps/left-on.ts'
import { findWanted } from '../steps/wanted.ts'
import type { Source } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import { openBase } from './check-base.ts'
import type { Base } from './check-base.ts'
import type { Io } from './io.ts'
import { stepsLeftOn } from './problems.ts'
import { finish } from './report.ts'
import { sourcesOf } from './sources.ts'
import type { Input } from './sources.ts'

/**
 * `steps status --check`: says where steps were left on. A file without steps is as good as one with
 * them off.
 */
export async function checkLeftOn(io: Io, args: Arguments, input: Input): Promise<number> {
  const base = await openBefore(io, args)
  if (base && 'code' in base) return finish(io, args, [base])
  const workloads = args.workload ?? []
  const { found } = findWanted(sourcesOf(input), { named: new Set(), workloads })
  const diagnostics: Diagnostic[] = []
  for (const { source, text } of new Map(found.map(each => [each.source, each])).values()) {
    const left = await leftOnIn(io, { base, file: source.file, text })
    const meant = left.filter(({ block }) => isMeant(block, workloads))
    const said = meant.map(({ block, until }) =>
      stepsLeftOn(block.place, block.workload, until, 'FILE')
    )
    diagnostics.push(...withoutAllowed(said, source))
  }
  return finish(io, args, diagnostics)
}

type Text = {
  readonly base: Base | undefined
  readonly file: string
  readonly text: string
}

/** The steps of a text that were left on, beside what it was before. */
export async function leftOnIn(io: Io, { base, file, text }: Text): Promise<LeftOn[]> {
  const before = base && ((await base.read(file))?.toString('utf8') ?? null)
  return findLeftOn(text, { file, before, today: io.today() })
}

/** Findings without those that a comment of the file allows. */
export const withoutAllowed = (found: readonly Diagnostic[], source: Source) =>
  withoutIgnored(
    found,
    findIgnores(source).filter(({ code }) => code === stepsLeftOn.code),
    { codes: [stepsLeftOn.code], idle: new Set([stepsLeftOn.code]) }
  )

/** Opens what `--from` names. Before the first commit of a repository there was nothing. */
export async function openBefore(
  io: Io,
  { from, files }: Arguments
): Promise<Base | Diagnostic | undefined> {
  if (from === undefined) return undefined
  const base = await openBase(io, from, files)
  if (!('code' in base) || from !== 'HEAD') return base
  const ran = await io.run('git', ['rev-parse', '--git-dir'])
  const isRepository = !('reason' in ran) && ran.exit === 0
  return isRepository
    ? { filesIn: () => [], folders: [], unread: [], read: async () => undefined }
    : base
}

const isMeant = (block: StepsBlock, wanted: readonly string[]) =>
  wanted.length === 0 || wanted.some(each => isChosenBlock(block, each))
