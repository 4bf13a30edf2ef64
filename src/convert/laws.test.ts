import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import yaml from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { filesBelow } from '../fixtures.ts'
import { convert } from '../index.ts'
import type { ConvertOptions } from '../index.ts'
import { printBlock } from '../yaml/print.ts'
import type { Value } from '../yaml/node.ts'
import { stageNames } from '../workload/stage.ts'

type Manifest = {
  kind: string
  metadata: { name: string; annotations?: Record<string, string> }
  spec: Record<string, never> & { replicas: number; selector: unknown }
}

const load = (text: string) => yaml.loadAll(text, undefined, { json: true }) as Manifest[]
const ofKind = (text: string, kind: string) => load(text).filter(each => each?.kind === kind)

const inputs = filesBelow('fixtures')
  .filter(path => path.startsWith('convert/') && path.endsWith('input.yaml'))
  .map(path => [path, readFileSync(join('fixtures', path))] as const)

/** What a stage makes of an input, once and twice; nothing where it converts nothing of it. */
function twice(bytes: Uint8Array, stage: string, workloads: readonly string[]) {
  const options = { stage, applier: 'helm3', replicas: 3, workloads } as const
  const once = convert(bytes, options).output
  const isConverted = once.length > 0 && Buffer.compare(once, bytes) !== 0
  return isConverted ? { once, again: convert(once, options) } : undefined
}

/** The names of the Deployments in an input, in whatever way they are written. */
const namesIn = (bytes: Uint8Array) => [
  ...new Set(
    [
      ...Buffer.from(bytes)
        .toString()
        .matchAll(/\bname: ?"?([a-z0-9-]+)/g)
    ].map(([, found = '']) => found)
  )
]

describe.each(stageNames([25, 100]).slice(1))('at %s', stage => {
  const selections = inputs.flatMap(([path, bytes]) =>
    [[], ...namesIn(bytes).map(each => [each])].map(workloads => ({
      name: [path, ...workloads].join(' --workload '),
      found: twice(bytes, stage, workloads)
    }))
  )
  const converted = selections.flatMap(({ name, found }) => (found ? [{ name, ...found }] : []))
  test.each(converted)('converting $name twice changes nothing', ({ once, again }) => {
    expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(Buffer.from(again.output).toString('latin1')).toBe(Buffer.from(once).toString('latin1'))
  })
})

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/)
const labels = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9./-]{0,9}[a-z]$/),
  fc.oneof(name, fc.constantFrom('1.10', 'on', 'null', '0755', '')),
  { minKeys: 1, maxKeys: 4, noNullPrototype: true }
)
const amount = fc.oneof(
  fc.nat(9),
  fc.nat(99).map(percent => `${percent}%`)
)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const deployment = fc.record({
  name,
  labels,
  selector: labels,
  replicas: fc.integer({ min: 1, max: 50 }),
  minReadySeconds: optional(fc.nat(60)),
  revisionHistoryLimit: optional(fc.nat(9)),
  progressDeadlineSeconds: optional(fc.integer({ min: 61, max: 900 })),
  maxSurge: optional(amount),
  maxUnavailable: optional(amount),
  image: fc.string()
})

type Facts = typeof deployment extends fc.Arbitrary<infer T> ? T : never

function printDeployment(facts: Facts, style: { flow: boolean; crlf: boolean }): string {
  const {
    minReadySeconds,
    revisionHistoryLimit,
    progressDeadlineSeconds,
    maxSurge,
    maxUnavailable
  } = facts
  const manifest = JSON.parse(
    JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: facts.name, labels: facts.labels },
      spec: {
        replicas: facts.replicas,
        minReadySeconds,
        revisionHistoryLimit,
        progressDeadlineSeconds,
        strategy: { rollingUpdate: { maxSurge, maxUnavailable } },
        selector: { matchLabels: facts.selector },
        template: { spec: { containers: [{ name: 'a', image: facts.image }] } }
      }
    })
  ) as Record<string, Value>
  const text = style.flow ? JSON.stringify(manifest, null, 2) : printBlock(manifest).join('\n')
  return (style.crlf ? text.replaceAll('\n', '\r\n') : text) + '\n'
}

const style = fc.record({ flow: fc.boolean(), crlf: fc.boolean() })

