import { expect, test } from 'vitest'
import {
  abortMigrationOfConfig,
  check,
  convert,
  findSteps,
  init,
  nextStage,
  nextStageOfConfig,
  parseConfig,
  previousStageOfConfig,
  raiseReplicas,
  raiseReplicasOfConfig,
  simulate,
  status,
  statusOfConfig,
  stepsOff,
  stepsOn,
  useProfile
} from './index.ts'
import type { Config } from './index.ts'

const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4
  selector:
    matchLabels:
      app: web
  template: {}
`

test('converts text to text', () => {
  const { output, diagnostics } = convert(web, { stage: 'introduce-rollout' })
  expect(diagnostics).toEqual([])
  expect(output.startsWith(web + '---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\n')).toBe(
    true
  )
})

test('converts bytes to the same bytes', () => {
  const { output } = convert(Buffer.from(web), { stage: 'introduce-rollout' })
  expect(Buffer.from(output).toString()).toBe(convert(web, { stage: 'introduce-rollout' }).output)
})

test('gives text back that holds nothing of ours, whatever it is', () => {
  const text = 'kind: Service\nname: "\ud800"\n'
  expect(convert(text, { stage: 'introduce-rollout' })).toEqual({ output: text, diagnostics: [] })
})

test('gives no output with an error', () => {
  const { output, diagnostics } = convert(web)
  expect(output).toBe('')
  expect(diagnostics).toMatchObject([{ code: 'no-stage', line: 1, column: 1, file: '<stdin>' }])
})

test('takes the configuration that parseConfig reads', () => {
  const { config } = parseConfig('workloads:\n  - name: web\n    stage: shrink-25\n')
  if (!config) throw new Error('no configuration')
  expect(convert(web, { config }).output).toContain('replicas: 3')
})

test('takes the pods to keep for one workload or by name', () => {
  const scaled = `${web.replace('  replicas: 4\n', '')}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 9}
`
  const pinned = convert(scaled, { stage: 'pin-replicas', replicas: 7 })
  expect(pinned.output).toContain('spec:\n  replicas: 7\n')
  expect(convert(scaled, { stage: 'pin-replicas', replicas: { web: 7 } })).toEqual(pinned)
})

test.each([
  [{ percents: [50] }, 'percents'],
  [{ percents: [] }, 'percents'],
  [{ replicas: 1.5 }, 'replicas'],
  [{ replicas: { web: 0 } }, 'replicas']
])('refuses %j', (options, field) => {
  const { output, diagnostics } = convert(web, { stage: 'done', ...options })
  expect(output).toBe('')
  expect(diagnostics).toMatchObject([{ code: 'invalid-config', file: '<options>' }])
  expect(diagnostics[0]?.message).toContain(field)
})

const rollout = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
spec:
  strategy:
    canary:
      maxSurge: 1
      # steps:
      # - setWeight: 25
      # - pause: {}
`

test('switches steps on and off again', () => {
  const on = stepsOn(rollout)
  expect(findSteps(on.output).blocks).toMatchObject([{ workload: 'web', state: 'on' }])
  expect(stepsOff(on.output)).toEqual({ output: rollout, diagnostics: [] })
})

test('leaves steps off that the controller would not take', () => {
  const wrong = rollout.replace('25', '250')
  const { output, diagnostics } = stepsOn(wrong, { file: 'web.yaml', workload: 'web' })
  expect(output).toBe(wrong)
  expect(diagnostics).toMatchObject([{ code: 'invalid-weight', file: 'web.yaml', line: 10 }])
})

test('puts a profile in the place of steps, unless it is wrong', () => {
  const { output } = useProfile(rollout, [{ setWeight: 50 }])
  expect(findSteps(output).blocks).toMatchObject([{ state: 'off', steps: [{ setWeight: 50 }] }])
  const wrong = useProfile(rollout, [{ setWeight: 500 }])
  expect(wrong).toMatchObject({ output: rollout, diagnostics: [{ code: 'invalid-weight' }] })
})

test('takes a configuration that a program wrote', () => {
  const config: Config = { workloads: [{ name: 'web', stage: 'grow-25' }] }
  expect(convert(web, { config }).output).toContain('replicas: 1\n')
})

