import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Alias, Pair as YamlPair, Scalar as YamlScalar, YAMLMap, YAMLSeq } from 'yaml'
import { dereference } from './node.ts'
import type { Mapping, Node, Pair, Range, Scalar, Sequence } from './node.ts'
import { isOfJson, keyOfScalar, resolvePlain } from './scalar.ts'
import type { Fault } from './strange.ts'

/** Our nodes of what `yaml` read of a text from an offset on, and what Kubernetes refuses in it. */
export function nodesOf(
  contents: unknown,
  text: string,
  offset: number
): { root: Node | undefined; fault: Fault | undefined } {
  const anchors = new Map<string, Node>()
  const context: Context = { text, offset, anchors, depth: 0, fault: undefined }
  const root = contents ? convert(context, contents, offset) : undefined
  return { root, fault: context.fault }
}

type Context = {
  readonly text: string
  /** Where in the text the parser began to count. */
  readonly offset: number
  readonly anchors: Map<string, Node>
  /** How many collections the node at hand is in. */
  depth: number
  /** The first thing that Kubernetes refuses and `yaml` does not. */
  fault: Fault | undefined
}

/** No object is nested as deeply; what reads its nodes may recurse. */
const deepest = 1000

/** Makes our node of one of `yaml`; of nothing, a null at `emptyAt`. */
function convert(context: Context, node: unknown, emptyAt: number): Node {
  if (isAlias(node)) return convertAlias(context, node)
  if (++context.depth > deepest) throw new RangeError('too deep')
  const converted = convertOwn(context, node, emptyAt)
  context.depth--
  if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) {
    context.anchors.set(node.anchor, converted)
  }
  return converted
}

function convertAlias(context: Context, node: Alias): Node {
  const target = targetOf(context, node)
  if (target && target.type !== 'alias' && target.type !== 'unread') target.shared = true
  return { type: 'alias', ...rangeOf(context, node), target }
}

function targetOf(context: Context, node: Alias): Node | undefined {
  const target = context.anchors.get(node.source)
  const { start } = rangeOf(context, node)
  if (!target) context.fault ??= { offset: start, message: 'It contains an unresolved alias' }
  return target
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
  const indent = columnOf(context, beforeProperties(context, pairs[0]?.keyStart ?? start))
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
  if (!isOfJson(value))
    context.fault ??= { offset: start, message: 'It contains a number that JSON does not support' }
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
  const message =
    wrongKey(context, pair, { start: keyStart, end: keyEnd }) ?? wrongMerge(key, value)
  if (message !== undefined) context.fault ??= { offset: keyStart, message }
  return { key, keyStart, keyEnd, value }
}

/** What Kubernetes refuses about a key. Brackets as a key may be a Go template's action. */
function wrongKey({ text }: Context, { key }: YamlPair, { start, end }: Range): string | undefined {
  if (key === null || (isScalar(key) && valueIn(key) === null)) return 'A key is missing'
  if ((isMap(key) || isSeq(key)) && key.flow !== true) return 'A key is not a string'
  colon.lastIndex = end
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const isExplicit = /\?[ \t]*$/.test(before)
  const isBroken = colon.test(text) && text.slice(start, colon.lastIndex).includes('\n')
  return isBroken && !isExplicit ? 'A key spans several lines' : undefined
}

const colon = /\s*:/y

/** What Kubernetes refuses about a merge. */
function wrongMerge(key: string, value: Node): string | undefined {
  if (key !== '<<') return undefined
  const merged = dereference(value)
  const items = merged?.type === 'sequence' ? merged.items : [merged]
  const isRight = items.every(item => dereference(item)?.type === 'mapping')
  return isRight ? undefined : 'A merge key does not refer to a mapping'
}

/** The key that a node of `yaml` names. */
function nameOf(context: Context, key: unknown): string | undefined {
  if (isScalar(key)) {
    if (key.anchor) context.anchors.set(key.anchor, convertOwn(context, key, context.offset))
    return keyOfScalar(valueIn(key))
  }
  const target = isAlias(key) ? targetOf(context, key) : undefined
  return target?.type === 'scalar' ? keyOfScalar(target.value) : undefined
}

/** Where a node is. Blanks after it are not its own, except for no-break spaces and the like. */
function rangeOf({ text, offset }: Context, { range }: WithRange): Range {
  const start = offset + (range?.[0] ?? 0)
  let end = offset + (range?.[1] ?? 0)
  while (end > start && ' \t\r\n'.includes(text[end - 1] ?? '')) end--
  return { start, end }
}

/** Where a key begins with its tag and anchor: the keys below it stand there. */
function beforeProperties({ text }: Context, at: number): number {
  const near = text.slice(Math.max(0, at - 200), at)
  const found = /(?<![^\s])(?:[!&][^\s]*[ \t]+){1,2}$/.exec(near)
  return at - (found?.[0].length ?? 0)
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
