import { decode } from '../yaml/bytes.ts'
import { wholeLines } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Revision } from '../yaml/revision.ts'
import { printable } from './printable.ts'

/** Lines that change: where they stood, counted from 0, and what they become. */
type Change = {
  readonly at: number
  readonly old: readonly string[]
  readonly new: readonly string[]
}

const context = 3

/** A revision as a unified diff, made of its edits: what they do not touch is not compared. */
export function unifiedDiff(revision: Revision): string {
  const { source } = revision
  const text = decode(source.bytes)
  const lines = splitLines(text)
  const changes = changesOf(text, editsOf(revision))
  const head = `--- ${named('a/' + source.file)}\n+++ ${named('b/' + source.file)}\n`
  let shift = 0
  const hunks = groupChanges(changes).map(group => {
    const hunk = printHunk(lines, group, shift)
    shift += group.reduce((sum, change) => sum + change.new.length - change.old.length, 0)
    return hunk
  })
  return hunks.length > 0 ? head + hunks.join('') : ''
}

/** A name as `patch` reads it: one that is not plain is between quotes. */
function named(file: string): string {
  const plain = printable(file)
  return plain === file ? file : `"${plain}"`
}

const splitLines = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/** All edits of a revision as offsets into the whole text. */
function editsOf({ source, revised }: Revision): Edit[] {
  let bytes = 0
  let characters = 0
  return revised.flatMap(({ document, edits }) => {
    characters += decode(source.bytes.subarray(bytes, document.chunk.start)).length
    bytes = document.chunk.start
    const start = characters
    const moved = edits.map(edit => ({ ...edit, start: edit.start + start, end: edit.end + start }))
    return moved.sort((a, b) => a.start - b.start || a.end - b.end)
  })
}

/** The lines that edits change, and what becomes of them. */
function changesOf(text: string, edits: readonly Edit[]): Change[] {
  let line = 0
  let counted = 0
  const changes = wholeLines(text, edits).map(({ start, end, text: after }) => {
    line += countLines(text, counted, start)
    counted = start
    return trim(line, text.slice(start, end), after)
  })
  return changes.filter(change => change.old.length > 0 || change.new.length > 0)
}

function countLines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1))
    count++
  return count
}

/** Leaves out the lines at both ends that stay as they are. */
function trim(at: number, before: string, after: string): Change {
  const old = splitLines(before)
  const fresh = splitLines(after)
  let head = 0
  while (head < old.length && old[head] === fresh[head]) head++
  let tail = 0
  while (
    tail < Math.min(old.length, fresh.length) - head &&
    old.at(-1 - tail) === fresh.at(-1 - tail)
  )
    tail++
  return {
    at: at + head,
    old: old.slice(head, old.length - tail),
    new: fresh.slice(head, fresh.length - tail)
  }
}

/** Changes whose context meets stand in one hunk. */
function groupChanges(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = []
  for (const change of changes) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && change.at - (last.at + last.old.length) <= 2 * context) group.push(change)
    else groups.push([change])
  }
  return groups
}

function printHunk(lines: readonly string[], group: readonly Change[], shift: number): string {
  const [first] = group
  const last = group.at(-1)
  if (!first || !last) return ''
  const from = Math.max(first.at - context, 0)
  const to = Math.min(last.at + last.old.length + context, lines.length)
  const body: string[] = []
  let at = from
  for (const change of group) {
    for (const line of lines.slice(at, change.at)) body.push(' ' + line)
    for (const line of change.old) body.push('-' + line)
    for (const line of change.new) body.push('+' + line)
    at = change.at + change.old.length
  }
  for (const line of lines.slice(at, to)) body.push(' ' + line)
  const oldCount = to - from
  const newCount = group.reduce(
    (sum, change) => sum + change.new.length - change.old.length,
    oldCount
  )
  const header = `@@ -${range(from, oldCount)} +${range(from + shift, newCount)} @@\n`
  return header + body.map(withLineBreak).join('')
}

const range = (start: number, count: number) => `${count > 0 ? start + 1 : start},${count}`

const withLineBreak = (line: string) =>
  line.endsWith('\n') ? line : line + '\n\\ No newline at end of file\n'
