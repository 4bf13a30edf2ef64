import type { Diagnostic, Location } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { unknownMetric } from './problems.ts'
import type { Metric, Metrics } from './metric.ts'
import { hashArguments } from './template.ts'

type Step = Readonly<Record<string, Value>>

/** Spells out each `analysis: NAME` of a list of steps, and says which names are unknown. */
export function spellSteps<Given extends Step>(
  steps: readonly Given[],
  metrics: Metrics,
  placeOf: (step: number, ...path: string[]) => Location
): { steps: (Given | Step)[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const spelt = steps.map((step, index) => {
    const { analysis } = step
    if (typeof analysis !== 'string') return step
    const metric = Object.hasOwn(metrics, analysis) ? metrics[analysis] : undefined
    if (metric) return { ...step, analysis: analysisOf(analysis, metric) }
    const names = Object.keys(metrics)
    const at = placeOf(index, 'analysis')
    diagnostics.push(unknownMetric(at, analysis, nearest(analysis, names), names))
    return step
  })
  return { steps: spelt, diagnostics }
}

function analysisOf(name: string, metric: Metric): Value {
  const args = hashArguments(metric)
  return { templates: [{ templateName: name }], ...(args.length > 0 && { args }) }
}

/** The metrics whose templates the steps of a canary name. */
export function metricsIn(steps: Value | undefined, metrics: Metrics): string[] {
  const names = (Array.isArray(steps) ? steps : []).flatMap(step => {
    const templates = asEntries(asEntries(step)?.['analysis'])?.['templates']
    return (Array.isArray(templates) ? templates : []).flatMap(
      each => asEntries(each)?.['templateName'] ?? []
    )
  })
  return Object.keys(metrics).filter(name => names.includes(name))
}
