/**
 * Whether a text matches a pattern, as Argo CD's rules have it (gobwas/glob without separators):
 * `*` and `**` any characters, `?` one, `[abc]`, `[a-z]`, `[!a]`, `{a,b}`, and `\` before one that
 * is meant itself. What cannot be read matches nothing.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const expression = expressionOf(pattern)
  return expression !== undefined && expression.test(text)
}

/** Whether a pattern may match other texts than itself. */
export const isGlob = (pattern: string) => /[*?[{\\]/.test(pattern)

const part = /\*+|\?|\[(!?)([^\]]+)\]|\\(.)|[{},]|[^*?[\\{},]/gsy

function expressionOf(pattern: string): RegExp | undefined {
  let source = ''
  let depth = 0
  let end = 0
  for (const found of pattern.matchAll(part)) {
    const [token, not, list, escaped] = found
    end += token.length
    if (token === '{') depth++
    if (token === '}') depth--
    if (depth < 0) return undefined
    source += list === undefined ? partOf(escaped ?? token, escaped, depth) : setOf(list, not)
  }
  if (end < pattern.length || depth > 0) return undefined
  return new RegExp(`^${source}$`, 's')
}

function partOf(token: string, escaped: string | undefined, depth: number): string {
  if (escaped === undefined) {
    if (token.startsWith('*')) return '.*'
    if (token === '?') return '.'
    if (token === '{') return '(?:'
    if (token === '}') return ')'
    if (token === ',' && depth > 0) return '|'
  }
  return literal(token)
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

function setOf(list: string, not: string | undefined): string {
  const range = /^(.)-(.)$/s.exec(list)
  const inner = range ? `${literal(range[1] ?? '')}-${literal(range[2] ?? '')}` : literal(list)
  return `[${not ? '^' : ''}${inner}]`
}
