import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

/** What is in a rendered text for a value that is not followed: nobody types it. */
export const unknownValue = '\ue000'

/** Whether a piece of data is, or holds, a value that was not followed. */
export function holdsUnknown(value: Value | undefined): boolean {
  if (typeof value === 'string') return value.includes(unknownValue)
  if (Array.isArray(value)) return value.some(holdsUnknown)
  const entries = Object.entries(asEntries(value) ?? {})
  return entries.some(([key, below]) => key.includes(unknownValue) || holdsUnknown(below))
}

/** Whether a key of a piece of data was not followed: it may be any key. */
export function holdsUnknownKey(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.some(holdsUnknownKey)
  const entries = Object.entries(asEntries(value) ?? {})
  return entries.some(([key, below]) => key.includes(unknownValue) || holdsUnknownKey(below))
}

/** Whether what is at a path, or above it, was not followed. */
export function isUnknownAt(value: Value | undefined, path: readonly string[]): boolean {
  const [key, ...rest] = path
  const entries = asEntries(value)
  if (key === undefined || typeof value === 'string') return holdsUnknown(value)
  return entries !== undefined && Object.hasOwn(entries, key) && isUnknownAt(entries[key], rest)
}

/** Whether nothing of a text was followed: it may be several lines. */
export const isUnknownText = (value: Value) =>
  typeof value === 'string' && /^[\ue000\s]+$/.test(value) && holdsUnknown(value)
