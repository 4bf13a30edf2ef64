import type { Diagnostic } from '../diagnostic.ts'
import { isAutoscaler } from '../kubernetes/autoscaler.ts'
import { mayBeOurs, scalingIn } from '../kubernetes/look.ts'
import { scalingTargetsOf } from '../kubernetes/scaling.ts'
import { aliasedItem, manifestsOf, placeOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { asMapping, findNode, findString } from '../yaml/node.ts'
import type { Mapping } from '../yaml/node.ts'
import { locate, readDocument, splitStream } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { exportRefusals } from './exports.ts'
import { refusingBy, takingPart } from './in-the-way.ts'
import type { KustomizeTree } from '../kubernetes/kustomize-tree.ts'
import type { Overlay, Refusing } from './in-the-way.ts'
import * as problems from './problems.ts'
import { scopeOf } from './scope.ts'
import type { Scope } from './scope.ts'
import type { Run } from './select.ts'

/** Sources whose manifests may refer to each other, and the kustomizations beside them. */
export type SourceGroup = {
  readonly sources: readonly Source[]
  readonly kustomizations: readonly Source[]
  /** The kustomizations of other folders that take in some of them. */
  readonly overlays?: readonly Overlay[]
  /** The kustomizations that take in a file, where those of the tree are known. */
  readonly over?: KustomizeTree['over'] | undefined
  /** Why what Applications of any folder make of a Deployment is not what its manifest says. */
  readonly changedBy?: Refusing
  /** Objects of folders that only an export of a cluster has. */
  readonly exported?: readonly Manifest[]
}

/** What a group holds. */
export type Group = {
  readonly scope: Scope
  readonly unreadable: readonly Unreadable[]
  /** Why a Deployment cannot be edited where it stands, or beside what is there. */
  readonly refusalsOf: (deployment: Manifest) => Diagnostic[]
  /** What cannot be read, and may be of a Deployment's Rollout or autoscaler. */
  readonly hiddenOf: (deployment: Manifest) => Diagnostic[]
}

/** A document of ours that cannot be read, as far as it can be told, and why. */
export type Unreadable = { readonly manifest: Manifest; readonly found: Diagnostic }

/** Reads of a group's documents those that may matter. */
export function readGroup(group: SourceGroup, run: Run): Group {
  const { sources } = group
  const documents = sources.flatMap(readOurs)
  const manifests = documents.filter(({ error }) => !error).flatMap(manifestsOf)
  const unreadable = documents.flatMap(document => readBroken(document, run))
  const templated = manifests.filter(isTemplated)
  const refusing = run.input === 'files' ? refusingIn(group) : []
  const hiddenOf = (deployment: Manifest) =>
    unreadable.filter(each => mayReferTo(each, deployment)).map(({ found }) => found)
  return {
    scope: scopeOf(
      templated.length > 0 ? manifests.filter(each => !templated.includes(each)) : manifests,
      run.namespace
    ),
    unreadable: [...unreadable, ...templated.flatMap(manifest => readTemplate(manifest, run))],
    refusalsOf: deployment => [
      ...refusing.flatMap(of => of(deployment)),
      ...(run.input === 'files' ? formRefusals(deployment) : []),
      ...exportRefusals(group.exported ?? [], deployment),
      ...hiddenOf(deployment)
    ],
    hiddenOf
  }
}

/** The kustomizations beside the files, and those of other folders that take them in. */
const refusingIn = ({
  sources,
  kustomizations,
  overlays = [],
  changedBy
}: SourceGroup): Refusing[] => [
  ...(changedBy ? [changedBy] : []),
  ...kustomizations.map(kustomization => refusingBy({ kustomization, files: sources }, 'here')),
  ...overlays.map(overlay => refusingBy(overlay, 'elsewhere'))
]

function readOurs(source: Source): Document[] {
  const { bytes } = source
  const mayScale = scalingIn(bytes)
  return splitStream(source)
    .filter(chunk => mayBeOurs(bytes, chunk) || mayScale(chunk))
    .map(chunk => withoutAliasedItems(readDocument(source, chunk)))
}

/** The objects of a source that are no autoscaler which is understood, and may scale something. */
export function foreignScalersIn(source: Source): Manifest[] {
  return splitStream(source)
    .filter(scalingIn(source.bytes))
    .map(chunk => readDocument(source, chunk))
    .flatMap(document => (document.error ? [] : manifestsOf(document)))
    .filter(manifest => !isAutoscaler(manifest) && scalingTargetsOf(manifest).length > 0)
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

/** A Go template: passed through in a stream, reported where it is in a file. */
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

/** Whether a document of a kind matters: a list does where it speaks of Deployments. */
function isOfOurs(kind: string, text: string): boolean {
  if (kind.endsWith('List')) return /Deployment|HorizontalPodAutoscaler|ScaledObject/.test(text)
  return takingPart.includes(kind) || mayBeScaler.test(text)
}

/** What names a Deployment or a Rollout as a target, in a document of any kind. */
const mayBeScaler = /\b(?:scaleT|t)argetRefs?\b[^]*?\bkind\W+(?:Deployment|Rollout)s?\b/i

const kindInText = /^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?(\w+)/m

/** The name in a document that cannot be read: the first one on the line of `metadata` or in its lines. */
function nameInText(text: string): string | undefined {
  const metadata = /^[ \t]*["']?metadata["']?:/m.exec(text)
  if (!metadata) return undefined
  const rest = text.slice(metadata.index + metadata[0].length)
  const own = /^[^\n]*\n?(?:[ \t}][^\n]*\n?)*/.exec(rest)?.[0] ?? ''
  return /(?:^[ \t]+|[{,][ \t]*)["']?name["']?:[ \t]*["']?([\w.-]+)/m.exec(own)?.[1]
}

function formRefusals(deployment: Manifest): Diagnostic[] {
  const { file } = deployment.document.source
  if (!file.endsWith('.json') || deployment.list) return []
  return [problems.jsonInPlace(placeOf(deployment), file)]
}
