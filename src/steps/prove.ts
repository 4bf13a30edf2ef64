import { applyEdits } from '../yaml/edit.ts'
import type { Pair, Value } from '../yaml/node.ts'
import type { Attempt, Draft } from './draft.ts'
import type { Page } from './page.ts'
import {
  dataOf,
  findStepsPairs,
  holdsProse,
  isCanarySteps,
  isSame,
  meaningOf,
  readMasked
} from './verify.ts'
import type { Reading, Trail } from './verify.ts'
import type { Walk } from './walk.ts'

type Compared = { readonly page: Page; readonly before: Reading; readonly walked: Walk }

/** Reads the text with the block live, and compares all of it with the text before. */
export function prove({ page, before, walked }: Compared, draft: Draft): Attempt {
  const after = readMasked(applyEdits(page.text, draft.edits))
  const key = keyOffset(page, draft)
  const trail = findStepsPairs(after.root).find(found => found.at(-1)?.pair.keyStart === key)
  const top = trail?.at(-1 - draft.climb.parents)
  const value = trail?.at(-1)?.pair.value
  if (after.error || !trail || !top || value?.type !== 'sequence') return 'broken'
  if (!isCanarySteps(after.root, trail)) return 'elsewhere'
  if (repeatsKey(after.text, trail)) return 'repeated'
  const meant = draft.itemsOnly ? meaningOf(before, key) : before.meaning
  if (holdsProse(value, after.text)) return 'broken'
  if (meaningOf(after, top.pair.keyStart) !== meant) return 'broken'
  const steps = dataOf(value, after.text)
  if (!Array.isArray(steps) || !isSame(steps, spelledSteps(page, draft))) return 'broken'
  const bare = draft.bare && (draft.itemsOnly || top.mapping.pairs.length === 1)
  // Argo takes a key that is null for none: a line that is not taken may fill it. Of a step with
  // no other key the check says so in better words.
  if (steps.some(walked.stray === undefined ? isHalfFilled : isUnfilled)) return 'broken'
  const beside = standsBesideBlueGreen(after.text, trail)
  return { ...draft, bare, after, trail, steps, besideBlueGreen: beside }
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
      other => other.key === pair.key && other !== pair && !isElseBetween(text, other, pair)
    )
  )
}

function standsBesideBlueGreen(text: string, trail: Trail): boolean {
  const canary = trail.at(-2)
  if (canary?.key !== 'canary' || trail.at(-3)?.key !== 'strategy') return false
  const other = canary.mapping.pairs.find(({ key }) => key === 'blueGreen')
  const isLive = other && dataOf(other.value, text) !== null && !isDisabled(other, text)
  return isLive === true && !isElseBetween(text, other, canary.pair)
}

function isDisabled({ value }: Pair, text: string): boolean {
  const data = dataOf(value, text)
  return data !== null && typeof data === 'object' && 'enabled' in data && data.enabled === false
}

/** Whether an `else` stands between two keys: then only one of them is rendered. */
function isElseBetween(text: string, one: Pair, other: Pair): boolean {
  const [start, end] = [one.keyStart, other.keyStart].toSorted((a, b) => a - b)
  return /\{\{-?\s*else\b/.test(text.slice(start, end))
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
    const bare = becomes.get(start)
    return bare ?? (text.trim() === '' ? '' : [])
  })
  const read = readMasked([...(itemsOnly ? ['steps:'] : []), ...own, ''].join('\n'))
  const pair = read.root?.type === 'mapping' ? read.root.pairs[0] : undefined
  return pair && !read.error ? dataOf(pair.value, read.text) : undefined
}
