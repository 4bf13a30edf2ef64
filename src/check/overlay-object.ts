import type { Manifest } from '../kubernetes/manifest.ts'
import { nodeWith, nodeWithNode } from '../kubernetes/patched.ts'
import { templateOf } from '../kubernetes/template.ts'
import { asMapping, findNode, findString } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'

/** An object within the build of a kustomization: two of one base are two of them. */
export type Built = {
  readonly manifest: Manifest
  /** As a file has it. */
  readonly origin: Manifest
  /** What it was called before, the first name first: patches and references may still say so. */
  readonly formerly: readonly Id[]
  readonly prefixes: readonly string[]
  readonly suffixes: readonly string[]
  /** As the outermost kustomization took it in. */
  readonly taken: Built | undefined
  /** The part of the outermost kustomization that changed it. */
  readonly changedBy: Node | undefined
  /** The parts of the outermost kustomization that changed its name. */
  readonly renamedBy: readonly Part[]
}

/** A part of a kustomization, with the field that it is of. */
export type Part = { readonly field: string; readonly node: Node }

/** What tells an object from others, beside its apiVersion, which no kustomization changes. */
export type Id = Pick<Manifest, 'kind' | 'name' | 'namespace'>

/** An object as a kustomization takes it in. */
export function takenIn(object: Omit<Built, 'taken' | 'changedBy' | 'renamedBy'>): Built {
  return { ...object, taken: undefined, changedBy: undefined, renamedBy: [] }
}

/** An object of a file. */
export const objectOf = (manifest: Manifest) =>
  takenIn({ manifest, origin: manifest, formerly: [], prefixes: [], suffixes: [] })

/** All that an object is called, or was. */
export const idsOf = ({ formerly, manifest }: Built): readonly Id[] => [...formerly, manifest]

/** What an object was called first. */
export const firstIdOf = ({ formerly, manifest }: Built): Id => formerly[0] ?? manifest

/** An object that remembers what it is called now (kustomize api/resource, StorePreviousId). */
export const remembered = (object: Built): Built => {
  const { kind, name, namespace } = object.manifest
  return { ...object, formerly: [...object.formerly, { kind, name, namespace }] }
}

/** The namespace that kustomize takes an object to be in. */
export const namespaceOf = ({ namespace = '' }: Pick<Id, 'namespace'>) =>
  namespace === '' ? 'default' : namespace

/** An object with another node, and what that calls it. */
export function withNode(object: Built, node: Node, by?: Node): Built {
  const mapping = asMapping(node)
  if (!mapping) return object
  const { manifest } = object
  const id = {
    kind: findString(mapping, 'kind') ?? manifest.kind,
    apiVersion: findString(mapping, 'apiVersion') ?? manifest.apiVersion,
    name: findString(mapping, 'metadata', 'name') ?? manifest.name,
    namespace: findString(mapping, 'metadata', 'namespace') ?? manifest.namespace
  }
  const changed = { ...manifest, ...id, node: mapping }
  return { ...object, manifest: changed, changedBy: by ?? object.changedBy }
}

/** A manifest by another name, or in another namespace. */
export function calledAs(manifest: Manifest, { name, namespace }: Id): Manifest {
  const named = name === manifest.name ? manifest.node : withMetadata(manifest, 'name', name)
  const node =
    namespace === manifest.namespace
      ? named
      : withMetadata({ ...manifest, node: named }, 'namespace', namespace)
  return { ...manifest, node, name, namespace }
}

function withMetadata({ node }: Manifest, key: string, value: string | undefined) {
  const changed = value === undefined ? node : nodeWith(node, ['metadata', key], value)
  return asMapping(changed) ?? node
}

/** An object with its pod template, which the reader of manifests leaves out. */
export function withTemplate(object: Built): Built {
  const { manifest, origin } = object
  if (findNode(manifest.node, 'spec', 'template')?.type !== 'unread') return object
  const template = templateOf(origin)
  if (!template) return object
  return withNode(object, nodeWithNode(manifest.node, ['spec', 'template'], template))
}
