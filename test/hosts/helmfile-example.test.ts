import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startApiAlone } from '../cluster/control-plane.ts'
import { apiPrograms } from '../cluster/programs.ts'
import { manifests } from './manifests.ts'
import type { Manifest } from './manifests.ts'
import { checkout, outcome, rolloutify, workspace } from './outcome.ts'
import { helms } from './pinned.ts'
import { coldStart, helm3, helm4, helmfile } from './programs.ts'

// The first run builds an API server.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 2 * coldStart })

/** In place of helm-diff, which helmfile needs for `diff` and `apply`; diff.mjs says why. */
const diffPlugin = fileURLToPath(new URL('plugins/diff', import.meta.url))

const ending = new AbortController()
let plane: Awaited<ReturnType<typeof startApiAlone>>
beforeAll(async () => {
  // Ctrl-C reaches this process as well, and must not leave an API server behind.
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      ending.abort(name)
      void plane?.stop()
    })
  const session = { signal: ending.signal, fail: (error: Error) => ending.abort(error) }
  plane = await startApiAlone(await apiPrograms(ending.signal), session)
})
afterAll(async () => plane?.stop())

/** What the stages of an environment decide on, in words. */
const environments = [
  {
    name: 'development',
    states: [
      'Deployment chat-api: 0',
      'Deployment chat-web: 0',
      'HorizontalPodAutoscaler chat-web: Rollout, 1 to 3',
      'Rollout chat-api: 1',
      'Rollout chat-web: 2'
    ]
  },
  {
    name: 'staging',
    states: [
      'Deployment chat-api: 0',
      'Deployment chat-web: 4',
      'HorizontalPodAutoscaler chat-web: Deployment, 1 to 6, paused',
      'Rollout chat-api: 2',
      'Rollout chat-web: 1'
    ]
  },
  {
    name: 'production',
    states: [
      'Deployment chat-api: 0',
      'Deployment chat-web: 1',
      'HorizontalPodAutoscaler chat-web: Deployment, 4 to 20',
      'Rollout chat-api: 8',
      'Rollout chat-web: 0'
    ]
  }
]

type Autoscaler = {
  readonly scaleTargetRef: { readonly kind: string }
  readonly minReplicas: number
  readonly maxReplicas: number
  readonly behavior?: { readonly scaleUp?: { readonly selectPolicy?: string } }
}

function stateOf({ kind, metadata: { name }, spec }: Manifest) {
  // A Deployment without replicas has one.
  if (kind !== 'HorizontalPodAutoscaler') return `${kind} ${name}: ${spec['replicas'] ?? 1}`
  const { scaleTargetRef, minReplicas, maxReplicas, behavior } = spec as Autoscaler
  const paused = behavior?.scaleUp?.selectPolicy === 'Disabled' ? ', paused' : ''
  return `${kind} ${name}: ${scaleTargetRef.kind}, ${minReplicas} to ${maxReplicas}${paused}`
}

const statesOf = (objects: readonly Manifest[]) =>
  objects
    .filter(({ kind }) => kind !== 'Service')
    .map(stateOf)
    .toSorted()

/** What a diff changes, and of which objects. */
const changesIn = (diff: string) =>
  diff.split('\n').filter(line => /^[+-]| is (?:added|changed|removed):$/.test(line))

/** What Helm 4 needs beside an autoscaler, as the page on helmfile says. */
function prepareForHelm4(folder: string) {
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')))
  for (const file of readdirSync(folder).filter(name => name.startsWith('rolloutify.')))
    edit(file, text => text.replace('applier: helm3', 'applier: helm4'))
  edit('rolloutify.development.yaml', text => `${text}    replicasIgnored: true\n`)
  edit('helmfile.yaml.gotmpl', text =>
    text.replace('helmDefaults:\n', "helmDefaults:\n  serverSide: 'false'\n")
  )
}

