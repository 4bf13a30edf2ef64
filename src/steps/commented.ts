import { applyEdits } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { dereference } from '../yaml/node.ts'
import type { Pair, Value } from '../yaml/node.ts'
import { branchesAt, excludes } from './branches.ts'
import { removeLevel } from './extent.ts'
import type { Extent } from './extent.ts'
import type { Way } from './marks.ts'
import { indentOf } from './page.ts'
import type { Line, Page } from './page.ts'
import { parentOf } from './parents.ts'
import type { Parents } from './parents.ts'

import {
  dataOf,
  findStepsPairs,
  holdsProse,
  isCanarySteps,
  isSame,
  meansSame,
  readMasked
} from './reading.ts'
import type { Reading, Trail } from './reading.ts'
import { isBesideBlueGreen } from './strategies.ts'

/** A commented block read in one way, with the text in which it is active. */
export type Commented = {
  /** The line of `steps:`, active or commented. */
  readonly at: number
  /** The last line that goes active. */
  readonly last: number
  readonly way: Way
  readonly parents: Parents
  readonly indent: number
  /** Whether only its items are commented. */
  readonly itemsOnly: boolean
  /** Whether the key above has no value at all, where it may have ` {}` or ` []`. */
  readonly nullParent: boolean
  readonly edits: readonly Edit[]
  /** The edits that only take a mark off a guarded comment. */
  readonly guards: readonly Edit[]
  readonly after: Reading
  /** Which lines of the page those of `after` are, where it is only a part of it. */
  readonly rows?: readonly number[]
  readonly trail: Trail
  readonly steps: readonly Value[]
  /** Whether it would go active beside another strategy: a Rollout has one. */
  readonly besideBlueGreen: boolean
}

/** A block as it is read, before it is shown that nothing else changes. */
export type Draft = Omit<Commented, 'after' | 'rows' | 'trail' | 'steps' | 'besideBlueGreen'>

/** Why a way of reading is none. */
export type Reason = 'empty' | 'elsewhere' | 'repeated' | 'broken' | 'printing' | 'too deep'
export type Attempt = Commented | Reason

/** The line of a commented block's first mark, and whether its `steps:` is active. */
export type Candidate = { readonly at: number; readonly itemsOnly: boolean }

type Given = {
  readonly candidate: Candidate
  readonly way: Way
  readonly extent: Extent
  readonly parents: Parents
}

/** Takes the marks off the block's lines and its parents', and ` {}` from the key above. */
export function draftOf(page: Page, given: Given): Draft {
  const { candidate, way, extent, parents } = given
  const { at, itemsOnly } = candidate
  const { lines } = page
  const roles = extent.roles.flatMap((role, index) => (role === 'leave' ? [] : [at + 1 + index]))
  const changed = [...new Set([...(itemsOnly ? [] : [at]), ...roles, ...parents.lines])]
  const edits = changed.flatMap(index => {
    const line = lines[index]
    return line ? [replaceLine(line, removeLevel(line.text, way))] : []
  })
  const key = removeLevel(lines[parents.top]?.text ?? '', way)
  const parent = itemsOnly ? lines[at] : parentOf(page, parents.top, indentOf(key))
  const emptied = parent && emptyValueIn(parent, itemsOnly ? '[]' : '{}')
  const steps = itemsOnly ? (lines[at]?.text ?? '') : removeLevel(lines[at]?.text ?? '', way)
  const guarded = new Set(
    extent.roles.flatMap(
      (role, index) => lines[role === 'guard' ? at + 1 + index : -1]?.start ?? []
    )
  )
  return {
    at,
    last: extent.last ?? at,
    way,
    parents,
    indent: indentOf(steps),
    itemsOnly,
    nullParent: parent !== undefined && isNull(parent),
    edits: emptied ? [...edits, emptied] : edits,
    guards: edits.filter(({ start }) => guarded.has(start))
  }
}

const replaceLine = ({ start, text }: Line, replacement: string): Edit => ({
  start,
  end: start + text.length,
  text: replacement
})

