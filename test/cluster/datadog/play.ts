import { load, loadAll } from 'js-yaml'
import { setTimeout as sleep } from 'node:timers/promises'
import { main } from '../../../src/cli/main.ts'
import { memoryIo } from '../../../src/cli/memory-io.ts'
import type { Live } from '../api.ts'
import type { ControlPlane } from '../control-plane.ts'
import { hashOf, isLeaving, isReady } from '../pod.ts'
import type { End, Scenario } from './scenarios.ts'
import type { serveDatadog } from './server.ts'

export type Datadog = Awaited<ReturnType<typeof serveDatadog>>
export type Outcome = {
  readonly scenario: Scenario
  readonly end: End | 'does not end'
  /** The largest weight that was set. */
  readonly weight: number
  /** The fewest Ready pods, of both versions and of the old one before the end. */
  readonly serving: number
  readonly last: string
  readonly requests: number
  /** What the controller says of each run. */
  readonly runs: readonly string[]
}

const deployment = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 4
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'web:${image}' }] }
`

const limitOf = ({ metric = [] }: Scenario) => (metric.includes('stable: ratio') ? '2' : '0.02')

const configuration = (scenario: Scenario) => `metrics:
  errors:
    datadog: { preset: error-rate, service: ${scenario.name}, env: test }
    fails: "> ${limitOf(scenario)}"
    every: 1s
    for: 4s
    window: 2s
${(scenario.metric ?? []).map(line => `    ${line}\n`).join('')}workloads:
  - name: web
    stage: done
    autoscaler: none
    strategy:
      canary:
        maxUnavailable: 0
        steps:
          - setWeight: 25
          - analysis: errors
          - setWeight: 75
          - analysis: errors
`

/** The manifests of a release, as the program prints them. */
async function manifestsOf(scenario: Scenario, image: string) {
  const files = new Map([['rolloutify.yaml', Buffer.from(configuration(scenario))]])
  const io = memoryIo({ stdin: Buffer.from(deployment(image)), files })
  const exit = await main(['convert', '--quiet'], io)
  if (exit !== 0) throw new Error(io.stderr)
  const printed = loadAll(io.stdout) as { kind: string }[]
  return scenario.v1
    ? printed.map(each => (each.kind === 'AnalysisTemplate' ? firstApi(scenario) : each))
    : printed
}

/** A template of the first API, as people write it. */
const firstApi = ({ name, v1 }: Scenario) =>
  load(`apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: errors }
spec:
  args: [{ name: canary-hash }]
  metrics:
    - name: errors
      interval: 1s
      count: 4
      successCondition: ${JSON.stringify(v1?.successCondition)}
      provider:
        datadog:
          apiVersion: v1
          interval: 2s
          query: 'avg:errors{service:${name},hash:{{args.canary-hash}}}'
`) as { kind: string }

/** Plays a release whose answers a scenario has, from its first pod to what becomes of it. */
export async function play(plane: ControlPlane, datadog: Datadog, scenario: Scenario) {
  const { name } = scenario
  const rolloutPath = `/apis/argoproj.io/v1alpha1/namespaces/${name}/rollouts/web`
  datadog.add(name, scenario.answers)
  await plane.kubectl(['create', 'namespace', name])
  const apply = async (image: string) => {
    const items = await manifestsOf(scenario, image)
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
    await plane.kubectl(['-n', name, 'apply', '-f', '-'], list)
  }
  await apply('1')
  const isHealthy = ({ status }: Live) => status?.phase === 'Healthy'
  while (!isHealthy(await plane.api.get(rolloutPath))) await sleep(300)
  const { status } = await plane.api.get(rolloutPath)
  const before: string = status.stableRS
  await apply('2')
  const watched = await watch(plane, name, before)
  const runs: { items: Live[] } = await plane.api.get(
    `/apis/argoproj.io/v1alpha1/namespaces/${name}/analysisruns`
  )
  await plane.kubectl(['delete', 'namespace', name, '--wait=false'])
  const outcome: Outcome = {
    scenario,
    ...watched,
    requests: datadog.requests(name),
    runs: runs.items.map(runInWords)
  }
  return outcome
}

function runInWords({ status }: Live): string {
  const [result] = status?.metricResults ?? []
  // The port is another one each time.
  const message = result?.message?.replace(/:[0-9]{4,5}\b/, '')
  return `${status?.phase}${message ? `: ${message}` : ''}`
}

/** Looks at a canary until it has ended, and counts its pods. */
async function watch(plane: ControlPlane, namespace: string, before: string) {
  let [weight, serving] = [0, Infinity]
  const ends = performance.now() + 240_000
  for (;;) {
    const rollout: Live = await plane.api.get(
      `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/web`
    )
    const pods: { items: Live[] } = await plane.api.get(`/api/v1/namespaces/${namespace}/pods`)
    const ready = pods.items.filter(pod => isReady(pod) && !isLeaving(pod))
    const old = ready.filter(pod => hashOf(pod) === before).length
    serving = Math.min(serving, ready.length)
    weight = Math.max(weight, Math.round((100 * (ready.length - old)) / 4))
    const end = endOf(rollout, before)
    const last = `${old} old, ${ready.length - old} new`
    // An abort has come to its end when the old version has all pods again.
    const isDone = end && (end !== 'aborts' || old === 4)
    if (isDone || performance.now() > ends) {
      return { end: isDone ? end : ('does not end' as const), weight, serving, last }
    }
    await sleep(200)
  }
}

function endOf({ status }: Live, before: string): End | undefined {
  if (status?.abort) return 'aborts'
  const conditions: { reason: string }[] = status?.pauseConditions ?? []
  if (conditions.some(({ reason }) => reason === 'InconclusiveAnalysisRun')) {
    return 'waits for a person'
  }
  return status?.phase === 'Healthy' && status.stableRS !== before ? 'goes to the end' : undefined
}
