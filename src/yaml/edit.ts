import { isPatch } from './merge-patch.ts'
import type { Patch } from './merge-patch.ts'
import { dereference, findPair, valueOf } from './node.ts'
import type { Mapping, Node, Pair, Value } from './node.ts'
import { printBlock, printFlow, printScalar, quote } from './print.ts'

/** A change of text: what is from `start` up to `end` becomes `text`. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string }

/** Why a patch cannot become edits: the node in its way, and how it is in the way. */
export type Obstacle = {
  readonly at: number
  readonly reason: 'alias' | 'repeated-key' | 'other-type'
}

/** Applies edits in source order. Throws if two of them overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let result = ''
  let offset = 0
  for (const edit of inOrder(edits)) {
    result += source.slice(offset, edit.start) + edit.text
    offset = edit.end
  }
  return result + source.slice(offset)
}

/** Edits in source order. Throws if two of them overlap. */
export function inOrder(edits: readonly Edit[]): Edit[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  for (const [at, edit] of sorted.entries()) {
    const before = sorted[at - 1]
    if (before && edit.start < before.end) {
      throw new Error(`Overlapping edit at offset ${edit.start}`)
    }
  }
  return sorted
}

/** Widens edits to whole lines, and makes one of those that share a line. */
export function wholeLines(text: string, edits: readonly Edit[]): Edit[] {
  const widened: Edit[] = []
  const sorted = inOrder(edits)
  for (let first = 0; first < sorted.length;) {
    const start = text.lastIndexOf('\n', (sorted[first]?.start ?? 0) - 1) + 1
    let end = start
    let next = first
    const isOpen = () => end === text.length && text[end - 1] !== '\n'
    for (let edit = sorted[next]; edit && (next === first || edit.start < end || isOpen());) {
      end = Math.max(end, endOfLines(text, edit))
      edit = sorted[++next]
    }
    const own = sorted.slice(first, next).map(edit => ({
      ...edit,
      start: edit.start - start,
      end: edit.end - start
    }))
    widened.push({ start, end, text: applyEdits(text.slice(start, end), own) })
    first = next
  }
  return widened
}

/** Where the lines end that an edit changes: at once, where it puts whole lines between others. */
function endOfLines(text: string, { start, end, text: added }: Edit): number {
  const isBetween =
    end === start &&
    (added.endsWith('\n') || added === '') &&
    (start === 0 || text[start - 1] === '\n')
  if (isBetween || (end > start && text[end - 1] === '\n')) return end
  const lineEnd = text.indexOf('\n', end)
  return lineEnd < 0 ? text.length : lineEnd + 1
}

/**
 * Two rounds of edits as one: `first` turns a text into `between`, `second` turns that into another.
 * What both leave alone is in no edit.
 */
export function composeEdits(
  first: readonly Edit[],
  between: string,
  second: readonly Edit[]
): Edit[] {
  let shift = 0
  const undone = inOrder(first).map(({ start, end, text }) => {
    const at = start + shift
    shift += text.length - (end - start)
    return { start: at, end: at + text.length, grown: text.length - (end - start), edit: undefined }
  })
  const done = inOrder(second).map(edit => ({ ...edit, grown: 0, edit }))
  const all = [...undone, ...done].sort((a, b) => a.start - b.start || a.end - b.end)
  const composed: Edit[] = []
  let grown = 0
  for (let at = 0; at < all.length;) {
    const start = all[at]?.start ?? 0
    let end = start
    const before = grown
    const own: Edit[] = []
    // What touches belongs together: an insertion has its place within the text that went.
    for (let part = all[at]; part && part.start <= end; part = all[++at]) {
      end = Math.max(end, part.end)
      grown += part.grown
      if (part.edit) own.push({ ...part.edit, start: part.start - start, end: part.end - start })
    }
    const text = applyEdits(between.slice(start, end), own)
    composed.push({ start: start - before, end: end - grown, text })
  }
  return composed
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  const at = text.indexOf('\n')
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n'
}

/** Whether a text begins like JSON: a flow mapping with quoted keys. */
export function isJson(text: string, root: Mapping): boolean {
  return root.flow && text[root.pairs[0]?.keyStart ?? root.start] === '"'
}

/**
 * The edits that give a mapping the values of a patch, in the style of its text. What has the
 * value already is left as it is spelled.
 */
export function editsFor(
  text: string,
  root: Mapping,
  patch: Patch
): { edits: Edit[]; obstacle?: Obstacle } {
  const context: Context = { text, style: isJson(text, root) ? 'json' : 'yaml', edits: [] }
  const obstacle = patchMapping(context, root, patch)
  return obstacle ? { edits: [], obstacle } : { edits: context.edits }
}

