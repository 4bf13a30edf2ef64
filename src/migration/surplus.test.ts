import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findWaiting } from './surplus.ts'
import { made, run } from './worlds.test-helper.ts'

test('a second next moves nothing before the cluster has followed the first', async () => {
  const folder = 'fixtures/migrate/a-settled-snapshot-opens-the-gate'
  const files = ['grow.yaml', 'snapshot.json'].map(
    name => [name, readFileSync(`${folder}/${name}`, 'utf8')] as const
  )
  const next = ['migrate', 'next', '--write', '--live', 'snapshot.json']
  const once = await made(next, new Map(files))
  expect([...once]).not.toEqual(files)
  const again = await run(next, once)
  expect(again.exit).toBe(1)
  expect(again.said).toContain('[not-settled]')
  expect([...again.files]).toEqual([...once])
})

test('pods that shrink in the same call count until they are gone', () => {
  const [shrinking, growing] = [
    { before: 4, after: 0 },
    { before: 0, after: 4 }
  ]
  const waits = (most: number) => [...findWaiting([shrinking, growing], each => each, most)]
  expect(waits(7)).toEqual([growing])
  expect(waits(8)).toEqual([])
})

test('a smaller workload goes before a larger one that has to wait', () => {
  const [running, large, small] = [
    { before: 2, after: 2 },
    { before: 0, after: 5 },
    { before: 0, after: 3 }
  ]
  expect([...findWaiting([running, large, small], each => each, 5)]).toEqual([large])
})
