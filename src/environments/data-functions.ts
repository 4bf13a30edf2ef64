import { asEntries } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { areEqual, asList, ownAt, printed, sortedEntries, truthOf } from './go-values.ts'
import { mergedBy, overlay } from './merge.ts'
import { holdsUnknown } from './unknown.ts'
import type { Call } from './text-functions.ts'

const withList =
  (take: (items: readonly Value[], ...values: readonly Value[]) => Value | undefined): Call =>
  (list, ...values) => {
    const items = asList(list)
    return items && take(items, ...values)
  }

const withMap =
  (take: (map: Entries, ...values: readonly Value[]) => Value | undefined): Call =>
  (value, ...values) => {
    const entries = asEntries(value)
    return entries && take(entries, ...values)
  }

const withNumbers =
  (count: (...numbers: readonly number[]) => Value | undefined): Call =>
  (...values) => {
    const numbers = values.map(each => (typeof each === 'string' ? Number(each) : each))
    const known = numbers.filter(each => typeof each === 'number' && Number.isInteger(each))
    return known.length === values.length ? count(...known.map(Number)) : undefined
  }

/** The first of several values that is set; undefined where one before it is not known. */
export function firstSet(values: readonly (Value | undefined)[]): Value | undefined {
  for (const value of values) {
    const truth = value === undefined ? undefined : truthOf(value)
    if (value === undefined || truth === undefined) return undefined
    if (truth) return value
  }
  return null
}

function dict(...values: readonly Value[]): Value | undefined {
  const pairs = values.flatMap((key, at): [string, Value][] =>
    at % 2 === 0 ? [[printed(key), values[at + 1] ?? '']] : []
  )
  return pairs.some(([key]) => holdsUnknown(key)) ? undefined : Object.fromEntries(pairs)
}

/** helmfile's `.Values | get "a.b" DEFAULT`: what is no map on the way is an error. */
function get(...values: readonly Value[]): Value | undefined {
  const [path, ...rest] = values
  if (typeof path !== 'string' || holdsUnknown(path)) return undefined
  let found = rest.at(-1)
  for (const key of path === '' ? [] : path.split('.')) {
    const entries = asEntries(found)
    if (!entries) return undefined
    if (!Object.hasOwn(entries, key)) return rest.length === 2 ? rest[0] : undefined
    found = entries[key]
  }
  return found
}

/** The same, for which there is null. */
function getOrNil(path: Value | undefined, value: Value | undefined): Value | undefined {
  if (typeof path !== 'string' || holdsUnknown(path) || holdsUnknownOnly(value)) return undefined
  let found = value
  for (const key of path === '' ? [] : path.split('.')) {
    found = ownAt(found, key)
    if (found === undefined) return null
  }
  return found
}

const holdsUnknownOnly = (value: Value | undefined) =>
  typeof value === 'string' && holdsUnknown(value)

function index(value: Value | undefined, ...keys: readonly Value[]): Value | undefined {
  let found = value
  for (const key of keys) {
    if (holdsUnknown(key)) return undefined
    const entries = asEntries(found)
    const items = asList(found)
    if (entries && typeof key === 'string') found = ownAt(entries, key) ?? null
    else if (items && typeof key === 'number') found = items[key]
    else return undefined
  }
  return found
}

function dig(...values: readonly Value[]): Value | undefined {
  const [fallback, map] = values.slice(-2)
  let found = map
  for (const key of values.slice(0, -2)) {
    const entries = asEntries(found)
    if (typeof key !== 'string' || !entries) return undefined
    if (!Object.hasOwn(entries, key)) return fallback
    found = entries[key]
  }
  return found
}

const pick = (isKept: (key: string, keys: readonly Value[]) => boolean) =>
  withMap((map, ...keys) =>
    Object.fromEntries(Object.entries(map).filter(([key]) => isKept(key, keys)))
  )

/** Merges as sprig's `merge`: what the first of the maps has set stays. */
export function merged(...values: readonly Value[]): Value | undefined {
  const maps = values.map(asEntries).filter(each => each !== undefined)
  if (maps.length < values.length) return undefined
  return maps.reduce((below, map) => fill(below, map))
}

const fill = (base: Entries, more: Entries): Entries =>
  mergedBy(base, more, {
    maps: fill,
    others: (value, before) => (before === undefined || truthOf(before) === false ? value : before)
  })

/** The same as `mergeOverwrite`: the later of the maps wins. */
export function overwritten(...values: readonly Value[]): Value | undefined {
  const maps = values.map(asEntries).filter(each => each !== undefined)
  return maps.length < values.length ? undefined : maps.reduce(overlay)
}

