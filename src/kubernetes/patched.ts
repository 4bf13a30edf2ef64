import { keysOfPointer } from './field-path.ts'
import { asEntries, dereference } from '../yaml/node.ts'
import type { Mapping, Node, Pair, Range, Value } from '../yaml/node.ts'
import { fieldOf, itemsOf, textOf } from './resource.ts'
import type { Path } from './resource.ts'

// Patches of manifests in memory, as kustomize applies them. What changes keeps the place of what
// was there, so that a finding has one.

/** A node with a value merged into it: mappings key by key, null takes a key away, lists go whole. */
export function mergedNode(node: Node, value: Value): Node {
  const at = dereference(node)
  const entries = asEntries(value)
  if (!entries || at?.type !== 'mapping') return nodeOf(value, node)
  return Object.entries(entries).reduce<Mapping>(
    (mapping, [key, each]) =>
      key.startsWith('$')
        ? mapping
        : withKey(mapping, key, old => old && mergedNode(old, each), each),
    at
  )
}

/** A node with the value at a path replaced, added, or taken away where it is undefined. */
export function nodeWith(node: Node, path: Path, value: Value | undefined): Node {
  const [key, ...rest] = path
  const at = dereference(node)
  if (key === undefined) return value === undefined ? node : nodeOf(value, node)
  if (at?.type !== 'mapping') return node
  if (rest.length === 0) return withKey(at, key, () => undefined, value ?? null)
  const old = at.pairs.find(pair => pair.key === key)
  if (!old && value === undefined) return node
  const inner = old?.value ?? emptyAt(at)
  return replaced(at, key, nodeWith(inner, rest, value))
}

const emptyAt = ({ start }: Range): Mapping => ({
  type: 'mapping',
  flow: true,
  indent: 0,
  start,
  end: start,
  pairs: []
})

/** A mapping with a key changed; null takes it away. */
function withKey(
  mapping: Mapping,
  key: string,
  merge: (old: Node | undefined) => Node | undefined,
  value: Value
): Mapping {
  const old = mapping.pairs.find(pair => pair.key === key)
  if (value === null) return { ...mapping, pairs: mapping.pairs.filter(pair => pair.key !== key) }
  return replaced(mapping, key, merge(old?.value) ?? nodeOf(value, old?.value ?? mapping))
}

function replaced(mapping: Mapping, key: string, value: Node): Mapping {
  const old = mapping.pairs.findLast(pair => pair.key === key)
  const { start } = mapping
  const pair: Pair = old ? { ...old, value } : { key, keyStart: start, keyEnd: start, value }
  return { ...mapping, pairs: [...mapping.pairs.filter(each => each.key !== key), pair] }
}

/** A value as a node at a place. */
function nodeOf(value: Value, { start, end }: Range): Node {
  const range = { start, end }
  const entries = asEntries(value)
  if (entries) {
    const pairs = Object.entries(entries)
      .filter(([, each]) => each !== null)
      .map(([key, each]) => ({ key, keyStart: start, keyEnd: start, value: nodeOf(each, range) }))
    return { ...emptyAt(range), ...range, pairs }
  }
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map(each => nodeOf(each, range))
    return { type: 'sequence', flow: true, indent: 0, ...range, items }
  }
  return { type: 'scalar', style: 'plain', value: value as null, ...range }
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
