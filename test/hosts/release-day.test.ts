import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { load } from 'js-yaml'
import { beforeEach, expect, test, vi } from 'vitest'
import { checkout, outcome, rolloutify, workspace } from './outcome.ts'

vi.setConfig({ testTimeout: 120_000 })

const recipe = (name: string) => join(checkout, 'examples/release-day', name)
const script = recipe('release-day.sh')

const values = `image: web
rollout:
  canary:
    maxSurge: 10%
    # steps:
    #   - setWeight: 25
    #   - pause: {}
`
const steps = [{ setWeight: 25 }, { pause: {} }]

/** What the cluster shows, from before the steps to after the release. */
const states = {
  before: { canary: {}, phase: 'Healthy', stable: 'old', current: 'old' },
  synced: { canary: { steps }, index: 2, phase: 'Healthy', stable: 'old', current: 'old' },
  growing: { canary: { steps }, index: 0, phase: 'Progressing', stable: 'old', current: 'new' },
  paused: { canary: { steps }, index: 1, phase: 'Paused', stable: 'old', current: 'new' },
  promoted: { canary: { steps }, index: 2, phase: 'Progressing', stable: 'old', current: 'new' },
  done: { canary: { steps }, index: 2, phase: 'Healthy', stable: 'new', current: 'new' },
  failed: { canary: { steps }, index: 0, phase: 'Degraded', stable: 'old', current: 'new' },
  aborted: {
    canary: { steps },
    index: 0,
    phase: 'Degraded',
    stable: 'old',
    current: 'new',
    abort: true
  }
} as const
type State = keyof typeof states

function snapshotOf(name: State) {
  const { canary, phase, stable, current, ...more } = states[name]
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web', namespace: 'prod', generation: 3 },
    spec: { replicas: 8, strategy: { canary } },
    status: {
      phase,
      observedGeneration: '3',
      stableRS: stable,
      currentPodHash: current,
      ...('index' in more && { currentStepIndex: more.index }),
      ...('abort' in more && { abort: true })
    }
  }
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [rollout] }, null, 4)
}

/** Shows the states one after the other, the last of them for good, and writes down what else it is told. */
const kubectl = `#!/usr/bin/env node
const { readFileSync, writeFileSync, appendFileSync } = require('node:fs')
const folder = process.env.STATES
const args = process.argv.slice(2)
if (args[0] !== 'get') {
  appendFileSync(folder + '/told', args.join(' ') + '\\n')
  process.exit(0)
}
const states = JSON.parse(readFileSync(folder + '/states.json', 'utf8'))
process.stdout.write(states[0])
if (states.length > 1) writeFileSync(folder + '/states.json', JSON.stringify(states.slice(1)))
`

let folder: string
let runs = 0
beforeEach(() => {
  folder = join(workspace, String(runs++))
  mkdirSync(join(folder, 'tools'), { recursive: true })
  symlinkSync(rolloutify, join(folder, 'tools/rolloutify'))
  writeFileSync(join(folder, 'tools/kubectl'), kubectl)
  chmodSync(join(folder, 'tools/kubectl'), 0o755)
  writeFileSync(join(folder, 'values.yaml'), values)
})

/** Runs one action of the recipe while the cluster goes through states. */
function play(action: string, shown: readonly State[], env: Record<string, string> = {}) {
  writeFileSync(join(folder, 'states.json'), JSON.stringify(shown.map(snapshotOf)))
  return run(action, env)
}

/** The same while the cluster goes through what is written down. */
function run(action: string, env: Record<string, string> = {}) {
  return outcome(['sh', script, action], {
    cwd: folder,
    env: {
      PATH: [join(folder, 'tools'), process.env['PATH']].join(delimiter),
      STATES: folder,
      ROLLOUT: 'web',
      NAMESPACE: 'prod',
      STEPS: 'values.yaml',
      EVERY: '0',
      ...env
    }
  })
}

const left = () =>
  (JSON.parse(readFileSync(join(folder, 'states.json'), 'utf8')) as string[]).length
const written = () => readFileSync(join(folder, 'values.yaml'), 'utf8')

