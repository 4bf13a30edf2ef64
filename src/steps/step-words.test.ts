import { expect, test } from 'vitest'
import type { Value } from '../yaml/node.ts'
import { wordsOf } from './step-words.ts'

test('puts steps into words, up to all pods', () => {
  const steps: Value[] = [
    { setWeight: 25 },
    { pause: {} },
    { setWeight: 75 },
    { pause: { duration: '30s' } }
  ]
  expect(wordsOf(steps)).toBe('25% → wait for a person → 75% → 30s → 100%')
})

test('says the end once', () => {
  expect(wordsOf([{ setWeight: 100 }, { pause: { duration: '10s' } }])).toBe('100% → 10s')
})

test.for<[Value, string]>([
  [{ setWeight: 100 }, '100%'],
  [{ setWeight: '{{ .Values.weight }}' }, '{{ .Values.weight }}% → 100%'],
  [{ pause: { duration: 90 } }, '90s → 100%'],
  [{ pause: { duration: '1h30m' } }, '1h30m → 100%'],
  [{ pause: { duration: '1d' } }, '1d → 100%'],
  [{ pause: null }, 'nothing → 100%'],
  [{ analysis: { templates: [] } }, 'analysis → 100%'],
  ['setWeight 25', 'setWeight 25 → 100%'],
  [{}, 'nothing → 100%']
])('puts %j into words', ([step, words]) => {
  expect(wordsOf([step])).toBe(words)
})
