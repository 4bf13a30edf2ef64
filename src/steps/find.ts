import type { Diagnostic } from '../diagnostic.ts'
import { applyEdits } from '../yaml/edit.ts'
import { findNode } from '../yaml/node.ts'
import { printFlow } from '../yaml/print.ts'
import { isPrintedBelow, lineAt, openPage, placeAt } from './page.ts'
import type { Line, Page } from './page.ts'
import * as problems from './problems.ts'
import { findFirstItem, readings } from './uncomment.ts'
import type { Attempt, Candidate, Uncommented } from './draft.ts'
import { findStepsPairs, isCanarySteps, isInScalar, readMasked } from './verify.ts'
import type { Reading, Trail } from './verify.ts'
import { isItem, isStepsKey } from './words.ts'

/** A block that is live: the line of its `steps:`, and its last one. */
export type Live = { readonly at: number; readonly last: number; readonly trail: Trail }

/** What a document holds, read as it stands. */
export type Findings = {
  readonly page: Page
  readonly reading: Reading
  readonly live: readonly Live[]
  readonly commented: readonly Uncommented[]
  /** The lines of `steps:` in documents that are commented as a whole. */
  readonly documents: readonly number[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Lines from one up to another, which is not among them. */
export type Lines = { readonly from: number; readonly to: number }

/** The lines around a block that may hold another block of the same canary. */
export function sectionAround({ lines }: Page, at: number, indent: number): Lines {
  let from = at
  let column = indent
  // Its canary, its strategy, and what holds these.
  for (let levels = 3; levels > 0 && from > 0;) {
    const line = lines[--from]
    if (line?.kind !== 'live' || line.indent >= column) continue
    column = line.indent
    levels--
  }
  const next = lines.findIndex((line, index) => {
    return index > at && line.kind === 'live' && line.indent <= column
  })
  return { from, to: next < 0 ? lines.length : next }
}

/** Finds the canary steps of a document, live or commented; these within a section only. */
export function findIn(page: Page, section: Lines = { from: 0, to: page.lines.length }): Findings {
  const reading = readMasked(page.text)
  const { from, to } = section
  const keys = commentedKeys(page).filter(at => from <= at && at < to)
  const documents = keys.filter(at => isInDocument(page, at))
  const none = { page, reading, live: [], commented: [], documents, diagnostics: [] }
  if (reading.error) return { ...none, diagnostics: unreadable(page, reading.error) }
  const trails = findStepsPairs(reading.root).filter(trail => isCanarySteps(reading.root, trail))
  const live = trails.filter(isFilled).map(trail => liveOf(page, trail))
  const emptied = trails
    .flatMap(trail => (isFilled(trail) ? [] : emptySteps(page, trail)))
    .filter(({ at }) => from <= at && at < to)
  const candidates = keys
    .filter(at => !documents.includes(at) && !isInScalar(reading.root, startOf(page, at)))
    .map(at => ({ at, itemsOnly: false }))
  const all = [...candidates, ...emptied]
  const isLong = all.length > 4 && !page.lines.some(({ text }) => text.startsWith('kind:'))
  const read = all.map(candidate =>
    isLong ? readClosely(page, reading, candidate) : readOne(page, reading, candidate)
  )
  const alone = read.flatMap(({ found }) => found)
  const rivals = rivalsAmong(alone)
  return {
    ...none,
    live,
    commented: alone.filter(one => !rivals.some(group => group.includes(one))),
    diagnostics: [
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...trails.flatMap(trail => (isFilled(trail) ? [] : printedSteps(page, trail))),
      ...rivals.map(group => ambiguous(page, group[0]?.at ?? 0, group)),
      ...(keys.length + live.length > 0 ? [] : misspelled(page, section))
    ]
  }
}

const startOf = ({ lines }: Page, at: number) => lines[at]?.start ?? 0

/** The lines on which a comment is `steps:`, marked once. */
function commentedKeys({ lines }: Page): number[] {
  return lines.flatMap(({ kind, text }, at) =>
    kind === 'comment' && isStepsKey(text.trimStart().slice(1).trimStart()) ? [at] : []
  )
}

/** Whether a comment is part of a Rollout that is commented as a whole: its kind stands above. */
function isInDocument({ lines }: Page, at: number): boolean {
  for (let line = at; line >= 0; line--) {
    const { kind, text } = lines[line] ?? { kind: 'live', text: '' }
    if (kind === 'live' || kind === 'action') return false
    if (/^#+ ?kind:\s*["']?Rollout\b/.test(text)) return true
  }
  return false
}

function unreadable(page: Page, error: { offset: number; message: string }): Diagnostic[] {
  const { lines } = page
  const at = lines.findIndex(({ text }, index) => {
    const next = lines[index + 1]?.text.replace(/^[#\s]*/, '') ?? ''
    return isStepsKey(text.replace(/^[#\s]*/, '')) && isItem(next)
  })
  if (at < 0) return []
  const line = lineAt(page, error.offset)
  const column = error.offset - (lines[line]?.start ?? 0)
  return [problems.stepsUnreadable(placeAt(page, line, column), error.message)]
}

function isFilled(trail: Trail): boolean {
  const value = trail.at(-1)?.pair.value
  return value?.type === 'sequence' && value.items.length > 0
}

function liveOf(page: Page, trail: Trail): Live {
  const pair = trail.at(-1)?.pair
  const at = lineAt(page, pair?.keyStart ?? 0)
  return { at, last: lineAt(page, Math.max((pair?.value.end ?? 1) - 1, 0)), trail }
}

/** A live `steps:` without items, with commented ones below. */
function emptySteps(page: Page, trail: Trail): Candidate[] {
  const at = lineAt(page, trail.at(-1)?.pair.keyStart ?? 0)
  return findFirstItem(page.lines, at) < 0 ? [] : [{ at, itemsOnly: true }]
}

/** A live `steps:` whose items a Go action prints. */
function printedSteps(page: Page, trail: Trail): Diagnostic[] {
  const at = lineAt(page, trail.at(-1)?.pair.keyStart ?? 0)
  const indent = page.lines[at]?.indent ?? 0
  return isPrintedBelow(page, at, indent)
    ? [problems.printingAction(placeAt(page, at, indent))]
    : []
}

/** The comments `step:` that would be canary steps if they were spelled `steps:`. */
function misspelled(page: Page, { from, to }: Lines): Diagnostic[] {
  return page.lines.slice(from, to).flatMap(({ start, indent }, index) => {
    const at = from + index
    const key = misspelledKey(page, at)
    if (key === undefined) return []
    const edit = { start: start + key.length, end: start + key.length, text: 's' }
    const meant = openPage(page.file, applyEdits(page.text, [edit]), page.above)
    const isMeant = findIn(meant, { from: at, to: at + 1 }).commented.length > 0
    return isMeant ? [problems.misspelledSteps(placeAt(page, at, indent))] : []
  })
}

/** A comment up to the end of `step`, where it is that key alone, with items below. */
function misspelledKey({ lines }: Page, at: number): string | undefined {
  const line = lines[at]
  const key = /^(\s*#\s*["']?step)["']?:\s*$/.exec(line?.text ?? '')?.[1]
  return key !== undefined && findFirstItem(lines, at) >= 0 ? key : undefined
}

type ReadOne = { readonly found: Uncommented[]; readonly diagnostics: Diagnostic[] }

function readOne(page: Page, reading: Reading, candidate: Candidate): ReadOne {
  const attempts = readings(page, reading, candidate)
  const found = attempts.filter(attempt => typeof attempt !== 'string')
  if (found.length === 1) return { found, diagnostics: [] }
  if (found.length > 1) return { found: [], diagnostics: [ambiguous(page, candidate.at, found)] }
  return { found: [], diagnostics: refusals({ page, reading, candidate }, attempts) }
}

/**
 * Reads a candidate in its section and the keys above it alone, so that many blocks in one document
 * take little time. `on` looks at the whole document again.
 */
function readClosely(page: Page, reading: Reading, candidate: Candidate): ReadOne {
  const { lines, text } = page
  const { from, to } = closestSection(page, candidate.at)
  const own = Array.from({ length: to - from }, (_, line) => from + line)
  const rows = [...keysAbove(page, from), ...own]
  const pieces = rows.map(row => text.slice(lines[row]?.start, lines[row + 1]?.start))
  const part = { ...openPage(page.file, pieces.join(''), page.above), rows }
  const alone = readMasked(part.text)
  // An alias, say, may need what stands elsewhere.
  if (alone.error) return readOne(page, reading, candidate)
  const at = rows.indexOf(candidate.at)
  const { found, diagnostics } = readOne(part, alone, { ...candidate, at })
  return { found: found.map(block => inWhole(page, part, block)), diagnostics }
}

/** The lines of the live key that holds a block with its commented parents, and the next one up. */
function closestSection({ lines }: Page, at: number): Lines {
  const least = leastIndent(lines, at)
  const holder = holderAbove(lines, at, least)
  if (holder < 0) return { from: 0, to: lines.length }
  let from = holder
  const above = holderAbove(lines, from, lines[from]?.indent ?? 0)
  if (above >= 0) from = above
  // An item of a list is taken whole: its name may stand in any of its lines.
  const item = holderAbove(lines, from, lines[from]?.indent ?? 0)
  if (lines[item]?.text.trim().startsWith('- ')) from = item
  const column = lines[from]?.indent ?? 0
  let to = at + 1
  while (to < lines.length && !isLiveAbove(lines[to], column + 1)) to++
  return { from, to }
}

/** The least indent that a block, or a commented parent of it, may have without its marks. */
function leastIndent(lines: readonly Line[], at: number): number {
  let least = Infinity
  for (let line = at; lines[line] && (line === at || lines[line]?.kind !== 'live'); line--) {
    const { kind, text, indent } = lines[line] ?? { kind: 'blank', text: '', indent: 0 }
    if (kind === 'live') least = indent
    // A mark takes two characters at most.
    else if (kind === 'comment') least = Math.min(least, Math.max(text.search(/[^\s#]/) - 2, 0))
  }
  return least
}

/** The nearest live line above that is less indented; -1 where there is none. */
function holderAbove(lines: readonly Line[], from: number, indent: number): number {
  let line = from - 1
  while (line >= 0 && !isLiveAbove(lines[line], indent)) line--
  return line
}

const isLiveAbove = (line: Line | undefined, indent: number) =>
  line?.kind === 'live' && line.indent < indent

/** A block that was read in a part of a page, as it stands in the whole. */
function inWhole(page: Page, part: Page & { rows: readonly number[] }, block: Uncommented) {
  const { rows } = part
  const rowOf = (line: number) => rows[line] ?? line
  const moved = (offset: number) => {
    const line = lineAt(part, offset)
    return offset - (part.lines[line]?.start ?? 0) + (page.lines[rowOf(line)]?.start ?? 0)
  }
  const { at, last, climb, edits } = block
  return {
    ...block,
    at: rowOf(at),
    last: rowOf(last),
    climb: { ...climb, top: rowOf(climb.top), lines: climb.lines.map(rowOf) },
    edits: edits.map(({ start, end, text }) => ({ text, start: moved(start), end: moved(end) })),
    rows
  }
}

/** The lines of the live keys that a line stands below. */
function keysAbove({ lines }: Page, from: number): number[] {
  const found: number[] = []
  let column = lines[from]?.indent ?? 0
  for (let at = from - 1; at >= 0 && column > 0; at--) {
    const { kind, indent } = lines[at] ?? { kind: 'blank', indent: 0 }
    if (kind !== 'live' || indent >= column) continue
    found.unshift(at)
    column = indent
  }
  return found
}

type Asked = { readonly page: Page; readonly reading: Reading; readonly candidate: Candidate }

/** Why a candidate has no reading; nothing where it is simply not ours. */
function refusals({ page, reading, candidate }: Asked, attempts: readonly Attempt[]): Diagnostic[] {
  const { at } = candidate
  const place = placeAt(page, at, page.lines[at]?.indent ?? 0)
  if (attempts.includes('printing')) return [problems.printingAction(place)]
  if (attempts.includes('elsewhere') || attempts.includes('repeated')) return []
  if (!attempts.includes('broken')) return []
  const node = findNode(reading.root, 'spec', 'strategy', 'blueGreen')
  if (node?.type === 'mapping') return [problems.liveBlueGreen(place)]
  const parent = page.lines.slice(0, at).findLast(({ kind }) => kind === 'live')
  const flow = /^\s*(?:- +)*([\w-]+):\s*[{[](?!\s*[}\]])/.exec(parent?.text ?? '')?.[1]
  if (flow !== undefined) return [problems.flowParent(place, flow)]
  return [problems.stepsUnreadable(place, 'Without its marks the block does not fit here')]
}

/** The commented blocks that would be the same steps of the same live parent as another. */
function rivalsAmong(blocks: readonly Uncommented[]): Uncommented[][] {
  const byHolder = new Map<string, Uncommented[]>()
  for (const block of blocks) {
    const holder = holderOf(block)
    byHolder.set(holder, [...(byHolder.get(holder) ?? []), block])
  }
  return [...byHolder.values()].filter(({ length }) => length > 1)
}

/** The path to the steps, and the line of the live key that holds them. */
function holderOf({ climb, after, rows, trail }: Uncommented): string {
  const holder = trail.at(-2 - climb.parents)
  const above = after.text.slice(0, holder?.pair.keyStart ?? 0)
  const line = above.split('\n').length - 1
  return [...trail.map(({ key }) => key), rows?.[line] ?? line].join('.')
}

function ambiguous(page: Page, at: number, found: readonly Uncommented[]): Diagnostic {
  const shown = found.map(({ trail, steps }) => {
    const path = trail.map(({ key }) => key).join('.')
    return `${path} ${printFlow(steps, 'yaml')}`
  })
  return problems.ambiguousSteps(placeAt(page, at, page.lines[at]?.indent ?? 0), shown)
}
