import { asEntries, findItems, findNode, findString, valueOf } from '../yaml/node.ts'
import type { Node, Value } from '../yaml/node.ts'
import { locate, openSource, wholeDocument } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { specIn } from './kustomize-fields.ts'
import type { FieldSpec } from './kustomize-fields.ts'
import { fieldOf, integerOf, itemsOf, textOf } from './resource.ts'

/** A kustomization that was read, with where its parts are. */
export type Kustomization = {
  readonly source: Source
  readonly document: Document
  /** What it takes in: files, folders and addresses, as written. */
  readonly resources: readonly string[]
  /** What it takes in to change what it has. */
  readonly components: readonly string[]
  /** Whether it is one of those itself. */
  readonly isComponent: boolean
  /** Files that tell kustomize of fields that it does not know. */
  readonly configurations: readonly string[]
  readonly patches: readonly KustomizePatch[]
  readonly replicas: readonly ReplicaCount[]
  readonly namePrefix: string
  readonly nameSuffix: string
  readonly namespace: string | undefined
  readonly labels: readonly KustomizeLabels[]
}

/** A patch: in a file, or as text. Its target may be a pattern. */
export type KustomizePatch = {
  readonly field: string
  readonly node: Node
  readonly path: string | undefined
  readonly text: string | undefined
  readonly target: Value | undefined
  /** What it may change of what tells an object from others. */
  readonly mayChange: readonly ('name' | 'kind')[]
}

/** An entry of `replicas`. */
export type ReplicaCount = { readonly node: Node; readonly name: string; readonly count: number }

/** Labels, or annotations, that go to all objects, by the field that says so. */
export type KustomizeLabels = {
  readonly field: 'labels' | 'commonLabels' | 'commonAnnotations'
  readonly node: Node
  readonly labels: { readonly [key: string]: Value }
  /** Where else they go: with selectors into pod templates, too. */
  readonly into: 'metadata' | 'templates' | 'selectors' | 'annotations'
  readonly fields: readonly FieldSpec[]
}

/** Whether a file's name is one that kustomize looks for in a folder. */
export const isKustomizationName = (name: string) =>
  /^(?:kustomization\.ya?ml|Kustomization)$/.test(name)

/** No kustomization is as long. */
const most = 16 << 20

/** Reads a kustomization. */
export function kustomizationIn(source: Source): Kustomization {
  const document = wholeDocument(source.bytes.length > most ? openSource(source.file, '') : source)
  const { root } = document
  const texts = (field: string) => findItems(root, field).flatMap(item => findString(item) ?? [])
  return {
    source,
    document,
    resources: ['resources', 'bases'].flatMap(texts),
    components: texts('components'),
    isComponent: findString(root, 'kind') === 'Component',
    configurations: texts('configurations'),
    patches: patchesIn(root),
    replicas: findItems(root, 'replicas').flatMap(node => countIn(node)),
    namePrefix: findString(root, 'namePrefix') ?? '',
    nameSuffix: findString(root, 'nameSuffix') ?? '',
    namespace: findString(root, 'namespace'),
    labels: labelsIn(root)
  }
}

function patchesIn(root: Node | undefined): KustomizePatch[] {
  const targeted = ['patches', 'patchesJson6902'].flatMap(field =>
    findItems(root, field).map(node => ({
      field,
      node,
      path: findString(node, 'path'),
      text: findString(node, 'patch'),
      target: valueOf(findNode(node, 'target')),
      mayChange: changesIn(valueOf(findNode(node, 'options')))
    }))
  )
  const merged = findItems(root, 'patchesStrategicMerge').map(node => {
    const value = findString(node) ?? ''
    const isText = value.includes('\n')
    const [path, text] = isText ? [undefined, value] : [value, undefined]
    return { field: 'patchesStrategicMerge', node, path, text, target: undefined, mayChange: [] }
  })
  return [...targeted, ...merged]
}

function changesIn(options: Value | undefined): ('name' | 'kind')[] {
  return [
    ...(fieldOf(options, 'allowNameChange') === true ? (['name'] as const) : []),
    ...(fieldOf(options, 'allowKindChange') === true ? (['kind'] as const) : [])
  ]
}

function countIn(node: Node): ReplicaCount[] {
  const value = valueOf(node)
  const [name, count] = [textOf(value, 'name'), integerOf(value, 'count')]
  return name !== undefined && typeof count === 'number' ? [{ node, name, count }] : []
}

function labelsIn(root: Node | undefined): KustomizeLabels[] {
  const common = (field: 'commonLabels' | 'commonAnnotations', into: KustomizeLabels['into']) => {
    const node = findNode(root, field)
    const labels = asEntries(valueOf(node))
    return node && labels ? [{ field, node, labels, into, fields: [] }] : []
  }
  return [
    ...findItems(root, 'labels').map((node): KustomizeLabels => {
      const entry = valueOf(node)
      const isSet = (key: string) => fieldOf(entry, key) === true
      return {
        field: 'labels',
        node,
        labels: asEntries(fieldOf(entry, 'pairs')) ?? {},
        into: isSet('includeSelectors')
          ? 'selectors'
          : isSet('includeTemplates')
            ? 'templates'
            : 'metadata',
        fields: itemsOf(entry, 'fields').map(specIn)
      }
    }),
    ...common('commonLabels', 'selectors'),
    ...common('commonAnnotations', 'annotations')
  ]
}

/** Whether labels go into selectors. */
export const isSelecting = ({ into }: KustomizeLabels) => into === 'selectors'

/** Whether a kustomization has something at a field, whatever it is. */
export function hasItems({ document }: Kustomization, field: string): boolean {
  return itemsOf(valueOf(document.root), field).length > 0
}

/** The place of a part of a kustomization. */
export const placeIn = ({ document }: Kustomization, node: Node) => locate(document, node.start)
