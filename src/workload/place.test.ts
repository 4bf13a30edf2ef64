import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPlace } from './place.ts'
import { autoscaler, workloads } from './settled.test-helper.ts'
import { allStages, printStage } from './stage.ts'
import { stateAt } from './state-at.ts'
import { isSameMove } from './state.ts'
import type { Autoscaler, State } from './state.ts'

const planned = { replicas: 8, percents: [25, 100] }

test('a stage is found by its counts, or one that has the same', () => {
  fc.assert(
    fc.property(workloads, numbers => {
      for (const stage of allStages(numbers.percents).slice(2)) {
        const state = stateAt(numbers, stage)
        const place = findPlace(state, numbers)
        const found = typeof place === 'object' && 'at' in place ? place.at : undefined
        expect(found && isSameMove(stateAt(numbers, found), state)).toBe(true)
      }
    })
  )
})

const awake: Autoscaler = autoscaler
const paused: Autoscaler = { ...autoscaler, disabledUp: true, disabledDown: true }
const half: Autoscaler = { ...autoscaler, disabledDown: true }
const holding: Autoscaler = { ...autoscaler, target: 'Rollout', min: 8, max: 8 }

const counts = (own: number | undefined, moved: number | undefined, ...autoscalers: Autoscaler[]) =>
  ({
    deployment: own === undefined ? {} : { replicas: own },
    ...(moved !== undefined && { rollout: { replicas: moved, selector: true } }),
    autoscalers
  }) satisfies State

test.for<[string, State, string]>([
  ['a pin', counts(8, 0, awake), 'pin-replicas'],
  ['a pin beside half a pause', counts(8, 0, half), 'pin-replicas'],
  ['a pause', counts(8, 0, paused), 'pause-autoscaler'],
  ['a hold', counts(0, 8, holding), 'retarget-autoscaler'],
  ['the first pods', counts(8, 1, paused), 'pause-autoscaler … grow-25'],
  ['the first that went', counts(7, 2, paused), 'grow-25 … shrink-25'],
  ['both sides at once', counts(3, 6, paused), 'nowhere'],
  ['fewer than N', counts(4, 2, paused), 'nowhere'],
  ['pods that move beside an awake autoscaler', counts(8, 3, awake), 'nowhere'],
  ['no count', counts(undefined, 2, paused), 'nowhere'],
  ['no Rollout', counts(8, undefined, paused), 'nowhere'],
  ['without an autoscaler, N', counts(8, 0), 'pin-replicas'],
  ['without an autoscaler, the end', counts(0, 8), 'shrink-100'],
  ['without an autoscaler, between', counts(6, 5), 'shrink-25 … grow-100']
])('%s: %s', ([, state, wanted]) => {
  const place = findPlace(state, planned)
  if (place === 'nowhere') expect(wanted).toBe(place)
  else if ('at' in place) expect(printStage(place.at)).toBe(wanted)
  else expect(place.between.map(printStage).join(' … ')).toBe(wanted)
})
