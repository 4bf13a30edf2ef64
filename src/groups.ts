/** What is found once of an object, kept as long as the object is. */
export function kept<Key extends object, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const known = new WeakMap<Key, Found>()
  return key => {
    const found = known.get(key) ?? find(key)
    known.set(key, found)
    return found
  }
}

/** Items by a name of theirs, in their order. */
export function grouped<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const name = nameOf(item)
    const own = groups.get(name)
    if (own) own.push(item)
    else groups.set(name, [item])
  }
  return groups
}
