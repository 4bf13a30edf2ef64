// The part of the line reader (block.ts) for quoted scalars and flow collections on one line.
import type { Mapping, Node, Pair, Scalar, Sequence } from './node.ts'
import { isOfJson, plainKey, resolvePlain } from './scalar.ts'

/** What is thrown where the text is not certain; block.ts catches it and gives up. */
export const uncertain = Symbol('uncertain')

/** A line's text up to `limit`. Without `keep` only the form is checked, and ends are found. */
type Line = {
  readonly text: string
  readonly limit: number
  readonly keep: boolean
  /** How many flow collections the one at hand is in. */
  readonly depth?: number
}

/** What reads the nodes recurses. */
const deepest = 100

/** Reads the quoted scalar at an offset. */
export function readQuoted({ text, limit, keep }: Line, start: number): Scalar {
  const end = findQuoteEnd(text, start, limit)
  const isDouble = text[start] === '"'
  const source = text.slice(start, end)
  const value = isDouble ? unescape(source) : source.slice(1, -1).replaceAll("''", "'")
  return {
    type: 'scalar',
    style: isDouble ? 'double' : 'single',
    value: keep ? value : '',
    start,
    end
  }
}

/** Where the quoted scalar at `start` ends, the quote included. */
function findQuoteEnd(text: string, start: number, limit: number): number {
  const quote = text[start]
  for (let at = start + 1; at < limit; at++) {
    const character = text[at]
    if (character === '\\' && quote === '"') at++
    else if (character === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at + 1
      at++
    }
  }
  throw uncertain
}

/** The string of a double-quoted scalar, where its escapes are also JSON's. */
function unescape(source: string): string {
  if (!source.includes('\\')) return source.slice(1, -1)
  if (!/^"(?:[^"\\\t]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"$/.test(source)) throw uncertain
  return String(JSON.parse(source))
}

/** Reads the flow collection at an offset. */
export function readFlow(line: Line, start: number): Mapping | Sequence {
  const { depth = 0 } = line
  if (depth > deepest) throw uncertain
  const inner = { ...line, depth: depth + 1 }
  return line.text[start] === '{' ? readFlowMapping(inner, start) : readFlowSequence(inner, start)
}

function readFlowMapping(line: Line, start: number): Mapping {
  const pairs: Pair[] = []
  let at = skipBlanks(line, start + 1)
  while (line.text[at] !== '}') {
    const key = readFlowScalar(line, at)
    const isQuoted = key.style !== 'plain'
    const colon = isQuoted ? skipBlanks(line, key.end) : key.end
    if (line.text[colon] !== ':' || (!isQuoted && line.text[colon + 1] !== ' ')) throw uncertain
    const value = readFlowNode(line, skipBlanks(line, colon + 1))
    const source = line.text.slice(key.start, key.end)
    const name = isQuoted ? String(key.value) : plainKey(source)
    if (line.keep) pairs.push({ key: name, keyStart: key.start, keyEnd: key.end, value })
    at = skipComma(line, value.end, '}')
  }
  return { type: 'mapping', flow: true, indent: 0, start, end: at + 1, pairs }
}

function readFlowSequence(line: Line, start: number): Sequence {
  const items: Node[] = []
  let at = skipBlanks(line, start + 1)
  while (line.text[at] !== ']') {
    const item = readFlowNode(line, at)
    if (line.keep) items.push(item)
    at = skipComma(line, item.end, ']')
  }
  return { type: 'sequence', flow: true, indent: 0, start, end: at + 1, items }
}

function readFlowNode(line: Line, at: number): Mapping | Sequence | Scalar {
  const character = line.text[at]
  return character === '{' || character === '[' ? readFlow(line, at) : readFlowScalar(line, at)
}

/** Letters, digits and signs that mean nothing in YAML; a colon only where it cannot end a key. */
const flowPlain =
  /[A-Za-z0-9_./$+~^(](?:[A-Za-z0-9_./$+~^()%@=<>;-]|:(?=[A-Za-z0-9/])| (?=[A-Za-z0-9_./$+~^()%@=<>;-]))*/y

function readFlowScalar(line: Line, start: number): Scalar {
  const { text, limit, keep } = line
  if (start >= limit) throw uncertain
  if (text[start] === '"' || text[start] === "'") return readQuoted(line, start)
  flowPlain.lastIndex = start
  if (!flowPlain.test(text) || flowPlain.lastIndex > limit) throw uncertain
  const end = flowPlain.lastIndex
  const value = keep ? resolvePlain(text.slice(start, end)) : ''
  if (!isOfJson(value)) throw uncertain
  return { type: 'scalar', style: 'plain', value, start, end }
}

function skipBlanks({ text, limit }: Line, from: number): number {
  let at = from
  while (at < limit && text[at] === ' ') at++
  return at
}

/** Goes after a comma, or to the bracket that closes. */
function skipComma(line: Line, from: number, close: '}' | ']'): number {
  const at = skipBlanks(line, from)
  if (line.text[at] === ',' && at < line.limit) return skipBlanks(line, at + 1)
  if (line.text[at] !== close || at >= line.limit) throw uncertain
  return at
}
