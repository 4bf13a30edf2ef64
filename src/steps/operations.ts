import type { Diagnostic } from '../diagnostic.ts'
import { applyEdits, lineBreakOf } from '../yaml/edit.ts'
import { findString, isInScalar } from '../yaml/node.ts'
import type { Mapping, Node, Sequence, Value } from '../yaml/node.ts'
import { printBlock } from '../yaml/print.ts'
import { addMark, findMemory, ownWay, printMemory, removeMark, waysOf } from './marks.ts'
import type { Way } from './marks.ts'
import { tooManyIn } from './find.ts'
import { indentOf, lineAt, placeOfLine, reopen } from './page.ts'
import type { Line, Page } from './page.ts'
import * as problems from './problems.ts'
import { dataOf, isSame, meansSame, patchOperation, readMasked } from './reading.ts'
import type { Reading } from './reading.ts'

/** An operation of a JSON patch that sets the canary steps, active or commented as a whole. */
export type Operation = {
  readonly state: 'on' | 'off'
  readonly at: number
  readonly last: number
  readonly way: Way
  /** The text in which it is active, and what it is there. */
  readonly active: Reading
  readonly item: Mapping
  readonly list: Sequence
  readonly value: Sequence
  readonly steps: readonly Value[]
  /** The name that the patch says is its target's. */
  readonly target: string | undefined
}

/** The text with an operation changed, or why it is not. */
export type Operated = { readonly output: string } | { readonly refusal: Diagnostic }

const path = '/strategy/canary/steps'

/** Why the operations of a page are not told apart: each is by reading all of the page again. */
export function tooManyOperations(page: Page): Diagnostic[] {
  if (!page.text.includes(path)) return []
  const named = page.lines.flatMap(({ text }, at) => (text.includes(path) ? [at] : []))
  return tooManyIn(page, named, 'operations on canary steps')
}

/** Finds the operations that set canary steps. */
export function operationsIn(page: Page, reading: Reading): Operation[] {
  if (!page.text.includes(path) || reading.error || tooManyOperations(page).length > 0) return []
  const active = operationsOf(reading).map((found): Operation => {
    const { at, last } = linesOf(page, found.item)
    const way = findMemory(page.lines[at]?.text ?? '')?.memory.way ?? ownWay(found.list.indent)
    return { ...found, state: 'on', at, last, way, active: reading }
  })
  const commented = page.lines.flatMap((_, at) => commentedAt(page, reading, at))
  return [...active, ...commented]
}

type Found = Pick<Operation, 'item' | 'list' | 'value' | 'steps' | 'target'>

function operationsOf({ root, text }: Pick<Reading, 'root' | 'text'>): Found[] {
  const found: Found[] = []
  const visit = (node: Node, target: string | undefined) => {
    const own = node.type === 'mapping' ? findString(node, 'target', 'name') : undefined
    if (node.type === 'mapping') for (const { value } of node.pairs) visit(value, own ?? target)
    if (node.type !== 'sequence') return
    for (const item of node.items) {
      const value = item.type === 'mapping' ? stepsOf(item) : undefined
      const steps = value && dataOf(value, text)
      if (item.type === 'mapping' && value && Array.isArray(steps))
        found.push({ item, list: node, value, steps, target })
      else visit(item, target)
    }
  }
  if (root) visit(root, undefined)
  return found
}

/** The steps that an operation sets. */
function stepsOf(item: Mapping): Sequence | undefined {
  const operation = patchOperation(item)
  if (operation?.path.join('.') !== 'spec.strategy.canary.steps') return undefined
  const value = item.pairs.findLast(({ key }) => key === 'value')?.value
  return value?.type === 'sequence' && value.items.length > 0 ? value : undefined
}

const linesOf = (page: Page, { start, end }: Mapping) => ({
  at: lineAt(page, start),
  last: lineAt(page, Math.max(end - 1, start))
})

