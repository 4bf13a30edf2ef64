/** What a Go action is hidden under: a character of the private use area, which nobody types. */
export const hidden = '\ue000'

/** The ends of each Go action, in order. */
function findActions(text: string): Span[] {
  const found: Span[] = []
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', start)) {
    const close = text.indexOf('}}', start + 2)
    if (close < 0) break
    const end = close + (text[close + 2] === '}' ? 3 : 2)
    found.push({ start, end })
    start = end
  }
  return found
}

/** Hides Go actions, keeping every offset: a separate line is blank, a value a plain word. */
export function maskActions(text: string): string {
  if (!text.includes('{{')) return text
  const actions = findActions(text)
  const alone = aloneAmong(text, actions)
  let masked = ''
  let at = 0
  for (const [index, { start, end }] of actions.entries()) {
    const action = text.slice(start, end)
    const cover = alone[index] ? action.replace(/[^\r\n]/g, ' ') : hidden.repeat(action.length)
    masked += text.slice(at, start) + cover
    at = end
  }
  return masked + text.slice(at)
}

type Span = { readonly start: number; readonly end: number }

/** Of each action, whether only blanks, a comment and other actions stand on its lines. */
function aloneAmong(text: string, actions: readonly Span[]): boolean[] {
  const alone: boolean[] = []
  for (let first = 0; first < actions.length;) {
    const from = text.lastIndexOf('\n', actions[first]?.start) + 1
    let to = endOfLine(text, actions[first]?.end ?? 0)
    let next = first + 1
    while ((actions[next]?.start ?? Infinity) < to) to = endOfLine(text, actions[next++]?.end ?? 0)
    const own = actions.slice(first, next)
    const cuts = [{ start: from, end: from }, ...own, { start: to, end: to }]
    const between = cuts.slice(1).map(({ start }, at) => text.slice(cuts[at]?.end, start))
    const rest = between.join('').trim()
    const isFirst = between[0]?.trim() === '' && rest.startsWith('#')
    alone.push(...own.map((_, at) => rest === '' || (at === 0 && isFirst)))
    first = next
  }
  return alone
}

function endOfLine(text: string, from: number): number {
  const lineBreak = text.indexOf('\n', from)
  return lineBreak < 0 ? text.length : lineBreak
}

/** Whether a text is nothing but `if`, `else`, `end` and the like, which print nothing. */
export function isControl(text: string): boolean {
  const only = /^(?:\{\{-?\s*(?:if|else|end|with|range|\/\*|\$\w+\s*:?=)(?:(?!\}\}).)*\}\}\s*)+$/
  return text.startsWith('{{') && only.test(text)
}

const printing = /\b(?:toYaml|include|template|n?indent|tpl)\b/

/** Whether a line holds an action that may print several lines; its last one may end below. */
export function printsLines(text: string): boolean {
  if (!text.includes('{{') || !printing.test(text)) return false
  const actions = findActions(text)
  const open = text.indexOf('{{', actions.at(-1)?.end ?? 0)
  const last = open < 0 ? [] : [{ start: open, end: text.length }]
  return [...actions, ...last].some(({ start, end }) => printing.test(text.slice(start, end)))
}

/** How deep a line of actions opens (1) or closes (-1) a branch; `else` is told apart. */
export function branchOf(text: string): 'open' | 'else' | 'close' | 'none' {
  const opened = text.match(/\{\{-?\s*(?:if|with|range|define|block)\b/g)?.length ?? 0
  const closed = text.match(/\{\{-?\s*end\b/g)?.length ?? 0
  if (opened !== closed) return opened > closed ? 'open' : 'close'
  return /\{\{-?\s*else\b/.test(text) ? 'else' : 'none'
}
