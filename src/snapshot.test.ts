import { expect, test } from 'vitest'
import { parseSnapshot } from './snapshot.ts'

const rollout = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'web', uid: '1', generation: 7 },
  spec: { replicas: 8, strategy: { canary: { steps: [{ setWeight: 25 }, { pause: {} }] } } },
  status: { phase: 'Paused', observedGeneration: '7', currentStepIndex: 1, currentPodHash: 'b' }
}
const autoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: { scaleTargetRef: { kind: 'Rollout', name: 'web' }, maxReplicas: 9 }
}
const foreign = { apiVersion: 'rollouts.kruise.io/v1beta1', kind: 'Rollout', metadata: {} }

test('reads a list and leaves other kinds out', () => {
  const text = JSON.stringify({ kind: 'List', items: [rollout, autoscaler, foreign] })
  const { snapshot, diagnostics } = parseSnapshot(text, 'live.json')
  expect(diagnostics).toEqual([])
  expect(snapshot?.rollouts).toMatchObject([{ status: { observedGeneration: '7' } }])
  expect(snapshot?.autoscalers).toMatchObject([{ spec: { maxReplicas: 9 }, status: {} }])
})

test('reads one object, also behind a byte order mark', () => {
  const { snapshot } = parseSnapshot('\ufeff' + JSON.stringify(rollout), 'live.json')
  expect(snapshot?.rollouts[0]?.spec.replicas).toBe(8)
})

test('reads a list of nothing', () => {
  const { snapshot } = parseSnapshot('{"kind": "List", "items": []}', 'live.json')
  expect(snapshot?.deployments).toEqual([])
})

test.for([
  ['apiVersion: v1\n', 'it is not valid JSON'],
  ['[]', 'it is neither a Kubernetes object nor a List'],
  ['{"items": [1]}', 'it is neither a Kubernetes object nor a List'],
  [
    JSON.stringify({ ...rollout, status: { observedGeneration: 7 } }),
    'status.observedGeneration of Rollout "web": expected string, received number'
  ]
])('refuses %j', ([text, reason]) => {
  const { snapshot, diagnostics } = parseSnapshot(text ?? '', 'live.json')
  expect(snapshot).toBeUndefined()
  expect(diagnostics).toMatchObject([{ code: 'invalid-snapshot', file: 'live.json', line: 1 }])
  expect(diagnostics[0]?.message).toBe(`The snapshot cannot be read: ${reason}`)
})