type Context = { readonly text: string; readonly style: 'json' | 'yaml'; readonly edits: Edit[] }

function patchMapping(context: Context, mapping: Mapping, patch: Patch): Obstacle | undefined {
  const added: [string, Value][] = []
  for (const [key, value] of Object.entries(patch)) {
    const own = mapping.pairs.filter(pair => pair.key === key)
    const pair = own[0]
    const merged = pair ? undefined : findPair(mapping, key)
    if (own.length > 1) return { at: own[1]?.keyStart ?? mapping.start, reason: 'repeated-key' }
    if (merged && (value === null || isPatch(value))) return { at: mapping.start, reason: 'alias' }
    if (!pair && value !== null) added.push([key, withoutNulls(value)])
    const obstacle = pair && patchPair(context, mapping, { pair, value, patch })
    if (obstacle) return obstacle
  }
  if (added.length > 0) addEntries(context, mapping, { added, patch })
  return undefined
}

function withoutNulls(value: Value | Patch): Value {
  if (!isPatch(value)) return value
  const kept = Object.entries(value).filter(entry => entry[1] !== null)
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutNulls(item)]))
}

type PairPatch = { readonly pair: Pair; readonly value: Value | Patch; readonly patch: Patch }

function patchPair(
  context: Context,
  mapping: Mapping,
  { pair, value, patch }: PairPatch
): Obstacle | undefined {
  const { edits } = context
  const old = pair.value
  if (isPatch(value) && !isNull(old)) {
    if (old.type === 'alias') return { at: old.start, reason: 'alias' }
    if (old.type !== 'mapping') return { at: old.start, reason: 'other-type' }
    if (old.shared) return { at: old.start, reason: 'alias' }
    if (old.flow || !becomesEmpty(old, value)) return patchMapping(context, old, value)
    edits.push({ start: context.text.indexOf(':', pair.keyEnd) + 1, end: old.end, text: ' {}' })
    return undefined
  }
  if (holdsShared(old)) return { at: old.start, reason: 'alias' }
  if (value === null) edits.push(removal(context.text, mapping, { pair, patch }))
  else if (!isSame(valueOf(old), value))
    edits.push(replacement(context, mapping, { pair, value, patch }))
  return undefined
}

/** Whether a patch takes every key away and adds none: nothing at all would mean null. */
function becomesEmpty({ pairs }: Mapping, patch: Patch): boolean {
  return (
    pairs.every(({ key }) => patch[key] === null) &&
    Object.values(patch).every(each => each === null)
  )
}

function isNull(node: Node): boolean {
  return node.type === 'scalar' && node.value === null && !node.shared
}

/** Whether an alias elsewhere repeats a node or one below it. */
function holdsShared(node: Node): boolean {
  if (node.type === 'alias' || node.type === 'unread') return false
  if (node.shared) return true
  if (node.type === 'mapping') return node.pairs.some(pair => holdsShared(pair.value))
  return node.type === 'sequence' && node.items.some(holdsShared)
}

function isSame(a: Value | undefined, b: Value | Patch): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}

function replacement({ text, style }: Context, mapping: Mapping, { pair, value }: PairPatch): Edit {
  const old = pair.value
  const data = withoutNulls(value)
  const scalar = data === null || typeof data !== 'object'
  const inFlow = mapping.flow || old.type === 'alias'
  const { start, end } = old
  const colon = text.indexOf(':', pair.keyEnd)
  if (scalar || inFlow) {
    const printed = typeof data === 'string' ? quoteLike(text[start], data) : printFlow(data, style)
    const isBelow = old.type !== 'scalar' && text.slice(pair.keyEnd, start).includes('\n')
    return start === end || isBelow
      ? { start: colon + 1, end, text: ' ' + printed }
      : { start, end, text: printed }
  }
  const lines = printBlock({ value: data }).slice(1)
  return { start: colon + 1, end, text: lines.map(indented(text, mapping)).join('') }
}

