import type { Diagnostic, Location } from '../diagnostic.ts'
import { indexed } from '../groups.ts'
import { nearest } from '../nearest.ts'
import { includes } from '../yaml/bytes.ts'
import { complete } from '../yaml/complete.ts'
import { isInScalar } from '../yaml/node.ts'
import { readDocument, splitStream } from '../yaml/stream.ts'
import type { Chunk, Source } from '../yaml/stream.ts'
import * as problems from './ignore-problems.ts'

/** A comment that ignores a finding: beside its line, or above it. */
export type Ignore = {
  readonly at: Location
  readonly lines: readonly number[]
  readonly code: string
  readonly reason: string
}

const word = 'rolloutify-ignore'
const comment = /(?<=^|[ \t])#[ \t]*rolloutify-ignore(?![\w-])[ \t:]*([^\s]*)[ \t]*([^]*)$/

/** Finds the comments that ignore findings. */
export function findIgnores(source: Source): Ignore[] {
  if (!includes(source.bytes, word)) return []
  return splitStream(source).flatMap(chunk => findInDocument(source, chunk))
}

function findInDocument(source: Source, chunk: Chunk): Ignore[] {
  if (!includes(source.bytes.subarray(chunk.start, chunk.end), word)) return []
  const document = readDocument(source, chunk)
  const { text } = document
  const root = document.root && complete(document, document.root)
  const lines = text.split('\n')
  const following = nextSaying(lines)
  const first = source.lineAt(chunk.start)
  let offset = 0
  return lines.flatMap((line, index) => {
    const start = offset
    offset += line.length + 1
    const found = comment.exec(line)
    if (!found || isInScalar(root, start + found.index)) return []
    const [, code = '', reason = ''] = found.map(part => part.trimEnd())
    const at = { file: source.file, line: first + index, column: found.index + 1 }
    const isAbove = line.slice(0, found.index).trim() === ''
    const next = following[index]
    const meant = isAbove ? [index, index + 1, ...(next === undefined ? [] : [next])] : [index]
    return [{ at, code, reason, lines: meant.map(line => first + line) }]
  })
}

/** For each line the next one below it that is neither blank nor a comment. */
function nextSaying(lines: readonly string[]): (number | undefined)[] {
  const following: (number | undefined)[] = []
  let next: number | undefined
  for (let index = lines.length - 1; index >= 0; index--) {
    following[index] = next
    if (!/^\s*(?:#|$)/.test(lines[index] ?? '')) next = index
  }
  return following
}

/** What is left of findings, and what is wrong with the comments that ignore some. */
export function withoutIgnored(
  found: readonly Diagnostic[],
  ignores: readonly Ignore[],
  { codes, idle }: { readonly codes: readonly string[]; readonly idle: ReadonlySet<string> }
): Diagnostic[] {
  const valid = ignores.filter(({ code, reason }) => reason !== '' && codes.includes(code))
  const findingKey = (file: string, line: number, code: string) => [code, line, file].join(' ')
  const byPlace = indexed(valid, ({ at, lines, code }) =>
    lines.map(line => findingKey(at.file, line, code))
  )
  const used = new Set<Ignore>()
  const left = found.filter(({ file, line, code }) => {
    const own = byPlace.get(findingKey(file, line, code))
    for (const each of own ?? []) used.add(each)
    return !own
  })
  const faults = ignores.flatMap(({ at, code, reason }): Diagnostic[] => {
    if (!codes.includes(code)) {
      return [problems.ignoreUnknownCode(at, code, nearest(code, codes))]
    }
    return reason === '' ? [problems.ignoreWithoutReason(at, code)] : []
  })
  const unmatched = valid
    .filter(each => !used.has(each) && !idle.has(each.code))
    .map(({ at, code }) => problems.ignoreWithoutFinding(at, code))
  return [...left, ...faults, ...unmatched]
}
