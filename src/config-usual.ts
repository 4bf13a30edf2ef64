// Reads a configuration of the usual form without its schema: to load and build that takes as long as
// to convert a release. What is not usual for certain is left to the schema, and so is every fault;
// config-usual.test.ts holds the two to each other.
import type { ConfigData } from './config-schema.ts'
import { canaryFields } from './kubernetes/generated/canary-fields.ts'
import { appliers, arePercents, percentage, severities, version } from './settings.ts'

/** The data of a configuration of the usual form; undefined where the schema has to decide. */
export function usualConfig(data: unknown): ConfigData | undefined {
  try {
    return config(data) as ConfigData
  } catch (reason) {
    if (reason === unusual || reason instanceof RangeError) return undefined
    throw reason
  }
}

/** Gives a value as the schema gives it, or throws `unusual`. */
type Read = (value: unknown) => unknown

const unusual = Symbol('unusual')

const only =
  (isUsual: (value: unknown) => boolean): Read =>
  value => {
    if (!isUsual(value)) throw unusual
    return value
  }

const listOf =
  (read: Read): Read =>
  value => {
    if (!Array.isArray(value)) throw unusual
    return value.map(item => read(item))
  }

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unusual
  return Object.entries(value)
}

const mapOf =
  (read: Read): Read =>
  value =>
    Object.fromEntries(entriesOf(value).map(([key, each]) => [key, read(each)]))

/** A mapping of these fields alone, in the order that they have here. */
const fields =
  (reads: Readonly<Record<string, Read>>, required: readonly string[] = []): Read =>
  value => {
    const given = new Map(entriesOf(value))
    if (required.some(key => !given.has(key))) throw unusual
    const own = Object.entries(reads).filter(([key]) => given.has(key))
    if (own.length < given.size) throw unusual
    return Object.fromEntries(own.map(([key, read]) => [key, read(given.get(key))]))
  }

const orNull =
  (read: Read): Read =>
  value =>
    value === null ? null : read(value)

const oneOf = (...values: readonly unknown[]) => only(value => values.includes(value))
const isText = (value: unknown) => typeof value === 'string'
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
const text = only(isText)
const flag = only(value => typeof value === 'boolean')
const like = (form: RegExp) => only(value => typeof value === 'string' && form.test(value))
const amount = only(value =>
  isWhole(value) ? value >= 0 : typeof value === 'string' && percentage.test(value)
)

const scalar = only(value => isText(value) || typeof value === 'boolean' || Number.isFinite(value))

const json: Read = value => {
  if (value === null) return null
  if (Array.isArray(value)) return value.map(json)
  return typeof value === 'object' ? mapOf(json)(value) : scalar(value)
}

const steps = listOf(mapOf(json))
const amounts = { maxSurge: amount, maxUnavailable: amount, steps: orNull(steps) }
const canary = fields({
  ...amounts,
  ...Object.fromEntries(canaryFields.flatMap(key => (key in amounts ? [] : [[key, json]])))
})

const workload = fields(
  {
    name: only(value => isText(value) && value !== ''),
    namespace: text,
    release: text,
    labels: mapOf(text),
    stage: text,
    replicas: only(value => isWhole(value) && value >= 1),
    percents: only(value => Array.isArray(value) && value.every(isWhole) && arePercents(value)),
    autoscaler: oneOf('none'),
    keep: flag,
    replicasIgnored: flag,
    steps: oneOf('dashboard'),
    strategy: orNull(fields({ canary: orNull(canary) }))
  },
  ['name', 'stage']
)

const config = fields({
  argoRollouts: like(version),
  applier: oneOf(...appliers),
  workloads: listOf(workload),
  profiles: mapOf(steps),
  rules: mapOf(oneOf(...severities))
})
