import { canonical } from '../kubernetes/resource.ts'
import { applyEdits, editsFor, lineBreakOf } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { asMapping, findItems, findNode, findPair, findString } from '../yaml/node.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { printBlock } from '../yaml/print.ts'
import { isChosenBlock, isGeneralKey } from './block.ts'
import { byteOrderMarkOf, findSteps } from './blocks.ts'
import type { StepsOptions } from './blocks.ts'
import { cutPages, openPage } from './page.ts'
import type { Page } from './page.ts'
import type { Steps } from './profiles.ts'
import { isInCanary, isRollout, readMasked } from './reading.ts'
import type { Reading } from './reading.ts'
import { isBesideSteps } from './words.ts'

/** A mapping that may get steps: the keys from it down to them, and whose they are. */
export type Beginning = {
  /** Where the page starts in its text. */
  readonly start: number
  readonly page: Page
  readonly holder: Mapping
  readonly path: readonly string[]
  readonly workload: string | undefined
  readonly namespace?: string | undefined
  /** Whether it is an entry of a configuration. */
  readonly isEntry: boolean
}

/** Finds where steps can begin in a text that has none: in a Rollout, a configuration, or values. */
export function findBeginnings(
  text: string,
  { file = '<stdin>', workload }: StepsOptions
): Beginning[] {
  const mark = byteOrderMarkOf(text)
  let start = mark.length
  let above = 0
  return cutPages(text.slice(start)).flatMap(piece => {
    const page = openPage(file, piece, above)
    const at = start
    start += piece.length
    above += piece.split('\n').length - 1
    // A line of actions may be a branch, which would hold the steps too.
    if (page.lines.some(({ kind }) => kind === 'action')) return []
    const reading = readMasked(piece)
    const found = reading.error ? [] : placesIn(page, reading)
    return found
      .filter(each => workload === undefined || isChosenBlock(each, workload))
      .map(each => ({ ...each, start: at }))
  })
}

type Free = Omit<Beginning, 'start'>

function placesIn(page: Page, { root, manifest }: Reading): Free[] {
  if (root?.type !== 'mapping') return []
  if (manifest) {
    const isList = findString(manifest, 'kind') === 'List'
    const items = isList ? findItems(manifest, 'items') : [manifest]
    return items.flatMap(item => ofRollout(page, asMapping(item)))
  }
  const entries = findItems(root, 'workloads')
  if (entries.length > 0) return entries.flatMap(entry => ofEntry(page, asMapping(entry)))
  return ofValues(page, root, [])
}

function ofRollout(page: Page, rollout: Mapping | undefined): Free[] {
  const spec = asMapping(findNode(rollout, 'spec'))
  if (!rollout || !spec || !isRollout(rollout) || !isFree(spec, ['strategy', 'canary'])) return []
  const path = ['strategy', 'canary', 'steps']
  return [
    {
      page,
      holder: spec,
      path,
      workload: findString(rollout, 'metadata', 'name'),
      namespace: findString(rollout, 'metadata', 'namespace'),
      isEntry: false
    }
  ]
}

function ofEntry(page: Page, entry: Mapping | undefined): Free[] {
  const workload = findString(entry, 'name')
  if (!entry || workload === undefined || !isFree(entry, ['strategy', 'canary'])) return []
  const namespace = findString(entry, 'namespace')
  const path = ['strategy', 'canary', 'steps']
  return [{ page, holder: entry, path, workload, namespace, isEntry: true }]
}

/** Whether nothing stands where the steps go, nor another strategy beside them. */
function isFree(holder: Mapping, path: readonly string[]): boolean {
  const strategy = findNode(holder, 'strategy')
  const canary = findNode(holder, ...path)
  if (strategy?.type === 'mapping' && !isEmpty(findNode(strategy, 'blueGreen'))) return false
  return isOpen(strategy) && isOpen(canary) && isEmpty(findNode(canary, 'steps'))
}

/** Whether a node is a mapping, or nothing that a mapping could not replace. */
const isOpen = (node: Node | undefined) => node?.type === 'mapping' || isEmpty(node)

function isEmpty(node: Node | undefined): boolean {
  if (node?.type === 'sequence') return node.items.length === 0
  return node === undefined || (node.type === 'scalar' && node.value === null)
}

/** In values only a `canary` that says so by its fields, or by what it stands in. */
function ofValues(page: Page, values: Mapping, above: readonly string[]): Free[] {
  return values.pairs.flatMap(({ key, value }) => {
    const canary = asMapping(value)
    const isOurs =
      canary?.pairs.some(pair => isBesideSteps(pair.key)) || above.some(each => isInCanary([each]))
    if (key === 'canary' && isOurs && isOpen(value) && isEmpty(findNode(value, 'steps'))) {
      const workload = above.findLast(each => !isGeneralKey(each))
      return [{ page, holder: values, path: ['canary', 'steps'], workload, isEntry: false }]
    }
    return canary ? ofValues(page, canary, [...above, key]) : []
  })
}

/** The text with steps where none were; undefined where they do not fit. */
export function beginSteps(
  text: string,
  { start, page, holder, path }: Beginning,
  steps: Steps
): string | undefined {
  const edits = beginningEdits(page.text, { holder, path }, steps)
  if (!edits) return undefined
  const changed = applyEdits(page.text, edits)
  const output = text.slice(0, start) + changed + text.slice(start + page.text.length)
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
