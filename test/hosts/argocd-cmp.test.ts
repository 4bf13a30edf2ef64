import { readFileSync } from 'node:fs'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import yaml from 'js-yaml'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { outcome, rolloutify } from './outcome.ts'
import { coldStart, helm4 } from './programs.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: coldStart })

const example = resolve('examples/argocd-cmp')

type Command = {
  readonly command: readonly [string, ...string[]]
  readonly args: readonly string[]
}
type PluginFile = {
  readonly spec: { readonly generate: Command; readonly parameters: { readonly dynamic: Command } }
}

const { spec } = yaml.load(readFileSync(join(example, 'plugin.yaml'), 'utf8')) as PluginFile
const { generate, parameters } = spec

/** The programs of the container, each by its name. */
let programs: string
let path: string
beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), 'rolloutify-cmp-'))
  await symlink(rolloutify, join(programs, 'rolloutify'))
  await symlink(join(example, 'render'), join(programs, 'render'))
  const folders = [programs, dirname(await helm4()), dirname(process.execPath)]
  path = [...folders, '/usr/bin', '/bin'].join(delimiter)
})
afterAll(() => rm(programs, { recursive: true, force: true }))

/** Runs a command of plugin.yaml as the plugin server does: in the chart, with its environment. */
const played = ({ command, args }: Command, given?: unknown, more: Record<string, string> = {}) =>
  outcome([...command, ...args], {
    cwd: join(example, 'chart'),
    env: {
      PATH: path,
      HOME: programs,
      ARGOCD_APP_NAME: 'shop',
      ARGOCD_APP_NAMESPACE: 'shop',
      KUBE_VERSION: '1.34.4',
      ...(given === undefined ? {} : { ARGOCD_APP_PARAMETERS: JSON.stringify(given) }),
      ...more
    }
  })

type Made = { readonly kind: string; readonly spec: { readonly [key: string]: unknown } }
const rolloutIn = (text: string) =>
  (yaml.loadAll(text) as Made[]).find(({ kind }) => kind === 'Rollout')?.spec

test('announces what the dashboard may set', async () => {
  const { status, stdout, stderr } = await played(parameters.dynamic)
  expect([status, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject([
    { name: 'steps.web', collectionType: 'string', string: 'off' },
    { name: 'stage.web', collectionType: 'string', string: 'done' }
  ])
})

test('generates a Rollout without steps where the Application says nothing', async () => {
  const { status, stdout, stderr } = await played(generate)
  expect([status, stderr]).toEqual([0, ''])
  expect(rolloutIn(stdout)).toMatchObject({
    replicas: 2,
    strategy: { canary: { maxSurge: '25%' } }
  })
  expect(stdout).not.toContain('steps')
})

test('heeds the values that the Application names', async () => {
  const { stdout } = await played(generate, [], { ARGOCD_ENV_VALUES: 'values-production.yaml' })
  expect(rolloutIn(stdout)).toMatchObject({ replicas: 8 })
})

test.for([
  ['on', 10],
  ['careful', 25],
  ['cautious', 5]
])('generates a canary for the next release: %s', async ([steps, weight]) => {
  const { status, stdout } = await played(generate, [{ name: 'steps.web', string: steps }])
  expect(status).toBe(0)
  expect(rolloutIn(stdout)).toMatchObject({
    strategy: { canary: { steps: expect.arrayContaining([{ setWeight: weight }]) } }
  })
})

test('fails with its reason for the person who saves', async () => {
  const failed = await played(generate, [{ name: 'steps.web', string: 'carful' }])
  expect(failed).toMatchObject({ status: 2, stdout: '' })
  expect(failed.stderr).toContain('did you mean careful?')
})

test('fails with the exit code of Helm', async () => {
  const failed = await played(generate, [], { ARGOCD_ENV_VALUES: 'missing.yaml' })
  expect(failed).toMatchObject({ status: 1, stdout: '' })
  expect(failed.stderr).toContain('missing.yaml')
})
