import { asMapping, findItems, findNode, findString } from '../yaml/node.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { isChosenBlock, isGeneralKey } from './block.ts'
import { byteOrderMarkOf } from './blocks.ts'
import type { StepsOptions } from './blocks.ts'
import { embeddedIn } from './embedded.ts'
import { cutPages, openPage } from './page.ts'
import type { Page } from './page.ts'
import { isInCanary, isRollout, manifestOf, readMasked, valuesIn } from './reading.ts'
import type { Reading, Trail } from './reading.ts'
import { isBesideSteps } from './words.ts'

/** A mapping that may get steps: the keys from it down to them, and whose they are. */
export type Beginning = {
  readonly page: Page
  /** The whole text with another text of the page in it; undefined where it does not fit there. */
  readonly around: (changed: string) => string | undefined
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
    const around = (changed: string) => text.slice(0, at) + changed + text.slice(at + piece.length)
    return beginningsIn(page, around).filter(
      each => workload === undefined || isChosenBlock(each, workload)
    )
  })
}

/** Where steps can begin in a page, and in the values and patches in its strings. */
function beginningsIn(page: Page, around: Beginning['around']): Beginning[] {
  const reading = readMasked(page.text)
  if (reading.error) return []
  const { embedded } = embeddedIn(page, reading, text => /canary|Rollout/.test(text))
  const inStrings = embedded.flatMap(({ text, owner, ...string }) => {
    const inner = openPage(page.file, text, string.above, string.left)
    const place = (changed: string) => {
      const whole = string.around(changed)
      return whole === undefined ? undefined : around(whole)
    }
    return beginningsIn(inner, place).map(each => ({ ...each, workload: each.workload ?? owner }))
  })
  return [...placesIn(page, reading).map(each => ({ ...each, around })), ...inStrings]
}

type Free = Omit<Beginning, 'around'>

function placesIn(page: Page, { root, manifest }: Reading): Free[] {
  if (root?.type !== 'mapping') return []
  if (manifest) {
    const isList = findString(manifest, 'kind') === 'List'
    const items = isList ? findItems(manifest, 'items') : [manifest]
    const ofItems = items.flatMap(item => ofRollout(page, asMapping(item)))
    return [...ofItems, ...ofChartValues(page, manifest)]
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

/** The values that a manifest has for a chart: those of Applications and HelmReleases. */
function ofChartValues(page: Page, manifest: Mapping): Free[] {
  const visit = (node: Node, trail: Trail): Free[] => {
    if (node.type === 'sequence') return node.items.flatMap(item => visit(item, trail))
    if (node.type !== 'mapping') return []
    if (trail.length > 0 && valuesIn(manifest, trail)?.length === 0) {
      const owner = findString(manifestOf(manifest, trail), 'metadata', 'name')
      return ofValues(page, node, []).map(each => ({ ...each, workload: each.workload ?? owner }))
    }
    return node.pairs.flatMap(pair =>
      visit(pair.value, [...trail, { key: pair.key, mapping: node, pair }])
    )
  }
  return visit(manifest, [])
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
