import type { KustomizePatch } from '../kubernetes/kustomization.ts'
import { mergedNode, nodeWith, operated, operationsIn } from '../kubernetes/patched.ts'
import type { Operation } from '../kubernetes/patched.ts'
import { fieldOf, textOf } from '../kubernetes/resource.ts'
import { complete } from '../yaml/complete.ts'
import { asEntries, findNode, valueOf } from '../yaml/node.ts'
import type { Node, Value } from '../yaml/node.ts'
import { readDocument, splitStream } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { remembered, withNode, withTemplate } from './overlay-object.ts'
import type { Built } from './overlay-object.ts'
import { isNamedBy, meantBy } from './overlay-target.ts'
import type { Meant } from './overlay-target.ts'

/** What kustomize makes of objects; undefined where that is not followed, or where it fails. */
export type Change = (objects: readonly Built[]) => readonly Built[] | undefined

/** A patch with its text, and the part of the outermost kustomization that it belongs to. */
export type Patching = {
  readonly patch: KustomizePatch
  readonly source: Source | undefined
  readonly by: Node
}

const unfollowed: Change = () => undefined

/** What a patch does to objects. */
export function patchChange(patching: Patching): Change {
  const documents = documentsOf(patching.source)
  if (!documents) return unfollowed
  const { target } = patching.patch
  const isTargeted = target !== undefined && target !== null
  const meant = isTargeted ? meantBy(target) : undefined
  const operations = documents.find(each => Array.isArray(each))
  if (isTargeted && !meant) return unfollowed
  if (operations !== undefined) return meant ? operating(operations, meant, patching) : unfollowed
  // One merge goes to all that a target means; several have to name what they are for.
  if (meant && documents.length > 1) return unfollowed
  return inTurn(documents.map(each => merging(each, meant, patching)))
}

const inTurn =
  (changes: readonly Change[]): Change =>
  objects =>
    changes.reduce<readonly Built[] | undefined>((made, change) => made && change(made), objects)

/** The documents of a patch as plain data; undefined where one of them cannot be read. */
function documentsOf(source: Source | undefined): Value[] | undefined {
  if (!source) return undefined
  const documents = splitStream(source)
    .map(chunk => readDocument(source, chunk))
    .filter(({ root, error }) => root || error)
  const values = documents.flatMap(document => {
    const { root, error } = document
    const value = error || !root ? undefined : valueOf(complete(document, root))
    return value === undefined ? [] : [value]
  })
  return values.length === documents.length ? values.filter(each => each !== null) : undefined
}

/** Of a pod template only the labels and annotations matter here: its lists have keys of their own. */
const isLeft = ([first, second, third]: readonly string[]) =>
  first === 'spec' && second === 'template' && third !== 'metadata'

function operating(value: Value, meant: Meant, patching: Patching): Change {
  const operations = operationsIn(value)
  if (!operations) return unfollowed
  const acting = operations.filter(({ path }) => !isLeft(path))
  const isOf = (key: string) => acting.some(({ path: [, second] }) => second === key)
  const [isOfPods, isOfAnnotations] = [isOf('template'), isOf('annotations')]
  const operate = (object: Built): Built | undefined => {
    const whole = isOfPods ? withTemplate(object) : object
    // The older field forgets what it changes the name of.
    const before = patching.patch.field === 'patches' ? remembered(whole) : whole
    const first = isOfAnnotations ? annotated(before) : before.manifest.node
    const node = acting.reduce(afterOperation, first)
    return node && patched(before, node, patching)
  }
  return objects => {
    const made = objects.map(each => (meant(each) ? operate(each) : each))
    const followed = made.filter(each => each !== undefined)
    return followed.length === made.length ? followed : undefined
  }
}

/** What an object was called kustomize remembers in annotations, so that a patch may add to them. */
const annotated = ({ manifest: { node }, formerly }: Built): Node =>
  formerly.length === 0 || findNode(node, 'metadata', 'annotations')
    ? node
    : nodeWith(node, ['metadata', 'annotations'], {})

const afterOperation = (node: Node | undefined, operation: Operation) =>
  node && operated(node, operation)

function patched(object: Built, node: Node, { patch, by }: Patching): Built {
  const made = withNode(object, node, by)
  if (made.manifest.name === object.manifest.name) return made
  return { ...made, renamedBy: [...made.renamedBy, { field: patch.field, node: by }] }
}

function merging(document: Value, meant: Meant | undefined, patching: Patching): Change {
  const isMeant = meant ?? isNamedBy(document)
  return objects => {
    const found = objects.filter(isMeant)
    if (!meant && found.length !== 1) return matters(document) ? undefined : objects
    if (found.some(({ manifest }) => changesKind(document, manifest.kind, patching)))
      return undefined
    if (textOf(document, '$patch') === 'delete')
      return objects.filter(each => !found.includes(each))
    return objects.map(each => (found.includes(each) ? merged(each, document, patching) : each))
  }
}

/** Whether kustomize refuses a patch that has no object, or several: what is generated is not known. */
const matters = (patch: Value) => !generated.includes(textOf(patch, 'kind') ?? '')

const generated = ['ConfigMap', 'Secret', 'CustomResourceDefinition']

const changesKind = (patch: Value, kind: string, { patch: { mayChange } }: Patching) =>
  mayChange.includes('kind') && (textOf(patch, 'kind') ?? kind) !== kind

function merged(object: Built, document: Value, patching: Patching): Built {
  const { mayChange } = patching.patch
  const before = mayChange.length > 0 ? remembered(object) : object
  const part = partOf(document, mayChange.includes('name'))
  const isOfPods = fieldOf(part, 'spec', 'template') !== undefined
  const whole = isOfPods ? withTemplate(before) : before
  return patched(whole, mergedNode(whole.manifest.node, part), patching)
}

/** What matters of a merge. The name is what it is for, as a rule. */
function partOf(document: Value, isNamed: boolean): Value {
  const metadata = (key: string) => {
    const value = fieldOf(document, 'metadata', key)
    return value === undefined ? {} : { [key]: value }
  }
  const spec = fieldOf(document, 'spec')
  return {
    ...(spec !== undefined && { spec: withoutPods(spec) }),
    metadata: {
      ...metadata('labels'),
      ...metadata('annotations'),
      ...(isNamed && metadata('name'))
    }
  }
}

function withoutPods(spec: Value): Value {
  const { template, ...rest } = asEntries(spec) ?? {}
  if (!asEntries(spec) || template === undefined) return spec
  const metadata = fieldOf(template, 'metadata')
  return metadata === undefined ? rest : { ...rest, template: { metadata } }
}
