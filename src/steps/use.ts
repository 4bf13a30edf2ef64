import type { Diagnostic } from '../diagnostic.ts'
import { applyEdits, lineBreakOf } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Value } from '../yaml/node.ts'
import { printBlock } from '../yaml/print.ts'
import { findIn } from './find.ts'
import type { Findings } from './find.ts'
import { mark } from './marks.ts'
import type { Way } from './marks.ts'
import { openPage, placeAt } from './page.ts'
import type { Page } from './page.ts'
import * as problems from './problems.ts'
import { dataOf, isSame, meaningOf } from './verify.ts'
import type { Trail } from './verify.ts'

/** A block whose steps are replaced: live, or commented in a way. */
export type Replaced = {
  readonly at: number
  readonly last: number
  readonly trail: Trail
  readonly steps: readonly Value[]
  readonly way?: Way
}

export type Used = { readonly output: string } | { readonly refusal: Diagnostic }

/** Replaces the steps of a block by those of a profile, commented in the block's own way. */
export function replaceSteps(findings: Findings, block: Replaced, profile: readonly Value[]): Used {
  const { page } = findings
  const { at, last, steps } = block
  const place = placeAt(page, at, page.lines[at]?.indent ?? 0)
  if (isSame(steps, profile)) return { output: page.text }
  const lines = page.lines.slice(at + 1, last + 1)
  if (lines.some(({ kind }) => kind === 'action')) {
    return { refusal: problems.branchesInSteps(place) }
  }
  const edit = editFor(page, block, profile)
  const output = edit && applyEdits(page.text, [edit])
  if (output !== undefined && isReplaced(findings, output, block, profile)) return { output }
  return { refusal: problems.stepsUnreadable(place, 'The profile does not fit here') }
}

/** The edit that puts a profile's lines in the place of the block's items. */
function editFor(page: Page, block: Replaced, profile: readonly Value[]): Edit | undefined {
  const { at, last, trail, way } = block
  const pair = trail.at(-1)?.pair
  const key = page.lines[at]
  const end = page.lines[last]
  if (pair?.value.type !== 'sequence' || pair.value.flow || !key || !end) return undefined
  const indent = ' '.repeat(pair.value.indent)
  const printed = printBlock({ steps: profile }).slice(1)
  const lines = printed.map(line => (way ? mark(indent + line, way) : indent + line))
  if (lines.some(line => line === undefined)) return undefined
  const start = key.start + key.text.length
  const lineBreak = lineBreakOf(page.text)
  return { start, end: end.start + end.text.length, text: lines.map(l => lineBreak + l).join('') }
}

/** Whether a text says the same as before but for the steps, which are the profile's. */
function isReplaced(
  { page, reading }: Findings,
  output: string,
  { at, trail, way }: Replaced,
  profile: readonly Value[]
): boolean {
  const after = findIn(openPage(page.file, output, page.above), { from: at, to: at + 1 })
  if (way) {
    const found = after.commented.find(each => each.at === at)
    return isSame(found?.steps, profile) && after.reading.meaning === reading.meaning
  }
  const found = after.live.find(each => each.at === at)?.trail.at(-1)?.pair
  const cut = trail.at(-1)?.pair.keyStart
  if (!found || meaningOf(after.reading, cut) !== meaningOf(reading, cut)) return false
  return isSame(dataOf(found.value, output), profile)
}
