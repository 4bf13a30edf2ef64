import { isAbsolute, join, normalize, relative } from 'node:path'
import type { Diagnostic } from '../diagnostic.ts'
import { piecesOf } from '../yaml/revision.ts'
import type { Revision } from '../yaml/revision.ts'
import { argumentsPlace } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import { unifiedDiff } from './diff.ts'
import type { Io, Output } from './io.ts'
import { unwritableFile, wrongOption } from './problems.ts'
import type { Input } from './sources.ts'

/** What happens to a result: `print` unless something else is asked for. */
export type Mode =
  | { readonly name: 'print' | 'write' | 'diff' | 'check' }
  | { readonly name: 'out'; readonly folder: string }

/** The one mode that the options ask for. */
export function modeOf({ write, out, diff, check }: Arguments): Mode | Diagnostic {
  const asked: Mode[] = [
    ...(write ? [{ name: 'write' } as const] : []),
    ...(out === undefined ? [] : [{ name: 'out', folder: out } as const]),
    ...(diff ? [{ name: 'diff' } as const] : []),
    ...(check ? [{ name: 'check' } as const] : [])
  ]
  const [mode, second] = asked
  if (!second) return mode ?? { name: 'print' }
  const names = asked.map(({ name }) => `--${name}`).join(' and ')
  return wrongOption(argumentsPlace, `${names} exclude each other`, 'give one of them')
}

/** What to say where a stream is to be written in place: it has none. */
export function refuseWrite(mode: Mode, input: Pick<Input, 'kind'>): Diagnostic | undefined {
  if (mode.name !== 'write' || input.kind !== 'stream') return undefined
  const hint = 'give files, or leave --write out'
  return wrongOption(argumentsPlace, '--write changes files, and none are given', hint)
}

export type Delivery = {
  readonly mode: Mode
  readonly revisions: readonly Revision[]
  readonly host: Arguments['host']
  readonly input: 'stream' | 'files'
}
type Delivered = { readonly exit: number; readonly diagnostics: readonly Diagnostic[] }

const done: Delivered = { exit: 0, diagnostics: [] }

/** Prints, writes, compares or checks what a command made. */
export function deliver(io: Io, delivery: Delivery): Delivered {
  const { mode, revisions } = delivery
  const changed = revisions.filter(({ revised }) => revised.length > 0)
  if (mode.name === 'check') return { exit: changed.length > 0 ? 1 : 0, diagnostics: [] }
  if (mode.name === 'write') {
    return write(
      io,
      changed.map(each => ({ path: each.source.file, pieces: piecesOf(each) }))
    )
  }
  if (mode.name === 'out') {
    const path = ({ source }: Revision) => join(mode.folder, below(source.file))
    return write(
      io,
      revisions.map(each => ({ path: path(each), pieces: piecesOf(each) }))
    )
  }
  if (mode.name === 'diff') io.writeStdout(changed.map(unifiedDiff))
  else print(io, delivery)
  return done
}

function write(io: Io, outputs: readonly Output[]): Delivered {
  const failed = io.writeFiles(outputs)
  if (!failed) return done
  const at = { file: failed.path, line: 1, column: 1 }
  return { exit: 3, diagnostics: [unwritableFile(at, failed.reason)] }
}

/** The path of a file below another folder: never outside it. */
function below(file: string): string {
  if (file === '<stdin>') return 'manifests.yaml'
  const path = isAbsolute(file) ? relative('/', file) : normalize(file)
  return path.replace(/^(?:\.\.[/\\])+/, '')
}

function print(io: Io, { revisions, host, input }: Delivery): void {
  const pieces: (Uint8Array | string)[] = []
  for (const revision of revisions) {
    const own = piecesOf(revision)
    const previous = pieces.at(-1)
    if (previous !== undefined) pieces.push(...separator(previous, own[0]))
    pieces.push(...own)
  }
  const isEmpty = input === 'stream' && pieces.every(piece => /^\s*$/.test(piece.toString()))
  // Helm 4 takes an empty output for a failure, also where a chart renders nothing.
  if (isEmpty && host === 'helm4') pieces.push('# nothing to do\n')
  io.writeStdout(pieces)
}

/** What must stand between two files for the second to begin a document of its own. */
function separator(previous: Uint8Array | string, next: Uint8Array | undefined): string[] {
  if (!next) return []
  const isOpen = previous.at(-1) !== 10 && previous.at(-1) !== '\n'
  const begins = Buffer.from(next.subarray(0, 3)).toString('latin1') === '---'
  return [(isOpen ? '\n' : '') + (begins ? '' : '---\n')]
}
