import fc from 'fast-check'
import { expect, test } from 'vitest'
import { autoscaler, workloads } from './settled.test-helper.ts'
import { allStages, introduceRollout, parseStage, pinReplicas } from './stage.ts'
import type { Stage } from './stage.ts'
import {
  distinctPercents,
  isLastStage,
  keepsPin,
  podsOf,
  replicasBehind,
  stagesOf,
  stateAt,
  up
} from './state-at.ts'
import type { Numbers } from './state-at.ts'
import { isSame, scalingOf } from './state.ts'
import type { Autoscaler, State } from './state.ts'

/** The stages from the pin on, each with its state. */
const pinned = (numbers: Numbers) =>
  allStages(numbers.percents)
    .slice(2)
    .map(stage => ({ stage, state: stateAt(numbers, stage) }))

const countsOf = ({ deployment, rollout }: State) => ({
  own: deployment?.replicas ?? NaN,
  moved: rollout?.replicas ?? NaN
})

test('the pods of both sides are never fewer than N', () => {
  fc.assert(
    fc.property(workloads, numbers => {
      for (const { state } of pinned(numbers)) {
        const { own, moved } = countsOf(state)
        expect(own + moved).toBeGreaterThanOrEqual(numbers.replicas)
      }
    })
  )
})

test('a stage grows the Rollout, or shrinks the Deployment, or moves no pod', () => {
  fc.assert(
    fc.property(workloads, numbers => {
      let last = { own: numbers.replicas, moved: 0 }
      for (const { state } of pinned(numbers)) {
        const counts = countsOf(state)
        expect(counts.own).toBeLessThanOrEqual(last.own)
        expect(counts.moved).toBeGreaterThanOrEqual(last.moved)
        expect(counts.own === last.own || counts.moved === last.moved).toBe(true)
        last = counts
      }
      expect(last).toEqual({ own: 0, moved: numbers.replicas })
    })
  )
})

test('the first stage leaves what serves as it is, and has a Rollout without pods', () => {
  fc.assert(
    fc.property(workloads, numbers => {
      const { baseline } = numbers
      const rollout = { replicas: 0, selector: true }
      expect(stateAt(numbers, introduceRollout)).toEqual({ ...baseline, rollout })
    })
  )
})

test('no pod moves while the autoscaler may choose, and no bound touches a paused count', () => {
  fc.assert(
    fc.property(workloads, numbers => {
      for (const { stage, state } of pinned(numbers)) {
        if ('percent' in stage) expect(['none', 'paused']).toContain(scalingOf(state))
        if (scalingOf(state) !== 'paused') continue
        const [scaler = autoscaler] = state.autoscalers
        const { own } = countsOf(state)
        // An HPA is inactive at 0, and KEDA's does not exist.
        if (scaler.kind === 'ScaledObject' || own === 0) continue
        expect(own).toBeGreaterThanOrEqual(scaler.min)
        expect(own).toBeLessThanOrEqual(scaler.max)
      }
    })
  )
})

test('the hold has one count, and the end is the baseline on the Rollout', () => {
  fc.assert(
    fc.property(workloads, numbers => {
      const { replicas, baseline } = numbers
      const scalersAt = (name: string) =>
        stateAt(numbers, parseStage(name) ?? pinReplicas).autoscalers
      const onRollout = (each: Autoscaler) => ({ ...each, target: 'Rollout' })
      expect(scalersAt('release-autoscaler')).toEqual(baseline.autoscalers.map(onRollout))
      for (const { min, max, idle, paused } of scalersAt('retarget-autoscaler')) {
        expect({ min, max, idle, paused }).toEqual({ min: replicas, max: replicas, paused: false })
      }
    })
  )
})

test('a Rollout is protected while it has pods, unless that is not wanted', () => {
  fc.assert(
    fc.property(workloads, numbers => {
      for (const { state } of pinned(numbers)) {
        const hasPods = (state.rollout?.replicas ?? 0) > 0
        expect(state.rollout?.keptBy !== undefined).toBe(numbers.keep && hasPods)
      }
    })
  )
})

