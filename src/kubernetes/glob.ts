/**
 * Whether a text matches a pattern, as Argo CD's rules have it (gobwas/glob without separators):
 * `*` and `**` any characters, `?` one, `[abc]`, `[a-z]`, `[!a]`, `{a,b}`, and `\` before one that
 * is meant itself. What cannot be read matches nothing.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  if (/^[\w.-]*$/.test(pattern)) return pattern === text
  const states = statesOf(pattern)
  return states !== undefined && reachesEnd(states, text)
}

/** Whether a pattern may match other texts than itself. */
export const isGlob = (pattern: string) => /[*?[{\\]/.test(pattern)

/** A place in a pattern: where one continues from it, with the next character or without one. */
type State = {
  /** Takes a character that fits to the state `to`. */
  readonly takes?: (character: string) => boolean
  readonly to: number
  /** The states that are reached without a character. */
  readonly skips: number[]
}

const part = /\*+|\?|\[(!?)([^\]]+)\]|\\(.)|[{},]|[^*?[\\{},]/gsuy

/** The states of a pattern in its order; the end of it is the number after the last. */
function statesOf(pattern: string): State[] | undefined {
  const states: State[] = []
  const open: { readonly begin: State; readonly ends: State[] }[] = []
  let end = 0
  for (const [token, not, list, escaped] of pattern.matchAll(part)) {
    end += token.length
    const [at, behind] = [states.length, states.length + 1]
    const group = open.at(-1)
    if (list !== undefined) states.push({ takes: setOf(list, not), to: behind, skips: [] })
    else if (token.startsWith('*')) states.push({ takes: () => true, to: at, skips: [behind] })
    else if (token === '?') states.push({ takes: () => true, to: behind, skips: [] })
    else if (token === '{') {
      const begin = { to: at, skips: [behind] }
      states.push(begin)
      open.push({ begin, ends: [] })
    } else if (token === ',' && group) {
      const last = { to: at, skips: [] }
      states.push(last)
      group.ends.push(last)
      group.begin.skips.push(behind)
    } else if (token === '}') {
      if (!open.pop()) return undefined
      states.push({ to: at, skips: [behind] })
      for (const { skips } of group?.ends ?? []) skips.push(behind)
    } else {
      const own = escaped ?? token
      states.push({ takes: character => character === own, to: behind, skips: [] })
    }
  }
  return end < pattern.length || open.length > 0 ? undefined : states
}

function setOf(list: string, not: string | undefined): (character: string) => boolean {
  const [, from, to] = /^(.)-(.)$/su.exec(list) ?? []
  const isRange = from !== undefined && to !== undefined
  const members = new Set(list)
  return character =>
    (isRange ? from <= character && character <= to : members.has(character)) !== (not === '!')
}

/** Goes through all states at once, so that no text is looked at twice. */
function reachesEnd(states: readonly State[], text: string): boolean {
  let current = withSkips(states, [0])
  for (const character of text) {
    const taken = [...current].flatMap(at => {
      const state = states[at]
      return state?.takes?.(character) ? [state.to] : []
    })
    current = withSkips(states, taken)
  }
  return current.has(states.length)
}

function withSkips(states: readonly State[], from: readonly number[]): Set<number> {
  const reached = new Set(from)
  // A set also hands out what is added to it on the way.
  for (const at of reached) for (const next of states[at]?.skips ?? []) reached.add(next)
  return reached
}
