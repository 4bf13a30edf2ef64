import { isHook } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { findItems, valueOf } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import type { Source } from '../yaml/stream.ts'
import { labelReader } from './objects-labels.ts'
import type { LabelReader } from './objects-labels.ts'
import type { Scene } from './scene.ts'

/** A scene with what several rules ask of it. Hooks are left out: they come and go. */
export type View = Scene & {
  /** The manifests of a name that may be in the namespace of another one. */
  readonly near: (other: Manifest, name: string) => readonly Manifest[]
  readonly labelsOf: LabelReader
  /** Whether a name that is not in the scene can be taken for one that is nowhere. */
  readonly isComplete: () => boolean
}

/** Prepares a scene. What is not asked for is not read. */
export function viewOf(scene: Scene): View {
  const { scope, sources, kustomizations } = scene
  const manifests = scene.manifests.filter(each => !isHook(each))
  const byName = grouped(manifests, ({ name }) => name)
  let known: boolean | undefined
  return {
    ...scene,
    manifests,
    near: (other, name) => byName.get(name)?.filter(each => scope.together(each, other)) ?? [],
    labelsOf: labelReader(),
    isComplete: () =>
      (known ??= !sources.some(isTemplated) && !kustomizations.some(each => takesIn(each, sources)))
  }
}

/** Manifests by what is told of each. */
export function grouped<Key>(
  manifests: readonly Manifest[],
  keyOf: (manifest: Manifest) => Key
): Map<Key, Manifest[]> {
  const groups = new Map<Key, Manifest[]>()
  for (const manifest of manifests) {
    const key = keyOf(manifest)
    const found = groups.get(key)
    if (found) found.push(manifest)
    else groups.set(key, [manifest])
  }
  return groups
}

/** A Go template's action; `{{args.x}}` and `{{inputs.x}}` are Argo's own. */
const action = /\{\{(?!\s*(?:args|inputs)\b)/

function isTemplated({ bytes }: Source): boolean {
  return bytes.includes('{{') && action.test(bytes.toString('latin1'))
}

const fields = ['resources', 'bases', 'components', 'helmCharts', 'generators']

/** Whether a kustomization takes in what is not among some files. */
function takesIn({ bytes }: Source, sources: readonly Source[]): boolean {
  const { root } = parseAnyStyle(bytes.toString('utf8'))
  const files = new Set(sources.map(({ file }) => baseOf(file)))
  return fields.some(field =>
    findItems(root, field).some(item => {
      const value = valueOf(item)
      return typeof value !== 'string' || !files.has(value.replace(/^\.\//, ''))
    })
  )
}

/** The last part of a path. */
export const baseOf = (path: string) => path.slice(path.search(/[^/\\]*$/))
