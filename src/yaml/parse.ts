import { isAlias, isMap, isScalar, isSeq, parseDocument as parseYaml } from 'yaml'
import type { Node as YamlNode, Pair as YamlPair, Scalar as YamlScalar } from 'yaml'
import { readBlock } from './block.ts'
import type { Node, Pair, Scalar } from './node.ts'

/** What a document says: its root, or as much of it as can be told, and why it cannot be read. */
export type Parsed = {
  readonly root: Node | undefined
  readonly error?: { readonly offset: number; readonly message: string }
}

/** Reads one document, from `start` of its text on. Offsets count from the beginning of the text. */
export function parseDocument(text: string, start = 0): Parsed {
  const root = readBlock(text, start)
  return root ? { root } : parseAnyStyle(text, start)
}

/** Reads one document of any style with the parser of `yaml`. */
export function parseAnyStyle(text: string, start = 0): Parsed {
  try {
    const document = parseYaml(text.slice(start), {
      uniqueKeys: false,
      strict: false,
      prettyErrors: false,
      logLevel: 'error'
    })
    const root = convertNodes(document.contents, text, start)
    const error = document.errors.find(({ message }) => !tolerated.test(message))
    if (!error) return { root }
    return { root, error: { offset: start + error.pos[0], message: withoutContent(error.message) } }
  } catch (reason) {
    // The parser recurses: a document nested thousands of levels deep exhausts the stack.
    if (!(reason instanceof RangeError)) throw reason
    return { root: undefined, error: { offset: start, message: 'It is nested too deeply' } }
  }
}

/** Other parsers, Kubernetes' among them, let a quoted text go on at any indent. */
const tolerated = /^Multi-line .* sufficiently indented/

/** What the parser says, without the piece of the document that it may quote: it may be a secret. */
function withoutContent(message: string): string {
  return message.split(/:[ \n]|:$|\n| \\/)[0] ?? ''
}

/** Makes our nodes of those of `yaml`. */
function convertNodes(contents: unknown, text: string, offset: number): Node | undefined {
  const anchors = new Map<string, Node>()

  const convert = (node: unknown, emptyAt: number): Node => {
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target && target.type !== 'alias' && target.type !== 'unread') target.shared = true
      return { type: 'alias', ...rangeOf(node), target }
    }
    const converted = convertOwn(node, emptyAt)
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) {
      anchors.set(node.anchor, converted)
    }
    return converted
  }

  const convertOwn = (node: unknown, emptyAt: number): Node => {
    if (isMap(node)) {
      const { start, end } = rangeOf(node)
      const pairs = node.items.map(convertPair)
      const flow = node.flow === true
      const last = flow ? end : Math.max(start, ...pairs.slice(-1).map(lastOf))
      const indent = flow ? 0 : columnOf(pairs[0]?.keyStart ?? start)
      return { type: 'mapping', flow, indent, start, end: last, pairs }
    }
    if (isSeq(node)) {
      const { start, end } = rangeOf(node)
      const items = node.items.map(item => convert(item, end))
      const flow = node.flow === true
      const last = flow ? end : Math.max(start, items.at(-1)?.end ?? start)
      return { type: 'sequence', flow, indent: flow ? 0 : columnOf(start), start, end: last, items }
    }
    return isScalar(node) ? convertScalar(node, emptyAt) : emptyScalar(emptyAt)
  }

  const convertScalar = (node: YamlScalar, emptyAt: number): Scalar => {
    const { start, end } = rangeOf(node)
    if (start === end) return emptyScalar(emptyAt)
    const style = styles[node.type ?? 'PLAIN'] ?? 'plain'
    const value = isScalarValue(node.value) ? node.value : String(node.value)
    return { type: 'scalar', style, value, start, end }
  }

  const convertPair = (pair: YamlPair): Pair => {
    const key = isNodeWithRange(pair.key) ? rangeOf(pair.key) : { start: offset, end: offset }
    const source = text.slice(key.start, key.end)
    const quoted = isScalar(pair.key) && typeof pair.key.value === 'string'
    const name = quoted ? String((pair.key as YamlScalar).value) : source
    const colon = text.slice(key.end).search(/:|\n/)
    const value = convert(pair.value, key.end + Math.max(colon, 0) + 1)
    return { key: name, keyStart: key.start, keyEnd: key.end, value }
  }

  const rangeOf = ({ range }: Pick<YamlNode, 'range'>) => {
    const start = offset + (range?.[0] ?? 0)
    const end = offset + (range?.[1] ?? 0)
    return { start, end: start + text.slice(start, end).trimEnd().length }
  }

  const columnOf = (at: number) => at - Math.max(text.lastIndexOf('\n', at - 1) + 1, offset)
  return contents ? convert(contents, offset) : undefined
}

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

const lastOf = (pair: Pair) => Math.max(pair.keyEnd, pair.value.end)

function isNodeWithRange(value: unknown): value is Pick<YamlNode, 'range'> {
  return typeof value === 'object' && value !== null && 'range' in value
}

function isScalarValue(value: unknown): value is Scalar['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
