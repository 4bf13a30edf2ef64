import type { Diagnostic } from '../diagnostic.ts'
import { applyEdits } from '../yaml/edit.ts'
import { dereference, findNode, isInScalar } from '../yaml/node.ts'
import { printFlow } from '../yaml/print.ts'
import type { Attempt, Candidate, Commented } from './commented.ts'
import { textOfComment } from './marks.ts'
import { mostParents } from './parents.ts'
import { isPrintedBelow, lineAt, reopen, placeAt, placeOfLine } from './page.ts'
import type { Page } from './page.ts'
import * as problems from './problems.ts'
import { findFirstItem, readings } from './read-commented.ts'
import { findStepsPairs, isCanarySteps, readMasked } from './reading.ts'
import type { Reading, Trail } from './reading.ts'
import { inWhole, partAround } from './section.ts'
import type { Lines, Part } from './section.ts'
import { isItem, isStepsKey } from './words.ts'

/** A block that is active: the line of its `steps:`, and its last one. */
export type Active = { readonly at: number; readonly last: number; readonly trail: Trail }

/** The line of a `steps:` in a document that is commented as a whole, and the name above it. */
export type CommentedDocument = { readonly at: number; readonly name: string | undefined }

/** What a document holds, read as it stands. */
export type Findings = {
  readonly page: Page
  readonly reading: Reading
  readonly active: readonly Active[]
  readonly commented: readonly Commented[]
  /** The `steps:` in documents that are commented as a whole. */
  readonly documents: readonly CommentedDocument[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds the canary steps of a document, active or commented; these within a section only. */
export function findIn(page: Page, section: Lines = { from: 0, to: page.lines.length }): Findings {
  const reading = readMasked(page.text)
  const { from, to } = section
  const keys = commentedKeys(page).filter(
    at => from <= at && at < to && !isInScalar(reading.root, startOf(page, at))
  )
  const names = namesInDocuments(page)
  const documents = keys.filter(at => names.has(at)).map(at => ({ at, name: names.get(at) }))
  const none = { page, reading, active: [], commented: [], documents, diagnostics: [] }
  if (reading.error) return { ...none, diagnostics: unreadable(page, reading.error) }
  const trails = findStepsPairs(reading.root).filter(trail => isCanarySteps(reading, trail))
  const active = trails.filter(isFilled).map(trail => activeOf(page, trail))
  const emptied = trails
    .flatMap(trail => (isFilled(trail) ? [] : emptySteps(page, trail)))
    .filter(({ at }) => from <= at && at < to)
  const candidates = keys.filter(at => !names.has(at)).map(at => ({ at, itemsOnly: false }))
  const read = readAll(page, reading, [...candidates, ...emptied])
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

/**
 * How many characters are read to tell the commented blocks of a document apart: each is read in
 * several ways, with what stands around it.
 */
const mostCharacters = 4 << 20

function readAll(page: Page, reading: Reading, candidates: readonly Candidate[]): ReadOne[] {
  const isLong = candidates.length > 4 && !page.lines.some(({ text }) => text.startsWith('kind:'))
  let left = mostCharacters
  const found: ReadOne[] = []
  for (const candidate of candidates) {
    const part = isLong ? partAround(page, candidate.at) : undefined
    left -= (part ?? page).text.length
    if (left < 0)
      return [{ found: [], diagnostics: [tooMany(page, candidate.at, candidates.length)] }]
    found.push(
      part ? readClosely(page, { part, reading, candidate }) : readOne(page, reading, candidate)
    )
  }
  return found
}

/** How many characters are read to tell apart what is told by reading a page once for each. */
const mostRepeated = 32 << 20

/** Why the things on some lines are not told apart. */
export function tooManyIn(page: Page, lines: readonly number[], what: string): Diagnostic[] {
  const [first = 0] = lines
  if (lines.length * page.text.length <= mostRepeated) return []
  const place = placeOfLine(page, first)
  return [problems.stepsTooMany(place, lines.length, mostRepeated >> 20, what)]
}

const tooMany = (page: Page, at: number, count: number) =>
  problems.stepsTooMany(placeOfLine(page, at), count, mostCharacters >> 20)

const startOf = ({ lines }: Page, at: number) => lines[at]?.start ?? 0

/** The lines on which a comment is `steps:`, marked once. */
export function commentedKeys({ lines }: Page): number[] {
  return lines.flatMap(({ kind, text }, at) =>
    kind === 'comment' && isStepsKey(textOfComment(text)) ? [at] : []
  )
}

/** The lines of Rollouts that are commented as a whole, their kind above, with the last name above. */
function namesInDocuments({ lines }: Page): ReadonlyMap<number, string | undefined> {
  const found = new Map<number, string | undefined>()
  let isInside = false
  let name: string | undefined
  for (const [at, { kind, text }] of lines.entries()) {
    if (kind === 'active' || kind === 'action') isInside = false
    else isInside ||= /^#+ ?kind:\s*["']?Rollout\b/.test(text)
    if (isInside) found.set(at, name)
    name = /^#+ {0,3}name:\s*["']?([\w.-]+)/.exec(text)?.[1] ?? name
  }
  return found
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
  const value = dereference(trail.at(-1)?.pair.value)
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

/** How many comments `step:` are looked at: one is enough to see the fault. */
const mostMisspelled = 16

/** The comments `step:` that would be canary steps if they were spelled `steps:`. */
function misspelled(page: Page, { from, to }: Lines): Diagnostic[] {
  const keys = page.lines.slice(from, to).flatMap((_, index) => {
    const key = misspelledKey(page, from + index)
    return key === undefined ? [] : [{ at: from + index, key }]
  })
  return keys.slice(0, mostMisspelled).flatMap(({ at, key }) => {
    const end = startOf(page, at) + key.length
    const edit = { start: end, end, text: 's' }
    const meant = reopen(page, applyEdits(page.text, [edit]))
    const isMeant = findIn(meant, { from: at, to: at + 1 }).commented.length > 0
    return isMeant ? [problems.misspelledSteps(placeOfLine(page, at))] : []
  })
}

/** A comment up to the end of `step`, where it is that key alone, with items not far below. */
function misspelledKey({ lines }: Page, at: number): string | undefined {
  const key = /^(\s*#\s*["']?step)["']?:\s*$/.exec(lines[at]?.text ?? '')?.[1]
  return key !== undefined && findFirstItem(lines.slice(at, at + 32), 0) >= 0 ? key : undefined
}

type ReadOne = { readonly found: Commented[]; readonly diagnostics: Diagnostic[] }

function readOne(page: Page, reading: Reading, candidate: Candidate): ReadOne {
  const attempts = readings(page, reading, candidate)
  const found = attempts.filter(attempt => typeof attempt !== 'string')
  if (found.length === 1) return { found, diagnostics: [] }
  if (found.length > 1) return { found: [], diagnostics: [ambiguous(page, candidate.at, found)] }
  return { found: [], diagnostics: refusals({ page, reading, candidate }, attempts) }
}

type Close = { readonly part: Part; readonly reading: Reading; readonly candidate: Candidate }

/**
 * Reads a candidate in its section and the keys above it alone, so that many blocks in one document
 * take little time. `on` looks at the whole document again.
 */
function readClosely(page: Page, { part, reading, candidate }: Close): ReadOne {
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
  if (attempts.includes('too deep')) {
    const reason = `They are below more than ${mostParents} commented parents`
    return [problems.stepsUnreadable(place, reason)]
  }
  if (attempts.includes('elsewhere') || attempts.includes('repeated')) return []
  if (!attempts.includes('broken')) return []
  const node = findNode(reading.root, 'spec', 'strategy', 'blueGreen')
  if (node?.type === 'mapping') return [problems.liveBlueGreen(place)]
  const parent = page.lines.slice(0, at).findLast(({ kind }) => kind === 'active')
  const flow = /^\s*(?:- +)*([\w-]+):\s*[{[](?!\s*[}\]])/.exec(parent?.text ?? '')?.[1]
  if (flow !== undefined) return [problems.flowParent(place, flow)]
  return [problems.stepsUnreadable(place, 'Uncommented, the block would not fit here')]
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
