import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ControlPlane } from '../cluster/control-plane.ts'
import { record } from '../cluster/timeline.ts'
import type { Timeline } from '../cluster/timeline.ts'
import { keepStates, recordStates } from './states.ts'
import { shellIn } from './shell.ts'
import type { Shell } from './shell.ts'

const root = join(import.meta.dirname, '../..')

/** A service of the example, as it is in production. */
type Service = {
  readonly name: 'chat-api' | 'chat-web'
  readonly pods: number
  /** The pods that a release may take away: its `maxUnavailable`. */
  readonly unavailable: number
  /** The file with its image, and the one with its steps. */
  readonly image: string
  readonly steps: string
  /** How a pipeline says where its steps are. */
  readonly where: string
}

/** The chart makes its Rollout, so the values have its steps. */
const api: Service = {
  name: 'chat-api',
  pods: 8,
  unavailable: 0,
  image: 'values/chat-api/common.yaml',
  steps: 'values/chat-api/production.yaml',
  where: '--environment production --release chat-api'
}
/** rolloutify makes its Rollout, so its configuration has the steps. */
const web: Service = {
  name: 'chat-web',
  pods: 6,
  unavailable: 1,
  image: 'values/chat-web/production.yaml',
  steps: 'rolloutify.production.yaml',
  where: '--environment production --release chat-web'
}

/** Millicores by which the autoscaler wants one pod: its 60 % of what a pod requests. */
const perPod = 60

/** Where the example lives, and what was seen there. */
type Day = {
  readonly plane: ControlPlane
  readonly repository: string
  readonly shell: Shell
  readonly timelines: ReadonlyMap<Service, Timeline>
  /** What the Rollout of the first service goes through. */
  readonly states: Awaited<ReturnType<typeof recordStates>>
  /** What is not as the pages promise. */
  readonly differences: string[]
}

/** Types commands that must end well; what they print. */
async function type({ shell }: Day, commands: string): Promise<string> {
  const { status, output } = await shell.type(commands)
  if (status !== 0) throw new Error(`${commands}\nends with ${status}:\n${output}`)
  return output
}

function expectThat({ differences }: Day, what: string, isTrue: boolean) {
  console.log(`production  ${what}: ${isTrue ? 'yes' : 'NO'}`)
  if (!isTrue) differences.push(what)
}

/** Commits what was changed and brings it to the cluster. */
async function bring(day: Day, message: string) {
  console.log(`production  ${message}`)
  await type(day, `git commit --quiet -am '${message}'`)
  await type(day, 'helmfile --quiet -e production apply --skip-deps')
}

const rest = ({ timelines, plane }: Day) =>
  Promise.all([...timelines.values()].map(each => each.rest(3000, plane.signal)))

/** Until the gate is open, with a new snapshot each time. */
const settled = `for look in $(seq 60); do
  kubectl get deploy,rollout,hpa,rs --namespace chat -o json > snapshot.json
  rolloutify migrate status --environment production --live snapshot.json > said 2>&1 && break
  sleep 1
done
rolloutify migrate status --environment production --live snapshot.json`

/** Takes the services through their stages, one commit each, until nothing is left; the commits. */
async function migrate(day: Day): Promise<number> {
  for (let commits = 0; ; commits++) {
    console.log(await type(day, settled))
    const next = 'rolloutify migrate next --environment production --live snapshot.json --write'
    await type(day, next)
    const { status } = await day.shell.type('git diff --quiet')
    if (status === 0) return commits
    await bring(day, `commit ${commits + 1} of the migration`)
  }
}

/** Steps on in a commit, then a new image, until its canary waits. */
async function startCanary(day: Day, service: Service, version: string) {
  const { name, where, image } = service
  const facts = { ROLLOUT: name, NAMESPACE: 'chat', STEPS: `'${where}'`, EVERY: 1, MINUTES: 2 }
  const exports = Object.entries(facts).map(each => each.join('='))
  await type(day, `export ${exports.join(' ')}`)
  day.states.begin('on')
  await type(day, 'sh ci/release-day.sh on')
  await bring(day, `steps of ${name} on`)
  await type(day, 'sh ci/release-day.sh ready')
  // A pipeline waits from here on, and somebody merges the image meanwhile.
  await type(day, 'sh ci/release-day.sh paused > paused.log 2>&1 &')
  day.states.begin('image')
  await type(day, `sed -i 's/^image: .*/image: ${name}:${version}/' ${image}`)
  await bring(day, `${name} ${version}`)
  await type(day, 'wait $! || { cat paused.log; false; }')
  const { status } = rolloutOf(day, service)
  const canary = Math.ceil(service.pods / 4)
  expectThat(day, `${canary} pods of ${name} ${version} wait`, status.updatedReplicas === canary)
}

