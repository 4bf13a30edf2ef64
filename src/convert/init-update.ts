import type { Config } from '../config.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { readGroup } from '../workload/read.ts'
import type { SourceGroup } from '../workload/read.ts'
import { isPattern } from '../kubernetes/chosen.ts'
import { findEntry } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { lineBreakOf } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { findNode } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import type { Revision } from '../yaml/revision.ts'
import { locate } from '../yaml/stream.ts'
import type { Document } from '../yaml/stream.ts'
import { entriesFor, printEntries } from './init.ts'
import * as problems from './problems.ts'

type Known = { readonly document: Document; readonly config: Config }

/** Adds to a configuration what it does not have yet, and says which entries are of nothing any more. */
export function updatedConfig(
  { document, config }: Known,
  sources: readonly SourceGroup[],
  given: Run
): Pick<Updated, 'revisions' | 'diagnostics'> {
  const run = { ...given, config }
  const { entries, diagnostics } = entriesFor(sources, run)
  const edit = entries.length > 0 ? insertionOf(document, entries) : undefined
  if (edit && 'code' in edit) return { revisions: [], diagnostics: [edit] }
  const at = locate(document, edit?.start ?? 0)
  return {
    revisions: [{ source: document.source, revised: edit ? [{ document, edits: [edit] }] : [] }],
    diagnostics: [
      ...diagnostics,
      ...entries.map(([name = '']) => problems.entryNew(at, name.replace(/^name: /, ''))),
      ...goneOf(sources, run)
    ]
  }
}

type Updated = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
}

function goneOf(sources: readonly SourceGroup[], run: Run): Diagnostic[] {
  const entries = run.config?.workloads ?? []
  const deployments = sources.flatMap(group => readGroup(group, run).scope.deployments)
  const matched = new Set(deployments.map(each => findEntry(each, entries, run)))
  return entries
    .filter(entry => !isPattern(entry.name) && !matched.has(entry))
    .map(({ at, name }) => problems.entryGone(at('name'), name))
}

/** Where new entries go: behind the last one, as far in as that. */
function insertionOf(
  document: Document,
  entries: readonly (readonly string[])[]
): Edit | Diagnostic {
  const { text } = document
  const list = findNode(document.root, 'workloads')
  const lineBreak = lineBreakOf(text)
  const printed = (indent: string) => printEntries(entries, indent).replaceAll('\n', lineBreak)
  if (list?.type === 'sequence' && list.items.length > 0) {
    if (list.flow) return problems.entriesOnOneLine(locate(document, list.start))
    return behind(text, list, printed(' '.repeat(list.indent)))
  }
  if (list && list.end > list.start) {
    const gap = /[ \t]*$/.exec(text.slice(0, list.start))?.[0].length ?? 0
    const added = `${lineBreak}${printed('  ')}`.trimEnd()
    return { start: list.start - gap, end: list.end, text: added }
  }
  const start = list ? list.start : text.length
  const open = text === '' || text.endsWith('\n') ? '' : lineBreak
  const key = list ? lineBreak : `${open}workloads:${lineBreak}`
  return { start, end: start, text: `${key}${printed('  ')}` }
}

/** Lines behind a node, and behind the comments that stand in as far as what they are of. */
function behind(text: string, node: Node, lines: string): Edit {
  const lineEnd = text[node.end - 1] === '\n' ? node.end : text.indexOf('\n', node.end) + 1
  if (lineEnd === 0) return { start: text.length, end: text.length, text: `\n${lines}`.trimEnd() }
  const comments = /(?:[ \t]+#[^\n]*\n)*/y
  comments.lastIndex = lineEnd
  comments.test(text)
  const start = Math.max(lineEnd, comments.lastIndex)
  return { start, end: start, text: lines }
}
