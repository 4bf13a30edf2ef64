import type { Manifest } from '../kubernetes/manifest.ts'
import type { NewRollout } from '../workload/rollout.ts'
import { isJson, lineBreakOf } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Entries, Node, Sequence } from '../yaml/node.ts'
import { printBlock, printFlow } from '../yaml/print.ts'
import { sourceLineOf } from '../yaml/stream.ts'

/** A new Rollout, with the objects that are before it and the comment that ends it. */
export type Added = {
  readonly before: readonly Entries[]
  readonly rollout: NewRollout
  readonly comment: readonly string[]
}

/**
 * Puts a new Rollout right after its Deployment, in the style in which that is written. A
 * document of its own in block style ends in the comment, below its canary.
 */
export function insertion(deployment: Manifest, { before, rollout, comment }: Added): Edit {
  const { document, list } = deployment
  const objects = [...before, rollout]
  if (!list) {
    const steps = comment.map(line => canaryIndent + line)
    return documentsBehind(deployment, objects, steps)
  }
  const item = list.items.items[list.index] ?? deployment.node
  if (list.items.flow) return flowItemsBehind(deployment, list.items, { item, objects })
  const { indent } = list.items
  const lines = objects.flatMap(entries =>
    printBlock(entries).map((line, at) => ' '.repeat(indent) + (at ? '  ' : '- ') + line)
  )
  return linesBehind(document.text, item, lines)
}

/** The indent of `spec.strategy.canary`, the last mapping of a new Rollout. */
const canaryIndent = ' '.repeat(6)

function documentsBehind(
  { document, node }: Manifest,
  objects: readonly Entries[],
  comment: readonly string[]
): Edit {
  const { text } = document
  const sourceLine = sourceLineOf(document)
  const style = isJson(text, node) ? 'json' : 'yaml'
  const head = ['---', ...(sourceLine === undefined ? [] : [sourceLine])]
  const documents = objects.flatMap(entries =>
    node.flow ? [...head, printFlow(entries, style)] : [...head, ...printBlock(entries)]
  )
  const lines = node.flow ? documents : [...documents, ...comment]
  // What follows a line of dots needs no separator: the Rollout goes before it.
  const end = /^\.\.\.[ \t]*\r?\n?$/m.exec(text)?.index
  return added(text, end ?? text.length, lines)
}

/** Lines of their own at an offset that is the beginning of a line, or the end of the text. */
function added(text: string, at: number, lines: readonly string[]): Edit {
  const lineBreak = lineBreakOf(text)
  const joined = lines.join(lineBreak)
  const isOpen = at === text.length && !text.endsWith('\n')
  return { start: at, end: at, text: isOpen ? lineBreak + joined : joined + lineBreak }
}

function linesBehind(text: string, item: Node, lines: readonly string[]): Edit {
  const lineEnd = text.indexOf('\n', item.end)
  let at = lineEnd < 0 ? text.length : lineEnd + 1
  // Blank lines may belong to a block scalar at the item's end.
  for (const blank = /[ \t]*\r?\n/y; at < text.length; at = blank.lastIndex) {
    blank.lastIndex = at
    if (!blank.test(text)) break
  }
  return added(text, at, lines)
}

type NewItems = { readonly item: Node; readonly objects: readonly Entries[] }

function flowItemsBehind(
  { document, list, node }: Manifest,
  items: Sequence,
  { item, objects }: NewItems
) {
  const { text } = document
  const before = items.items[(list?.index ?? 0) - 1]
  const between = text.slice(before ? before.end : items.start + 1, item.start)
  const gap = between.replace(/^\s*,/, '')
  const style = isJson(text, node) ? 'json' : 'yaml'
  const isPretty = gap.includes('\n') && style === 'json'
  const lead = ',' + (/^\s*$/.test(gap) ? gap : ' ')
  const printed = objects.map(
    entries => lead + (isPretty ? prettyJson(text, item, entries) : printFlow(entries, style))
  )
  return { start: item.end, end: item.end, text: printed.join('') }
}

/** JSON with the indent of an item that is on several lines. */
function prettyJson(text: string, item: Node, entries: Entries): string {
  const column = item.start - (text.lastIndexOf('\n', item.start) + 1)
  const first = /^\{\r?\n( *)/.exec(text.slice(item.start, item.start + 80))?.[1]
  if (first === undefined) return printFlow(entries, 'json')
  const lines = JSON.stringify(entries, null, first.length - column).split('\n')
  return lines.join(lineBreakOf(text) + ' '.repeat(column))
}
