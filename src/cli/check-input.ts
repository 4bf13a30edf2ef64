import { basename, dirname, join, normalize, resolve } from 'node:path'
import { isKustomization, patchesOf } from '../check/classify.ts'
import type { SourceGroup } from '../convert/read.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { argumentsPlace } from '../settings.ts'
import { openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import type { Io } from './io.ts'
import { noManifests, unreadableFile } from './problems.ts'
import { isManifestFile, isLeftOut, wrongEncoding } from './sources.ts'

/** One level of a folder: a scope. Its files are context where they are not asked for. */
export type FolderLevel = {
  readonly folder: string
  readonly files: readonly string[]
  readonly kustomizations: readonly string[]
  readonly asked: 'all' | ReadonlySet<string>
}

/** The levels that paths ask for, and what cannot be found. */
export type Levels = {
  readonly levels: readonly FolderLevel[]
  readonly diagnostics: readonly Diagnostic[]
}

const atStart = (file: string) => ({ file, line: 1, column: 1 })

/** Finds what is to be checked: files with the folders that they stand in, and all levels of folders. */
export function findLevels(io: Io, paths: readonly string[]): Levels {
  const levels = new Map<string, FolderLevel>()
  const diagnostics: Diagnostic[] = []
  const files: string[] = []
  for (const path of paths.map(path => normalize(path))) {
    if (!Array.isArray(io.listFolder(path))) files.push(path)
    else if (!walk(io, path, levels, diagnostics))
      diagnostics.push(noManifests(argumentsPlace, path))
  }
  const byFolder = new Map<string, string[]>()
  for (const file of files) {
    const folder = dirname(file)
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file])
  }
  for (const [folder, asked] of byFolder) addFiles(io, { folder, asked }, levels)
  const sorted = [...levels.values()].toSorted((a, b) => (a.folder < b.folder ? -1 : 1))
  return { levels: sorted, diagnostics }
}

/** Adds the levels of a folder; false where there is no manifest in them. */
function walk(
  io: Io,
  top: string,
  levels: Map<string, FolderLevel>,
  diagnostics: Diagnostic[]
): boolean {
  let hasFiles = false
  const folders = [top]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = io.listFolder(folder)
    if (!Array.isArray(entries)) {
      const reason = entries === 'not-a-folder' ? 'it is gone' : entries.reason
      diagnostics.push(unreadableFile(atStart(folder), reason))
      continue
    }
    const level = levelOf(folder, entries)
    if (level.files.length > 0) {
      hasFiles = true
      levels.set(resolve(folder), { ...level, asked: 'all' })
    }
    for (const { name, type } of entries) {
      if (type === 'folder' && !isLeftOut(name)) folders.push(join(folder, name))
    }
  }
  return hasFiles
}

function levelOf(folder: string, entries: readonly { name: string; type: string }[]) {
  const names = entries
    .filter(({ type }) => type === 'file')
    .map(({ name }) => name)
    .sort()
  const paths = (of: readonly string[]) => of.map(name => join(folder, name))
  return {
    folder,
    files: paths(names.filter(isManifestFile)),
    kustomizations: paths(names.filter(isKustomization))
  }
}

/** Adds files that are asked for by their names, and the manifests beside them. */
function addFiles(
  io: Io,
  { folder, asked }: { readonly folder: string; readonly asked: readonly string[] },
  levels: Map<string, FolderLevel>
): void {
  const known = levels.get(resolve(folder))
  const entries = io.listFolder(folder)
  const level = known ?? levelOf(folder, Array.isArray(entries) ? entries : [])
  // The same file under another name, as an absolute path is, is called as its folder is.
  const own = asked.map(file => join(level.folder, basename(file)))
  levels.set(resolve(folder), {
    ...level,
    files: [...new Set([...level.files, ...own])].sort(),
    asked:
      known?.asked === 'all' && own.every(file => known.files.includes(file))
        ? 'all'
        : askedOf(known, own)
  })
}

function askedOf(known: FolderLevel | undefined, own: readonly string[]): ReadonlySet<string> {
  const before = known?.asked === 'all' ? known.files : [...(known?.asked ?? [])]
  return new Set([...before, ...own])
}

/** Whether a file is reported on, and not only read. */
export const isAsked = ({ asked }: FolderLevel, file: string) => asked === 'all' || asked.has(file)

/** Reads the files of a level. */
export function readLevel(
  io: Io,
  level: FolderLevel
): { group: SourceGroup; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const sources = level.files.flatMap(file => {
    const bytes = io.readFile(file)
    if ('reason' in bytes) {
      if (isAsked(level, file)) diagnostics.push(unreadableFile(atStart(file), bytes.reason))
      return []
    }
    const source = openSource(file, bytes)
    const [encoding] = wrongEncoding(source)
    // A NUL byte without the mark of UTF-16 is no text, and nothing of ours.
    if (encoding && bytes[0] !== 0 && (bytes[0] ?? 0) >= 0xfe && isAsked(level, file)) {
      diagnostics.push(encoding)
    }
    return encoding ? [] : [source]
  })
  const kustomizations = readAll(io, level.kustomizations)
  return { group: { sources, kustomizations }, diagnostics }
}

function readAll(io: Io, files: readonly string[]): Source[] {
  return files.flatMap(file => {
    const bytes = io.readFile(file)
    return 'reason' in bytes ? [] : [openSource(file, bytes)]
  })
}

/** The files that kustomizations of the levels, and of the folders above them, take as patches. */
export function findPatches(io: Io, levels: readonly FolderLevel[]): ReadonlySet<string> {
  const seen = new Set(levels.map(({ folder }) => folder))
  const above = new Set(levels.flatMap(({ folder }) => foldersAbove(folder)))
  const others = [...above]
    .filter(folder => !seen.has(folder))
    .flatMap(folder => {
      const entries = io.listFolder(folder)
      return Array.isArray(entries) ? levelOf(folder, entries).kustomizations : []
    })
  const files = [...levels.flatMap(({ kustomizations }) => kustomizations), ...others]
  return new Set(files.flatMap(file => patchesOf(readAll(io, [file]))))
}

/** The folders that a relative path names above its last one. */
function foldersAbove(folder: string): string[] {
  const above: string[] = []
  for (let at = folder; at !== '.' && at !== dirname(at) && basename(at) !== '..';) {
    at = dirname(at)
    above.push(at)
  }
  return above
}
