// Writes src/check/rollout-fields.ts, the fields of a Rollout: node schemas/cut-fields.mjs ROLLOUTS KUBERNETES
// ROLLOUTS holds Argo Rollouts, checked out at the last release of each minor version from 1.0 on,
// as ROLLOUTS/1.0, ROLLOUTS/1.1, …; KUBERNETES is Kubernetes at the version that the newest is built with.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const [rollouts, kubernetes] = process.argv.slice(2)
const versions = readdirSync(rollouts).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
const openApi = JSON.parse(
  readFileSync(join(kubernetes, 'api/openapi-spec/v3/apis__apps__v1_openapi.json'), 'utf8')
).components.schemas

/** The fields of each type: `{ type, required, since? }` by name. */
const types = new Map()
/** The types that Kubernetes gives, by the key they stand under. */
const kubernetesTypes = {
  template: 'PodTemplateSpec',
  selector: 'LabelSelector',
  metadata: 'ObjectMeta'
}
const schemaOfType = name =>
  Object.entries(openApi).find(([key]) => key.endsWith(`.${name}`) && !key.includes('autoscaling'))

/** The word for a schema's type, its own types noted on the way. */
function wordFor(schema, key, parent) {
  const reference = schema.$ref ?? schema.allOf?.[0].$ref
  if (reference) return kubernetesType(reference.split('/').at(-1))
  const known = kubernetesTypes[key]
  if (known && 'properties' in schema) return kubernetesType(schemaOfType(known)[0])
  if (schema['x-kubernetes-int-or-string'] || schema.format === 'int-or-string') {
    return 'int-or-string'
  }
  if (schema.properties) return ownType(schema, key, parent)
  if (schema.items) return '[]' + wordFor(schema.items, key, parent)
  if (typeof schema.additionalProperties === 'object') {
    return '{}' + wordFor(schema.additionalProperties, key, parent)
  }
  if (schema.format === 'date-time') return 'time'
  if (schema.type === 'integer') return schema.format ?? 'int64'
  if (schema.type !== 'object') return schema.type ?? 'any'
  return schema['x-kubernetes-preserve-unknown-fields'] ? '{}any' : 'nothing'
}

function kubernetesType(key) {
  const name = key.split('.').at(-1)
  const schema = openApi[key]
  if (name === 'Quantity') return 'quantity'
  if (name === 'FieldsV1') return 'any'
  if (!schema.properties) return wordFor(schema)
  if (!types.has(name)) {
    types.set(name, {})
    types.set(name, fieldsOf(schema, name))
  }
  return name
}

/** A type of Argo's, which has no name in the CRD: called by its key, and its parent's where taken. */
function ownType(schema, key, parent) {
  const fields = fieldsOf(schema, capital(key))
  const same = [...types].find(([, other]) => JSON.stringify(other) === JSON.stringify(fields))
  if (same) return same[0]
  const name = [capital(key), parent + capital(key)].find(each => !types.has(each))
  types.set(name, fields)
  return name
}

const fieldsOf = ({ properties, required = [] }, name) =>
  Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [
      key,
      { type: wordFor(schema, key, name), required: required.includes(key) }
    ])
  )

const capital = word => word[0].toUpperCase() + word.slice(1)

const crdOf = version =>
  parse(readFileSync(join(rollouts, version, 'manifests/crds/rollout-crd.yaml'), 'utf8')).spec
    .versions[0].schema.openAPIV3Schema

const { spec } = crdOf(versions.at(-1)).properties
types.set('RolloutSpec', fieldsOf(spec, 'RolloutSpec'))
// An item of a list may leave its apiVersion and kind out.
types.set('Rollout', {
  apiVersion: { type: 'string', required: false },
  kind: { type: 'string', required: false },
  metadata: { type: kubernetesType(schemaOfType('ObjectMeta')[0]), required: false },
  spec: { type: 'RolloutSpec', required: false },
  status: { type: 'any', required: false }
})

/** Notes for each field the first version whose CRD has it. */
function note(type, schema, version, seen) {
  const word = type.replace(/^(?:\[\]|\{\})/, '')
  if (word !== type) {
    const inner = type.startsWith('[') ? schema.items : schema.additionalProperties
    if (typeof inner === 'object') note(word, inner, version, seen)
    return
  }
  if (!types.has(type) || !schema.properties || seen.includes(type)) return
  for (const [key, field] of Object.entries(types.get(type))) {
    const there = schema.properties[key]
    first.set(type, first.get(type) ?? version)
    if (!there) continue
    field.since ??= version
    note(field.type, there, version, [...seen, type])
  }
}
const first = new Map()
for (const version of versions) note('RolloutSpec', crdOf(version).properties.spec, version, [])

const lines = [...types]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .flatMap(([name, fields]) => [
    name,
    ...Object.entries(fields).map(([key, { type, required, since }]) => {
      const isNewer = since !== undefined && since !== first.get(name)
      return `  ${key}${required ? '!' : ''} ${type}${isNewer ? ` ${since}` : ''}`
    })
  ])
writeFileSync(
  new URL('../src/check/rollout-fields.ts', import.meta.url),
  `// Written by schemas/cut-fields.mjs from the CRDs of Argo Rollouts ${versions[0]} to ${versions.at(-1)} and
// from Kubernetes' API for the pod template. Kept: fields, types, what is required.

/**
 * The fields of a Rollout. A type, then a line for each of its fields: its name, with \`!\` where
 * the API server requires it, its type, and the first version of Argo Rollouts that knows it, where
 * that is not the first that knows the type.
 */
export const fields = \`
${lines.join('\n')}
\`
`
)
