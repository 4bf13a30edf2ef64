import type { Location } from '../diagnostic.ts'
import { dereference, findPair } from '../yaml/node.ts'
import type { Alias, Mapping, Node, Pair, ScalarValue } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import type { Document } from '../yaml/stream.ts'

/** A Rollout that is read whole: `template` is what the reader of manifests may omit. */
export type Reading = { readonly document: Document; readonly template: Mapping | undefined }

/** A place in a Rollout, and what is there. */
export type Field = {
  readonly reading: Reading
  /** As Kubernetes writes it, such as `spec.strategy.canary.steps[0]`. */
  readonly path: string
  /** Its key, or the number of the item. */
  readonly key: string
  /** Undefined where there is nothing, or null, which the API server drops. */
  readonly node: Exclude<Node, Alias> | undefined
  /** Where its key stands; its parent's where it is not there at all. */
  readonly keyStart: number
}

/** The field of a node that stands under no key. */
export function rootField(reading: Reading, node: Mapping): Field {
  return { reading, path: '', key: '', node, keyStart: node.start }
}

/** The field at a path of keys below another. */
export function child(field: Field, ...keys: readonly string[]): Field {
  return keys.reduce((at, key) => {
    const pair = at.node?.type === 'mapping' ? findPair(at.node, key) : undefined
    return pair ? below(at, key, pair) : absent(at, key)
  }, field)
}

const pathTo = ({ path }: Field, key: string) => (path === '' ? key : `${path}.${key}`)

const absent = (field: Field, key: string): Field => ({
  ...field,
  path: pathTo(field, key),
  key,
  node: undefined
})

function below(field: Field, key: string, { keyStart, value }: Pair): Field {
  const node = given(field.reading, value)
  return { reading: field.reading, path: pathTo(field, key), key, node, keyStart }
}

/** Whether a node is the pod template, left out or left empty. */
export const isTemplate = (node: Node, template: Mapping | undefined) =>
  node.type === 'unread' || (node.type === 'mapping' && node.start === template?.start)

function given({ template }: Reading, value: Node): Field['node'] {
  const node = dereference(value)
  if (node && isTemplate(node, template)) return template
  return node?.type === 'scalar' && node.value === null ? undefined : node
}

/** The fields of a mapping, those that it merges with `<<` among them. */
export function entriesOf(field: Field): Field[] {
  return keysOf(field.node, 8).map(key => child(field, key))
}

function keysOf(node: Node | undefined, depth: number): string[] {
  const mapping = dereference(node)
  if (mapping?.type === 'sequence') return mapping.items.flatMap(item => keysOf(item, depth))
  if (mapping?.type !== 'mapping' || depth === 0) return []
  const keys = mapping.pairs.flatMap(({ key, value }) =>
    key === '<<' ? keysOf(value, depth - 1) : [key]
  )
  return [...new Set(keys)]
}

/** The items of a sequence, each as a field. */
export function itemsOf(field: Field): Field[] {
  const { reading, path, node } = field
  if (node?.type !== 'sequence') return []
  return node.items.map((item, index) => ({
    reading,
    path: `${path}[${index}]`,
    key: String(index),
    node: given(reading, item),
    keyStart: item.start
  }))
}

export const isGiven = ({ node }: Field) => node !== undefined

/** Whether something else than empty text is there, which to the controller is nothing. */
export const isNamed = (field: Field) => isGiven(field) && scalarOf(field) !== ''

/** The scalar that a field holds. */
export function scalarOf({ node }: Field): ScalarValue | undefined {
  return node?.type === 'scalar' ? node.value : undefined
}

/** The text that a field holds; undefined where it is empty. */
export function textOf(field: Field): string | undefined {
  const value = scalarOf(field)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The integer that a field holds. */
export function integerOf(field: Field): number | undefined {
  const value = scalarOf(field)
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined
}

/** The texts of a mapping, such as labels. */
export function textsOf(field: Field): Map<string, string> {
  const entries = entriesOf(field).map(each => [each.key, scalarOf(each) ?? ''] as const)
  return new Map(entries.map(([key, value]) => [key, String(value)]))
}

/** Where a field's value stands, or its key where the value is a block or missing. */
export function fieldPlace(field: Field): Location {
  const { node, keyStart } = field
  const isOneWord = node && (node.type === 'scalar' ? node.style !== 'block' : isFlow(node))
  return placeAt(field, isOneWord && node.end > node.start ? node.start : keyStart)
}

const isFlow = (node: Node) => (node.type === 'mapping' || node.type === 'sequence') && node.flow

/** Where a field's key is. */
export const keyPlaceOf = (field: Field): Location => placeAt(field, field.keyStart)

const placeAt = ({ reading }: Field, offset: number) => locate(reading.document, offset)