const beginning = /^- +["']?(?:op|path|value)["']?[ \t]*:/

function commentedAt(page: Page, reading: Reading, at: number): Operation[] {
  const line = page.lines[at]
  if (line?.kind !== 'comment' || isInScalar(reading.root, line.start)) return []
  for (const way of waysOf(line.text)) {
    const dash = removeMark(line.text, way) ?? ''
    if (!beginning.test(dash.trimStart())) continue
    const last = lastLine(page.lines, { at, way, indent: indentOf(dash) })
    const text = unmarked(page, { at, last, way })
    const after = readMasked(text)
    const active = reopen(page, text)
    const found = after.error
      ? undefined
      : operationsOf(after).find(({ item }) => lineAt(active, item.start) === at)
    const isAlone = found && linesOf(active, found.item).last === last
    if (!found || !isAlone) continue
    const rest = { reading: after, cut: undefined, item: found.item.start }
    if (!meansSame(rest, { reading, cut: undefined })) continue
    return [{ ...found, state: 'off', at, last, way, active: after }]
  }
  return []
}

type Extent = { readonly at: number; readonly way: Way; readonly indent: number }

/** The last of the lines right of a commented dash, marked as it is. */
function lastLine(lines: readonly Line[], { at, way, indent }: Extent): number {
  let last = at
  for (let line = at + 1; line < lines.length; line++) {
    const { text, kind } = lines[line] ?? { text: '', kind: 'active' }
    if (text.trim() === '') continue
    const content = kind === 'active' ? undefined : removeMark(text, way)
    if (content === undefined || (content.trim() !== '' && indentOf(content) <= indent)) break
    if (content.trim() !== '' && !content.trim().startsWith('#')) last = line
  }
  return last
}

type Marked = Pick<Operation, 'at' | 'last' | 'way'>

const unmarked = (page: Page, { at, last, way }: Marked) =>
  changeLines(page, { at, last }, text => removeMark(text, way) ?? text)

/** The text with some lines changed; lines without a word stay. */
function changeLines(
  { text, lines }: Page,
  { at, last }: Pick<Marked, 'at' | 'last'>,
  change: (text: string) => string
): string {
  const edits = lines.slice(at, last + 1).map(line => ({
    start: line.start,
    end: line.start + line.text.length,
    text: line.text.trim() === '' ? line.text : change(line.text)
  }))
  return applyEdits(text, edits)
}

/** Uncomments an operation; how it was marked is remembered where that is not our own way. */
export function operationOn(page: Page, { at, last, way, list }: Operation): string {
  const text = unmarked(page, { at, last, way })
  if (way.column === list.indent && way.taken === 2 && !way.inPlace) return text
  const { start = 0, text: first = '' } = reopen(page, text).lines[at] ?? {}
  const end = start + first.length
  const note = printMemory({ way, parents: 0, items: false, nullParent: false })
  return applyEdits(text, [{ start: end, end, text: note }])
}

/** Comments an operation out, so that `operationOn` brings it back byte for byte. */
export function operationOff(page: Page, reading: Reading, operation: Operation): Operated {
  const { at, list, item } = operation
  const place = placeOfLine(page, at)
  if (list.flow || item.flow) return { refusal: problems.flowParent(place, 'value') }
  const output = marked(page, operation)
  const after = output === undefined ? undefined : reopen(page, output)
  const left = after && operationsIn(after, readMasked(after.text))
  const own = left?.find(each => each.state === 'off' && each.at === at)
  const isBack = after && own && operationOn(after, own) === page.text
  const rest = { reading, cut: undefined, item: item.start }
  if (isBack && meansSame({ reading: readMasked(after.text), cut: undefined }, rest))
    return { output: after.text }
  const reason = 'comments in or below them would be mistaken for steps, or steps for comments'
  return { refusal: problems.stepsNotReversible(place, reason) }
}

/** The text with an operation's lines commented, without the note on how; undefined where one cannot be. */
function marked(page: Page, { at, last, way }: Marked): string | undefined {
  let isMarked = true
  const output = changeLines(page, { at, last }, text => {
    const note = findMemory(text)?.length ?? 0
    const line = addMark(text.slice(0, text.length - note), way)
    isMarked &&= line !== undefined
    return line ?? text
  })
  return isMarked ? output : undefined
}

/** Puts the steps of a profile into an operation, on or off as it is. */
export function operationWith(
  page: Page,
  reading: Reading,
  operation: Operation,
  profile: readonly Value[]
): Operated {
  const { at, state, steps, value, way } = operation
  if (isSame(steps, profile)) return { output: page.text }
  const active = reopen(page, operation.active.text)
  const [first, last] = [lineAt(active, value.start), lineAt(active, value.end - 1)]
  const own = active.lines.slice(first, last + 1)
  const refuse = (reason: string) => ({
    refusal: problems.stepsUnreadable(placeOfLine(page, at), reason)
  })
  if (own.some(({ text }) => /(?:^|\s)#/.test(text)))
    return refuse('The comments among them cannot be kept around the profile')
  if (value.flow || own[0]?.indent !== value.indent) return refuse('The profile does not fit here')
  const lines = printBlock({ steps: profile })
    .slice(1)
    .map(line => ' '.repeat(value.indent) + line)
  const edit = {
    start: own[0].start,
    end: (own.at(-1)?.start ?? 0) + (own.at(-1)?.text.length ?? 0),
    text: lines.join(lineBreakOf(page.text))
  }
  const changed = reopen(page, applyEdits(active.text, [edit]))
  const more = lines.length - own.length
  const output =
    state === 'on' ? changed.text : marked(changed, { at, last: operation.last + more, way })
  const after = readMasked(output ?? '')
  const found = operationsIn(reopen(page, after.text), after).find(each => each.at === at)
  const rest = { cut: undefined, item: operation.item.start }
  const isRest =
    state === 'off'
      ? meansSame({ reading, cut: undefined }, { reading: after, cut: undefined })
      : meansSame({ ...rest, reading }, { ...rest, reading: after })
  if (found?.state !== state || !isSame(found.steps, profile) || !isRest)
    return refuse('The profile does not fit here')
  return { output: after.text }
}
