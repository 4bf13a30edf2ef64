import { cutPieces } from './pieces.ts'
import type { Piece } from './pieces.ts'
import { parsePipeline } from './pipeline.ts'
import type { Pipeline } from './pipeline.ts'

/** An action that is not followed, with the line that it is on. */
export type Refusal = { readonly action: string; readonly line: number }

type Action = { readonly source: string; readonly at: number }

/** A part of a Go template. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | (Action & { readonly type: 'print'; readonly pipeline: Pipeline | undefined })
  | (Action & {
      readonly type: 'if' | 'with' | 'range'
      readonly pipeline: Pipeline | undefined
      readonly body: readonly Part[]
      readonly otherwise: readonly Part[]
    })
  | (Action & { readonly type: 'break' | 'continue' })
  | (Action & {
      readonly type: 'template'
      readonly name: string | undefined
      readonly pipeline: Pipeline | undefined
    })

/** A template, and those that it defines by a name. */
export type Tree = {
  readonly parts: readonly Part[]
  readonly defined: ReadonlyMap<string, readonly Part[]>
}

type Open = Action & {
  readonly word: string
  readonly code: string
  readonly body: Part[]
  otherwise: Part[] | undefined
  /** How many `end`s close it: one for itself, and one for each `else if` that it is. */
  isElse: boolean
}

/** Blocks in one another deeper than this are not followed. */
const deepest = 200

/** Reads a text as a template. */
export function parseTree(text: string): Tree | Refusal {
  const defined = new Map<string, readonly Part[]>()
  const root: Part[] = []
  const open: Open[] = []
  const into = () => {
    const last = open.at(-1)
    return last ? (last.otherwise ?? last.body) : root
  }
  const refuse = ({ source, at }: Action): Refusal => ({
    action: source,
    line: text.slice(0, at).split('\n').length
  })
  const pieces = cutPieces(text)
  if (!pieces) return { action: '{{', line: 1 }
  for (const piece of pieces) {
    if (piece.type === 'text') into().push(piece)
    else if (!take(piece, { open, into, defined }) || open.length > deepest) return refuse(piece)
  }
  const unclosed = open[0]
  return unclosed ? refuse(unclosed) : { parts: root, defined }
}

type Building = {
  readonly open: Open[]
  readonly into: () => Part[]
  readonly defined: Map<string, readonly Part[]>
}

/** Takes an action into the tree; false where it does not belong there. */
function take(piece: Piece & { type: 'action' }, building: Building): boolean {
  const { code, source, at } = piece
  const { open, into } = building
  if (code.startsWith('/*')) return true
  const [word = ''] = /^[a-z]+\b/.exec(code) ?? []
  if (/^(?:if|with|range|define|block)$/.test(word)) {
    open.push({ source, at, word, code, body: [], otherwise: undefined, isElse: false })
  } else if (word === 'else') return takeElse(piece, building)
  else if (word === 'end') return close(building)
  else if (word === 'break' || word === 'continue') into().push({ type: word, source, at })
  else if (word === 'template') into().push({ type: word, source, at, ...callOf(code) })
  else into().push({ type: 'print', source, at, pipeline: parsePipeline(code) })
  return true
}

function takeElse({ code, source, at }: Piece & { type: 'action' }, { open }: Building): boolean {
  const last = open.at(-1)
  if (!last || last.otherwise || !/^(?:if|with|range)$/.test(last.word)) return false
  last.otherwise = []
  const [, word] = /^else\s+(if|with)\b/.exec(code) ?? []
  if (word === undefined) return code === 'else'
  const own = code.replace(/^else\s+/, '')
  open.push({ source, at, word, code: own, body: [], otherwise: undefined, isElse: true })
  return true
}

/** Closes a block, and those whose `else` it is. */
function close({ open, into, defined }: Building): boolean {
  for (let last = open.pop(); last; last = open.pop()) {
    const { word, source, at, body, otherwise = [], code } = last
    if (word === 'define' || word === 'block') {
      const { name, pipeline } = callOf(code)
      if (name === undefined) return false
      if (word === 'define' || !defined.has(name)) defined.set(name, body)
      if (word === 'block') into().push({ type: 'template', source, at, name, pipeline })
    } else if (word === 'if' || word === 'with' || word === 'range') {
      const pipeline = parsePipeline(code.slice(word.length))
      into().push({ type: word, source, at, pipeline, body, otherwise })
    }
    if (!last.isElse) return true
  }
  return false
}

function callOf(code: string) {
  const [, name, rest = ''] = /^[a-z]+\s+"([^"\\]*)"(.*)$/s.exec(code) ?? []
  const pipeline =
    rest.trim() === ''
      ? { variables: [], isChange: false, commands: [[nothing]] }
      : parsePipeline(rest)
  return { name, pipeline }
}

const nothing = { type: 'value', value: null } as const
