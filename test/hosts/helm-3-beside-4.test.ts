import { existsSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { podinfo, withoutTests } from './charts.ts'
import { expectRollouts } from './manifests.ts'
import { outcome, rolloutify, workspace } from './outcome.ts'
import { coldStart, newestHelm3, newestHelm4 } from './programs.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: coldStart })

let helm3: string
let helm4: string
let plugin: string
beforeAll(async () => {
  helm3 = await newestHelm3()
  helm4 = await newestHelm4()
  plugin = join(workspace, 'rolloutify')
  const written = await outcome([process.execPath, rolloutify, 'helm-plugin', plugin])
  expect(written).toMatchObject({ status: 0 })
})

const newHome = () => mkdtempSync(join(workspace, 'data-'))

test('Helm 3 loads no plugin beside one of Helm 4', async () => {
  const env = { HELM_DATA_HOME: newHome() }
  expect(await outcome([helm4, 'plugin', 'install', plugin], { env })).toMatchObject({ status: 0 })
  const listed = await outcome([helm3, 'plugin', 'list'], { env })
  expect(listed.status).toBe(1)
  expect(listed.stderr).toContain('unknown field "apiVersion"')
})

test('HELM_PLUGINS alone does not keep them apart', async () => {
  const data = newHome()
  const env = { HELM_DATA_HOME: data, HELM_PLUGINS: newHome() }
  expect(await outcome([helm4, 'plugin', 'install', plugin], { env })).toMatchObject({ status: 0 })
  expect(existsSync(join(data, 'plugins/rolloutify/plugin.yaml'))).toBe(true)
  const listed = await outcome([helm4, 'plugin', 'list'], { env })
  expect(listed.stdout).not.toContain('rolloutify')
})

test('HELM_DATA_HOME keeps them apart, and both render', async () => {
  const env = { HELM_DATA_HOME: newHome() }
  const own = { HELM_DATA_HOME: newHome() }
  expect(await outcome([helm4, 'plugin', 'install', plugin], { env: own })).toMatchObject({
    status: 0
  })
  expect(await outcome([helm3, 'plugin', 'list'], { env })).toMatchObject({ status: 0, stderr: '' })
  const chart = ['template', 'rel', await podinfo(), ...withoutTests]
  const stage = ['--post-renderer-args', '--stage=introduce-rollout']
  const by3 = await outcome([helm3, ...chart, '--post-renderer', rolloutify, ...stage], { env })
  const by4 = await outcome([helm4, ...chart, '--post-renderer', 'rolloutify', ...stage], {
    env: own
  })
  for (const { status, stderr, stdout } of [by3, by4]) {
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expectRollouts(stdout, 1, 0)
  }
})
