import { includes } from '../yaml/bytes.ts'
import type { Location } from '../diagnostic.ts'
import { asMapping, dereference, findNode, findPair, findString, valueOf } from '../yaml/node.ts'
import type { Mapping, Node, Sequence } from '../yaml/node.ts'
import { locate, readDocument, splitStream } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { isInt32 } from './int-or-percent.ts'
import { definesKind } from './look.ts'

/** One Kubernetes object in a stream: a document, or an item of a `List`. */
export type Manifest = {
  readonly document: Document
  readonly node: Mapping
  readonly apiVersion: string
  readonly kind: string
  readonly name: string | undefined
  readonly namespace: string | undefined
  /** The list it is an item of. */
  readonly list?: { readonly items: Sequence; readonly index: number }
}

/** Where a list repeats an item by an alias, which cannot be edited alone; -1 where none does. */
export function aliasedItem({ root }: Document): number {
  const items = findNode(root, 'items')
  const isList = /List$/.test(findString(root, 'kind') ?? '') && items?.type === 'sequence'
  const alias = isList ? items.items.find(item => item.type === 'alias') : undefined
  return alias?.start ?? -1
}

/** The manifests of a document: itself, or the items of a `List`, also of a list in a list. */
export function manifestsOf(document: Document): Manifest[] {
  const root = asMapping(document.root)
  return root ? manifestsIn(document, root) : []
}

type Parent = { readonly list: NonNullable<Manifest['list']>; kind: string; apiVersion: string }

function manifestsIn(document: Document, node: Mapping, parent?: Parent): Manifest[] {
  // The items of a typed list, such as a DeploymentList, may leave their kind out.
  const kind = findString(node, 'kind') ?? parent?.kind.replace(/List$/, '')
  const apiVersion = findString(node, 'apiVersion') ?? parent?.apiVersion ?? ''
  if (!kind) return []
  const items = findNode(node, 'items')
  if (/List$/.test(kind) && items?.type === 'sequence') {
    return items.items.flatMap((item, index) => {
      const mapping = item.type === 'alias' ? undefined : asMapping(item)
      return mapping
        ? manifestsIn(document, mapping, { list: { items, index }, kind, apiVersion })
        : []
    })
  }
  const manifest = {
    document,
    node,
    apiVersion,
    kind,
    name: findName(node, 'name'),
    namespace: findName(node, 'namespace')
  }
  return [parent ? { ...manifest, list: parent.list } : manifest]
}

/** The manifests of some kinds in a source, where all others are of no account. */
export function manifestsOfKinds(source: Source, kinds: readonly string[]): Manifest[] {
  const { bytes } = source
  const named = kinds.filter(kind => includes(bytes, kind))
  if (named.length === 0) return []
  return splitStream(source)
    .filter(({ start, end }) => {
      const view = bytes.subarray(start, end)
      return named.some(kind => includes(view, kind)) && !definesKind(view)
    })
    .map(chunk => readDocument(source, chunk))
    .flatMap(document => (document.error ? [] : manifestsOf(document)))
    .filter(manifest => named.includes(manifest.kind))
}

/** The manifests of one kind in a source. */
export const manifestsOfKind = (source: Source, kind: string) => manifestsOfKinds(source, [kind])

/** A name, also one that YAML reads as a number: the API refuses it, but people know it by that. */
function findName(node: Mapping, key: string): string | undefined {
  const found = findNode(node, 'metadata', key)
  if (found?.type !== 'scalar' || found.value === null || found.value === '') return undefined
  return String(found.value)
}

/** The group of an apiVersion: `apps` of `apps/v1`, nothing of `v1`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
}

/** Whether Helm or Argo CD runs a manifest as a hook. */
export function isHook({ node }: Manifest): boolean {
  const annotations = asMapping(findNode(node, 'metadata', 'annotations'))
  return ['helm.sh/hook', 'argocd.argoproj.io/hook'].some(
    key => annotations && findPair(annotations, key)
  )
}

/** The offset of the value at a path of keys and indexes, or of the nearest parent that exists. */
export function offsetOf({ node }: Manifest, ...path: readonly string[]): number {
  let at = node.start
  let parent: Node | undefined = node
  for (const [index, key] of path.entries()) {
    const found = dereference(parent)
    if (found?.type === 'sequence') {
      parent = found.items[Number(key)]
      at = parent?.start ?? at
      continue
    }
    const pair = found?.type === 'mapping' ? findPair(found, key) : undefined
    if (!pair) return at
    const isLast = index === path.length - 1
    at = isLast && pair.value.end > pair.value.start ? pair.value.start : pair.keyStart
    parent = pair.value
  }
  return at
}

/** The place of a field of a manifest, or of the nearest parent that exists. */
export function placeOf(manifest: Manifest, ...path: readonly string[]): Location {
  return locate(manifest.document, offsetOf(manifest, ...path))
}

/** Whether something else than null is at a path. */
export function hasValue({ node }: Manifest, ...path: readonly string[]): boolean {
  const found = findNode(node, ...path)
  return found !== undefined && !(found.type === 'scalar' && found.value === null)
}

/** An integer at a path: absent where there is nothing or null, else wrong. */
export function findInteger(
  { node }: Manifest,
  ...path: readonly string[]
): number | 'absent' | 'wrong' {
  const found = dereference(findNode(node, ...path))
  if (!found || (found.type === 'scalar' && found.value === null)) return 'absent'
  return found.type === 'scalar' && isInt32(found.value) ? found.value : 'wrong'
}

/** The kind and quoted name of a manifest, as messages call it. */
export function titleOf({ kind, name, namespace }: Manifest): string {
  if (name === undefined) return `${kind} without a name`
  return namespace === undefined ? `${kind} "${name}"` : `${kind} "${namespace}/${name}"`
}

/** The labels or annotations of a manifest. */
export function findStrings({ node }: Manifest, key: 'labels' | 'annotations') {
  const value = valueOf(findNode(node, 'metadata', key))
  // The API takes nothing but strings here; what else a chart writes is copied as it is.
  return (typeof value === 'object' && value !== null ? value : {}) as Record<string, string>
}
