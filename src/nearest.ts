/** The known word that is most like another; undefined where none is near enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const rated = known
    .map(name => ({ name, distance: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(
      ({ name, distance }) =>
        distance <= (name.length < 5 ? 1 : Math.max(2, Math.floor(name.length / 3)))
    )
  return rated.toSorted((a, b) => a.distance - b.distance)[0]?.name
}

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
