import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { ofKind } from './manifests.ts'
import { checkout, outcome, rolloutify, workspace } from './outcome.ts'
import { coldStart, kustomize } from './programs.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: coldStart })

const fixture = 'fixtures/check/an-overlay-renames-what-kustomize-follows-and-what-not'
const folder = join(workspace, 'references')
let built: string

beforeAll(async () => {
  cpSync(join(checkout, fixture), folder, { recursive: true })
  const { status, stdout } = await outcome([await kustomize(), 'build', join(folder, 'prod')])
  expect(status).toBe(0)
  built = stdout
})

const specOf = (kind: string) => ofKind(kind, built)[0]?.spec

test('kustomize renames the target of an HPA, whatever kind it says', () => {
  expect(specOf('HorizontalPodAutoscaler')).toMatchObject({ scaleTargetRef: { name: 'web-prod' } })
})

test('check finds the references that kustomize leaves behind, and no other', async () => {
  expect(specOf('Rollout')).toMatchObject({
    workloadRef: { name: 'web' },
    strategy: { canary: { stableService: 'web' } }
  })
  expect(specOf('ScaledObject')).toMatchObject({ scaleTargetRef: { name: 'worker' } })
  const { stdout, stderr } = await outcome([process.execPath, rolloutify, 'check', '.'], {
    cwd: folder
  })
  const paths = (stdout + stderr).matchAll(/renames what (\S+) of (\w+)/g)
  expect([...paths].map(([, path, kind]) => `${kind} ${path}`)).toEqual([
    'Rollout spec.workloadRef',
    'Rollout spec.strategy.canary.stableService',
    'ScaledObject spec.scaleTargetRef'
  ])
})
