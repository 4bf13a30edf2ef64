import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import fc from 'fast-check'
import { load } from 'js-yaml'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ofKind } from './manifests.ts'
import { checkout, outcome, rolloutify, workspace } from './outcome.ts'
import { helms } from './pinned.ts'
import { coldStart, helm3, helm4, helmfile } from './programs.ts'

vi.setConfig({ testTimeout: 600_000, hookTimeout: coldStart })
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) })

const call = (cwd: string, ...words: readonly string[]) =>
  outcome([process.execPath, rolloutify, 'steps', ...words], { cwd })

/** A chart that prints the values that it gets. */
function chartOf(folder: string, values: string) {
  mkdirSync(join(folder, 'chart/templates'), { recursive: true })
  writeFileSync(join(folder, 'chart/Chart.yaml'), 'apiVersion: v2\nname: chart\nversion: 1.0.0\n')
  writeFileSync(join(folder, 'chart/values.yaml'), values)
  const template =
    'kind: ConfigMap\napiVersion: v1\nmetadata: {name: values}\nvalues: {{ .Values | toJson }}\n'
  writeFileSync(join(folder, 'chart/templates/values.yaml'), template)
}

type Values = { readonly [key: string]: unknown; readonly rollout?: Canary }
type Canary = { readonly canary?: { readonly steps?: readonly unknown[] } }

const steps = fc.constantFrom(
  '- setWeight: 25\n- pause: {}',
  '- setWeight: 50\n- pause: {duration: 5m}\n- setWeight: 100'
)
const below = (text: string, indent: string) =>
  text
    .split('\n')
    .map(line => indent + line)
    .join('\n')

/** What one file says of the steps: nothing, a live block, a commented one, or their removal. */
const layer = fc.oneof(
  fc.constant('image: app\n'),
  fc.constant('rollout:\n  canary:\n    maxSurge: 1\n'),
  fc
    .constantFrom('[]', 'null', '~', '')
    .map(none => `rollout:\n  canary:\n    maxSurge: 2\n    steps: ${none}\n`),
  fc.constantFrom('rollout: null\n', 'rollout:\n  canary: ~\n'),
  steps.map(text => `rollout:\n  canary:\n    maxSurge: 3\n    steps:\n${below(text, '      ')}\n`),
  steps.map(
    text =>
      `rollout:\n  canary:\n    maxSurge: 4\n${below(`steps:\n${below(text, '  ')}`, '    # ')}\n`
  )
)

const withoutSteps = ({ rollout, ...others }: Values) => {
  const { steps, ...canary } = rollout?.canary ?? {}
  return { ...others, canary }
}

