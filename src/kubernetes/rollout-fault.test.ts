import { expect, test } from 'vitest'
import { faultIn } from './rollout-fault.ts'
import type { Value } from '../yaml/node.ts'

const canary = { strategy: { canary: {} } }
const deadline = 'spec.progressDeadlineSeconds is not above spec.minReadySeconds'

test.for<[what: string, spec: { readonly [key: string]: Value }, fault: string | undefined]>([
  ['nothing but a strategy', canary, undefined],
  ['a pause', { ...canary, paused: true }, undefined],
  ['a pause in quotes', { ...canary, paused: 'true' }, 'spec.paused is neither true nor false'],
  ['a count in quotes', { ...canary, replicas: '2' }, 'spec.replicas is not a count'],
  ['a negative count', { ...canary, minReadySeconds: -1 }, 'spec.minReadySeconds is not a count'],
  ['the usual deadline', { ...canary, minReadySeconds: 599 }, undefined],
  ['a wait as long as the usual deadline', { ...canary, minReadySeconds: 600 }, deadline],
  [
    'a template beside a reference',
    { ...canary, workloadRef: {}, template: { spec: {} } },
    'spec.template is set beside spec.workloadRef'
  ],
  ['an empty template beside a reference', { ...canary, workloadRef: {}, template: {} }, undefined],
  [
    'no strategy in the strategy',
    { strategy: { canary: null } },
    'spec.strategy has neither canary nor blueGreen'
  ],
  [
    'two strategies',
    { strategy: { canary: {}, blueGreen: {} } },
    'spec.strategy has both canary and blueGreen'
  ],
  [
    'no room',
    { strategy: { canary: { maxSurge: '0%', maxUnavailable: 0 } } },
    'maxSurge and maxUnavailable are both 0'
  ],
  ['room by the default of the other', { strategy: { canary: { maxSurge: 0 } } }, undefined],
  [
    'blue-green without a Service',
    { strategy: { blueGreen: {} } },
    'spec.strategy.blueGreen has no activeService'
  ]
])('a Rollout is carried out or not: %s', ([, spec, fault]) => {
  expect(faultIn({ spec })).toBe(fault)
})

test('a selector is held against the labels of the pods', () => {
  const rollout = { spec: { ...canary, selector: { matchLabels: { app: 'web' } } } }
  expect(faultIn(rollout, { app: 'web', tier: 'front' })).toBeUndefined()
  expect(faultIn(rollout, { app: 'other' })).toBe(
    'spec.selector does not match the labels of its pods'
  )
})
