/** A function that finds something once, when it is first asked. */
export function once<Found>(find: () => Found): () => Found {
  let found: { readonly value: Found } | undefined
  return () => (found ??= { value: find() }).value
}

/** What is found once of an object, kept as long as the object is. */
export function kept<Key extends object, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const found = new WeakMap<Key, Found>()
  return key => {
    const known = found.get(key)
    if (known !== undefined) return known
    const value = find(key)
    found.set(key, value)
    return value
  }
}

/** Items by what is told about each, in their order. */
export const grouped = <Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key) =>
  indexed(items, item => [keyOf(item)])

/** Items by each of their keys, in their order: an item may have none, or several. */
export function indexed<Item, Key>(
  items: readonly Item[],
  keysOf: (item: Item) => Iterable<Key>
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items)
    for (const key of keysOf(item)) {
      const own = groups.get(key)
      if (own) own.push(item)
      else groups.set(key, [item])
    }
  return groups
}

/** The first item of which something is true: no more of them are made. */
export function firstOf<Item>(
  items: Iterable<Item>,
  is: (item: Item) => unknown
): Item | undefined {
  for (const item of items) if (is(item)) return item
  return undefined
}