test('a release waits, is promoted, and ends with the steps off again', async () => {
  expect(await play('on', [])).toMatchObject({ status: 0 })
  expect(written()).toContain('\n    steps:\n')
  expect(await play('ready', ['before', 'before', 'synced', 'growing'])).toMatchObject({
    status: 0
  })
  expect(left()).toBe(1)
  expect(await play('paused', ['synced', 'growing', 'paused', 'promoted'])).toMatchObject({
    status: 0
  })
  expect(left()).toBe(1)
  expect(await play('promote', [])).toMatchObject({ status: 0 })
  expect(readFileSync(join(folder, 'told'), 'utf8')).toBe(
    'argo rollouts promote web --namespace prod\n'
  )
  expect(await play('off', ['paused', 'promoted', 'done'])).toMatchObject({ status: 0 })
  expect(written()).toBe(values)
})

test('a release that is aborted keeps its steps on', async () => {
  await play('on', [])
  expect(await play('abort', [])).toMatchObject({ status: 0 })
  expect(readFileSync(join(folder, 'told'), 'utf8')).toBe(
    'argo rollouts abort web --namespace prod\n'
  )
  const on = written()
  const ended = await play('off', ['paused', 'aborted'])
  expect(ended.status).toBe(1)
  expect(ended.stderr).toContain('Restore the old image in Git')
  expect(written()).toBe(on)
})

test('a release that nobody decides on ends after its time', async () => {
  await play('on', [])
  const ended = await play('paused', ['synced'], { MINUTES: '0' })
  expect(ended.status).toBe(1)
  expect(ended.stderr).toContain('waited 0 minutes in vain for: is Paused')
})

test('a Rollout that is Degraded without an abort is not called aborted', async () => {
  const ended = await play('paused', ['growing', 'failed'])
  expect(ended).toMatchObject({ status: 1 })
  expect(ended.stderr).toContain('web is Degraded')
  expect(ended.stderr).not.toContain('aborted')
})

test('what does not change by waiting ends at once', async () => {
  const nowhere = await play('off', ['done'], { STEPS: 'nowhere.yaml' })
  expect(nowhere).toMatchObject({ status: 3 })
  expect(nowhere.stderr).toContain('[unreadable-file]')
  writeFileSync(join(folder, 'states.json'), JSON.stringify(['{"items": []}']))
  const missing = await run('paused')
  expect(missing).toMatchObject({ status: 1 })
  expect(missing.stderr).toContain('Namespace prod has no Rollout web')
})

test('the steps of one environment are meant by its name', async () => {
  writeFileSync(
    join(folder, 'helmfile.yaml'),
    'environments: {production: {}}\n---\nreleases:\n  - {name: web, chart: ./chart, values: [values.yaml]}\n'
  )
  const env = { STEPS: '--environment production --release web' }
  expect(await play('on', [], env)).toMatchObject({ status: 0 })
  expect(await play('paused', ['synced', 'paused', 'done'], env)).toMatchObject({ status: 0 })
  expect(left()).toBe(1)
  expect(await play('off', ['paused', 'done'], env)).toMatchObject({ status: 0 })
  expect(written()).toBe(values)
})

type Job = {
  readonly needs?: string | readonly string[]
  readonly script?: readonly string[]
  readonly steps?: readonly { readonly run?: string }[]
}

test.for([
  { file: 'github-workflow.yaml', jobsIn: (text: unknown) => (text as { jobs: object }).jobs },
  { file: '.gitlab-ci.yml', jobsIn: (text: unknown) => text as object }
])('$file calls what the script does, in its order', ({ file, jobsIn }) => {
  const all = Object.entries(jobsIn(load(readFileSync(recipe(file), 'utf8')))) as [string, Job][]
  const jobs = new Map(all.filter(([, job]) => job?.script ?? job?.steps))
  const calls = [...jobs.values()].flatMap(({ script = [], steps: runs = [] }) =>
    [...script, ...runs.map(each => each.run ?? '')].flatMap(line =>
      [...line.matchAll(/^sh \S+\/release-day\.sh (\S+)$/gm)].map(([, action]) => action)
    )
  )
  expect(calls).toEqual(['on', 'ready', 'paused', 'promote', 'abort', 'off'])
  const branches = readFileSync(script, 'utf8').matchAll(/^ {2}([a-z]+)\)/gm)
  expect([...branches].map(([, action]) => action)).toEqual(calls)
  for (const { needs = [] } of jobs.values())
    for (const name of [needs].flat()) expect([...jobs.keys()]).toContain(name)
})
