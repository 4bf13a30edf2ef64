import type { Value } from '../yaml/node.ts'

/** A part of a command: a value, a function's word, or where a value is found. */
export type Operand =
  | { readonly type: 'value'; readonly value: Value }
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'dot'; readonly keys: readonly string[] }
  | { readonly type: 'variable'; readonly name: string; readonly keys: readonly string[] }
  | { readonly type: 'group'; readonly pipeline: Pipeline; readonly keys: readonly string[] }

/** Commands, each of which passes its value on to the next one. */
export type Pipeline = {
  /** The variables that get the value: `$x :=` declares them, `$x =` changes one. */
  readonly variables: readonly string[]
  readonly isChange: boolean
  readonly commands: readonly (readonly Operand[])[]
}

type Token =
  | Exclude<Operand, { type: 'group' }>
  | { readonly type: 'sign'; readonly sign: string; readonly keys: readonly string[] }

const name = String.raw`[\p{L}_][\p{L}\p{N}_]*`
const tokenForm = new RegExp(
  String.raw`\s*(?:("(?:[^"\\]|\\.)*")|\x60([^\x60]*)\x60|([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\p{L}\p{N}_.])` +
    String.raw`|\$(${name})?((?:\.${name})*)|(\.(?:${name})?(?:\.${name})*)|(${name})|(\))((?:\.${name})*)|(:=|[(|=,]))`,
  'uy'
)

/** More brackets in one another than this are not followed. */
const deepest = 100

/** Reads the code of an action as a pipeline; undefined where it is none that is known here. */
export function parsePipeline(code: string): Pipeline | undefined {
  const tokens = tokensOf(code)
  if (!tokens) return undefined
  const reader: Reader = { tokens, at: 0, depth: 0 }
  const { variables, isChange } = readVariables(reader)
  const commands = readCommands(reader)
  return commands && reader.at === tokens.length ? { variables, isChange, commands } : undefined
}

function tokensOf(code: string): Token[] | undefined {
  const tokens: Token[] = []
  const end = code.trimEnd().length
  tokenForm.lastIndex = 0
  while (tokenForm.lastIndex < end) {
    const token = tokenOf(tokenForm.exec(code))
    if (!token) return undefined
    tokens.push(token)
  }
  return tokens
}

const keysOf = (path: string) => path.split('.').filter(key => key !== '')

function tokenOf(match: RegExpExecArray | null): Token | undefined {
  if (!match) return undefined
  const [whole, quoted, raw, number, variable, below = '', path, word, close, after = ''] = match
  const text = quoted === undefined ? raw : textOf(quoted)
  if (text !== undefined) return { type: 'value', value: text }
  if (number !== undefined) return { type: 'value', value: Number(number) }
  if (path !== undefined) return { type: 'dot', keys: keysOf(path) }
  if (word !== undefined) return tokenOfWord(word)
  if (close !== undefined) return { type: 'sign', sign: ')', keys: keysOf(after) }
  if (whole.trimStart().startsWith('$'))
    return { type: 'variable', name: variable ?? '', keys: keysOf(below) }
  return { type: 'sign', sign: whole.trim(), keys: [] }
}

function tokenOfWord(word: string): Token {
  if (word === 'true' || word === 'false') return { type: 'value', value: word === 'true' }
  return word === 'nil' ? { type: 'value', value: null } : { type: 'word', word }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

const textOf = (quoted: string) =>
  quoted.slice(1, -1).replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character)

type Reader = {
  readonly tokens: readonly Token[]
  at: number
  /** How many brackets are open. */
  depth: number
}

const isSign = (token: Token | undefined, sign: string) =>
  token?.type === 'sign' && token.sign === sign

function readVariables(reader: Reader): Pick<Pipeline, 'variables' | 'isChange'> {
  const variables: string[] = []
  for (let at = 0; ; at += 2) {
    const [token, sign] = reader.tokens.slice(at, at + 2)
    if (token?.type !== 'variable' || token.keys.length > 0) break
    variables.push(token.name)
    const isChange = isSign(sign, '=')
    if (isChange || isSign(sign, ':=')) {
      reader.at = at + 2
      return { variables, isChange }
    }
    if (!isSign(sign, ',')) break
  }
  return { variables: [], isChange: false }
}

function readCommands(reader: Reader): Operand[][] | undefined {
  const commands: Operand[][] = []
  for (;;) {
    const command = readCommand(reader)
    if (!command) return undefined
    commands.push(command)
    if (!isSign(reader.tokens[reader.at], '|')) return commands
    reader.at++
  }
}

function readCommand(reader: Reader): Operand[] | undefined {
  const operands: Operand[] = []
  for (let next = reader.tokens[reader.at]; next; next = reader.tokens[reader.at]) {
    if (next.type === 'sign' && next.sign !== '(') break
    const operand = readOperand(reader)
    if (!operand) return undefined
    operands.push(operand)
  }
  return operands.length > 0 ? operands : undefined
}

function readOperand(reader: Reader): Operand | undefined {
  const token = reader.tokens[reader.at++]
  if (!token || token.type !== 'sign') return token
  if (reader.depth >= deepest) return undefined
  reader.depth++
  const commands = readCommands(reader)
  reader.depth--
  const close = reader.tokens[reader.at++]
  if (!commands || close?.type !== 'sign' || close.sign !== ')') return undefined
  return { type: 'group', pipeline: { variables: [], isChange: false, commands }, keys: close.keys }
}
