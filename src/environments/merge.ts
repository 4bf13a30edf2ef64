import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

type Entries = Readonly<Record<string, Value>>

/**
 * Merges as Helm does one `-f` over another, and helmfile one of an environment's values over another:
 * maps deep, all else is replaced, also by null.
 */
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

/** Merges as helmfile does what the parts of a helmfile set: null does not replace anything. */
export function overlayParts(base: Entries, over: Entries): Entries {
  const merged: Record<string, Value> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key]
    const [below, above] = [asEntries(before), asEntries(value)]
    if (below && above) merged[key] = overlayParts(below, above)
    else if (value !== null || before === undefined) merged[key] = value
  }
  return merged
}

/** Merges what the parts of a helmfile say: what is empty replaces nothing. */
export function overlaySpec(base: Entries, over: Entries): Entries {
  const merged: Record<string, Value> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key]
    const [below, above] = [asEntries(before), asEntries(value)]
    if (below && above) merged[key] = { ...below, ...above }
    else if (before === undefined || !isEmpty(value)) merged[key] = value
  }
  return merged
}

const isEmpty = (value: Value) => value === null || (Array.isArray(value) && value.length === 0)

/** Merges a helmfile over its base: lists are one after the other. */
export function append(base: Entries, over: Entries): Entries {
  const merged: Record<string, Value> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key]
    const [below, above] = [asEntries(before), asEntries(value)]
    if (below && above) merged[key] = append(below, above)
    else if (Array.isArray(before) && Array.isArray(value)) merged[key] = [...before, ...value]
    else if (before === undefined || value !== null) merged[key] = value
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
