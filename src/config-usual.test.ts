import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { configSchema, workloadSchema } from './config-schema.ts'
import { usualConfig } from './config-usual.ts'

const text = fc.constantFrom(
  '',
  'web',
  'done',
  'helm3',
  '1.10',
  '25%',
  '25',
  '%',
  'none',
  'dashboard',
  'off'
)
const number = fc.constantFrom(0, 1, 25, 100, -1, 1.5, 1e21, Infinity, NaN)
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.constant(undefined))

/** Mostly what is meant, now and then anything. */
const mostly = (meant: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: meant }, { weight: 1, arbitrary: anything })

/** Mappings of some of these keys, in any order, and now and then of another. */
const mapping = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc
    .tuple(
      fc.shuffledSubarray(Object.keys(fields)),
      fc.record(fields),
      fc.oneof(
        { weight: 20, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constant({ x: 1 }) }
      )
    )
    .map(([keys, values, more]): unknown => ({
      ...Object.fromEntries(keys.map(key => [key, values[key]])),
      ...more
    }))

const { anything } = fc.letrec<{ anything: unknown }>(tie => ({
  anything: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('anything'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('web', 'steps', 'canary', 'a'), tie('anything'), { maxKeys: 2 })
  )
}))

const steps = mostly(
  fc.array(mostly(mapping({ setWeight: number, pause: anything, analysis: anything })), {
    maxLength: 3
  })
)
const amount = mostly(fc.constantFrom(0, 2, '25%', '1.5%', -1))
const canary = mapping({
  maxSurge: amount,
  steps,
  analysis: anything,
  maxUnavailable: amount,
  canaryService: text
})
const workload = mapping({
  stage: mostly(fc.constant('done')),
  name: mostly(fc.constantFrom('web', 'web-*')),
  namespace: mostly(text),
  release: mostly(text),
  labels: mostly(fc.dictionary(text, text, { maxKeys: 2 })),
  replicas: mostly(fc.constantFrom(1, 8)),
  percents: mostly(fc.constantFrom([25, 100], [100], [100, 25], [])),
  autoscaler: mostly(fc.constant('none')),
  keep: mostly(fc.boolean()),
  replicasIgnored: mostly(fc.boolean()),
  steps: mostly(fc.constant('dashboard')),
  annotations: mostly(fc.constant({ 'example.org/a': 'b' })),
  strategy: mostly(mapping({ canary: mostly(canary) }))
})
const config = mapping({
  workloads: mostly(fc.array(workload, { maxLength: 2 })),
  argoRollouts: mostly(fc.constantFrom('1.10', '1.9.2', '1')),
  applier: mostly(fc.constantFrom('helm3', 'flux', 'helm')),
  profiles: mostly(fc.dictionary(text, steps, { maxKeys: 2 })),
  rules: mostly(fc.dictionary(text, fc.constantFrom('off', 'error', 'on'), { maxKeys: 2 }))
})

test('agrees with the schema, to the order of the fields, wherever it is certain', () => {
  let certain = 0
  fc.assert(
    fc.property(config, data => {
      const usual = usualConfig(data)
      if (!usual) return
      certain++
      const { success, data: own } = configSchema().safeParse(data)
      expect([success, JSON.stringify(usual)]).toEqual([true, JSON.stringify(own)])
      expect(usual).toEqual(own)
    }),
    { numRuns: 3000 }
  )
  expect(certain).toBeGreaterThan(300)
})

describe('is certain of what people write', () => {
  test.for([
    {},
    { argoRollouts: '1.10', applier: 'argocd', workloads: [{ name: 'web-*', stage: 'grow-25' }] },
    { workloads: [{ name: 'web', stage: 'done', replicas: 8, percents: [25, 100], keep: false }] },
    { profiles: { careful: [{ setWeight: 25 }, { pause: {} }] }, rules: { 'no-pause': 'off' } },
    {
      workloads: [
        {
          name: 'web',
          stage: 'done',
          strategy: { canary: { maxSurge: '25%', steps: [{ setWeight: 20 }], trafficRouting: {} } }
        }
      ]
    }
  ])('%j', data => {
    expect(usualConfig(data)).toEqual(data)
  })
})

test('leaves to the schema what only that checks, and every fault', () => {
  const entry = { name: 'web', stage: 'done' }
  const left = [
    { metrics: {} },
    { workloads: [{ ...entry, annotations: {} }] },
    { workloads: [{ name: 'web' }] },
    { workloads: [{ ...entry, stages: 'done' }] },
    { workloads: null }
  ]
  expect(left.map(usualConfig)).toEqual(left.map(() => undefined))
})

test('knows every field of the schema, but for those that it leaves', () => {
  const values: Record<string, unknown> = {
    name: 'web',
    stage: 'done',
    labels: {},
    replicas: 1,
    percents: [100],
    autoscaler: 'none',
    keep: true,
    replicasIgnored: true,
    steps: 'dashboard',
    strategy: null
  }
  const unknown = Object.keys(workloadSchema().shape).filter(key => {
    const entry = {
      name: 'web',
      stage: 'done',
      [key]: values[key] ?? (key in values ? null : 'web')
    }
    return !usualConfig({ workloads: [entry] })
  })
  expect(unknown).toEqual(['annotations'])
})
