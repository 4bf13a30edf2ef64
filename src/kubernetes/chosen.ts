/** A workload as the command line names it: its namespace may be unknown. */
export type Named = { readonly name: string; readonly namespace?: string | undefined }

/** A workload as the command line spells it: `web`, or `shop/web`. */
export const spelled = ({ name, namespace }: Named) =>
  namespace === undefined ? name : `${namespace}/${name}`

/** Whether `--workload` chooses a workload: `web`, `shop/web`, or a pattern of `*` and `?`. */
export function isChosen({ name, namespace }: Named, workloads: readonly string[]): boolean {
  return workloads.some(chosen => {
    const slash = chosen.lastIndexOf('/')
    const own = slash < 0 || matchesPattern(namespace ?? '', chosen.slice(0, slash))
    return own && matchesPattern(name, chosen.slice(slash + 1))
  })
}

/** Whether `--workload` says the name of a workload itself, and no pattern. */
export const isNamed = (named: Named, workloads: readonly string[]) =>
  isChosen(
    named,
    workloads.filter(each => !isPattern(each))
  )

/** The number that `--replicas` has for a workload: `shop/web=3` counts before `web=3`. */
export const numberFor = (numbers: ReadonlyMap<string, number>, { name, namespace }: Named) =>
  numbers.get(`${namespace ?? ''}/${name}`) ?? numbers.get(name)

/** Whether a name of the configuration may match several Deployments. */
export const isPattern = (name: string) => /[*?]/.test(name)

/** Whether a name is the entry's, in which * and ? stand for others. */
export function matchesPattern(name: string, pattern: string): boolean {
  let at = 0
  let inName = 0
  let star = -1
  let resumed = 0
  while (inName < name.length) {
    if (pattern[at] === '*') {
      star = at++
      resumed = inName
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[inName])) {
      at++
      inName++
    } else if (star >= 0) {
      // The last star takes one letter more; those before it never need to.
      at = star + 1
      inName = ++resumed
    } else return false
  }
  return /^\**$/.test(pattern.slice(at))
}
