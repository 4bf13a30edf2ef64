import type { Edit } from '../yaml/edit.ts'
import type { Value } from '../yaml/node.ts'
import type { Climb } from './climb.ts'
import type { Way } from './marks.ts'
import type { Line, Page } from './page.ts'
import { parentOf } from './siblings.ts'
import type { Reading, Trail } from './verify.ts'
import { stripMark } from './walk.ts'
import type { Walk } from './walk.ts'

/** A commented block read in one way, with the text in which it is live. */
export type Uncommented = {
  /** The line of `steps:`, live or commented. */
  readonly at: number
  /** The last line that goes live. */
  readonly last: number
  readonly way: Way
  readonly climb: Climb
  readonly indent: number
  /** Whether only its items are commented. */
  readonly itemsOnly: boolean
  /** Whether the key above has no value, where it may have ` {}` or ` []`. */
  readonly bare: boolean
  readonly edits: readonly Edit[]
  readonly after: Reading
  /** Which lines of the page those of `after` are, where it is only a part of it. */
  readonly rows?: readonly number[]
  readonly trail: Trail
  readonly steps: readonly Value[]
  /** Whether a live blueGreen stands beside it: a Rollout has one strategy. */
  readonly besideBlueGreen: boolean
}

/** A block as it is read, before it is shown that nothing else changes. */
export type Draft = Omit<Uncommented, 'after' | 'rows' | 'trail' | 'steps' | 'besideBlueGreen'>

/** Why a way of reading is none. */
export type Reason = 'empty' | 'elsewhere' | 'repeated' | 'broken' | 'printing'
export type Attempt = Uncommented | Reason

/** The line of a commented block's first mark, and whether its `steps:` is live. */
export type Candidate = { readonly at: number; readonly itemsOnly: boolean }

type Given = {
  readonly candidate: Candidate
  readonly way: Way
  readonly walked: Walk
  readonly climb: Climb
}

/** Takes the marks off the block's lines and its parents', and ` {}` from the key above. */
export function draftOf(page: Page, given: Given): Draft {
  const { candidate, way, walked, climb } = given
  const { at, itemsOnly } = candidate
  const { lines } = page
  const roles = walked.roles.flatMap((role, index) => (role === 'leave' ? [] : [at + 1 + index]))
  const changed = [...new Set([...(itemsOnly ? [] : [at]), ...roles, ...climb.lines])]
  const edits = changed.flatMap(index => {
    const line = lines[index]
    return line ? [replaceLine(line, stripMark(line.text, way))] : []
  })
  const key = stripMark(lines[climb.top]?.text ?? '', way)
  const indent = key.length - key.trimStart().length
  const parent = itemsOnly ? lines[at] : parentOf(page, climb.top, indent)
  const emptied = parent && emptyValueIn(parent, itemsOnly ? '[]' : '{}')
  const steps = itemsOnly ? (lines[at]?.text ?? '') : stripMark(lines[at]?.text ?? '', way)
  return {
    at,
    last: walked.last ?? at,
    way,
    climb,
    indent: steps.length - steps.trimStart().length,
    itemsOnly,
    bare: parent !== undefined && isBare(parent),
    edits: emptied ? [...edits, emptied] : edits
  }
}

const replaceLine = ({ start, text }: Line, replacement: string): Edit => ({
  start,
  end: start + text.length,
  text: replacement
})

const emptyForm = /^(\s*(?:- +)*[^\s#:]+:) (\{\}|\[\])(?=\s*(?:$|\s#))/

/** The edit that takes ` {}` from behind a key. */
function emptyValueIn({ start, text }: Line, value: string): Edit | undefined {
  const found = emptyForm.exec(text)
  if (!found || found[2] !== value) return undefined
  const at = start + (found[1]?.length ?? 0)
  return { start: at, end: at + 3, text: '' }
}

function isBare({ text }: Line): boolean {
  return /^\s*(?:- +)*[^\s#:]+:\s*(?:#.*)?$/.test(text)
}
