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
