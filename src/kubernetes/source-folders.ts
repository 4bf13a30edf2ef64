import { folderOf } from '../paths.ts'
import type { Value } from '../yaml/node.ts'
import { matchesGlob } from './glob.ts'
import type { KustomizeTree } from './kustomize-tree.ts'
import { fieldOf, itemsOf } from './resource.ts'
import type { Path } from './resource.ts'

/** A folder that an Application brings: a path, or a pattern of one. */
export type SourceFolder = {
  readonly path: string
  /** Whether all below the root of the repository is brought, where the path is that. */
  readonly isRecursive: boolean
  /** Patterns of the files that a plain directory brings, or does not. */
  readonly include: string | undefined
  readonly exclude: string | undefined
}

/** The sources in the spec of an Application, each with where it is. */
export const sourcesIn = (
  spec: Value | undefined
): { readonly source: Value; readonly path: Path }[] => [
  { source: fieldOf(spec, 'source') ?? null, path: ['source'] },
  ...itemsOf(spec, 'sources').map((source, at) => ({ source, path: ['sources', String(at)] }))
]

/** The parts of a path; none of the root of a repository. */
export const partsOf = (path: string) => path.split('/').filter(part => part !== '' && part !== '.')

/** Whether a file is in a folder that an Application brings, or a kustomization there takes it in. */
export function bringsFileOf(
  sources: readonly SourceFolder[],
  file: string,
  over?: KustomizeTree['over']
): boolean {
  const folders = foldersBringing(file, over)
  return sources.some(source =>
    folders.some(folder => {
      const parts = partsOf(folder)
      const end = endOfRun(parts, partsOf(source.path))
      if (end === undefined) return isOfRoot(source)
      return isTaken(source, file, end + (folder.startsWith('/') ? 1 : 0))
    })
  )
}

/** The folders by which a file may be brought: its own, and those of the kustomizations over it. */
export function foldersBringing(file: string, over?: KustomizeTree['over']): string[] {
  const above = over?.(file).map(({ source }) => folderOf(source.file)) ?? []
  return [...new Set([folderOf(file), ...above])]
}

/** Where some parts, or patterns of them, end among others; undefined where they are not one after the other. */
function endOfRun(all: readonly string[], parts: readonly string[]): number | undefined {
  if (parts.length === 0) return undefined
  const isAt = (start: number) =>
    parts.every((part, index) => {
      const own = all[start + index]
      return own !== undefined && (part === own || (part.includes('*') && matchesGlob(part, own)))
    })
  const start = all.findIndex((_, at) => isAt(at))
  return start < 0 ? undefined : start + parts.length
}

/** Whether all of a repository is brought: in which folder its root is, is not known. */
const isOfRoot = ({ path, isRecursive }: SourceFolder) =>
  isRecursive && path !== '' && partsOf(path).length === 0

/** Whether a plain directory takes a file, by its path below the folder (argo-cd repository.go, findManifests). */
function isTaken({ include, exclude }: SourceFolder, file: string, end: number): boolean {
  const below = file
    .split('/')
    .filter(part => part !== '.')
    .slice(end)
    .join('/')
  if (exclude !== undefined && matchesGlob(exclude, below)) return false
  return include === undefined || matchesGlob(include, below)
}
