import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical } from '../kubernetes/resource.ts'
import { templateOf } from '../kubernetes/template.ts'
import { valueOf } from '../yaml/node.ts'
import { pairsOf } from './objects-pairs.ts'
import type { Pair } from './objects-pairs.ts'
import type { View } from './objects-view.ts'

/** Two scenes, and what is asked of both. */
export type ChangeOfScenes = {
  readonly before: View
  readonly after: View
  readonly was: readonly Pair[]
  readonly is: readonly Pair[]
  /** What a manifest was before; undefined where it is new. */
  readonly oldOf: (manifest: Manifest) => Manifest | undefined
  /** Whether the pod templates of two manifests say the same. */
  readonly sameTemplate: (a: Manifest, b: Manifest) => boolean
}

/** Prepares a change. */
export function changeOf(before: View, after: View): ChangeOfScenes {
  const textOf = (manifest: Manifest) => canonical(valueOf(templateOf(manifest)))
  return {
    before,
    after,
    was: pairsOf(before.scope),
    is: pairsOf(after.scope),
    oldOf: manifest => findSame(before, manifest),
    sameTemplate: (a, b) => textOf(a) === textOf(b)
  }
}

/** The manifest of the same kind, namespace and name in another view. */
export function findSame({ near }: View, manifest: Manifest): Manifest | undefined {
  return near(manifest, manifest.name ?? '').find(
    ({ kind, namespace }) => kind === manifest.kind && namespace === manifest.namespace
  )
}

/** What tells a Deployment from the others of a scene, as `sidesOf` has it. */
export const keyOf = ({ namespace = '', name = '' }: Manifest) => `${namespace}/${name}`