const emptyForm = /^(\s*(?:- +)*[^\s#:]+:) (\{\}|\[\])(?=\s*(?:$|\s#))/

/** The edit that takes ` {}` from after a key. */
function emptyValueIn({ start, text }: Line, value: string): Edit | undefined {
  const found = emptyForm.exec(text)
  if (!found || found[2] !== value) return undefined
  const at = start + (found[1]?.length ?? 0)
  return { start: at, end: at + 3, text: '' }
}

function isNull({ text }: Line): boolean {
  return /^\s*(?:- +)*[^\s#:]+:\s*(?:#.*)?$/.test(text)
}

type Compared = { readonly page: Page; readonly before: Reading; readonly extent: Extent }

/** Reads the text with the block active, and compares all of it with the text before. */
export function prove({ page, before, extent }: Compared, draft: Draft): Attempt {
  const after = readMasked(applyEdits(page.text, draft.edits))
  const key = keyOffset(page, draft)
  const trail = findStepsPairs(after.root).find(found => found.at(-1)?.pair.keyStart === key)
  const top = trail?.at(-1 - draft.parents.count)
  const spelled = trail?.at(-1)?.pair.value
  const value = dereference(spelled)
  if (after.error || !trail || !top || value?.type !== 'sequence') return 'broken'
  if (!isCanarySteps(after, trail)) return 'elsewhere'
  if (repeatsKey(after.text, trail)) return 'repeated'
  if (holdsProse(value, after.text)) return 'broken'
  const rest = { reading: before, cut: draft.itemsOnly ? key : undefined }
  if (!meansSame({ reading: after, cut: top.pair.keyStart }, rest)) return 'broken'
  const steps = dataOf(value, after.text)
  const isSpelled = spelled?.type === 'alias' || isSame(steps, spelledSteps(page, draft))
  if (!Array.isArray(steps) || !isSpelled) return 'broken'
  const nullParent = draft.nullParent && (draft.itemsOnly || top.mapping.pairs.length === 1)
  // Argo takes a key that is null for none: a line that is not taken may fill it. Of a step with
  // no other key the check says so in better words.
  if (steps.some(extent.stray === undefined ? isHalfFilled : isUnfilled)) return 'broken'
  const besideBlueGreen = isBesideBlueGreen(after, { trail, parents: draft.parents.count })
  return { ...draft, nullParent, after, trail, steps, besideBlueGreen }
}

function isUnfilled(step: Value): boolean {
  return step !== null && typeof step === 'object' && Object.values(step).includes(null)
}

function isHalfFilled(step: Value): boolean {
  return isUnfilled(step) && Object.keys(step ?? {}).length > 1
}

function repeatsKey(text: string, trail: Trail): boolean {
  return trail.some(({ mapping, pair }) =>
    mapping.pairs.some(
      other => other.key === pair.key && other !== pair && !isExcluded(text, other, pair)
    )
  )
}

/** Whether a template renders at most one of two keys. */
function isExcluded(text: string, one: Pair, other: Pair): boolean {
  return excludes(branchesAt(text, one.keyStart), branchesAt(text, other.keyStart))
}

/** Where the key `steps` stands once the edits are made. */
function keyOffset({ lines }: Page, { edits, at, indent }: Draft): number {
  const line = lines[at]?.start ?? 0
  const moved = edits
    .filter(edit => edit.start < line)
    .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0)
  return line + moved + indent
}

/** What the block's own lines say, read by themselves. */
function spelledSteps({ lines }: Page, { edits, at, last, itemsOnly }: Draft): Value | undefined {
  const becomes = new Map(edits.map(({ start, text }) => [start, text]))
  const own = lines.slice(itemsOnly ? at + 1 : at, last + 1).flatMap(({ start, text }) => {
    return becomes.get(start) ?? (text.trim() === '' ? '' : [])
  })
  const read = readMasked([...(itemsOnly ? ['steps:'] : []), ...own, ''].join('\n'))
  const pair = read.root?.type === 'mapping' ? read.root.pairs[0] : undefined
  return pair && !read.error ? dataOf(pair.value, read.text) : undefined
}
