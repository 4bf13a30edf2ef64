import { expect, test } from 'vitest'
import { parseConfig } from '../config.ts'
import { openSource } from '../yaml/stream.ts'
import { bareRun, configOf, deployment } from './manifests.test-helper.ts'
import { readSelected } from './reading.ts'
import type { Run } from './select.ts'

const web = deployment({ name: 'web' }, { replicas: 8 })
const api = deployment({ name: 'api' }, { replicas: 8 })
const broken = 'kind: Deployment\nmetadata:\n  name: web\n  x: [\n'
const template = 'kind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n'

const textOf = (...parts: readonly (object | string)[]) =>
  parts.map(each => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n---\n')

const pin = 'pin-replicas'
const early = 'introduce-rollout'
const all = (count: number) => ({ replicas: { all: count, named: new Map() } })

// prettier-ignore
test.for<[what: string, text: string, run: Partial<Run>, ...said: string[]]>([
  ['all is told', textOf(web, api), { stage: pin }],
  ['no stage', textOf(web), {}, 'error no-stage'],
  ['a stage that is none', textOf(web), { stage: 'grow-33' }, 'error unknown-stage'],
  ['a stage of the percents of one entry alone', textOf(web), { stage: 'grow-25', config: configOf({ name: 'web' }, { name: 'api', percents: [100] }) }, 'error unknown-stage'],
  ['an entry with a stage that is none', textOf(web), { config: configOf({ name: 'web', stage: 'grow-33' }) }, 'error unknown-stage'],
  ['an entry of a release that the run does not name', textOf(web), { config: configOf({ name: 'api', release: 'a' }, { name: 'web' }) }, 'error release-unknown'],
  ['an entry that matches nothing', textOf(web), { config: configOf({ name: 'web' }, { name: 'job' }) }, 'error workload-not-found'],
  ['an entry behind one that takes all', textOf(web), { config: configOf({ name: '*' }, { name: 'web' }) }, 'error workload-not-found'],
  ['an entry of another namespace beside a release', textOf(deployment({ name: 'web', namespace: 'stage' })), { release: 'a', config: configOf({ name: 'web', namespace: 'shop' }) }],
  ['an entry that is nearly a name of the release', textOf(deployment({ name: 'payments' })), { release: 'a', config: configOf({ name: 'payment' }) }, 'error workload-not-found'],
  ['a name that no Deployment has', textOf(web), { stage: pin, workloads: ['job'] }, 'error workload-not-found'],
  ['a name that the configuration does not list', textOf(web, api), { config: configOf({ name: 'web' }), workloads: ['api'] }, 'error workload-not-found'],
  ['pods for a name that no Deployment has', textOf(web), { stage: pin, replicas: { named: new Map([['job', 3]]) } }, 'error workload-not-found'],
  ['one number of pods for two', textOf(web, api), { stage: pin, ...all(8) }, 'error replicas-for-several'],
  ['one number of pods for two, which nobody needs yet', textOf(web, api), { stage: early, ...all(8) }],
  ['one number of pods for a pattern of two', textOf(web, api), { config: configOf({ name: '*', replicas: 8 }) }, 'error replicas-for-several'],
  ['what cannot be read, early', textOf(broken), { stage: early }, 'warning invalid-yaml'],
  ['what cannot be read, past the first stages', textOf(broken), { stage: pin }, 'error invalid-yaml'],
  ['what cannot be read and is not selected', textOf(broken, api), { stage: pin, workloads: ['api'] }],
  ['what cannot be read, and whose entry cannot be told', textOf(broken, api), { release: 'a', config: configOf({ name: 'web', namespace: 'shop' }, { name: 'api' }) }, 'error namespace-unknown'],
  ['a template', textOf(template), { stage: early }, 'warning go-template'],
  ['a template, past the first stages', textOf(template), { stage: pin }, 'error go-template'],
  ['a template beside entries that are harmless', textOf(template, web), { config: configOf({ name: 'web', stage: early }, { name: 'w*' }) }, 'warning go-template'],
  ['a template that no entry can mean', textOf(template, web), { config: configOf({ name: 'web', stage: pin }) }]
])('what a run is told: %s', ([, text, run, ...said]) => {
  const sources = [openSource('all.yaml', text)]
  const { diagnostics } = readSelected([{ sources, kustomizations: [] }], { ...bareRun, ...run })
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(said)
})

test('fields that the cluster does not know yet are named as they are written', () => {
  const canary = { steps: [{ plugin: { name: 'a' } }] }
  const { config } = parseConfig(
    JSON.stringify({
      argoRollouts: '1.4',
      workloads: [{ name: 'web', stage: 'baseline', strategy: { canary } }]
    })
  )
  const sources = [openSource('all.yaml', textOf(web))]
  const { diagnostics } = readSelected([{ sources, kustomizations: [] }], { ...bareRun, config })
  expect(diagnostics.map(({ code }) => code)).toEqual(['newer-field'])
  expect(diagnostics[0]?.message).toContain('canary.steps[0].plugin')
})
