import { asEntries, isItems } from './node.ts'
import type { ScalarValue, Value } from './node.ts'

/** The entries of a mapping; those that are undefined are omitted. */
type Fields = { readonly [key: string]: Value | undefined }

/** Text without quotes that every YAML version reads as that very string. */
const plain = /^(?:[A-Za-z_/][\w./%=-]*(?: [\w./%-]+)*|[0-9]+(?:%|ms|s|m|h))$/
/** Words that YAML 1.1 or 1.2 reads as something else (yaml.org/type: bool, null, float). */
const reserved = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf|e[-+]?[0-9]+)$/i

/** A scalar in its plainest spelling that YAML 1.1 readers, such as Kubernetes', understand alike. */
export function printScalar(value: ScalarValue): string {
  if (typeof value !== 'string') return String(value)
  if (plain.test(value) && !reserved.test(value)) return value
  return quotesJson.test(value) ? `'${value}'` : quote(value)
}

/** Text that is easier to read between apostrophes: it has quotes of its own and no escapes. */
const quotesJson = /^[[{](?=.*")[\x20-\x26\x28-\x7e]*$/

/** What JSON lets pass: breaks of lines to YAML alone, marks that turn its direction, no width. */
const unseen = /[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

/** A double-quoted scalar, in which nothing stands that a reader would not see. */
export function quote(value: Value): string {
  return JSON.stringify(value).replace(
    unseen,
    character => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0')
  )
}

/** A mapping as block lines without indent. */
export function printBlock(entries: Fields): string[] {
  const lines: string[] = []
  printEntries(lines, '', entries)
  return lines
}

/** Prints entries below each other, the first of them after `head`, which is an indent or a dash. */
function printEntries(lines: string[], indent: string, entries: Fields, head = indent): void {
  let start = head
  for (const key in entries) {
    const value = entries[key]
    if (value === undefined) continue
    printEntry(lines, { indent, start: `${start}${printScalar(key)}:` }, value)
    start = indent
  }
}

type Place = { readonly indent: string; readonly start: string }

function printEntry(lines: string[], { indent, start }: Place, value: Value): void {
  if (value === null || typeof value !== 'object') lines.push(`${start} ${printScalar(value)}`)
  else if (isItems(value)) {
    lines.push(value.length > 0 ? start : `${start} []`)
    for (const item of value) printItem(lines, indent, item)
  } else if (isEmpty(value)) lines.push(`${start} {}`)
  else {
    lines.push(start)
    printEntries(lines, indent + '  ', value)
  }
}

function printItem(lines: string[], indent: string, item: Value): void {
  const entries = asEntries(item)
  if (entries && !isEmpty(entries)) printEntries(lines, indent + '  ', entries, indent + '- ')
  else lines.push(`${indent}- ${printFlow(item, 'yaml')}`)
}

const isEmpty = (entries: Fields) => Object.values(entries).every(value => value === undefined)

/** A value on one line: with JSON's quotes, or with as few as YAML needs. */
export function printFlow(value: Value, style: 'json' | 'yaml'): string {
  if (style === 'json') return quote(value)
  if (value === null || typeof value !== 'object') return printScalar(value)
  if (isItems(value)) return `[${value.map(item => printFlow(item, style)).join(', ')}]`
  const entries = Object.entries<Value | undefined>(value)
    .filter(entry => entry[1] !== undefined)
    .map(([key, item]) => `${printScalar(key)}: ${printFlow(item ?? null, style)}`)
  return `{${entries.join(', ')}}`
}
