import { expect, test } from 'vitest'
import type { Value } from '../yaml/node.ts'
import { percentOf, podsIn } from './int-or-percent.ts'

test.for<[Value | undefined, number | undefined, number | undefined]>([
  [undefined, undefined, undefined],
  [3, undefined, undefined],
  ['', undefined, undefined],
  ['some', undefined, undefined],
  ['2.5%', undefined, undefined],
  ['3', undefined, 3],
  ['%25', undefined, 25],
  ['25%', 25, 25],
  ['0%', 0, 0],
  ['-5%', -5, -5]
])('%j is a percentage for Kubernetes: %j, for Argo Rollouts: %j', ([value, kubernetes, argo]) => {
  expect(percentOf(value)).toBe(kubernetes)
  expect(percentOf(value, 'argo-rollouts')).toBe(argo)
})

test.for<[Value | undefined, number, number | undefined, number | undefined]>([
  [undefined, 8, undefined, undefined],
  [1.5, 8, undefined, undefined],
  ['3', 8, undefined, undefined],
  [3, 8, 3, 3],
  [0, 8, 0, 0],
  ['25%', 8, 2, 2],
  ['25%', 10, 3, 2],
  ['1%', 8, 1, 0],
  ['100%', 37, 37, 37],
  ['50%', 0, 0, 0]
])('%j of %j pods is %j rounded up, %j rounded down', ([value, of, up, down]) => {
  expect(podsIn({ value, of, rounded: 'up' })).toBe(up)
  expect(podsIn({ value, of, rounded: 'down' })).toBe(down)
})

test('Argo Rollouts takes "3" for 3%', () => {
  expect(podsIn({ value: '3', of: 100, rounded: 'up', reader: 'argo-rollouts' })).toBe(3)
  expect(podsIn({ value: '3', of: 8, rounded: 'up', reader: 'argo-rollouts' })).toBe(1)
})
