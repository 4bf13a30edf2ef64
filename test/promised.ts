/** Whether a line is a promised one; `4–20` is any count between the two. */
export function isPromised(promised: string, printed: string): boolean {
  if (!promised.includes('–')) return promised === printed
  const [words, seen] = [promised, printed].map(line => line.trim().split(/\s+/))
  if (!words || words.length !== seen?.length) return false
  return words.every((word, at) => isWithin(word, seen[at]))
}

function isWithin(word: string, seen = '') {
  const [, least, most] = /^(\d+)–(\d+)$/.exec(word) ?? []
  const count = seen === '<none>' ? 0 : Number(seen)
  return least === undefined ? word === seen : count >= Number(least) && count <= Number(most)
}