describe.each([
  { version: helms[3][0], program: helm3 },
  { version: helms[4][0], program: helm4 }
])('environments with Helm $version', ({ version, program }) => {
  let helm: string
  let tool: string
  beforeAll(async () => {
    helm = await program()
    tool = await helmfile()
    mkdirSync(join(workspace, version), { recursive: true })
  })

  /** The values of each release that helmfile and Helm print. */
  async function valuesOf(folder: string, environment: string): Promise<Map<string, Values>> {
    const command = [tool, '--quiet', '--helm-binary', helm, '--environment', environment] as const
    const args = ['template', '--skip-deps', '--args', '--skip-schema-validation']
    const ended = await outcome([...command, ...args], { cwd: folder })
    expect(ended.status, ended.stderr).toBe(0)
    return new Map(
      ended.stdout
        .split(/^---$/m)
        .filter(text => text.includes('values:'))
        .map((text, at) => [['one', 'two'][at] ?? '', (load(text) as { values: Values }).values])
    )
  }

  test('are as status says, and change in nothing else', async () => {
    const stack = fc.record({
      chart: fc.constantFrom(
        'image: none\n',
        'rollout:\n  canary:\n    maxSurge: 9\n    steps:\n      - setWeight: 5\n      - pause: {}\n'
      ),
      common: layer,
      staging: layer,
      production: layer,
      two: layer
    })
    let changes = 0
    const check = async (
      files: Record<'chart' | 'common' | 'staging' | 'production' | 'two', string>
    ) => {
      const folder = mkdtempSync(join(workspace, version, 'stack-'))
      chartOf(folder, files.chart)
      for (const name of ['common', 'staging', 'production', 'two'] as const) {
        writeFileSync(join(folder, `${name}.yaml.gotmpl`), files[name])
      }
      const release = (name: string, last: string) =>
        `  - name: ${name}\n    chart: ./chart\n    values: [common.yaml.gotmpl, '${last}.yaml.gotmpl']\n`
      writeFileSync(
        join(folder, 'helmfile.yaml'),
        `environments: {staging: {}, production: {}}\n---\nreleases:\n${release('one', '{{ .Environment.Name }}')}${release('two', 'two')}`
      )
      const all = async () => ({
        staging: await valuesOf(folder, 'staging'),
        production: await valuesOf(folder, 'production')
      })
      const before = await all()
      const status = await call(folder, 'status', '--environment', '*', '--format', 'json')
      expect(status.status, status.stderr).toBe(0)
      const rows = JSON.parse(status.stdout) as {
        release: string
        environment: 'staging' | 'production'
        steps: string
      }[]
      expect(rows).toHaveLength(4)
      for (const { release, environment, steps } of rows) {
        const real = before[environment].get(release)?.rollout?.canary?.steps ?? []
        expect([release, environment, steps === 'on']).toEqual([
          release,
          environment,
          real.length > 0
        ])
      }
      const own = rows.find(each => each.release === 'one' && each.environment === 'production')
      const word = own?.steps === 'on' ? 'off' : 'on'
      const changed = await call(
        folder,
        word,
        '--write',
        '--environment',
        'production',
        '--release',
        'one'
      )
      if (changed.status !== 0) {
        expect(changed.stderr).toMatch(/\[steps-(?:shared|overridden)\]|\[no-steps\]/)
        return
      }
      changes++
      const after = await all()
      const isOn = (after.production.get('one')?.rollout?.canary?.steps ?? []).length > 0
      expect(isOn).toBe(word === 'on')
      expect(after.staging).toEqual(before.staging)
      expect(after.production.get('two')).toEqual(before.production.get('two'))
      const [old, now] = [before, after].map(each => each.production.get('one') ?? {})
      expect(withoutSteps(now ?? {})).toEqual(withoutSteps(old ?? {}))
    }
    await fc.assert(fc.asyncProperty(stack, check), { numRuns: 15 })
    expect(changes).toBeGreaterThan(4)
  })
  test('are each at a stage of their own in the example, with a canary in one', async () => {
    const folder = join(workspace, version, 'example')
    cpSync(join(checkout, 'examples/helmfile'), folder, { recursive: true })
    mkdirSync(join(folder, 'tools'))
    symlinkSync(rolloutify, join(folder, 'tools/rolloutify'))
    const env = {
      PATH: [join(folder, 'tools'), process.env['PATH']].join(delimiter),
      PWD: folder,
      HELM_DATA_HOME: join(folder, 'helm')
    }
    if (version === helms[4][0]) {
      await outcome([process.execPath, rolloutify, 'helm-plugin', join(folder, 'plugin')])
      await outcome([helm, 'plugin', 'install', join(folder, 'plugin')], { env })
    }
    const switched = await call(
      folder,
      'on',
      '--write',
      '--environment',
      'production',
      '--release',
      'chat-api'
    )
    expect(switched).toMatchObject({ status: 0 })
    const rolloutsOf = async (environment: string) => {
      const command = [
        tool,
        '--quiet',
        '--helm-binary',
        helm,
        '--environment',
        environment
      ] as const
      const ended = await outcome([...command, 'template', '--skip-deps'], { cwd: folder, env })
      expect(ended.status, ended.stderr).toBe(0)
      return ofKind('Rollout', ended.stdout).map(({ metadata, spec }) => {
        const { canary } = spec['strategy'] as { canary: { steps?: unknown[] } }
        return [metadata.name, spec['replicas'], canary.steps?.length ?? 0]
      })
    }
    expect((await rolloutsOf('development')).toSorted()).toEqual([
      ['chat-api', 1, 0],
      ['chat-web', 1, 0]
    ])
    expect((await rolloutsOf('staging')).toSorted()).toEqual([
      ['chat-api', 2, 0],
      ['chat-web', 1, 0]
    ])
    expect((await rolloutsOf('production')).toSorted()).toEqual([
      ['chat-api', 8, 3],
      ['chat-web', 0, 0]
    ])
  })
})
