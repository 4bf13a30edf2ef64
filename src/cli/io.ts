import type { Dirent } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'

// An import of it would load its streams too, which takes a tenth of the time of a usual release.
const fs = process.getBuiltinModule('node:fs')

/** A file to write: the text it shall have. */
export type Output = { readonly path: string; readonly pieces: readonly Uint8Array[] }

/** What was read, or why it could not be. */
export type Read = Buffer | { readonly reason: string }

/** The world, as commands see it. Paths are relative to the working folder, or absolute. */
export type Io = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The file of the running program, for a plugin that has to name it. */
  readonly program: string
  readonly isTerminal: { readonly stdin: boolean; readonly stderr: boolean }
  /** The day in UTC, as `2026-01-31`. */
  today(): string
  /** A path from the root of the file system on. */
  absolute(path: string): string
  /** The way from one path to another, however the two are written. */
  relative(from: string, to: string): string
  readStdin(): Buffer | Promise<Buffer>
  writeStdout(pieces: readonly (Uint8Array | string)[]): void
  writeStderr(text: string): void
  readFile(path: string): Read
  /** A file of this package, such as a fixture; undefined where it is not installed with it. */
  readOwn(path: string): string | undefined
  listFolder(path: string): FolderEntry[] | { readonly reason: string } | 'not-a-folder'
  /** Writes all files or, where one cannot be written, says why. Each is old or new, never half. */
  writeFiles(
    outputs: readonly Output[]
  ): { readonly path: string; readonly reason: string } | undefined
  run(command: string, args: readonly string[]): Promise<Ran | { readonly reason: string }>
}

export type FolderEntry = { readonly name: string; readonly type: 'file' | 'folder' | 'other' }
export type Ran = { readonly exit: number; readonly stdout: Buffer }

/** The real world. */
export function processIo(): Io {
  return {
    env: process.env,
    program: process.argv[1] ?? '',
    get isTerminal() {
      return { stdin: isTerminal(0), stderr: isTerminal(2) }
    },
    today: () => new Date().toISOString().slice(0, 10),
    absolute: path => resolve(path),
    relative,
    readStdin,
    writeStdout: pieces => writePieces(1, pieces),
    writeStderr: text => writeAll(2, text),
    readFile: path => attempt(() => fs.readFileSync(path)),
    readOwn,
    listFolder,
    writeFiles,
    run
  }
}

function isTerminal(descriptor: number): boolean {
  try {
    return fs.fstatSync(descriptor).isCharacterDevice() && isTty(descriptor)
  } catch {
    // A closed descriptor is no terminal.
    return false
  }
}

/** Loaded only where a character device may be a terminal: /dev/null is none. */
function isTty(descriptor: number): boolean {
  return descriptor === 0 ? process.stdin.isTTY === true : process.stderr.isTTY === true
}

