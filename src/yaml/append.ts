import { endsInBlockScalar, lineBreakOf } from './edit.ts'
import type { Edit, Obstacle } from './edit.ts'
import type { Mapping, Node, Sequence, Value } from './node.ts'
import { printBlock, printFlow } from './print.ts'

/** The edit that puts values after the last item of a sequence, in the style of its text. */
export function editToAppend(
  text: string,
  { sequence, values, style }: { sequence: Sequence; values: readonly Value[]; style: Style }
): Edit | Obstacle {
  const last = sequence.items.at(-1)
  if (sequence.flow || !last) return flowEdit(sequence, last, values, style)
  if (endsInBlockScalar(last)) return { at: last.start, reason: 'other-type' }
  const lineBreak = lineBreakOf(text)
  const lineEnd = text.indexOf('\n', Math.max(last.end, sequence.start))
  const start = lineEnd < 0 ? text.length : lineEnd + 1
  const indent = ' '.repeat(sequence.indent)
  const lines = printBlock({ items: values }).slice(1)
  const added = lines.map(line => indent + line).join(lineBreak)
  return { start, end: start, text: lineEnd < 0 ? lineBreak + added : added + lineBreak }
}

type Style = 'json' | 'yaml'

function flowEdit(
  { start, end }: Sequence,
  last: Node | undefined,
  values: readonly Value[],
  style: Style
): Edit {
  const items = values.map(value => printFlow(value, style)).join(', ')
  if (!last) return { start, end, text: `[${items}]` }
  return { start: last.end, end: last.end, text: `, ${items}` }
}

/** The node that the own text of a mapping has at a path; or why it cannot be edited there. */
export function ownNodeAt(root: Mapping, path: readonly string[]): Node | Obstacle | undefined {
  let at: Node = root
  for (const key of path) {
    if (at.type === 'scalar' && at.value === null) return undefined
    if (at.type !== 'mapping') return { at: at.start, reason: 'other-type' }
    const [pair, second]: Mapping['pairs'] = at.pairs.filter(each => each.key === key)
    if (second) return { at: second.keyStart, reason: 'repeated-key' }
    if (!pair) return undefined
    if (pair.value.type === 'alias' || ('shared' in pair.value && pair.value.shared)) {
      return { at: pair.value.start, reason: 'alias' }
    }
    at = pair.value
  }
  return at
}
