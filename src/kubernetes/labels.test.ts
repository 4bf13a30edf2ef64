import { expect, test } from 'vitest'
import type { Value } from '../yaml/node.ts'
import { hasAll, matches } from './labels.ts'

const labels = { app: 'web', tier: 'front', version: 1 }
const expression = (key: string, operator: string, ...values: Value[]) => ({
  matchExpressions: [{ key, operator, values }]
})

test.for<[string, Value | undefined, boolean]>([
  ['none', undefined, false],
  ['null', null, false],
  ['a text', 'app=web', false],
  ['another value', { matchLabels: { app: 'api' } }, false],
  ['a label that is missing', { matchLabels: { app: 'web', team: 'a' } }, false],
  ['a name that every object has', { matchLabels: { toString: 'x' } }, false],
  ['an empty one', {}, true],
  ['labels', { matchLabels: { app: 'web' } }, true],
  ['a number', { matchLabels: { version: '1' } }, true],
  [
    'labels and an expression that is not met',
    { matchLabels: { app: 'web' }, ...expression('tier', 'In', 'back') },
    false
  ],
  ['In, of another value', expression('app', 'In', 'api'), false],
  ['In, of a label that is missing', expression('team', 'In', 'a'), false],
  ['In', expression('app', 'In', 'api', 'web'), true],
  ['NotIn, of the value', expression('app', 'NotIn', 'web'), false],
  ['NotIn', expression('app', 'NotIn', 'api'), true],
  ['NotIn, of a label that is missing', expression('team', 'NotIn', 'a'), true],
  ['Exists, of a label that is missing', expression('team', 'Exists'), false],
  ['Exists', expression('app', 'Exists'), true],
  ['DoesNotExist', expression('app', 'DoesNotExist'), false],
  ['DoesNotExist, of a label that is missing', expression('team', 'DoesNotExist'), true],
  ['an operator that is not known', expression('app', 'Equals', 'web'), false],
  ['an operator in other letters', expression('team', 'doesnotexist'), false],
  ['no operator', { matchExpressions: [{ key: 'app' }] }, false]
])('a selector matches: %s', ([, selector, is]) => {
  expect(matches(selector, labels)).toBe(is)
})

test('a Service selects by all of its labels', () => {
  expect(hasAll(labels, { app: 'api' })).toBe(false)
  expect(hasAll(labels, { app: 'web', via: 'rollout' })).toBe(false)
  expect(hasAll(labels, { app: 'web', version: '1' })).toBe(true)
  expect(hasAll(labels, {})).toBe(true)
})
