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
      'expected a time, such as 10m'
    )
const limit = () =>
  z
    .string()
    .regex(/^(?:<|<=|>|>=) ?-?[0-9]+(?:\.[0-9]+)?$/, 'expected a comparison, such as "> 0.01"')
/** In a query: a quote or a brace would end the tag that it stands in. */
const tagValue = () => z.string().regex(/^[\w./-]+$/, 'expected the value of a tag')
const query = () =>
  z.string().superRefine((text, context) => {
    for (const message of faultsOf(text)) context.addIssue({ code: 'custom', message })
  })

function* faultsOf(query: string): Generator<string> {
  const others = query.replace(/\{\{(?:canary|stable)\}\}/g, '')
  const unknown = /\{\{[^}]*\}?\}?/.exec(others)?.[0]
  if (unknown) yield `expected {{canary}} or {{stable}}, and not ${unknown}`
  // The controller takes the first number that is answered, whatever group it is of.
  if (/\bby\s*\{/.test(query)) yield 'a query that groups (by {…}) has no single answer'
}

const source = once(() =>
  z
    .strictObject({
      preset: z
        .enum(['error-rate', 'latency', 'apdex'])
        .optional()
        .describe('What APM measures of a service, in place of `queries`.'),
      service: tagValue().optional().describe('Of a preset: the service of APM.'),
      env: tagValue().optional().describe('Of a preset: the environment of APM.'),
      operation: tagValue().optional().describe('Of a preset: the span, http.request by default.'),
      percentile: z.enum(['p95', 'p99']).optional().describe('Of latency: p95 by default.'),
      query: query().optional().describe('One query, in place of `queries`.'),
      queries: z
        .record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters'), query())
        .optional()
        .describe('Queries by the names that `formula` calls them.'),
      formula: z.string().min(1).optional().describe('What is compared, from the queries.'),
      aggregator: z
        .enum(['avg', 'min', 'max', 'sum', 'last', 'percentile', 'mean', 'l2norm', 'area'])
        .optional()
        .describe('How a query becomes one number: sum where all are counts, avg where none is.')
    })
    .superRefine((given, context) => {
      for (const message of sourceFaults(given)) context.addIssue({ code: 'custom', message })
    })
)

function* sourceFaults(given: MetricSource): Generator<string> {
  const { preset, query, queries, formula, service, env, operation, percentile } = given
  const ways = [preset, query, queries].filter(way => way !== undefined)
  if (ways.length !== 1) {
    yield 'expected one of preset, query and queries'
    return
  }
  if (preset) {
    if (service === undefined || env === undefined) yield 'a preset needs service and env'
    if (percentile && preset !== 'latency') yield 'percentile is for the preset latency'
    if (formula !== undefined || given.aggregator)
      yield 'a preset has its own formula and aggregator'
    return
  }
  if (service ?? env ?? operation ?? percentile) {
    yield 'service, env, operation and percentile are for a preset'
  }
  const names = Object.keys(queries ?? {})
  if (queries && names.length === 0) yield 'queries has none'
  if (query !== undefined && formula !== undefined) yield 'formula is for queries'
  if (names.length > 1 && formula === undefined) yield 'several queries need a formula'
  if (formula !== undefined && !names.some(name => isIn(formula, name))) {
    yield 'formula names none of the queries'
  }
  const counts = Object.values(queries ?? { query: query ?? '' }).map(isCount)
  if (given.aggregator === undefined && new Set(counts).size > 1) {
    yield 'some queries are counts and some are not: aggregator has to say how each becomes one number'
  }
}

const isCount = (query: string) => query.includes('.as_count()')
const isIn = (formula: string, name: string) => new RegExp(`\\b${name}\\b`).test(formula)

/** One metric of the configuration, as it is written. */
export const metricSchema = once(() =>
  z
    .strictObject({
      datadog: source().describe('Where the numbers come from.'),
      stable: z
        .enum(['ratio', 'difference'])
        .optional()
        .describe('Compares the new pods with the old: canary / stable, or canary - stable.'),
      fails: limit().optional().describe('The numbers that end the canary, such as "> 0.01".'),
      passes: limit().optional().describe('In place of `fails`: the numbers that let it go on.'),
      every: duration().default('1m').describe('The time between two measurements.'),
      for: duration().default('10m').describe('How long is measured, behind the first window.'),
      window: duration().default('5m').describe('The time that each measurement looks back over.'),
      noData: z
        .enum(['pass', 'fail', 'inconclusive'])
        .default('inconclusive')
        .describe('What a measurement without data is. inconclusive: a person decides.'),
      enough: z
        .string()
        .regex(/^[a-z][a-z0-9_]* ?>= ?[1-9][0-9]*$/, 'expected a query and a count: hits >= 100')
        .optional()
        .describe('Fewer decide nothing, such as hits >= 100.'),
      dryRun: z.boolean().optional().describe('true: it measures and decides nothing.')
    })
    .superRefine((metric, context) => {
      for (const message of metricFaults(metric)) context.addIssue({ code: 'custom', message })
    })
)

function* metricFaults(metric: Metric): Generator<string> {
  const { fails, passes, datadog, enough, stable, noData } = metric
  if ((fails === undefined) === (passes === undefined)) yield 'expected one of fails and passes'
  const [every = 0, whole = 0] = [metric.every, metric.for].map(secondsOf)
  if (whole < every) yield '`for` is shorter than `every`'
  const { queries } = queriesOf(datadog)
  if (stable && !Object.values(queries).some(each => each.includes('{{canary}}'))) {
    yield '`stable` compares what the queries say by {{canary}}, and none does'
  }
  const counted = enough?.split(/ ?>=/)[0]
  if (counted !== undefined && !Object.hasOwn(queries, counted)) {
    yield `\`enough\` counts "${counted}", which is none of the queries`
  }
  if (enough !== undefined && noData !== 'inconclusive') {
    yield '`enough` makes too few inconclusive, so noData has to be inconclusive, too'
  }
}

/** The keys of a metric and of its source, for suggestions. */
export const metricKeys = () => Object.keys(metricSchema().shape)
export const sourceKeys = () => Object.keys(source().shape)
