import { secondsOf } from '../kubernetes/duration.ts'
import { boundsOf } from './template.ts'
import type { Metric, Metrics } from './metric.ts'

const signs: Readonly<Record<string, string>> = {
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least'
}

/** What a metric waits for, in words: `errors at most 1% for 10m`. */
function metricInWords(name: string, metric: Metric): string {
  const [sign = '', number = ''] = boundsOf(metric).passes.split(' ')
  const dry = metric.dryRun ? ' (dry run)' : ''
  return `${name} ${signs[sign] ?? sign} ${limitInWords(metric, Number(number))} for ${timeInWords(metric.for)}${dry}`
}

function limitInWords(metric: Metric, limit: number): string {
  const value = valueInWords(metric, limit)
  if (metric.stable === 'ratio') return `${value} times stable`
  return metric.stable === 'difference' ? `${value} more than stable` : value
}

/** A value in the unit of its preset: a ratio of two has none. */
function valueInWords({ datadog, stable }: Metric, value: number): string {
  const { preset } = datadog
  if (preset === undefined || preset === 'apdex' || stable === 'ratio') return rounded(value)
  return preset === 'latency' ? `${rounded(value)}s` : `${rounded(value * 100)}%`
}

/** As many digits as a person reads: 0.01 * 100 is not 1 to the last of them. */
const rounded = (value: number) => String(Number(value.toPrecision(4)))

function timeInWords(duration: string): string {
  const seconds = secondsOf(duration) ?? 0
  if (seconds % 3600 === 0) return `${seconds / 3600}h`
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`
}

const find = (metrics: Metrics, name: string) =>
  Object.hasOwn(metrics, name) ? metrics[name] : undefined

/** What metrics wait for, by the names of their templates, and what they have measured. */
export const metricWords = (metrics: Metrics = {}) => ({
  analysisWords: (template: string) => {
    const metric = find(metrics, template)
    return metric && metricInWords(template, metric)
  },
  valueWords: (name: string, value: number) => {
    const metric = find(metrics, name)
    return metric && valueInWords(metric, value)
  }
})
