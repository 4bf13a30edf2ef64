// The table of a Rollout's fields, for schemas/update.mjs: what the CRDs of Argo Rollouts know since
// when, and Kubernetes' API for the pod template.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { parse } from 'yaml'

/** The types that Kubernetes gives, by the key they stand under. */
const kubernetesTypes = {
  template: 'PodTemplateSpec',
  selector: 'LabelSelector',
  metadata: 'ObjectMeta'
}

const capital = word => word[0].toUpperCase() + word.slice(1)

/** The schema in a CRD, also in one of apiextensions.k8s.io/v1beta1. */
function schemaIn(folder) {
  const { spec } = parse(readFileSync(join(folder, 'manifests/crds/rollout-crd.yaml'), 'utf8'))
  const { schema } = spec.versions.find(({ name }) => name === 'v1alpha1')
  return (schema ?? spec.validation).openAPIV3Schema
}

/** The types of a Rollout, by name: the fields of each as `{ type, required }`. */
function typesOf(crd, openApi) {
  const types = new Map()
  const schemaOfType = name =>
    Object.entries(openApi).find(
      ([key]) => key.endsWith(`.${name}`) && !key.includes('autoscaling')
    )

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

  types.set('RolloutSpec', fieldsOf(crd.properties.spec, 'RolloutSpec'))
  // An item of a list may leave its apiVersion and kind out.
  types.set('Rollout', {
    apiVersion: { type: 'string', required: false },
    kind: { type: 'string', required: false },
    metadata: { type: kubernetesType(schemaOfType('ObjectMeta')[0]), required: false },
    spec: { type: 'RolloutSpec', required: false },
    status: { type: 'any', required: false }
  })
  return types
}

/** Notes for each field the first version whose CRD has it, and for each type, too. */
function noteVersions(types, releases) {
  const first = new Map()
  function note(type, schema, minor, seen) {
    const word = type.replace(/^(?:\[\]|\{\})/, '')
    if (word !== type) {
      const inner = type.startsWith('[') ? schema.items : schema.additionalProperties
      if (typeof inner === 'object') note(word, inner, minor, seen)
      return
    }
    if (!types.has(type) || !schema.properties || seen.includes(type)) return
    if (!first.has(type)) first.set(type, minor)
    for (const [key, field] of Object.entries(types.get(type))) {
      const there = schema.properties[key]
      if (!there) continue
      field.since ??= minor
      note(field.type, there, minor, [...seen, type])
    }
  }
  for (const { minor, folder } of releases) {
    note('RolloutSpec', schemaIn(folder).properties.spec, minor, [])
  }
  return first
}

/** The table as text: a type, then a line for each of its fields. */
function tableOf(types, first) {
  return [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, fields]) => [
      name,
      ...Object.entries(fields).map(([key, { type, required, since }]) => {
        const isNewer = since !== undefined && since !== first.get(name)
        return `  ${key}${required ? '!' : ''} ${type}${isNewer ? ` ${since}` : ''}`
      })
    ])
    .join('\n')
}

const generated = name => new URL(`../src/kubernetes/generated/${name}.ts`, import.meta.url)

/** How messages list kinds and fields of steps: these first, as people know them; then the others. */
const usual = [
  ...['setWeight', 'pause', 'analysis', 'experiment'],
  ...['setCanaryScale', 'setHeaderRoute', 'setMirrorRoute'],
  ...['name', 'templates', 'args', 'replicas', 'weight', 'match', 'duration'],
  ...['analyses', 'dryRun', 'measurementRetention', 'analysisRunMetadata']
]
const rank = word => (usual.includes(word) ? usual.indexOf(word) : usual.length)
const inUsualOrder = words => words.toSorted((a, b) => rank(a) - rank(b))

/** What the program must know before it reads the table: the kinds of steps and a canary's fields. */
function stepsModule(types, newest) {
  const typeOf = type => types.get(type.replace('[]', ''))
  const canary = typeOf(typeOf(typeOf('RolloutSpec').strategy.type).canary.type)
  const kinds = typeOf(canary.steps.type)
  const steps = inUsualOrder(Object.keys(kinds)).map(kind => [
    kind,
    inUsualOrder(Object.keys(typeOf(kinds[kind].type) ?? {}))
  ])
  const text = (name, value) => `export const ${name} = ${JSON.stringify(value)} as const\n`
  return [
    `// Written by schemas/cut-fields.mjs from the CRD of Argo Rollouts ${newest}: do not edit.\n`,
    '/** The newest version of Argo Rollouts that is known. */',
    text('newestArgoRollouts', newest),
    '/** The fields of a canary. */',
    text('canaryFields', Object.keys(canary)),
    '/** The kinds of canary steps, and the fields of each. */',
    text('stepFields', Object.fromEntries(steps))
  ].join('\n')
}

/**
 * Writes the table. `releases` are the folders of Argo Rollouts by minor version, oldest first;
 * `kubernetes` is Kubernetes at the version that the newest is built with.
 * @param {{ releases: { minor: string, folder: string }[], kubernetes: string }} upstream
 */
export async function cutFields({ releases, kubernetes }) {
  const [oldest, newest] = [releases[0].minor, releases.at(-1).minor]
  const openApi = join(kubernetes, 'api/openapi-spec/v3/apis__apps__v1_openapi.json')
  const { schemas } = JSON.parse(readFileSync(openApi, 'utf8')).components
  const types = typesOf(schemaIn(releases.at(-1).folder), schemas)
  const table = tableOf(types, noteVersions(types, releases))
  writeFileSync(
    generated('rollout-fields'),
    `// Written by schemas/cut-fields.mjs from the CRDs of Argo Rollouts ${oldest} to ${newest} and
// from Kubernetes' API for the pod template: do not edit. Kept: fields, types, what is required.

/**
 * The fields of a Rollout. A type, then a line for each of its fields: its name, with \`!\` where
 * the API server requires it, its type, and the first version of Argo Rollouts that knows it, where
 * that is not the first that knows the type.
 */
export const fields = \`
${table}
\`
`
  )
  const style = { parser: 'typescript', semi: false, singleQuote: true, trailingComma: 'none' }
  writeFileSync(
    generated('canary-fields'),
    await format(stepsModule(types, newest), { ...style, printWidth: 100 })
  )
}
