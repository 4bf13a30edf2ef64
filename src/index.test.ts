import { expect, test } from 'vitest'
import { convert, parseConfig } from './index.ts'

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
