// A reader for manifests as people and charts write them: block style, one line a scalar. It is
// many times faster than a YAML parser, and it gives up on all that it does not know for certain;
// block.test.ts holds it to the parser of `yaml`.
import type { Mapping, Node, Pair, Scalar, Sequence, Unread } from './node.ts'
import { readFlow, readQuoted, uncertain } from './inline.ts'
import { isOfJson, plainKey, resolvePlain } from './scalar.ts'

const TAB = 9
const SPACE = 32
const QUOTE = 34
const HASH = 35
const APOSTROPHE = 39
const DASH = 45
const COLON = 58
const OPEN_BRACKET = 91
const PIPE = 124
const GREATER = 62
const OPEN_BRACE = 123

/**
 * How much is kept of what is read: all, all but pod templates (`template` below `spec`), of such a
 * template its `metadata`, or nothing, where only the form is checked.
 */
type Keep = 'all' | 'outline' | 'metadata' | 'nothing'

/** The significant line at hand: not blank, not a comment. */
type Cursor = {
  readonly text: string
  /** The column of its first character; -1 after the last line. */
  indent: number
  /** Where its first character stands, where its last one ends, and where the next line starts. */
  content: number
  end: number
  next: number
  /** Where the last thing read ended. */
  last: number
}

// Line breaks that only some YAML versions know, and characters that YAML forbids.
const strange = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/

/** What may be above a document. */
const separator = /---(?=[ \t]*(?: #[^\n]*)?\r?\n)/y

/**
 * Reads a document from `start` on; undefined where it is not plain block style. Of an outline, a
 * pod template is checked for its form only.
 */
export function readBlock(text: string, start: number, keep: 'all' | 'outline'): Node | undefined {
  if (strange.test(text)) return undefined
  separator.lastIndex = start
  return ifCertain(() => {
    const cursor = cursorAt(text, separator.test(text) ? separator.lastIndex : start)
    const root = readNested(cursor, keep, undefined)
    return cursor.indent < 0 ? root : undefined
  })
}

/** Reads what `readBlock` left unread, or its metadata alone, where block style continues there. */
export function readUnread(
  text: string,
  { start, end }: Unread,
  keep: 'all' | 'metadata' = 'all'
): Node | undefined {
  return ifCertain(() => {
    const cursor = cursorAt(text, text.lastIndexOf('\n', start - 1) + 1)
    if (cursor.content !== start) return undefined
    const node = readNested(cursor, keep, undefined)
    return cursor.last === end ? node : undefined
  })
}

function ifCertain<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (reason) {
    // Thousands of levels of nesting exhaust the stack.
    if (reason === uncertain || reason instanceof RangeError) return undefined
    throw reason
  }
}

function cursorAt(text: string, start: number): Cursor {
  const cursor = { text, indent: 0, content: start, end: start, next: start, last: start }
  advance(cursor, start)
  return cursor
}

/** Moves on to the next line that is neither blank nor a comment. */
function advance(cursor: Cursor, from: number): void {
  const { text } = cursor
  for (let start = from; start < text.length; start = cursor.next) {
    let at = start
    while (text.charCodeAt(at) === SPACE) at++
    const lineBreak = text.indexOf('\n', at)
    const lineEnd = lineBreak < 0 ? text.length : lineBreak
    cursor.next = lineEnd + 1
    const code = text.charCodeAt(at)
    if (code === HASH) continue
    const end = trimEnd(text, at, lineEnd)
    if (code === TAB || (at === start && code === 37)) throw uncertain // 37: a %directive
    if (end === at) continue
    cursor.indent = at - start
    cursor.content = at
    cursor.end = end
    return
  }
  cursor.indent = -1
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end
  while (at > start) {
    const code = text.charCodeAt(at - 1)
    if (code !== SPACE && code !== TAB && code !== 13) break
    at--
  }
  return at
}

/** A collection further right may be nested too deeply for what reads its nodes. */
const furthest = 1000

/** The block collection that begins with the line at hand. */
function readNested(cursor: Cursor, keep: Keep, name: string | undefined): Node {
  if (cursor.indent < 0 || cursor.indent > furthest) throw uncertain
  if (isDash(cursor, cursor.content)) return readSequence(cursor, keep)
  return readMapping(cursor, { at: cursor.content, indent: cursor.indent, keep, name })
}

function isDash({ text, end }: Cursor, at: number): boolean {
  return text.charCodeAt(at) === DASH && (at + 1 === end || text.charCodeAt(at + 1) === SPACE)
}

/** Where a value stands: after its colon or dash, in a collection at `indent`, under `name` in a mapping. */
type Place = { at: number; indent: number; keep: Keep; name: string | undefined }

function readMapping(cursor: Cursor, { at, indent, keep, name }: Place): Mapping | Unread {
  const pairs: Pair[] = []
  for (let keyStart = at; ; keyStart = cursor.content) {
    const keyEnd = findKeyEnd(cursor, keyStart)
    if (keyEnd < 0) throw uncertain
    const key = keep !== 'nothing' ? keyText(cursor.text, keyStart, keyEnd) : ''
    const below = keepBelow(keep, key, name)
    const value = readValue(cursor, { at: keyEnd + 1, indent, keep: below, name: key })
    const isTemplate = keep === 'outline' && below === 'nothing'
    // A scalar is no template, and what it says was not kept.
    if (isTemplate && value.type === 'scalar' && value.start < value.end) throw uncertain
    if (keep !== 'nothing') pairs.push({ key, keyStart, keyEnd, value })
    if (cursor.indent < indent) break
    if (cursor.indent > indent) throw uncertain
  }
  const { last } = cursor
  if (keep === 'nothing') return { type: 'unread', start: at, end: last }
  return { type: 'mapping', flow: false, indent, start: at, end: last, pairs: withoutRoom(pairs) }
}

/** How much is kept of the value of a key in a mapping under `name`. */
function keepBelow(keep: Keep, key: string, name: string | undefined): Keep {
  if (keep === 'metadata') return key === 'metadata' ? 'all' : 'nothing'
  return keep === 'outline' && key === 'template' && name === 'spec' ? 'nothing' : keep
}

/** The same list in as much memory as it needs: one that grew has room for 16 more. */
const withoutRoom = <Item>(list: readonly Item[]): Item[] => list.slice()

/** Where the colon of the key at `start` stands; -1 where there is no key of a plain form. */
function findKeyEnd({ text, end }: Cursor, start: number): number {
  let at = start
  const first = text.charCodeAt(start)
  if (first === QUOTE || first === APOSTROPHE) {
    at = text.indexOf(first === QUOTE ? '"' : "'", start + 1) + 1
    if (at === 0 || at >= end || text.slice(start, at).includes('\\')) return -1
  } else {
    if (first === DASH) return -1
    while (at < end && isKeyCharacter(text.charCodeAt(at))) at++
  }
  if (at === start || at >= end || text.charCodeAt(at) !== COLON) return -1
  return at + 1 === end || text.charCodeAt(at + 1) === SPACE ? at : -1
}

/** Letters, digits and `- . / _ $`. */
function isKeyCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 45 && code <= 57) ||
    code === 95 ||
    code === 36
  )
}

