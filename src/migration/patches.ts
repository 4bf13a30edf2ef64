import jsonpatch from 'fast-json-patch'
import type { Operation } from 'fast-json-patch'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { Value } from '../yaml/node.ts'
import type { Values } from '../workload/values.ts'

/** What a stage does to one object: an RFC 6902 patch of it, or the object where it is new. */
export type ObjectPatch =
  | { readonly target: ObjectName; readonly patch: readonly Operation[] }
  | { readonly create: unknown }

export type ObjectName = {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
}

/** What turns the objects of one stage into those of another. */
export function patchesBetween(from: Values, to: Values): ObjectPatch[] {
  const changed = to.changed.flatMap(({ manifest, value }, at): ObjectPatch[] => {
    const before = from.changed[at]?.value ?? {}
    return patchOf(nameOf(manifest, before['apiVersion']), before, value)
  })
  return [...changed, ...rolloutPatches(from, to)]
}

function rolloutPatches(
  { newRollout: before }: Values,
  { newRollout: after }: Values
): ObjectPatch[] {
  if (!after) return []
  if (!before) return [{ create: after }]
  const { name = '', namespace } = after.metadata
  const target = {
    apiVersion: after.apiVersion,
    kind: after.kind,
    ...(namespace !== undefined && { namespace }),
    name
  }
  return patchOf(target, before, after)
}

function patchOf(target: ObjectName, before: object, after: object): ObjectPatch[] {
  const patch = jsonpatch.compare(before, after)
  return patch.length > 0 ? [{ target, patch }] : []
}

/** A manifest as the stage before names it: the pin may write it in another apiVersion. */
function nameOf({ apiVersion, kind, namespace, name = '' }: Manifest, before: Value | undefined) {
  return {
    apiVersion: typeof before === 'string' ? before : apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name
  }
}
