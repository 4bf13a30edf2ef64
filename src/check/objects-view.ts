import type { Application } from '../kubernetes/application.ts'
import { hasItems } from '../kubernetes/kustomization.ts'
import type { Kustomization } from '../kubernetes/kustomization.ts'
import { grouped, once } from '../groups.ts'
import { isHook } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { decode, includes } from '../yaml/bytes.ts'
import { baseNameOf } from '../paths.ts'
import type { Source } from '../yaml/stream.ts'
import { bringersOf } from '../workload/sync.ts'
import type { Syncing } from '../workload/sync.ts'
import { limitOf } from './limit.ts'
import type { Limit } from './limit.ts'
import { labelReader } from './pods.ts'
import type { LabelReader } from './pods.ts'
import type { Scene } from './scene.ts'

/** A scene with what several rules ask of it. Hooks are omitted: they come and go. */
export type View = Scene & {
  /** The manifests with their hooks. */
  readonly all: readonly Manifest[]
  /** The manifests of a name that may be in the namespace of another one. */
  readonly near: (other: Manifest, name: string) => readonly Manifest[]
  readonly labelsOf: LabelReader
  readonly syncing: Syncing
  /** The Applications that may bring a manifest: one, as a rule. */
  readonly bringersOf: (manifest: Manifest) => readonly Application[]
  /** Of Applications that may bring manifests. */
  readonly limit: Limit
  /** Whether a name that is not in the scene can be taken for one that is nowhere. */
  readonly isComplete: () => boolean
}

/** Prepares a scene. What is not asked for is not read. */
export function viewOf(scene: Scene): View {
  const { scope, sources, kustomizations } = scene
  const manifests = scene.manifests.filter(each => !isHook(each))
  const byName = grouped(manifests, ({ name }) => name)
  const limit = limitOf('Applications may bring too many manifests', 500_000)
  const syncing = syncingIn(scene, limit)
  return {
    ...scene,
    all: scene.manifests,
    manifests,
    near: (other, name) => scope.near(byName.get(name) ?? [], other),
    labelsOf: labelReader(),
    syncing,
    bringersOf: manifest => bringersOf(manifest, syncing),
    limit,
    isComplete: once(
      () =>
        !sources.some(isTemplated) &&
        !kustomizations.some(each => takesIn(each, sources)) &&
        !scene.isPart()
    )
  }
}

/** What describes Argo CD: Applications of the scene, and of other folders by theirs. */
function syncingIn({ argocd, elsewhere, known }: Scene, limit: Limit): Syncing {
  return {
    near: manifest => {
      const near = [...argocd.applications, ...elsewhere.byFile(manifest.document.source.file)]
      return limit.allows(near.length, manifest) ? near : []
    },
    systemRules: argocd.systemRules.length > 0 ? argocd.systemRules : elsewhere.systemRules,
    namespace: known.namespace
  }
}

/** A Go template's action; `{{args.x}}` and `{{inputs.x}}` are Argo's own. */
const action = /\{\{(?!\s*(?:args|inputs)\b)/

/** What helmfile renders holds values, as a rule: its actions hide no object. */
function isTemplated({ bytes, file }: Source): boolean {
  return !file.endsWith('.gotmpl') && includes(bytes, '{{') && action.test(decode(bytes))
}

/** Whether a kustomization takes in what is not among some files. */
function takesIn(kustomization: Kustomization, sources: readonly Source[]): boolean {
  const files = new Set(sources.map(({ file }) => baseNameOf(file)))
  const generates = ['helmCharts', 'generators'].some(field => hasItems(kustomization, field))
  const paths = [...kustomization.resources, ...kustomization.components]
  return generates || paths.some(path => !files.has(path.replace(/^\.\//, '')))
}