/** Functions that pass on what was not followed within a value. */
export const passingData: Readonly<Record<string, Call>> = {
  dict,
  list: (...values) => values,
  tuple: (...values) => values,
  get,
  getOrNil,
  sprigGet: withMap((map, key) => (typeof key === 'string' ? (ownAt(map, key) ?? '') : undefined)),
  index,
  dig,
  hasKey: withMap((map, key) => (typeof key === 'string' ? Object.hasOwn(map, key) : undefined)),
  default: (fallback, ...values) => {
    const value = values[0] ?? null
    const truth = truthOf(value)
    return truth === undefined ? undefined : truth ? value : fallback
  },
  coalesce: (...values) => firstSet(values),
  required: (_message, value) => (value === null || value === '' ? undefined : value),
  first: withList(items => items[0] ?? null),
  last: withList(items => items.at(-1) ?? null),
  rest: withList(items => items.slice(1)),
  initial: withList(items => items.slice(0, -1)),
  append: withList((items, value = null) => [...items, value]),
  prepend: withList((items, value = null) => [value, ...items]),
  concat: (...lists) => {
    const all = lists.map(asList).filter(each => each !== undefined)
    return all.length === lists.length ? all.flat() : undefined
  },
  values: withMap(map => sortedEntries(map).map(([, value]) => value)),
  keys: (...maps) => maps.flatMap(map => sortedEntries(asEntries(map) ?? {}).map(([key]) => key)),
  pick: pick((key, keys) => keys.includes(key)),
  omit: pick((key, keys) => !keys.includes(key)),
  len: value => {
    const items = asList(value) ?? Object.keys(asEntries(value) ?? {})
    if (typeof value === 'object' && value !== null) return items.length
    return typeof value === 'string' && /^[\x00-\x7f]*$/.test(value) ? value.length : undefined
  },
  kindIs: (kind, value = null) => (value === null ? kind === 'invalid' : isOfKind(kind, value)),
  ternary: (yes, no, test) => (typeof test === 'boolean' ? (test ? yes : no) : undefined),
  empty: (value = null) => not(value),
  not: (value = null) => not(value)
}

function not(value: Value): boolean | undefined {
  const truth = truthOf(value)
  return truth === undefined ? undefined : !truth
}

function isOfKind(kind: Value | undefined, value: Value): boolean | undefined {
  if (holdsUnknownOnly(value)) return undefined
  const own = asList(value) ? 'slice' : asEntries(value) ? 'map' : typeof value
  const word = own === 'boolean' ? 'bool' : own
  if (word !== 'number') return kind === word
  return /^(?:string|bool|map|slice|invalid)$/.test(String(kind)) ? false : undefined
}

function compare(holds: (order: number) => boolean): Call {
  return (one, other) => {
    const isKnown =
      (typeof one === 'number' && typeof other === 'number') ||
      (typeof one === 'string' && typeof other === 'string')
    return isKnown ? holds(one < other ? -1 : one > other ? 1 : 0) : undefined
  }
}

function eq(value: Value = null, ...others: readonly Value[]): boolean | undefined {
  const found = others.map(other => areEqual(value, other))
  return found.includes(undefined) ? undefined : found.includes(true)
}

/** Functions that ask for the whole of a value. */
export const askingData: Readonly<Record<string, Call>> = {
  eq,
  ne: (one, other) => {
    const isSame = areEqual(one ?? null, other ?? null)
    return isSame === undefined ? undefined : !isSame
  },
  lt: compare(order => order < 0),
  le: compare(order => order <= 0),
  gt: compare(order => order > 0),
  ge: compare(order => order >= 0),
  has: (value = null, list) => asList(list)?.some(item => areEqual(item, value) === true),
  without: withList((items, ...values) =>
    items.filter(item => !values.some(each => areEqual(item, each) === true))
  ),
  uniq: withList(items => [...new Set(items)]),
  compact: withList(items => items.filter(item => truthOf(item) === true)),
  sortAlpha: withList(items => items.map(printed).toSorted()),
  until: withNumbers(count =>
    count <= 10_000 ? [...Array(Math.max(0, count)).keys()] : undefined
  ),
  int: withNumbers(value => value),
  int64: withNumbers(value => value),
  atoi: withNumbers(value => value),
  add: withNumbers((...all) => all.reduce((sum, each) => sum + each, 0)),
  add1: withNumbers(value => value + 1),
  sub: withNumbers((one, other = 0) => one - other),
  mul: withNumbers((...all) => all.reduce((product, each) => product * each, 1)),
  div: withNumbers((one, other) => (other ? Math.trunc(one / other) : undefined)),
  mod: withNumbers((one, other) => (other ? one % other : undefined)),
  max: withNumbers((...all) => Math.max(...all)),
  min: withNumbers((...all) => Math.min(...all))
}
