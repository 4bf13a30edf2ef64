import { branchOf } from './actions.ts'
import { unmark } from './marks.ts'
import type { Way } from './marks.ts'
import type { Line, Page } from './page.ts'

/**
 * Whether a line would stand in the column of the live lines around it, or below their parent: a
 * look that spares most of the wrong readings a parse.
 */
export function fitsIn({ lines }: Page, at: number, way: Way): boolean {
  const bare = unmark(lines[at]?.text ?? '', way) ?? ''
  const indent = bare.length - bare.trimStart().length
  let isDeeper = false
  for (let line = at - 1; line >= 0; line--) {
    const { kind, indent: own } = lines[line] ?? { kind: 'blank', indent: 0 }
    // Branches of a template may differ, and a list may be as deep as its key.
    if (kind === 'action') return true
    if (kind !== 'live') continue
    if (own <= indent) return own === indent || !isDeeper || lines[line]?.text.trim()[0] === '-'
    isDeeper = true
  }
  return true
}

/** Whether the key that a line would be stands live, with a value, among its siblings to be. */
export function hasLiveSibling({ lines }: Page, at: number, way: Way): boolean {
  const bare = unmark(lines[at]?.text ?? '', way) ?? ''
  const indent = bare.length - bare.trimStart().length
  const key = bare.trim().replace(/:.*/s, ':')
  const above = lines.slice(0, at).reverse()
  return [above, lines.slice(at + 1)].some(side => {
    const end = side.findIndex(line => endsSiblings(line, indent))
    const siblings = end < 0 ? side : side.slice(0, end)
    const found = siblings.findIndex(
      ({ kind, indent: own, text }) =>
        kind === 'live' && own === indent && text.trim().startsWith(key)
    )
    if (found < 0) return false
    const value = siblings[found]?.text.trim().slice(key.length).replace(/\s#.*/, '').trim()
    if (value) return !/^(?:\{\}|\[\]|null|~)$/.test(value)
    const [before, next] = [siblings[found - 1], siblings[found + 1]]
    return side === above ? isBelow(before, indent) : isBelow(next, indent)
  })
}

function endsSiblings({ kind, indent: own, text }: Line, indent: number): boolean {
  return kind === 'action' ? branchOf(text) === 'else' : kind === 'live' && own < indent
}

const isBelow = (line: Line | undefined, indent: number) =>
  line?.kind === 'live' && (line.indent > indent || line.text.trim().startsWith('- '))

/** The live line above that holds a line at an indent, or may. */
export function parentOf({ lines }: Page, from: number, indent: number): Line | undefined {
  return lines.slice(0, from).findLast(line => line.kind === 'live' && line.indent < indent)
}
