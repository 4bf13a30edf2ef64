import { fields as text } from './rollout-fields.ts'

/** What the API has for a field: the word for its type, and the version that knows it first. */
export type FieldType = {
  readonly type: string
  readonly isRequired: boolean
  readonly since: string | undefined
}
export type Fields = ReadonlyMap<string, FieldType>

let types: ReadonlyMap<string, Fields> | undefined

/** The fields of a type of the API; undefined for `string`, `int32` and the like. */
export function fieldsOf(type: string): Fields | undefined {
  types ??= readTypes()
  return types.get(type)
}

function readTypes(): ReadonlyMap<string, Fields> {
  const found = new Map<string, Map<string, FieldType>>()
  let fields = new Map<string, FieldType>()
  for (const line of text.trim().split('\n')) {
    if (!line.startsWith(' ')) {
      fields = new Map()
      found.set(line, fields)
      continue
    }
    const [name = '', type = '', since] = line.trim().split(' ')
    fields.set(name.replace('!', ''), { type, isRequired: name.endsWith('!'), since })
  }
  return found
}