test('says that a workload which is named has no steps', () => {
  for (const change of [stepsOn, stepsOff]) {
    const { output, diagnostics } = change(rollout, { workload: 'nope' })
    expect(output).toBe(rollout)
    expect(diagnostics).toMatchObject([{ code: 'steps-not-found' }])
  }
})

test('checks manifests, and takes findings as grave as the configuration says', () => {
  const wrong = rollout.replace('# steps', 'steps').replace('# - setWeight: 25', '- setWeight: 250')
  const codes = (config?: Config) =>
    check(wrong, config ? { config } : {}).diagnostics.map(({ code, severity }) => [code, severity])
  expect(codes()).toContainEqual(['invalid-weight', 'error'])
  expect(codes({ rules: { 'invalid-weight': 'off' } }).flat()).not.toContain('invalid-weight')
})

test('says where the workloads of manifests and of a configuration are', () => {
  const { output } = convert(web, { stage: 'shrink-25' })
  const found = status(output, { replicas: { web: 4 } })
  expect(found.workloads).toMatchObject([
    { workload: 'web', stage: 'shrink-25', replicas: 4, deployment: 3, rollout: 1 }
  ])
  const config = 'workloads:\n  - {name: web, stage: grow-25, replicas: 4}\n'
  expect(statusOfConfig(config).workloads).toMatchObject([
    { stage: 'grow-25', deployment: 4, rollout: 1, autoscaler: undefined }
  ])
})

test('brings the text of a configuration on and back', () => {
  const text = '# ours\nworkloads:\n  - name: web\n    stage: grow-25 # why\n    replicas: 4\n'
  const next = nextStageOfConfig(text, { unverified: true })
  expect(next).toEqual({ output: text.replace('grow-25', 'shrink-25'), diagnostics: [] })
  expect(previousStageOfConfig(next.output).output).toBe(text)
  expect(abortMigrationOfConfig(next.output).output).toBe(text)
  const unknown = nextStageOfConfig(text, { workloads: ['wbe'] })
  expect(unknown).toMatchObject({ output: '', diagnostics: [{ code: 'workload-not-found' }] })
  expect(nextStageOfConfig(text)).toMatchObject({ diagnostics: [{ code: 'move-unverified' }] })
})

test('raises the pods to keep of manifests and of a configuration', () => {
  const text = 'workloads:\n  - name: web\n    stage: grow-25\n    replicas: 4 # peak\n'
  const { output } = raiseReplicasOfConfig(text, { replicas: { web: 9 } })
  expect(output).toBe(text.replace('4 #', '9 #'))
  const begun = nextStage(nextStage(web).output, { unverified: true }).output
  const raised = raiseReplicas(begun, { replicas: 9 })
  expect([raised.output.includes('  replicas: 9'), raised.diagnostics]).toEqual([true, []])
  expect(raiseReplicas(begun, { replicas: 3 })).toMatchObject({
    output: '',
    diagnostics: [{ code: 'not-raised' }]
  })
})

test('walks with the manifests of a configuration only what they go through', () => {
  const text = 'workloads:\n  - {name: web, stage: introduce-rollout}\n'
  const { output } = nextStageOfConfig(text, { manifests: web, unverified: true })
  expect(output).toContain('stage: grow-25')
})

test('proves the plan of manifests', () => {
  const { changes, diagnostics } = simulate(web)
  expect(diagnostics).toEqual([])
  expect(changes.length).toBeGreaterThan(4)
  expect(new Set(changes.map(({ verdict }) => verdict))).toEqual(new Set(['safe']))
})

test('writes a first configuration', () => {
  const { output } = init(web, { release: 'shop' })
  const { config, diagnostics } = parseConfig(output)
  expect(diagnostics).toEqual([])
  expect(config?.workloads).toMatchObject([
    { name: 'web', release: 'shop', stage: 'introduce-rollout', replicas: 4, autoscaler: 'none' }
  ])
})

test('refuses what is no text', () => {
  // A program in JavaScript may pass anything.
  expect(() => convert(undefined as unknown as string)).toThrow('as text or as bytes')
})
