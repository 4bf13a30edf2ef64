import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

type Entries = Readonly<Record<string, Value>>

/** Merges as Helm does one `-f` over another: maps deep, all else is replaced, also by null. */
export function overlay(base: Entries, over: Entries): Entries {
  const merged: Record<string, Value> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const [below, above] = [asEntries(merged[key]), asEntries(value)]
    merged[key] = below && above ? overlay(below, above) : value
  }
  return merged
}

/** Merges a release's values over its chart's own: null deletes. */
export function coalesce(chart: Entries, values: Entries): Entries {
  const merged: Record<string, Value> = { ...chart }
  for (const [key, value] of Object.entries(values)) {
    const [below, above] = [asEntries(chart[key]), asEntries(value)]
    if (value === null && Object.hasOwn(chart, key)) delete merged[key]
    else merged[key] = below && above ? coalesce(below, above) : value
  }
  return merged
}

/** Merges as helmfile does the values of an environment: an empty list does not replace one. */
export function overlayState(base: Entries, over: Entries): Entries {
  const merged: Record<string, Value> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key]
    const [below, above] = [asEntries(before), asEntries(value)]
    if (below && above) merged[key] = overlayState(below, above)
    else if (!(Array.isArray(value) && value.length === 0 && Array.isArray(before))) {
      merged[key] = value
    }
  }
  return merged
}

/** Whether a layer of values says something at a path: there, or by what is no map above it. */
export function touches(values: Value | undefined, path: readonly string[]): boolean {
  let at = values
  for (const key of path) {
    const entries = asEntries(at)
    if (!entries) return true
    if (!Object.hasOwn(entries, key)) return false
    at = entries[key]
  }
  return true
}

/** What values have at a path. */
export function valueAt(values: Value | undefined, path: readonly string[]): Value | undefined {
  let at = values
  for (const key of path) {
    const entries = asEntries(at)
    at = entries && Object.hasOwn(entries, key) ? entries[key] : undefined
  }
  return at
}
