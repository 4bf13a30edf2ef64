import type { Diagnostic } from '../diagnostic.ts'
import { applyEdits } from '../yaml/edit.ts'
import { findNode, isInScalar } from '../yaml/node.ts'
import { printFlow } from '../yaml/print.ts'
import type { Attempt, Candidate, Commented } from './commented.ts'
import { textOfComment } from './marks.ts'
import { isPrintedBelow, lineAt, openPage, placeAt, placeOfLine } from './page.ts'
import type { Page } from './page.ts'
import * as problems from './problems.ts'
import { findFirstItem, readings } from './read-commented.ts'
import { findStepsPairs, isCanarySteps, readMasked } from './reading.ts'
import type { Reading, Trail } from './reading.ts'
import { inWhole, partAround } from './section.ts'
import type { Lines } from './section.ts'
import { isItem, isStepsKey } from './words.ts'

/** A block that is active: the line of its `steps:`, and its last one. */
export type Active = { readonly at: number; readonly last: number; readonly trail: Trail }

/** What a document holds, read as it stands. */
export type Findings = {
  readonly page: Page
  readonly reading: Reading
  readonly active: readonly Active[]
  readonly commented: readonly Commented[]
  /** The lines of `steps:` in documents that are commented as a whole. */
  readonly documents: readonly number[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds the canary steps of a document, active or commented; these within a section only. */
export function findIn(page: Page, section: Lines = { from: 0, to: page.lines.length }): Findings {
  const reading = readMasked(page.text)
  const { from, to } = section
  const keys = commentedKeys(page).filter(at => from <= at && at < to)
  const documents = keys.filter(at => isInDocument(page, at))
  const none = { page, reading, active: [], commented: [], documents, diagnostics: [] }
  if (reading.error) return { ...none, diagnostics: unreadable(page, reading.error) }
  const trails = findStepsPairs(reading.root).filter(trail => isCanarySteps(reading.root, trail))
  const active = trails.filter(isFilled).map(trail => activeOf(page, trail))
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
    active,
    commented: alone.filter(one => !rivals.some(group => group.includes(one))),
    diagnostics: [
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...trails.flatMap(trail => (isFilled(trail) ? [] : printedSteps(page, trail))),
      ...rivals.map(group => ambiguous(page, group[0]?.at ?? 0, group)),
      ...(keys.length + active.length > 0 ? [] : misspelled(page, section))
    ]
  }
}

const startOf = ({ lines }: Page, at: number) => lines[at]?.start ?? 0

/** The lines on which a comment is `steps:`, marked once. */
function commentedKeys({ lines }: Page): number[] {
  return lines.flatMap(({ kind, text }, at) =>
    kind === 'comment' && isStepsKey(textOfComment(text)) ? [at] : []
  )
}

/** Whether a comment is part of a Rollout that is commented as a whole: its kind stands above. */
function isInDocument({ lines }: Page, at: number): boolean {
  for (let line = at; line >= 0; line--) {
    const { kind, text } = lines[line] ?? { kind: 'active', text: '' }
    if (kind === 'active' || kind === 'action') return false
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

function activeOf(page: Page, trail: Trail): Active {
  const pair = trail.at(-1)?.pair
  const at = lineAt(page, pair?.keyStart ?? 0)
  return { at, last: lineAt(page, Math.max((pair?.value.end ?? 1) - 1, 0)), trail }
}

/** An active `steps:` without items, with commented ones below. */
function emptySteps(page: Page, trail: Trail): Candidate[] {
  const at = lineAt(page, trail.at(-1)?.pair.keyStart ?? 0)
  return findFirstItem(page.lines, at) < 0 ? [] : [{ at, itemsOnly: true }]
}

/** An active `steps:` whose items a Go action prints. */
function printedSteps(page: Page, trail: Trail): Diagnostic[] {
  const at = lineAt(page, trail.at(-1)?.pair.keyStart ?? 0)
  const indent = page.lines[at]?.indent ?? 0
  return isPrintedBelow(page, at, indent) ? [problems.printingAction(placeOfLine(page, at))] : []
}

/** The comments `step:` that would be canary steps if they were spelled `steps:`. */
function misspelled(page: Page, { from, to }: Lines): Diagnostic[] {
  return page.lines.slice(from, to).flatMap(({ start }, index) => {
    const at = from + index
    const key = misspelledKey(page, at)
    if (key === undefined) return []
    const edit = { start: start + key.length, end: start + key.length, text: 's' }
    const meant = openPage(page.file, applyEdits(page.text, [edit]), page.above)
    const isMeant = findIn(meant, { from: at, to: at + 1 }).commented.length > 0
    return isMeant ? [problems.misspelledSteps(placeOfLine(page, at))] : []
  })
}

/** A comment up to the end of `step`, where it is that key alone, with items below. */
function misspelledKey({ lines }: Page, at: number): string | undefined {
  const line = lines[at]
  const key = /^(\s*#\s*["']?step)["']?:\s*$/.exec(line?.text ?? '')?.[1]
  return key !== undefined && findFirstItem(lines, at) >= 0 ? key : undefined
}

type ReadOne = { readonly found: Commented[]; readonly diagnostics: Diagnostic[] }

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
  const part = partAround(page, candidate.at)
  const alone = readMasked(part.text)
  // An alias, say, may need what stands elsewhere.
  if (alone.error) return readOne(page, reading, candidate)
  const at = part.rows.indexOf(candidate.at)
  const { found, diagnostics } = readOne(part, alone, { ...candidate, at })
  return { found: found.map(block => inWhole(page, part, block)), diagnostics }
}

type Tried = { readonly page: Page; readonly reading: Reading; readonly candidate: Candidate }

/** Why a candidate has no reading; nothing where it is simply not ours. */
function refusals({ page, reading, candidate }: Tried, attempts: readonly Attempt[]): Diagnostic[] {
  const { at } = candidate
  const place = placeOfLine(page, at)
  if (attempts.includes('printing')) return [problems.printingAction(place)]
  if (attempts.includes('elsewhere') || attempts.includes('repeated')) return []
  if (!attempts.includes('broken')) return []
  const node = findNode(reading.root, 'spec', 'strategy', 'blueGreen')
  if (node?.type === 'mapping') return [problems.liveBlueGreen(place)]
  const parent = page.lines.slice(0, at).findLast(({ kind }) => kind === 'active')
  const flow = /^\s*(?:- +)*([\w-]+):\s*[{[](?!\s*[}\]])/.exec(parent?.text ?? '')?.[1]
  if (flow !== undefined) return [problems.flowParent(place, flow)]
  return [problems.stepsUnreadable(place, 'Without its marks the block does not fit here')]
}

/** The commented blocks that would be the same steps of the same active parent as another. */
function rivalsAmong(blocks: readonly Commented[]): Commented[][] {
  const byHolder = new Map<string, Commented[]>()
  for (const block of blocks) {
    const holder = holderOf(block)
    byHolder.set(holder, [...(byHolder.get(holder) ?? []), block])
  }
  return [...byHolder.values()].filter(({ length }) => length > 1)
}

/** The path to the steps, and the line of the active key that holds them. */
function holderOf({ parents, after, rows, trail }: Commented): string {
  const holder = trail.at(-2 - parents.count)
  const above = after.text.slice(0, holder?.pair.keyStart ?? 0)
  const line = above.split('\n').length - 1
  return [...trail.map(({ key }) => key), rows?.[line] ?? line].join('.')
}

function ambiguous(page: Page, at: number, found: readonly Commented[]): Diagnostic {
  const shown = found.map(({ trail, steps }) => {
    const path = trail.map(({ key }) => key).join('.')
    return `${path} ${printFlow(steps, 'yaml')}`
  })
  const lines = found.map(({ edits }) => edits.map(({ start }) => start).join())
  const isSame = lines.every(each => each === lines[0])
  return problems.ambiguousSteps(
    placeOfLine(page, at),
    shown,
    isSame ? 'same lines' : 'other lines'
  )
}
