import { expect, test } from 'vitest'
import { turnOf } from '../migration/abort.ts'
import { isSameStage, pauseAutoscaler, pinReplicas, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { isLastStage, stagesOf, stateAt } from '../workload/state-at.ts'
import type { Numbers } from '../workload/state-at.ts'
import type { Autoscaler } from '../workload/state.ts'
import { leavesFields } from './change.ts'
import type { ModelledApplier } from './change.ts'
import { ignoring } from './plan-of-numbers.test-helper.ts'
import { simulate } from './simulate.ts'

const awake = { target: 'Deployment', disabledUp: false, disabledDown: false } as const
const hpa: Autoscaler = {
  ...awake,
  kind: 'HorizontalPodAutoscaler',
  name: 'web',
  min: 2,
  max: 12,
  paused: false
}
const keda: Autoscaler = { ...hpa, kind: 'ScaledObject' }

const appliers: readonly ModelledApplier[] = [
  'argocd',
  'argocd-server-side',
  'helm3',
  'helm4',
  'kubectl'
]
const scalings = [
  ['an HPA', [hpa]],
  ['a ScaledObject', [keda]],
  ['no autoscaler', []]
] as const
const cases = appliers.flatMap(applier =>
  scalings.flatMap(([name, autoscalers]) =>
    [[25, 100], [25, 50, 100], [100]].map(percents => ({ applier, name, autoscalers, percents }))
  )
)

test.for(cases)(
  'an abort takes no pods away at any stage, under $applier with $name at $percents',
  ({ applier, autoscalers, percents }) => {
    const replicas = 8
    const deployment = autoscalers.length > 0 ? {} : { replicas }
    const numbers: Numbers = {
      baseline: { deployment, autoscalers },
      replicas,
      percents,
      keep: true
    }
    const scaling = autoscalers.length > 0 ? 'scaled' : 'fixed'
    for (const first of stagesOf(numbers).slice(1)) {
      let stage: Stage = first
      let own = numbers
      let commits = 0
      for (;;) {
        const turn = turnOf({ stage, percents: own.percents, replicas, scaling })
        if (!turn) break
        const after = { ...own, percents: turn.percents }
        const isReleased = scaling === 'scaled' && isLastStage(own, stage)
        // Under Argo CD the rule that leaves the count alone lives on until the hold has settled.
        const rule = isReleased && leavesFields(applier) ? { application: ignoring } : {}
        const from = { ...stateAt(own, stage), ...rule }
        const to = { ...stateAt(after, turn.to), ...rule }
        const verdict = simulate({
          from,
          to,
          baseline: numbers.baseline,
          applier: applier === 'helm4' && isReleased ? 'helm4-client-side' : applier,
          floor: replicas
        })
        const name = `${printStage(stage)} to ${printStage(turn.to)}`
        // kubectl cannot leave a count alone: it has no released autoscaler to come back from.
        if (applier !== 'kubectl' || !isReleased) {
          expect([name, verdict.verdict, verdict.rule]).toEqual([name, 'safe', undefined])
        }
        ;[stage, own] = [turn.to, after]
        commits++
      }
      expect(commits).toBeLessThanOrEqual(3)
      const end = stateAt(own, stage)
      expect([end.deployment?.replicas ?? replicas, end.rollout?.replicas]).toEqual([replicas, 0])
      if (isSameStage(first, pauseAutoscaler) || isSameStage(first, pinReplicas)) {
        expect(commits).toBe(0)
      }
    }
  }
)

const wakers = appliers.map(each => (each === 'helm4' ? 'helm4-client-side' : each))

test.for(wakers)(
  'waking the autoscaler needs no snapshot: it is safe at any count, under %s',
  applier => {
    const baseline = { deployment: {}, autoscalers: [hpa] }
    const numbers = { baseline, replicas: 8, percents: [25, 100], keep: true }
    for (const startAt of [undefined, { Deployment: [8, 10, 12], Rollout: [0] }]) {
      const { verdict, rule } = simulate({
        from: stateAt(numbers, pauseAutoscaler),
        to: stateAt(numbers, pinReplicas),
        baseline,
        applier,
        floor: 8,
        unverified: true,
        ...(startAt && { startAt })
      })
      expect([verdict, rule]).toEqual(['safe', undefined])
    }
  }
)
