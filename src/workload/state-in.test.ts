import { expect, test } from 'vitest'
import { parseConfig } from '../config.ts'
import {
  autoscaler,
  deploymentOf,
  hpaOf,
  rolloutOf,
  settledAt,
  snapshotOf
} from './settled.test-helper.ts'
import {
  autoscalerIn,
  awakeOnDeployment,
  liveOf,
  stateInEntry,
  stateInSnapshot,
  stateOf
} from './state-in.ts'
import { describe } from './state.ts'
import type { State } from './state.ts'

const names = { name: 'web', namespace: 'shop', rollout: 'web' }

test('a settled cluster says what its stage says', () => {
  const { expected, cluster } = settledAt('hpa', 'shrink-25')
  const state = stateInSnapshot(liveOf(names, snapshotOf(cluster)))
  expect(describe(state)).toBe(describe(expected.state))
})

test('a live count that is left out is one pod, and one that is not written in a manifest is none', () => {
  const deployment = { ...deploymentOf(1, {}), spec: {} }
  const rollout = { ...rolloutOf(1), spec: {} }
  const live = liveOf(names, snapshotOf({ deployment, rollout, others: [] }))
  expect(describe(stateInSnapshot(live))).toBe('Deployment 1, Rollout 1')
  const manifests = { deployment: { spec: {} }, rollout: undefined, autoscalers: [] }
  expect(stateOf(manifests)).toEqual({ deployment: {}, autoscalers: [] })
  expect(stateOf({ ...manifests, deployment: undefined })).toEqual({ autoscalers: [] })
  expect(stateInSnapshot({ ...live, deployments: [], rollout: undefined })).toEqual({
    autoscalers: []
  })
})

test('where no namespace is known, that of the Deployment counts', () => {
  const other = { ...hpaOf(autoscaler), metadata: { name: 'web', namespace: 'stage' } }
  const { cluster } = settledAt('hpa', 'grow-25')
  const snapshot = snapshotOf({ ...cluster, others: [other] })
  expect(liveOf({ ...names, namespace: undefined }, snapshot).autoscalers).toHaveLength(1)
})

test('an autoscaler without a name or with bounds that are no numbers is one pod without a name', () => {
  expect(autoscalerIn({ kind: 'HorizontalPodAutoscaler', apiVersion: 'autoscaling/v2' })).toEqual({
    ...autoscaler,
    name: '',
    min: 1,
    max: 1
  })
})

test('a live autoscaler was awake on the Deployment before its pause', () => {
  const paused = { ...autoscaler, disabledUp: true, disabledDown: true }
  expect(awakeOnDeployment({ ...paused, target: 'Rollout' })).toEqual(autoscaler)
  const half = { ...autoscaler, disabledDown: true }
  expect(awakeOnDeployment(half)).toEqual(half)
})

const live: State = { deployment: { replicas: 5 }, autoscalers: [autoscaler] }

test.for<[what: string, entry: object, live: State | undefined, state: string]>([
  ['nothing', {}, undefined, 'Deployment without replicas, no Rollout'],
  ['N', { replicas: 8 }, undefined, 'Deployment 8, no Rollout'],
  ['N beside an autoscaler', { replicas: 8 }, live, 'Deployment 5, no Rollout, autoscaler awake'],
  ['no autoscaler', { autoscaler: 'none' }, live, 'Deployment 5, no Rollout'],
  ['no autoscaler, and N', { autoscaler: 'none', replicas: 8 }, live, 'Deployment 8, no Rollout']
])('before the migration, by an entry that says %s', ([, entry, cluster, state]) => {
  const workloads = [{ name: 'web', stage: 'baseline', ...entry }]
  const [own] = parseConfig(JSON.stringify({ workloads })).config?.workloads ?? []
  expect(own && describe(stateInEntry(own, cluster))).toBe(state)
})
