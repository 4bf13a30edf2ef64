import { basename, dirname, join } from 'node:path'
import { parseJson } from '../json.ts'

/** A file to write: the text it shall have. */
export type Output = { readonly path: string; readonly pieces: readonly Uint8Array[] }

/** A file as the system knows it: what changes with its content is in it. */
export type FileState = {
  readonly ino: number
  readonly size: number
  readonly mtimeMs: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  isFile(): boolean
}

/** What of a file system writing needs, as Node has it. */
export type Disk = {
  statSync(path: string, options: { throwIfNoEntry: false }): FileState | undefined
  realpathSync(path: string): string
  accessSync(path: string, mode: number): void
  mkdirSync(path: string, options: { recursive: true }): unknown
  readdirSync(path: string): string[]
  readFileSync(path: string, encoding: 'utf8'): string
  openSync(path: string, flags: 'wx', mode: number): number
  writeSync(descriptor: number, bytes: Uint8Array, offset: number): number
  fchmodSync(descriptor: number, mode: number): void
  fchownSync(descriptor: number, uid: number, gid: number): void
  fsyncSync(descriptor: number): void
  closeSync(descriptor: number): void
  linkSync(from: string, to: string): void
  renameSync(from: string, to: string): void
  rmSync(path: string, options: { force: true }): void
}

/** Who writes, and where. */
export type Writer = {
  readonly disk: Disk
  /** Tells our temporary files from those of other machines: eight hexadecimal digits. */
  readonly machine: string
  readonly pid: number
  isRunning(pid: number): boolean
  /** What a file was when this process read it. */
  whenRead(path: string): FileState | undefined
  reasonOf(error: unknown): string
}

export type Failure = { readonly path: string; readonly reason: string }

/** A file beside the one that it shall replace. */
type Prepared = {
  readonly path: string
  readonly temporary: string
  readonly before: string
  readonly after: string
}

/**
 * Writes all files or, where one cannot be written, none. Each is written beside its place, and all
 * are renamed when nothing can fail for lack of room. What a killed process leaves is finished by
 * `finishWrites`, or cleared by the next process that writes there.
 */
export function writeFiles(writer: Writer, outputs: readonly Output[]): Failure | undefined {
  const { disk } = writer
  const prepared = new Map<string, Prepared & { readonly output: Output }>()
  const cleared = new Set<string>()
  let at = ''
  try {
    for (const output of outputs) {
      at = output.path
      const { path, old } = realPlace(writer, output.path)
      const known = prepared.get(path)
      if (known && isEqual(known.output, output)) continue
      if (known) throw new Error('it is the same file as another one, but the two would differ')
      clear(writer, dirname(path), cleared)
      const temporary = join(dirname(path), nameOf(writer, `${prepared.size}.tmp`))
      const before = stampOf(writer.whenRead(output.path) ?? old)
      prepared.set(path, { path, temporary, before, after: '', output })
      const after = writeNew(writer, { temporary, pieces: output.pieces, old })
      prepared.set(path, { path, temporary, before, after, output })
    }
    const all = [...prepared.values()]
    for (const { path, before, output } of all) {
      at = output.path
      if (stampOf(disk.statSync(path, { throwIfNoEntry: false })) !== before) {
        throw new Error('another process has changed it since it was read')
      }
    }
    replace(writer, all, each => (at = each.output.path))
    return undefined
  } catch (error) {
    for (const { temporary } of prepared.values()) remove(disk, temporary)
    return { path: at, reason: writer.reasonOf(error) }
  }
}

const stampOf = (state: FileState | undefined) =>
  state ? `${state.ino} ${state.size} ${state.mtimeMs}` : 'none'

const nameOf = ({ machine, pid }: Writer, end: string) => `.rolloutify-${machine}-${pid}-${end}`

/** Whether a file is one of ours that a process left, or has yet to rename. */
export const isTemporary = (path: string) => ownName.test(basename(path))
const ownName = /^\.rolloutify-([0-9a-f]{8})-(\d+)-\w+\.(?:tmp|old|journal)$/

/** Where a file really is: a link to it stays a link. */
function realPlace({ disk }: Writer, given: string) {
  disk.mkdirSync(dirname(given), { recursive: true })
  const old = disk.statSync(given, { throwIfNoEntry: false })
  if (old && !old.isFile()) throw new Error('it is not a regular file')
  // 2 is W_OK: a file that is not to be written is not to be replaced either.
  if (old) disk.accessSync(given, 2)
  const path = old
    ? disk.realpathSync(given)
    : join(disk.realpathSync(dirname(given)), basename(given))
  return { path, old }
}

const isEqual = (a: Output, b: Output) => Buffer.concat(a.pieces).equals(Buffer.concat(b.pieces))

/** Removes what processes of this machine left in a folder, who run no more: a journal last. */
function clear(writer: Writer, folder: string, cleared: Set<string>): void {
  if (cleared.has(folder)) return
  cleared.add(folder)
  const names = writer.disk.readdirSync(folder).filter(name => isLeft(writer, name))
  for (const name of names.toSorted((a, b) => Number(isJournal(a)) - Number(isJournal(b)))) {
    remove(writer.disk, join(folder, name))
  }
}

const isJournal = (name: string) => name.endsWith('.journal')

function isLeft({ machine, pid, isRunning }: Writer, name: string): boolean {
  const [, owner, process] = ownName.exec(name) ?? []
  return owner === machine && (Number(process) === pid || !isRunning(Number(process)))
}

type NewFile = {
  readonly temporary: string
  readonly pieces: readonly Uint8Array[]
  readonly old: FileState | undefined
}

