import { Composer, Parser, isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Alias, Pair as YamlPair, Scalar as YamlScalar, YAMLMap, YAMLSeq } from 'yaml'
import { readBlock } from './block.ts'
import { lenientLexer } from './lexer.ts'
import type { Mapping, Node, Pair, Range, Scalar, Sequence } from './node.ts'
import { keyOf, resolvePlain } from './scalar.ts'
import { findStrange, findTab } from './strange.ts'
import type { Fault } from './strange.ts'

/** What a document says: its root, or as much of it as can be told, and why it cannot be read. */
export type Parsed = { readonly root: Node | undefined; readonly error?: Fault }

/** Reads one document, from `start` of its text on. Offsets count from the beginning of the text. */
export function parseDocument(text: string, start = 0): Parsed {
  const root = readBlock(text, start)
  return root ? { root } : parseAnyStyle(text, start)
}

/** Reads one document of any style with the parser of `yaml`. */
export function parseAnyStyle(text: string, start = 0): Parsed {
  const strange = findStrange(text, start)
  if (strange) return { root: undefined, error: strange }
  try {
    const { contents, fault } = compose(text.slice(start))
    const context = { text, offset: start, anchors: new Map<string, Node>() }
    const root = contents ? convert(context, contents, start) : undefined
    const error = fault ? { ...fault, offset: start + fault.offset } : findTab(text, start, root)
    return error ? { root, error } : { root }
  } catch (reason) {
    // The parser recurses: a document nested thousands of levels deep exhausts the stack.
    if (!(reason instanceof RangeError)) throw reason
    return { root: undefined, error: { offset: start, message: 'It is nested too deeply' } }
  }
}

const options = {
  uniqueKeys: false,
  strict: false,
  prettyErrors: false,
  logLevel: 'error'
} as const

/** The first document of a text, and what is wrong with it. */
function compose(text: string): { contents: unknown; fault?: Fault } {
  const [document, second] = new Composer(options).compose(tokensOf(text), true, text.length)
  const contents: unknown = document?.contents
  const error = document?.errors.find(({ message }) => !tolerated.test(message))
  if (error) {
    return { contents, fault: { offset: error.pos[0], message: withoutContent(error.message) } }
  }
  if (!second) return { contents }
  return { contents, fault: { offset: second.range[0], message: 'It holds several documents' } }
}

function* tokensOf(text: string) {
  const parser = new Parser()
  for (const lexeme of lenientLexer().lex(text)) yield* parser.next(lexeme)
  yield* parser.end()
}

/** Other parsers, Kubernetes' among them, let a quoted text or brackets go on at any indent. */
const tolerated = /^Multi-line .* sufficiently indented|^Flow end indicator should be more indented/

/** What the parser says, without the piece of the document that it may quote: it may be a secret. */
function withoutContent(message: string): string {
  return message.split(/:[ \n]|:$|\n| \\/)[0] ?? ''
}

type Context = {
  readonly text: string
  /** Where in the text the parser began to count. */
  readonly offset: number
  readonly anchors: Map<string, Node>
}

/** Makes our node of one of `yaml`; of nothing, a null at `emptyAt`. */
function convert(context: Context, node: unknown, emptyAt: number): Node {
  if (isAlias(node)) return convertAlias(context, node)
  const converted = convertOwn(context, node, emptyAt)
  if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) {
    context.anchors.set(node.anchor, converted)
  }
  return converted
}

function convertAlias(context: Context, node: Alias): Node {
  const target = context.anchors.get(node.source)
  if (target && target.type !== 'alias' && target.type !== 'unread') target.shared = true
  return { type: 'alias', ...rangeOf(context, node), target }
}

function convertOwn(context: Context, node: unknown, emptyAt: number): Node {
  if (isMap(node)) return convertMap(context, node)
  if (isSeq(node)) return convertSeq(context, node)
  return isScalar(node) ? convertScalar(context, node, emptyAt) : emptyScalar(emptyAt)
}