test('every stage that is left changes something, from the first to the last', () => {
  fc.assert(
    fc.property(workloads, numbers => {
      const stages = stagesOf(numbers)
      const states = stages.map(stage => stateAt(numbers, stage))
      for (const [at, state] of states.entries()) {
        expect(at > 0 && isSame(state, states[at - 1])).toBe(false)
      }
      const all = allStages(numbers.percents).map(stage => stateAt(numbers, stage))
      for (const state of all) expect(states.some(each => isSame(each, state))).toBe(true)
      expect(stages.slice(0, -1).filter(stage => isLastStage(numbers, stage))).toEqual([])
    })
  )
})

test('percents that round alike are one, and each has pods of its own', () => {
  fc.assert(
    fc.property(workloads, ({ percents, replicas }) => {
      const distinct = distinctPercents({ percents, replicas })
      const pods = distinct.map(percent => up(percent, replicas))
      expect(new Set(pods).size).toBe(pods.length)
      expect(new Set(percents.map(percent => up(percent, replicas)))).toEqual(new Set(pods))
      expect(distinct.at(-1)).toBe(100)
    })
  )
})

test('the pods of a stage tell an N that has them', () => {
  fc.assert(
    fc.property(workloads, ({ percents, replicas }) => {
      for (const stage of allStages(percents).slice(2)) {
        const pods = podsOf({ percents, replicas }, stage)
        const found = replicasBehind(pods, stage, percents) ?? NaN
        expect(podsOf({ percents, replicas: found }, stage)).toEqual(pods)
      }
    })
  )
})

const grow: Stage = { kind: 'grow', percent: 25 }

test('pods that are of no N at a stage', () => {
  expect(replicasBehind({ own: 8, moved: 2 }, grow, [25, 100])).toBe(8)
  expect(replicasBehind({ own: 8, moved: 3 }, grow, [25, 100])).toBeUndefined()
})

test('without pods to keep nothing is asked of either side', () => {
  expect(podsOf({ percents: [25, 100], replicas: 0 }, grow)).toEqual({ own: 0, moved: 0 })
})

test.for<[string, State, boolean]>([
  ['no autoscaler', { deployment: {}, autoscalers: [] }, false],
  ['N of its own', { deployment: { replicas: 8 }, autoscalers: [autoscaler] }, false],
  ['more than N', { deployment: { replicas: 9 }, autoscalers: [autoscaler] }, false],
  ['fewer than N', { deployment: { replicas: 7 }, autoscalers: [autoscaler] }, true],
  ['no count', { deployment: {}, autoscalers: [autoscaler] }, true]
])('the pin of 8 pods stays on the way back: %s', ([, baseline, stays]) => {
  expect(keepsPin({ baseline, replicas: 8, percents: [25, 100], keep: true })).toBe(stays)
})

test('what exists beside a workload follows it, and is written as it has to be', () => {
  const baseline: State = {
    deployment: { replicas: 8 },
    rollout: {
      replicas: 0,
      selector: false,
      scaleDown: 'never',
      services: true,
      paused: true,
      template: true,
      keptBy: ['helm', 'argocd']
    },
    autoscalers: [autoscaler],
    autoscalerVersion: 'v1',
    verticalTarget: 'Deployment'
  }
  const numbers = { baseline, replicas: 8, percents: [25, 100], keep: false }
  const at = (name: string) => stateAt(numbers, parseStage(name) ?? pinReplicas)
  expect(at('introduce-rollout')).toEqual(baseline)
  expect(at('pin-replicas')).toMatchObject({
    autoscalerVersion: 'v2',
    verticalTarget: 'Deployment'
  })
  expect(at('grow-25').rollout).toEqual({ ...baseline.rollout, replicas: 2 })
  expect(at('release-autoscaler').verticalTarget).toBe('Rollout')
  expect(stateAt({ ...numbers, baseline: { autoscalers: [] } }, introduceRollout)).toEqual({
    rollout: { replicas: 0, selector: true },
    autoscalers: []
  })
})
