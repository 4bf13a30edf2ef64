import type * as z from 'zod'
import { invalidConfig, repeatedConfigKey, unknownConfigKey, unreadableConfig } from './problems.ts'
import type { Diagnostic, Location } from './diagnostic.ts'
import { canarySchema, configSchema, workloadSchema } from './config-schema.ts'
import type { ConfigData } from './config-schema.ts'
import { usualConfig } from './config-usual.ts'
import { metricKeys, sourceKeys } from './datadog/schema.ts'
import { newerMetrics } from './datadog/version.ts'
import { spellSteps } from './datadog/spell.ts'
import { nearest } from './nearest.ts'
import { dereference, findPair, findRepeatedKey, valueOf } from './yaml/node.ts'
import type { Node, Pair } from './yaml/node.ts'
import { locate, openSource, wholeDocument } from './yaml/stream.ts'
import type { Document } from './yaml/stream.ts'

/** An entry of `workloads`. */
export type WorkloadEntry = NonNullable<ConfigData['workloads']>[number] & {
  /** Where the entry's fields are in the file. */
  readonly at: (...path: string[]) => Location
}
/** A configuration that was read. */
export type Config = Omit<ConfigData, 'workloads'> & {
  readonly workloads?: readonly WorkloadEntry[]
  /** Where the steps of a profile stand in the file. */
  readonly profileAt?: (profile: string) => (step: number, ...path: string[]) => Location
  /** Where a metric is in the file, or a field of it. */
  readonly metricAt?: (metric: string, ...path: string[]) => Location
  /** Where the key of a rule is in the file. */
  readonly ruleAt?: (code: string) => Location
}

/** Reads a `rolloutify.yaml`. There is a configuration where there is no error. */
export function parseConfig(
  text: string,
  file = 'rolloutify.yaml'
): { config: Config | undefined; diagnostics: Diagnostic[] } {
  const document = wholeDocument(openSource(file, text))
  const { root, error } = document
  if (error) {
    const problem = unreadableConfig(locate(document, error.offset), error.message)
    return { config: undefined, diagnostics: [problem] }
  }
  const data = root ? valueOf(root) : {}
  if (data === undefined) {
    const problem = unreadableConfig(locate(document, root?.start ?? 0), aliasNowhere)
    return { config: undefined, diagnostics: [problem] }
  }
  const repeated = findRepeatedKey(root)
  if (repeated) {
    const problem = repeatedConfigKey(locate(document, repeated.keyStart), repeated.key)
    return { config: undefined, diagnostics: [problem] }
  }
  const reserved = findReserved(root)
  if (reserved) {
    const problem = unknownConfigKey(locate(document, reserved.keyStart), reserved.key, undefined)
    return { config: undefined, diagnostics: [problem] }
  }
  const result = checked(data ?? {})
  if ('issues' in result) {
    return { config: undefined, diagnostics: result.issues.flatMap(each => report(document, each)) }
  }
  const config = withPlaces(document, result.data)
  const { spelt, diagnostics: unknown } = withAnalyses(config)
  const { argoRollouts, metrics = {}, metricAt = () => locate(document, 0) } = config
  const diagnostics = [...unknown, ...newerMetrics(metrics, argoRollouts, metricAt)]
  return { config: diagnostics.length > 0 ? undefined : spelt, diagnostics }
}

/** What a configuration says, or what is wrong with it; the schema is loaded where it is needed. */
function checked(data: unknown): { data: ConfigData } | { issues: readonly z.core.$ZodIssue[] } {
  const usual = usualConfig(data)
  if (usual) return { data: usual }
  const { success, data: own, error } = configSchema().safeParse(data)
  return success ? { data: own } : { issues: error.issues }
}

/** Spells out the analyses that steps name, of profiles and of workloads. */
function withAnalyses(config: Config): { spelt: Config; diagnostics: Diagnostic[] } {
  const { profiles = {}, workloads, metrics = {} } = config
  const diagnostics: Diagnostic[] = []
  const spell = (steps: Steps, placeOf: (step: number, ...path: string[]) => Location) => {
    const found = spellSteps(steps, metrics, placeOf)
    diagnostics.push(...found.diagnostics)
    return found.steps as Steps
  }
  const spelt = {
    ...config,
    ...(config.profiles && {
      profiles: Object.fromEntries(
        Object.entries(profiles).map(([name, steps]) => {
          const placeOf = config.profileAt?.(name)
          return [name, placeOf ? spell(steps, placeOf) : steps]
        })
      )
    }),
    ...(workloads && {
      workloads: workloads.map(entry => {
        const { strategy, at } = entry
        const steps = strategy?.canary?.steps
        if (!steps) return entry
        const placeOf = (step: number, ...path: string[]) =>
          at('strategy', 'canary', 'steps', String(step), ...path)
        const canary = { ...strategy.canary, steps: spell(steps, placeOf) }
        return { ...entry, strategy: { ...strategy, canary } }
      })
    })
  }
  return { spelt, diagnostics }
}

