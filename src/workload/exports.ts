import type { Diagnostic } from '../diagnostic.ts'
import { isAutoscaler, targetOf } from '../kubernetes/autoscaler.ts'
import { isExported } from '../kubernetes/export.ts'
import { manifestsOf, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { identityOf, mayBeSame, mayShareNamespace } from '../kubernetes/resource.ts'
import { isRollout, workloadNameOf } from '../kubernetes/rollout.ts'
import { scalingTargetsOf } from '../kubernetes/scaling.ts'
import { includes } from '../yaml/bytes.ts'
import { documentsIn } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import * as problems from './problems.ts'

/** Files that a cluster wrote, among those of folders. */
export type Exports = {
  /** The files whose objects have manifests in other files: they are copies of the cluster's. */
  readonly leftOut: ReadonlySet<string>
  /** Objects of such files that no other file has: whether they are in use cannot be told. */
  readonly alone: readonly Manifest[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Where no file was written by a cluster. */
export const noExports: Exports = { leftOut: new Set(), alone: [], diagnostics: [] }

/** Whether bytes may be an export; false only where that is certain. */
const mayBeExport = ({ bytes }: Source): boolean =>
  includes(bytes, 'status') && (includes(bytes, 'resourceVersion') || includes(bytes, 'uid'))

/** Finds the files that a cluster wrote. Those in `named` were asked for, whatever they are. */
export function findExports(sources: readonly Source[], named: ReadonlySet<string>): Exports {
  const exported = exportsAmong(sources.filter(({ file }) => !named.has(file)))
  if (exported.length === 0) return noExports
  return compareExports(
    exported,
    sources.filter(source => !exported.includes(source)).flatMap(objectsIn)
  )
}

/** The files among some that a cluster wrote. */
export const exportsAmong = (sources: readonly Source[]): Source[] =>
  sources.filter(source => mayBeExport(source) && isExport(source))

/** The objects of a file that may be those of exports, by their names. */
export function objectsLike(source: Source, names: readonly string[]): Manifest[] {
  return names.some(name => includes(source.bytes, name)) ? objectsIn(source) : []
}

/** The names of all objects in some files. */
export const namesIn = (sources: readonly Source[]): string[] => [
  ...new Set(sources.flatMap(objectsIn).flatMap(({ name }) => name ?? []))
]

/** Tells of files that a cluster wrote which are copies, by the manifests of other files. */
export function compareExports(exported: readonly Source[], own: readonly Manifest[]): Exports {
  // What a cluster wrote is nobody's manifest, whatever else is in its file.
  const written = own.filter(each => !isExported(each)).map(identityOf)
  // A manifest may leave its namespace out.
  const isCopy = (object: Manifest) => written.some(each => mayBeSame(each, identityOf(object)))
  const read = exported.map(source => {
    const objects = objectsIn(source)
    const alone = objects.filter(object => !isCopy(object))
    return { source, alone, isLeftOut: alone.length < objects.length }
  })
  const copies = read.filter(({ isLeftOut }) => isLeftOut)
  return {
    leftOut: new Set(copies.map(({ source }) => source.file)),
    // Of a copy of the cluster only that counts which would move the pods of a manifest.
    alone: read.flatMap(({ alone, isLeftOut }) => (isLeftOut ? alone.filter(scales) : alone)),
    diagnostics: copies.map(({ source: { file } }) =>
      problems.exportLeftOut({ file, line: 1, column: 1 }, file)
    )
  }
}

function isExport(source: Source): boolean {
  const manifests = objectsIn(source)
  return manifests.length > 0 && manifests.every(isExported)
}

const objectsIn = (source: Source) => documentsIn(source).flatMap(manifestsOf)

const scales = (object: Manifest) => isAutoscaler(object) || scalingTargetsOf(object).length > 0

/** Why a Deployment cannot be moved: it, or what belongs to it, is known by an export alone. */
export function exportRefusals(alone: readonly Manifest[], deployment: Manifest): Diagnostic[] {
  return alone
    .filter(each => isItself(each, deployment) || belongsTo(each, deployment))
    .map(each =>
      problems.exportedObject(placeOf(each, 'metadata', 'name'), titleOf(each), titleOf(deployment))
    )
}

const isItself = (each: Manifest, { kind, name, document }: Manifest) =>
  each.kind === kind && each.name === name && each.document.source.file === document.source.file

function belongsTo(each: Manifest, deployment: Manifest): boolean {
  if (!mayShareNamespace(each.namespace, deployment.namespace)) return false
  if (each.kind === 'Deployment') return false
  if (isRollout(each)) return workloadNameOf(each) === deployment.name
  const targets = isAutoscaler(each) ? [targetOf(each)] : scalingTargetsOf(each)
  return targets.some(target => target?.name === deployment.name)
}
