/** What a Go action is hidden under: a character of the private use area, which nobody types. */
export const hidden = '\ue000'

/** The ends of each Go action, in order. */
function findActions(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', start)) {
    const close = text.indexOf('}}', start + 2)
    if (close < 0) break
    const end = close + (text[close + 2] === '}' ? 3 : 2)
    found.push({ start, end })
    start = end
  }
  return found
}

/** Hides Go actions, keeping every offset: a line of its own is blank, a value a plain word. */
export function maskActions(text: string): string {
  if (!text.includes('{{')) return text
  let masked = ''
  let at = 0
  for (const { start, end } of findActions(text)) {
    const before = text.slice(text.lastIndexOf('\n', start) + 1, start)
    const alone = isAlone(before, text.slice(end, endOfLine(text, end)))
    const action = text.slice(start, end)
    const cover = alone ? action.replace(/[^\r\n]/g, ' ') : hidden.repeat(action.length)
    masked += text.slice(at, start) + cover
    at = end
  }
  return masked + text.slice(at)
}

function endOfLine(text: string, from: number): number {
  const lineBreak = text.indexOf('\n', from)
  return lineBreak < 0 ? text.length : lineBreak
}

/** Whether only blanks, a comment and other actions stand on an action's line. */
function isAlone(before: string, behind: string): boolean {
  const rest = (before + behind).replace(/\{\{.*?\}\}/g, '').trim()
  return rest === '' || (before.trim() === '' && rest.startsWith('#'))
}

/** Whether a text is nothing but `if`, `else`, `end` and the like, which print nothing. */
export function isControl(text: string): boolean {
  const only = /^(?:\{\{-?\s*(?:if|else|end|with|range|\/\*|\$\w+\s*:?=)(?:(?!\}\}).)*\}\}\s*)+$/
  return text.startsWith('{{') && only.test(text)
}

/** Whether a line holds an action that may print several lines. */
export function printsLines(text: string): boolean {
  return /\{\{(?:(?!\}\}).)*\b(?:toYaml|include|template|n?indent|tpl)\b/.test(text)
}

/** How deep a line of actions opens (1) or closes (-1) a branch; `else` is told apart. */
export function branchOf(text: string): 'open' | 'else' | 'close' | 'none' {
  const opened = text.match(/\{\{-?\s*(?:if|with|range|define|block)\b/g)?.length ?? 0
  const closed = text.match(/\{\{-?\s*end\b/g)?.length ?? 0
  if (opened !== closed) return opened > closed ? 'open' : 'close'
  return /\{\{-?\s*else\b/.test(text) ? 'else' : 'none'
}