/** Writes a file that nobody has yet, as what it replaces is owned, and says how to know it again. */
function writeNew({ disk }: Writer, { temporary, pieces, old }: NewFile): string {
  const descriptor = disk.openSync(temporary, 'wx', old ? 0o600 : 0o666)
  try {
    for (const piece of pieces) {
      for (let at = 0; at < piece.length;) at += disk.writeSync(descriptor, piece, at)
    }
    if (old) {
      keepOwner(disk, descriptor, old)
      disk.fchmodSync(descriptor, old.mode & 0o7777)
      // A new file that is lost with the power is made again; an old one is not.
      disk.fsyncSync(descriptor)
    }
  } finally {
    disk.closeSync(descriptor)
  }
  return stampOf(disk.statSync(temporary, { throwIfNoEntry: false }))
}

/** Only root may give files away: for others, the file is theirs from now on. */
function keepOwner(disk: Disk, descriptor: number, { uid, gid }: FileState): void {
  try {
    disk.fchownSync(descriptor, uid, gid)
  } catch {
    // The group alone may be one of several of ours; where it is not, nothing is lost.
  }
}

/** Renames all; where one cannot be, all that were are taken back. */
function replace<Each extends Prepared>(
  writer: Writer,
  all: readonly Each[],
  announce: (each: Each) => void
): void {
  const { disk } = writer
  const [first] = all
  if (!first) return
  if (all.length === 1) return disk.renameSync(first.temporary, first.path)
  const backups = all.map(({ path, before }, at) => {
    announce(all[at] ?? first)
    return before === 'none' ? undefined : backUp(writer, path, at)
  })
  const journal = join(dirname(first.path), nameOf(writer, 'all.journal'))
  const entries = all.map(({ path, temporary, before, after }) => ({
    path,
    temporary,
    before,
    after
  }))
  const done: number[] = []
  try {
    const bytes = Buffer.from(JSON.stringify(entries))
    writeNew(writer, { temporary: journal, pieces: [bytes], old: undefined })
    for (const [at, each] of all.entries()) {
      announce(each)
      disk.renameSync(each.temporary, each.path)
      done.push(at)
    }
  } catch (error) {
    for (const at of done) takeBack(disk, all[at], backups[at])
    for (const path of [...backups, journal]) remove(disk, path)
    throw error
  }
  // The journal last: while anything is left, the next call knows that all was done.
  for (const path of [...backups, journal]) remove(disk, path)
}

/** A second name for a file, by which it can come back; none where the file system has no such. */
function backUp(writer: Writer, path: string, at: number): string | undefined {
  const backup = join(dirname(path), nameOf(writer, `${at}.old`))
  try {
    writer.disk.linkSync(path, backup)
    return backup
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // A file that is a separate mount cannot be renamed over.
    if (code === 'EXDEV') throw error
    return undefined
  }
}

function takeBack(disk: Disk, made: Prepared | undefined, backup: string | undefined): void {
  if (!made) return
  if (backup !== undefined) disk.renameSync(backup, made.path)
  else if (made.before === 'none') remove(disk, made.path)
}

/** Removes a file that nobody misses: what cannot be removed is cleared by the next call. */
function remove(disk: Disk, path: string | undefined): void {
  if (path === undefined) return
  try {
    disk.rmSync(path, { force: true })
  } catch {
    // It is no part of the result.
  }
}

/** Finishes what killed processes had begun to rename in folders, and says how many files it was. */
export function finishWrites(writer: Writer, folders: readonly string[]): number {
  const { disk } = writer
  let finished = 0
  for (const folder of new Set(folders)) {
    for (const name of listed(disk, folder)) {
      if (!isJournal(name) || !isLeft(writer, name)) continue
      const journal = join(folder, name)
      // Somebody may have planted a link to a device there.
      if (!disk.statSync(journal, { throwIfNoEntry: false })?.isFile()) continue
      const entries = readJournal(disk, journal)
      for (const { temporary, path, isPending } of entries) {
        if (isPending) disk.renameSync(temporary, path)
      }
      finished += entries.length
      const touched = new Set(entries.map(({ path }) => dirname(path)))
      touched.delete(folder)
      for (const each of [...touched, folder]) clear(writer, each, new Set())
    }
  }
  return finished
}

/** The names in a folder; that it cannot be read is said by who reads it. */
function listed(disk: Disk, folder: string): string[] {
  try {
    return disk.readdirSync(folder)
  } catch {
    return []
  }
}

/** What was to be renamed, or was; nothing where somebody has been at one of the files since. */
function readJournal(disk: Disk, journal: string): (Prepared & { readonly isPending: boolean })[] {
  const entries = parseJournal(disk.readFileSync(journal, 'utf8'))
  const stamp = (path: string) => stampOf(disk.statSync(path, { throwIfNoEntry: false }))
  const all = entries.map(entry => {
    const isOurs = isTemporary(entry.temporary) && dirname(entry.temporary) === dirname(entry.path)
    const [now, waiting] = [stamp(entry.path), stamp(entry.temporary)]
    const isPending = isOurs && now === entry.before && waiting === entry.after
    const isDone = now === entry.after && waiting === 'none'
    return { ...entry, isPending, isDone }
  })
  return all.every(({ isPending, isDone }) => isPending || isDone) ? all : []
}

function parseJournal(text: string): Prepared[] {
  // Who was killed while writing it had renamed nothing yet.
  const entries = parseJson(text)
  return Array.isArray(entries) && entries.every(isEntry) ? entries : []
}

const isEntry = (value: unknown): value is Prepared =>
  typeof value === 'object' &&
  value !== null &&
  ['path', 'temporary', 'before', 'after'].every(key => typeof Reflect.get(value, key) === 'string')
