/** The known word that is most like another; undefined where none is near enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const rated = known
    // Their lengths alone tell that most are too far.
    .filter(name => Math.abs(name.length - word.length) <= mostFor(name))
    .map(name => ({ name, distance: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= mostFor(name))
  return rated.toSorted((a, b) => a.distance - b.distance)[0]?.name
}

/** How far a word may be from one that is meant. */
const mostFor = ({ length }: string) => (length < 5 ? 1 : Math.max(2, Math.floor(length / 3)))

/** How many letters must be put in, taken away or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
