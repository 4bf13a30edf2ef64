import { secondsOf } from '../kubernetes/duration.ts'
import { boundsOf } from './template.ts'
import type { Metric } from './metric.ts'

const signs: Readonly<Record<string, string>> = {
  '<': 'below',
  '<=': 'at most',
  '>': 'above',
  '>=': 'at least'
}

/** What a metric waits for, in words: `errors at most 0.01 for 10 min`. */
export function metricInWords(name: string, metric: Metric): string {
  const [sign = '', number = ''] = boundsOf(metric).passes.split(' ')
  const against = metric.stable === 'ratio' ? ' times stable' : metric.stable ? ' over stable' : ''
  const dry = metric.dryRun ? ' (dry run)' : ''
  return `${name} ${signs[sign] ?? sign} ${number}${against} for ${timeInWords(metric.for)}${dry}`
}

function timeInWords(duration: string): string {
  const seconds = secondsOf(duration) ?? 0
  if (seconds % 3600 === 0) return `${seconds / 3600} h`
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}
