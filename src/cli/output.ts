import { join, normalize, parse } from 'node:path'
import type { Diagnostic } from '../diagnostic.ts'
import { piecesOf } from '../yaml/revision.ts'
import type { Revision } from '../yaml/revision.ts'
import { argumentsPlace } from '../settings.ts'
import type { Arguments } from './arguments.ts'
import { unifiedDiff } from './diff.ts'
import type { Io } from './io.ts'
import { printable } from './printable.ts'
import { hardLinkLeft, unwritableFile, wrongOption } from './problems.ts'
import { exitCodeOf, finish } from './report.ts'
import type { Output } from './write-files.ts'
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
  return wrongOption(argumentsPlace, `${names} cannot be combined`, 'pass one of them')
}

/** What to say where a stream is to be written in place: it has none. */
export function refuseWrite(mode: Mode, input: Pick<Input, 'kind'>): Diagnostic | undefined {
  if (mode.name !== 'write' || input.kind !== 'stream') return undefined
  const hint = 'pass files, or remove --write'
  return wrongOption(argumentsPlace, '--write needs files, but none are passed', hint)
}

/** What to say where a text of our own has no file yet that it could change. */
export const withoutMerge = ({ name }: Mode, paths = 'FILE') =>
  wrongOption(argumentsPlace, `--${name} needs --merge`, `pass the file with --merge ${paths}`)

/** What to say where results would be read again as input by the next call. */
export function refuseOut(io: Io, out: string, files: readonly string[]): Diagnostic | undefined {
  const folders = files.filter(path => path !== '-' && Array.isArray(io.listFolder(path)))
  const above = folders.find(path => !/^\.\.(?:[/\\]|$)/.test(io.relative(path, out)))
  if (above === undefined) return undefined
  const reason = `--out "${out}" is inside "${above}", which is an input`
  return wrongOption(argumentsPlace, reason, 'pass a folder outside it')
}

export type Delivery = {
  readonly mode: Mode
  readonly revisions: readonly Revision[]
  readonly host: Arguments['host']
  readonly input: 'stream' | 'files'
}
type Delivered = {
  readonly exit: number
  readonly diagnostics: readonly Diagnostic[]
  /** The files that were written, where that was asked for. */
  readonly written?: readonly string[]
}

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

/** Delivers what a command made, unless an error forbids it, and says how the command ends. */
export function conclude(
  io: Io,
  args: Pick<Arguments, 'quiet' | 'fail-on'>,
  diagnostics: readonly Diagnostic[],
  delivery: () => Delivered
): number {
  if (exitCodeOf(diagnostics, args) > 0) return finish(io, args, diagnostics)
  const { written, ...delivered } = delivery()
  const exit = Math.max(
    finish(io, args, [...diagnostics, ...delivered.diagnostics]),
    delivered.exit
  )
  // A person wants to see that it is done; a pipeline reads the exit code.
  if (written && !args.quiet && io.isTerminal.stderr) io.writeStderr(summaryOf(written))
  return exit
}

function summaryOf(written: readonly string[]): string {
  const [first, ...others] = written
  const last = others.at(-1)
  if (first === undefined) return 'nothing changed\n'
  if (last === undefined) return `wrote ${printable(first)}\n`
  return `wrote ${written.length} files: ${printable(first)} … ${printable(last)}\n`
}

/** Writes files, all or none. */
export function write(io: Io, outputs: readonly Output[]): Delivered {
  const seen = new Set<string>()
  const twice = outputs.find(({ path }) => seen.has(path) || !seen.add(path))?.path
  if (twice !== undefined) {
    const hint = 'pass them in separate runs'
    const found = wrongOption(argumentsPlace, `Two files would be written to "${twice}"`, hint)
    return { exit: 2, diagnostics: [found] }
  }
  const linked = outputs.flatMap(({ path }) => leftLinks(io, path))
  const failed = io.writeFiles(outputs)
  if (!failed) return { ...done, diagnostics: linked, written: outputs.map(({ path }) => path) }
  const at = { file: failed.path, line: 1, column: 1 }
  return { exit: 3, diagnostics: [unwritableFile(at, failed.reason)] }
}

/** Other names of a file: it is replaced whole, so that they continue to have the old one. */
function leftLinks(io: Io, path: string): Diagnostic[] {
  const others = io.countNames(path) - 1
  return others > 0 ? [hardLinkLeft({ file: path, line: 1, column: 1 }, others)] : []
}

/** The path of a file below another folder: never outside it. */
export function below(file: string): string {
  if (file === '<stdin>') return 'manifests.yaml'
  const path = normalize(file).slice(parse(file).root.length)
  return path.replace(/^(?:\.\.[/\\])+/, '')
}

function print(io: Io, { revisions, host, input }: Delivery): void {
  const pieces: Uint8Array[] = []
  for (const revision of revisions) {
    const previous = pieces.findLast(piece => piece.length > 0)
    const [first, ...rest] = piecesOf(revision).filter(piece => piece.length > 0)
    if (!first) continue
    if (previous) pieces.push(separator(previous, first), withoutMark(first))
    else pieces.push(first)
    for (const piece of rest) pieces.push(piece)
  }
  // Helm 4 takes an empty output for a failure, also where a chart renders nothing.
  const isEmpty = host === 'helm4' && pieces.every(piece => /^\s*$/.test(piece.toString()))
  if (isEmpty && input === 'stream') pieces.push(Buffer.from('# nothing to do\n'))
  io.writeStdout(pieces)
}

/** A byte order mark has its place at the beginning of a stream only. */
function withoutMark(piece: Uint8Array): Uint8Array {
  return piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece
}

/** What must be between two files for the second to begin a separate document. */
function separator(previous: Uint8Array, next: Uint8Array): Uint8Array {
  const begins = Buffer.from(withoutMark(next).subarray(0, 3)).toString('latin1') === '---'
  return Buffer.from((previous.at(-1) === 10 ? '' : '\n') + (begins ? '' : '---\n'))
}
