import * as z from 'zod'
import { invalidConfig, repeatedConfigKey, unknownConfigKey, unreadableConfig } from './problems.ts'
import type { Diagnostic, Location } from './diagnostic.ts'
import { canaryFields } from './kubernetes/generated/canary-fields.ts'
import { metricKeys, metricSchema, sourceKeys } from './datadog/schema.ts'
import { newerMetrics } from './datadog/version.ts'
import { spellSteps } from './datadog/spell.ts'
import { isAnnotationKey } from './kubernetes/labels.ts'
import { isTakenAnnotation } from './kubernetes/rollout-annotations.ts'
import { nearest } from './nearest.ts'
import { appliers, arePercents } from './settings.ts'
import { dereference, findPair, findRepeatedKey, valueOf } from './yaml/node.ts'
import type { Node, Pair } from './yaml/node.ts'
import { locate, openSource, wholeDocument } from './yaml/stream.ts'
import type { Document } from './yaml/stream.ts'

const amount = z.union([
  z.int().min(0),
  z.string().regex(/^[0-9]+%$/, 'expected pods or a percentage, such as 2 or 25%')
])
const anything = z.json().optional()

/** What of a canary is copied as it is. */
type Copied = Exclude<(typeof canaryFields)[number], 'maxSurge' | 'maxUnavailable' | 'steps'>
const copied = canaryFields.filter(
  (field): field is Copied => !['maxSurge', 'maxUnavailable', 'steps'].includes(field)
)

const canary = z.strictObject({
  maxSurge: amount.optional(),
  maxUnavailable: amount.optional(),
  steps: z.array(z.record(z.string(), z.json())).nullish(),
  // What it is made from names each of them.
  ...(Object.fromEntries(copied.map(field => [field, anything])) as Record<Copied, typeof anything>)
})

const workload = z.strictObject({
  name: z
    .string()
    .min(1)
    .describe('The Deployment; * and ? match several. The first entry that matches wins.'),
  namespace: z.string().optional(),
  release: z.string().optional().describe('The Helm release, as set by --release.'),
  labels: z
    .record(z.string(), z.string())
    .optional()
    .describe('Labels of the Deployment; all of them must match.'),
  stage: z
    .string()
    .describe(
      'baseline, introduce-rollout, pin-replicas, pause-autoscaler, grow-P, shrink-P, retarget-autoscaler, release-autoscaler or done.'
    ),
  replicas: z.int().min(1).optional().describe('N: the pods to keep Ready through the migration.'),
  percents: z
    .array(z.int().min(1).max(100))
    .min(1)
    .refine(arePercents, 'expected rising percentages that end in 100')
    .optional(),
  autoscaler: z.literal('none').optional().describe('Asserts that the workload has no autoscaler.'),
  keep: z
    .boolean()
    .optional()
    .describe('Set to false to omit the annotations that protect a Rollout from deletion.'),
  replicasIgnored: z
    .boolean()
    .optional()
    .describe('Whether the applier leaves the replicas of the Rollout to its autoscaler.'),
  steps: z
    .literal('dashboard')
    .optional()
    .describe('dashboard: the canary steps are switched by actions of Argo CD, so Git has none.'),
  annotations: z
    .record(z.string(), z.string())
    .superRefine((annotations, context) => {
      for (const key of Object.keys(annotations)) {
        const message = isTakenAnnotation(key)
          ? 'it is written by the conversion or by a controller'
          : 'expected a key such as example.org/name'
        if (isTakenAnnotation(key) || !isAnnotationKey(key)) {
          context.addIssue({ code: 'custom', path: [key], message })
        }
      }
    })
    .optional()
    .describe('Annotations to add to its Rollout.'),
  strategy: z
    .strictObject({ canary: canary.nullish() })
    .nullish()
    .describe("The Rollout's spec.strategy.")
})

/** What `rolloutify.yaml` may say. The one description of it; the JSON Schema is made from it. */
export const configSchema = z.strictObject({
  argoRollouts: z
    .string()
    .regex(/^[0-9]+\.[0-9]+(\.[0-9]+)?$/, 'expected a version, such as "1.9"')
    .optional()
    .describe('The version of Argo Rollouts in the cluster, such as "1.9".'),
  applier: z.enum(appliers).optional().describe('What applies the manifests to the cluster.'),
  workloads: z
    .array(workload)
    .optional()
    .describe('The workloads to migrate; without this list, every Deployment.'),
  profiles: z
    .record(z.string(), z.array(z.record(z.string(), z.json())))
    .optional()
    .describe('Named lists of canary steps.'),
  metrics: z
    .record(
      z.string().regex(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, 'expected the name of an object'),
      metricSchema
    )
    .optional()
    .describe('Metrics that judge a canary; a step refers to one as `analysis: NAME`.'),
  rules: z
    .record(z.string(), z.enum(['off', 'info', 'warning', 'error']))
    .optional()
    .describe('Severity overrides for `check`, by diagnostic code.')
})

/** The JSON Schema of the configuration, for editors. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7', unrepresentable: 'any' })
  return JSON.stringify({ title: 'rolloutify.yaml', ...schema }, null, 2) + '\n'
}

export type WorkloadEntry = z.infer<typeof workload> & {
  /** Where the entry's fields stand in the file. */
  readonly at: (...path: string[]) => Location
}
/** A configuration that was read. */
export type Config = Omit<z.infer<typeof configSchema>, 'workloads'> & {
  readonly workloads?: readonly WorkloadEntry[]
  /** Where the steps of a profile stand in the file. */
  readonly profileAt?: (profile: string) => (step: number, ...path: string[]) => Location
  /** Where a metric stands in the file, or a field of it. */
  readonly metricAt?: (metric: string, ...path: string[]) => Location
  /** Where the key of a rule stands in the file. */
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
  const reserved = text.includes('__proto__') ? findReserved(root) : undefined
  if (reserved) {
    const problem = unknownConfigKey(locate(document, reserved.keyStart), reserved.key, undefined)
    return { config: undefined, diagnostics: [problem] }
  }
  const result = configSchema.safeParse(data ?? {})
  if (!result.success) {
    const diagnostics = result.error.issues.flatMap(issue => report(document, issue))
    return { config: undefined, diagnostics }
  }
  const config = withPlaces(document, result.data)
  const { spelt, diagnostics: unknown } = withAnalyses(config)
  const { argoRollouts, metrics = {}, metricAt = () => locate(document, 0) } = config
  const diagnostics = [...unknown, ...newerMetrics(metrics, argoRollouts, metricAt)]
  return { config: diagnostics.length > 0 ? undefined : spelt, diagnostics }
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

type Steps = NonNullable<z.infer<typeof canary>['steps']>

/** A key that zod would leave out without a word, as no object can have it. */
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

function withPlaces(document: Document, data: z.infer<typeof configSchema>): Config {
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
  if (path.length === 0) return Object.keys(configSchema.shape)
  if (path[0] === 'metrics') return path.at(-1) === 'datadog' ? sourceKeys : metricKeys
  if (path.at(-1) === 'canary') return Object.keys(canary.shape)
  if (path.at(-1) === 'strategy') return ['canary']
  return Object.keys(workload.shape)
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
