import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { printsLines } from '../steps/actions.ts'
import { evaluate } from './expression.ts'

/** What is in a rendered text for a value that is not followed: nobody types it. */
export const unknownValue = '\ue000'

/** A template as helmfile renders it, or the action that decides lines and is not followed. */
export type Rendered =
  { readonly text: string } | { readonly action: string; readonly line: number }

/** Whether a piece of data is, or holds, a value that was not followed. */
export function holdsUnknown(value: Value | undefined): boolean {
  if (typeof value === 'string') return value.includes(unknownValue)
  if (Array.isArray(value)) return value.some(holdsUnknown)
  return Object.values(asEntries(value) ?? {}).some(holdsUnknown)
}

type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'action'; readonly source: string; readonly code: string; readonly at: number }

/** Renders what can be followed of a Go template: values, defaults, and branches that ask for them. */
export function render(text: string, context: Value): Rendered {
  if (!text.includes('{{')) return { text }
  const pieces = cut(text)
  if (!pieces) return { action: '{{', line: 1 }
  const branches: Branch[] = []
  let output = ''
  const isLive = () => branches.every(({ state }) => state === 'live')
  const refuse = (source: string, at: number): Rendered => ({
    action: source,
    line: text.slice(0, at).split('\n').length
  })
  for (const piece of pieces) {
    if (piece.type === 'text') {
      if (isLive()) output += piece.text
      continue
    }
    const { code, source, at } = piece
    const [word = ''] = /^[a-z]+\b/.exec(code) ?? []
    if (word === 'if' || word === 'else' || word === 'end') {
      if (!turn(branches, word, code, context)) return refuse(source, at)
    } else if (/^(?:range|with|define|block|template|break|continue)$/.test(word)) {
      if (isLive()) return refuse(source, at)
      branches.push({ state: 'over' })
    } else if (isLive() && !/^\/\*/.test(code)) {
      const found = evaluate(code, context)
      if (!found && (printsLines(source) || /^\$/.test(code))) return refuse(source, at)
      output += found ? printed(found.value) : unknownValue
    }
  }
  return branches.length === 0 ? { text: output } : { action: '{{ if', line: 1 }
}

/** Live: its lines count. Waiting: an `else` may yet. Over: one has counted. */
type Branch = { readonly state: 'live' | 'waiting' | 'over' }

/** Follows an `if`, `else` or `end`; false where what it asks is not known. */
function turn(branches: Branch[], word: string, code: string, context: Value): boolean {
  if (word === 'end') return branches.pop() !== undefined
  const own = word === 'else' ? branches.pop() : undefined
  if (word === 'else' && !own) return false
  const isAround = branches.every(({ state }) => state === 'live')
  if (!isAround || (own && own.state !== 'waiting'))
    return Boolean(branches.push({ state: 'over' }))
  const asked = /^(?:else\s+)?if\b(.*)$/s.exec(code)?.[1]
  if (asked === undefined) return Boolean(branches.push({ state: 'live' }))
  const found = evaluate(asked.trim(), context)
  if (!found || holdsUnknown(found.value)) return false
  return Boolean(branches.push({ state: isTrue(found.value) ? 'live' : 'waiting' }))
}

/** Whether Go's templates take a value for true. */
export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

const printed = (value: Value) =>
  typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

/** Cuts a template at its actions, blanks trimmed where these say so. */
function cut(text: string): Piece[] | undefined {
  const pieces: Piece[] = []
  let at = 0
  let trimsNext = false
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', at)) {
    const end = endOfAction(text, start + 2)
    if (end === undefined) return undefined
    const source = text.slice(start, end)
    const trims = /^\{\{-\s/.test(source)
    const before = text.slice(at, start)
    const left = trimsNext ? before.trimStart() : before
    pieces.push({ type: 'text', text: trims ? left.trimEnd() : left })
    trimsNext = /\s-\}\}$/.test(source)
    const code = source.slice(trims ? 3 : 2, trimsNext ? -3 : -2).trim()
    pieces.push({ type: 'action', source, code, at: start })
    at = end
  }
  const rest = text.slice(at)
  return [...pieces, { type: 'text', text: trimsNext ? rest.trimStart() : rest }]
}

/** Where an action ends: braces in its texts do not count. */
function endOfAction(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (character === '}' && text[at + 1] === '}') return at + 2
    if (character !== '"' && character !== '`') continue
    at++
    while (at < text.length && text[at] !== character)
      at += text[at] === '\\' && character === '"' ? 2 : 1
  }
  return undefined
}
