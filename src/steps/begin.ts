import { canonical } from '../kubernetes/resource.ts'
import { applyEdits, editsFor, lineBreakOf } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { asMapping, findPair } from '../yaml/node.ts'
import type { Beginning } from './beginnings.ts'
import { findSteps } from './blocks.ts'
import { printBlock } from '../yaml/print.ts'
import type { Steps } from './profiles.ts'

/** The text with steps where none were; undefined where they do not fit. */
export function beginSteps(
  { page, holder, path, around }: Beginning,
  steps: Steps
): string | undefined {
  const edits = beginningEdits(page.text, { holder, path }, steps)
  if (!edits) return undefined
  const output = around(applyEdits(page.text, edits))
  if (output === undefined) return undefined
  const begun = findSteps(output).blocks.filter(
    block => canonical(block.steps) === canonical(steps)
  )
  return begun.some(({ state }) => state === 'on') ? output : undefined
}

/** The edits that put steps at a path; `{}` on the way becomes a block. */
export function beginningEdits(
  text: string,
  { holder, path }: Pick<Beginning, 'holder' | 'path'>,
  steps: Steps
): readonly Edit[] | undefined {
  const [key = '', ...rest] = path
  const pair = findPair(holder, key)
  const inner = asMapping(pair?.value)
  if (pair && inner && rest.length > 0) {
    if (inner.pairs.length > 0) return beginningEdits(text, { holder: inner, path: rest }, steps)
    if (!holder.flow) {
      const lineBreak = lineBreakOf(text) + ' '.repeat(holder.indent + 2)
      const lines = printBlock(patchAt(rest, steps)).map(line => lineBreak + line)
      const start = text.indexOf(':', pair.keyEnd) + 1
      return [{ start, end: inner.end, text: lines.join('') }]
    }
  }
  const { edits, obstacle } = editsFor(text, holder, patchAt(path, steps))
  return obstacle ? undefined : edits
}

/** A patch that holds steps below keys. */
export type Nested = { readonly [key: string]: Steps | Nested }

/** The patch that puts steps at a path. */
export function patchAt([key = '', ...rest]: readonly string[], steps: Steps): Nested {
  return { [key]: rest.length > 0 ? patchAt(rest, steps) : steps }
}
