import { applyEdits } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Pair, Value } from '../yaml/node.ts'
import { branchOf, printsLines } from './actions.ts'
import { climbsOf } from './climb.ts'
import type { Climb } from './climb.ts'
import { eachAtItsIndent, unmark, waysOf } from './marks.ts'
import type { Way } from './marks.ts'
import type { Line, Page } from './page.ts'
import {
  dataOf,
  holdsProse,
  findStepsPairs,
  isCanarySteps,
  isSame,
  meaningOf,
  readMasked
} from './verify.ts'
import type { Reading, Trail } from './verify.ts'
import { stripMark, walk } from './walk.ts'
import type { Walk } from './walk.ts'
import { isItem, isStepsKey } from './words.ts'

/** A commented block read in one way, with the text in which it is live. */
export type Uncommented = {
  /** The line of `steps:`, live or commented. */
  readonly at: number
  /** The last line that goes live. */
  readonly last: number
  readonly way: Way
  readonly climb: Climb
  readonly indent: number
  /** Whether only its items are commented. */
  readonly itemsOnly: boolean
  /** Whether the key above has no value, where it may have ` {}` or ` []`. */
  readonly bare: boolean
  readonly edits: readonly Edit[]
  readonly after: Reading
  readonly trail: Trail
  readonly steps: readonly Value[]
  /** Whether a live blueGreen stands beside it: a Rollout has one strategy. */
  readonly besideBlueGreen: boolean
}

/** Why a way of reading is none. */
export type Reason = 'empty' | 'elsewhere' | 'repeated' | 'broken' | 'printing'
export type Attempt = Uncommented | Reason

/** The line of a commented block's first mark, and whether its `steps:` is live. */
export type Candidate = { readonly at: number; readonly itemsOnly: boolean }

/** Reads a commented block in every way that it may be marked; equal readings count once. */
export function readings(page: Page, before: Reading, candidate: Candidate): Attempt[] {
  const found: Attempt[] = []
  const meanings = new Set<string>()
  for (const way of candidateWays(page, candidate)) {
    const attempt = readIn(page, before, { candidate, way })
    // A second block of what is live already is an example: no other way of reading it is meant.
    if (attempt === 'repeated') return [attempt]
    if (typeof attempt === 'string') found.push(attempt)
    else if (!meanings.has(attempt.after.meaning)) {
      meanings.add(attempt.after.meaning)
      found.push(attempt)
    }
  }
  return found
}

/** The ways to try, the likeliest first. A line in another column calls for each line's own. */
function candidateWays(page: Page, candidate: Candidate): Way[] {
  const first = firstMarked(page, candidate)
  const text = page.lines[first]?.text ?? ''
  const rated = waysOf(text).map(way => ({ way, rank: rankOf(page, first, way) }))
  const ways = rated.toSorted((a, b) => a.rank - b.rank).map(({ way }) => way)
  const [likeliest] = ways
  const stray = likeliest && walkIn(page, candidate, likeliest).stray
  const isFollowed = text.trimStart()[1] === ' '
  return stray === undefined ? ways : [...ways, eachAtItsIndent(isFollowed ? 2 : 1)]
}

/** Our own way comes first, then what stands as deep as the live keys above do. */
function rankOf(page: Page, first: number, way: Way): number {
  const bare = unmark(page.lines[first]?.text ?? '', way) ?? ''
  const indent = bare.length - bare.trimStart().length
  if (way.taken === 2 && indent === way.column) return -1
  const parent = parentOf(page, first, indent)
  if (!parent) return indent
  const at = page.lines.indexOf(parent)
  const step = parent.indent - (parentOf(page, at, parent.indent)?.indent ?? parent.indent - 2)
  return Math.abs(indent - parent.indent - step)
}

/** The line with the block's first mark. */
function firstMarked({ lines }: Page, { at, itemsOnly }: Candidate): number {
  return itemsOnly ? findFirstItem(lines, at) : at
}

