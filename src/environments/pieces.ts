/** A text of a Go template between its actions, or an action; `at` is where it begins. */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'action'; readonly source: string; readonly code: string; readonly at: number }

/** Cuts a template at its actions, blanks trimmed where these say so; undefined if one has no end. */
export function cutPieces(text: string): Piece[] | undefined {
  const pieces: Piece[] = []
  let at = 0
  let trimsNext = false
  for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', at)) {
    const end = endOfAction(text, start + 2)
    if (end === undefined) return undefined
    const source = text.slice(start, end)
    const trims = /^\{\{-\s/.test(source)
    const before = text.slice(at, start)
    const left = trimsNext ? before.trimStart() : before
    pieces.push({ type: 'text', text: trims ? left.trimEnd() : left })
    trimsNext = /\s-\}\}$/.test(source)
    const code = source.slice(trims ? 3 : 2, trimsNext ? -3 : -2).trim()
    pieces.push({ type: 'action', source, code, at: start })
    at = end
  }
  const rest = text.slice(at)
  return [...pieces, { type: 'text', text: trimsNext ? rest.trimStart() : rest }]
}

/** Where an action ends: braces in its texts and comments do not count. */
function endOfAction(text: string, from: number): number | undefined {
  const comment = /^(?:-\s)?\s*\/\*/.exec(text.slice(from, from + 20))
  if (comment) {
    const close = text.indexOf('*/', from)
    const end = close < 0 ? -1 : text.indexOf('}}', close)
    return end < 0 ? undefined : end + 2
  }
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (character === '}' && text[at + 1] === '}') return at + 2
    if (character !== '"' && character !== '`') continue
    at++
    while (at < text.length && text[at] !== character)
      at += text[at] === '\\' && character === '"' ? 2 : 1
  }
  return undefined
}
