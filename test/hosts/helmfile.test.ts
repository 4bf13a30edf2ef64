import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { podinfo } from './charts.ts'
import { ofKind } from './manifests.ts'
import { outcome, rolloutify, workspace } from './outcome.ts'
import { helms } from './pinned.ts'
import { coldStart, helm3, helm4, helmfile } from './programs.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: coldStart })

const workloads = `workloads:
  - name: shop-podinfo
    namespace: prod
    release: shop
    stage: introduce-rollout
  - name: blog-podinfo
    namespace: prod
    release: blog
    stage: grow-25
    replicas: 8
`

const state = (postRenderer: string, chart: string) => `helmDefaults:
  postRenderer: ${postRenderer}
  postRendererArgs:
    - --config
    - ${workspace}/config/rolloutify.yaml
    - --release
    - '{{ .Release.Name }}'
    - --namespace
    - '{{ .Release.Namespace }}'
releases:
  - name: shop
    namespace: prod
    chart: ${chart}
    values: [{ hpa: { enabled: true } }]
  - name: blog
    namespace: prod
    chart: ${chart}
    values: [{ hpa: { enabled: true } }]
`

describe.each([
  { version: helms[3][0], program: helm3, postRenderer: rolloutify },
  { version: helms[4][0], program: helm4, postRenderer: 'rolloutify' }
])('helmfile with Helm $version', ({ version, program, postRenderer }) => {
  let command: readonly [string, ...string[]]
  const env = { HELM_DATA_HOME: join(workspace, version, 'data') }
  const file = join(workspace, version, 'helmfile.yaml')
  const template = (config: string) => {
    writeFileSync(join(workspace, 'config/rolloutify.yaml'), config)
    return outcome([...command, '--file', file, 'template', '--skip-deps'], { env })
  }

  beforeAll(async () => {
    const helm = await program()
    command = [await helmfile(), '--quiet', '--helm-binary', helm]
    mkdirSync(join(workspace, version))
    writeFileSync(file, state(postRenderer, await podinfo()))
    if (postRenderer === 'rolloutify') {
      const folder = join(workspace, 'rolloutify')
      await outcome([process.execPath, rolloutify, 'helm-plugin', folder])
      const installed = await outcome([helm, 'plugin', 'install', folder], { env })
      expect(installed).toEqual({ status: 0, stderr: '', stdout: expect.any(String) })
    }
    mkdirSync(join(workspace, 'config'), { recursive: true })
  })

  test('converts each release at its own stage', async () => {
    const { status, stdout } = await template(workloads)
    expect(status).toBe(0)
    const counts = (kind: string) =>
      ofKind(kind, stdout).map(({ metadata, spec }) => [metadata.name, spec['replicas']])
    expect(counts('Deployment').toSorted()).toEqual([
      ['blog-podinfo', 8],
      ['shop-podinfo', undefined]
    ])
    expect(counts('Rollout').toSorted()).toEqual([
      ['blog-podinfo', 2],
      ['shop-podinfo', 0]
    ])
  })
  test('stops a release whose workload is not found', async () => {
    const { status, stdout, stderr } = await template(workloads.replace('blog-podinfo', 'bolg'))
    expect(status).toBe(1)
    expect(stdout).not.toContain('blog-podinfo')
    expect(stderr).toContain('[workload-not-found]')
  })
})
