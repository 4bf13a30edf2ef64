import { expect, test } from 'vitest'
import { isAwake } from '../workload/state.ts'
import type { ModelledApplier, Change } from './change.ts'
import { transitionsOf } from './plan-of-numbers.test-helper.ts'
import type { Plan } from './plan-of-numbers.test-helper.ts'
import { simulate } from './simulate.ts'

const appliers: ModelledApplier[] = [
  'argocd',
  'argocd-server-side',
  'helm3',
  'helm4-client-side',
  'kubectl'
]
const autoscalers = ['none', 'v2', 'keda'] as const
const small = [1, 2, 3, 4, 5, 6, 7, 8]
const percents = [[100], [25, 100], [50, 100], [25, 50, 75, 100], [1, 10, 33, 66, 99, 100]]

/** The transitions of a plan that do not hold their promises, in words. */
function brokenOf(plan: Plan, isWanted: (change: Change) => boolean = () => true): string[] {
  return transitionsOf(plan).flatMap(({ name, change }) => {
    if (!isWanted(change)) return []
    const { verdict, promise, rule } = simulate(change)
    return verdict === 'safe' ? [] : [`${name}: ${verdict}, ${promise}: ${rule}`]
  })
}

const isResting = ({ from, to }: Change) => ![...from.autoscalers, ...to.autoscalers].some(isAwake)
const isMoving = (change: Change) => !isResting(change)

test.for(appliers)('%s keeps every promise while pods move, forwards and back', applier => {
  for (const autoscaler of autoscalers)
    for (const pods of [...small, 40, 100])
      for (const steps of percents) {
        const plan = { pods, percents: distinct(steps, pods), autoscaler, applier }
        expect(brokenOf(plan, isResting), JSON.stringify(plan)).toEqual([])
      }
})

const awake = appliers.flatMap(
  applier =>
    [
      { applier, autoscaler: 'v2', pods: 8, min: 4, max: 20 },
      { applier, autoscaler: 'v2', pods: 3, min: 1, max: 3, replicas: 2 },
      { applier, autoscaler: 'keda', pods: 5, min: 0, max: 20 },
      { applier, autoscaler: 'keda', pods: 1, min: 1, max: 100, replicas: 2 }
    ] as const
)

test.for(awake)('$applier keeps every promise while $autoscaler is awake, at $pods pods', one => {
  expect(brokenOf({ ...one, percents: [100] }, isMoving)).toEqual([])
})

test.for(small)('an awake autoscaler breaks no promise of a plan for %i pods', pods => {
  for (const min of [1, Math.ceil(pods / 2), pods])
    for (const autoscaler of ['v2', 'keda'] as const) {
      const plan = {
        pods,
        percents: [100],
        autoscaler,
        applier: 'argocd',
        min,
        max: pods + 2
      } as const
      expect(brokenOf(plan, isMoving), JSON.stringify(plan)).toEqual([])
    }
})

test('a large plan under an awake autoscaler keeps every promise', () => {
  const plan = {
    pods: 100,
    percents: [100],
    autoscaler: 'v2',
    applier: 'argocd',
    min: 10,
    max: 400
  } as const
  expect(brokenOf(plan, isMoving)).toEqual([])
})

test('helm4 keeps every promise without an autoscaler', () => {
  for (const pods of small)
    expect(brokenOf({ pods, percents: [25, 100], autoscaler: 'none', applier: 'helm4' })).toEqual(
      []
    )
})

// Applied server-side, the pin is a field that the autoscaler takes over as soon as it moves the count.
test('helm4 ends in a conflict once an awake autoscaler has moved the pinned count', () => {
  const plan = { pods: 8, percents: [25, 100], autoscaler: 'v2', applier: 'helm4', min: 4 } as const
  const conflict = 'broken, arrival: applying Deployment web ends in a conflict'
  expect(brokenOf(plan)).toEqual([
    `introduce-rollout to pin-replicas: ${conflict}`,
    'pin-replicas to pause-autoscaler: broken, arrival: Deployment web is left at replicas 4, and Git says 8',
    `introduce-rollout to baseline: ${conflict}`,
    `pin-replicas to introduce-rollout: ${conflict}`,
    `pause-autoscaler to pin-replicas: ${conflict}`
  ])
})

test.for(appliers)('%s keeps every promise while the image changes', applier => {
  for (const autoscaler of ['none', 'v2'] as const) {
    const plan = { pods: 3, percents: [50, 100], autoscaler, applier, min: 2, max: 4 }
    for (const { name, change } of transitionsOf(plan))
      expect(simulate({ ...change, disturb: ['image-change'] }).verdict, name).toBe('safe')
  }
})

test('pods that never become Ready cost no serving pod', () => {
  const plan = { pods: 4, percents: [25, 100], autoscaler: 'v2', applier: 'argocd' } as const
  for (const { name, change } of transitionsOf(plan))
    expect(simulate({ ...change, disturb: ['unready-pods'] }).verdict, name).toBe('safe')
})

/** Of the percents that round alike, the largest: as a plan has them. */
function distinct(steps: readonly number[], pods: number): number[] {
  const up = (percent = 0) => Math.ceil((pods * percent) / 100)
  return steps.filter((percent, at) => at === steps.length - 1 || up(percent) !== up(steps[at + 1]))
}
