import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { ofKind } from './manifests.ts'
import { outcome, rolloutify, workspace } from './outcome.ts'
import { coldStart, helm3, helm4, newestHelm3 } from './programs.ts'

vi.setConfig({ testTimeout: coldStart })

const config = `metrics:
  errors:
    datadog: { preset: error-rate, service: chat-api, env: prod }
    stable: ratio
    fails: '> 1.5'
  slow:
    datadog: { preset: latency, service: chat-api, env: prod, percentile: p99 }
    fails: '> 0.5'
`

test.for([
  ['the oldest Helm 3', helm3],
  ['the newest Helm 3', newestHelm3],
  ['Helm 4', helm4]
] as const)('%s renders the templates of a chart as they are printed', async ([, program]) => {
  const folder = mkdtempSync(join(workspace, 'chart-'))
  mkdirSync(join(folder, 'chart/templates'), { recursive: true })
  writeFileSync(join(folder, 'chart/Chart.yaml'), 'apiVersion: v2\nname: chat\nversion: 1.0.0\n')
  writeFileSync(join(folder, 'rolloutify.yaml'), config)
  const datadog = (args: readonly string[]) =>
    outcome([process.execPath, rolloutify, 'datadog', ...args], { cwd: folder })
  const printed = await datadog([])
  await datadog(['errors', '--out', 'chart/templates'])
  expect(await datadog(['--merge', 'chart/templates', '--check'])).toMatchObject({ status: 1 })
  await datadog(['--merge', 'chart/templates', '--write'])
  expect(await datadog(['--merge', 'chart/templates', '--check'])).toMatchObject({ status: 0 })
  const { stdout } = await outcome([await program(), 'template', 'chat', join(folder, 'chart')])
  const templates = ofKind('AnalysisTemplate', stdout)
  expect(templates).toHaveLength(2)
  expect(templates).toEqual(ofKind('AnalysisTemplate', printed.stdout))
})
