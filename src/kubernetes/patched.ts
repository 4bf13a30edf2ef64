import { keysOfPointer } from './field-path.ts'
import { asEntries, asMapping, dereference, findPair, isItems, valueOf } from '../yaml/node.ts'
import type { Mapping, Node, Range, Sequence, Value } from '../yaml/node.ts'
import { canonical, fieldOf, itemsOf, textOf } from './resource.ts'
import type { Path } from './resource.ts'

// Patches of manifests in memory, as kustomize applies them. What changes keeps the place of what
// was there, so that a finding has one.

/**
 * A node with a value merged into it: mappings key by key, null or `$patch: delete` removes a key,
 * lists and what says `$patch: replace` go whole.
 */
export function mergedNode(node: Node, value: Value): Node {
  const at = dereference(node)
  const entries = asEntries(value)
  if (!entries || at?.type !== 'mapping' || entries['$patch'] === 'replace')
    return nodeOf(value, node)
  return Object.entries(entries).reduce<Mapping>((mapping, [key, each]) => {
    if (key.startsWith('$')) return mapping
    if (each === null || fieldOf(each, '$patch') === 'delete') return withoutKey(mapping, key)
    const old = findPair(mapping, key)?.value
    return withKey(mapping, key, old ? mergedNode(old, each) : nodeOf(each, mapping))
  }, at)
}

/** Where a field is, and whether kustomize adds it to an object that does not have it. */
export type Field = { readonly path: Path; readonly create: boolean }

/** A node with a field changed, in every item of the lists on its way. A field that is added begins as `{}`. */
export function fieldChanged(node: Node, field: Field, change: (old: Node) => Node): Node {
  const [key, ...rest] = field.path
  if (key === undefined) return change(node)
  const at = dereference(node)
  if (at?.type === 'sequence') {
    const items = at.items.map(item => fieldChanged(item, field, change))
    return items.every((item, index) => item === at.items[index]) ? node : { ...at, items }
  }
  if (at?.type !== 'mapping') return node
  const old = findPair(at, key)?.value
  const isNone = !old || (old.type === 'scalar' && old.value === null)
  if (isNone && !field.create) return node
  const inner = old && !isNone ? old : emptyAt(old ?? { start: at.start, end: at.start })
  const changed = fieldChanged(inner, { ...field, path: rest }, change)
  return changed === old ? node : withKey(at, key, changed)
}

/** A node with the value at a path set, also where the path does not exist. */
export const nodeWith = (node: Node, path: Path, value: Value): Node =>
  fieldChanged(node, { path, create: true }, old => nodeOf(value, old))

/** A node with another one as the value at a key. */
export const nodeWithNode = (node: Mapping, path: Path, value: Node): Node =>
  fieldChanged(node, { path, create: true }, () => value)

const emptyAt = ({ start, end }: Range): Mapping => ({
  type: 'mapping',
  flow: true,
  indent: 0,
  start,
  end,
  pairs: []
})

const withoutKey = (mapping: Mapping, key: string): Mapping => ({
  ...mapping,
  pairs: mapping.pairs.filter(pair => pair.key !== key)
})

function withKey(mapping: Mapping, key: string, value: Node): Mapping {
  const { start } = mapping
  const own = mapping.pairs.findLast(pair => pair.key === key)
  const old = own ?? { key, keyStart: start, keyEnd: start }
  return { ...mapping, pairs: [...withoutKey(mapping, key).pairs, { ...old, value }] }
}

/** A value as a node at a place: what a patch would remove is not in it. */
function nodeOf(value: Value, { start, end }: Range): Node {
  const range = { start, end }
  if (value === null || typeof value !== 'object')
    return { type: 'scalar', style: 'plain', value, ...range }
  if (isItems(value)) {
    const items = value.map(each => nodeOf(each, range))
    return { type: 'sequence', flow: true, indent: 0, ...range, items }
  }
  const pairs = Object.entries(value)
    .filter(([key, each]) => each !== null && !key.startsWith('$'))
    .map(([key, each]) => ({ key, keyStart: start, keyEnd: start, value: nodeOf(each, range) }))
  return { ...emptyAt(range), pairs }
}