function quoteLike(mark: string | undefined, value: string): string {
  // Between apostrophes there are no escapes, and a line break would be a blank.
  if (mark === "'" && /^[\x20-\x7e]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`
  return mark === '"' ? quote(value) : printScalar(value)
}

/** Puts a line on a separate line, in the column of a mapping's keys. */
function indented(text: string, { indent }: Mapping): (line: string) => string {
  const lineBreak = lineBreakOf(text) + ' '.repeat(indent)
  return line => lineBreak + line
}

type Removed = { readonly pair: Pair; readonly patch: Patch }

function removal(text: string, mapping: Mapping, { pair, patch }: Removed): Edit {
  const at = mapping.pairs.indexOf(pair)
  const before = mapping.pairs[at - 1]
  const after = mapping.pairs[at + 1]
  const end = Math.max(pair.value.end, pair.keyEnd)
  if (mapping.flow) {
    const isBeforeKept = mapping.pairs.slice(at + 1).some(({ key }) => patch[key] !== null)
    if (after && isBeforeKept) return { start: pair.keyStart, end: after.keyStart, text: '' }
    return { start: before ? before.value.end : pair.keyStart, end, text: '' }
  }
  const lineStart = lineStartOf(text, pair.keyStart)
  if (lineStart === undefined && after)
    return { start: pair.keyStart, end: after.keyStart, text: '' }
  const lineEnd = text.indexOf('\n', end)
  return {
    start: lineStart ?? pair.keyStart,
    end: lineEnd < 0 ? text.length : lineEnd + 1,
    text: ''
  }
}

/** Where the line of a key starts; undefined where something else is before the key on it. */
function lineStartOf(text: string, keyStart: number): number | undefined {
  const start = text.lastIndexOf('\n', keyStart - 1) + 1
  return /^ *$/.test(text.slice(start, keyStart)) ? start : undefined
}

type Added = { readonly added: readonly [string, Value][]; readonly patch: Patch }

/** Adds entries to a mapping: scalars before its first key, collections after its last value. */
function addEntries(context: Context, mapping: Mapping, { added, patch }: Added): void {
  const { text, edits } = context
  if (mapping.flow) {
    edits.push(flowAddition(context, mapping, { added, patch }))
    return
  }
  const kept = mapping.pairs.filter(pair => patch[pair.key] !== null)
  const last = kept.at(-1)
  const fitsBelow = last !== undefined && !endsInBlockScalar(last.value)
  const isLast = ([, value]: [string, Value]) =>
    fitsBelow && value !== null && typeof value === 'object'
  const print = (entries: readonly [string, Value][]) => printBlock(Object.fromEntries(entries))
  const above = print(added.filter(entry => !isLast(entry)))
  const below = print(added.filter(isLast))
  if (above.length > 0) edits.push(additionAbove(text, mapping, above))
  if (below.length > 0 && last) edits.push(additionBelow(text, mapping, { last, lines: below }))
}

/** Whether what follows a node may be its own: blank lines, or the last line break. */
export function endsInBlockScalar(node: Node | undefined): boolean {
  const at = dereference(node)
  if (at?.type === 'mapping') return endsInBlockScalar(at.pairs.at(-1)?.value)
  if (at?.type === 'sequence') return endsInBlockScalar(at.items.at(-1))
  return at?.type === 'unread' || (at?.type === 'scalar' && at.style === 'block')
}

function additionAbove(text: string, mapping: Mapping, lines: readonly string[]): Edit {
  const lineBreak = lineBreakOf(text)
  const indent = ' '.repeat(mapping.indent)
  const start = mapping.pairs[0]?.keyStart ?? mapping.start
  const lineStart = lineStartOf(text, start)
  if (lineStart !== undefined) {
    const added = lines.map(line => indent + line + lineBreak).join('')
    return { start: lineStart, end: lineStart, text: added }
  }
  return { start, end: start, text: lines.map(line => line + lineBreak + indent).join('') }
}

type Addition = { readonly last: Pair; readonly lines: readonly string[] }

function additionBelow(text: string, { indent }: Mapping, { last, lines }: Addition): Edit {
  const lineBreak = lineBreakOf(text)
  const lineEnd = text.indexOf('\n', Math.max(last.value.end, last.keyEnd))
  const start = lineEnd < 0 ? text.length : lineEnd + 1
  const indented = lines.map(line => ' '.repeat(indent) + line).join(lineBreak)
  return { start, end: start, text: lineEnd < 0 ? lineBreak + indented : indented + lineBreak }
}

function flowAddition({ text, style }: Context, mapping: Mapping, { added, patch }: Added): Edit {
  const first = mapping.pairs[0]
  const between = first ? text.slice(first.keyEnd, first.value.start) : ': '
  const colon = /^:\s*$/.test(between) ? between : ': '
  const printKey = (key: string) => (style === 'json' ? JSON.stringify(key) : printScalar(key))
  const entries = added.map(([key, value]) => printKey(key) + colon + printFlow(value, style))
  if (!first) {
    return { start: mapping.start, end: mapping.end, text: `{${entries.join(', ')}}` }
  }
  const gap = text.slice(mapping.start + 1, first.keyStart)
  const separator = gap === '' && colon !== ':' ? ', ' : ',' + gap
  const start = first.keyStart
  const isLast = mapping.pairs.every(({ key }) => patch[key] === null)
  return { start, end: start, text: entries.join(separator) + (isLast ? '' : separator) }
}
