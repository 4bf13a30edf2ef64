import { asEntries } from './node.ts'
import type { Entries, Value } from './node.ts'

/** A JSON Merge Patch (RFC 7396) of a mapping: null removes a key. */
export type Patch = { readonly [key: string]: Value | Patch }

/** An object as plain data. */
/** Applies a JSON Merge Patch (RFC 7396) to plain data. */
export function mergePatch(value: Entries, patch: Patch): Entries {
  const merged: Record<string, Value> = { ...value }
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete merged[key]
    else if (isPatch(change)) merged[key] = mergePatch(asEntries(merged[key]) ?? {}, change)
    else merged[key] = change
  }
  return merged
}

/** Two patches as one; the second wins where both set a value. */
export function mergePatches(first: Patch, second: Patch): Patch {
  const merged: Record<string, Value | Patch> = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const own = merged[key]
    merged[key] = isPatch(own) && isPatch(value) ? mergePatches(own, value) : value
  }
  return merged
}

/** Whether a value of a patch is a mapping, which is merged, not replaced. */
export function isPatch(value: Value | Patch | undefined): value is Patch {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
