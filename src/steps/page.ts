import type { Location } from '../diagnostic.ts'
import { branchOf, isControl, maskActions, printsLines } from './actions.ts'

/** A line of a page, without its line break. `indent` is the column of its first character. */
export type Line = {
  readonly start: number
  readonly text: string
  readonly indent: number
  /** Blank: also a lone `#`. Action: nothing but Go actions, commented or not. */
  readonly kind: 'blank' | 'active' | 'comment' | 'action'
}

/** One document of a file. `masked` is its text with the Go actions hidden, of the same length. */
export type Page = {
  readonly file: string
  readonly text: string
  readonly masked: string
  readonly lines: readonly Line[]
  /** How many lines of the file stand before it. */
  readonly above: number
  /** How many columns stand left of it, and whose steps it holds where it does not say so: in a string. */
  readonly left: number
  readonly owner?: string | undefined
  /** Of a page that is only a part of another: which lines of that one its lines are. */
  readonly rows?: readonly number[]
}

/** The words that a text with canary steps cannot do without. */
const stepsKey = /(?:^|[\s#"'{,])steps?["']?[ \t]*:|\/canary\/steps\b/m
const stepWord =
  /setWeight|pause|analysis|experiment|setCanaryScale|setHeaderRoute|plugin|setMirror|toYaml|include|tpl/i

const isDefinition = /^kind: CustomResourceDefinition[ \t]*\r?$/m

/** Whether a page may hold a steps block; false only where that is certain. */
export function mayHoldSteps(text: string): boolean {
  if (!text.includes('step') || !stepsKey.test(text) || !stepWord.test(text)) return false
  // The CRD of Rollouts is long and full of these words.
  return !isDefinition.test(text) || /^[ \t]*#/m.test(text)
}

/** Cuts a text at its document separators. All pieces together are the text again. */
export function cutPages(text: string): string[] {
  const pages: string[] = []
  let start = 0
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 1)) {
    if (text[at + 4] === '-') continue
    pages.push(text.slice(start, at + 1))
    start = at + 1
  }
  return [...pages, text.slice(start)]
}

/** Reads a document's lines. */
export function openPage(file: string, text: string, above: number, left = 0): Page {
  const masked = maskActions(text)
  const lines: Line[] = []
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start)
    const next = lineBreak < 0 ? text.length : lineBreak + 1
    const end = lineBreak > start && text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak
    lines.push(readLine(start, text.slice(start, lineBreak < 0 ? next : end), masked))
    start = next
  }
  return { file, text, masked, lines, above, left }
}

/** A page in whose place another text stands. */
export const reopen = (
  { file, above, left, owner }: Pick<Page, 'file' | 'above' | 'left' | 'owner'>,
  text: string
): Page => ({
  ...openPage(file, text, above, left),
  owner
})

/** How many blanks a text begins with. */
export const indentOf = (text: string): number => text.length - text.trimStart().length

function readLine(start: number, text: string, masked: string): Line {
  const indent = indentOf(text)
  const shown = masked.slice(start, start + text.length).trim()
  const content = text.slice(indent)
  return { start, text, indent, kind: kindOf(content, shown) }
}

function kindOf(content: string, shown: string): Line['kind'] {
  if (/^[#\s]*$/.test(content)) return 'blank'
  if (content.startsWith('{{') && (shown === '' || shown.startsWith('#'))) return 'action'
  if (!content.startsWith('#')) return shown === '' ? 'action' : 'active'
  return isControl(content.replace(/^#[#\s]*/, '')) ? 'action' : 'comment'
}

/** The place where a line's text begins. The line is counted from 0. */
export function placeOfLine(page: Page, line: number): Location {
  return placeAt(page, line, page.lines[line]?.indent ?? 0)
}

/** The place of a column in a line of the page; both are counted from 0. */
export function placeAt(page: Page, line: number, column: number): Location {
  const row = page.rows?.[line] ?? line
  return { file: page.file, line: page.above + row + 1, column: page.left + column + 1 }
}

/** The line in which an offset stands. */
export function lineAt({ lines }: Pick<Page, 'lines'>, offset: number): number {
  let low = 0
  for (let high = lines.length; high - low > 1;) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.start ?? Infinity) <= offset) low = middle
    else high = middle
  }
  return low
}

/**
 * Whether an action below a block prints lines that may be more of it: at its indent or right of
 * it, up to the next active line.
 */
export function isPrintedBelow({ lines }: Page, last: number, indent: number): boolean {
  let depth = 0
  for (let at = last + 1; at < lines.length; at++) {
    const { kind, text } = lines[at] ?? { kind: 'blank', text: '' }
    const branch = kind === 'action' ? branchOf(text) : 'none'
    if (kind === 'active' || (depth === 0 && (branch === 'else' || branch === 'close')))
      return false
    if (branch === 'open' || branch === 'close') depth += branch === 'open' ? 1 : -1
    if (kind !== 'action' || !printsLines(text)) continue
    const printed = /indent\s+(\d+)/.exec(text)?.[1]
    if (printed === undefined || Number(printed) >= indent) return true
  }
  return false
}
