import { indexed, kept, once } from '../groups.ts'
import { folderOf, joinPath, normalPath } from '../paths.ts'
import type { Kustomization } from './kustomization.ts'

/** The kustomizations of a tree, by what they take in of each other. */
export type KustomizeTree = {
  /** The kustomization of a folder. */
  readonly at: (folder: string) => Kustomization | undefined
  /** The files that one takes in, its own first, then those of what it takes in. */
  readonly filesOf: (kustomization: Kustomization) => ReadonlySet<string>
  /** Those that take in a file, directly or through others: any of them may change what is in it. */
  readonly over: (file: string) => readonly Kustomization[]
}

/** Follows what kustomizations take in. */
export function kustomizeTree(kustomizations: readonly Kustomization[]): KustomizeTree {
  const byFolder = new Map(kustomizations.map(each => [folderOf(each.source.file), each]))
  const filesOf = kept((kustomization: Kustomization) => collect(kustomization, byFolder))
  const byFile = once(() => indexed(kustomizations, filesOf))
  return {
    at: folder => byFolder.get(normalPath(folder)),
    filesOf,
    over: file => byFile().get(normalPath(file)) ?? []
  }
}

function collect(
  top: Kustomization,
  byFolder: ReadonlyMap<string, Kustomization>
): ReadonlySet<string> {
  const files = new Set<string>()
  const seen = new Set([top])
  for (const kustomization of seen) {
    const folder = folderOf(kustomization.source.file)
    for (const path of [...kustomization.resources, ...kustomization.components]) {
      const at = joinPath(folder, path)
      const inner = byFolder.get(at)
      if (inner) seen.add(inner)
      else files.add(at)
    }
  }
  return files
}