describe.each([
  { version: helms[3][0], program: helm3, is4: false },
  { version: helms[4][0], program: helm4, is4: true }
])('the example of helmfile with Helm $version', ({ version, program, is4 }) => {
  const folder = join(workspace, version)
  let env: Record<string, string>
  let tool: readonly [string, ...string[]]

  beforeAll(async () => {
    const helm = await program()
    cpSync(join(checkout, 'examples/helmfile'), folder, { recursive: true })
    mkdirSync(join(folder, 'tools'))
    symlinkSync(rolloutify, join(folder, 'tools/rolloutify'))
    env = {
      PATH: [join(folder, 'tools'), process.env['PATH']].join(delimiter),
      PWD: folder,
      HELM_DATA_HOME: join(folder, 'helm'),
      KUBECONFIG: plane.kubeconfig
    }
    tool = [await helmfile(), '--quiet', '--helm-binary', helm]
    const plugins = [diffPlugin]
    if (is4) {
      prepareForHelm4(folder)
      plugins.push(join(folder, 'plugin'))
      await outcome([process.execPath, rolloutify, 'helm-plugin', join(folder, 'plugin')])
    }
    for (const plugin of plugins) {
      const installed = await outcome([helm, 'plugin', 'install', plugin], { env })
      expect(installed).toMatchObject({ status: 0 })
    }
  })

  const call = (environment: string, ...words: readonly string[]) =>
    outcome([...tool, '--environment', environment, ...words, '--skip-deps'], { cwd: folder, env })
  const diff = async (environment: string) => {
    const { status, stdout, stderr } = await call(environment, 'diff', '--detailed-exitcode')
    return { status, changes: changesIn(stdout), stderr }
  }
  const apply = async (environment: string) => {
    const { status, stderr } = await call(environment, 'apply')
    expect(status, stderr).toBe(0)
  }
  const steps = (word: string) => {
    const of = ['--write', '--environment', 'production', '--release', 'chat-api']
    return outcome([process.execPath, rolloutify, 'steps', word, ...of], { cwd: folder })
  }
  const live = async () => {
    const kinds = 'deployments,rollouts,horizontalpodautoscalers'
    const all = await plane.kubectl(['get', kinds, '--namespace', 'chat', '--output', 'json'])
    return (JSON.parse(all) as { items: Manifest[] }).items
  }
  /** The next environment has a cluster of its own. */
  const leave = async (environment: string) => {
    expect(await call(environment, 'destroy')).toMatchObject({ status: 0 })
    const own = ['deployments,rollouts,horizontalpodautoscalers', '--namespace', 'chat']
    await plane.kubectl(['delete', ...own, '--all'])
  }

  test.for(environments)('applies the stages of $name', async ({ name, states }) => {
    const rendered = await call(name, 'template')
    expect(rendered.status, rendered.stderr).toBe(0)
    expect(statesOf(manifests(rendered.stdout))).toEqual(states)
    const before = await diff(name)
    expect(before.status, before.stderr).toBe(2)
    expect(before.changes).toContain('chat, chat-web, Rollout (argoproj.io/v1alpha1) is added:')
    await apply(name)
    expect(statesOf(await live())).toEqual(states)
    expect(await diff(name)).toMatchObject({ status: 0, changes: [] })
    await leave(name)
  })

  test('switches the canary of one service in production on and off', async () => {
    const stepsOf = async () => {
      const rollouts = (await live()).filter(({ kind }) => kind === 'Rollout')
      return rollouts.map(({ metadata, spec }) => {
        const { canary } = spec['strategy'] as { canary: { steps?: unknown } }
        return [metadata.name, canary.steps]
      })
    }
    const staging = await call('staging', 'template')
    await apply('production')
    expect(await steps('on')).toMatchObject({ status: 0 })
    expect(await diff('production')).toMatchObject({
      status: 2,
      changes: [
        'chat, chat-api, Rollout (argoproj.io/v1alpha1) is changed:',
        '+      steps:',
        '+      - setWeight: 25',
        '+      - pause: {}',
        '+      - setWeight: 100'
      ]
    })
    await apply('production')
    const on = [{ setWeight: 25 }, { pause: {} }, { setWeight: 100 }]
    expect(await stepsOf()).toEqual([
      ['chat-api', on],
      ['chat-web', undefined]
    ])
    expect(await call('staging', 'template')).toEqual(staging)
    expect(await steps('off')).toMatchObject({ status: 0 })
    await apply('production')
    expect(await stepsOf()).toEqual([
      ['chat-api', undefined],
      ['chat-web', undefined]
    ])
    await leave('production')
  })
})
