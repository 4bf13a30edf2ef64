/** A branch of a template that an offset is in: which `if` it is, which of its arms, and when. */
export type Branch = { readonly opened: number; readonly arm: number; readonly condition: string }

const control = /\{\{-?\s*(if|with|range|define|block|else|end)\b((?:(?!\}\}).)*?)-?\}\}/gs

/** The branches around an offset of a template, the outermost first. */
export function branchesAt(text: string, offset: number): readonly Branch[] {
  const open: Branch[] = []
  for (const { index, 1: word, 2: rest = '' } of text.slice(0, offset).matchAll(control)) {
    if (word === 'end') open.pop()
    else if (word === 'else') {
      const last = open.pop()
      if (last) open.push({ ...last, arm: last.arm + 1, condition: rest.replace(/^\s*if\b/, '') })
    } else open.push({ opened: index, arm: 0, condition: word === 'if' ? rest : '' })
  }
  return open
}

/** Whether a template renders at most one of two places: an `else` or a condition is between. */
export function excludes(one: readonly Branch[], other: readonly Branch[]): boolean {
  return one.some(a =>
    other.some(b =>
      a.opened === b.opened ? a.arm !== b.arm : isContrary(a.condition, b.condition)
    )
  )
}

/** Whether a branch holds one of two places and not the other: the template chooses. */
export function isApart(one: readonly Branch[], other: readonly Branch[]): boolean {
  const holds = (branches: readonly Branch[], { opened, arm }: Branch) =>
    branches.some(each => each.opened === opened && each.arm === arm)
  return one.some(each => !holds(other, each)) || other.some(each => !holds(one, each))
}

/** Whether two conditions never hold at once: `eq .a "x"` and `eq .a "y"`, or `.a` and `not .a`. */
function isContrary(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.length === 0 || b.length === 0) return false
  const negated = (words: readonly string[]) => ['not', ...words].join(' ')
  if (a.join(' ') === negated(b) || b.join(' ') === negated(a)) return true
  if (a[0] !== 'eq' || b[0] !== 'eq' || a.length !== 3 || b.length !== 3) return false
  const [value, otherValue] = [a, b].map(words => words.find(isLiteral))
  const [name, otherName] = [a, b].map(words => words.slice(1).find(word => !isLiteral(word)))
  return name !== undefined && name === otherName && value !== otherValue
}

const wordsOf = (condition: string) => condition.match(/"[^"]*"|[^\s()]+/g) ?? []
const isLiteral = (word: string) => /^(?:"|-?\d)/.test(word)
