import type { Diagnostic, Location } from '../diagnostic.ts'
import { isOlder } from '../kubernetes/rollout-types.ts'
import { newerField } from '../problems.ts'
import type { Metrics } from './metric.ts'

/** The first version whose templates have `queries`, `formula` and `aggregator` (argo-rollouts pkg/apis/rollouts/v1alpha1/analysis_types.go, v1.7.0). */
const firstWithQueries = '1.7'

/** The metrics that the cluster's version of Argo Rollouts would ask Datadog nothing for. */
export function newerMetrics(
  metrics: Metrics,
  version: string | undefined,
  placeOf: (metric: string, field: string) => Location
): Diagnostic[] {
  if (version === undefined || !isOlder(version, firstWithQueries)) return []
  return Object.keys(metrics).map(name =>
    newerField(placeOf(name, 'datadog'), 'provider.datadog.queries', firstWithQueries, version)
  )
}