function keyText(text: string, start: number, end: number): string {
  const first = text.charCodeAt(start)
  const quoted = first === QUOTE || first === APOSTROPHE
  return quoted ? text.slice(start + 1, end - 1) : plainKey(text.slice(start, end))
}

function readSequence(cursor: Cursor, keep: Keep): Sequence | Unread {
  const { content: start, indent, text } = cursor
  const items: Node[] = []
  do {
    let at = cursor.content + 1
    while (text.charCodeAt(at) === SPACE) at++
    if (text.charCodeAt(at) === TAB) throw uncertain
    const item = readItem(cursor, { at, indent, keep, name: undefined })
    if (keep !== 'nothing') items.push(item)
  } while (cursor.indent === indent && isDash(cursor, cursor.content))
  if (cursor.indent > indent) throw uncertain
  const { last } = cursor
  if (keep === 'nothing') return { type: 'unread', start, end: last }
  return { type: 'sequence', flow: false, indent, start, end: last, items: withoutRoom(items) }
}

/** What follows a dash: a mapping or a sequence that begins on its line, or a value. */
function readItem(cursor: Cursor, place: Place): Node {
  const { at, indent, keep } = place
  const dash = at < cursor.end && isDash(cursor, at)
  if (dash || (at < cursor.end && findKeyEnd(cursor, at) >= 0)) {
    cursor.indent = indent + at - cursor.content
    if (cursor.indent > furthest) throw uncertain
    cursor.content = at
    if (dash) return readSequence(cursor, keep)
    return readMapping(cursor, { ...place, indent: cursor.indent })
  }
  return readValue(cursor, { ...place, at: Math.min(at, cursor.end) })
}

/** The value at a place. Goes on to the next line. */
function readValue(cursor: Cursor, place: Place): Node {
  const { text, end } = cursor
  let { at } = place
  while (at < end && text.charCodeAt(at) === SPACE) at++
  const code = at < end ? text.charCodeAt(at) : HASH
  if (code === HASH) return readBelow(cursor, place)
  if (code === PIPE || code === GREATER) return readBlockScalar(cursor, { ...place, at })
  return endLine(cursor, place.indent, readInline(cursor, at, place.keep))
}

/** Goes on to the next line, which must not continue the value. */
function endLine(cursor: Cursor, indent: number, value: Node): Node {
  advance(cursor, cursor.next)
  if (cursor.indent > indent) throw uncertain
  return value
}

