import type { Config } from '../config.ts'
import type { SourceGroup } from '../workload/read.ts'
import { scopeOf } from '../workload/scope.ts'
import type { Scope } from '../workload/scope.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { indexed } from '../groups.ts'
import { argoCdIn, bringsFile } from '../kubernetes/application.ts'
import { foldersBringing, partsOf } from '../kubernetes/source-folders.ts'
import type { Application, ArgoCd } from '../kubernetes/application.ts'
import { kustomizationIn } from '../kubernetes/kustomization.ts'
import type { Kustomization } from '../kubernetes/kustomization.ts'
import type { KustomizeTree } from '../kubernetes/kustomize-tree.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { folderOf, normalPath } from '../paths.ts'
import { splitStream } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { classify } from './classify.ts'
import type { Known } from './entries.ts'

/** What rules look at: the manifests of one scope. */
export type Scene = {
  /** Every Kubernetes object of the scope that can be read, of every kind, items of lists too. */
  readonly manifests: readonly Manifest[]
  /** The Deployments, autoscalers and Rollouts among them, by the names by which they refer to each other (src/workload/scope.ts). */
  readonly scope: Scope
  readonly sources: readonly Source[]
  readonly kustomizations: readonly Kustomization[]
  /** `argoRollouts` of the configuration. */
  readonly version: string | undefined
  readonly known: Known
  /** The actions of Argo CD for the profiles of the configuration. */
  readonly actions: string | undefined
  /** What Argo CD is told, here and by files of other folders. */
  readonly argocd: ArgoCd
  readonly elsewhere: Elsewhere
  readonly folders: Folders
  /** Whether a kustomization of another folder brings its files together with others. */
  readonly isPart: () => boolean
}

/** What is known of a scene beside its files. */
export type Setting = {
  readonly config: Config | undefined
  /** The actions of Argo CD for the profiles of the configuration. */
  readonly actions?: string | undefined
  /** The namespace of manifests that name none. */
  readonly namespace: string | undefined
  readonly release?: string | undefined
  /** What the kustomizations of all folders take in. */
  readonly tree?: KustomizeTree
  readonly folders?: Folders
  /** What files of other folders tell Argo CD. */
  readonly elsewhere?: Elsewhere | undefined
  /** The files that are patches of kustomize. */
  readonly patches: ReadonlySet<string>
  /** What has moved to another folder since: it counts as if it had not been here. */
  readonly hasMoved?: (manifest: Manifest) => boolean
}

/** What is asked of other folders: they are read when something is. */
export type Folders = {
  /** Whether a Deployment of a name is in another folder, apart from its Rollout. */
  readonly isApart: (name: string) => boolean
  /** What has a Deployment of a name as its target and lies in another folder. */
  readonly straysOf: (name: string) => readonly Manifest[]
}

const alone: Folders = { isApart: () => false, straysOf: () => [] }

/** What tells an object from others wherever its file stands. */
export const identityOf = ({ kind, namespace = '', name = '' }: Manifest) =>
  [kind, namespace, name].join('/')

/** A scene as it was read. */
export type Reading = {
  readonly scene: Scene
  /** Objects in part: they are no objects of the scene. */
  readonly parts: readonly Manifest[]
  /** What is broken and looks like ours. */
  readonly broken: readonly Diagnostic[]
  /** Whether Go templates stand among the objects: what they will be is not known. */
  readonly hasTemplates: boolean
}

/** What files of any folder tell Argo CD. */
export type Elsewhere = Pick<ArgoCd, 'systemRules' | 'configs'> & {
  /** The Applications that bring a file by the folder that it is in. */
  readonly byFile: (file: string) => readonly Application[]
}

/** Prepares what files of any folder tell Argo CD. */
export function elsewhereOf(
  { applications, systemRules, configs }: ArgoCd,
  tree?: KustomizeTree
): Elsewhere {
  const byPath = indexed(applications, each => new Set(each.folders.map(({ path }) => keyOf(path))))
  const wide = byPath.get(anywhere) ?? []
  return {
    systemRules,
    configs,
    byFile: file => {
      const runs = byPath.size === 0 ? [] : foldersBringing(file, tree?.over).flatMap(runsOf)
      const near = runs.flatMap(path => byPath.get(path) ?? [])
      return [...new Set([...near, ...wide])].filter(each => bringsFile(each, file))
    }
  }
}

/** The key of what may be in many folders. */
const anywhere = '*'

/** A path in its shortest form; a pattern, and the root of a repository, are no path. */
function keyOf(path: string): string {
  const parts = partsOf(path)
  return parts.length === 0 || path.includes('*') ? anywhere : parts.join('/')
}

/** All parts of a path that are a path themselves. */
function runsOf(folder: string): string[] {
  const parts = folder.split('/')
  return parts.flatMap((_, start) =>
    parts.slice(start).map((_, more) => parts.slice(start, start + more + 1).join('/'))
  )
}

/** Where no other folder tells Argo CD anything. */
export const nothing: Elsewhere = { systemRules: [], configs: [], byFile: () => [] }

/** A scene of manifests, without the files that they come from. */
export function sceneOf(manifests: readonly Manifest[], setting: Setting): Scene {
  const { config, namespace, release, elsewhere = nothing } = setting
  return {
    manifests,
    scope: scopeOf(manifests, namespace),
    sources: [],
    kustomizations: [],
    version: config?.argoRollouts,
    known: { config, namespace, release },
    actions: setting.actions,
    argocd: argoCdIn(manifests, setting.tree),
    elsewhere,
    folders: setting.folders ?? alone,
    isPart: () => false
  }
}

function isPartOf(sources: readonly Source[], { tree }: Setting): boolean {
  if (!tree) return false
  const own = new Set(sources.map(({ file }) => normalPath(file)))
  const folders = new Set([...own].map(folderOf))
  const over = new Set([...own].flatMap(file => tree.over(file)))
  return [...over].some(
    each =>
      !folders.has(folderOf(each.source.file)) &&
      [...tree.filesOf(each)].some(file => !own.has(file))
  )
}

/** Reads the manifests of a scope. */
export function readScene(group: SourceGroup, setting: Setting): Reading {
  const { patches, hasMoved } = setting
  const { sources } = group
  const documents = sources.flatMap(source =>
    splitStream(source).map(chunk => classify(source, chunk, patches))
  )
  const manifests = documents
    .flatMap(each => (each.is === 'objects' ? each.manifests : []))
    .filter(manifest => !hasMoved?.(manifest))
  const kustomizations = group.kustomizations.map(kustomizationIn)
  return {
    scene: {
      ...sceneOf(manifests, setting),
      sources,
      kustomizations,
      isPart: () => isPartOf(sources, setting)
    },
    parts: documents.flatMap(each => (each.is === 'objects' ? each.parts : [])),
    broken: documents.flatMap(each => (each.is === 'broken' ? each.found : [])),
    hasTemplates: documents.some(({ is }) => is === 'template')
  }
}
