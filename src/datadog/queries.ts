import type { MetricSource } from './metric.ts'

/** What Datadog is asked in one request: queries by name, and what is made of them. */
export type Queries = {
  readonly queries: Readonly<Record<string, string>>
  readonly formula: string
  readonly aggregator: string
}

/** The queries of a metric: those of a preset, or its own. */
export function queriesOf(source: MetricSource): Queries {
  if (source.preset) return presetQueries(source)
  const queries = source.queries ?? { query: source.query ?? '' }
  const isCounted = Object.values(queries).every(query => query.includes('.as_count()'))
  const [first = ''] = Object.keys(queries)
  return {
    queries,
    formula: source.formula ?? first,
    aggregator: source.aggregator ?? (isCounted ? 'sum' : 'avg')
  }
}

/** The metrics that APM makes of traces (docs.datadoghq.com/tracing/metrics/metrics_namespace). */
function presetQueries(source: MetricSource): Queries {
  const { preset, service = '', env = '', operation = 'http.request', percentile = 'p95' } = source
  const name = `trace.${operation}`
  const scope = `{service:${service},env:${env},{{canary}}}`
  if (preset === 'latency') {
    const queries = { latency: `${percentile}:${name}${scope}` }
    return { queries, formula: 'latency', aggregator: 'avg' }
  }
  if (preset === 'apdex') {
    return { queries: { apdex: `avg:${name}.apdex${scope}` }, formula: 'apdex', aggregator: 'avg' }
  }
  return {
    queries: {
      errors: `sum:${name}.errors${scope}.as_count()`,
      hits: `sum:${name}.hits${scope}.as_count()`
    },
    // Where nothing failed there is no count of errors at all.
    formula: 'default_zero(errors) / hits',
    aggregator: 'sum'
  }
}
