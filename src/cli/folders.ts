import { basename, join } from 'node:path'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { isKustomizationName } from '../kubernetes/kustomization.ts'
import { planFile, readPlanFile } from '../migration/plan-file.ts'
import { decode } from '../yaml/bytes.ts'
import type { FolderEntry, Io } from './io.ts'
import { isTemporary } from './write-files.ts'
import { misnamedFile, planLeftOut, unreadableFile } from './problems.ts'

/** One level of a folder: its files, each by its path, in the order of their names. */
export type Level = {
  readonly folder: string
  readonly files: readonly string[]
  readonly kustomizations: readonly string[]
  /** What is no manifest. */
  readonly others: readonly string[]
}

/** Values that helmfile renders: canary steps may be on in them. */
export const valuesTemplate = /\.gotmpl$/

const manifestFile = /\.(?:ya?ml|json)$/
const leftOut = ['.git', 'node_modules']

/** Whether a file is read where it is part of a folder. */
export const isRead = (path: string) =>
  manifestFile.test(path) || isKustomizationName(basename(path))

/** The beginning of a file, where nothing narrower is at fault. */
export const atStart = (file: string): Location => ({ file, line: 1, column: 1 })

/** Sorts the files of a folder by what they are. */
export function levelOf(folder: string, files: readonly string[]): Level {
  const sorted = files.toSorted()
  const isKustomization = (path: string) => isKustomizationName(basename(path))
  return {
    folder,
    files: sorted.filter(path => manifestFile.test(path)),
    kustomizations: sorted.filter(isKustomization),
    others: sorted.filter(path => !isRead(path) && !isTemporary(path))
  }
}

/** A level with those of its other files whose names match. */
export function withOthers<Some extends Level>(level: Some, also: RegExp): Some {
  const others = level.others.filter(path => also.test(path))
  return others.length === 0 ? level : { ...level, files: [...level.files, ...others].sort() }
}

/** The level of one folder, without those below it; empty where it cannot be listed. */
export function levelAt(io: Io, folder: string): Level {
  const entries = io.listFolder(folder)
  return levelOf(folder, Array.isArray(entries) ? namesIn(folder, entries, 'file') : [])
}

/** All levels of a folder, each before those below it. Links to folders are not followed. */
export function levelsBelow(io: Io, top: string): { levels: Level[]; diagnostics: Diagnostic[] } {
  const levels: Level[] = []
  const diagnostics: Diagnostic[] = []
  const folders = [top]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = io.listFolder(folder)
    if (!Array.isArray(entries)) {
      const reason = entries === 'not-a-folder' ? 'it is gone' : entries.reason
      diagnostics.push(unreadableFile(atStart(folder), reason))
      continue
    }
    if (folder !== top && entries.some(({ name }) => name === planFile) && isPlan(io, folder)) {
      diagnostics.push(planLeftOut(atStart(folder), folder))
      continue
    }
    levels.push(levelOf(folder, namesIn(folder, entries, 'file')))
    diagnostics.push(...misnamedIn(folder, entries))
    const below = namesIn(folder, entries, 'folder')
    folders.push(...below.filter(path => !leftOut.includes(basename(path))).reverse())
  }
  return { levels, diagnostics }
}

/** Whether a folder is what `migrate plan` wrote: its stages are copies of manifests that are elsewhere. */
export function isPlan(io: Io, folder: string): boolean {
  const bytes = io.readFile(join(folder, planFile))
  const entries = 'reason' in bytes ? [] : io.listFolder(folder)
  if ('reason' in bytes || !Array.isArray(entries)) return false
  const planOf = readPlanFile(decode(bytes))
  return entries.some(({ name, type }) => type === 'folder' && planOf(name))
}

/** Its name cannot be said, so its folder is. */
const misnamedIn = (folder: string, entries: readonly FolderEntry[]) =>
  namesIn(folder, entries, 'misnamed')
    .filter(isRead)
    .map(path => misnamedFile(atStart(folder), basename(path)))

function namesIn(folder: string, entries: readonly FolderEntry[], type: FolderEntry['type']) {
  return entries
    .filter(entry => entry.type === type)
    .map(({ name }) => join(folder, name))
    .sort()
}
