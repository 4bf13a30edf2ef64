import type { Diagnostic, Severity } from '../diagnostic.ts'
import { mayBeOurs } from '../kubernetes/look.ts'
import { manifestsOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { findItems, findNode, findString } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { locate, readDocument, splitStream } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import * as problems from './problems.ts'
import { placeOf } from './refuse.ts'
import { scopeOf } from './scope.ts'
import type { Scope } from './scope.ts'
import { select } from './select.ts'
import type { Run } from './select.ts'

/** Sources whose manifests may refer to each other, and the kustomizations beside them. */
export type SourceGroup = {
  readonly sources: readonly Source[]
  readonly kustomizations: readonly Source[]
}

/** What a group holds. */
export type Group = {
  readonly scope: Scope
  /** Why what cannot be read was left out. */
  readonly unreadable: (severity: Severity) => Diagnostic[]
  /** Why a Deployment cannot be edited where it stands. */
  readonly refusalsOf: (deployment: Manifest) => Diagnostic[]
}

/** Reads of a group's documents those that may matter. */
export function readGroup({ sources, kustomizations }: SourceGroup, run: Run): Group {
  const documents = sources.flatMap(readOurs)
  const manifests = documents.filter(({ error }) => !error).flatMap(manifestsOf)
  const [templated, readable] = partition(manifests, isTemplated)
  const unreadable = documents.filter(({ error }) => error)
  const inTheWay = run.input === 'files' ? kustomizations.flatMap(findInTheWay) : []
  return {
    scope: scopeOf(readable, run.namespace),
    unreadable: severity => [
      ...unreadable.flatMap(document => reportUnreadable(document, run, severity)),
      ...templated.flatMap(({ document }) => reportTemplate(document, run))
    ],
    refusalsOf: deployment =>
      run.input === 'files' ? [...inTheWay, ...formRefusals(deployment)] : []
  }
}

function readOurs(source: Source): Document[] {
  return splitStream(source)
    .filter(chunk => mayBeOurs(source.bytes, chunk))
    .map(chunk => readDocument(source, chunk))
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter(item => !test(item))]
}

/** Go template actions where YAML has its structure: at the beginning of a line or of a value. */
const structuralAction = /^[ \t]*\{\{|[:-][ \t]+\{\{/m

function isTemplated({ name, document }: Manifest): boolean {
  return name === undefined && structuralAction.test(document.text)
}

function reportTemplate(document: Document, run: Run): Diagnostic[] {
  return run.input === 'files' ? [problems.goTemplate(locate(document, document.body))] : []
}

/** Says why a document of ours cannot be read; of others nothing is said. */
function reportUnreadable(document: Document, run: Run, severity: Severity): Diagnostic[] {
  const { text, error } = document
  const kind = findString(document.root, 'kind') ?? kindInText.exec(text)?.[1]
  if (!error || kind === undefined || !isOfOurs(kind, text)) return []
  if (structuralAction.test(text)) return reportTemplate(document, run)
  const [manifest] = kind === 'Deployment' ? manifestsOf(document) : []
  const selection = manifest && select(manifest, run)
  if (manifest && !selection) return []
  const isNamed = selection && !('code' in selection) && selection.named
  const name = manifest?.name ?? nameInText.exec(text)?.[1]
  const title = name === undefined ? kind : `${kind} "${name}"`
  const found = problems.invalidYaml(locate(document, error.offset), title, error.message)
  return [{ ...found, severity: isNamed ? 'error' : severity }]
}

/** Whether a document of a kind matters: a list does where it speaks of Deployments. */
function isOfOurs(kind: string, text: string): boolean {
  if (kind.endsWith('List')) return /Deployment|HorizontalPodAutoscaler|ScaledObject/.test(text)
  return /^(?:Deployment|HorizontalPodAutoscaler|ScaledObject|Rollout)$/.test(kind)
}

const kindInText = /^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?(\w+)/m

/** The name in a document that cannot be read: the first one below `metadata`. */
const nameInText = /^[ \t]*metadata:[ \t]*\r?\n(?:[ \t]+.*\r?\n)*?[ \t]+name:[ \t]*["']?([\w.-]+)/m

function formRefusals(deployment: Manifest): Diagnostic[] {
  const { file } = deployment.document.source
  if (!file.endsWith('.json') || deployment.list) return []
  return [problems.jsonInPlace(placeOf(deployment), file)]
}

/** The fields by which a kustomization changes Deployments, or breaks what refers to them. */
function findInTheWay(source: Source): Diagnostic[] {
  const text = source.bytes.toString('utf8')
  const { root } = parseAnyStyle(text)
  const chunk = { start: 0, end: source.bytes.length, body: 0 }
  return kustomizationFields
    .filter(field => changesOurs(root, field))
    .map(field => {
      const at = locate({ source, chunk, text, body: 0, root }, findNode(root, field)?.start ?? 0)
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
  const ours = ['Deployment', 'HorizontalPodAutoscaler', 'ScaledObject', 'Rollout', undefined]
  return items.some(item => ours.includes(findString(item, 'target', 'kind')))
}
