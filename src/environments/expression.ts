import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { printFlow } from '../yaml/print.ts'

/** A value that was followed; undefined stands for one that was not. */
export type Followed = { readonly value: Value } | undefined

type Token =
  | { readonly type: 'value'; readonly value: Value }
  | { readonly type: 'path'; readonly path: readonly string[] }
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'sign'; readonly sign: string }

const tokenForm =
  /\s*(?:("(?:[^"\\]|\\.)*")|`([^`]*)`|(-?\d+(?:\.\d+)?)|(\$?\.(?:[A-Za-z_]\w*)?(?:\.[A-Za-z_]\w*)*)|([A-Za-z]\w*)|([()|]))/y

/** What an expression of Go's templates means; undefined where it asks for what is not known here. */
export function evaluate(code: string, context: Value): Followed {
  const tokens = tokensOf(code)
  if (!tokens) return undefined
  const reader = { tokens, at: 0, depth: 0, context }
  const found = readPipeline(reader)
  return reader.at === tokens.length ? found : undefined
}

function tokensOf(code: string): Token[] | undefined {
  const tokens: Token[] = []
  tokenForm.lastIndex = 0
  while (tokenForm.lastIndex < code.trimEnd().length) {
    const match = tokenForm.exec(code)
    if (!match) return undefined
    const [, quoted, raw, number, path, word, sign = ''] = match
    const text = quoted === undefined ? raw : textOf(quoted)
    if (text !== undefined) tokens.push({ type: 'value', value: text })
    else if (number !== undefined) tokens.push({ type: 'value', value: Number(number) })
    else if (path !== undefined) {
      const keys = path
        .replace(/^\$/, '')
        .split('.')
        .filter(key => key !== '')
      tokens.push({ type: 'path', path: keys })
    } else if (word !== undefined) tokens.push(tokenOfWord(word))
    else tokens.push({ type: 'sign', sign })
  }
  return tokens
}

function tokenOfWord(word: string): Token {
  if (word === 'true' || word === 'false') return { type: 'value', value: word === 'true' }
  return word === 'nil' ? { type: 'value', value: null } : { type: 'word', word }
}

const textOf = (quoted: string) =>
  quoted
    .slice(1, -1)
    .replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character))

type Reader = {
  readonly tokens: readonly Token[]
  at: number
  /** How many brackets are open. */
  depth: number
  readonly context: Value
}

/** More brackets in one another than this are not followed. */
const deepest = 100

function readPipeline(reader: Reader): Followed {
  let piped: Followed
  for (let isFirst = true; ; isFirst = false) {
    const found = readCommand(reader, isFirst ? [] : [piped])
    piped = found
    const next = reader.tokens[reader.at]
    if (next?.type !== 'sign' || next.sign !== '|') return piped
    reader.at++
  }
}

function readCommand(reader: Reader, piped: readonly Followed[]): Followed {
  const head = reader.tokens[reader.at]
  if (head?.type !== 'word') {
    const found = readOperand(reader)
    return piped.length > 0 ? undefined : found
  }
  reader.at++
  const given: Followed[] = []
  for (let next = reader.tokens[reader.at]; next; next = reader.tokens[reader.at]) {
    if (next.type === 'sign' && next.sign !== '(') break
    given.push(readOperand(reader))
  }
  return call(head.word, [...given, ...piped])
}

function readOperand(reader: Reader): Followed {
  const token = reader.tokens[reader.at++]
  if (token?.type === 'value') return { value: token.value }
  if (token?.type === 'path') return at(reader.context, token.path)
  if (token?.type !== 'sign' || token.sign !== '(' || reader.depth >= deepest) return undefined
  reader.depth++
  const found = readPipeline(reader)
  reader.depth--
  reader.at++
  return found
}

function at(value: Value, path: readonly string[]): Followed {
  let found: Value | undefined = value
  for (const key of path) found = own(found, key)
  return found === undefined ? undefined : { value: found }
}

function own(value: Value | undefined, key: string): Value | undefined {
  const entries = asEntries(value)
  return entries && Object.hasOwn(entries, key) ? entries[key] : undefined
}

const isSet = (value: Value | undefined): value is Value =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  value !== false &&
  value !== 0 &&
  (typeof value !== 'object' || Object.keys(value).length > 0)

type Call = (...values: readonly Value[]) => Value | undefined

const indented = (count: Value | undefined, text: Value | undefined) =>
  typeof count === 'number' && typeof text === 'string'
    ? text
        .split('\n')
        .map(line => ' '.repeat(count) + line)
        .join('\n')
    : undefined

/** The functions that are followed. */
const calls: Readonly<Record<string, Call>> = {
  quote: value => JSON.stringify(String(value)),
  squote: value => `'${String(value)}'`,
  toYaml: (value = null) => printFlow(value, 'json'),
  toJson: (value = null) => printFlow(value, 'json'),
  indent: (count, text) => indented(count, text),
  nindent: (count, text) => {
    const lines = indented(count, text)
    return lines === undefined ? undefined : `\n${lines}`
  },
  trim: value => (typeof value === 'string' ? value.trim() : undefined),
  lower: value => (typeof value === 'string' ? value.toLowerCase() : undefined),
  upper: value => (typeof value === 'string' ? value.toUpperCase() : undefined),
  eq: (value, ...others) => others.some(other => other === value),
  ne: (value, other) => value !== other,
  not: value => !isSet(value),
  and: (...values) => values.find(value => !isSet(value)) ?? values.at(-1),
  or: (...values) => values.find(isSet) ?? values.at(-1),
  hasKey: (map, key) => own(map, String(key)) !== undefined,
  ternary: (yes, no, test) => (test === true ? yes : no)
}

function call(word: string, given: readonly Followed[]): Followed {
  if (word === 'default') {
    const [fallback, value] = given
    if (given.length !== 2 || !fallback || !value) return undefined
    return isSet(value.value) ? value : fallback
  }
  if (word === 'get') return get(given)
  const function_ = Object.hasOwn(calls, word) ? calls[word] : undefined
  const values = given.flatMap(each => (each ? [each.value] : []))
  if (!function_ || values.length < given.length || given.length === 0) return undefined
  const value = function_(...values)
  return value === undefined ? undefined : { value }
}

/** helmfile's `.Values | get "a.b" DEFAULT`. */
function get(given: readonly Followed[]): Followed {
  const [path, ...rest] = given
  const map = rest.at(-1)
  if (typeof path?.value !== 'string' || !map) return undefined
  return at(map.value, path.value.split('.')) ?? (rest.length === 2 ? rest[0] : undefined)
}
