/** What ends a value, what joins two, and what can be put before one, in the language of conditions. */
type Token = {
  readonly kind: 'value' | 'operator' | 'prefix' | 'open' | 'close'
  readonly text: string
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  [
    'operator',
    /(?:&&|\|\||==|!=|<=|>=|\*\*|\?\?|[<>+*/%^,?:]|(?:and|or|in|contains|matches|startsWith|endsWith)\b)/y
  ],
  ['prefix', /(?:!|-|not\b)/y],
  [
    'value',
    /(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|[A-Za-z_][\w]*(?:\??\.[A-Za-z_]\w*)*)/y
  ],
  ['open', /[([]/y],
  ['close', /[)\]]/y]
]

/** Parts of the language that are left to the controller: whatever has them is not judged. */
const beyond = /[{}#;|\\`]|\.\.|\blet\b|\bif\b/

/**
 * Why the controller cannot compile a condition (expr-lang/expr, as argo-rollouts
 * utils/evaluate/evaluate.go calls it); undefined where it can, or where that is not known here.
 */
export function whyUnreadable(condition: string): string | undefined {
  const text = condition.replace(/\{\{\s*(?:args|inputs)\.[^}]*\}\}/g, '0')
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''")
  if (beyond.test(plain.replaceAll('||', ''))) return undefined
  if (/[^=!<>]=(?!=)/.test(plain)) return '"=" compares nothing: equal is =='
  const word = /\b(?:AND|OR|NOT)\b/.exec(plain)?.[0]
  if (word) return `"${word}" is written ${word.toLowerCase()}`
  return reasonIn(text)
}

function reasonIn(text: string): string | undefined {
  const open: string[] = []
  let needsValue = true
  let last = ''
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at] ?? '')) {
      at++
      continue
    }
    const token = tokenAt(text, at)
    if (!token) return `"${text.slice(at, at + 10)}" is not understood`
    const { kind, text: own } = token
    at += own.length
    if (kind === 'value') {
      if (!needsValue) return `there is no operator before "${own}"`
      needsValue = false
    } else if (kind === 'open') {
      open.push(own)
      needsValue = true
    } else if (kind === 'close') {
      if (open.pop() !== (own === ')' ? '(' : '[')) return `"${own}" closes nothing`
      if (needsValue && last !== '(' && last !== '[') return `there is nothing behind "${last}"`
      needsValue = false
    } else {
      const isSign = kind === 'prefix' || own === '+'
      if (needsValue && !isSign) return `there is nothing before "${own}"`
      if (!needsValue && kind === 'prefix' && own === '!') return 'there is no operator before "!"'
      needsValue = true
    }
    last = own
  }
  if (open.length > 0) return `"${open.at(-1)}" is not closed`
  return needsValue ? `there is nothing behind "${last}"` : undefined
}

function tokenAt(text: string, at: number): Token | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found !== undefined) return { kind, text: found }
  }
  return undefined
}

/** The ways to ask whether there is a result, and what joins the rest of a condition to them. */
const guard =
  /(!|\bnot\s)?\s*isNil\(\s*result\s*\)|(?:result\s*([!=])=\s*nil|nil\s*([!=])=\s*result)\b/g

/** Whether a condition compares `result` as it is, also where that is nil. */
export function comparesNil(condition: string): boolean {
  if (!/[<>]|==|!=/.test(condition) || /\?\?/.test(condition)) return false
  const rest = condition.replace(/\bdefault\s*\(\s*result\b/g, text => '~'.repeat(text.length))
  const plain = rest.replace(guard, text => '~'.repeat(text.length))
  const compared = plain.search(/\bresult\b/)
  if (compared < 0) return false
  const before = [...rest.matchAll(guard)].filter(({ index }) => index < compared)
  return !before.some(found => isGuarding(found, rest))
}

/** What follows is not evaluated where `&&` has false, or `||` has true, before it. */
function isGuarding(found: RegExpExecArray, condition: string): boolean {
  const [text, not, sign, other] = found
  const holdsOnData = not !== undefined || (sign ?? other) === '!'
  const behind = condition.slice(found.index + text.length)
  const joined = /^[\s)]*(&&|and\b|\|\||or\b)/.exec(behind)?.[1]
  if (joined === undefined) return true
  return holdsOnData === (joined === '&&' || joined === 'and')
}

/** What a condition comes to without data; undefined where that is not known here. */
export function withoutData(condition: string): boolean | undefined {
  const any = condition.split(/\|\||\bor\b/).map(allOf)
  if (any.includes(true)) return any.includes(undefined) ? undefined : true
  return any.includes(undefined) ? undefined : false
}

function allOf(condition: string): boolean | undefined {
  const all = condition.split(/&&|\band\b/).map(termWithoutData)
  if (all.includes(undefined)) return undefined
  return !all.includes(false)
}

const operators: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
  '==': (one, other) => one === other,
  '!=': (one, other) => one !== other
}

function termWithoutData(term: string): boolean | undefined {
  const text = term.trim()
  if (text === 'true' || text === 'false') return text === 'true'
  const [, not] = /^(!|not )?\s*isNil\(\s*result\s*\)$/.exec(text) ?? [undefined, 'unknown']
  if (not !== 'unknown') return not === undefined
  const number = '(-?[0-9]+(?:\\.[0-9]+)?)'
  const form = `^default\\(\\s*result\\s*,\\s*${number}\\s*\\)\\s*([<>]=?|==|!=)\\s*${number}$`
  const [, given = '', operator = '', limit = ''] = new RegExp(form).exec(text) ?? []
  return operators[operator]?.(Number(given), Number(limit))
}
