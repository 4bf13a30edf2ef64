import { asEntries, isItems } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

/** What is in a rendered text for a value that is not followed: nobody types it. */
export const unknownValue = '\ue000'

const isMarked = (value: Value | undefined) =>
  typeof value === 'string' && value.includes(unknownValue)

/** Whether a piece of data is, or holds, a value that was not followed. */
export const holdsUnknown = (value: Value | undefined): boolean => isAnyMarked(value, isMarked)

/** Whether a key of a piece of data was not followed: it may be any key. */
export const holdsUnknownKey = (value: Value | undefined): boolean =>
  isAnyMarked(value, () => false)

/** Whether a key is marked as not followed, or a value that counts. */
function isAnyMarked(value: Value | undefined, counts: typeof isMarked): boolean {
  if (isItems(value)) return value.some(item => isAnyMarked(item, counts))
  const entries = Object.entries(asEntries(value) ?? {})
  return (
    counts(value) || entries.some(([key, below]) => isMarked(key) || isAnyMarked(below, counts))
  )
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
