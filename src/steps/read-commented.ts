import { printsLines } from './actions.ts'
import { draftOf, prove } from './commented.ts'
import type { Attempt, Candidate, Commented, Reason } from './commented.ts'
import { extentOf } from './extent.ts'
import type { Extent } from './extent.ts'
import { eachAtItsIndent, removeMark, textOfComment, waysOf } from './marks.ts'
import type { Way } from './marks.ts'
import { indentOf } from './page.ts'
import type { Line, Page } from './page.ts'
import { fitsIn, hasActiveSibling, mostParents, parentOf, parentsAbove } from './parents.ts'
import { isInCanary, wholeMeaningOf } from './reading.ts'
import type { Reading } from './reading.ts'
import { isBesideSteps, isItem, isStepsKey } from './words.ts'

/** Reads a commented block in every way that it may be marked; equal readings count once. */
export function readings(page: Page, before: Reading, candidate: Candidate): Attempt[] {
  const reasons: Reason[] = []
  const found: Commented[] = []
  const meanings = new Set<string>()
  for (const way of candidateWays(page, candidate)) {
    const read = readIn(page, before, { candidate, way })
    // A second block of what is active already is an example: no other way of reading it is meant.
    if (read === 'repeated') return [read]
    if (typeof read === 'string') reasons.push(read)
    else {
      const others = read.filter(({ after }) => !meanings.has(wholeMeaningOf(after)))
      for (const { after } of others) meanings.add(wholeMeaningOf(after))
      found.push(...others)
    }
  }
  return [...reasons, ...likely(belowCanary(found))]
}

const pathOf = ({ trail }: Commented) => trail.map(({ key }) => key)

/** The readings below a canary, where there are any: the others are not meant then. */
function belowCanary(found: readonly Commented[]): readonly Commented[] {
  const own = found.filter(reading => pathOf(reading).some(key => /canary/i.test(key)))
  return own.length > 0 ? own : found
}

/** The readings where a canary may be, if there are any. */
function likely(found: readonly Commented[]): readonly Commented[] {
  const own = found.filter(reading => !isElsewhere(reading))
  return own.length > 0 ? own : found
}

/**
 * Whether a reading would put the block below a key that holds no steps: a canary's other field, one
 * of a pod's, or one that was empty. `affinity: {}` is the last line of most charts' values.
 */
function isElsewhere({ trail, parents }: Commented): boolean {
  const top = trail.length - 1 - parents.count
  const holders = trail.slice(0, top).map(({ key }) => key)
  if (holders.some(key => podKeys.has(key) || isBesideSteps(key))) return true
  const isAlone = holders.length > 0 && trail[top]?.mapping.pairs.length === 1
  return isAlone && !holders.some(key => /canary|rollout|strategy/i.test(key))
}

/** Keys of a pod, and of values for one (`helm create`), that hold no canary. */
const podKeys: ReadonlySet<string> = new Set([
  'affinity',
  'autoscaling',
  'env',
  'httpRoute',
  'image',
  'ingress',
  'livenessProbe',
  'nodeSelector',
  'podAnnotations',
  'podLabels',
  'podSecurityContext',
  'readinessProbe',
  'resources',
  'securityContext',
  'service',
  'serviceAccount',
  'startupProbe',
  'tolerations',
  'topologySpreadConstraints',
  'volumeMounts',
  'volumes'
])

/**
 * Whether a reading that leaves parents commented may be meant where one with all of them is
 * possible: where an active canary holds it, unless the parents only say more of the way to it.
 */
function isRival(reading: Commented, whole: Commented): boolean {
  const [path, full] = [pathOf(reading), pathOf(whole)]
  if (!isInCanary(path.slice(0, -1 - reading.parents.count))) return false
  const rest = [...path]
  for (const key of full) if (key === rest[0]) rest.shift()
  return rest.length > 0 || full.at(-2) !== 'canary'
}

