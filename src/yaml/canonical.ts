import { asEntries } from './node.ts'
import type { Value } from './node.ts'

/** Plain data as text in which the order of keys does not matter: equal for equal values. */
export function canonical(value: Value | undefined): string {
  return JSON.stringify(value, (_key, each: Value) => {
    const entries = asEntries(each)
    return entries ? Object.fromEntries(Object.entries(entries).sort(byKey)) : each
  })
}

const byKey = ([a]: [string, Value], [b]: [string, Value]) => (a < b ? -1 : a > b ? 1 : 0)
