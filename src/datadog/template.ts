import { secondsOf } from '../kubernetes/duration.ts'
import { podHashLabels } from '../kubernetes/pod-hash.ts'
import { asEntries } from '../yaml/node.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { queriesOf } from './queries.ts'
import type { Queries } from './queries.ts'
import type { Metric } from './metric.ts'

/** The label that the controller gives the pods of each version, as a tag. */
const tag = podHashLabels.Rollout
const places = { canary: 'canary-hash', stable: 'stable-hash' } as const
type Side = keyof typeof places
const sides: readonly Side[] = ['canary', 'stable']

/** An AnalysisTemplate as plain data, by the name of its metric. */
export type Template = { readonly name: string; readonly entries: Entries }

/** Argo's own placeholders as Helm hands them on. */
export const escapedForHelm = ({ name, entries }: Template): Template => ({
  name,
  entries: withTexts(entries, text =>
    text.replace(/\{\{args\.[\w-]+\}\}/g, placeholder => `{{\`${placeholder}\`}}`)
  )
})

const withTexts = (entries: Entries, change: (text: string) => string): Entries =>
  Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, inValue(value, change)]))

function inValue(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map(each => inValue(each, change))
  const entries = asEntries(value)
  return entries ? withTexts(entries, change) : value
}

/** Where an AnalysisTemplate goes. */
export type TemplatePlace = {
  readonly namespace: string | undefined
  readonly annotations?: Readonly<Record<string, string>>
}

/** The AnalysisTemplate of a metric, as plain data. */
export function analysisTemplate(name: string, metric: Metric, place: TemplatePlace) {
  const { namespace, annotations } = place
  const asked = askedOf(metric)
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name, ...(namespace && { namespace }), ...(annotations && { annotations }) },
    spec: {
      ...argumentsOf(asked),
      ...(metric.dryRun && { dryRun: [{ metricName: name }] }),
      metrics: [
        {
          name,
          // What the new pods did not do yet is not theirs: the first window begins with them.
          initialDelay: metric.window,
          interval: metric.every,
          ...limits(metric),
          ...conditions(metric),
          provider: {
            datadog: {
              apiVersion: 'v2',
              interval: metric.window,
              aggregator: asked.aggregator,
              queries: mapped(asked.queries, query => withArguments(query)),
              formula: asked.formula
            }
          }
        }
      ]
    }
  }
}

/** The hashes that an analysis of a metric is told, as the arguments of a step. */
export const hashArguments = (metric: Metric) =>
  sidesIn(askedOf(metric)).map(side => ({
    name: places[side],
    valueFrom: { podTemplateHashValue: side === 'canary' ? 'Latest' : 'Stable' }
  }))

const argumentsOf = (asked: Queries) => {
  const names = sidesIn(asked).map(side => ({ name: places[side] }))
  return names.length > 0 ? { args: names } : {}
}

const sidesIn = ({ queries }: Queries) =>
  sides.filter(side => Object.values(queries).some(query => query.includes(`{{${side}}}`)))

const withArguments = (query: string) =>
  query.replace(/\{\{(canary|stable)\}\}/g, (_, side: Side) => `${tag}:{{args.${places[side]}}}`)

const mapped = (texts: Readonly<Record<string, string>>, change: (text: string) => string) =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, change(text)]))

/** What is asked for one measurement: one request, with the old pods and the least count in it. */
function askedOf({ datadog, stable, enough }: Metric): Queries {
  const own = queriesOf(datadog)
  const compared = stable ? comparedWithStable(own, stable) : own
  if (enough === undefined) return compared
  const [counted = '', least = ''] = enough.split(/ ?>= ?/)
  // is_greater is 1 or 0, and Datadog answers nothing for a division by 0.
  const guard = `is_greater(${counted}, ${Number(least) - 0.5})`
  return { ...compared, formula: `(${compared.formula}) / ${guard}` }
}

function comparedWithStable(own: Queries, by: 'ratio' | 'difference'): Queries {
  const canary = Object.entries(own.queries).filter(([, query]) => query.includes('{{canary}}'))
  const old = canary.map(([name, query]) => [
    `stable_${name}`,
    query.replaceAll('{{canary}}', '{{stable}}')
  ])
  let formula = own.formula
  for (const [name] of canary) {
    formula = formula.replace(new RegExp(`\\b${name}\\b`, 'g'), `stable_${name}`)
  }
  const sign = by === 'ratio' ? '/' : '-'
  return {
    ...own,
    queries: { ...own.queries, ...Object.fromEntries(old) },
    formula: `(${own.formula}) ${sign} (${formula})`
  }
}

/** How many measurements there are, and how many of them may say nothing: fewer than half. */
function limits(metric: Metric) {
  const [every = 1, whole = 0] = [metric.every, metric.for].map(secondsOf)
  const count = Math.max(1, Math.ceil(whole / every))
  return {
    count,
    failureLimit: 0,
    inconclusiveLimit: Math.floor((count - 1) / 2),
    consecutiveErrorLimit: 4
  }
}

const opposites: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

/** A limit and its opposite: what lets a canary continue, and what ends it. */
export function boundsOf({ fails, passes }: Metric): { passes: string; fails: string } {
  const given = (fails ?? passes ?? '').replace(/^([<>]=?) ?/, '$1 ')
  const [sign = '', number = ''] = given.split(' ')
  const other = `${opposites[sign] ?? sign} ${number}`
  return fails === undefined ? { passes: given, fails: other } : { passes: other, fails: given }
}

/**
 * The conditions of a metric. An answer without data is nil: it is asked for before any comparison.
 * Where both conditions are there and neither holds, a measurement is inconclusive
 * (argo-rollouts utils/evaluate/evaluate.go).
 */
function conditions(metric: Metric) {
  const { passes, fails } = boundsOf(metric)
  const isMeasured = (bound: string) => `!isNil(result) && default(result, 0) ${bound}`
  const ifMissing = (bound: string) => `isNil(result) || default(result, 0) ${bound}`
  if (metric.noData === 'pass') {
    return { successCondition: ifMissing(passes), failureCondition: isMeasured(fails) }
  }
  return {
    successCondition: isMeasured(passes),
    failureCondition: metric.noData === 'fail' ? ifMissing(fails) : isMeasured(fails)
  }
}