function convertMap(context: Context, node: YAMLMap): Mapping {
  const { start, end } = rangeOf(context, node)
  const pairs = node.items.map(pair => convertPair(context, pair))
  if (node.flow) return { type: 'mapping', flow: true, indent: 0, start, end, pairs }
  const indent = columnOf(context, pairs[0]?.keyStart ?? start)
  const last = pairs.at(-1)
  const lastEnd = last ? Math.max(start, last.keyEnd, last.value.end) : start
  return { type: 'mapping', flow: false, indent, start, end: lastEnd, pairs }
}

function convertSeq(context: Context, node: YAMLSeq): Sequence {
  const { start, end } = rangeOf(context, node)
  const items = node.items.map(item => convert(context, item, end))
  if (node.flow) return { type: 'sequence', flow: true, indent: 0, start, end, items }
  const indent = columnOf(context, start)
  const lastEnd = Math.max(start, items.at(-1)?.end ?? start)
  return { type: 'sequence', flow: false, indent, start, end: lastEnd, items }
}

function convertScalar(context: Context, node: YamlScalar, emptyAt: number): Scalar {
  const { start, end } = rangeOf(context, node)
  if (start === end) return { ...emptyScalar(emptyAt), value: node.tag ? valueIn(node) : null }
  const style = styles[node.type ?? 'PLAIN'] ?? 'plain'
  const value = valueIn(node)
  const isCut = style === 'block' && isLast(context, node) && typeof value === 'string'
  return { type: 'scalar', style, value: isCut ? value.replace(/\n$/, '') : value, start, end }
}

/** Whether a node ends in the text's last line, which has no line break. */
function isLast({ text, offset }: Context, { range }: WithRange): boolean {
  return offset + (range?.[1] ?? 0) === text.length && /[^ \t\r\n][ \t]*$/.test(text)
}

/** What a scalar means: a tag is the parser's to know, the rest is as Kubernetes has it. */
function valueIn({ type, tag, source = '', value }: YamlScalar): Scalar['value'] {
  if (type === 'PLAIN' && tag === undefined) return resolvePlain(source)
  return isScalarValue(value) ? value : String(value)
}

function convertPair(context: Context, pair: YamlPair): Pair {
  const { text, offset } = context
  const range = isNodeWithRange(pair.key) ? rangeOf(context, pair.key) : undefined
  const { start: keyStart, end: keyEnd } = range ?? { start: offset, end: offset }
  const key = nameOf(context, pair.key) ?? text.slice(keyStart, keyEnd)
  const colon = text.slice(keyEnd).search(/:|\n/)
  const value = convert(context, pair.value, keyEnd + Math.max(colon, 0) + 1)
  return { key, keyStart, keyEnd, value }
}

/** The key that a node of `yaml` names. */
function nameOf(context: Context, key: unknown): string | undefined {
  if (isScalar(key)) {
    if (key.anchor) context.anchors.set(key.anchor, convertOwn(context, key, context.offset))
    return keyOf(valueIn(key))
  }
  const target = isAlias(key) ? context.anchors.get(key.source) : undefined
  return target?.type === 'scalar' ? keyOf(target.value) : undefined
}

/** Where a node stands. Blanks behind it are not its own, but for no-break spaces and the like. */
function rangeOf({ text, offset }: Context, { range }: WithRange): Range {
  const start = offset + (range?.[0] ?? 0)
  let end = offset + (range?.[1] ?? 0)
  while (end > start && ' \t\r\n'.includes(text[end - 1] ?? '')) end--
  return { start, end }
}

const columnOf = ({ text, offset }: Context, at: number) =>
  at - Math.max(text.lastIndexOf('\n', at - 1) + 1, offset)

const styles: Record<string, Scalar['style']> = {
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block'
}

const emptyScalar = (at: number): Scalar => ({
  type: 'scalar',
  style: 'plain',
  value: null,
  start: at,
  end: at
})

type WithRange = { readonly range?: readonly [number, number, number] | null | undefined }

function isNodeWithRange(value: unknown): value is WithRange {
  return typeof value === 'object' && value !== null && 'range' in value
}

function isScalarValue(value: unknown): value is Scalar['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
