import type { Dirent } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { progressOn } from './progress.ts'
import { finishWrites, writeFiles } from './write-files.ts'
import type { FileState, Output, Writer } from './write-files.ts'

// An import of it would load its streams too, which takes a tenth of the time of a usual release.
const fs = process.getBuiltinModule('node:fs')

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
  /** The path of what a link leads to, and of all else as it is. */
  real(path: string): string
  /** How many names a file has, its own and hard links to it; 0 where it does not exist. */
  countNames(path: string): number
  /** The way from one path to another, however the two are written. */
  relative(from: string, to: string): string
  readStdin(): Buffer | Promise<Buffer>
  writeStdout(pieces: readonly (Uint8Array | string)[]): void
  writeStderr(text: string): void
  /** Shows a person how far a long run is, on a line that goes again. */
  progress(what: string, done: number, all: number): void
  readFile(path: string): Read
  /** A file of this package, such as a fixture; undefined where it is not installed with it. */
  readOwn(path: string): string | undefined
  listFolder(path: string): FolderEntry[] | { readonly reason: string } | 'not-a-folder'
  /** Writes all files or, where one cannot be written, says why. Each is old or new, never half. */
  writeFiles(
    outputs: readonly Output[]
  ): { readonly path: string; readonly reason: string } | undefined
  /** Finishes what a killed process had begun to write in folders, and says how many files it was. */
  finishWrites(folders: readonly string[]): number
  /** Runs a command; `quietly` drops what it says on standard error. */
  run(
    command: string,
    args: readonly string[],
    manner?: 'quietly'
  ): Promise<Ran | { readonly reason: string }>
}

export type FolderEntry = {
  readonly name: string
  /** `misnamed` is what cannot be opened by its name, which is not UTF-8. */
  readonly type: 'file' | 'folder' | 'misnamed' | 'other'
}
export type Ran = { readonly exit: number; readonly stdout: Buffer }

/** The real world. */
export function processIo(): Io {
  const read = new Map<string, FileState>()
  const writer = (): Writer => ({
    disk: fs,
    machine: machineOf(process.getBuiltinModule('node:os').hostname()),
    pid: process.pid,
    isRunning,
    whenRead: path => read.get(resolve(path)),
    reasonOf
  })
  const progress = progressOn({
    isTerminal: () => isTerminal(2),
    write: text => writeAll(2, text),
    uptime: () => process.uptime()
  })
  process.once('exit', progress.clear)
  return {
    env: process.env,
    program: process.argv[1] ?? '',
    get isTerminal() {
      return { stdin: isTerminal(0), stderr: isTerminal(2) }
    },
    today: () => new Date().toISOString().slice(0, 10),
    absolute: path => resolve(path),
    real: realPath,
    countNames: path => fs.statSync(path, { throwIfNoEntry: false })?.nlink ?? 0,
    relative,
    readStdin,
    writeStdout(pieces) {
      progress.clear()
      writePieces(1, pieces)
    },
    writeStderr(text) {
      progress.clear()
      writeAll(2, text)
    },
    progress: progress.show,
    readFile: path => attempt(() => readFile(path, read)),
    readOwn,
    listFolder,
    writeFiles: outputs => writeFiles(writer(), outputs),
    finishWrites: folders => finishWrites(writer(), folders),
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

/** A word for a machine: containers that share a folder have process ids in common. */
function machineOf(host: string): string {
  let hash = 0
  for (const character of host) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(16).padStart(8, '0')
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isDefunct(pid)
  } catch (error) {
    // One of another user is running, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whether a process has ended, and only its parent has not looked yet; told on Linux. */
function isDefunct(pid: number): boolean {
  try {
    return /\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

function realPath(path: string): string {
  try {
    return fs.realpathSync.native(path)
  } catch {
    // What does not exist is said where it is read.
    return resolve(path)
  }
}

/** What the shell opens for us, as in `<(kubectl get …)`. */
const givenByShell = /^\/(?:dev|proc\/self)\/(?:fd\/\d+|stdin)$/

/** Reads a file, and remembers what it was: a FIFO would wait, and a device may never end. */
function readFile(path: string, read: Map<string, FileState>): Buffer {
  const descriptor = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK)
  try {
    const state = fs.fstatSync(descriptor)
    if (state.isFile()) {
      read.set(resolve(path), state)
      return readWhole(descriptor, state.size)
    }
    if (!state.isDirectory() && !givenByShell.test(path)) {
      throw new Error('it is not a regular file')
    }
    return fs.readFileSync(state.isDirectory() ? descriptor : path)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** Reads a file of a known size, without asking for it again; one that says none, or is another by now, anew. */
function readWhole(descriptor: number, size: number): Buffer {
  const buffer = Buffer.allocUnsafe(size)
  const isWhole = size > 0 && fs.readSync(descriptor, buffer, 0, size, 0) === size
  return isWhole ? buffer : fs.readFileSync(descriptor)
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
      const more = length < 1 << 20 ? (1 << 20) - length : 1 << 28
      const larger = Buffer.allocUnsafe(length + more)
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
  const joined = Buffer.allocUnsafe(1 << 16)
  let size = 0
  const flush = () => {
    writeAll(descriptor, joined.subarray(0, size))
    size = 0
  }
  for (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    if (size + bytes.length > joined.length) flush()
    if (bytes.length >= joined.length) writeAll(descriptor, bytes)
    else {
      joined.set(bytes, size)
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
    type: typeOf(path, entry)
  }))
}

function typeOf(folder: string, entry: Dirent): FolderEntry['type'] {
  if (entry.isDirectory()) return 'folder'
  if (!isFile(folder, entry)) return 'other'
  // What is not UTF-8 is decoded to this character, and cannot be found by it.
  const isOdd = entry.name.includes('\ufffd') && !fs.existsSync(join(folder, entry.name))
  return isOdd ? 'misnamed' : 'file'
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

/** Who ends us means the command that we wait for. */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Runs a command with our standard input and error, and keeps what it prints. */
async function run(...[command, args, manner]: Parameters<Io['run']>): ReturnType<Io['run']> {
  const { spawn } = await import('node:child_process')
  const { constants } = await import('node:os')
  if (command === '') return { reason: 'its name is empty' }
  return new Promise(settle => {
    const child = spawn(command, args, {
      stdio: ['inherit', 'pipe', manner ? 'ignore' : 'inherit']
    })
    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    if (!manner) for (const signal of forwarded) process.on(signal, forward)
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', error => {
      const isMissing = 'code' in error && error.code === 'ENOENT'
      settle({ reason: isMissing ? 'no such program' : reasonOf(error) })
    })
    child.on('close', (code, signal) => {
      for (const each of forwarded) process.off(each, forward)
      const exit = code ?? 128 + (signal ? constants.signals[signal] : 0)
      settle({ exit, stdout: Buffer.concat(chunks) })
    })
  })
}