describe('random Deployments', () => {
  test('become Rollouts with what they have, and stay as they are', () => {
    fc.assert(
      fc.property(deployment, style, (facts, form) => {
        const text = printDeployment(facts, form)
        const { output, diagnostics } = convert(text, { stage: 'introduce-rollout' })
        expect(diagnostics).toEqual([])
        expect(output.startsWith(text)).toBe(true)
        const [own] = ofKind(text, 'Deployment')
        const [rollout] = ofKind(output, 'Rollout')
        const { minReadySeconds, revisionHistoryLimit, progressDeadlineSeconds } = facts
        const given = JSON.parse(
          JSON.stringify({ minReadySeconds, revisionHistoryLimit, progressDeadlineSeconds })
        )
        expect(rollout?.spec).toEqual({
          replicas: 0,
          selector: own?.spec.selector,
          workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: facts.name },
          ...given,
          strategy: {
            canary: {
              maxSurge: facts.maxSurge ?? '25%',
              maxUnavailable: facts.maxUnavailable ?? '25%'
            }
          }
        })
        expect(convert(output, { stage: 'introduce-rollout' }).output).toBe(output)
      }),
      { numRuns: 500 }
    )
  }, 60_000)

  const percents = fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 })
    .map(some => [...some.sort((a, b) => a - b), 100])

  test('keep their pods at every stage, and go one way at a time', () => {
    fc.assert(
      fc.property(deployment, percents, (facts, steps) => {
        const text = printDeployment(facts, { flow: false, crlf: false })
        const options: ConvertOptions = { percents: steps }
        let before = { own: facts.replicas, moved: 0 }
        for (const stage of stageNames(steps).slice(1)) {
          const { output } = convert(text, { ...options, stage })
          const own = ofKind(output, 'Deployment')[0]?.spec.replicas ?? -1
          const moved = ofKind(output, 'Rollout')[0]?.spec.replicas ?? -1
          expect(own + moved).toBeGreaterThanOrEqual(facts.replicas)
          expect(moved).toBeGreaterThanOrEqual(before.moved)
          expect(own).toBeLessThanOrEqual(before.own)
          expect(own === before.own || moved === before.moved).toBe(true)
          before = { own, moved }
        }
        expect(before).toEqual({ own: 0, moved: facts.replicas })
      }),
      { numRuns: 200 }
    )
  }, 60_000)
})

describe('random streams', () => {
  const other = fc.oneof(
    fc.uint8Array({ maxLength: 20 }).map(bytes => Buffer.from(bytes)),
    fc
      .constantFrom(
        'kind: Service\n',
        'kind: ConfigMap\ndata:\n  a: |\n    kind: Deployment\n',
        '# only a comment\n',
        'kind: Secret\r\n',
        'kind: StatefulSet\nspec: {}',
        '',
        'a: "',
        '{{ x }}\n'
      )
      .map(text => Buffer.from(text))
  )
  const separator = fc.constantFrom('---\n', '--- # next\n', '---\r\n')

  test('without anything of ours come back to the byte', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(other, separator), { maxLength: 8 }), parts => {
        const bytes = Buffer.concat(parts.flatMap(([body, cut]) => [body, Buffer.from('\n' + cut)]))
        const { output, diagnostics } = convert(bytes, { stage: 'introduce-rollout' })
        expect(diagnostics).toEqual([])
        expect(Buffer.compare(output, bytes)).toBe(0)
      }),
      { numRuns: 1000 }
    )
  }, 60_000)

  test('keep every byte of what stands around a Deployment', () => {
    fc.assert(
      fc.property(other, deployment, other, style, (head, facts, tail, form) => {
        const around = [
          Buffer.concat([head, Buffer.from('\n---\n')]),
          Buffer.concat([Buffer.from('---\n'), tail])
        ] as const
        const own = Buffer.from(printDeployment(facts, form))
        const { output } = convert(Buffer.concat([around[0], own, around[1]]), {
          stage: 'introduce-rollout'
        })
        const bytes = Buffer.from(output)
        expect(
          bytes.subarray(0, around[0].length + own.length).equals(Buffer.concat([around[0], own]))
        ).toBe(true)
        expect(bytes.subarray(bytes.length - around[1].length).equals(around[1])).toBe(true)
      }),
      { numRuns: 500 }
    )
  }, 60_000)
})
