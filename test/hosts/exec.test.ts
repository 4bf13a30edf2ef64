import { beforeAll, expect, test, vi } from 'vitest'
import { podinfo, withoutTests } from './charts.ts'
import { outcome, rolloutify } from './outcome.ts'
import { coldStart, helm3 } from './programs.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: coldStart })

const introduce = ['--stage', 'introduce-rollout']
let helm: string
let shop: readonly string[]
beforeAll(async () => {
  helm = await helm3()
  shop = ['template', 'rel', await podinfo(), ...withoutTests, '--set', 'hpa.enabled=true']
})

const executed = (command: readonly string[]) =>
  outcome([process.execPath, rolloutify, 'exec', ...introduce, '--', ...command])

test('prints what a pipe prints', async () => {
  const { stdout: input } = await outcome([helm, ...shop])
  const piped = await outcome([process.execPath, rolloutify, ...introduce], { input })
  expect(piped).toMatchObject({ status: 0, stderr: '' })
  expect(await executed([helm, ...shop])).toEqual(piped)
})

test('keeps the exit code and the words of a command that fails', async () => {
  const broken = [...shop, '--set', 'hpa.enabled'] as const
  const failed = await outcome([helm, ...broken])
  expect(failed).toMatchObject({ status: 1, stdout: '' })
  expect(await executed([helm, ...broken])).toEqual(failed)
  const seven = [process.execPath, '-e', 'console.error("seven"); process.exit(7)']
  expect(await executed(seven)).toEqual({ status: 7, stdout: '', stderr: 'seven\n' })
})

test('prints nothing and fails when the manifests are refused', async () => {
  const refused = [process.execPath, rolloutify, 'exec', '--', helm, ...shop] as const
  const { status, stdout, stderr } = await outcome(refused)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('[no-stage]')
})
