import { isMet } from '../kubernetes/labels.ts'
import { groupOf } from '../kubernetes/manifest.ts'
import { textOf } from '../kubernetes/resource.ts'
import { asEntries, findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { firstIdOf, idsOf, namespaceOf } from './overlay-object.ts'
import type { Built } from './overlay-object.ts'

/** Whether an object is one that is meant. */
export type Meant = (object: Built) => boolean

/** Whether an object is, or was, what a patch calls its own (kustomize api/resmap, GetById). */
export function isNamedBy(patch: Value): Meant {
  const [apiVersion, kind] = [textOf(patch, 'apiVersion'), textOf(patch, 'kind')]
  const name = textOf(patch, 'metadata', 'name')
  const namespace = namespaceOf({ namespace: textOf(patch, 'metadata', 'namespace') })
  return object =>
    object.manifest.apiVersion === apiVersion &&
    idsOf(object).some(
      each => each.kind === kind && each.name === name && namespaceOf(each) === namespace
    )
}

/**
 * What a target means: expressions for the whole of what an object is called, now or at first, and
 * selectors of its labels and annotations (kustomize api/resmap, Select). Undefined where they are not followed.
 */
export function meantBy(target: Value): Meant | undefined {
  const tests = [
    ...(['kind', 'group', 'version', 'name', 'namespace'] as const).map(key =>
      fitting(textOf(target, key), object => namesOf(object, key))
    ),
    selecting(textOf(target, 'labelSelector'), 'labels'),
    selecting(textOf(target, 'annotationSelector'), 'annotations')
  ]
  const followed = tests.filter(each => each !== undefined)
  if (followed.length < tests.length) return undefined
  return object => followed.every(test => test(object))
}

function namesOf(
  object: Built,
  key: 'kind' | 'group' | 'version' | 'name' | 'namespace'
): readonly string[] {
  const { manifest } = object
  const ids = [firstIdOf(object), manifest]
  if (key === 'name') return ids.map(({ name = '' }) => name)
  if (key === 'namespace') return ids.map(namespaceOf)
  if (key === 'kind') return [manifest.kind]
  const group = groupOf(manifest.apiVersion)
  const version = manifest.apiVersion.slice(group === '' ? 0 : group.length + 1)
  return [key === 'group' ? group : version]
}

function fitting(
  pattern: string | undefined,
  namesOf: (object: Built) => readonly string[]
): Meant | undefined {
  if (!pattern) return () => true
  const expression = expressionOf(pattern)
  return expression && (object => namesOf(object).some(name => expression.test(name)))
}

/** More of these would take too long to try on a name. */
const mostRepetitions = 3

/** An expression that Go and JavaScript read alike; undefined where that is not certain. */
function expressionOf(text: string): RegExp | undefined {
  const isPlain = /^(?:[\w|.*()?+^$[\]{},:/ -]|\\[.\w/-])*$/.test(text) && text.length <= 200
  const isOwn = /\(\?(?!:)|\)[*+{]|[*+?}][*+?{]|\\[^.dws/-]|\[\[/.test(text)
  if (!isPlain || isOwn || (text.match(/[*+{]/g)?.length ?? 0) > mostRepetitions) return undefined
  try {
    return new RegExp(`^(?:${text})$`)
  } catch {
    return undefined
  }
}

function selecting(
  selector: string | undefined,
  field: 'labels' | 'annotations'
): Meant | undefined {
  if (!selector) return () => true
  const requirements = requirementsIn(selector)
  return (
    requirements &&
    (({ manifest }) => {
      const labels = asEntries(valueOf(findNode(manifest.node, 'metadata', field))) ?? {}
      return requirements.every(each => isMet(each, labels))
    })
  )
}

/** The requirements of a label selector as `matchExpressions` have them; undefined where it has others. */
function requirementsIn(selector: string): Value[] | undefined {
  const parts = selector.match(/(?:[^,(]|\([^)]*\))+/g) ?? []
  const found = parts.map(part => requirementIn(part.trim()))
  const read = found.filter(each => each !== undefined)
  return read.length === found.length ? read : undefined
}

function requirementIn(text: string): Value | undefined {
  const key = '([\\w./-]+)'
  const listed = new RegExp(`^${key}\\s+(in|notin)\\s*\\(([^)]*)\\)$`).exec(text)
  if (listed) {
    const [, name = '', operator, values = ''] = listed
    const list = values.split(',').map(value => value.trim())
    return { key: name, operator: operator === 'in' ? 'In' : 'NotIn', values: list }
  }
  const compared = new RegExp(`^${key}\\s*(==?|!=)\\s*([\\w.-]*)$`).exec(text)
  if (compared) {
    const [, name = '', operator, value = ''] = compared
    return { key: name, operator: operator === '!=' ? 'NotIn' : 'In', values: [value] }
  }
  const [, not, name] = new RegExp(`^(!?)\\s*${key}$`).exec(text) ?? []
  return name === undefined
    ? undefined
    : { key: name, operator: not === '!' ? 'DoesNotExist' : 'Exists' }
}
