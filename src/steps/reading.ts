import { kept } from '../groups.ts'
import { keysOfPointer } from '../kubernetes/field-path.ts'
import { dereference, valueOf } from '../yaml/node.ts'
import type { Mapping, Node, Pair, Range, Value } from '../yaml/node.ts'
import { parseAnyStyle, parseDocument } from '../yaml/parse.ts'
import { hidden, maskActions } from './actions.ts'
import { isStepKey } from './words.ts'

/** A document's text, and what is read where its Go actions are hidden. */
type Parsed = {
  readonly text: string
  readonly root: Node | undefined
  readonly error?: { readonly offset: number; readonly message: string }
}

/** A document that was read. */
export type Reading = Parsed & {
  /** The root of an object of Kubernetes, or of a list of them; values and configurations are none. */
  readonly manifest: Mapping | undefined
}

/** Reads a document whose Go actions are hidden first. */
export function readMasked(text: string): Reading {
  const parsed = parseMasked(text)
  return { ...parsed, manifest: manifestIn(parsed.root) }
}

function parseMasked(text: string): Parsed {
  const parsed = { text, ...parseDocument(maskActions(text)) }
  // Its template is one of Applications, and no pod's.
  const isOfApplications = parsed.root?.type === 'mapping' && isApplicationSet(parsed.root)
  return isOfApplications && holdsUnread(parsed.root) ? readWhole(parsed) : parsed
}

const isApplicationSet = (root: Mapping) => stringAt(root, 'kind') === 'ApplicationSet'

/** A pair and what it is in, from the outermost mapping on. Items count as `[n]`. */
export type Trail = readonly {
  readonly key: string
  readonly mapping: Mapping
  readonly pair: Pair
}[]

/** Every pair with the key `steps`, with the way to it. */
export function findStepsPairs(root: Node | undefined): Trail[] {
  const found: Trail[] = []
  const visit = (node: Node, trail: Trail) => {
    if (node.type === 'sequence') for (const item of node.items) visit(item, trail)
    if (node.type !== 'mapping') return
    for (const pair of node.pairs) {
      const here = [...trail, { key: pair.key, mapping: node, pair }]
      if (pair.key === 'steps') found.push(here)
      visit(pair.value, here)
    }
  }
  if (root) visit(root, [])
  return found
}

/**
 * What a document means, as text to compare: in order, with repeated keys, the pair whose key
 * is at `cut` left out, and the item at `item`. Empty collections and null are alike: a parent may be left empty.
 */
function meaningOf({ root, text }: Parsed, cut?: number, item?: number): string {
  const read = (node: Node): unknown => {
    if (node.type === 'alias') {
      return ['alias', text.slice(node.start, node.end), node.target !== undefined]
    }
    if (node.type === 'scalar') return scalarOf(node, text)
    if (node.type === 'unread') return text.slice(node.start, node.end)
    if (node.type === 'sequence') {
      const items = node.items.filter(({ start }) => start !== item)
      return items.length ? ['items', ...items.map(read)] : null
    }
    const pairs = node.pairs.filter(({ keyStart }) => keyStart !== cut)
    return pairs.length ? ['pairs', ...pairs.map(({ key, value }) => [key, read(value)])] : null
  }
  return JSON.stringify(root ? read(root) : null)
}

/** All that a document means: few are ever asked. */
export const wholeMeaningOf = kept((reading: Reading) => meaningOf(reading))

/** A reading except for the pair whose key is at an offset, or for the item of a list that does. */
export type Without = {
  readonly reading: Reading
  readonly cut: number | undefined
  readonly item?: number | undefined
}

/** Whether two documents mean the same. A pod template that only one has read is read in both. */
export function meansSame(one: Without, other: Without): boolean {
  const isEven = holdsUnread(one.reading.root) === holdsUnread(other.reading.root)
  const [a, b] = [one, other].map(({ reading, cut, item }) =>
    meaningOf(isEven ? reading : readWhole(reading), cut, item)
  )
  return a === b
}

const holdsUnread = (root: Node | undefined) => holdsNode(root, ({ type }) => type === 'unread')

/** Whether a document has an alias of nothing. */
export const hasLostAlias = ({ root }: Reading): boolean =>
  holdsNode(root, node => node.type === 'alias' && node.target === undefined)

function holdsNode(node: Node | undefined, isMeant: (node: Node) => boolean): boolean {
  if (!node || isMeant(node)) return node !== undefined
  if (node.type === 'mapping') return node.pairs.some(({ value }) => holdsNode(value, isMeant))
  return node.type === 'sequence' && node.items.some(item => holdsNode(item, isMeant))
}

const readWhole = ({ text }: Parsed): Parsed => ({ text, ...parseAnyStyle(maskActions(text)) })