type Steps = NonNullable<ConfigData['profiles']>[string]

/** A key that zod would omit silently, as no object can have it. */
function findReserved(node: Node | undefined): Pair | undefined {
  if (node?.type === 'sequence') {
    for (const item of node.items) {
      const found = findReserved(item)
      if (found) return found
    }
  }
  if (node?.type !== 'mapping') return undefined
  for (const pair of node.pairs) {
    const found = pair.key === '__proto__' ? pair : findReserved(pair.value)
    if (found) return found
  }
  return undefined
}

const aliasNowhere = 'It contains an unresolved alias, or too many aliases'

function withPlaces(document: Document, data: ConfigData): Config {
  const { workloads, ...rest } = data
  const configPlace = (...path: (string | number)[]) =>
    locate(document, offsetAt(document.root, path))
  const profileAt =
    (profile: string) =>
    (step: number, ...path: string[]) =>
      configPlace('profiles', profile, step, ...path)
  const metricAt = (...path: string[]) => configPlace('metrics', ...path)
  const ruleAt = (code: string) => locate(document, offsetAt(document.root, ['rules', code], 'key'))
  const entries = workloads?.map((entry, index) => ({
    ...entry,
    at: (...path: string[]) => configPlace('workloads', index, ...path)
  }))
  return {
    ...rest,
    ...(rest.profiles && { profileAt }),
    ...(rest.metrics && { metricAt }),
    ...(rest.rules && { ruleAt }),
    ...(entries && { workloads: entries })
  }
}

/** Of unknown keys in one mapping, as many are said one by one. */
const mostKeys = 100

function report(document: Document, issue: z.core.$ZodIssue): Diagnostic[] {
  const path = issue.path.map(key => (typeof key === 'number' ? key : String(key)))
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path)
    const keyAt = (key: string) => locate(document, offsetAt(document.root, [...path, key], 'key'))
    const [first = ''] = issue.keys
    const rest = issue.keys.length - mostKeys
    return [
      ...issue.keys
        .slice(0, mostKeys)
        .map(key => unknownConfigKey(keyAt(key), key, nearest(key, known))),
      ...(rest > 0
        ? [invalidConfig(keyAt(first), printPath(path), `it has ${rest} more unknown keys`)]
        : [])
    ]
  }
  const at = locate(document, offsetAt(document.root, path))
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    /undefined/.test(issue.message)
  ) {
    return [invalidConfig(at, printPath(path), 'it is missing')]
  }
  const message = issue.message.replace(/^Invalid (input|option|string): /, '')
  return [invalidConfig(at, printPath(path), message.charAt(0).toLowerCase() + message.slice(1))]
}

function printPath(path: readonly (string | number)[]): string {
  const printed = path.map(key => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')
  return printed.replace(/^\./, '') || 'the configuration'
}

/** The keys that a mapping of the configuration may have. */
function knownKeys(path: readonly (string | number)[]): string[] {
  if (path.length === 0) return Object.keys(configSchema().shape)
  if (path[0] === 'metrics') return path.at(-1) === 'datadog' ? sourceKeys() : metricKeys()
  if (path.at(-1) === 'canary') return Object.keys(canarySchema().shape)
  if (path.at(-1) === 'strategy') return ['canary']
  return Object.keys(workloadSchema().shape)
}

/** The offset of the value at a path, or of its key; of the nearest parent where it is missing. */
function offsetAt(
  root: Node | undefined,
  path: readonly (string | number)[],
  wanted: 'key' | 'value' = 'value'
): number {
  let node = dereference(root)
  let offset = node?.start ?? 0
  for (const key of path) {
    const pair = node?.type === 'mapping' ? findPair(node, String(key)) : undefined
    const item = node?.type === 'sequence' ? node.items[Number(key)] : undefined
    const value = pair?.value ?? item
    if (!value) return offset
    const empty = value.start === value.end
    offset = pair && (wanted === 'key' || empty) ? pair.keyStart : value.start
    node = dereference(value)
  }
  return offset
}
