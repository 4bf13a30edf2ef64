import { canonical } from '../kubernetes/resource.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { printBlock, printFlow } from '../yaml/print.ts'
import { asList, printed } from './go-values.ts'

/** A function of templates; undefined where it is not followed. */
export type Call = (...values: readonly Value[]) => Value | undefined

/** Texts longer than this are not built. */
const longest = 1_000_000

const withText =
  (change: (text: string) => string): Call =>
  value =>
    typeof value === 'string' ? change(value) : undefined

const withTexts =
  (change: (...texts: readonly string[]) => Value): Call =>
  (...values) => {
    const texts = values.filter(each => typeof each === 'string')
    return texts.length === values.length ? change(...texts) : undefined
  }

const indented = (count: Value | undefined, text: Value | undefined) =>
  typeof count === 'number' && typeof text === 'string' && count < 1000
    ? text
        .split('\n')
        .map(line => ' '.repeat(count) + line)
        .join('\n')
    : undefined

/** A value as lines of YAML; a list is one line, with no fewer values. */
function yamlOf(...[value = null]: readonly Value[]): string {
  const entries = asEntries(value)
  if (entries && Object.keys(entries).length > 0) return `${printBlock(entries).join('\n')}\n`
  return `${printFlow(value, 'json')}\n`
}

/** Go's `printf`, as far as texts, whole numbers and words are put into it. */
function formatted(form: Value | undefined, ...values: readonly Value[]): string | undefined {
  if (typeof form !== 'string') return undefined
  let at = 0
  let isFollowed = true
  const text = form.replace(/%(.?)/gs, (_, verb: string) => {
    if (verb === '%') return '%'
    const value = values[at++]
    const fits =
      value !== undefined &&
      ((verb === 's' && typeof value === 'string') ||
        (verb === 'd' && Number.isInteger(value)) ||
        (verb === 't' && typeof value === 'boolean') ||
        (verb === 'q' && typeof value === 'string') ||
        (verb === 'v' && value !== null))
    isFollowed &&= fits
    return fits ? (verb === 'q' ? JSON.stringify(value) : printed(value)) : ''
  })
  return isFollowed && at === values.length ? text : undefined
}

function joined(separator: Value | undefined, list: Value | undefined): string | undefined {
  const items = asList(list)
  if (typeof separator !== 'string' || !items) return undefined
  return items
    .filter(item => item !== null)
    .map(printed)
    .join(separator)
}

const split = (separator: string, text: string) =>
  text === '' && separator !== '' ? [''] : text.split(separator)

/** Functions that pass on what was not followed within a value. */
export const passingText: Readonly<Record<string, Call>> = {
  toYaml: yamlOf,
  toJson: value => canonical(value),
  toPrettyJson: value => canonical(value),
  toRawJson: value => canonical(value),
  indent: indented,
  nindent: (count, text) => {
    const lines = indented(count, text)
    return lines === undefined ? undefined : `\n${lines}`
  },
  quote: (...values) =>
    values
      .filter(value => value !== null)
      .map(value => JSON.stringify(printed(value)))
      .join(' '),
  squote: (...values) =>
    values
      .filter(value => value !== null)
      .map(value => `'${printed(value)}'`)
      .join(' '),
  trim: withText(text => text.trim()),
  toString: (...[value = null]) => (value === null ? undefined : printed(value)),
  printf: formatted,
  print: (...values) =>
    values.every(each => typeof each === 'string') ? values.join('') : undefined,
  join: joined
}

/** Functions that ask for the whole of a text. */
export const askingText: Readonly<Record<string, Call>> = {
  lower: withText(text => text.toLowerCase()),
  upper: withText(text => text.toUpperCase()),
  nospace: withText(text => text.replace(/\s/g, '')),
  trimAll: withTexts((cut = '', text = '') => {
    const characters = [...text]
    const isKept = (character: string) => !cut.includes(character)
    const last = characters.findLastIndex(isKept)
    return last < 0 ? '' : characters.slice(characters.findIndex(isKept), last + 1).join('')
  }),
  trimPrefix: withTexts((cut = '', text = '') =>
    text.startsWith(cut) ? text.slice(cut.length) : text
  ),
  trimSuffix: withTexts((cut = '', text = '') =>
    cut !== '' && text.endsWith(cut) ? text.slice(0, -cut.length) : text
  ),
  replace: withTexts((old = '', now = '', text = '') => text.replaceAll(old, () => now)),
  contains: withTexts((part = '', text = '') => text.includes(part)),
  hasPrefix: withTexts((part = '', text = '') => text.startsWith(part)),
  hasSuffix: withTexts((part = '', text = '') => text.endsWith(part)),
  trunc: (count, text) => {
    if (typeof count !== 'number' || typeof text !== 'string') return undefined
    return count < 0 ? text.slice(Math.max(0, text.length + count)) : text.slice(0, count)
  },
  repeat: (count, text) =>
    typeof count === 'number' && typeof text === 'string' && count * text.length < longest
      ? text.repeat(Math.max(0, count))
      : undefined,
  splitList: withTexts((separator = '', text = '') => split(separator, text)),
  split: withTexts((separator = '', text = '') =>
    Object.fromEntries(split(separator, text).map((part, at) => [`_${at}`, part]))
  )
}

/** Whether a value is small enough to be passed on. */
export const isShort = (value: Value | undefined) =>
  typeof value !== 'string' || value.length <= longest
