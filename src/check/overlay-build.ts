import type { Kustomization, KustomizePatch } from '../kubernetes/kustomization.ts'
import type { KustomizeTree } from '../kubernetes/kustomize-tree.ts'
import { groupOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { mergedNode, nodeWith, operationsIn } from '../kubernetes/patched.ts'
import type { Operation } from '../kubernetes/patched.ts'
import { fieldOf, textOf } from '../kubernetes/resource.ts'
import { wholeManifest } from '../kubernetes/template.ts'
import { folderOf, joinPath } from '../paths.ts'
import { asEntries, asMapping, findNode, valueOf } from '../yaml/node.ts'
import type { Node, Value } from '../yaml/node.ts'
import { complete } from '../yaml/complete.ts'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'

/** A manifest as a kustomization makes it. */
export type Built = {
  readonly manifest: Manifest
  /** What kustomizations took in: patches look for it by its first name. */
  readonly origin: Manifest
  /** The part of the outermost kustomization that changed it. */
  readonly changedBy: Node | undefined
}

/** What a kustomization makes, and what of it is not followed. */
export type Build = {
  /** What it takes in, as others have made it. */
  readonly taken: readonly Built[]
  readonly made: readonly Built[]
  readonly unfollowed: readonly Node[]
}

/** What a build reads. */
export type Files = {
  readonly tree: KustomizeTree
  readonly manifestsIn: (file: string) => readonly Manifest[]
  readonly sourceOf: (file: string) => Source | undefined
}

/** Builds kustomizations, each once: counts, bounds, targets, selectors and the like; pods stay as they are, but for their labels. */
export function builder(files: Files): (kustomization: Kustomization) => Build {
  const known = new Map<Kustomization, Build>()
  const build = (kustomization: Kustomization): Build => {
    const found = known.get(kustomization)
    if (found) return found
    // One that takes in itself takes in nothing.
    known.set(kustomization, { taken: [], made: [], unfollowed: [] })
    const folder = folderOf(kustomization.source.file)
    const taken = kustomization.resources.flatMap(path => {
      const at = joinPath(folder, path)
      const inner = files.tree.at(at)
      const objects = inner
        ? build(inner).made
        : files.manifestsIn(at).map(manifest => ({ manifest, origin: manifest }))
      return objects.map(each => ({ ...each, changedBy: undefined }))
    })
    const result = { taken, ...changed(taken, { kustomization, within: [] }, files) }
    known.set(kustomization, result)
    return result
  }
  return build
}

type Changed = Pick<Build, 'made' | 'unfollowed'>

type Changing = {
  readonly kustomization: Kustomization
  /** Those that have it as a component: one that is within itself does nothing. */
  readonly within: readonly Kustomization[]
}

/** Objects as a kustomization changes them: its components first, as kustomize has it. */
function changed(
  objects: readonly Built[],
  { kustomization, within }: Changing,
  files: Files
): Changed {
  const unfollowed: Node[] = []
  let made = objects
  for (const path of kustomization.components) {
    const component = files.tree.at(joinPath(folderOf(kustomization.source.file), path))
    const outer = [...within, kustomization]
    if (!component || outer.includes(component)) continue
    // What a component changes, the kustomization changes that takes it in.
    const by = findNode(kustomization.document.root, 'components')
    const before = new Set(made.map(({ manifest }) => manifest))
    made = changed(made, { kustomization: component, within: outer }, files).made.map(each =>
      before.has(each.manifest) ? each : { ...each, changedBy: by }
    )
  }
  for (const patch of kustomization.patches) {
    const changes = changesIn(patch, kustomization, files)
    if (!changes) unfollowed.push(patch.node)
    for (const change of changes ?? []) made = made.flatMap(each => change(each))
  }
  for (const { name, count, node } of kustomization.replicas) {
    made = made.map(each => (isCounted(each.origin, name) ? withReplicas(each, count, node) : each))
  }
  const { namespace } = kustomization
  if (namespace !== undefined) made = made.map(each => inNamespace(each, namespace))
  return { made, unfollowed }
}

/** The kinds that `replicas` counts (kustomize api/internal/konfig/builtinpluginconsts/replicas.go). */
const isCounted = ({ kind, name }: Manifest, wanted: string) =>
  name === wanted && ['Deployment', 'ReplicaSet', 'StatefulSet'].includes(kind)

const withReplicas = (object: Built, count: number, by: Node): Built =>
  withNode(object, nodeWith(object.manifest.node, ['spec', 'replicas'], count), by)

function inNamespace(object: Built, namespace: string): Built {
  const node = nodeWith(object.manifest.node, ['metadata', 'namespace'], namespace)
  const found = withNode(object, node, object.changedBy)
  return { ...found, manifest: { ...found.manifest, namespace } }
}

function withNode(object: Built, node: Node, changedBy: Node | undefined): Built {
  const mapping = asMapping(node)
  return mapping
    ? { ...object, manifest: { ...object.manifest, node: mapping }, changedBy }
    : object
}

/** What a patch does to an object: nothing to most. */
type Change = (object: Built) => readonly Built[]

/** What the documents of a patch do; undefined where one of them is not followed. */
function changesIn(
  patch: KustomizePatch,
  kustomization: Kustomization,
  files: Files
): Change[] | undefined {
  const { path, text, target, node } = patch
  const folder = folderOf(kustomization.source.file)
  const source =
    text === undefined ? files.sourceOf(joinPath(folder, path ?? '')) : openSource('', text)
  if (!source) return undefined
  const documents = splitStream(source).map(chunk => readDocument(source, chunk))
  const changes = documents.map(document => {
    const { root, error } = document
    if (!error && !root) return []
    const value = root && valueOf(complete(document, root))
    if (error || value === undefined) return undefined
    if (value === null) return []
    return Array.isArray(value) ? operating(value, target, node) : [merging(value, target, node)]
  })
  return changes.includes(undefined) ? undefined : changes.flatMap(each => each ?? [])
}

/** Of a pod template only the labels and annotations matter here: its lists have keys of their own. */
const isLeft = ([first, second, third]: readonly string[]) =>
  first === 'spec' && second === 'template' && third !== 'metadata'

function operating(patch: Value, target: Value | undefined, by: Node): Change[] | undefined {
  const operations = operationsIn(patch)
  if (!operations || !isFollowed(target)) return undefined
  const acting = operations.filter(({ path }) => !isLeft(path))
  const isOfPods = acting.some(({ path: [, second] }) => second === 'template')
  const apply = (node: Node, { path, value }: Operation) => nodeWith(node, path, value)
  return [
    object =>
      acting.length > 0 && isTarget(object.origin, target)
        ? [withNode(object, acting.reduce(apply, nodeOf(object, isOfPods)), by)]
        : [object]
  ]
}

/** The node of an object, with its pod template where that is changed: readers leave it out. */
const nodeOf = ({ manifest }: Built, isOfPods: boolean): Node =>
  isOfPods ? wholeManifest(manifest).node : manifest.node

type Spec = { readonly [key: string]: Value }

function withoutPods({ template, ...spec }: Spec): Spec {
  const metadata = fieldOf(template ?? null, 'metadata')
  return metadata === undefined ? spec : { ...spec, template: { metadata } }
}

function merging(patch: Value, target: Value | undefined, by: Node): Change {
  const spec = asEntries(fieldOf(patch, 'spec'))
  const annotations = fieldOf(patch, 'metadata', 'annotations')
  const merged = {
    ...(spec && { spec: withoutPods(spec) }),
    ...(annotations !== undefined && { metadata: { annotations } })
  }
  const isMeant = target === undefined || target === null ? isNamedBy(patch) : isTargetOf(target)
  return object => {
    if (!isMeant(object.origin)) return [object]
    if (textOf(patch, '$patch') === 'delete') return []
    const isOfPods = fieldOf(merged, 'spec', 'template') !== undefined
    return [withNode(object, mergedNode(nodeOf(object, isOfPods), merged), by)]
  }
}

const isNamedBy = (patch: Value) => {
  const [kind, name] = [textOf(patch, 'kind'), textOf(patch, 'metadata', 'name')]
  const group = groupOf(textOf(patch, 'apiVersion') ?? '')
  return (manifest: Manifest) =>
    manifest.kind === kind && manifest.name === name && groupOf(manifest.apiVersion) === group
}

const isTargetOf = (target: Value) => (manifest: Manifest) => isTarget(manifest, target)

/** Targets by labels and annotations are not followed. */
const isFollowed = (target: Value | undefined) =>
  ['labelSelector', 'annotationSelector'].every(key => fieldOf(target, key) === undefined)

/** Whether a patch's target names a manifest: kind and name are expressions for the whole of them. */
function isTarget(manifest: Manifest, target: Value | undefined): boolean {
  const fits = (key: string, own: string) => {
    const wanted = textOf(target, key)
    return wanted === undefined || wanted === '' || expressionOf(wanted)?.test(own) === true
  }
  const { kind, name = '', namespace = '', apiVersion } = manifest
  return (
    fits('kind', kind) &&
    fits('name', name) &&
    fits('namespace', namespace) &&
    fits('group', groupOf(apiVersion))
  )
}

/** An expression of a target, as far as it is made of names, `|`, parentheses and `.*`. */
function expressionOf(text: string): RegExp | undefined {
  return /^[\w|.*()?+-]{1,200}$/.test(text) && !/[*+?)][*+?]/.test(text)
    ? new RegExp(`^(?:${text})$`)
    : undefined
}
