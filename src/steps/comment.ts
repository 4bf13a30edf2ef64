import type { Diagnostic, Location } from '../diagnostic.ts'
import { applyEdits } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { dereference } from '../yaml/node.ts'
import { printsLines } from './actions.ts'
import { findIn } from './find.ts'
import type { Commented } from './commented.ts'
import type { Active, Findings } from './find.ts'
import { findMemory, addMark, ownWay } from './marks.ts'
import type { Memory } from './marks.ts'
import { uncomment } from './uncomment.ts'
import { isPrintedBelow, lineAt, reopen, placeOfLine } from './page.ts'
import type { Line, Page } from './page.ts'
import * as problems from './problems.ts'
import { hasLostAlias, meansSame } from './reading.ts'
import { sectionAround } from './section.ts'
import { addLevel, extentOf } from './extent.ts'
import type { Role } from './extent.ts'
import { isStepKey, isStepsKey } from './words.ts'

/** A page's text with a block commented, or why it stays active. */
export type CommentedOut = { readonly output: string } | { readonly refusal: Diagnostic }

/** Comments an active block, so that `on` brings it back byte for byte. */
export function comment(findings: Findings, active: Active): CommentedOut {
  const { page } = findings
  const { at, last, trail } = active
  const line = page.lines[at]
  const place = placeOfLine(page, at)
  const found = findMemory(line?.text ?? '')
  const memory = found?.memory ?? freshMemory(line?.indent ?? 0)
  const flow = trail.find(({ mapping }) => mapping.flow)
  if (flow) return { refusal: problems.flowParent(place, trail.at(-2)?.key ?? 'steps') }
  const items = trail.at(-1)?.pair.value
  const least = items?.type === 'sequence' ? items.indent : 0
  const isPrinted = page.lines.slice(at, last + 1).some(({ text }) => printsLines(text))
  if (isPrinted || isPrintedBelow(page, last, least)) {
    return { refusal: problems.printingAction(place) }
  }
  const top = topOf(page, active, memory)
  const misfit = found ? problems.marksMisfit(place) : undefined
  let reason: string | undefined
  for (const levels of [['strip'], ['strip', 'guard']] as const) {
    const plan = { memory, top: top ?? at, note: found?.length ?? 0, levels }
    const edits = top === undefined ? undefined : editsFor(page, active, plan)
    if (!edits) return { refusal: misfit ?? obstacleAt(page, active, place) }
    const output = applyEdits(page.text, edits)
    reason = whyIrreversible(findings, active, { output, memory })
    if (reason === undefined) return { output }
  }
  return { refusal: misfit ?? problems.stepsNotReversible(place, reason ?? '') }
}

type Outcome = { readonly output: string; readonly memory: Memory }

/** Why a commented block would not come back byte for byte, or would not leave the rest as it is. */
function whyIrreversible(
  { page, reading }: Findings,
  { at, trail }: Active,
  { output, memory }: Outcome
): string | undefined {
  const after = reopen(page, output)
  const left = findIn(after, sectionAround(page, at, page.lines[at]?.indent ?? 0))
  const cut = trail.at(-1 - memory.parents)?.pair.keyStart
  if (hasLostAlias(left.reading)) return 'an alias elsewhere repeats them'
  if (left.reading.error) return 'what is left cannot be read'
  const rest = { reading: left.reading, cut: memory.items ? cut : undefined }
  if (!meansSame({ reading, cut }, rest)) return 'more than an empty key would remain'
  const block = left.commented.find(found => found.at === at)
  if (block?.besideBlueGreen) return 'blueGreen is on beside them, so they could not go on again'
  if (block && uncomment(left, block) === page.text) return undefined
  return left.diagnostics.some(({ code }) => code === problems.ambiguousSteps.code)
    ? 'other commented steps are beside them'
    : (oddityOf(page, { at, trail }) ??
        'comments in or below them would be mistaken for steps, or steps for comments')
}

/** What `on` would not know for steps, commented. */
function oddityOf(
  { lines }: Page,
  { at, trail }: Pick<Active, 'at' | 'trail'>
): string | undefined {
  if (!isStepsKey(lines[at]?.text.trim() ?? '')) return '"steps:" is followed by more than a list'
  const steps = dereference(trail.at(-1)?.pair.value)
  const items = steps?.type === 'sequence' ? steps.items : []
  const isKnown = items.every(
    item => item.type === 'mapping' && isStepKey(item.pairs[0]?.key ?? '')
  )
  return isKnown ? undefined : 'an item does not begin with the key of a step'
}

const freshMemory = (indent: number): Memory => ({
  way: ownWay(indent),
  parents: 0,
  items: false,
  nullParent: false
})

