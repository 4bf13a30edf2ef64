import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canaryPods } from './canary-pods.ts'

const weights = [5, 10, 20, 25, 33, 50, 75, 90]

/** docs/evidence.md, B.6: canary/stable at 25 % maxSurge. */
const table: [number, string][] = [
  [1, '1/1 1/1 1/1 1/1 1/1 1/1 1/1 1/1'],
  [2, '1/2 1/2 1/2 1/2 1/2 1/1 2/1 2/1'],
  [3, '1/3 1/3 1/3 1/3 1/2 2/2 3/1 3/1'],
  [4, '1/4 1/4 1/4 1/3 2/3 2/2 3/1 4/1'],
  [5, '1/5 1/5 1/4 1/4 2/4 3/3 4/1 5/1'],
  [8, '1/8 1/8 2/7 2/6 3/6 4/4 6/2 8/1'],
  [10, '1/10 1/9 2/8 3/8 3/7 5/5 8/3 9/1'],
  [20, '1/19 2/18 4/16 5/15 7/14 10/10 15/5 18/2']
]

test.for(table)('splits %i pods as the controller does', ([replicas, expected]) => {
  const splits = weights.map(weight => canaryPods({ replicas, weight }))
  expect(splits.map(({ canary, stable }) => `${canary}/${stable}`).join(' ')).toBe(expected)
})

test.for([
  ['no pods', { replicas: 0, weight: 50 }, { canary: 0, stable: 0 }],
  ['no weight', { replicas: 8, weight: 0 }, { canary: 0, stable: 8 }],
  ['all the weight', { replicas: 8, weight: 100 }, { canary: 8, stable: 0 }],
  ['one pod without surge', { replicas: 1, weight: 25, maxSurge: 0 }, { canary: 0, stable: 1 }],
  ['no surge', { replicas: 10, weight: 25, maxSurge: 0 }, { canary: 3, stable: 7 }],
  ['a quoted 3: 3%', { replicas: 4, weight: 10, maxSurge: '3' }, { canary: 1, stable: 4 }],
  ['no surge in percent', { replicas: 4, weight: 10, maxSurge: '0%' }, { canary: 1, stable: 3 }]
] as const)('splits by %s', ([, question, expected]) => {
  expect(canaryPods(question)).toEqual(expected)
})

test('keeps a canary pod at every weight, and within the surge', () => {
  const question = fc.record({
    replicas: fc.integer({ min: 1, max: 500 }),
    weight: fc.integer({ min: 1, max: 99 }),
    maxSurge: fc.oneof(
      fc.nat(5),
      fc.nat(100).map(percent => `${percent}%`)
    )
  })
  fc.assert(
    fc.property(question, ({ replicas, weight, maxSurge }) => {
      const { canary, stable } = canaryPods({ replicas, weight, maxSurge })
      const withoutSurge = maxSurge === 0 || maxSurge === '0%'
      // Without a surge the controller finds no split for 1 pod, nor where half a pod is left over
      // next to all of them, such as 4.5 of 5: then it makes no canary pod.
      const isHalf = (replicas * weight) % 100 === 50 && replicas * (100 - weight) < 100
      if (!withoutSurge || (replicas > 1 && !isHalf)) expect(canary).toBeGreaterThan(0)
      expect(canary + stable).toBeGreaterThanOrEqual(replicas)
      expect(canary + stable).toBeLessThanOrEqual(withoutSurge ? replicas : replicas + 1)
      expect(Math.min(canary, stable)).toBeGreaterThanOrEqual(0)
    })
  )
})
