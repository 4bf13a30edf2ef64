import type { Diagnostic } from '../diagnostic.ts'
import { applyEdits, lineBreakOf } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { isInScalar } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { printBlock } from '../yaml/print.ts'
import type { Commented } from './commented.ts'
import { findIn } from './find.ts'
import type { Findings, Active } from './find.ts'
import { addMark } from './marks.ts'
import { placeOfLine, reopen } from './page.ts'
import type { Page } from './page.ts'
import * as problems from './problems.ts'
import { isReversible } from './comment.ts'
import { dataOf, isSame, meansSame, readMasked } from './reading.ts'

/** A block whose steps are replaced: active, or commented in a way. */
export type Replaced = (Active | Commented) & { readonly steps: readonly Value[] }

export type Used =
  | { readonly output: string; readonly infos: readonly Diagnostic[] }
  | { readonly refusal: Diagnostic }

/** Replaces the steps of a block by those of a profile, commented in the block's own way. */
export function replaceSteps(findings: Findings, block: Replaced, profile: readonly Value[]): Used {
  const { page } = findings
  const { at, last, steps } = block
  const place = placeOfLine(page, at)
  if (isSame(steps, profile)) return { output: page.text, infos: [] }
  const lines = page.lines.slice(at + 1, last + 1)
  if (lines.some(({ kind }) => kind === 'action')) {
    return { refusal: problems.branchesInSteps(place) }
  }
  const { above, below, lost } = commentsIn(page, block)
  const edit = editFor(page, block, { above, profile, below })
  const output = edit && applyEdits(page.text, [edit])
  if (output !== undefined && isReplaced(findings, output, block, profile)) {
    return { output, infos: lost > 0 ? [problems.commentsReplaced(place, lost)] : [] }
  }
  const hasComments = above.length + below.length > 0
  const reason = hasComments
    ? 'The comments between them cannot be kept'
    : 'The profile does not fit here'
  return { refusal: problems.stepsUnreadable(place, reason) }
}

type Comments = {
  /** The lines above the first item, and all others, that are none of the block's own. */
  readonly above: readonly string[]
  readonly below: readonly string[]
  /** How many comments follow what is replaced. */
  readonly lost: number
}

/** The comments within a block, as it would be read active. */
function commentsIn(page: Page, block: Replaced): Comments {
  const edits = 'edits' in block ? block.edits : []
  const becomes = new Map(edits.map(({ start, text }) => [start, text]))
  const own = page.lines.slice(block.at + 1, block.last + 1)
  const unmarked = own.map(({ start, text }) => becomes.get(start) ?? text)
  const active = reopen(page, ['steps:', ...unmarked].join('\n'))
  const { root } = readMasked(active.text)
  const lines = active.lines.slice(1)
  const isKept = lines.map(
    ({ kind, start, indent }) => kind === 'comment' && !isInScalar(root, start + indent)
  )
  const first = lines.findIndex(({ kind }) => kind === 'active')
  const kept = own.flatMap(({ text }, index) => (isKept[index] ? [{ text, index }] : []))
  const trailing = lines.filter(({ kind, start, text }) => {
    const marks = [...active.masked.slice(start, start + text.length).matchAll(/\s#/g)]
    return kind === 'active' && marks.some(({ index }) => !isInScalar(root, start + index + 1))
  })
  return {
    above: kept.filter(({ index }) => index < first).map(({ text }) => text),
    below: kept.filter(({ index }) => index > first).map(({ text }) => text),
    lost: trailing.length
  }
}

type Parts = Pick<Comments, 'above' | 'below'> & { readonly profile: readonly Value[] }

/** The edit that puts a profile's lines in the place of the block's items, with comments around. */
function editFor(page: Page, block: Replaced, { above, profile, below }: Parts): Edit | undefined {
  const { at, last, trail } = block
  const pair = trail.at(-1)?.pair
  const key = page.lines[at]
  const end = page.lines[last]
  if (pair?.value.type !== 'sequence' || pair.value.flow || !key || !end) return undefined
  const indent = ' '.repeat(pair.value.indent)
  const printed = printBlock({ steps: profile }).slice(1)
  const items = printed.map(line =>
    'way' in block ? addMark(indent + line, block.way) : indent + line
  )
  if (items.some(line => line === undefined)) return undefined
  const start = key.start + key.text.length
  const lineBreak = lineBreakOf(page.text)
  const text = [...above, ...items, ...below].map(line => lineBreak + line).join('')
  return { start, end: end.start + end.text.length, text }
}

/**
 * Whether a text says the same as before except for the steps, which are the profile's, and these can
 * be switched if the old ones could.
 */
function isReplaced(
  findings: Findings,
  output: string,
  block: Replaced,
  profile: readonly Value[]
): boolean {
  const { page, reading } = findings
  const { at, trail } = block
  const after = findIn(reopen(page, output), { from: at, to: at + 1 })
  const isOff = 'way' in block
  const commented = isOff ? after.commented.find(each => each.at === at) : undefined
  const active = isOff ? undefined : after.active.find(each => each.at === at)
  const pair = active?.trail.at(-1)?.pair
  const steps = commented?.steps ?? (pair && dataOf(pair.value, output))
  const cut = isOff ? undefined : trail.at(-1)?.pair.keyStart
  const found = commented ?? active
  if (!found || !isSame(steps, profile)) return false
  if (!meansSame({ reading: after.reading, cut }, { reading, cut })) return false
  return isReversible(after, found) || !isReversible(findings, block)
}
