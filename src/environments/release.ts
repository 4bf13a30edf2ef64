import { asEntries } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { readerOf } from './files.ts'
import type { Files } from './files.ts'
import { listOf } from './helmfile.ts'
import type { State } from './helmfile.ts'
import { valueAt } from './merge.ts'
import { render } from './template.ts'
import { holdsUnknown, unknownValue } from './unknown.ts'

/** A release of a helmfile, with what it inherits. */
export type Release = {
  readonly name: string
  readonly chart: string
  readonly spec: Entries
  /** What its own templates can ask for. */
  readonly context: Entries
}

/** The releases that a helmfile has, each as its templates make it. */
export function releasesOf(files: Files, state: State): Release[] {
  return listOf(state.spec['releases'])
    .map(asEntries)
    .filter(each => each !== undefined)
    .map(given => releaseOf(files, state, given))
}

function releaseOf(files: Files, state: State, given: Entries): Release {
  const spec = inherited(state.spec, { ...given, inherit: inheritedBy(state.spec, given) }, [])
  const labels = { ...asEntries(spec['labels']), ...asEntries(state.spec['commonLabels']) }
  const fields = { Name: 'name', Namespace: 'namespace', Chart: 'chart', ChartVersion: 'version' }
  const raw = Object.entries(fields).map(([field, key]) => [field, textAt(spec, key)] as const)
  const contextOf = (known: Entries): Entries => ({
    ...state.context,
    Release: { Labels: labels, KubeContext: '', ...known }
  })
  const read = (text: string, known: Entries) =>
    rendered({ files, state }, text, contextOf(known)).trim()
  const first = Object.fromEntries(raw)
  const name = read(first['Name'] ?? '', first)
  const known = Object.fromEntries(
    raw.map(([field, text]) => [field, read(text, { ...first, Name: name })])
  )
  return { name, chart: known['Chart'] ?? '', spec: { ...spec, labels }, context: contextOf(known) }
}

/** A text of a release, which is a template always. */
export function rendered(
  { files, state }: { readonly files: Files; readonly state: Pick<State, 'file'> },
  text: string,
  context: Entries
): string {
  const found = render(text, context, readerOf(files, state))
  return 'text' in found ? found.text : unknownValue
}

/** The text at a key of a release. */
export function textAt(entries: Entries, key: string): string {
  const value = entries[key]
  return typeof value === 'string' ? value : ''
}

/** What a release inherits: what all do, and what it names itself. */
function inheritedBy(spec: Entries, release: Entries): Value {
  const { inherit, defaultInherit } = { ...spec, ...release }
  const own = Array.isArray(inherit) ? listOf(inherit) : inherit ? [inherit] : []
  const named = own.map(each => asEntries(each)?.['template'])
  const usual = typeof defaultInherit === 'string' ? [defaultInherit] : listOf(defaultInherit)
  return [...usual.filter(each => !named.includes(each)).map(template => ({ template })), ...own]
}

/** A release with the templates that it inherits: their lists come first. */
function inherited(spec: Entries, release: Entries, above: readonly string[]): Entries {
  const templates = asEntries(spec['templates'])
  let merged: Entries = {}
  for (const each of listOf(release['inherit'])) {
    const { template, except } = asEntries(each) ?? {}
    const found = typeof template === 'string' ? asEntries(templates?.[template]) : undefined
    if (!found || typeof template !== 'string' || above.includes(template)) continue
    const without = new Set(listOf(except).map(String))
    const whole = Object.entries(inherited(spec, found, [...above, template]))
    merged = join(merged, Object.fromEntries(whole.filter(([key]) => !without.has(key))))
  }
  return join(merged, release)
}

function join(base: Entries, over: Entries): Entries {
  const joined = Object.entries(over).map(([key, value]) => {
    const before = base[key]
    const [below, above] = [asEntries(before), asEntries(value)]
    if (below && above) return [key, { ...below, ...above }]
    return [key, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value]
  })
  return { ...base, ...Object.fromEntries(joined) }
}

/** Whether a helmfile installs a release; also where that is not followed. */
export function isInstalled(files: Files, state: State, { spec, context }: Release): boolean {
  const { installed, condition, installedTemplate, conditionTemplate } = spec
  if (installed === false || condition === false) return false
  const asked = [installedTemplate, conditionTemplate].map(each =>
    typeof each === 'string' ? rendered({ files, state }, each, context).trim() : 'true'
  )
  if (asked.includes('false')) return false
  if (typeof condition !== 'string') return true
  if (/^(?:true|false)$/i.test(condition)) return /^true$/i.test(condition)
  const values = asEntries(state.context['Values'])
  const found = valueAt(values, condition.split('.'))
  return values === undefined || found === true || holdsUnknown(found)
}

/** Whether the helmfile above, which may select some releases only, selects this one. */
export function isSelected({ selectors }: State, { spec, name }: Release): boolean {
  const labels: Entries = { ...asEntries(spec['labels']), name }
  const holds = (part: string) => {
    const [key = '', value] = part.split(/!?=/)
    return (labels[key] === value) !== part.includes('!=')
  }
  return selectors.length === 0 || selectors.some(each => each.split(',').every(holds))
}
