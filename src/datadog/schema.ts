import * as z from 'zod'
import { once } from '../groups.ts'
import { secondsOf } from '../kubernetes/duration.ts'
import type { Metric, MetricSource } from './metric.ts'
import { queriesOf } from './queries.ts'

const duration = () =>
  z
    .string()
    .refine(
      text => /[smh]$/.test(text) && (secondsOf(text) ?? 0) > 0,
      'expected a duration, such as 10m'
    )
const limit = () =>
  z
    .string()
    .regex(/^(?:<|<=|>|>=) ?-?[0-9]+(?:\.[0-9]+)?$/, 'expected a comparison, such as "> 0.01"')
/** In a query: a quote or a brace would end the tag that it is in. */
const tagValue = () => z.string().regex(/^[\w./-]+$/, 'expected the value of a tag')
const query = () =>
  z.string().superRefine((text, context) => {
    for (const message of faultsOf(text)) context.addIssue({ code: 'custom', message })
  })

function* faultsOf(query: string): Generator<string> {
  const others = query.replace(/\{\{(?:canary|stable)\}\}/g, '')
  const unknown = /\{\{[^}]*\}?\}?/.exec(others)?.[0]
  if (unknown) yield `expected {{canary}} or {{stable}}, but found ${unknown}`
  // The controller takes the first number that is answered, whatever group it is of.
  if (/\bby\s*\{/.test(query)) yield 'a query that groups (by {…}) has more than one value'
}

const source = once(() =>
  z
    .strictObject({
      preset: z
        .enum(['error-rate', 'latency', 'apdex'])
        .optional()
        .describe('A measurement of APM, instead of `queries`.'),
      service: tagValue().optional().describe('For a preset: the service in APM.'),
      env: tagValue().optional().describe('For a preset: the environment in APM.'),
      operation: tagValue()
        .optional()
        .describe('For a preset: the name of the span, by default http.request.'),
      percentile: z.enum(['p95', 'p99']).optional().describe('For latency: by default p95.'),
      query: query().optional().describe('One query, instead of `queries`.'),
      queries: z
        .record(
          z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a name in lower case, such as hits'),
          query()
        )
        .optional()
        .describe('Queries by the names that `formula` uses.'),
      formula: z
        .string()
        .min(1)
        .optional()
        .describe('The value to compare, computed from the queries.'),
      aggregator: z
        .enum(['avg', 'min', 'max', 'sum', 'last', 'percentile', 'mean', 'l2norm', 'area'])
        .optional()
        .describe(
          'How a query becomes one number; by default sum if all are counts, avg if none is.'
        )
    })
    .superRefine((given, context) => {
      for (const message of sourceFaults(given)) context.addIssue({ code: 'custom', message })
    })
)

function* sourceFaults(given: MetricSource): Generator<string> {
  const { preset, query, queries, formula, service, env, operation, percentile } = given
  const ways = [preset, query, queries].filter(way => way !== undefined)
  if (ways.length !== 1) {
    yield 'expected exactly one of preset, query and queries'
    return
  }
  if (preset) {
    if (service === undefined || env === undefined) yield 'a preset requires service and env'
    if (percentile && preset !== 'latency') yield 'percentile requires the preset latency'
    if (formula !== undefined || given.aggregator)
      yield 'formula and aggregator cannot be set with a preset'
    return
  }
  if (service ?? env ?? operation ?? percentile) {
    yield 'service, env, operation and percentile require a preset'
  }
  const names = Object.keys(queries ?? {})
  if (queries && names.length === 0) yield 'queries is empty'
  if (query !== undefined && formula !== undefined) yield 'formula requires queries'
  if (names.length > 1 && formula === undefined) yield 'several queries require a formula'
  if (formula !== undefined && !names.some(name => isIn(formula, name))) {
    yield 'formula uses none of the queries'
  }
  const counts = Object.values(queries ?? { query: query ?? '' }).map(isCount)
  if (given.aggregator === undefined && new Set(counts).size > 1) {
    yield 'some queries are counts and some are not, so aggregator is required'
  }
}

const isCount = (query: string) => query.includes('.as_count()')
const isIn = (formula: string, name: string) => new RegExp(`\\b${name}\\b`).test(formula)

/** One metric of the configuration, as it is written. */
export const metricSchema = once(() =>
  z
    .strictObject({
      datadog: source().describe('Where the values come from.'),
      stable: z
        .enum(['ratio', 'difference'])
        .optional()
        .describe('Compares the new pods with the old ones: canary / stable, or canary - stable.'),
      fails: limit().optional().describe('The values that abort the canary, such as "> 0.01".'),
      passes: limit().optional().describe('Instead of `fails`: the values that let it go on.'),
      every: duration().default('1m').describe('The time between two measurements.'),
      for: duration().default('10m').describe('How long to measure, after the first window.'),
      window: duration().default('5m').describe('How far each measurement looks back.'),
      noData: z
        .enum(['pass', 'fail', 'inconclusive'])
        .default('inconclusive')
        .describe('The result of a measurement without data. inconclusive: a person decides.'),
      enough: z
        .string()
        .regex(/^[a-z][a-z0-9_]* ?>= ?[1-9][0-9]*$/, 'expected a query and a count: hits >= 100')
        .optional()
        .describe('The least count for a measurement to decide anything, such as hits >= 100.'),
      dryRun: z.boolean().optional().describe('true: it measures but decides nothing.')
    })
    .superRefine((metric, context) => {
      for (const message of metricFaults(metric)) context.addIssue({ code: 'custom', message })
    })
)

function* metricFaults(metric: Metric): Generator<string> {
  const { fails, passes, datadog, enough, stable, noData } = metric
  if ((fails === undefined) === (passes === undefined))
    yield 'expected exactly one of fails and passes'
  const [every = 0, whole = 0] = [metric.every, metric.for].map(secondsOf)
  if (whole < every) yield '`for` is shorter than `every`'
  const { queries } = queriesOf(datadog)
  if (stable && !Object.values(queries).some(each => each.includes('{{canary}}'))) {
    yield '`stable` requires a query with {{canary}}'
  }
  const counted = enough?.split(/ ?>=/)[0]
  if (counted !== undefined && !Object.hasOwn(queries, counted)) {
    yield `\`enough\` counts "${counted}", which is not one of the queries`
  }
  if (enough !== undefined && noData !== 'inconclusive') {
    yield '`enough` requires noData: inconclusive'
  }
}

/** The keys of a metric and of its source, for suggestions. */
export const metricKeys = () => Object.keys(metricSchema().shape)
export const sourceKeys = () => Object.keys(source().shape)