/** What is on the lines below its key or dash; null where there is nothing. */
function readBelow(cursor: Cursor, { at, indent, keep, name }: Place): Node {
  cursor.last = at
  advance(cursor, cursor.next)
  if (cursor.indent > indent) {
    const { content } = cursor
    if (isDash(cursor, content) || findKeyEnd(cursor, content) >= 0) {
      return readNested(cursor, keep, name)
    }
    return endLine(cursor, indent, readInline(cursor, content, keep))
  }
  const inMapping = name !== undefined
  if (inMapping && cursor.indent === indent && isDash(cursor, cursor.content)) {
    return readSequence(cursor, keep)
  }
  return { type: 'scalar', style: 'plain', value: null, start: at, end: at }
}

/** A `|` or `>` scalar of usual form; of the folded ones the value is not known, so none is kept. */
function readBlockScalar(cursor: Cursor, { at, indent, keep }: Place): Scalar {
  const { text } = cursor
  const header = /^[|>]([-+]?)(?: +#.*)?$/.exec(text.slice(at, cursor.end))
  if (!header || (keep !== 'nothing' && text.charCodeAt(at) === GREATER)) throw uncertain
  cursor.last = cursor.end
  const lines = readBlockLines(cursor, indent)
  const isCut = cursor.next > text.length
  const value = keep !== 'nothing' ? chomp(lines, header[1] ?? '', isCut) : ''
  advance(cursor, cursor.next)
  return { type: 'scalar', style: 'block', value, start: at, end: cursor.last }
}

/** The lines of a block scalar without their indent. Leaves `next` after them. */
function readBlockLines(cursor: Cursor, indent: number): string[] {
  const { text } = cursor
  const lines: string[] = []
  let own = -1
  for (let start = cursor.next; start < text.length; start = cursor.next) {
    let at = start
    while (text.charCodeAt(at) === SPACE) at++
    const lineBreak = text.indexOf('\n', at)
    const lineEnd = lineBreak < 0 ? text.length : lineBreak
    const end = text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd
    const column = at - start
    const blank = at >= end
    if (!blank && column <= indent) break
    if (!blank && own < 0) {
      if (lines.some(line => line.length > column)) throw uncertain
      own = column
      lines.fill('')
    }
    if (blank ? own >= 0 && column > own : column < own) throw uncertain
    if (own < 0) lines.push(' '.repeat(column))
    else lines.push(text.slice(Math.min(start + own, end), end))
    if (!blank) cursor.last = trimEnd(text, at, end)
    cursor.next = lineEnd + 1
  }
  return own < 0 ? lines.fill('') : lines
}

/** The text of lines. The last one has no line break where the document is cut off after it. */
function chomp(lines: readonly string[], indicator: string, isCut: boolean): string {
  const breakBehind = (at: number) => (isCut && at === lines.length - 1 ? '' : '\n')
  let length = lines.length
  while (length > 0 && lines[length - 1] === '') length--
  const content = lines.slice(0, length).join('\n')
  if (indicator === '-') return content
  if (indicator === '+') return lines.map((line, at) => line + breakBehind(at)).join('')
  return length > 0 ? content + breakBehind(length - 1) : ''
}

/** A scalar or a flow collection that ends on its line. */
function readInline(cursor: Cursor, at: number, keep: Keep): Node {
  const { text } = cursor
  const code = text.charCodeAt(at)
  const isFlow = code === OPEN_BRACE || code === OPEN_BRACKET
  if (!isFlow && code !== QUOTE && code !== APOSTROPHE) return readPlain(cursor, at, keep)
  const line = { text, limit: cursor.end, keep: keep !== 'nothing' }
  const value = (isFlow ? readFlow : readQuoted)(line, at)
  const { start, end } = value
  finish(cursor, end)
  // What is not kept of a collection would pass for an empty one.
  return isFlow && keep === 'nothing' ? { type: 'unread', start, end } : value
}

/** Characters that may not begin a plain scalar, or may only where the next one allows it. */
const indicators = new Set([...'&*!|>%@`?:,[]{}#"\''].map(sign => sign.charCodeAt(0)))

function readPlain(cursor: Cursor, start: number, keep: Keep): Scalar {
  const { text } = cursor
  if (indicators.has(text.charCodeAt(start)) || isDash(cursor, start)) throw uncertain
  let end = cursor.end
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === TAB) throw uncertain
    if (code === COLON && (at + 1 === end || text.charCodeAt(at + 1) === SPACE)) throw uncertain
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) end = at
  }
  end = trimEnd(text, start, end)
  cursor.last = end
  const value = keep !== 'nothing' ? resolvePlain(text.slice(start, end)) : ''
  if (!isOfJson(value)) throw uncertain
  return { type: 'scalar', style: 'plain', value, start, end }
}

/** Ends an inline value: after it only blanks or a comment may be on its line. */
function finish(cursor: Cursor, end: number): void {
  const { text } = cursor
  let at = end
  while (at < cursor.end && text.charCodeAt(at) === SPACE) at++
  if (at < cursor.end && (at === end || text.charCodeAt(at) !== HASH)) throw uncertain
  cursor.last = end
}