/** The ways to try, the likeliest first. A line in another column calls for each line's own. */
function candidateWays(page: Page, candidate: Candidate): Way[] {
  const first = firstMarked(page, candidate)
  const text = page.lines[first]?.text ?? ''
  const rated = waysOf(text)
    .filter(way => candidate.itemsOnly || isAtItsColumn(page, first, way))
    .map(way => ({ way, rank: rankOf(page, first, way) }))
  const ways = rated.toSorted((a, b) => a.rank - b.rank).map(({ way }) => way)
  const [likeliest] = ways
  const stray = likeliest && extentIn(page, candidate, likeliest).stray
  const isFollowed = text.trimStart()[1] === ' '
  return stray === undefined ? ways : [...ways, eachAtItsIndent(isFollowed ? 2 : 1)]
}

/** Right of column 0 the outermost parent, or the block itself, begins in the column of its mark. */
function isAtItsColumn({ lines }: Page, first: number, way: Way): boolean {
  const [{ top } = { top: first }] = parentsAbove(lines, { at: first, end: first + 1, way })
  return way.column === 0 || indentOf(removeMark(lines[top]?.text ?? '', way) ?? '') === way.column
}

/** Our own way comes first, then what stands as deep as the active keys above do. */
function rankOf(page: Page, first: number, way: Way): number {
  const { lines } = page
  const [{ top } = { top: first }] = parentsAbove(lines, { at: first, end: first + 1, way })
  const indent = indentOf(removeMark(lines[top]?.text ?? '', way) ?? '')
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

/** The first commented item below an active `steps:`; -1 where something active comes first. */
export function findFirstItem(lines: readonly Line[], at: number): number {
  for (let line = at + 1; line < lines.length; line++) {
    const { text, kind } = lines[line] ?? { text: '', kind: 'active' }
    if (kind === 'active') return -1
    if (kind === 'comment' && isItemLine(text)) return line
    if (kind === 'comment' && isStepsKey(textOfComment(text))) return -1
  }
  return -1
}

const isItemLine = (text: string) => isItem(textOfComment(text))

function extentIn({ lines }: Page, { at, itemsOnly }: Candidate, way: Way): Extent {
  const text = lines[at]?.text ?? ''
  const key = itemsOnly ? text : (removeMark(text, way) ?? text)
  return extentOf(lines, at + 1, way, indentOf(key))
}

type Marked = { readonly candidate: Candidate; readonly way: Way }

/** Reads a block in one way, with all commented parents that make sense, and with fewer. */
function readIn(page: Page, before: Reading, { candidate, way }: Marked): Commented[] | Reason {
  const { at, itemsOnly } = candidate
  const extent = extentIn(page, candidate, way)
  const isFlow = /:\s*[[*]/.test(page.lines[at]?.text ?? '')
  const end = at + 1 + extent.roles.length
  const block = page.lines.slice(at, extent.last === undefined ? end : extent.last + 1)
  if (block.some(({ text }) => printsLines(text))) return 'printing'
  if (extent.items === 0 && !isFlow) return 'empty'
  if (extent.isTorn) return 'broken'
  const above = parentsAbove(page.lines, { at, end, way })
  if (!itemsOnly && above.length > mostParents + 1) return 'too deep'
  let reason: Reason = 'elsewhere'
  const found: Commented[] = []
  for (const parents of itemsOnly ? above.slice(-1) : above) {
    const draft = draftOf(page, { candidate, way, extent, parents })
    if (!itemsOnly && !fitsIn(page, parents.top, way)) {
      if (reason === 'elsewhere') reason = 'broken'
      continue
    }
    if (!itemsOnly && hasActiveSibling(page, parents.top, way)) {
      if (found.length > 0) break
      return 'repeated'
    }
    const attempt = prove({ page, before, extent }, draft)
    if (typeof attempt !== 'string') found.push(attempt)
    else if (reason === 'elsewhere') reason = attempt
  }
  const [whole] = found
  return whole ? [whole, ...found.slice(1).filter(each => isRival(each, whole))] : reason
}
