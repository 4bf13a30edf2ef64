import type { Entries, Value } from '../yaml/node.ts'
import type { Metrics } from './metric.ts'
import { metricsIn } from './spell.ts'
import { analysisTemplate } from './template.ts'
import type { TemplatePlace } from './template.ts'

/** What a conversion asks for the templates that steps name; nothing where no metric is described. */
export function templatesFor(metrics: Metrics | undefined): {
  analysisTemplates?: (steps: Value | undefined, place: TemplatePlace) => readonly Entries[]
} {
  if (!metrics) return {}
  return {
    analysisTemplates: (steps, place) =>
      metricsIn(steps, metrics).flatMap(name => {
        const metric = metrics[name]
        return metric ? [analysisTemplate(name, metric, place)] : []
      })
  }
}
