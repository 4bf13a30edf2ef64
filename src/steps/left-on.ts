import { canonical } from '../kubernetes/resource.ts'
import { asEntries } from '../yaml/node.ts'
import type { Mapping, Node, Pair, Value } from '../yaml/node.ts'
import { isGeneralKey } from './block.ts'
import type { StepsBlock } from './block.ts'
import { findBlocks, lineOf } from './blocks.ts'
import type { FoundBlock } from './blocks.ts'
import { dataOf, manifestOf } from './reading.ts'

/** Steps that are on, and must be off. */
export type LeftOn = {
  readonly block: StepsBlock
  /** The day that was stated for them, where it is over; else they were on before this change. */
  readonly until: string | undefined
}

type Moment = {
  readonly file: string
  /** The text before the change: null where there was none, undefined where nobody knows. */
  readonly before: string | null | undefined
  /** As `2026-01-31`. */
  readonly today: string
}

/**
 * Finds the steps that were left on. With a day stated beside them they may stay up to it. Without,
 * they may go on in this change, and it may bring the steps and the image of a release: a change of
 * anything else of a workload whose steps were on before has forgotten them, as has none at all.
 */
export function findLeftOn(text: string, { file, before, today }: Moment): LeftOn[] {
  const past = typeof before === 'string' ? findBlocks(before, { file }) : []
  return findBlocks(text, { file }).flatMap((found): LeftOn[] => {
    if (found.block.state !== 'on') return []
    const until = statedDay(found)
    if (until !== undefined) return today > until ? [{ block: found.block, until }] : []
    const own = past.find(other => isSameBlock(found, other))
    const isRelease = before !== undefined && before !== text && (!own || isOnlyRelease(own, found))
    return isRelease ? [] : [{ block: found.block, until }]
  })
}

const dayForm = /#[ \t]*rolloutify-until[ \t:]+(\d{4}-\d{2}-\d{2})\b/

/** The day up to which steps may be on: in a comment on the line of their key, or right above. */
function statedDay({ findings, form }: FoundBlock): string | undefined {
  if (form.state === 'document') return undefined
  const { lines } = findings.page
  const at = lineOf(form)
  const above = lines[at - 1]
  const texts = [lines[at]?.text, above?.kind === 'comment' ? above.text : undefined]
  return texts.map(text => dayForm.exec(text ?? '')?.[1]).find(day => day !== undefined)
}

const isSameBlock = ({ block }: FoundBlock, other: FoundBlock) =>
  other.block.state === 'on' &&
  other.block.workload === block.workload &&
  other.block.within === block.within

/** Whether nothing of a workload changed but its steps and its image. */
function isOnlyRelease(before: FoundBlock, after: FoundBlock): boolean {
  const [old, now] = [before, after].map(each => canonical(withoutRelease(ownerOf(each))))
  return old === now
}

/** The data of what a block belongs to: its manifest, or in values all of its workload. */
function ownerOf({ findings, form }: FoundBlock): Value {
  const { root, manifest, text } = findings.reading
  if (form.state === 'operation') return dataOf(form.operation.item, text) ?? null
  if (form.state !== 'active' || !root) return null
  const { trail } = form.active
  if (manifest) return dataOf(manifestOf(manifest, trail), text) ?? null
  const own = trail.slice(0, -1).findLast(({ key }) => !isGeneralKey(key))
  const node: Node = own?.key === 'workloads' ? entryIn(trail, own.pair) : (own?.pair.value ?? root)
  return dataOf(node, text) ?? null
}

/** The item of a list that a trail leads through. */
function entryIn(trail: readonly { readonly mapping: Mapping }[], { value }: Pair): Node {
  const items = value.type === 'sequence' ? value.items : []
  return items.find(item => trail.some(({ mapping }) => mapping === item)) ?? value
}

const releaseKeys = /^(?:steps|images?|(?:image)?tag|digest|repository|newTag|(?:app)?version)$/i

/** Data without what a release changes: steps and images. */
function withoutRelease(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutRelease)
  const entries = asEntries(value)
  if (!entries) return value
  const kept = Object.entries(entries).filter(([key]) => !releaseKeys.test(key))
  return Object.fromEntries(kept.map(([key, own]) => [key, withoutRelease(own)]))
}
