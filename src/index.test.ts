import { expect, test } from 'vitest'
import { convert, findSteps, parseConfig, stepsOff, stepsOn, useProfile } from './index.ts'

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
