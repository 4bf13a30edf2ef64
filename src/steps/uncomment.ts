import { printsLines } from './actions.ts'
import { climbsOf } from './climb.ts'
import { draftOf } from './draft.ts'
import type { Attempt, Candidate, Reason, Uncommented } from './draft.ts'
import { eachAtItsIndent, unmark, waysOf } from './marks.ts'
import type { Way } from './marks.ts'
import type { Line, Page } from './page.ts'
import { prove } from './prove.ts'
import { fitsIn, hasLiveSibling, parentOf } from './siblings.ts'
import { isInCanary } from './verify.ts'
import type { Reading } from './verify.ts'
import { walk } from './walk.ts'
import type { Walk } from './walk.ts'
import { isItem, isStepsKey } from './words.ts'

/** Reads a commented block in every way that it may be marked; equal readings count once. */
export function readings(page: Page, before: Reading, candidate: Candidate): Attempt[] {
  const reasons: Reason[] = []
  const found: Uncommented[] = []
  const meanings = new Set<string>()
  for (const way of candidateWays(page, candidate)) {
    const read = readIn(page, before, { candidate, way })
    // A second block of what is live already is an example: no other way of reading it is meant.
    if (read === 'repeated') return [read]
    if (typeof read === 'string') reasons.push(read)
    else {
      const others = read.filter(({ after }) => !meanings.has(after.meaning))
      for (const { after } of others) meanings.add(after.meaning)
      found.push(...others)
    }
  }
  return [...reasons, ...belowCanary(found)]
}

const pathOf = ({ trail }: Uncommented) => trail.map(({ key }) => key)

/** The readings below a canary, where there are any: the others are not meant then. */
function belowCanary(found: readonly Uncommented[]): readonly Uncommented[] {
  const own = found.filter(reading => pathOf(reading).some(key => /canary/i.test(key)))
  return own.length > 0 ? own : found
}

/**
 * Whether a reading that leaves parents commented may be meant where one with all of them is
 * possible: where a live canary holds it, unless the parents only say more of the way to it.
 */
function isRival(reading: Uncommented, whole: Uncommented): boolean {
  const [path, full] = [pathOf(reading), pathOf(whole)]
  if (!isInCanary(path.slice(0, -1 - reading.climb.parents))) return false
  const rest = [...path]
  for (const key of full) if (key === rest[0]) rest.shift()
  return rest.length > 0 || full.at(-2) !== 'canary'
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
  const { lines } = page
  const [{ top } = { top: first }] = climbsOf(lines, { at: first, end: first + 1, way })
  const bare = unmark(lines[top]?.text ?? '', way) ?? ''
  const indent = bare.length - bare.trimStart().length
  if (way.taken === 2 && indent === way.column) return -1
  const parent = parentOf(page, top, indent)
  if (!parent) return indent
  const above = parentOf(page, lines.indexOf(parent), parent.indent)
  const step = parent.indent - (above?.indent ?? parent.indent - 2)
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

/** Reads a block in one way, with all commented parents that make sense, and with fewer. */
function readIn(page: Page, before: Reading, { candidate, way }: Asked): Uncommented[] | Reason {
  const { at, itemsOnly } = candidate
  const walked = walkIn(page, candidate, way)
  const isFlow = /:\s*\[/.test(page.lines[at]?.text ?? '')
  const end = at + 1 + walked.roles.length
  const block = page.lines.slice(at, walked.last === undefined ? end : walked.last + 1)
  if (block.some(({ text }) => printsLines(text))) return 'printing'
  if (walked.items === 0 && !isFlow) return 'empty'
  if (walked.isTorn) return 'broken'
  const climbs = climbsOf(page.lines, { at, end, way })
  let reason: Reason = 'elsewhere'
  const found: Uncommented[] = []
  for (const climb of itemsOnly ? climbs.slice(-1) : climbs) {
    const draft = draftOf(page, { candidate, way, walked, climb })
    if (!itemsOnly && !fitsIn(page, climb.top, way)) {
      if (reason === 'elsewhere') reason = 'broken'
      continue
    }
    if (!itemsOnly && hasLiveSibling(page, climb.top, way)) {
      if (found.length > 0) break
      return 'repeated'
    }
    const attempt = prove({ page, before, walked }, draft)
    if (typeof attempt !== 'string') found.push(attempt)
    else if (reason === 'elsewhere') reason = attempt
  }
  const [whole] = found
  return whole ? [whole, ...found.slice(1).filter(each => isRival(each, whole))] : reason
}
