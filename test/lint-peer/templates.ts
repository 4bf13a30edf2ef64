import fc from 'fast-check'
import { join } from 'node:path'
import { main as run } from '../../src/cli/main.ts'
import { memoryIo } from '../../src/cli/memory-io.ts'
import { parseConfig } from '../../src/config.ts'
import { analysisTemplate } from '../../src/datadog/template.ts'
import { printBlock } from '../../src/yaml/print.ts'
import { lint } from './linter.ts'

const scope = fc.constantFrom('{service:web,{{canary}}}', '{{{canary}}}', '{env:a b,{{canary}}}')
const count = scope.map(tags => `sum:requests${tags}.as_count()`)
const gauge = scope.map(tags => `avg:latency${tags}.rollup(avg, 60)`)

const source = fc.oneof(
  fc.record({
    preset: fc.constantFrom('error-rate', 'latency', 'apdex'),
    service: fc.constantFrom('web', 'chat-api', 'a.b/c'),
    env: fc.constantFrom('prod', 'test')
  }),
  fc.record({ query: fc.oneof(count, gauge) }),
  fc.record({
    queries: fc.record({ errors: count, hits: count }),
    formula: fc.constantFrom('errors / hits', '100 * errors / (hits + 1)', 'hits'),
    aggregator: fc.constantFrom('sum', 'avg')
  })
)
const limit = fc
  .tuple(
    fc.constantFrom('<', '<=', '>', '>='),
    fc.constantFrom('', ' '),
    fc.constantFrom('0', '0.01', '-5', '1000')
  )
  .map(parts => parts.join(''))
const optional = <T>(key: string, values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined }).map(value => ({ [key]: value }))

const metric = fc
  .tuple(
    source.map(datadog => ({ datadog })),
    fc.oneof(
      limit.map(fails => ({ fails })),
      limit.map(passes => ({ passes }))
    ),
    optional('every', ['1s', '30s', '1m', '10m']),
    optional('for', ['1h', '90m', '10h']),
    optional('window', ['30s', '5m', '2h']),
    optional('stable', ['ratio', 'difference']),
    optional('noData', ['pass', 'fail', 'inconclusive']),
    optional('dryRun', [true, false]),
    fc.boolean()
  )
  .map(([given, ...parts]) => {
    const isCounted = parts.pop() === true && 'queries' in given.datadog
    const all = Object.assign({}, given, ...parts)
    return isCounted ? { ...all, noData: undefined, enough: 'hits >= 100' } : all
  })

const phases = { pass: 'Successful', fail: 'Failed', inconclusive: 'Inconclusive' }

/** What our own rules find in a template, beside that it passes without data where it says so. */
async function found(text: string): Promise<string> {
  const io = memoryIo({ stdin: Buffer.from(text) })
  await run(['check', '--format', 'json', '-'], io)
  const codes = [...io.stdout.matchAll(/"code": "([^"]*)"/g)].map(([, code]) => code)
  const expected = text.includes(`test/no-data: ${phases.pass}`) ? 'passes-without-data' : ''
  return codes.join() === expected ? io.stderr : io.stdout + io.stderr
}

/** Templates of many metrics, as the controller and our own rules judge them. */
export async function main() {
  const made = fc.sample(metric, { numRuns: 600, seed: 1 }).flatMap(given => {
    const { config, diagnostics } = parseConfig(JSON.stringify({ metrics: { errors: given } }))
    const read = config?.metrics?.['errors']
    if (!read) throw new Error(JSON.stringify([given, diagnostics]))
    const annotations = { 'test/no-data': phases[read.noData] }
    const template = analysisTemplate('errors', read, { namespace: undefined, annotations })
    return [printBlock(template).join('\n') + '\n']
  })
  const verdicts = await lint(made, join(import.meta.dirname, 'templates'))
  const wrong: string[] = []
  for (const [at, text] of made.entries()) {
    const said = (verdicts[at]?.error ?? '') + (await found(text))
    if (said !== '') wrong.push(`${text}\n${said}`)
  }
  console.log(`${made.length} templates, ${wrong.length} of them wrong`)
  for (const each of wrong.slice(0, 3)) console.log(each)
  return wrong.length > 0 ? 1 : 0
}
