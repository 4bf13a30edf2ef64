import { basename, dirname, join, normalize } from 'node:path'
import { patchesOf } from '../check/classify.ts'
import type { SourceGroup } from '../workload/read.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { argumentsPlace } from '../settings.ts'
import { openSource } from '../yaml/stream.ts'
import { grouped } from '../groups.ts'
import { atStart, levelAt, levelsBelow, valuesTemplate, withOthers } from './folders.ts'
import type { Level } from './folders.ts'
import type { Io } from './io.ts'
import { noManifests, unreadableFile } from './problems.ts'
import { readAll, wrongEncodingOfFile } from './sources.ts'

/** A level of a folder as a scope. Its files are context where they are not asked for. */
export type FolderLevel = Level & {
  readonly asked: 'all' | ReadonlySet<string>
  /** Its folder, or those of files that were named together. */
  readonly folders: readonly string[]
}

/** The levels that paths ask for, and what cannot be found. */
export type Levels = {
  readonly levels: readonly FolderLevel[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds what is to be checked: files with the folders that they are in, and all levels of folders. */
export function findLevels(io: Io, paths: readonly string[]): Levels {
  const levels = new Map<string, FolderLevel>()
  const diagnostics: Diagnostic[] = []
  const files: string[] = []
  for (const path of paths.map(path => normalize(path))) {
    if (!Array.isArray(io.listFolder(path))) {
      files.push(path)
      continue
    }
    const below = levelsBelow(io, path)
    const own = below.levels
      .map(each => withOthers(each, valuesTemplate))
      .filter(({ files }) => files.length > 0)
    for (const level of own)
      levels.set(io.absolute(level.folder), { ...level, asked: 'all', folders: [level.folder] })
    diagnostics.push(...below.diagnostics)
    if (own.length === 0) diagnostics.push(noManifests(argumentsPlace, path))
  }
  for (const [folder, asked] of grouped(files, dirname)) addFiles(io, { folder, asked }, levels)
  const sorted = [...levels.values()].toSorted((a, b) => (a.folder < b.folder ? -1 : 1))
  return { levels: sorted, diagnostics }
}

/** Adds files that are asked for by their names, and the manifests beside them. */
function addFiles(
  io: Io,
  { folder, asked }: { readonly folder: string; readonly asked: readonly string[] },
  levels: Map<string, FolderLevel>
): void {
  const known = levels.get(io.absolute(folder))
  const level = known ?? levelAt(io, folder)
  // The same file under another name, as an absolute path is, is called as its folder is.
  const own = asked.map(file => join(level.folder, basename(file)))
  levels.set(io.absolute(folder), {
    ...level,
    folders: [level.folder],
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

/**
 * Makes one scope of files that were named together. Where two of their folders have one object,
 * as those of two environments do, each folder stays a separate scope.
 */
export function joinNamed(
  levels: readonly FolderLevel[],
  identitiesOf: (level: FolderLevel) => readonly string[]
): FolderLevel[] {
  const named = levels.filter(({ asked }) => asked !== 'all')
  const [first, second] = named
  if (!first || !second) return [...levels]
  const identities = named.flatMap(level => [...new Set(identitiesOf(level))])
  if (new Set(identities).size < identities.length) return [...levels]
  const all = <Part>(part: (level: FolderLevel) => Iterable<Part>) =>
    named.flatMap(each => [...part(each)])
  const joined = {
    ...first,
    folders: all(({ folders }) => folders),
    files: all(({ files }) => files),
    kustomizations: all(({ kustomizations }) => kustomizations),
    asked: new Set(all(({ asked }) => (asked === 'all' ? [] : asked)))
  }
  return [joined, ...levels.filter(level => !named.includes(level))]
}

/** Whether a file is reported on, not only read. */
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
    const [encoding] = wrongEncodingOfFile(source)
    // A NUL byte without the mark of UTF-16 is no text, and nothing of ours.
    if (encoding && bytes[0] !== 0 && (bytes[0] ?? 0) >= 0xfe && isAsked(level, file)) {
      diagnostics.push(encoding)
    }
    return encoding ? [] : [source]
  })
  const kustomizations = readAll(io, level.kustomizations)
  return { group: { sources, kustomizations }, diagnostics }
}

/** The files that kustomizations of the levels, and of the folders above them, take as patches. */
export function findPatches(io: Io, levels: readonly FolderLevel[]): ReadonlySet<string> {
  const seen = new Set(levels.map(({ folder }) => folder))
  const above = new Set(levels.flatMap(({ folder }) => foldersAbove(folder)))
  const others = [...above]
    .filter(folder => !seen.has(folder))
    .flatMap(folder => levelAt(io, folder).kustomizations)
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