function attempt<Result>(action: () => Result): Result | { reason: string } {
  try {
    return action()
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

/** What the system says, without the path, which the diagnostic names already. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message.replace(/^[A-Z]+: /, '').replace(/, \w+(?: '.*')?$/, '')
}

/** Reads standard input whole: in one piece of memory, as large as what comes needs it. */
function readStdin(): Buffer | Promise<Buffer> {
  let buffer = Buffer.allocUnsafe(1 << 16)
  let length = 0
  for (;;) {
    if (length === buffer.length) {
      // Memory that is not touched costs nothing, so it grows in few steps.
      const larger = Buffer.allocUnsafe(buffer.length + Math.min(buffer.length * 15, 1 << 28))
      buffer.copy(larger)
      buffer = larger
    }
    try {
      const read = fs.readSync(0, buffer, length, buffer.length - length, null)
      if (read === 0) return buffer.subarray(0, length)
      length += read
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EOF') return buffer.subarray(0, length)
      if (code === 'EAGAIN') return readRest(buffer.subarray(0, length))
      throw error
    }
  }
}

/** The rest of a standard input that was opened not to block. */
async function readRest(begun: Buffer): Promise<Buffer> {
  const chunks = [begun]
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Writes pieces, small ones joined: a large stream has a hundred thousand of them. */
function writePieces(descriptor: number, pieces: readonly (Uint8Array | string)[]): void {
  let small: Uint8Array[] = []
  let size = 0
  const flush = () => {
    if (size > 0) writeAll(descriptor, Buffer.concat(small, size))
    small = []
    size = 0
  }
  for (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    if (size + bytes.length > 1 << 16) flush()
    if (bytes.length >= 1 << 16) writeAll(descriptor, bytes)
    else {
      small.push(bytes)
      size += bytes.length
    }
  }
  flush()
}

/** Thrown where the reader of our output has gone, as `head` does. */
export const readerGone = Symbol('EPIPE')

function writeAll(descriptor: number, piece: Uint8Array | string): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
  for (let at = 0; at < bytes.length;) {
    try {
      at += fs.writeSync(descriptor, bytes, at)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EPIPE') throw readerGone
      if (code !== 'EAGAIN') throw error
      // A pipe that was opened not to block is full: wait for its reader.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}

function readOwn(path: string): string | undefined {
  try {
    return fs.readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
  } catch {
    // The package may be installed without its fixtures.
    return undefined
  }
}

function listFolder(path: string): ReturnType<Io['listFolder']> {
  const listed = attempt(() => fs.readdirSync(path, { withFileTypes: true }))
  if ('reason' in listed) {
    return /not a directory/.test(listed.reason) ? 'not-a-folder' : listed
  }
  return listed.map(entry => ({
    name: entry.name,
    type: entry.isDirectory() ? 'folder' : isFile(path, entry) ? 'file' : 'other'
  }))
}

/**
 * Links to files count as files; links to folders are not followed: they may lead in circles. What
 * leads nowhere, or only to itself, is neither.
 */
function isFile(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile()
  const found = attempt(() => fs.statSync(join(folder, entry.name), { throwIfNoEntry: false }))
  return found !== undefined && 'isFile' in found && found.isFile()
}

/** Writes each file beside its place first and renames all when nothing can fail for lack of room. */
function writeFiles(outputs: readonly Output[]): ReturnType<Io['writeFiles']> {
  const written: { path: string; temporary: string }[] = []
  try {
    for (const { path, pieces } of outputs) {
      const result = attempt(() => writeBeside(path, pieces))
      if ('reason' in result) return { path, reason: result.reason }
      written.push(result)
    }
    while (written.length > 0) {
      const [next] = written
      if (!next) break
      const result = attempt(() => fs.renameSync(next.temporary, next.path))
      if (result) return { path: next.path, reason: result.reason }
      written.shift()
    }
    return undefined
  } finally {
    for (const { temporary } of written) fs.rmSync(temporary, { force: true })
  }
}

function writeBeside(given: string, pieces: readonly Uint8Array[]) {
  fs.mkdirSync(dirname(given), { recursive: true })
  const old = fs.statSync(given, { throwIfNoEntry: false })
  if (old) fs.accessSync(given, fs.constants.W_OK)
  const path = old ? fs.realpathSync(given) : given
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  const descriptor = fs.openSync(temporary, 'w', old?.mode ?? 0o666)
  try {
    for (const piece of pieces) writeAll(descriptor, piece)
    // A new file that is lost with the power is made again; an old one is not.
    if (old) fs.fsyncSync(descriptor)
  } catch (error) {
    fs.rmSync(temporary, { force: true })
    throw error
  } finally {
    fs.closeSync(descriptor)
  }
  return { path, temporary }
}

/** Runs a command with our standard input and error, and keeps what it prints. */
async function run(command: string, args: readonly string[]): ReturnType<Io['run']> {
  const { spawn } = await import('node:child_process')
  const { constants } = await import('node:os')
  return new Promise(settle => {
    const child = spawn(command, args, { stdio: ['inherit', 'pipe', 'inherit'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', error => settle({ reason: reasonOf(error) }))
    child.on('close', (code, signal) => {
      const exit = code ?? 128 + (signal ? constants.signals[signal] : 0)
      settle({ exit, stdout: Buffer.concat(chunks) })
    })
  })
}
