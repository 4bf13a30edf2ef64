import { expect, test } from 'vitest'
import { objectsAt, stagesOf, transition } from './plan-of-numbers.test-helper.ts'
import type { Plan, PlannedStage } from './plan-of-numbers.test-helper.ts'
import { simulate } from './simulate.ts'

const plan: Plan = {
  pods: 8,
  percents: [25, 100],
  autoscaler: 'v2',
  applier: 'argocd',
  min: 4,
  max: 20
}

/** The transitions that break a promise, forwards or back. */
function brokenOf(stages: readonly PlannedStage[], of: Plan = plan): string[] {
  return stages.slice(1).flatMap((to, at) => {
    const from = stages[at]
    if (!from) return []
    const both =
      of.replicas === undefined
        ? [[from, to]]
        : [
            [from, to],
            [to, from]
          ]
    return both.flatMap(([one, other]) => {
      if (!one || !other) return []
      const { name, change } = transition(of, one, other)
      return simulate(change).verdict === 'safe' ? [] : [name]
    })
  })
}

const without = (name: string, of: Plan = plan) => stagesOf(of).filter(stage => stage.name !== name)

/** The stages with one replaced. */
function replaced(
  name: string,
  change: (objects: PlannedStage['objects']) => PlannedStage['objects'],
  of: Plan = plan
) {
  return stagesOf(of).map(stage =>
    stage.name === name ? { name, objects: change(stage.objects) } : stage
  )
}

/** The stages, two of them in the other order: the earlier one takes over the later one's object first. */
function swapped(name: string, part: 'deployment' | 'rollout' | 'autoscalers', of: Plan = plan) {
  const stages = stagesOf(of)
  const at = stages.findIndex(stage => stage.name === name)
  const [before, first, second] = stages.slice(at - 1)
  if (!before || !first || !second) return stages
  return stages.with(at, { name, objects: { ...before.objects, [part]: second.objects[part] } })
}

const low: Plan = { ...plan, replicas: 2 }
// With more pods in Git than N the way back may restore Git's count.
const full: Plan = { ...plan, replicas: 10 }

test('the plan itself is innocent', () => {
  expect(brokenOf(stagesOf(plan))).toEqual([])
  expect(brokenOf(stagesOf(full), full)).toEqual([])
})

/** The autoscaler holds the Rollout already where the last shrink comes before. */
const holding = replaced('shrink-25', objects => ({
  ...objects,
  autoscalers: objectsAt(plan, 'retarget-autoscaler').autoscalers
}))

const guilty: [string, PlannedStage[], Plan?][] = [
  ['a grow swapped with its shrink', swapped('grow-25', 'deployment')],
  ['the last grow swapped with its shrink', swapped('grow-100', 'deployment')],
  ['a grow merged with its shrink', without('grow-25')],
  ['a shrink merged with the next grow', without('shrink-25')],
  [
    'the pause dropped',
    stagesOf(plan)
      .filter(({ name }) => name !== 'pause-autoscaler')
      .map(alive)
  ],
  [
    'the pin swapped with the pause, with a low count in Git',
    swapped('pin-replicas', 'autoscalers', low),
    low
  ],
  ['the hold dropped', without('retarget-autoscaler')],
  [
    'the release merged with the ignore rule',
    replaced('retarget-autoscaler', ({ application: _, ...rest }) => rest)
  ],
  ['the hold before the last grow', holding]
]

/** A stage whose autoscaler stays awake on the Deployment while pods move. */
function alive(stage: PlannedStage): PlannedStage {
  const isMoving = stage.name.startsWith('grow') || stage.name.startsWith('shrink')
  const { autoscalers } = objectsAt(plan, 'baseline')
  return isMoving ? { ...stage, objects: { ...stage.objects, autoscalers } } : stage
}

test.for(guilty)('%s: guilty', ([, stages, of]) => {
  expect(brokenOf(stages, of)).not.toEqual([])
})

test('the hold dropped is guilty on the way back under every applier', () => {
  for (const applier of ['argocd', 'argocd-server-side', 'helm3', 'helm4-client-side'] as const) {
    const of = { ...full, applier }
    const broken = brokenOf(without('retarget-autoscaler', of), of)
    expect(broken, applier).toContain('release-autoscaler to shrink-100')
  }
})

const innocent: [string, PlannedStage[]][] = [
  ['introduce and pin merged', without('introduce-rollout', full)],
  ['introduce and pin swapped', swapped('introduce-rollout', 'deployment', full)],
  ['pin and pause merged', without('pin-replicas', full)]
]

test.for(innocent)('%s: innocent, forwards and back', ([, stages]) => {
  expect(brokenOf(stages, full)).toEqual([])
})

const unstated: [string, PlannedStage[]][] = [
  ['introduce and pin merged', without('introduce-rollout')],
  ['introduce and pin swapped', swapped('introduce-rollout', 'deployment')],
  ['pin and pause merged', without('pin-replicas')]
]

test.for(unstated)('%s: innocent where the baseline states no count', ([, stages]) => {
  expect(brokenOf(stages)).toEqual([])
})
