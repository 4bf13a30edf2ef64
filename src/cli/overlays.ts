import { dirname, join } from 'node:path'
import { kustomizationIn } from '../kubernetes/kustomization.ts'
import type { Kustomization } from '../kubernetes/kustomization.ts'
import { kustomizeTree } from '../kubernetes/kustomize-tree.ts'
import { folderOf, joinPath } from '../paths.ts'
import type { Overlay } from '../workload/in-the-way.ts'
import type { SourceGroup } from '../workload/read.ts'
import { openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { levelAt, levelOf } from './folders.ts'
import type { Io } from './io.ts'

/** Adds to groups of files the kustomizations of other folders that take them in. */
export function withOverlays(given: Io, groups: readonly SourceGroup[]): SourceGroup[] {
  const io = { ...given, listFolder: listingOnce(given) }
  const own = groups.flatMap(group => group.kustomizations)
  if (own.length === 0 && !isBelowOne(io, groups)) return [...groups]
  const named = new Map(own.map(source => [io.absolute(source.file), source]))
  for (const path of kustomizationsAround(io, groups)) {
    if (named.has(io.absolute(path))) continue
    const bytes = io.readFile(path)
    if (!('reason' in bytes)) named.set(io.absolute(path), openSource(path, bytes))
  }
  // Whatever folder a path begins in, its absolute form is one.
  const all = [...named].map(([path, { bytes }]) => kustomizationIn(openSource(path, bytes)))
  const tree = kustomizeTree(all)
  const overlayOf = (kustomization: Kustomization): Overlay[] => {
    const source = named.get(kustomization.source.file)
    return source ? [{ kustomization: source, files: patchesOf(io, kustomization, source) }] : []
  }
  const over = (file: string) =>
    tree.over(io.absolute(file)).flatMap(kustomization => {
      const source = named.get(kustomization.source.file)
      return source ? [{ ...kustomization, source }] : []
    })
  return groups.map(group => {
    const beside = new Set(group.kustomizations)
    const takenBy = new Set(group.sources.flatMap(({ file }) => tree.over(io.absolute(file))))
    const changing = [...takenBy].flatMap(each => [each, ...componentsOf(each, tree.at)])
    const overlays = [...new Set(changing)]
      .flatMap(overlayOf)
      .filter(({ kustomization }) => !beside.has(kustomization))
    return { ...group, over, ...(overlays.length > 0 && { overlays }) }
  })
}

/** Lists each folder once: many files have the same parents. */
function listingOnce(io: Io): Io['listFolder'] {
  const known = new Map<string, ReturnType<Io['listFolder']>>()
  return path => {
    const found = known.get(path) ?? io.listFolder(path)
    known.set(path, found)
    return found
  }
}

/** What a kustomization takes in to change what it has. */
function componentsOf(
  top: Kustomization,
  at: (folder: string) => Kustomization | undefined
): Kustomization[] {
  const found = new Set<Kustomization>([top])
  for (const { components, source } of found)
    for (const path of components) {
      const component = at(joinPath(folderOf(source.file), path))
      if (component) found.add(component)
    }
  found.delete(top)
  return [...found]
}

function patchesOf(io: Io, { patches }: Kustomization, { file }: Source): Source[] {
  return patches.flatMap(({ path }) => {
    if (path === undefined) return []
    const at = join(dirname(file), path)
    const bytes = io.readFile(at)
    return 'reason' in bytes ? [] : [openSource(at, bytes)]
  })
}

/** More folders than this are not looked through for kustomizations. */
const mostFolders = 5_000
/** No repository is as deep. */
const mostParents = 12

const foldersOf = (groups: readonly SourceGroup[]) => [
  ...new Set(groups.flatMap(({ sources }) => sources.map(({ file }) => dirname(file))))
]

/** Whether a folder above some files has a kustomization: it may name files of folders below it. */
function isBelowOne(io: Io, groups: readonly SourceGroup[]): boolean {
  return foldersOf(groups).some(folder =>
    parentsOf(io, folder).some(parent => levelAt(io, parent).kustomizations.length > 0)
  )
}

/** A folder's parents, up to the top of its repository, or of the disk. */
function parentsOf(io: Io, folder: string): string[] {
  const parents: string[] = []
  let at = folder
  while (parents.length < mostParents && !isTop(io, at)) {
    const parent = join(at, '..')
    if (io.absolute(parent) === io.absolute(at)) break
    parents.push(parent)
    at = parent
  }
  return parents
}

function isTop(io: Io, folder: string): boolean {
  const entries = io.listFolder(folder)
  return Array.isArray(entries) && entries.some(({ name }) => name === '.git')
}

/** The kustomizations of a repository; without one, of the folders beside. */
function kustomizationsAround(io: Io, groups: readonly SourceGroup[]): string[] {
  const tops = new Map<string, string>()
  for (const folder of foldersOf(groups)) {
    const parents = parentsOf(io, folder)
    const last = parents.at(-1) ?? folder
    const top = isTop(io, last) ? last : (parents[0] ?? folder)
    tops.set(io.absolute(top), top)
  }
  return below(io, [...tops.values()])
}

/** The kustomizations below some folders; hidden folders are omitted. */
function below(io: Io, folders: readonly string[]): string[] {
  const open = [...folders]
  const seen = new Set<string>()
  const found: string[] = []
  while (open.length > 0 && seen.size < mostFolders) {
    const folder = open.pop() ?? ''
    const entries = io.listFolder(folder)
    if (seen.has(io.absolute(folder)) || !Array.isArray(entries)) continue
    seen.add(io.absolute(folder))
    const named = (type: string) => entries.filter(each => each.type === type)
    const files = named('file').map(({ name }) => join(folder, name))
    found.push(...levelOf(folder, files).kustomizations)
    for (const { name } of named('folder'))
      if (!name.startsWith('.') && name !== 'node_modules') open.push(join(folder, name))
  }
  return found.toSorted()
}
