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

/** Whether a condition compares `result` as it is, also where that is nil. */
export function comparesNil(condition: string): boolean {
  const isAsked = /\bisNil\s*\(|\bnil\b|\?\?/.test(condition)
  const rest = condition.replace(/\bdefault\s*\(\s*result\b/g, '')
  return !isAsked && /\bresult\b/.test(rest) && /[<>]|==|!=/.test(condition)
}
