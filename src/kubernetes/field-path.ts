import type { Path } from './resource.ts'

/** Whether a rule's path covers a field: deletes it, alone or with all that it is in. */
export type Cover = 'covers' | 'misses' | 'unknown'

/** The keys of a JSON pointer, without the escapes (RFC 6901). */
export const keysOfPointer = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))

/** What a JSON pointer does to a field: it covers what it names and all below. */
export function coverOfPointer(pointer: string, field: Path): Cover {
  if (!pointer.startsWith('/')) return 'misses'
  return keysOfPointer(pointer).every((key, index) => key === field[index]) ? 'covers' : 'misses'
}

/**
 * What a path of jq does to a field, as `del(PATH)` does it. Paths of keys, `[]`, `..`, `?`, commas,
 * pipes and parentheses are followed; a condition, or a function, may or may not hold.
 */
export function coverOfJqPath(text: string, field: Path): Cover {
  const reader: Reader = { text, at: 0, field }
  const spots = readPipe(reader, [{ depth: 0, certain: true }])
  skipBlanks(reader)
  // What cannot be followed matters where it may name the field.
  if (!spots || reader.at < text.length) {
    return text.includes(field.at(-1) ?? '') ? 'unknown' : 'misses'
  }
  if (spots.length === 0) return 'misses'
  return spots.some(({ certain }) => certain) ? 'covers' : 'unknown'
}

/** How far a path has come on the way to the field. Paths that lead elsewhere have no spot. */
type Spot = { readonly depth: number; readonly certain: boolean }
type Spots = readonly Spot[]
type Reader = { readonly text: string; at: number; readonly field: Path }

function skipBlanks(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++
}

/** Takes a word if the text continues with it. */
function take(reader: Reader, word: string): boolean {
  skipBlanks(reader)
  if (!reader.text.startsWith(word, reader.at)) return false
  reader.at += word.length
  return true
}

function takeMatch(reader: Reader, pattern: RegExp): string | undefined {
  skipBlanks(reader)
  const found = pattern.exec(reader.text.slice(reader.at))?.[0]
  if (found !== undefined) reader.at += found.length
  return found
}

function readPipe(reader: Reader, from: Spots): Spots | undefined {
  let spots = readCommas(reader, from)
  // `|=` and `//` are no paths.
  while (spots && !/^\s*\|=/.test(reader.text.slice(reader.at)) && take(reader, '|'))
    spots = readCommas(reader, spots)
  return spots
}

function readCommas(reader: Reader, from: Spots): Spots | undefined {
  let spots = readTerm(reader, from)
  while (spots && take(reader, ',')) {
    const others = readTerm(reader, from)
    spots = others && [...spots, ...others]
  }
  return spots
}

function readTerm(reader: Reader, from: Spots): Spots | undefined {
  const spots = readHead(reader, from)
  return spots && readSuffixes(reader, spots)
}

function readHead(reader: Reader, from: Spots): Spots | undefined {
  if (take(reader, '..')) return deeper(from, reader.field)
  if (take(reader, '(')) {
    const inner = readPipe(reader, from)
    return inner && take(reader, ')') ? inner : undefined
  }
  if (take(reader, '.')) {
    const key = readKey(reader)
    return key === undefined ? from : step(from, key, reader.field)
  }
  return readCall(reader, from)
}

/** A function: `select` keeps what it is given or not, of others nothing is known. */
function readCall(reader: Reader, from: Spots): Spots | undefined {
  const name = takeMatch(reader, /^[a-zA-Z_]\w*/)
  if (name === undefined || !skipArguments(reader)) return undefined
  if (name === 'empty') return []
  if (name === 'recurse') return deeper(from, reader.field)
  if (name === 'select') return from.map(({ depth }) => ({ depth, certain: false }))
  return from.length === 0 ? from : undefined
}

/** Goes after the parentheses of a call, if it has any. */
function skipArguments(reader: Reader): boolean {
  if (!take(reader, '(')) return true
  for (let depth = 1; depth > 0;) {
    const part = takeMatch(reader, /^(?:"(?:\\.|[^"\\])*"|[^"()]+|[()])/s)
    if (part === undefined) return false
    depth += part === '(' ? 1 : part === ')' ? -1 : 0
  }
  return true
}

function readKey(reader: Reader): string | undefined {
  const name = /^[a-zA-Z_]\w*/.exec(reader.text.slice(reader.at))?.[0]
  if (name !== undefined) {
    reader.at += name.length
    return name
  }
  return reader.text[reader.at] === '"' ? readString(reader) : undefined
}

function readString(reader: Reader): string | undefined {
  const text = takeMatch(reader, /^"(?:\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}|[^"\\\n])*"/)
  return text === undefined ? undefined : String(JSON.parse(text))
}

function readSuffixes(reader: Reader, from: Spots): Spots | undefined {
  let spots: Spots | undefined = from
  while (spots) {
    if (take(reader, '?')) continue
    if (take(reader, '[')) spots = readBrackets(reader, spots)
    else if (/^\s*\.(?!\.)/.test(reader.text.slice(reader.at)) && take(reader, '.')) {
      const key = readKey(reader)
      if (key !== undefined) spots = step(spots, key, reader.field)
    } else return spots
  }
  return spots
}

function readBrackets(reader: Reader, from: Spots): Spots | undefined {
  if (take(reader, ']')) return each(from, reader.field)
  skipBlanks(reader)
  const key = readString(reader)
  if (key !== undefined) return take(reader, ']') ? step(from, key, reader.field) : undefined
  // An index or a slice is of no mapping.
  const isIndex = takeMatch(reader, /^-?[0-9]*(?::-?[0-9]*)?\s*\]/) !== undefined
  return isIndex ? [] : undefined
}

/** One key on. What is below the field itself does not cover it. */
function step(from: Spots, key: string, field: Path): Spots {
  return from
    .filter(({ depth }) => depth < field.length && field[depth] === key)
    .map(({ depth, certain }) => ({ depth: depth + 1, certain }))
}

const each = (from: Spots, field: Path): Spots =>
  from
    .filter(({ depth }) => depth < field.length)
    .map(({ depth, certain }) => ({ depth: depth + 1, certain }))

/** Every place on the way to the field. */
const deeper = (from: Spots, field: Path): Spots =>
  from.flatMap(({ depth, certain }) =>
    field
      .slice(depth)
      .reduce<Spot[]>(
        (spots, _key, index) => [...spots, { depth: depth + index + 1, certain }],
        [{ depth, certain }]
      )
  )
