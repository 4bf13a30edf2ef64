import type { Diagnostic } from '../diagnostic.ts'
import { mayBeOurs } from '../kubernetes/look.ts'
import { aliasedItem, manifestsOf, placeOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { asMapping, findItems, findNode, findString } from '../yaml/node.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { locate, readDocument, splitStream, wholeDocument } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import * as problems from './problems.ts'
import { scopeOf } from './scope.ts'
import type { Scope } from './scope.ts'
import type { Run } from './select.ts'

/** Sources whose manifests may refer to each other, and the kustomizations beside them. */
export type SourceGroup = {
  readonly sources: readonly Source[]
  readonly kustomizations: readonly Source[]
}

/** What a group holds. */
export type Group = {
  readonly scope: Scope
  readonly unreadable: readonly Unreadable[]
  /** Why a Deployment cannot be edited where it stands, or beside what stands there. */
  readonly refusalsOf: (deployment: Manifest) => Diagnostic[]
  /** What cannot be read, and may be of a Deployment's Rollout or autoscaler. */
  readonly hiddenOf: (deployment: Manifest) => Diagnostic[]
}

/** A document of ours that cannot be read, as far as it can be told, and why. */
export type Unreadable = { readonly manifest: Manifest; readonly found: Diagnostic }

/** Reads of a group's documents those that may matter. */
export function readGroup({ sources, kustomizations }: SourceGroup, run: Run): Group {
  const documents = sources.flatMap(readOurs)
  const manifests = documents.filter(({ error }) => !error).flatMap(manifestsOf)
  const unreadable = documents.flatMap(document => readBroken(document, run))
  const templated = manifests.filter(isTemplated)
  const inTheWay = run.input === 'files' ? kustomizations.flatMap(findInTheWay) : []
  const hiddenOf = (deployment: Manifest) =>
    unreadable.filter(each => mayReferTo(each, deployment)).map(({ found }) => found)
  return {
    scope: scopeOf(
      templated.length > 0 ? manifests.filter(each => !templated.includes(each)) : manifests,
      run.namespace
    ),
    unreadable: [...unreadable, ...templated.flatMap(manifest => readTemplate(manifest, run))],
    refusalsOf: deployment => [
      ...(run.input === 'files' ? [...inTheWay, ...formRefusals(deployment)] : []),
      ...hiddenOf(deployment)
    ],
    hiddenOf
  }
}

function readOurs(source: Source): Document[] {
  return splitStream(source)
    .filter(chunk => mayBeOurs(source.bytes, chunk))
    .map(chunk => withoutAliasedItems(readDocument(source, chunk)))
}

/** A list with an item twice counts as unreadable: to edit the one is to edit the other. */
function withoutAliasedItems(document: Document): Document {
  const offset = aliasedItem(document)
  if (document.error || offset < 0) return document
  return { ...document, error: { offset, message: 'An item of the list is an alias' } }
}

/** Whether what cannot be read may be of a Deployment's Rollout or autoscaler: it says its name. */
function mayReferTo({ manifest }: Unreadable, { name }: Manifest): boolean {
  if (manifest.kind === 'Deployment' || name === undefined) return false
  return manifest.document.text.includes(name)
}

/** Whether what is read of a Deployment is a Go template's text. */
function isTemplated({ kind, node, document }: Manifest): boolean {
  if (kind !== 'Deployment') return false
  const read = [
    ['metadata', 'name'],
    ['metadata', 'namespace'],
    ['metadata', 'labels'],
    ['spec', 'replicas'],
    ['spec', 'selector']
  ]
  return read.some(path => {
    const found = findNode(node, ...path)
    return found && document.text.slice(found.start, found.end).includes('{{')
  })
}

/** A Go template: passed through in a stream, reported where it stands in a file. */
function readTemplate(manifest: Manifest, run: Pick<Run, 'input'>): Unreadable[] {
  if (run.input === 'stream') return []
  const { document } = manifest
  const at = locate(document, document.body)
  return [
    {
      manifest: { ...manifest, name: undefined },
      found: problems.goTemplate(at, document.source.file)
    }
  ]
}

/** Go template actions where YAML has its structure: at the beginning of a line or of a value. */
const structuralAction = /^[ \t]*\{\{|[:-][ \t]+\{\{/m

/** A document that is broken: of kinds that are not ours nothing is said. */
export function readBroken(document: Document, run: Pick<Run, 'input'>): Unreadable[] {
  const { text, error, root } = document
  if (!error) return []
  const kind = findString(root, 'kind') ?? kindInText.exec(text)?.[1]
  if (kind === undefined || !isOfOurs(kind, text)) return []
  const node = asMapping(root) ?? noMapping
  const own = kind.endsWith('List') ? undefined : manifestsOf(document)[0]
  const name = own?.name ?? nameInText(text)
  const manifest = { namespace: undefined, apiVersion: '', ...own, document, node, kind, name }
  if (structuralAction.test(text)) return readTemplate(manifest, run)
  const title = name === undefined ? kind : `${kind} "${name}"`
  const at = locate(document, error.offset)
  return [{ manifest, found: problems.invalidYaml(at, title, error.message) }]
}

const noMapping: Mapping = { type: 'mapping', flow: true, indent: 0, start: 0, end: 0, pairs: [] }

/** The kinds that take part in a migration. */
const takingPart = ['Deployment', 'HorizontalPodAutoscaler', 'ScaledObject', 'Rollout']

/** Whether a document of a kind matters: a list does where it speaks of Deployments. */
function isOfOurs(kind: string, text: string): boolean {
  if (kind.endsWith('List')) return /Deployment|HorizontalPodAutoscaler|ScaledObject/.test(text)
  return takingPart.includes(kind)
}

const kindInText = /^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?(\w+)/m

/** The name in a document that cannot be read: the first one behind `metadata`, on lines below it or not. */
function nameInText(text: string): string | undefined {
  let tries = 0
  for (const { 0: key, index } of text.matchAll(/^[ \t]*["']?metadata["']?:/gm)) {
    const start = index + key.length
    const [own = ''] = text.slice(start, start + nearMetadata).split(/\n(?=[^\s}])/)
    const name = /(?:^[ \t]*|[{,]\s*)["']?name["']?:[ \t]*["']?([\w.-]+)/m.exec(own)?.[1]
    if (name !== undefined || ++tries === mostTries) return name
  }
  return undefined
}

/** As many characters behind `metadata` may hold its name, and as many of these are looked at. */
const nearMetadata = 2000
const mostTries = 20

function formRefusals(deployment: Manifest): Diagnostic[] {
  const { file } = deployment.document.source
  if (!file.endsWith('.json') || deployment.list) return []
  return [problems.jsonInPlace(placeOf(deployment), file)]
}

/** The fields by which a kustomization changes Deployments, or breaks what refers to them. */
function findInTheWay(source: Source): Diagnostic[] {
  const document = wholeDocument(source)
  const { root } = document
  return kustomizationFields
    .filter(field => changesOurs(root, field))
    .map(field => {
      const at = locate(document, findNode(root, field)?.start ?? 0)
      return problems.kustomizationInTheWay(at, source.file, field)
    })
}

const kustomizationFields = [
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'replicas',
  'replacements',
  'namePrefix',
  'nameSuffix',
  'commonLabels'
]

function changesOurs(root: Node | undefined, field: string): boolean {
  const found = findNode(root, field)
  if (!found || (found.type === 'scalar' && found.value === null)) return false
  const items = findItems(root, field)
  if (items.length === 0) return found.type !== 'sequence'
  return items.some(item => matchesOurs(findString(item, 'target', 'kind')))
}

/** Whether a patch's target may be a manifest of ours: kustomize takes its kind for an expression. */
function matchesOurs(kind: string | undefined): boolean {
  if (kind === undefined || !/^[\w|.*()?+]*$/.test(kind)) return true
  const names = kind.split('|').map(name => name.replace(/[()?+]/g, ''))
  return names.some(name =>
    takingPart.some(
      ours => name === ours || (name.includes('.') && ours.startsWith(name.split('.')[0] ?? ''))
    )
  )
}
