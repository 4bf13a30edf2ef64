// Reads a configuration of the usual form without its schema: to load and build that takes as long as
// to convert a release. What is not usual for certain is left to the schema, and so is every fault;
// config-usual.test.ts holds the two to each other.
import type { ConfigData } from './config-schema.ts'
import { canaryFields } from './kubernetes/generated/canary-fields.ts'
import { appliers, arePercents, percentage, severities, version } from './settings.ts'

/** The data of a configuration of the usual form; undefined where the schema has to decide. */
export const usualConfig = (data: unknown) => config(data) as ConfigData | undefined

/** Gives a value as the schema gives it; undefined where that is not certain. */
type Read = (value: unknown) => unknown

const only =
  (isUsual: (value: unknown) => boolean): Read =>
  value =>
    isUsual(value) ? value : undefined

const listOf =
  (read: Read): Read =>
  value => {
    if (!Array.isArray(value)) return undefined
    const items = value.map(item => read(item))
    return items.includes(undefined) ? undefined : items
  }

const entriesOf = (value: unknown): [string, unknown][] | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : undefined

const asMapping = (entries: readonly (readonly [string, unknown])[] | undefined) =>
  entries?.every(([, value]) => value !== undefined) ? Object.fromEntries(entries) : undefined

const mapOf =
  (read: Read): Read =>
  value =>
    asMapping(entriesOf(value)?.map(([key, each]) => [key, read(each)]))

/** A mapping of these fields alone, in the order that they have here. */
const fields =
  (reads: Readonly<Record<string, Read>>, required: readonly string[] = []): Read =>
  value => {
    const entries = entriesOf(value)
    if (!entries) return undefined
    const given = new Map(entries)
    const own = Object.entries(reads).filter(([key]) => given.has(key))
    const isUsual = own.length === given.size && required.every(key => given.has(key))
    return isUsual ? asMapping(own.map(([key, read]) => [key, read(given.get(key))])) : undefined
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
  if (Array.isArray(value)) return listOf(json)(value)
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
