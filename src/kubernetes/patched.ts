import { keysOfPointer } from './field-path.ts'
import { asEntries, dereference, isItems } from '../yaml/node.ts'
import type { Mapping, Node, Range, Value } from '../yaml/node.ts'
import { fieldOf, itemsOf, textOf } from './resource.ts'
import type { Path } from './resource.ts'

// Patches of manifests in memory, as kustomize applies them. What changes keeps the place of what
// was there, so that a finding has one.

/** A node with a value merged into it: mappings key by key, null takes a key away, lists go whole. */
export function mergedNode(node: Node, value: Value): Node {
  const at = dereference(node)
  const entries = asEntries(value)
  if (!entries || at?.type !== 'mapping') return nodeOf(value, node)
  return Object.entries(entries).reduce<Mapping>((mapping, [key, each]) => {
    if (key.startsWith('$')) return mapping
    if (each === null) return withoutKey(mapping, key)
    const old = ownPair(mapping, key)?.value
    return withKey(mapping, key, old ? mergedNode(old, each) : nodeOf(each, mapping))
  }, at)
}

/** A node with the value at a path replaced, added, or taken away where it is undefined. */
export function nodeWith(node: Node, path: Path, value: Value | undefined): Node {
  const [key, ...rest] = path
  const at = dereference(node)
  if (key === undefined) return value === undefined ? node : nodeOf(value, node)
  if (at?.type !== 'mapping') return node
  const old = ownPair(at, key)?.value
  if (rest.length > 0) {
    const isUnchanged = !old && value === undefined
    return isUnchanged ? node : withKey(at, key, nodeWith(old ?? emptyAt(at), rest, value))
  }
  return value == null ? withoutKey(at, key) : withKey(at, key, nodeOf(value, old ?? at))
}

const emptyAt = ({ start }: Range): Mapping => ({
  type: 'mapping',
  flow: true,
  indent: 0,
  start,
  end: start,
  pairs: []
})

const ownPair = (mapping: Mapping, key: string) => mapping.pairs.findLast(pair => pair.key === key)

const withoutKey = (mapping: Mapping, key: string): Mapping => ({
  ...mapping,
  pairs: mapping.pairs.filter(pair => pair.key !== key)
})

function withKey(mapping: Mapping, key: string, value: Node): Mapping {
  const { start } = mapping
  const old = ownPair(mapping, key) ?? { key, keyStart: start, keyEnd: start }
  return { ...mapping, pairs: [...withoutKey(mapping, key).pairs, { ...old, value }] }
}

/** A value as a node at a place. */
function nodeOf(value: Value, { start, end }: Range): Node {
  const range = { start, end }
  if (value === null || typeof value !== 'object')
    return { type: 'scalar', style: 'plain', value, ...range }
  if (isItems(value)) {
    const items = value.map(each => nodeOf(each, range))
    return { type: 'sequence', flow: true, indent: 0, ...range, items }
  }
  const pairs = Object.entries(value)
    .filter(([, each]) => each !== null)
    .map(([key, each]) => ({ key, keyStart: start, keyEnd: start, value: nodeOf(each, range) }))
  return { ...emptyAt(range), ...range, pairs }
}

/** An operation of a JSON patch, as far as it is followed: into mappings. */
export type Operation = { readonly path: Path; readonly value: Value | undefined }

/** The operations of a JSON patch; undefined where one of them cannot be followed. */
export function operationsIn(patch: Value): Operation[] | undefined {
  const acting = itemsOf(patch).filter(each => textOf(each, 'op') !== 'test')
  const found = acting.map((each): Operation | undefined => {
    const [op, pointer] = [textOf(each, 'op'), textOf(each, 'path')]
    if (pointer === undefined) return undefined
    const path = keysOfPointer(pointer)
    if (op === 'remove') return { path, value: undefined }
    const value = fieldOf(each, 'value')
    return (op === 'add' || op === 'replace') && value !== undefined ? { path, value } : undefined
  })
  const followed = found.filter(each => each !== undefined)
  return followed.length === found.length ? followed : undefined
}
