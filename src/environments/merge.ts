import { asEntries } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { ownAt } from './go-values.ts'

type Rules = {
  /** What two maps become. */
  readonly maps: (below: Entries, above: Entries) => Entries
  /** What anything else becomes; `before` is undefined where the key is new. */
  readonly others?: (value: Value, before: Value | undefined) => Value
}

const last = (value: Value) => value

/** Merges one map over another: keys that only one has are kept. */
export function mergedBy(base: Entries, over: Entries, { maps, others = last }: Rules): Entries {
  const result: Record<string, Value> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const before = result[key]
    const [below, above] = [asEntries(before), asEntries(value)]
    result[key] = below && above ? maps(below, above) : others(value, before)
  }
  return result
}

/**
 * Merges as Helm does one `-f` over another, and helmfile one of an environment's values over another:
 * maps deep, all else is replaced, also by null.
 */
export const overlay = (base: Entries, over: Entries): Entries =>
  mergedBy(base, over, { maps: overlay })

/** Merges a release's values over its chart's own: null deletes. */
export function coalesce(chart: Entries, values: Entries): Entries {
  const result: Record<string, Value> = { ...mergedBy(chart, values, { maps: coalesce }) }
  for (const [key, value] of Object.entries(values))
    if (value === null && Object.hasOwn(chart, key)) delete result[key]
  return result
}

/** Merges as helmfile does what the parts of a helmfile set: null does not replace anything. */
export const overlayParts = (base: Entries, over: Entries): Entries =>
  mergedBy(base, over, {
    maps: overlayParts,
    others: (value, before) => (value === null ? (before ?? null) : value)
  })

/** Merges what the parts of a helmfile say: what is empty replaces nothing. */
export const overlaySpec = (base: Entries, over: Entries): Entries =>
  mergedBy(base, over, {
    maps: (below, above) => ({ ...below, ...above }),
    others: (value, before) => (isEmpty(value) && before !== undefined ? before : value)
  })

const isEmpty = (value: Value) => value === null || (Array.isArray(value) && value.length === 0)

/** Merges a helmfile over its base: lists are one after the other. */
export const append = (base: Entries, over: Entries): Entries =>
  mergedBy(base, over, {
    maps: append,
    others: (value, before) => {
      if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value]
      return value === null ? (before ?? null) : value
    }
  })

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
export const valueAt = (values: Value | undefined, path: readonly string[]) =>
  path.reduce(ownAt, values)