/** An operation of a JSON patch, of those that are followed. */
export type Operation = {
  readonly op: 'add' | 'replace' | 'remove' | 'test'
  readonly path: Path
  readonly value: Value
}

/** The operations of a JSON patch; undefined where one of them is not followed. */
export function operationsIn(patch: Value): Operation[] | undefined {
  const found = itemsOf(patch).map((each): Operation | undefined => {
    const [op, pointer] = [textOf(each, 'op'), textOf(each, 'path')]
    const value = fieldOf(each, 'value')
    if (pointer === undefined) return undefined
    const path = keysOfPointer(pointer)
    if (op === 'remove') return { op, path, value: null }
    const isKnown = op === 'add' || op === 'replace' || op === 'test'
    return isKnown && value !== undefined ? { op, path, value } : undefined
  })
  const followed = found.filter(each => each !== undefined)
  return followed.length === found.length ? followed : undefined
}

/** A node after an operation; undefined where it does not apply, so that the whole patch fails. */
export function operated(node: Node, operation: Operation): Node | undefined {
  const [key, ...rest] = operation.path
  const at = dereference(node)
  if (key === undefined) return atTarget(node, operation)
  if (at?.type !== 'mapping' && at?.type !== 'sequence') return undefined
  const old = childOf(at, key)
  if (rest.length > 0) {
    const inner = old && operated(old, { ...operation, path: rest })
    return inner && withChild(at, key, inner)
  }
  // kustomize's reader of JSON patches takes a replacement of what does not exist for an addition.
  if (operation.op === 'add' || (operation.op === 'replace' && !old && at.type === 'mapping'))
    return withAdded(at, key, operation.value)
  if (operation.op === 'test' && !old) return operation.value === null ? node : undefined
  if (operation.op === 'remove') return old && withoutChild(at, key)
  const inner = old && atTarget(old, operation)
  return inner && withChild(at, key, inner)
}

function atTarget(node: Node, { op, value }: Operation): Node | undefined {
  if (op === 'remove') return undefined
  if (op === 'test') return canonical(valueOf(node)) === canonical(value) ? node : undefined
  return nodeOf(value, node)
}

type Parent = Mapping | Sequence

const childOf = (at: Parent, key: string): Node | undefined =>
  at.type === 'mapping' ? findPair(at, key)?.value : at.items[indexOf(key)]

const indexOf = (key: string) => (/^\d+$/.test(key) ? Number(key) : -1)

function withChild(at: Parent, key: string, value: Node): Node {
  if (at.type === 'mapping') return withKey(at, key, value)
  return { ...at, items: at.items.with(indexOf(key), value) }
}

function withoutChild(at: Parent, key: string): Node {
  if (at.type === 'mapping') return withoutKey(at, key)
  return { ...at, items: at.items.toSpliced(indexOf(key), 1) }
}

function withAdded(at: Parent, key: string, value: Value): Node | undefined {
  if (at.type === 'mapping') return withKey(at, key, nodeOf(value, findPair(at, key)?.value ?? at))
  const index = key === '-' ? at.items.length : indexOf(key)
  if (index < 0 || index > at.items.length) return undefined
  return { ...at, items: at.items.toSpliced(index, 0, nodeOf(value, at.items[index] ?? at)) }
}

/** A mapping as a patch may change it, with a value set below it. */
export const withEntry = (node: Node, key: string, value: Value): Node => {
  const at = asMapping(node)
  return at ? withKey(at, key, nodeOf(value, findPair(at, key)?.value ?? at)) : node
}

/** The values at a path, in every item of the lists on its way, each with its own path. */
export function valuesAt(node: Node | undefined, path: Path): { path: Path; value: Value }[] {
  const at = dereference(node)
  const [key, ...rest] = path
  if (at?.type === 'sequence')
    return at.items.flatMap((item, index) => below(String(index), valuesAt(item, path)))
  if (key === undefined) {
    const value = valueOf(at)
    return value === undefined ? [] : [{ path: [], value }]
  }
  return at?.type === 'mapping' ? below(key, valuesAt(findPair(at, key)?.value, rest)) : []
}

const below = (key: string, found: ReturnType<typeof valuesAt>) =>
  found.map(({ path, value }) => ({ path: [key, ...path], value }))
