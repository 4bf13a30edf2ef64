import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { demoWithArgoCd } from '../argocd/demo.ts'
import { kubectl } from '../hosts/programs.ts'
import { apply } from './applier.ts'
import { chartOn } from './chart.ts'
import type { Chart } from './chart.ts'
import { connectTo } from './client.ts'
import type { Client } from './client.ts'
import { startControlPlane } from './control-plane.ts'
import { manifestsOf } from './manifest.ts'
import { output, processesIn } from './processes.ts'
import { programs } from './programs.ts'
import { rolloutify } from './rolloutify.ts'
import { interruptible } from './session.ts'
import type { Fail } from './session.ts'
import { record } from './timeline.ts'
import type { Timeline } from './timeline.ts'

const namespace = 'rolloutify-demo'

const intention = (where: string) => `On ${where} this
- creates the namespace ${namespace} and applies a Deployment of 8 pods, its Service and HPA;
- takes it to a Rollout, stage by stage, each after the one before has settled;
- switches a canary on and brings a new image;
- deletes the namespace.
`

const stages = [
  { name: 'introduce-rollout', text: 'a Rollout at no replicas stands beside it' },
  { name: 'pin-replicas', text: 'Git holds the 8 pods' },
  { name: 'pause-autoscaler', text: 'the HPA moves nothing any more' },
  { name: 'grow-25', text: 'the Rollout has 2 pods' },
  { name: 'shrink-25', text: 'the Deployment gives 2 up' },
  { name: 'grow-100', text: 'the Rollout has all 8' },
  { name: 'shrink-100', text: 'the Deployment keeps only its pod template' },
  { name: 'retarget-autoscaler', text: 'the HPA holds the Rollout' },
  { name: 'release-autoscaler', text: 'the HPA scales the Rollout' }
]

type Story = {
  readonly client: Client
  readonly timeline: Timeline
  readonly chart: Chart
  /** A copy of the files in `demo/`, which the story edits. */
  readonly folder: string
}

/** Replaces a text in one of the story's files, as a person would in Git. */
function edit({ folder }: Story, file: string, from: string | RegExp, to: string) {
  const path = join(folder, file)
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}

/** Applies what rolloutify makes of the files, and waits until all is at rest. */
async function commit({ client, timeline, chart, folder }: Story, quiet: number) {
  const config = ['--config', join(folder, 'rolloutify.yaml')]
  const args = [rolloutify, 'convert', '--quiet', ...config, join(folder, 'application.yaml')]
  const manifests = manifestsOf(await output(process.execPath, args))
  await apply(client, namespace, manifests, { applier: 'argocd', order: 'argocd' })
  await timeline.rest(quiet, client.signal)
  chart.draw(timeline.now())
}

async function tell(story: Story) {
  const { chart, folder } = story
  chart.say('baseline: the application as it is, a Deployment with an HPA')
  await commit(story, 2000)
  const begin = performance.now()
  for (const { name, text } of stages) {
    chart.say(`${name}: ${text}`)
    edit(story, 'rolloutify.yaml', /stage: .*/, `stage: ${name}`)
    await commit(story, 2000)
  }
  chart.say('steps on: from now on a new version goes 25%, 5 s, 50%, 5 s')
  const on = ['steps', 'on', '--write', join(folder, 'rolloutify.yaml')]
  await output(process.execPath, [rolloutify, ...on])
  await commit(story, 2000)
  chart.say('a new image')
  edit(story, 'application.yaml', 'nginx:1.28', 'nginx:1.29')
  await commit(story, 8000)
  const { serving, pods } = story.timeline.since(begin)
  chart.say(`Done: never fewer than ${serving} pods served, never more than ${pods} ran.`)
}

/** Plays the story in a namespace of its own, which is gone afterwards whatever happens. */
async function play(client: Client) {
  const group = '/apis/argoproj.io/v1alpha1'
  await client.api.get(group).catch(cause => {
    throw new Error('Argo Rollouts is not installed there', { cause })
  })
  await client.kubectl(['create', 'namespace', namespace])
  const folder = mkdtempSync(join(tmpdir(), 'rolloutify-demo-'))
  try {
    cpSync(join(import.meta.dirname, 'demo'), folder, { recursive: true })
    await playIn(folder, client)
  } finally {
    rmSync(folder, { recursive: true })
    const limit = AbortSignal.timeout(120_000)
    await client.kubectl(['delete', 'namespace', namespace], '', limit)
  }
}

async function playIn(folder: string, client: Client) {
  const chart = chartOn(process.stdout)
  const timeline = await record(client.api, namespace, chart.draw)
  try {
    await tell({ client, timeline, chart, folder })
  } finally {
    chart.end()
    timeline.close()
  }
}

/** The story on a person's own cluster. */
async function onOwn(kubeconfig: string, signal: AbortSignal, fail: Fail) {
  const folder = mkdtempSync(join(tmpdir(), 'rolloutify-demo-'))
  const processes = processesIn(folder, fail)
  try {
    const place = { program: await kubectl(), folder, processes, signal, fail }
    await play(await connectTo(kubeconfig, place))
  } finally {
    await processes.end()
    rmSync(folder, { recursive: true })
  }
}

/** The story on a control plane of this machine. */
async function onThisMachine(signal: AbortSignal, fail: Fail) {
  const plane = await startControlPlane(await programs(signal), signal, fail)
  try {
    await play(plane)
  } finally {
    await plane.stop()
  }
}

/** Whether a person at a terminal says yes. */
async function isAgreed(signal: AbortSignal) {
  // As no terminal, so that Ctrl-C is a signal as everywhere else.
  const streams = { input: process.stdin, output: process.stdout, terminal: false }
  const asked = createInterface(streams)
  try {
    return /^y/i.test(await asked.question('Go on? [y/N] ', { signal }))
  } finally {
    asked.close()
  }
}

/** `npm run demo [-- --argocd | --kubeconfig FILE [--yes]]` */
export function main(args: string[]) {
  const flag = { type: 'boolean' } as const
  const options = { kubeconfig: { type: 'string' }, argocd: flag, yes: flag } as const
  const { kubeconfig, argocd, yes } = parseArgs({ args, options }).values
  return interruptible(async (signal, fail) => {
    if (argocd) {
      await demoWithArgoCd(signal, fail)
      return 0
    }
    const where = kubeconfig ? `the cluster of ${kubeconfig}` : 'a control plane of its own'
    console.log(intention(where))
    if (!kubeconfig) await onThisMachine(signal, fail)
    else if (yes || (process.stdin.isTTY && (await isAgreed(signal))))
      await onOwn(resolve(kubeconfig), signal, fail)
    else console.log('Nothing was done. Without a terminal to ask at, --yes goes on.')
    return 0
  })
}
