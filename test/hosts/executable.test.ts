import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkout, outcome, rolloutify } from './outcome.ts'

const input = readFileSync(
  join(checkout, 'fixtures/convert/takes-a-real-chart-to-rollouts/input.yaml'),
  'utf8'
)

test('the single executable prints what the program prints', { timeout: 600_000 }, async () => {
  execFileSync(process.execPath, ['executables.mjs', 'linux-x64'], {
    cwd: checkout,
    stdio: 'ignore'
  })
  const program = join(checkout, 'dist/rolloutify-linux-x64')
  const args = ['--stage', 'introduce-rollout'] as const
  const own = await outcome([program, ...args], { input })
  const other = await outcome([process.execPath, rolloutify, ...args], { input })
  expect(own).toEqual(other)
  expect(own).toMatchObject({ status: 0, stderr: '' })
})
