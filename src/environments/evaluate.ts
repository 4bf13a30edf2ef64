import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { askingData, firstSet, merged, overwritten, passingData } from './data-functions.ts'
import { ownAt, truthOf } from './go-values.ts'
import type { Followed } from './go-values.ts'
import type { Operand, Pipeline } from './pipeline.ts'
import { askingText, isShort, passingText } from './text-functions.ts'
import type { Call } from './text-functions.ts'
import { holdsUnknown } from './unknown.ts'

/** What a template sees at one of its places. */
export type Scope = {
  readonly dot: Followed
  readonly root: Followed
  readonly variables: Variables
  readonly host: Host
}

/** The variables of a block over those around it. */
export type Variables = {
  readonly own: Map<string, Followed>
  readonly around: Variables | undefined
}

/** What a template asks for that is not a value. */
export type Host = {
  /** A file that is named from the template's folder. */
  readonly readFile: (path: string) => string | undefined
  readonly parse: (text: string) => Followed
  /** Renders a template that was defined by this name, or a text. */
  readonly include: (name: string, dot: Followed) => string | undefined
  readonly renderText: (text: string, dot: Followed) => string | undefined
  /** The maps that were made here, which may be changed; those of a context are other templates', too. */
  readonly made: WeakMap<object, Record<string, Value>>
}

/** The value of a pipeline; undefined where it asks for what is not known here. */
export function evaluate({ commands }: Pipeline, scope: Scope): Followed {
  let piped: Followed
  for (const [at, command] of commands.entries()) {
    piped = runCommand(command, scope, at === 0 ? [] : [piped])
  }
  return piped
}

function runCommand(
  [head, ...given]: readonly Operand[],
  scope: Scope,
  piped: readonly Followed[]
): Followed {
  if (!head) return undefined
  if (head.type !== 'word') {
    return given.length > 0 || piped.length > 0 ? undefined : valueOf(head, scope)
  }
  if (head.word === 'and' || head.word === 'or') return choose(head.word, given, scope, piped)
  const values = [...given.map(operand => valueOf(operand, scope)), ...piped]
  if (head.word === 'coalesce') return followed(firstSet(values.map(each => each?.value)))
  return call(head.word, values, scope.host)
}

const followed = (value: Value | undefined): Followed =>
  value === undefined || !isShort(value) ? undefined : { value }

function valueOf(operand: Operand, scope: Scope): Followed {
  switch (operand.type) {
    case 'value':
      return { value: operand.value }
    case 'word':
      return call(operand.word, [], scope.host)
    case 'dot':
      return at(scope.dot, operand.keys)
    case 'variable':
      return at(
        operand.name === '' ? scope.root : lookUp(operand.name, scope.variables),
        operand.keys
      )
    case 'group':
      return at(evaluate(operand.pipeline, scope), operand.keys)
  }
}

function lookUp(name: string, variables: Variables | undefined): Followed {
  for (let at = variables; at; at = at.around) if (at.own.has(name)) return at.own.get(name)
  return undefined
}

function at(from: Followed, path: readonly string[]): Followed {
  let found = from?.value
  for (const key of path) found = ownAt(found, key)
  return found === undefined ? undefined : { value: found }
}

/** Go's `and` and `or`, which ask no further once they know. */
function choose(
  word: 'and' | 'or',
  given: readonly Operand[],
  scope: Scope,
  piped: readonly Followed[]
): Followed {
  const all = [
    ...given.map(operand => () => valueOf(operand, scope)),
    ...piped.map(each => () => each)
  ]
  let last: Followed
  for (const next of all) {
    last = next()
    const truth = last && truthOf(last.value)
    if (truth === undefined) return undefined
    if (truth === (word === 'or')) return last
  }
  return last
}

const passing = new Map(Object.entries({ ...passingText, ...passingData }))
const asking = new Map(Object.entries({ ...askingText, ...askingData }))
const makers = /^(?:dict|pick|omit)$/

function call(word: string, given: readonly Followed[], host: Host): Followed {
  const values = given.flatMap(each => (each ? [each.value] : []))
  if (values.length < given.length) return undefined
  const name = word.replace(/^must(?=[A-Z])/, '').replace(/^[A-Z]/, first => first.toLowerCase())
  const own = passing.get(name) ?? changing.get(name)?.(host)
  if (own) {
    const value = own(...values)
    if (name === 'deepCopy') return followed(madeOf(value, host))
    return followed(makers.test(name) ? madeAbove(value, host) : value)
  }
  const strict = asking.get(name)
  if (strict) return values.some(holdsUnknown) ? undefined : followed(strict(...values))
  return ask(name, values, host)
}

/** Functions that read a file, or render a template. */
function ask(name: string, [first, second]: readonly Value[], host: Host): Followed {
  if (typeof first !== 'string' || (name !== 'fromYaml' && holdsUnknown(first))) return undefined
  if (name === 'readFile') return followed(host.readFile(first))
  if (name === 'fromYaml' || name === 'fromJson')
    return followed(madeOf(host.parse(first)?.value, host))
  if (name === 'include') return followed(host.include(first, followed(second)))
  return name === 'tpl' ? followed(host.renderText(first, followed(second))) : undefined
}

/** A map as one that may be changed. */
function madeAbove(value: Value | undefined, host: Host): Value | undefined {
  const entries = asEntries(value)
  if (!entries) return value
  const made = { ...entries }
  host.made.set(made, made)
  return made
}

/** A copy of a value, the maps in which may be changed. */
function madeOf(value: Value | undefined, host: Host): Value | undefined {
  if (Array.isArray(value)) return value.map(item => madeOf(item, host) ?? null)
  const entries = asEntries(value)
  if (!entries) return value
  const made: Record<string, Value> = {}
  for (const [key, below] of Object.entries(entries)) made[key] = madeOf(below, host) ?? null
  host.made.set(made, made)
  return made
}

/**
 * Functions that change the first map that they get, and pass it on. One that was not made here
 * belongs to other templates, too, and they would see the change.
 */
const changing = new Map<string, (host: Host) => Call>([
  ['set', host => changer(host, (map, key, value) => assign(map, key, value))],
  ['unset', host => changer(host, (map, key) => delete map[String(key)])],
  ['merge', host => changer(host, (map, ...others) => fillIn(map, merged(map, ...others)))],
  [
    'mergeOverwrite',
    host => changer(host, (map, ...others) => fillIn(map, overwritten(map, ...others)))
  ]
])

type Change = (map: Record<string, Value>, ...values: readonly Value[]) => boolean

const changer =
  ({ made }: Host, change: Change): Call =>
  (value, ...values) => {
    const map = typeof value === 'object' && value !== null ? made.get(value) : undefined
    return map && change(map, ...values) ? map : undefined
  }

function assign(map: Record<string, Value>, key: Value | undefined, value: Value | undefined) {
  if (typeof key !== 'string' || holdsUnknown(key) || value === undefined) return false
  map[key] = value
  return true
}

function fillIn(map: Record<string, Value>, more: Value | undefined): boolean {
  return Boolean(Object.assign(map, more))
}
