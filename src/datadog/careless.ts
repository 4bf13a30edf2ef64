import type { Diagnostic, Location } from '../diagnostic.ts'
import type { Metric, Metrics } from './metric.ts'
import { passesWithoutData } from './problems.ts'
import { queriesOf } from './queries.ts'
import { boundsOf } from './template.ts'

/** The metrics that let a canary continue where nothing was measured. */
export function carelessMetrics(
  metrics: Metrics,
  placeOf: (metric: string, field: string) => Location
): Diagnostic[] {
  return Object.entries(metrics).flatMap(([name, metric]) => {
    if (metric.noData === 'pass')
      return [passesWithoutData(placeOf(name, 'noData'), name, 'noData')]
    const isZero = isNeverNil(metric) && passesAtZero(metric)
    return isZero ? [passesWithoutData(placeOf(name, 'datadog'), name, 'default_zero')] : []
  })
}

/** Whether there is a number without data, too. A division by 0 has none, nor has a ratio of two. */
function isNeverNil({ datadog, enough, stable }: Metric): boolean {
  if (enough !== undefined || stable === 'ratio') return false
  const { queries, formula } = queriesOf(datadog)
  const isFilled = (text: string) => /\bdefault_zero\s*\(/.test(text)
  const names = Object.keys(queries).filter(name => !isFilled(queries[name] ?? ''))
  const rest = formula.replace(/\bdefault_zero\s*\([^()]*\)/g, '0')
  const isUsed = names.some(name => new RegExp(`\\b${name}\\b`).test(rest))
  return !isUsed && !/\/\s*0\b(?!\.)/.test(rest)
}

function passesAtZero(metric: Metric): boolean {
  const [sign = '', limit = ''] = boundsOf(metric).passes.split(' ')
  const number = Number(limit)
  if (sign === '<') return number > 0
  if (sign === '<=') return number >= 0
  return sign === '>' ? number < 0 : number <= 0
}
