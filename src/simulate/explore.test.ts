import { expect, test } from 'vitest'
import { hasArrived } from './arrival.ts'
import { explore, statesLeadingTo } from './explore.ts'
import { momentKey, noPods, withSide } from './moment.ts'
import { objectsAt, transitionsOf } from './plan-of-numbers.test-helper.ts'
import type { Plan } from './plan-of-numbers.test-helper.ts'
import { simulate } from './simulate.ts'
import { startsOf } from './start.ts'
import { worldOf } from './world.ts'

const budget = { states: 100_000 }
const plans: Plan[] = [
  { pods: 4, percents: [25, 100], autoscaler: 'v2', applier: 'argocd', min: 2, max: 6 },
  { pods: 3, percents: [50, 100], autoscaler: 'keda', applier: 'helm3', min: 1, max: 5 },
  { pods: 8, percents: [25, 50, 75, 100], autoscaler: 'none', applier: 'kubectl' }
]

test.for(plans)(
  'the settled stage can be reached from every state ($autoscaler, $applier)',
  plan => {
    for (const { name, change } of transitionsOf(plan)) {
      const world = worldOf(change)
      const exploration = explore(world, startsOf(world).open, budget)
      const leads = statesLeadingTo(state => hasArrived(world, state), exploration)
      expect(exploration.isComplete).toBe(true)
      expect(leads.indexOf(0), name).toBe(-1)
    }
  }
)

test.for(plans)(
  'pods in batches give the same verdict as one by one ($autoscaler, $applier)',
  plan => {
    for (const { name, change } of transitionsOf(plan)) {
      const world = worldOf(change)
      const { open } = startsOf(world)
      const batches = explore({ ...world, batches: true }, open, budget)
      const single = explore({ ...world, batches: false }, open, budget)
      expect(batches.minServing, name).toBe(single.minServing)
      expect(batches.maxPods, name).toBe(single.maxPods)
      expect([...batches.breaches.keys()], name).toEqual([...single.breaches.keys()])
    }
  }
)

test.for(plans)('no state has pods that are not there ($autoscaler, $applier)', plan => {
  for (const { change } of transitionsOf(plan)) {
    const world = worldOf({ ...change, disturb: ['image-change'] })
    const { states } = explore(world, startsOf(world).open, { states: 1000 })
    const pods = states.flatMap(({ deployment, rollout, orphans }) => [
      deployment,
      rollout,
      orphans
    ])
    expect(pods.find(({ ready, unready, old }) => old < 0 || old > ready || unready < 0)).toBe(
      undefined
    )
  }
})

const plan = { pods: 8, percents: [25, 100], autoscaler: 'v2', applier: 'argocd', min: 4 } as const
const change = {
  from: objectsAt(plan, 'introduce-rollout'),
  to: objectsAt(plan, 'pin-replicas'),
  applier: plan.applier,
  floor: plan.pods
}

test('the same change gives the same verdict', () => {
  expect(simulate(change)).toEqual(simulate(change))
})

test('a budget that is too small is said, and nothing is called safe', () => {
  const { verdict, states } = simulate(change, { states: 50 })
  expect(verdict).toBe('not-exhaustive')
  expect(states).toBeGreaterThanOrEqual(50)
})

test('the gate refuses to pin below the live count', () => {
  expect(simulate(change).refused).toBe(2)
  expect(simulate({ ...change, unverified: true }).refused).toBe(0)
})

test('states whose counts are large are told apart', () => {
  const [change] = transitionsOf({
    pods: 4,
    percents: [100],
    autoscaler: 'none',
    applier: 'kubectl'
  })
  const [state] = change ? startsOf(worldOf(change.change)).open : []
  if (!state) throw new Error('there is no beginning')
  const counts = [0, 1, 65_534, 65_535, 65_536, 65_537, 131_072, 2_147_483_647]
  const states = [
    ...counts.map(ready => withSide(state, 'Rollout', { ...state.rollout, ready })),
    ...counts.map(unready => withSide(state, 'Deployment', { ...state.deployment, unready })),
    ...counts.map(ready => ({ ...state, orphans: { ...noPods, ready } }))
  ]
  // That of no pods is the same three times.
  expect(new Set(states.map(momentKey)).size).toBe(3 * counts.length - 2)
})
