import { encode } from '../yaml/bytes.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'

/** A value that Lua has no table for: where it is, below the value that was to be written. */
export type Inexpressible = { readonly inexpressible: readonly string[] }

/**
 * A canary step as a Lua table. An empty table would become a list, so a pause without a duration
 * has a key that the API server does not know and prunes.
 */
export function luaStep(step: Value): string | Inexpressible {
  const entries = asEntries(step)
  const pause = entries && withoutNulls(entries['pause'])
  const isOpen = pause !== undefined && Object.keys(pause).length === 0
  return luaValue(isOpen ? { ...entries, pause: { untilPromoted: true } } : step)
}

const withoutNulls = (value: Value | undefined) => {
  const entries = asEntries(value)
  return entries && Object.fromEntries(Object.entries(entries).filter(([, each]) => each !== null))
}

/** Plain data as a Lua expression; keys without a value are omitted, as the API server drops them. */
export function luaValue(value: Value): string | Inexpressible {
  if (typeof value === 'string') return luaString(value)
  if (value === null || typeof value !== 'object') return String(value)
  const entries = withoutNulls(value)
  const isList = entries === undefined
  const parts: string[] = []
  for (const [key, item] of Object.entries(entries ?? value)) {
    const printed: string | Inexpressible = item === null ? { inexpressible: [] } : luaValue(item)
    if (typeof printed !== 'string') return { inexpressible: [key, ...printed.inexpressible] }
    parts.push(isList ? printed : `${luaKey(key)} = ${printed}`)
  }
  if (!isList && parts.length === 0) return { inexpressible: [] }
  return `{${parts.join(', ')}}`
}

/** A string that Lua reads as that very text, and that any YAML can hold. */
export function luaString(text: string): string {
  const escaped = [...text].map(each => {
    if (each === '"' || each === '\\') return `\\${each}`
    if (/[\x20-\x7e→]/.test(each)) return each
    return [...encode(each)].map(byte => `\\${String(byte).padStart(3, '0')}`).join('')
  })
  return `"${escaped.join('')}"`
}

const luaKey = (key: string) =>
  /^[A-Za-z_]\w*$/.test(key) && !keywords.has(key) ? key : `[${luaString(key)}]`

// https://www.lua.org/manual/5.1/manual.html#2.1
const keywords = new Set(
  (
    'and break do else elseif end false for function if in local nil not or repeat return then ' +
    'true until while'
  ).split(' ')
)
