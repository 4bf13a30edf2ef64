/** Where a node is in its document's text: 0-based offsets, `end` exclusive. */
export type Range = { readonly start: number; readonly end: number }

export type ScalarValue = string | number | boolean | null
export type Scalar = Range & {
  readonly type: 'scalar'
  readonly style: 'plain' | 'single' | 'double' | 'block'
  readonly value: ScalarValue
  shared?: true
}
export type Pair = {
  readonly key: string
  readonly keyStart: number
  readonly keyEnd: number
  readonly value: Node
}
/** `indent` is the column of the first key, counted from 0. */
export type Mapping = Range & {
  readonly type: 'mapping'
  readonly flow: boolean
  readonly indent: number
  readonly pairs: readonly Pair[]
  shared?: true
}
/** `indent` is the column of the first dash, counted from 0. */
export type Sequence = Range & {
  readonly type: 'sequence'
  readonly flow: boolean
  readonly indent: number
  readonly items: readonly Node[]
  shared?: true
}
/** A `*name`. Its target is missing where the alias is inside what it names. */
export type Alias = Range & { readonly type: 'alias'; readonly target: Node | undefined }
/** A value that was checked for its form and left unread. */
export type Unread = Range & { readonly type: 'unread' }

/** A YAML node. `shared` marks one that an alias repeats: editing it would change a second place. */
export type Node = Scalar | Mapping | Sequence | Alias | Unread

/** Plain data, as JSON has it. */
export type Value = ScalarValue | readonly Value[] | Entries

/** Plain data that is a mapping. */
export type Entries = { readonly [key: string]: Value }

/** The entries of plain data that is a mapping. */
export function asEntries(value: Value | undefined): Entries | undefined {
  return typeof value !== 'object' || value === null || isItems(value) ? undefined : value
}

/** Whether plain data is a sequence. */
export const isItems = (value: Value | undefined): value is readonly Value[] => Array.isArray(value)

/** The node that an alias stands for; any other node itself. */
export function dereference(node: Node | undefined): Exclude<Node, Alias> | undefined {
  let at = node
  while (at?.type === 'alias') at = at.target
  return at
}

export function asMapping(node: Node | undefined): Mapping | undefined {
  const found = dereference(node)
  return found?.type === 'mapping' ? found : undefined
}

/** The pair with this key: the last one where the key is repeated, else one of a `<<` merge. */
export function findPair(mapping: Mapping, key: string): Pair | undefined {
  for (let i = mapping.pairs.length - 1; i >= 0; i--) {
    const pair = mapping.pairs[i]
    if (pair?.key === key) return pair
  }
  return mapping.pairs.some(isMerge) ? findMerged(mapping, key, new Set()) : undefined
}

const isMerge = ({ key }: Pair) => key === '<<'

/** The pair with a key among what is merged in. Each mapping is looked at once, however often it is. */
function findMerged(mapping: Mapping, key: string, seen: Set<Mapping>): Pair | undefined {
  for (const merge of mapping.pairs.filter(isMerge)) {
    const value = dereference(merge.value)
    for (const source of value?.type === 'sequence' ? value.items : [value]) {
      const merged = asMapping(source)
      if (!merged || seen.has(merged)) continue
      seen.add(merged)
      const own = merged.pairs.findLast(pair => pair.key === key)
      const found = own ?? findMerged(merged, key, seen)
      if (found) return found
    }
  }
  return undefined
}

/** The node at a path of keys, aliases and merges followed. */
export function findNode(root: Node | undefined, ...path: readonly string[]) {
  let node = dereference(root)
  for (const key of path) {
    if (node?.type !== 'mapping') return undefined
    node = dereference(findPair(node, key)?.value)
  }
  return node
}

/** The string at a path; undefined where there is none. */
export function findString(root: Node | undefined, ...path: readonly string[]): string | undefined {
  const node = findNode(root, ...path)
  return node?.type === 'scalar' && typeof node.value === 'string' ? node.value : undefined
}