/** The first commented item below a live `steps:`; -1 where something live comes first. */
export function findFirstItem(lines: readonly Line[], at: number): number {
  for (let line = at + 1; line < lines.length; line++) {
    const { text, kind } = lines[line] ?? { text: '', kind: 'live' }
    if (kind === 'live') return -1
    if (kind === 'comment' && isItemLine(text)) return line
    if (kind === 'comment' && isStepsKey(text.replace(/^\s*#\s*/, ''))) return -1
  }
  return -1
}

const isItemLine = (text: string) => isItem(text.replace(/^\s*#\s*/, ''))

type Asked = { readonly candidate: Candidate; readonly way: Way }

function walkIn({ lines }: Page, { at, itemsOnly }: Candidate, way: Way): Walk {
  const text = lines[at]?.text ?? ''
  const key = itemsOnly ? text : (unmark(text, way) ?? text)
  return walk(lines, at + 1, way, key.length - key.trimStart().length)
}

/** Reads a block in one way, with as many commented parents as make sense. */
function readIn(page: Page, before: Reading, { candidate, way }: Asked): Attempt {
  const { at, itemsOnly } = candidate
  const walked = walkIn(page, candidate, way)
  const isFlow = /:\s*\[/.test(page.lines[at]?.text ?? '')
  const end = at + 1 + walked.roles.length
  const block = page.lines.slice(at, walked.last === undefined ? end : walked.last + 1)
  if (block.some(({ text }) => printsLines(text))) return 'printing'
  if (walked.items === 0 && !isFlow) return 'empty'
  if (walked.isTorn) return 'broken'
  const [whole] = climbsOf(page.lines, { at, end, way }).slice(-1)
  const climbs = itemsOnly ? [whole] : climbsOf(page.lines, { at, end, way })
  let reason: Reason = 'elsewhere'
  for (const climb of climbs) {
    if (!climb) continue
    const draft = draftOf(page, { candidate, way, walked, climb })
    if (!itemsOnly && !fitsIn(page, climb.top, way)) {
      if (reason === 'elsewhere') reason = 'broken'
      continue
    }
    if (!itemsOnly && hasLiveSibling(page, climb.top, way)) return 'repeated'
    const attempt = verify({ page, before, walked }, draft)
    if (typeof attempt !== 'string') return attempt
    if (reason === 'elsewhere') reason = attempt
  }
  return reason
}

/**
 * Whether a line would stand in the column of the live lines around it, or below their parent: a
 * look that spares most of the wrong readings a parse.
 */
function fitsIn({ lines }: Page, at: number, way: Way): boolean {
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
function hasLiveSibling({ lines }: Page, at: number, way: Way): boolean {
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

type Draft = Omit<Uncommented, 'after' | 'trail' | 'steps' | 'besideBlueGreen'>

function draftOf(page: Page, given: Asked & { walked: Walk; climb: Climb }): Draft {
  const { candidate, way, walked, climb } = given
  const { at, itemsOnly } = candidate
  const { lines } = page
  const roles = walked.roles.flatMap((role, index) => (role === 'leave' ? [] : [at + 1 + index]))
  const changed = [...new Set([...(itemsOnly ? [] : [at]), ...roles, ...climb.lines])]
  const edits = changed.flatMap(index => {
    const line = lines[index]
    return line ? [replaceLine(line, stripMark(line.text, way))] : []
  })
  const key = stripMark(lines[climb.top]?.text ?? '', way)
  const indent = key.length - key.trimStart().length
  const parent = itemsOnly ? lines[at] : parentOf(page, climb.top, indent)
  const emptied = parent && emptyValueIn(parent, itemsOnly ? '[]' : '{}')
  const steps = itemsOnly ? (lines[at]?.text ?? '') : stripMark(lines[at]?.text ?? '', way)
  return {
    at,
    last: walked.last ?? at,
    way,
    climb,
    indent: steps.length - steps.trimStart().length,
    itemsOnly,
    bare: parent !== undefined && isBare(parent),
    edits: emptied ? [...edits, emptied] : edits
  }
}

const replaceLine = ({ start, text }: Line, replacement: string): Edit => ({
  start,
  end: start + text.length,
  text: replacement
})

/** The live line above that holds a line at an indent, or may. */
function parentOf({ lines }: Page, from: number, indent: number): Line | undefined {
  return lines.slice(0, from).findLast(line => line.kind === 'live' && line.indent < indent)
}

const emptyForm = /^(\s*(?:- +)*[^\s#:]+:) (\{\}|\[\])(?=\s*(?:$|\s#))/

/** The edit that takes ` {}` from behind a key. */
function emptyValueIn({ start, text }: Line, value: string): Edit | undefined {
  const found = emptyForm.exec(text)
  if (!found || found[2] !== value) return undefined
  const at = start + (found[1]?.length ?? 0)
  return { start: at, end: at + 3, text: '' }
}

function isBare({ text }: Line): boolean {
  return /^\s*(?:- +)*[^\s#:]+:\s*(?:#.*)?$/.test(text)
}

type Compared = { readonly page: Page; readonly before: Reading; readonly walked: Walk }

/** Reads the text with the block live, and compares all of it with the text before. */
function verify({ page, before, walked }: Compared, draft: Draft): Attempt {
  const after = readMasked(applyEdits(page.text, draft.edits))
  const key = keyOffset(page, draft)
  const trail = findStepsPairs(after.root).find(found => found.at(-1)?.pair.keyStart === key)
  const top = trail?.at(-1 - draft.climb.parents)
  const value = trail?.at(-1)?.pair.value
  if (after.error || !trail || !top || value?.type !== 'sequence') return 'broken'
  if (!isCanarySteps(after.root, trail)) return 'elsewhere'
  if (repeatsKey(after.text, trail)) return 'repeated'
  const cutBefore = draft.itemsOnly ? key : undefined
  if (holdsProse(value, after.text)) return 'broken'
  if (meaningOf(after, top.pair.keyStart) !== meaningOf(before, cutBefore)) return 'broken'
  const steps = dataOf(value, after.text)
  if (!Array.isArray(steps) || !isSame(steps, spelledSteps(page, draft))) return 'broken'
  const bare = draft.bare && (draft.itemsOnly || top.mapping.pairs.length === 1)
  // Argo takes a step that is null for none: a line in another column may fill it.
  if (walked.stray !== undefined && steps.some(isUnfilled)) return 'broken'
  const beside = standsBesideBlueGreen(after.text, trail)
  return { ...draft, bare, after, trail, steps, besideBlueGreen: beside }
}

function isUnfilled(step: Value): boolean {
  return step !== null && typeof step === 'object' && Object.values(step).includes(null)
}

function repeatsKey(text: string, trail: Trail): boolean {
  return trail.some(({ mapping, pair }) =>
    mapping.pairs.some(
      other => other.key === pair.key && other !== pair && !isElseBetween(text, other, pair)
    )
  )
}

function standsBesideBlueGreen(text: string, trail: Trail): boolean {
  const canary = trail.at(-2)
  if (canary?.key !== 'canary' || trail.at(-3)?.key !== 'strategy') return false
  const other = canary.mapping.pairs.find(({ key }) => key === 'blueGreen')
  const isLive = other && dataOf(other.value, text) !== null && !isDisabled(other, text)
  return isLive === true && !isElseBetween(text, other, canary.pair)
}

function isDisabled({ value }: Pair, text: string): boolean {
  const data = dataOf(value, text)
  return data !== null && typeof data === 'object' && 'enabled' in data && data.enabled === false
}

/** Whether an `else` stands between two keys: then only one of them is rendered. */
function isElseBetween(text: string, one: Pair, other: Pair): boolean {
  const [start, end] = [one.keyStart, other.keyStart].toSorted((a, b) => a - b)
  return /\{\{-?\s*else\b/.test(text.slice(start, end))
}

/** Where the key `steps` stands once the edits are made. */
function keyOffset({ lines }: Page, { edits, at, indent }: Draft): number {
  const line = lines[at]?.start ?? 0
  const moved = edits
    .filter(edit => edit.start < line)
    .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0)
  return line + moved + indent
}

/** What the block's own lines say, read by themselves. */
function spelledSteps({ lines }: Page, { edits, at, last, itemsOnly }: Draft): Value | undefined {
  const becomes = new Map(edits.map(({ start, text }) => [start, text]))
  const own = lines.slice(itemsOnly ? at + 1 : at, last + 1).flatMap(({ start, text }) => {
    const bare = becomes.get(start)
    return bare ?? (text.trim() === '' ? '' : [])
  })
  const read = readMasked([...(itemsOnly ? ['steps:'] : []), ...own, ''].join('\n'))
  const pair = read.root?.type === 'mapping' ? read.root.pairs[0] : undefined
  return pair && !read.error ? dataOf(pair.value, read.text) : undefined
}
