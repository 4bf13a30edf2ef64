import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { podinfoBase } from './charts.ts'
import { expectRollouts, ofKind, otherDocuments } from './manifests.ts'
import { outcome, rolloutify, workspace } from './outcome.ts'
import { coldStart, kubectl, kustomize } from './programs.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: coldStart })

const overlay = `namePrefix: shop-
resources:
  - ../base
configMapGenerator:
  - name: colours
    literals:
      - ui=blue
`

describe.each([
  { command: 'kubectl kustomize', program: kubectl, build: 'kustomize' },
  { command: 'kustomize build', program: kustomize, build: 'build' }
])('$command', ({ program, build }) => {
  let built: string
  const converted = (args: readonly string[]) =>
    outcome([process.execPath, rolloutify, ...args], { input: built })

  beforeAll(async () => {
    cpSync(await podinfoBase(), join(workspace, 'base'), { recursive: true })
    mkdirSync(join(workspace, 'overlay'), { recursive: true })
    writeFileSync(join(workspace, 'overlay/kustomization.yaml'), overlay)
    const { status, stdout } = await outcome([await program(), build, join(workspace, 'overlay')])
    expect(status).toBe(0)
    built = stdout
  })

  test('gives a stream to which only the Rollout is added', async () => {
    const { status, stdout, stderr } = await converted(['--stage', 'introduce-rollout'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expectRollouts(stdout, 1, 0)
    expect(ofKind('Rollout', stdout)[0]?.metadata.name).toBe('shop-podinfo')
    expect(otherDocuments(stdout)).toEqual(otherDocuments(built))
  })

  test('gives a stream in which the HPA finds its prefixed Rollout', async () => {
    const done = ['--stage', 'done', '--applier', 'helm3', '--replicas', '4']
    const { stdout } = await converted(done)
    expectRollouts(stdout, 1, 4)
    expect(ofKind('HorizontalPodAutoscaler', stdout)[0]?.spec).toMatchObject({
      scaleTargetRef: { kind: 'Rollout', name: 'shop-podinfo' }
    })
  })
})
