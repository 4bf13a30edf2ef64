/** Something that was promised, and what was seen of it. */
export type Promised = {
  readonly what: string
  readonly promised: string
  readonly seen: string
  readonly isKept: boolean
}

export type Promises = ReturnType<typeof promises>

/** A list of what a scenario promises, filled as it is played. */
export function promises() {
  const all: Promised[] = []
  return {
    all: all as readonly Promised[],
    /** Notes what was seen of a promise: a value, or a text that must have these words in it. */
    promise(what: string, promised: string | number | RegExp, seen: string | number) {
      const isKept = promised instanceof RegExp ? promised.test(`${seen}`) : promised === seen
      all.push({ what, ...wordsOf(promised, `${seen}`), isKept })
    }
  }
}

/** Of a long text that holds the words, these alone: the rest has paths and times in it. */
function wordsOf(promised: string | number | RegExp, seen: string) {
  if (!(promised instanceof RegExp)) return { promised: `${promised}`, seen }
  const [found] = promised.exec(seen) ?? []
  return { promised: `“${promised.source}”`, seen: found ?? seen.slice(0, 2000) }
}
