import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { load } from 'js-yaml'
import { beforeEach, expect, test, vi } from 'vitest'
import { checkout, outcome, rolloutify, workspace } from './outcome.ts'

vi.setConfig({ testTimeout: 120_000 })

const recipe = (name: string) => join(checkout, 'examples/release-day', name)
const script = recipe('release-day.sh')

const values = `image: chat-api
rollout:
  canary:
    maxSurge: 10%
    # steps:
    #   - setWeight: 25
    #   - pause: {}
    #   - setWeight: 100
`

type Rollout = { readonly status: object }
type Recorded = { readonly release: string; readonly act: string; readonly state: Rollout }

/** What a real cluster showed in two releases: \`npm run test:journey release-day\` writes it down. */
const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(join(checkout, 'test/hosts/release-day-states.json'), 'utf8')
)

/** The states from one act of a release to the next; the first of them is how it was before. */
function states(release: 'promoted' | 'aborted', act: string): readonly Rollout[] {
  const found = recorded.filter(each => each.release === release && each.act === act)
  if (found.length < 2) throw new Error(`Nothing is recorded of ${act}`)
  return found.map(({ state }) => state)
}

const last = (release: 'promoted' | 'aborted', act: string) => states(release, act).slice(-1)

const snapshotOf = (rollout: Rollout) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [rollout] }, null, 4)

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
function play(action: string, shown: readonly Rollout[], env: Record<string, string> = {}) {
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
      ROLLOUT: 'chat-api',
      NAMESPACE: 'chat',
      STEPS: 'values.yaml',
      EVERY: '0',
      ...env
    }
  })
}

const left = () =>
  (JSON.parse(readFileSync(join(folder, 'states.json'), 'utf8')) as string[]).length
const written = () => readFileSync(join(folder, 'values.yaml'), 'utf8')

/** What follows, so that what is left tells whether the script looked on. */
const after = states('promoted', 'off').slice(0, 1)

test('a release waits, is promoted, and ends with the steps off again', async () => {
  expect(await play('on', [])).toMatchObject({ status: 0 })
  expect(written()).toContain('\n    steps:\n')
  expect(await play('ready', [...states('promoted', 'on'), ...after])).toMatchObject({ status: 0 })
  expect(left()).toBe(1)
  const image = [...states('promoted', 'image'), ...after]
  expect(await play('paused', image)).toMatchObject({ status: 0 })
  expect(left()).toBe(1)
  expect(await play('promote', [])).toMatchObject({ status: 0 })
  expect(readFileSync(join(folder, 'told'), 'utf8')).toBe(
    'argo rollouts promote chat-api --namespace chat\n'
  )
  const promotion = [...states('promoted', 'promote'), ...after]
  expect(await play('off', promotion)).toMatchObject({ status: 0 })
  expect(left()).toBe(1)
  expect(written()).toBe(values)
})

test('a release that is aborted keeps its steps until the old image is back', async () => {
  await play('on', [])
  expect(await play('abort', [])).toMatchObject({ status: 0 })
  expect(readFileSync(join(folder, 'told'), 'utf8')).toBe(
    'argo rollouts abort chat-api --namespace chat\n'
  )
  const on = written()
  const early = await play('off', last('aborted', 'abort'), { MINUTES: '0' })
  expect(early.status).toBe(1)
  expect(early.stderr).toContain('restore it in Git')
  expect(written()).toBe(on)
  const abortion = [...states('aborted', 'abort'), ...last('aborted', 'abort')]
  const ended = await play('off', [...abortion, ...states('aborted', 'restore'), ...after])
  expect(ended).toMatchObject({ status: 0 })
  expect(left()).toBe(1)
  expect(ended.stderr.split('restore it in Git')).toHaveLength(2)
  expect(written()).toBe(values)
})

test('nothing waits for a canary that is aborted', async () => {
  const ended = await play('paused', last('aborted', 'abort'))
  expect(ended).toMatchObject({ status: 1 })
  expect(ended.stderr).toContain('was aborted. Restore the old image in Git, then run: off')
})

test('a release that nobody decides on ends after its time', async () => {
  await play('on', [])
  const ended = await play('paused', last('promoted', 'on'), { MINUTES: '0' })
  expect(ended.status).toBe(1)
  expect(ended.stderr).toContain('waited 0 minutes in vain for: paused')
})

test('a Rollout that is Degraded without an abort is not called aborted', async () => {
  // As a progress deadline leaves it.
  const failed = states('promoted', 'image')
    .slice(1, 2)
    .map(each => ({ ...each, status: { ...each.status, phase: 'Degraded' } }))
  const ended = await play('paused', failed)
  expect(ended).toMatchObject({ status: 1 })
  expect(ended.stderr).toContain('chat-api is Degraded')
  expect(ended.stderr).not.toContain('aborted')
})

test('what does not change by waiting ends at once', async () => {
  const nowhere = await play('off', last('promoted', 'promote'), { STEPS: 'nowhere.yaml' })
  expect(nowhere).toMatchObject({ status: 3 })
  expect(nowhere.stderr).toContain('[unreadable-file]')
  writeFileSync(join(folder, 'states.json'), JSON.stringify(['{"items": []}']))
  const missing = await run('paused')
  expect(missing).toMatchObject({ status: 1 })
  expect(missing.stderr).toContain('Namespace chat has no Rollout chat-api')
})

test('the steps of one environment are meant by its name', async () => {
  writeFileSync(
    join(folder, 'helmfile.yaml'),
    'environments: {production: {}}\n---\nreleases:\n  - {name: chat-api, chart: ./chart, values: [values.yaml]}\n'
  )
  const env = { STEPS: '--environment production --release chat-api' }
  expect(await play('on', [], env)).toMatchObject({ status: 0 })
  expect(await play('paused', [...states('promoted', 'image'), ...after], env)).toMatchObject({
    status: 0
  })
  expect(left()).toBe(1)
  expect(await play('off', states('promoted', 'promote'), env)).toMatchObject({ status: 0 })
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
