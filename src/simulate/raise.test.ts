import { expect, test } from 'vitest'
import { raisedStage } from '../migration/raise.ts'
import { hasReached, pinReplicas, printStage } from '../workload/stage.ts'
import { isLastStage, stagesOf, stateAt } from '../workload/state-at.ts'
import type { Numbers } from '../workload/state-at.ts'
import type { Autoscaler } from '../workload/state.ts'
import type { ModelledApplier } from './change.ts'
import { simulate } from './simulate.ts'

const hpa: Autoscaler = {
  kind: 'HorizontalPodAutoscaler',
  name: 'web',
  target: 'Deployment',
  disabledUp: false,
  disabledDown: false,
  min: 2,
  max: 20,
  paused: false
}
const scalings = [
  ['an HPA', [hpa]],
  ['a ScaledObject', [{ ...hpa, kind: 'ScaledObject' }]],
  ['no autoscaler', []]
] as const
// The last two: percents that round alike at one of the numbers only.
const allPercents = [[25, 100], [25, 50, 75, 100], [100], [33, 34, 100], [40, 50, 100]]
const appliers: readonly ModelledApplier[] = ['argocd', 'argocd-server-side', 'helm3', 'kubectl']

const numbersOf = (replicas: number, percents: readonly number[], own: readonly Autoscaler[]) => {
  const deployment = own.length > 0 ? {} : { replicas }
  return { baseline: { deployment, autoscalers: own }, replicas, percents, keep: true }
}

/** The stages between the pin and the last one, where N is held. */
const heldStages = (numbers: Numbers) =>
  stagesOf(numbers).filter(stage => hasReached(stage, pinReplicas) && !isLastStage(numbers, stage))

const cases = scalings.flatMap(([name, own]) =>
  allPercents.map(percents => ({ name, own, percents }))
)

test.for(cases)('a raise adds pods and takes none, with $name at $percents', each => {
  for (let from = 2; from <= 13; from++) {
    for (let to = from + 1; to <= 20; to++) {
      const [before, after] = [from, to].map(count => numbersOf(count, each.percents, each.own))
      if (!before || !after) continue
      for (const stage of heldStages(before)) {
        const next = raisedStage({ stage, percents: each.percents, from, to })
        const [was, is] = [stateAt(before, stage), stateAt(after, next)]
        const name = `${printStage(stage)} of ${from} to ${printStage(next)} of ${to}`
        const counts = ({ deployment, rollout }: typeof is) => [
          deployment?.replicas ?? 0,
          rollout?.replicas ?? 0
        ]
        const [own = 0, moved = 0] = counts(was)
        const [ownThen = 0, movedThen = 0] = counts(is)
        expect([name, ownThen >= own, movedThen >= moved]).toEqual([name, true, true])
      }
    }
  }
})

test.for(cases.flatMap(each => appliers.map(applier => ({ ...each, applier }))))(
  'the simulator finds a raise safe at any stage, under $applier with $name at $percents',
  ({ applier, own, percents }) => {
    for (const [from, to] of [
      [4, 5],
      [8, 12]
    ] as const) {
      const before = numbersOf(from, percents, own)
      for (const stage of heldStages(before)) {
        const next = raisedStage({ stage, percents, from, to })
        const { verdict, rule } = simulate({
          from: stateAt(before, stage),
          to: stateAt(numbersOf(to, percents, own), next),
          baseline: before.baseline,
          applier,
          floor: from
        })
        const name = `${printStage(stage)} to ${printStage(next)}`
        expect([name, verdict, rule]).toEqual([name, 'safe', undefined])
      }
    }
  }
)