/** The items of the sequence at a path; none where there is no sequence. */
export function findItems(root: Node | undefined, ...path: readonly string[]): readonly Node[] {
  const node = findNode(root, ...path)
  return node?.type === 'sequence' ? node.items : []
}

/** How many nodes aliases may repeat before `valueOf` takes the document for an alias bomb. */
const mostRepeated = 20_000

/** What a node means as plain data; undefined where its aliases are endless or without number. */
export function valueOf(node: Node | undefined): Value | undefined {
  let left = mostRepeated
  const readAt = (at: Node | undefined, read: Read): Value | undefined => {
    if (!at || at.type === 'unread' || at.type === 'alias') return undefined
    if (at.type === 'scalar') return at.value
    return at.type === 'sequence' ? readItems(at, read) : readPairs(at, read)
  }
  const readRepeated = (at: Node): Value | undefined =>
    --left < 0 ? undefined : readAt(dereference(at), readRepeated)
  const readOnce = (at: Node): Value | undefined =>
    at.type === 'alias' ? readRepeated(at) : readAt(at, readOnce)
  return node && readOnce(node)
}

type Read = (node: Node) => Value | undefined

function readItems(sequence: Sequence, read: Read): Value | undefined {
  const items: Value[] = []
  for (const item of sequence.items) {
    const value = read(item)
    if (value === undefined) return undefined
    items.push(value)
  }
  return items
}

function readPairs(mapping: Mapping, read: Read): Value | undefined {
  const entries: Record<string, Value> = {}
  const names = mapping.pairs.some(isMerge) ? new Set(mapping.pairs.map(({ key }) => key)) : none
  for (const { key, value: node } of mapping.pairs) {
    const value = read(node)
    if (value === undefined) return undefined
    const own = key === '<<' ? mergedEntries(value) : undefined
    if (!own) setEntry(entries, key, value)
    for (const [merged, each] of own ?? []) {
      if (!names.has(merged)) setEntry(entries, merged, each)
    }
  }
  return entries
}

/** Sets a key of plain data, also one that would mean the prototype. */
function setEntry(entries: Record<string, Value>, key: string, value: Value): void {
  if (key !== '__proto__') entries[key] = value
  else
    Object.defineProperty(entries, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true
    })
}

const none: ReadonlySet<string> = new Set()

function mergedEntries(value: Value): [string, Value][] {
  if (value === null || typeof value !== 'object') return []
  return Array.isArray(value) ? value.toReversed().flatMap(mergedEntries) : Object.entries(value)
}

/** Whether a mapping, or one below it, has a key twice. */
export function findRepeatedKey(node: Node | undefined): Pair | undefined {
  if (node?.type === 'sequence') {
    for (const item of node.items) {
      const found = findRepeatedKey(item)
      if (found) return found
    }
  }
  if (node?.type !== 'mapping') return undefined
  const seen = new Set<string>()
  for (const pair of node.pairs) {
    if (seen.has(pair.key)) return pair
    seen.add(pair.key)
    const found = findRepeatedKey(pair.value)
    if (found) return found
  }
  return undefined
}

/** Whether an offset is within a value that goes over several lines: what looks like a comment is text. */
export function isInScalar(node: Node | undefined, offset: number): boolean {
  if (!node || offset < node.start || node.end <= offset) return false
  if (node.type === 'mapping') {
    return isInScalar(lastBefore(node.pairs, offset, ({ value }) => value)?.value, offset)
  }
  return (
    node.type !== 'sequence' ||
    isInScalar(
      lastBefore(node.items, offset, item => item),
      offset
    )
  )
}

/** The last of some nodes that begins at an offset or before. They are in the order of the text. */
function lastBefore<Each>(
  all: readonly Each[],
  offset: number,
  nodeOf: (each: Each) => Node
): Each | undefined {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    const each = all[middle]
    if (each && nodeOf(each).start <= offset) low = middle + 1
    else high = middle
  }
  return all[low - 1]
}
