import { expect, test } from 'vitest'
import type { LiveRollout, Snapshot } from '../snapshot.ts'
import { checkCanary, isCanaryRunning, stateOf } from './running-canary.ts'
import type { StepsBlock } from './block.ts'

const steps = [{ setWeight: 25 }, { pause: {} }, { setWeight: 100 }]
const place = { file: 'web.yaml', line: 1, column: 1 }

function rollout(status: LiveRollout['status'], name = 'web'): LiveRollout {
  return { metadata: { name }, spec: { strategy: { canary: { steps } } }, status }
}

function snapshot(...rollouts: LiveRollout[]): Snapshot {
  return { deployments: [], rollouts, autoscalers: [], scaledObjects: [], replicaSets: [] }
}

function block(workload: string | undefined): StepsBlock {
  const rest = {
    replicas: undefined,
    maxSurge: undefined,
    isRouted: false,
    place,
    placeOf: () => place
  }
  return { workload, state: 'on', within: 'manifest', steps, ...rest }
}

const atRest = rollout({
  phase: 'Healthy',
  currentPodHash: 'a',
  stableRS: 'a',
  currentStepIndex: 3
})
const paused = { phase: 'Paused', currentPodHash: 'b', stableRS: 'a', currentStepIndex: 1 }
const aborted = { ...paused, phase: 'Degraded', currentStepIndex: 0, abort: true }

test.for<[string, LiveRollout['status'], boolean]>([
  ['nothing is known', {}, false],
  ['it is at rest', atRest.status, false],
  ['it is new', { phase: 'Progressing', currentPodHash: 'a', stableRS: '' }, false],
  ['it only scales', { ...atRest.status, phase: 'Progressing' }, false],
  ['it is paused', paused, true],
  ['it is aborted', aborted, true],
  ['a step is not done with', { phase: 'Progressing', currentStepIndex: 0 }, true]
])('tells whether a canary runs where %s', ([, status, expected]) => {
  expect(isCanaryRunning(rollout(status))).toBe(expected)
})

test('says where a Rollout is', () => {
  expect(stateOf(rollout(paused))).toBe('Paused at step 2 of 3')
  expect(stateOf(rollout(aborted))).toBe('aborted at step 1 of 3')
  expect(stateOf(atRest)).toBe('Healthy')
})

test.for([
  ['the Rollout of that name', 'web', snapshot(rollout(paused), atRest), ['canary-running']],
  ['no other one', 'api', snapshot(rollout(paused), rollout(atRest.status, 'api')), []],
  [
    'all where a template names it',
    '{{ .Release.Name }}',
    snapshot(rollout(paused)),
    ['canary-running']
  ],
  ['all where nothing names it', undefined, snapshot(atRest), []],
  ['all where none has the name', 'api', snapshot(rollout(paused)), ['canary-running']],
  ['whether one has the name', 'api', snapshot(atRest), ['rollout-not-named']],
  ['that there is one', undefined, snapshot(), ['rollout-not-live']],
  ['nothing without a snapshot, but says so', 'web', undefined, ['canary-unseen']]
] as const)('looks at %s', ([, workload, live, codes]) => {
  expect(checkCanary(block(workload), 'off', live).map(({ code }) => code)).toEqual(codes)
})
