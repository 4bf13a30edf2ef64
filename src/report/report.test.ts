import { expect, test } from 'vitest'
import { parseConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { plainCall } from '../migration/runbook/calls.ts'
import { openSource } from '../yaml/stream.ts'
import { printPage } from './page.ts'
import { report } from './report.ts'

const manifests = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, env: [{ name: TOKEN, value: hunter2 }] }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 4
  maxReplicas: 20
`

function reported(text: string, replicas?: number, config?: Config) {
  const groups = [{ sources: [openSource('web.yaml', text)], kustomizations: [] }]
  const run = {
    config,
    stage: undefined,
    replicas: { ...(replicas && { all: replicas }), named: new Map<string, number>() },
    percents: undefined,
    namespace: undefined,
    release: undefined,
    workloads: [],
    applier: undefined,
    input: 'files' as const
  }
  const asked = { title: 'web.yaml', version: '1', config, call: () => plainCall }
  return report(groups, run, asked).report
}

test('has the pods of each stage, and none where the autoscaler decides', () => {
  const stages = reported(manifests, 8).workloads[0]?.stages ?? []
  const pods = stages.map(({ name, deployment, rollout }) => [name, deployment, rollout])
  expect(pods).toEqual([
    ['baseline', undefined, 0],
    ['introduce-rollout', undefined, 0],
    ['pin-replicas', undefined, 0],
    ['pause-autoscaler', 8, 0],
    ['grow-25', 8, 2],
    ['shrink-25', 6, 2],
    ['grow-100', 6, 8],
    ['shrink-100', 0, 8],
    ['retarget-autoscaler', 0, 8],
    ['release-autoscaler', 0, undefined]
  ])
})

test('has the diff of each stage, object by object', () => {
  const stages = reported(manifests, 8).workloads[0]?.stages ?? []
  const { diff = [] } = stages.find(({ name }) => name === 'shrink-25') ?? {}
  expect(diff.filter(line => /^[-+]|^\w/.test(line))).toEqual([
    'Deployment web',
    '-  replicas: 8',
    '+  replicas: 6'
  ])
})

test('has what the simulator says of both ways into a stage', () => {
  const stages = reported(manifests, 8).workloads[0]?.stages ?? []
  const { verdicts = [] } = stages.find(({ name }) => name === 'grow-25') ?? {}
  expect(verdicts.map(({ from, to, verdict }) => [from, to, verdict])).toEqual([
    ['pause-autoscaler', 'grow-25', 'safe'],
    ['shrink-25', 'grow-25', 'safe']
  ])
})

test('says what the analyses of a profile wait for', () => {
  const { config } = parseConfig(`metrics:
  errors:
    datadog: { preset: error-rate, service: web, env: prod }
    fails: '> 0.01'
profiles:
  measured: [{ setWeight: 25 }, { analysis: errors }]
`)
  const canaries = reported(manifests, 8, config).workloads[0]?.canaries ?? []
  const measured = canaries.find(({ profile }) => profile === 'measured')
  expect(measured?.steps.map(({ words, canary }) => [words, canary])).toEqual([
    ['before', 0],
    ['25%', 2],
    ['errors at most 1% for 10m', 2],
    ['promoted', 8]
  ])
})

test('has a section of the runbook for each stage', () => {
  const { sections, workloads } = reported(manifests, 8)
  const names = workloads[0]?.stages.map(({ name }) => name) ?? []
  expect(Object.keys(sections)).toEqual(names)
})

test('shows nothing of a pod template', () => {
  expect(JSON.stringify(reported(manifests, 8))).not.toContain('hunter2')
})

test('has what keeps a plan from being made', () => {
  const { workloads, findings } = reported(manifests)
  expect(workloads).toEqual([])
  expect(findings.map(({ code }) => code)).toEqual(['replicas-unknown'])
})

test('nothing of a name ends an element of the page', () => {
  const view = { script: '', style: '', scriptHash: 'a', styleHash: 'b' }
  const title = '</title></script><!--'
  const page = printPage({ title, report: { ...reported(manifests, 8), title } }, view)
  expect(page.split('</script>')).toHaveLength(3)
  expect(page).not.toContain('<!--')
})