/** A scalar's value; where it holds a Go action, its text. */
function scalarOf(node: Node & { type: 'scalar' }, text: string): Value {
  if (typeof node.value !== 'string' || !node.value.includes(hidden)) return node.value
  const spelled = text.slice(node.start, node.end)
  return /^(["']).*\1$/s.test(spelled) ? spelled.slice(1, -1) : spelled
}

/** The plain data of a node, Go actions as they are spelled. */
export function dataOf(given: Node, text: string): Value | undefined {
  const node = dereference(given)
  if (node?.type === 'scalar') return scalarOf(node, text)
  if (node?.type === 'sequence') return node.items.map(item => dataOf(item, text) ?? null)
  if (node?.type !== 'mapping' || node.pairs.some(({ key }) => key === '<<')) return valueOf(node)
  return Object.fromEntries(
    node.pairs.map(pair => [writtenKey(pair, text), dataOf(pair.value, text) ?? null])
  )
}

/** A key as it is spelled where it holds a Go action. */
function writtenKey({ key, keyStart, keyEnd }: Pair, text: string): string {
  return key.includes(hidden) ? text.slice(keyStart, keyEnd) : key
}

/** Whether a trail leads to the steps of a canary: in a manifest only `spec.strategy` counts. */
export function isCanarySteps(
  { manifest: root }: Pick<Reading, 'manifest'>,
  trail: Trail
): boolean {
  const value = dereference(trail.at(-1)?.pair.value)
  const patched = patchedPath(trail)
  if (patched) return patched.join('.') === 'spec.strategy.canary.steps'
  const values = valuesIn(root, trail)
  const path = (values ?? trail).map(({ key }) => key)
  if (root && !values) {
    const manifest = manifestOf(root, trail)
    const own = manifest === root ? path : path.slice(1)
    return isRollout(manifest) && own.join('.') === 'spec.strategy.canary.steps'
  }
  if (value?.type !== 'sequence') return isInCanary(path) || isInStrategy(path)
  const keys = value.items.map(item => (item.type === 'mapping' ? item.pairs.map(p => p.key) : []))
  if (!keys.every(own => own.some(isStepKey))) return false
  return isInCanary(path) || (isInStrategy(path) && keys.flat().includes('setWeight'))
}

/** What a mapping says as an operation of a JSON patch that sets something. */
export function patchOperation(mapping: Mapping): { readonly path: readonly string[] } | undefined {
  const op = stringAt(mapping, 'op')
  const pointer = stringAt(mapping, 'path')
  if ((op !== 'add' && op !== 'replace') || pointer?.startsWith('/') !== true) return undefined
  return { path: keysOfPointer(pointer) }
}

/** The path in the object that a JSON patch changes; undefined where a trail leads through none. */
export function patchedPath(trail: Trail): string[] | undefined {
  for (const [at, { key, mapping }] of trail.entries()) {
    const operation = key === 'value' ? patchOperation(mapping) : undefined
    if (operation) return [...operation.path, ...trail.slice(at + 1).map(({ key }) => key)]
  }
  return undefined
}

/**
 * The part of a trail that is in the values of a chart: all of it in a file of values, and in a
 * manifest what is below the values of an Application or of a HelmRelease.
 */
export function valuesIn(manifest: Mapping | undefined, trail: Trail): Trail | undefined {
  if (!manifest) return trail[0]?.key === 'workloads' ? undefined : trail
  const own = manifestOf(manifest, trail)
  const kind = stringAt(own, 'kind') ?? ''
  const keys = trail.map(({ key }) => key)
  const isArgoCd = /^Application(?:Set)?$/.test(kind)
  const at = isArgoCd ? keys.indexOf('valuesObject') : keys.indexOf('values')
  const isValues = isArgoCd ? keys[at - 1] === 'helm' : kind === 'HelmRelease'
  return at > 0 && isValues ? trail.slice(at + 1) : undefined
}

function manifestIn(root: Node | undefined): Mapping | undefined {
  const hasKind = root?.type === 'mapping' && root.pairs.some(({ key }) => key === 'kind')
  return hasKind ? root : undefined
}

/** Whether a path says that a canary is below it. */
export const isInCanary = (path: readonly string[]): boolean =>
  path.some(key => /canary|rollout/i.test(key))

/** A pipeline has a strategy, too. */
export const isInStrategy = (path: readonly string[]) => path.some(key => /strategy/i.test(key))

/** The manifest that a trail leads through: in a `kind: List` one of its items. */
export function manifestOf(root: Mapping, trail: Trail): Mapping {
  const isItem = stringAt(root, 'kind') === 'List' && trail[0]?.key === 'items'
  return (isItem ? trail[1]?.mapping : undefined) ?? root
}

/** Whether a manifest is a Rollout of Argo, as far as a template lets see. */
export function isRollout(root: Mapping): boolean {
  const kind = stringAt(root, 'kind')
  const apiVersion = stringAt(root, 'apiVersion')
  const isArgo = apiVersion === undefined || /^argoproj\.io\//.test(apiVersion)
  if (kind?.includes(hidden)) return isArgo || apiVersion?.includes(hidden) === true
  return kind === 'Rollout' && (isArgo || apiVersion?.includes(hidden) === true)
}

function stringAt(root: Mapping, name: string): string | undefined {
  const value = root.pairs.findLast(({ key }) => key === name)?.value
  return value?.type === 'scalar' && typeof value.value === 'string' ? value.value : undefined
}

/** Whether two pieces of data are the same, keys in the same order. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Whether a plain scalar goes over several lines, or is below its key: that may be prose. */
export function holdsProse(node: Node, text: string): boolean {
  if (node.type === 'sequence') return node.items.some(item => holdsProse(item, text))
  if (node.type === 'scalar') return node.style === 'plain' && spansLines(node, text)
  if (node.type !== 'mapping') return false
  return node.pairs.some(({ keyEnd, value }) => {
    const isText = value.type === 'scalar' && value.style === 'plain' && value.value !== null
    return isText ? spansLines({ start: keyEnd, end: value.end }, text) : holdsProse(value, text)
  })
}

function spansLines({ start, end }: Range, text: string): boolean {
  return text.slice(start, end).includes('\n')
}
