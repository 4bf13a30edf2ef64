import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allStages,
  compareStages,
  findStage,
  hasReached,
  introduceRollout,
  isHarmless,
  isSameStage,
  lastStage,
  parseStage,
  printStage,
  releaseAutoscaler,
  shrink,
  stageNames
} from './stage.ts'
import { percentLists } from './settled.test-helper.ts'

test('every stage is read as it is printed', () => {
  fc.assert(
    fc.property(percentLists, percents => {
      for (const stage of allStages(percents)) {
        expect(parseStage(printStage(stage))).toEqual(stage)
        expect(findStage(printStage(stage), percents)).toEqual(stage)
      }
    })
  )
})

test('the order of the stages is the way of a migration', () => {
  fc.assert(
    fc.property(percentLists, percents => {
      const stages = allStages(percents)
      expect(stages.toReversed().sort(compareStages)).toEqual(stages)
      for (const [at, stage] of stages.entries())
        for (const [other, each] of stages.entries()) {
          expect(hasReached(stage, each)).toBe(at >= other)
          expect(isSameStage(stage, each)).toBe(at === other)
        }
    })
  )
})

test('the names for two percents', () => {
  expect(stageNames([25, 100])).toEqual([
    'baseline',
    'introduce-rollout',
    'pin-replicas',
    'pause-autoscaler',
    'grow-25',
    'shrink-25',
    'grow-100',
    'shrink-100',
    'retarget-autoscaler',
    'release-autoscaler'
  ])
})

test.for(['', 'Baseline', 'grow', 'grow-', 'grow-0', 'grow-025', 'grow-25 ', 'shrink--1', 'pin'])(
  '"%s" is no stage',
  name => expect(parseStage(name)).toBeUndefined()
)

test('done is another name for the last stage', () => {
  expect(parseStage('done')).toEqual(releaseAutoscaler)
  expect(findStage('done', [100])).toEqual(releaseAutoscaler)
})

test('a stage of other percents is none of these', () => {
  expect(parseStage('grow-50')).toEqual({ kind: 'grow', percent: 50 })
  expect(findStage('grow-50', [25, 100])).toBeUndefined()
})

test('nothing is undone before the pin alone', () => {
  expect(allStages([100]).filter(isHarmless).at(-1)).toEqual(introduceRollout)
})

test.for([
  ['scaled', releaseAutoscaler],
  ['fixed', shrink(100)]
] as const)('the last stage of what is %s', ([scaling, stage]) => {
  expect(lastStage(scaling)).toEqual(stage)
})
