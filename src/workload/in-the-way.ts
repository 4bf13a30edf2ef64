import type { Diagnostic } from '../diagnostic.ts'
import { kept } from '../groups.ts'
import { isSelecting, kustomizationIn } from '../kubernetes/kustomization.ts'
import type { Kustomization, KustomizePatch } from '../kubernetes/kustomization.ts'
import { manifestsOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { textOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import { folderOf, joinPath, normalPath } from '../paths.ts'
import { findItems, findNode, findString } from '../yaml/node.ts'
import { locate, openSource, readDocument, splitStream } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import * as problems from './problems.ts'

/** A kustomization of another folder that takes in files, with its patches that are in files. */
export type Overlay = { readonly kustomization: Source; readonly files: readonly Source[] }

/** The kinds that take part in a migration. */
export const takingPart = ['Deployment', 'HorizontalPodAutoscaler', 'ScaledObject', 'Rollout']

/** Why a kustomization keeps a Deployment from being edited where it stands. */
export type Refusing = (deployment: Manifest) => Diagnostic[]

/** Finds what a kustomization changes of Deployments, or breaks of what refers to them. */
export function refusingBy(overlay: Overlay, where: 'here' | 'elsewhere'): Refusing {
  const kustomization = kustomizationIn(overlay.kustomization)
  const { document, source } = kustomization
  const changes = changesIn(kustomization, overlay)
  const whose = where === 'here' ? 'of this folder' : 'that it includes'
  return deployment =>
    changes
      .filter(({ isOf }) => isOf(deployment))
      .map(({ field }) => {
        const at = locate(document, findNode(document.root, field)?.start ?? 0)
        return problems.kustomizationInTheWay(at, source.file, field, whose)
      })
}

/** A field that changes some Deployments, or what refers to them. */
export type FieldChange = {
  readonly field: string
  readonly isOf: (deployment: Manifest) => boolean
}

/** Finds the fields of a kustomization that change Deployments. */
export const changesIn = (kustomization: Kustomization, overlay: Overlay): FieldChange[] =>
  fields.flatMap(field => {
    const isOf = changing(field, kustomization, overlay)
    return isOf ? [{ field, isOf }] : []
  })

/** The fields by which what a tool hands to kustomize changes a Deployment, as plain data of a kustomization. */
export const fieldsChanging = (kustomize: Resource, deployment: Manifest): string[] =>
  handedChanges(kustomize)
    .filter(({ isOf }) => isOf(deployment))
    .map(({ field }) => field)

const handedChanges = kept((kustomize: Resource) => {
  // JSON is YAML: what changes a Deployment there changes it here.
  const source = openSource('', JSON.stringify(kustomize))
  return changesIn(kustomizationIn(source), { kustomization: source, files: [] })
})

const patchFields = ['patches', 'patchesStrategicMerge', 'patchesJson6902']

const fields = [
  ...patchFields,
  'replicas',
  'replacements',
  'transformers',
  'namePrefix',
  'nameSuffix',
  'commonLabels',
  'labels'
]

/** Whether a field changes a Deployment, or what refers to it; undefined where it changes nothing. */
function changing(
  field: string,
  kustomization: Kustomization,
  overlay: Overlay
): ((deployment: Manifest) => boolean) | undefined {
  const { root } = kustomization.document
  const found = findNode(root, field)
  if (!found || (found.type === 'scalar' && (found.value === null || found.value === '')))
    return undefined
  const items = findItems(root, field)
  // What is no list of items is not understood, or changes all.
  if (items.length === 0) return found.type === 'sequence' ? undefined : () => true
  if (patchFields.includes(field)) {
    const patches = kustomization.patches.filter(each => each.field === field)
    const targets = patches.map(each => targetsOf(each, overlay))
    return deployment => targets.some(isOf => isOf(deployment))
  }
  if (field === 'replicas') {
    const names = items.map(item => findString(item, 'name'))
    return ({ name }) => names.some(each => each === undefined || each === name)
  }
  if (field === 'labels')
    return kustomization.labels.some(each => each.field === field && isSelecting(each))
      ? () => true
      : undefined
  return () => true
}

/** Whether a patch may change a Deployment, or what is of a kind that takes part. */
function targetsOf(patch: KustomizePatch, overlay: Overlay): (deployment: Manifest) => boolean {
  const { target } = patch
  if (target !== undefined) {
    const [kind, name] = [textOf(target, 'kind'), textOf(target, 'name')]
    return deployment => isMeant(kind, name, deployment)
  }
  const source = sourceOf(patch, overlay)
  const manifests = source && splitStream(source).flatMap(chunk => readPatch(source, chunk))
  if (!manifests || manifests.length === 0) return () => true
  return deployment => manifests.some(({ kind, name }) => isMeant(kind, name, deployment))
}

function readPatch(...[source, chunk]: Parameters<typeof readDocument>): Manifest[] {
  const document = readDocument(source, chunk)
  return document.error ? [] : manifestsOf(document)
}

function sourceOf({ text, path }: KustomizePatch, { kustomization, files }: Overlay) {
  if (text !== undefined) return openSource(kustomization.file, text)
  const at = joinPath(folderOf(kustomization.file), path ?? '')
  return files.find(({ file }) => normalPath(file) === at)
}

/** Whether a patch of a kind and a name may be of a Deployment: names of other kinds are not known. */
function isMeant(kind: string | undefined, name: string | undefined, deployment: Manifest) {
  const isOther = kind === 'Deployment' && name !== undefined && /^[\w.-]+$/.test(name)
  return matchesOurs(kind) && !(isOther && name !== deployment.name)
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
