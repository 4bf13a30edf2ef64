import { podHashLabels } from '../kubernetes/pod-hash.ts'
import type { LiveAnalysisRun, LiveRollout, Snapshot } from '../snapshot.ts'

/** A measured value in the unit of its metric, where the metric is known. */
export type ValueWords = (metric: string, value: number) => string | undefined

/** What the analyses of the version that is rolled out have measured, each metric in words. */
export function analysesInWords(
  { metadata, status }: LiveRollout,
  live: Snapshot | undefined,
  valueWords: ValueWords = () => undefined
): string[] {
  const own = (live?.analysisRuns ?? []).filter(
    run =>
      run.metadata.namespace === metadata.namespace &&
      run.metadata.ownerReferences?.some(owner => owner.name === metadata.name) &&
      run.metadata.labels?.[podHashLabels.Rollout] === status.currentPodHash
  )
  return own.flatMap(run => runInWords(run, valueWords))
}

function runInWords(run: LiveAnalysisRun, valueWords: ValueWords): string[] {
  const { phase = 'Pending', message, metricResults } = run.status
  const where = placeInWords(run)
  if (metricResults.length === 0) {
    return [`analysis ${phase}${where}: ${message ? reasonIn(message) : nothing}`]
  }
  return metricResults.map(result => {
    const values = result.measurements.map(each => valueInWords(result.name, each, valueWords))
    const reason = reasonOf(result, message)
    const words = [counted(values).join(', ') || nothing, ...(reason ? [`(${reason})`] : [])].join(
      ' '
    )
    const dry = result.dryRun ? ' (dry run)' : ''
    return `${result.name}${dry} ${result.phase ?? phase}${where}: ${words}`
  })
}

/** Values with those that repeat said once: `no data (3 times)`. */
function counted(values: readonly string[]): string[] {
  const runs: { value: string; times: number }[] = []
  for (const value of values) {
    const last = runs.at(-1)
    if (last?.value === value) last.times++
    else runs.push({ value, times: 1 })
  }
  return runs.map(({ value, times }) => (times > 1 ? `${value} (${times} times)` : value))
}

const nothing = 'nothing measured yet'

/** By the labels of the controller (argo-rollouts pkg/apis/rollouts/v1alpha1/types.go). */
function placeInWords({ metadata: { labels = {} } }: LiveAnalysisRun): string {
  if (labels['rollout-type'] === 'Background') return ' in the background'
  const step = labels['step-index']
  return step !== undefined && /^[0-9]+$/.test(step) ? ` at step ${Number(step) + 1}` : ''
}

type MetricResult = LiveAnalysisRun['status']['metricResults'][number]
type Measurement = MetricResult['measurements'][number]

function valueInWords(
  metric: string,
  { value = '', phase = 'Pending' }: Measurement,
  valueWords: ValueWords
): string {
  // What Datadog answers where it has no data (argo-rollouts metricproviders/datadog).
  if (/^(?:null|\[(?:null)?\]|\{"columns":.*)$/.test(value)) return 'no data'
  if (value === '') return phase
  const number = Number(value)
  return Number.isNaN(number) ? value : (valueWords(metric, number) ?? value)
}

/** Why a metric is judged as it is: an analysis says it of the worst of its metrics. */
function reasonOf({ name, message }: MetricResult, ofRun: string | undefined): string | undefined {
  if (message) return reasonIn(message)
  return ofRun?.startsWith(`Metric "${name}" `) ? reasonIn(ofRun) : undefined
}

const mostCharacters = 160

function reasonIn(message: string): string {
  const reason = message.replace(/^Metric(?: "[^"]*")? assessed \w+ due to /, '')
  return reason.length > mostCharacters ? reason.slice(0, mostCharacters) + '…' : reason
}