function obstacleAt(page: Page, { at }: Active, place: Location): Diagnostic {
  const isAlone = /^\s*["']?steps/.test(page.lines[at]?.text ?? '')
  const reason = isAlone
    ? 'a line of the block begins left of its key'
    : '"steps" is not on a separate line'
  return problems.stepsNotReversible(place, reason)
}

/** The first line to comment; undefined where it does not begin with its key. */
function topOf(page: Page, { at, trail }: Active, { parents, items }: Memory): number | undefined {
  if (items) return at + 1
  const above = trail.slice(trail.length - parents)
  const isAlone = above.every(({ mapping }) => mapping.pairs.length === 1)
  const pair = trail.at(-1 - parents)?.pair
  if (!isAlone || !pair) return undefined
  const top = lineAt(page, pair.keyStart)
  const line = page.lines[top]
  return line && line.start + line.indent === pair.keyStart ? top : undefined
}

type Plan = {
  readonly memory: Memory
  readonly top: number
  /** How long the comment with the memory is. */
  readonly note: number
  /** Which comments get a mark more. */
  readonly levels: readonly Role[]
}

/** The edits that comment a block; undefined where a line cannot be marked like the others. */
function editsFor(page: Page, active: Active, plan: Plan): Edit[] | undefined {
  const { memory, top, note, levels } = plan
  const drafts = draftsOf(page, active, plan)
  if (!drafts) return undefined
  const { at, last } = active
  const { roles } = extentOf(drafts, at + 1, memory.way, page.lines[at]?.indent ?? 0)
  const edits = page.lines.flatMap(({ start, text, kind }, index) => {
    const draft = drafts[index]?.text ?? text
    const isOwn = kind === 'active' && index >= top && index <= last
    const isLevel = kind === 'comment' && levels.includes(roles[index - at - 1] ?? 'leave')
    const isKey = index === at && memory.items
    const becomes = isOwn || isLevel ? draft : isKey ? text.slice(0, text.length - note) : text
    return becomes === text ? [] : [{ start, end: start + text.length, text: becomes }]
  })
  const emptied = memory.nullParent ? undefined : emptyValueFor(page, active, memory)
  return emptied ? merge(edits, emptied, page) : edits
}

/** The page's lines with the block commented, and one mark more on every comment below its key. */
function draftsOf(
  page: Page,
  { at, last }: Active,
  { memory, top, note }: Plan
): Line[] | undefined {
  const drafts: Line[] = []
  for (const [index, line] of page.lines.entries()) {
    const isOwn = index >= top && index <= last
    const text = index === at ? line.text.slice(0, line.text.length - note) : line.text
    const isActive = line.kind === 'active' && isOwn
    const isComment = line.kind === 'comment' && index > at
    const marked = isActive
      ? addMark(text, memory.way)
      : isComment
        ? addLevel(text, memory.way)
        : text
    if (marked === undefined && isActive) return undefined
    drafts.push({ ...line, text: marked ?? text, kind: isActive ? 'comment' : line.kind })
  }
  return drafts
}

/** The edit that puts ` {}` after a key that is left without a value. */
function emptyValueFor(
  page: Page,
  { trail }: Active,
  { parents, items }: Memory
): Edit | undefined {
  const top = trail.at(-1 - parents)
  const parent = items ? top : trail.at(-2 - parents)
  if (!parent || (!items && top?.mapping.pairs.length !== 1)) return undefined
  const colon = page.text.indexOf(':', parent.pair.keyEnd) + 1
  return { start: colon, end: colon, text: items ? ' []' : ' {}' }
}

/** Adds an insertion to edits that may replace the line it is in. */
function merge(edits: readonly Edit[], added: Edit, { text }: Page): Edit[] {
  const over = edits.find(({ start, end }) => start <= added.start && added.start <= end)
  if (!over) return [...edits, added]
  const until = text.slice(over.start, added.start)
  const rest = over.text.slice(until.length)
  return [...edits.filter(edit => edit !== over), { ...over, text: until + added.text + rest }]
}

/** Whether a page with a block active, which is given, goes off again byte for byte. */
export function goesBack(page: Page, at: number, output: string): boolean {
  const findings = findIn(reopen(page, output), { from: at, to: at + 1 })
  const active = findings.active.find(each => each.at === at)
  const back = active && comment(findings, active)
  return back !== undefined && 'output' in back && back.output === page.text
}

/** Whether a block can be switched, and back byte for byte. */
export function isReversible(findings: Findings, block: Active | Commented): boolean {
  if (!('way' in block)) return 'output' in comment(findings, block)
  const output = uncomment(findings, block)
  return output !== undefined && goesBack(findings.page, block.at, output)
}
