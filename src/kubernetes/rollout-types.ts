import { fields as text } from './generated/rollout-fields.ts'

/** What the API has for a field: the word for its type, and the version that knows it first. */
export type FieldType = {
  readonly type: string
  readonly isRequired: boolean
  readonly since: string | undefined
}
export type Fields = ReadonlyMap<string, FieldType>

const types = new Map<string, Fields | undefined>()

/** The fields of a type of the API; undefined for `string`, `int32` and the like. */
export function fieldsOf(type: string): Fields | undefined {
  // One by one, because most runs ask for few: all of them take a hundredth of a release's time.
  if (!types.has(type)) types.set(type, readFields(type))
  return types.get(type)
}

function readFields(type: string): Fields | undefined {
  const start = text.indexOf(`\n${type}\n`)
  if (start < 0) return undefined
  const fields = new Map<string, FieldType>()
  const line = /  ([^ !]+)(!?) (\S+)(?: (\S+))?\n/y
  line.lastIndex = start + type.length + 2
  for (let found = line.exec(text); found; found = line.exec(text)) {
    const [, name = '', mark, type = '', since] = found
    fields.set(name, { type, isRequired: mark === '!', since })
  }
  return fields
}

/** Whether a version of Argo Rollouts comes before another; their patches do not count. */
export function isOlder(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number)
  return major < otherMajor || (major === otherMajor && minor < otherMinor)
}

/** A field that a version of Argo Rollouts drops silently, and the first that knows it. */
export type NewerField = { readonly path: readonly string[]; readonly since: string }

/** The fields of a value of the API that are newer than a version. */
export function findNewerFields(value: unknown, type: string, version: string): NewerField[] {
  const isList = Array.isArray(value)
  if (typeof value !== 'object' || value === null || isList !== type.startsWith('[]')) return []
  const inner = /^(?:\[\]|\{\})(.*)/.exec(type)?.[1]
  const fields = fieldsOf(type)
  return Object.entries(value).flatMap(([key, below]): NewerField[] => {
    const { since, type = inner } = fields?.get(key) ?? {}
    if (since !== undefined && isOlder(version, since)) return [{ path: [key], since }]
    if (type === undefined) return []
    return findNewerFields(below, type, version).map(found => ({
      ...found,
      path: [key, ...found.path]
    }))
  })
}

/** What is said of a field that is too new, be it in the configuration or in a Rollout. */
export const newerFieldWords = {
  message: (field: string, since: string, version: string) =>
    `"${field}" requires Argo Rollouts ${since} or later, but the cluster runs ${version}`,
  hint: 'remove the field, or raise `argoRollouts` once the cluster runs the newer version'
}
