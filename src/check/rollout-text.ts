import { dereference } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { isTemplate } from './rollout-field.ts'
import type { Field } from './rollout-field.ts'

/** How many nodes are looked at before a manifest is taken for an alias bomb. */
const mostNodes = 100_000

/** Where a rendered manifest may hold braces of its own, for a program in the pod. */
const places = ['annotations', 'command', 'args', 'value']

/** Whether a Rollout can be checked: it has an end, no Go templates, and no words of a patch. */
export function canBeChecked({ reading, node }: Field): boolean {
  const { text } = reading.document
  if (!node) return false
  let braces = text.slice(node.start, node.end).split('{{').length - 1
  let left = mostNodes

  const isPlain = (given: Node, place: string | undefined): boolean => {
    const at = isTemplate(given, reading.template) ? reading.template : dereference(given)
    if (--left < 0) return false
    if (at?.type === 'sequence') return at.items.every(item => isPlain(item, place))
    if (at?.type === 'mapping') {
      return at.pairs.every(
        ({ key, value }) =>
          !key.startsWith('$') && isPlain(value, place ?? places.find(each => each === key))
      )
    }
    const isOwn = place !== undefined && at?.type === 'scalar' && at.style !== 'plain'
    if (isOwn) braces -= text.slice(at.start, at.end).split('{{').length - 1
    return true
  }
  return isPlain(node, undefined) && braces <= 0
}
