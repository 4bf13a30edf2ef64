import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'
import type { Diagnostic } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { argumentsPlace } from '../settings.ts'
import { options } from './options.ts'
import type { Option, OptionName, Wrong } from './options.ts'
import { wrongOption } from './problems.ts'

type Value<Name extends OptionName> = Exclude<ReturnType<(typeof options)[Name]['parse']>, Wrong>

/** What a command line says. */
export type Arguments = { readonly files: readonly string[] } & {
  readonly [Name in OptionName]: Value<Name>
}

/** One thing that a command does: the word, or the switch, that asks for it, and what it takes. */
export type Action = {
  /** As in `next` or `--canary`; empty for what is done without a word. */
  readonly word: string
  readonly summary: string
  readonly options: readonly OptionName[]
}

/** A command, as far as its arguments go. */
export type Callable = {
  readonly name: string
  /** Its words between bars, as in `next|back`, follow its name. */
  readonly usage: string
  readonly actions: readonly Action[]
  readonly examples: readonly string[]
}

/** The options of all actions of a command, each once. */
export const optionsOf = ({ actions }: Callable): OptionName[] => [
  ...new Set(actions.flatMap(action => action.options))
]

/** Reads what follows a command; what is wrong with it is a diagnostic. */
export function parseArguments(args: readonly string[], command: Callable): Arguments | Diagnostic {
  const allowed = optionsOf(command)
  const given = readTokens(args, allowed, seeHelp(command))
  if ('code' in given) return given
  const action = actionOf(given, command)
  if (!action) return unknownAction(given, command)
  return findMisplaced(given, command.name, action) ?? readValues(given, allowed)
}

type Given = {
  readonly files: readonly string[]
  readonly texts: ReadonlyMap<OptionName, readonly string[]>
}

function readTokens(
  args: readonly string[],
  allowed: readonly OptionName[],
  seeHelp: string
): Given | Diagnostic {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(allowed.map(name => [name, parsedAs(options[name])])),
    allowPositionals: true,
    strict: false,
    tokens: true
  })
  const files: string[] = []
  const texts = new Map<OptionName, string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value)
    if (token.kind !== 'option') continue
    const { rawName, value, inlineValue } = token
    const name = allowed.find(each => each === token.name)
    if (!name) return unknownOption(rawName, allowed, seeHelp)
    const isSwitch = options[name].takes === ''
    if (isSwitch && value !== undefined)
      return wrongOption(argumentsPlace, `${rawName} takes no value`, seeHelp)
    const isMissing = value === undefined || (!inlineValue && /^-./.test(value))
    if (!isSwitch && isMissing) {
      return wrongOption(argumentsPlace, `${rawName} needs ${options[name].takes}`, seeHelp)
    }
    const own = texts.get(name)
    if (own) own.push(value ?? '')
    else texts.set(name, [value ?? ''])
  }
  return { files, texts }
}

function parsedAs({
  takes,
  short
}: Option<unknown>): NonNullable<ParseArgsConfig['options']>[string] {
  return { type: takes === '' ? 'boolean' : 'string', ...(short && { short }) }
}

const seeHelp = ({ name }: Callable) => `\`rolloutify ${name} --help\` lists the options`

function unknownOption(given: string, allowed: readonly OptionName[], seeHelp: string): Diagnostic {
  const similar = nearest(given.replace(/^--?/, ''), allowed)
  const hint = similar === undefined ? seeHelp : `did you mean --${similar}?`
  return wrongOption(argumentsPlace, `Unknown option ${given}`, hint)
}

/** What a command is asked to do: a word comes first, a switch is anywhere. */
function actionOf({ files, texts }: Given, { actions }: Callable): Action | undefined {
  const isAsked = ({ word }: Action) =>
    word.startsWith('--') ? [...texts.keys()].some(each => word === `--${each}`) : word === files[0]
  return actions.find(isAsked) ?? actions.find(({ word }) => word === '')
}

function unknownAction({ files }: Given, { name, usage, actions, examples }: Callable): Diagnostic {
  const [given = ''] = files
  const similar = nearest(
    given,
    actions.map(({ word }) => word)
  )
  const hint = similar ? `did you mean ${similar}?` : `as in \`${examples[0] ?? name}\``
  const words = usage.slice(name.length + 1, usage.indexOf(' [')).replaceAll('|', ', ')
  const but = given === '' ? '' : `, not "${given}"`
  const list = words.replace(/, (?=[^,]*$)/, ' or ')
  return wrongOption(argumentsPlace, `${name} takes ${list}${but}`, hint)
}

/** An option of the command that is not for what it is asked to do. */
function findMisplaced({ texts }: Given, name: string, action: Action): Diagnostic | undefined {
  const misplaced = [...texts.keys()].find(each => !action.options.includes(each))
  if (misplaced === undefined) return undefined
  const call = `${name} ${action.word}`.trimEnd()
  const changesNothing =
    writing.includes(misplaced) && !writing.some(each => action.options.includes(each))
  return changesNothing
    ? wrongOption(argumentsPlace, `${call} changes nothing`, `remove --${misplaced}`)
    : wrongOption(argumentsPlace, `--${misplaced} is not for ${call}`, 'remove it')
}

const writing: readonly OptionName[] = ['write', 'out', 'diff']

function readValues(
  { files, texts }: Given,
  allowed: readonly OptionName[]
): Arguments | Diagnostic {
  const values: [string, unknown][] = []
  for (const [name, { parse, expected, repeats }] of Object.entries<Option<unknown>>(options)) {
    const given = [...texts].find(([each]) => each === name)?.[1] ?? []
    const other = given.find(each => each !== given[0])
    if (!repeats && other !== undefined) {
      const reason = `--${name} is both "${given[0]}" and "${other}"`
      return wrongOption(argumentsPlace, reason, 'set it once')
    }
    const value = parse(given, allowed)
    if (isWrong(value)) {
      const reason = `--${name} cannot be "${value.wrong}"`
      return wrongOption(argumentsPlace, reason, `expected ${expected?.(allowed) ?? ''}`)
    }
    values.push([name, value])
  }
  // Each value is what the option of its name reads.
  return { files, ...Object.fromEntries(values) } as Arguments
}

const isWrong = (value: unknown): value is Wrong =>
  typeof value === 'object' && value !== null && 'wrong' in value
