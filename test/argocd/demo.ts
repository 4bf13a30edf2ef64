import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chartOn } from '../cluster/chart.ts'
import type { Chart } from '../cluster/chart.ts'
import { programs } from '../cluster/programs.ts'
import { startControlPlane } from '../cluster/control-plane.ts'
import type { Fail } from '../cluster/session.ts'
import { choose } from './actions.ts'
import type { Application } from './application.ts'
import { startArgoCd } from './argo-cd.ts'
import { writeRule } from './ignore-rule.ts'
import { snapshot, untilServing } from './migration.ts'
import { argoPrograms } from './programs.ts'
import { untilPhase } from './rollout.ts'
import { playIn } from './scene.ts'
import type { Scene } from './scene.ts'
import { settings } from './settings.ts'
import type { User } from './user.ts'

const configuration = `applier: argocd
workloads:
  - name: web
    stage: baseline
    replicas: 8
    steps: dashboard
    strategy:
      canary: { maxSurge: 25%, maxUnavailable: 0 }
`

const intention = `On a control plane of its own, with a real Argo CD, this
- takes a Deployment of 8 pods to a Rollout: a commit a stage, somebody presses Sync;
- switches a canary on as a developer does, by an action of the dashboard, brings a new image, and
  promotes it.
`

const stages = [
  { name: 'introduce-rollout', text: 'a Rollout at no replicas is beside it' },
  { name: 'pin-replicas', text: 'Git holds the 8 pods' },
  { name: 'pause-autoscaler', text: 'the HPA moves nothing any more' },
  { name: 'grow-25', text: 'the Rollout has 2 pods' },
  { name: 'shrink-25', text: 'the Deployment loses 2' },
  { name: 'grow-100', text: 'the Rollout has all 8' },
  { name: 'shrink-100', text: 'the Deployment keeps only its pod template' },
  { name: 'retarget-autoscaler', text: 'the HPA holds the Rollout' },
  { name: 'release-autoscaler', text: 'the HPA scales the Rollout' }
]

/** Milliseconds for which a person looks at what has come to rest. */
const look = 2000

type Story = { readonly scene: Scene; readonly app: Application; readonly chart: Chart }

/** Commits what rolloutify makes of the sources; somebody presses Sync. */
async function sync({ scene, app, chart }: Story, by?: User) {
  const convert = 'mkdir -p k8s && rolloutify convert --quiet source.yaml > k8s/web.yaml'
  const { text, status } = await scene.run(convert)
  if (status !== 0) throw new Error(text)
  scene.repository.commit('what the sources make')
  const { phase, message } = await app.press(by && { by })
  if (phase !== 'Succeeded') throw new Error(message)
  await scene.timeline.rest(look, scene.plane.signal)
  chart.draw(scene.timeline.now())
}

/** The road from Deployment to Rollout, a commit a stage. */
async function migrate(story: Story) {
  const { scene, chart } = story
  for (const { name, text } of stages) {
    chart.say(`${name}: ${text}`)
    if (name === 'release-autoscaler') {
      await writeRule(scene)
      scene.repository.edit(
        'rolloutify.yaml',
        'replicas: 8',
        'replicas: 8\n    replicasIgnored: true'
      )
    }
    scene.repository.edit('rolloutify.yaml', /stage: .*/, `stage: ${name}`)
    await sync(story)
    await passGate(scene)
  }
}

async function passGate({ run }: Scene) {
  const { text, status } = await run(`${snapshot}; rolloutify migrate status --live "$SNAPSHOT"`)
  if (status !== 0) throw new Error(text)
}

/** A release by canary, by nothing but the dashboard of a developer. */
async function release(story: Story) {
  const { scene, chart } = story
  const developer = await scene.argo.login('developer')
  const act = async (action: string, text: string) => {
    chart.say(text)
    const { status, text: answer } = await choose(scene, developer, action)
    if (status !== 200) throw new Error(answer)
  }
  await act('canary-careful', 'a developer chooses “Next release: canary, careful” on the Rollout')
  await scene.timeline.rest(look, scene.plane.signal)
  chart.say('a new image is merged, and the developer presses Sync: the canary waits')
  scene.repository.edit('source.yaml', 'web:1', 'web:2')
  await sync(story, developer)
  await untilPhase(scene, 'Paused', 'web:2')
  await act('resume', 'the developer promotes it')
  await untilPhase(scene, 'Healthy', 'web:2')
  await scene.timeline.rest(look, scene.plane.signal)
  chart.draw(scene.timeline.now())
}

async function tell(scene: Scene, chart: Chart) {
  const { repository, timeline } = scene
  const baseline = join(import.meta.dirname, '../cluster/baselines/hpa-v2.yaml')
  repository.write('source.yaml', readFileSync(baseline, 'utf8'))
  repository.write('rolloutify.yaml', configuration)
  repository.write('k8s/web.yaml', repository.read('source.yaml'))
  repository.commit('the application as it is')
  const story = { scene, chart, app: await scene.create({}) }
  chart.say('baseline: the application as it is, a Deployment with an HPA, synced by Argo CD')
  await story.app.press()
  await untilServing(scene)
  const begin = performance.now()
  await migrate(story)
  await release(story)
  const { serving, pods } = timeline.since(begin)
  chart.say(`Done: never fewer than ${serving} pods served, never more than ${pods} ran.`)
}

/** Plays the story under Argo CD, on a control plane of this machine. */
export async function demoWithArgoCd(signal: AbortSignal, fail: Fail) {
  console.log(intention)
  const own = await argoPrograms(signal)
  const plane = await startControlPlane(await programs(signal), signal, fail)
  try {
    const argo = await startArgoCd(plane, own, await settings(), fail)
    const chart = chartOn(process.stdout)
    try {
      const scenario = { name: 'demo', play: (scene: Scene) => tell(scene, chart) }
      const { error } = await playIn(plane, argo, scenario, chart.draw)
      if (error) throw error
    } finally {
      chart.end()
      await argo.stop()
    }
  } finally {
    await plane.stop()
  }
}
