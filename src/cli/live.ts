import type { Diagnostic } from '../diagnostic.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Arguments } from './arguments.ts'
import { argumentsPlace } from '../settings.ts'
import type { Io } from './io.ts'
import { unreadableFile, wrongOption } from './problems.ts'
import { wrongEncoding } from './sources.ts'
import type { Input } from './sources.ts'
import { decode } from '../yaml/bytes.ts'
import { exportLeftOut } from '../workload/problems.ts'
import { openSource } from '../yaml/stream.ts'

/** Reads what `--live` names, if it is given. */
export async function readLive(
  io: Io,
  { live: path, files }: Arguments
): Promise<{ live: Snapshot | undefined; diagnostics: readonly Diagnostic[] }> {
  if (path === undefined) return { live: undefined, diagnostics: [] }
  const failed = (found: Diagnostic) => ({ live: undefined, diagnostics: [found] })
  if (path === '-' && files.includes('-')) {
    const hint = 'pass one of them as a file'
    return failed(
      wrongOption(argumentsPlace, 'Only one of --live - and - can read standard input', hint)
    )
  }
  const file = path === '-' ? '<stdin>' : path
  const bytes = path === '-' ? await io.readStdin() : io.readFile(path)
  if ('reason' in bytes) return failed(unreadableFile({ file, line: 1, column: 1 }, bytes.reason))
  const source = openSource(file, bytes)
  const [encoding] = wrongEncoding(source)
  if (encoding) return failed(encoding)
  const { parseSnapshot } = await import('../snapshot.ts')
  const { snapshot: live, diagnostics } = parseSnapshot(decode(source.bytes), file)
  return { live, diagnostics }
}

/** Manifests without the file that `--live` names: a snapshot is never taken for what is to come. */
export function withoutLive(io: Io, input: Input, { live }: Pick<Arguments, 'live'>): Input {
  if (live === undefined || live === '-') return input
  const path = io.absolute(live)
  const isOther = (file: string) => io.absolute(file) !== path
  const groups = input.groups.map(({ exported = [], ...group }) => ({
    ...group,
    exported: exported.filter(({ document }) => isOther(document.source.file)),
    sources: group.sources.filter(({ file }) => isOther(file))
  }))
  const diagnostics = input.diagnostics.filter(
    ({ code, file }) => code !== exportLeftOut.code || isOther(file)
  )
  return { ...input, groups, diagnostics }
}