const rolloutOf = ({ timelines }: Day, service: Service) => {
  const rollout = timelines.get(service)?.live('Rollout')
  if (!rollout) throw new Error(`There is no Rollout ${service.name}`)
  return rollout
}

const textOf = ({ repository }: Day, file: string) => readFileSync(join(repository, file), 'utf8')

/** A release that somebody promotes. */
async function promoted(day: Day, service: Service, version: string) {
  const before = textOf(day, service.steps)
  await startCanary(day, service, version)
  day.states.begin('promote')
  await type(day, 'sh ci/release-day.sh promote')
  await type(day, 'sh ci/release-day.sh off')
  const image = `image: ${service.name}:${version}`
  await isOver(day, service, before.replace(/^image: .*/m, image))
  return day.states.take()
}

/** A release that somebody aborts: its steps stay on until the old image is back. */
async function aborted(day: Day, service: Service, version: string) {
  const before = textOf(day, service.steps)
  await startCanary(day, service, version)
  const on = textOf(day, service.steps)
  day.states.begin('abort')
  await type(day, 'sh ci/release-day.sh abort')
  await rest(day)
  // A person starts this, and restores the image meanwhile.
  await type(day, 'sh ci/release-day.sh off > off.log 2>&1 &')
  await type(day, 'sleep 5')
  const said = textOf(day, 'off.log')
  expectThat(day, 'off asks for the old image', said.includes('restore it in Git'))
  expectThat(day, 'the steps stay on', textOf(day, service.steps) === on)
  day.states.begin('restore')
  await type(day, 'git revert --no-commit HEAD')
  await bring(day, `${service.name} as before ${version}`)
  await type(day, 'wait $! || { cat off.log; false; }')
  await isOver(day, service, before)
  return day.states.take()
}

/** The steps are off to the byte, and no pod moves any more. */
async function isOver(day: Day, service: Service, text: string) {
  const { name, pods, steps } = service
  expectThat(day, `the steps of ${name} are off again`, textOf(day, steps) === text)
  day.states.begin('off')
  await bring(day, `steps of ${name} off`)
  await rest(day)
  const { spec, status } = rolloutOf(day, service)
  expectThat(day, `${name} is Healthy`, status.phase === 'Healthy')
  expectThat(day, `${name} has no steps`, spec.strategy.canary.steps === undefined)
  expectThat(day, `${name} is one version`, status.updatedReplicas === pods && !status.abort)
}

/** Holds that no service ever had fewer pods than it must have. */
function serves(day: Day, begin: number, least: (service: Service) => number) {
  for (const [service, timeline] of day.timelines) {
    const { serving } = timeline.since(begin)
    const what = `${serving} of ${service.pods} pods of ${service.name} served`
    expectThat(day, what, serving >= least(service))
  }
}

async function open(plane: ControlPlane, env: NodeJS.ProcessEnv): Promise<Day> {
  const repository = join(plane.folder, 'release-day')
  cpSync(join(root, 'examples/helmfile'), repository, { recursive: true })
  mkdirSync(join(repository, 'ci'))
  const script = 'release-day.sh'
  cpSync(join(root, 'examples/release-day', script), join(repository, 'ci', script))
  const shell = shellIn(repository, env, plane.signal)
  const timelines = new Map<Service, Timeline>()
  for (const service of [api, web])
    timelines.set(service, await record(plane.api, 'chat', undefined, service.name))
  const states = await recordStates(plane.api, 'chat', api.name)
  return { plane, repository, shell, timelines, states, differences: [] }
}

/** The example of helmfile in production: what is left of its migration, then releases by canary. */
export async function playReleaseDay(
  plane: ControlPlane,
  env: NodeJS.ProcessEnv
): Promise<boolean> {
  const day = await open(plane, env)
  try {
    plane.metrics.setLoad('chat', web.pods * perPod)
    // In place of helm-diff, which `apply` calls; its own head says why.
    await type(day, `helm plugin install ${join(root, 'test/hosts/plugins/diff')}`)
    await type(day, 'git init --quiet && git add . && git commit --quiet -m before')
    await type(day, 'helmfile --quiet -e production apply --skip-deps')
    await rest(day)
    const begin = performance.now()
    console.log(`production: migrated in ${await migrate(day)} commits`)
    serves(day, begin, ({ pods }) => pods)
    const releases = { promoted: await promoted(day, api, '1.5.0') }
    await promoted(day, web, '2.1.0')
    const all = { ...releases, aborted: await aborted(day, api, '1.6.0') }
    serves(day, begin, ({ pods, unavailable }) => pods - unavailable)
    if (day.differences.length === 0) keepStates(all)
  } finally {
    day.shell.close()
    day.states.close()
    for (const timeline of day.timelines.values()) timeline.close()
  }
  return day.differences.length === 0
}
