import { parseJson } from '../json.ts'
import { readBroken } from '../workload/read.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { isAutoscaler } from '../kubernetes/autoscaler.ts'
import { isDeployment, isPatch } from '../kubernetes/deployment.ts'
import { isKustomizationName, kustomizationIn } from '../kubernetes/kustomization.ts'
import { definesKind } from '../kubernetes/look.ts'
import { hasValue, manifestsOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { decode, includes } from '../yaml/bytes.ts'
import { baseNameOf, folderOf, joinPath, normalPath } from '../paths.ts'
import type { Node } from '../yaml/node.ts'
import { readDocument } from '../yaml/stream.ts'
import type { Chunk, Document, Source } from '../yaml/stream.ts'

/** What a document is: Kubernetes objects, a Go template, something of ours that is broken, or not ours. */
export type Classified =
  | {
      readonly is: 'objects'
      readonly manifests: readonly Manifest[]
      /** Objects in part, as patches of kustomize are. */
      readonly parts: readonly Manifest[]
    }
  | { readonly is: 'broken'; readonly found: readonly Diagnostic[] }
  | { readonly is: 'template' | 'other' }

const other: Classified = { is: 'other' }

/** Tells what a document of a source is. */
export function classify(source: Source, chunk: Chunk, patches: ReadonlySet<string>): Classified {
  if (
    isKustomizationName(baseNameOf(source.file)) ||
    !mayBeObject(source.bytes.subarray(chunk.body, chunk.end))
  ) {
    return other
  }
  const document = isTooLong(chunk) ? readBeginning(source, chunk) : readDocument(source, chunk)
  if (document.error) {
    const found = readBroken(document, { input: 'stream' }).map(each => each.found)
    if (found.length > 0) return { is: 'broken', found }
    return document.text.includes('{{') ? { is: 'template' } : other
  }
  const manifests = manifestsOf(document).filter(({ apiVersion }) => apiVersion !== '')
  if (manifests.some(isTemplated)) return { is: 'template' }
  const isOfPatch = patches.size > 0 && patches.has(normalPath(source.file))
  const parts = manifests.filter(manifest => isOfPatch || isPart(manifest))
  return { is: 'objects', manifests: manifests.filter(each => !parts.includes(each)), parts }
}

/** Whether bytes may be an object of Kubernetes; false only where that is certain. */
function mayBeObject(view: Uint8Array): boolean {
  if (!includes(view, 'kind') || !includes(view, 'apiVersion') || definesKind(view)) return false
  const text = decode(view.subarray(0, most))
  const first = text.search(/^[^\s#]/m)
  if (text[first] === '{') return view.length > most || !isOtherJson(text)
  // In block style the key stands where its document's first one does: at the beginning of a line.
  return !/[A-Za-z"']/.test(text[first] ?? '') || /^["']?kind["']?[ \t]*:/m.test(text)
}

/** JSON of another kind, such as a lock file: it may be large, and YAML is read slowly. */
function isOtherJson(text: string): boolean {
  const data = parseJson(text)
  // Other flow style, or several documents.
  if (data === undefined) return false
  return typeof data !== 'object' || data === null || !('kind' in data && 'apiVersion' in data)
}

/** No object is as long: the API server takes 3 MB (k8s.io/apiserver, MaxRequestBodyBytes). */
const most = 16 << 20
const isTooLong = ({ start, end }: Chunk) => end - start > most

/** A document that is too long to be read, by its beginning. */
function readBeginning(source: Source, chunk: Chunk): Document {
  const text = decode(source.bytes.subarray(chunk.start, chunk.start + (1 << 16)))
  const error = { offset: 0, message: 'It is longer than an object can be' }
  return { source, chunk, text, body: 0, root: undefined, error }
}

/** Whether Go actions stand where rules read. In a pod's command or an annotation they may be meant. */
function isTemplated({ node, kind, document }: Manifest): boolean {
  const { text } = document
  if (!text.slice(node.start, node.end).includes('{{')) return false
  const visit = (at: Node, path: string): boolean => {
    if (meant.has(path) || (hasOwnActions.test(kind) && path.startsWith('.spec'))) return false
    if (at.type === 'sequence') return at.items.some(item => visit(item, path))
    if (at.type !== 'mapping') return text.slice(at.start, at.end).includes('{{')
    return at.pairs.some(
      ({ key, value }) =>
        key.includes('{') || visit(value, path === '' ? `.${key}` : `${path}.${key}`)
    )
  }
  return visit(node, '')
}

const meant = new Set([
  '.metadata.annotations',
  '.spec.template',
  '.data',
  '.stringData',
  '.status'
])
/** Argo's own `{{args.name}}`, and the templates of an ApplicationSet. */
const hasOwnActions = /AnalysisTemplate$|^AnalysisRun$|^Experiment$|Workflow|^ApplicationSet$/

/** Whether a manifest is only a part of an object, as a patch of kustomize is. */
function isPart(manifest: Manifest): boolean {
  const { node } = manifest
  if (node.pairs.some(({ key }) => key === '$patch')) return true
  const lacks = (...keys: string[]) => !keys.some(key => hasValue(manifest, 'spec', key))
  if (isDeployment(manifest)) return isPatch(manifest)
  if (isRollout(manifest)) return lacks('template', 'workloadRef', 'selector')
  return isAutoscaler(manifest) && lacks('scaleTargetRef')
}

/** The files that kustomizations take as patches. */
export function patchesOf(kustomizations: readonly Source[]): string[] {
  return kustomizations.flatMap(source =>
    kustomizationIn(source).patches.flatMap(({ path }) =>
      path ? [joinPath(folderOf(source.file), path)] : []
    )
  )
}
