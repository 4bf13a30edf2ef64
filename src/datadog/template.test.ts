import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutData } from '../check/expression.ts'
import { parseConfig } from '../config.ts'
import { secondsOf } from '../kubernetes/duration.ts'
import { analysisTemplate } from './template.ts'

const scope = '{service:web,{{canary}}}'
const source = fc.constantFrom(
  { preset: 'error-rate', service: 'web', env: 'prod' },
  { preset: 'latency', service: 'web', env: 'prod', percentile: 'p99' },
  { preset: 'apdex', service: 'web', env: 'prod' },
  { query: `avg:queue${scope}` },
  { queries: { errors: `sum:errors${scope}`, hits: `sum:hits${scope}` }, formula: 'errors / hits' }
)
const limit = fc
  .tuple(fc.constantFrom('<', '<=', '>', '>='), fc.constantFrom('0', '0.01', '-5', '1000'))
  .map(parts => parts.join(' '))
const time = fc.constantFrom('1s', '30s', '59s', '1m', '7m', '10m', '1h', '90m')
const metric = fc.record(
  {
    datadog: source,
    every: time,
    for: time,
    window: time,
    stable: fc.constantFrom('ratio', 'difference'),
    noData: fc.constantFrom('fail', 'inconclusive')
  },
  { requiredKeys: ['datadog'] }
)
const limited = fc
  .tuple(metric, limit, fc.constantFrom('fails', 'passes'))
  .map(([given, bound, key]) => ({ ...given, [key]: bound }))

/** The one metric of the template; nothing where the configuration refuses it. */
function templateOf(given: object) {
  const { config } = parseConfig(JSON.stringify({ metrics: { errors: given } }))
  const read = config?.metrics?.['errors']
  return read && analysisTemplate('errors', read, { namespace: undefined }).spec.metrics[0]
}
type Made = NonNullable<ReturnType<typeof templateOf>>
type Answer = 'good' | 'nothing' | 'error'

/** How an AnalysisRun ends, and how many of its measurements had data (argo-rollouts analysis/analysis.go). */
function play(made: Made, answers: Iterator<Answer>): { end: string; withData: number } {
  let [withData, inconclusive, errors] = [0, 0, 0]
  while (withData + inconclusive < made.count) {
    const answer = answers.next().value
    errors = answer === 'error' ? errors + 1 : 0
    if (errors > made.consecutiveErrorLimit) return { end: 'Error', withData }
    if (answer === 'good') withData++
    if (answer !== 'nothing') continue
    if (withoutData(made.failureCondition) === true) return { end: 'Failed', withData }
    if (withoutData(made.successCondition) === true) return { end: 'unmeasured', withData }
    if (++inconclusive > made.inconclusiveLimit) return { end: 'Inconclusive', withData }
  }
  return { end: 'Successful', withData }
}

test('no canary goes on unless more than half of its measurements had data', () => {
  const ends = new Set<string>()
  const answers = fc.infiniteStream(
    fc.constantFrom<Answer>('good', 'good', 'good', 'nothing', 'error')
  )
  const law = fc.property(limited, answers, (given, stream) => {
    const made = templateOf(given)
    fc.pre(made !== undefined)
    const { end, withData } = play(made, stream)
    ends.add(end)
    expect(end).not.toBe('unmeasured')
    if (end === 'Successful') expect(withData * 2).toBeGreaterThan(made.count)
  })
  fc.assert(law, { numRuns: 300 })
  expect([...ends]).toEqual(expect.arrayContaining(['Failed', 'Inconclusive', 'Successful']))
})

test('nothing measured never lets a canary go on', () => {
  const nothing: Iterator<Answer> = { next: () => ({ value: 'nothing' }) }
  fc.assert(
    fc.property(limited, given => {
      const made = templateOf(given)
      fc.pre(made !== undefined)
      expect(['Failed', 'Inconclusive']).toContain(play(made, nothing).end)
    })
  )
})

test('no measurement looks back before the canary', () => {
  fc.assert(
    fc.property(limited, given => {
      const made = templateOf(given)
      fc.pre(made !== undefined)
      const { initialDelay, provider } = made
      expect(secondsOf(initialDelay)).toBeGreaterThanOrEqual(
        secondsOf(provider.datadog.interval) ?? Infinity
      )
    })
  )
})
