import { asEntries } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { unknownValue } from './unknown.ts'

/** A value that was followed; undefined stands for one that was not. */
export type Followed = { readonly value: Value } | undefined

export const asList = (value: Value | undefined): readonly Value[] | undefined =>
  Array.isArray(value) ? value : undefined

/** What a map has at a key of its own. */
export function ownAt(value: Value | undefined, key: string): Value | undefined {
  const entries = asEntries(value)
  return entries && Object.hasOwn(entries, key) ? entries[key] : undefined
}

/** Whether Go's templates take a value for true; undefined where that is not known. */
export function truthOf(value: Value): boolean | undefined {
  if (typeof value === 'string' && value !== '' && value.replaceAll(unknownValue, '') === '')
    return undefined
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

/** A value as Go prints it. */
export function printed(value: Value): string {
  if (value === null) return '<no value>'
  const items = asList(value)
  if (items) return `[${items.map(printedWithin).join(' ')}]`
  const entries = asEntries(value)
  if (!entries) return String(value)
  const pairs = sortedEntries(entries).map(([key, below]) => `${key}:${printedWithin(below)}`)
  return `map[${pairs.join(' ')}]`
}

const printedWithin = (value: Value) => (value === null ? '<nil>' : printed(value))

/** The entries of a map in the order in which Go goes through them. */
export const sortedEntries = (entries: Entries) =>
  Object.entries(entries).toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))

/** Whether two values are equal to Go; undefined where it would refuse to compare them. */
export function areEqual(one: Value, other: Value): boolean | undefined {
  if (typeof one !== typeof other || typeof one === 'object' || typeof other === 'object')
    return one === null && other === null ? true : undefined
  return one === other
}
