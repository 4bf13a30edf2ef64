import {
  compareExports,
  exportsAmong,
  namesIn,
  noExports,
  objectsLike
} from '../workload/exports.ts'
import type { Exports } from '../workload/exports.ts'
import type { Source } from '../yaml/stream.ts'
import { readLevel } from './check-input.ts'
import type { FolderLevel } from './check-input.ts'
import type { Io } from './io.ts'

/** The files of folders that a cluster wrote: those named were asked for, whatever they are. */
export const exportsIn = ({ asked }: FolderLevel, sources: readonly Source[]): Source[] =>
  asked === 'all' ? exportsAmong(sources) : []

/** Tells which exports are copies of manifests in files of any folder, which are read once more. */
export function findCopies(
  io: Io,
  levels: readonly FolderLevel[],
  exported: readonly Source[]
): Exports {
  if (exported.length === 0) return noExports
  const files = new Set(exported.map(({ file }) => file))
  const names = namesIn(exported)
  const own = levels
    .flatMap(level => readLevel(io, level).group.sources)
    .filter(({ file }) => !files.has(file))
    .flatMap(source => objectsLike(source, names))
  return compareExports(exported, own)
}

/** A level without files. */
export function withoutFiles(level: FolderLevel, leftOut: ReadonlySet<string>): FolderLevel {
  if (leftOut.size === 0 || level.asked !== 'all') return level
  return { ...level, files: level.files.filter(file => !leftOut.has(file)) }
}
