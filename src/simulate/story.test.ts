import { expect, test } from 'vitest'
import { ignoring, objectsAt } from './plan-of-numbers.test-helper.ts'
import type { Plan } from './plan-of-numbers.test-helper.ts'
import type { Change } from './change.ts'
import { simulate } from './simulate.ts'
import { story } from './story.ts'

const plan: Plan = {
  pods: 8,
  percents: [25, 50, 75, 100],
  autoscaler: 'v2',
  applier: 'argocd',
  min: 4,
  max: 20
}
const at = (name: string) => objectsAt(plan, name)

/** The sentences of a change, and the sources after them where there are any. */
function toldOf(change: Pick<Change, 'from' | 'to'> & Partial<Change>): string[] {
  const whole = { applier: plan.applier, floor: plan.pods, ...change }
  return story(whole, simulate(whole)).map(({ text, source }) =>
    source ? `${text} [${source}]` : text
  )
}

test('says nothing of a change that is safe', () => {
  expect(toldOf({ from: at('grow-25'), to: at('shrink-25') })).toEqual([])
})

test('a grow and a shrink in one commit', () => {
  expect(toldOf({ from: at('shrink-25'), to: at('shrink-50') })).toEqual([
    'at rest: Deployment web with 6 pods, Rollout web with 2 pods; 8 pods serve',
    'Argo CD applies Deployment web: replicas 6 → 4 [D.6, D.7, G.4, E7]',
    'the ReplicaSet of Deployment web deletes 2 pods: 6 of 8 pods serve [C.3, E6]',
    'the capacity promise is broken: 6 of 8 pods serve'
  ])
})

test('scaleDown at 25%', () => {
  const from = { ...at('pause-autoscaler'), rollout: { replicas: 0, selector: true } }
  const to = { ...from, rollout: { replicas: 2, selector: true, scaleDown: 'onsuccess' } }
  const { rollout: _, ...before } = from
  expect(toldOf({ name: 'shop', from: before, to })).toEqual([
    'at rest: Deployment shop with 8 pods; 8 pods serve',
    'Argo CD applies Rollout shop: created with replicas 2, with scaleDown: onsuccess [D.6, D.7, G.4, E7]',
    'the ReplicaSet of Rollout shop creates 2 pods [C.3, E6]',
    '2 pods of Rollout shop become Ready: 10 pods serve [C.3, E6]',
    'the Rollout controller reports Healthy [C.1, E18]',
    'scaleDown of Rollout shop scales Deployment shop: replicas 8 → 0 [A.2, E2, E3]',
    'the ReplicaSet of Deployment shop deletes 8 pods: 2 of 8 pods serve [C.3, E6]',
    'the capacity promise is broken: 2 of 8 pods serve'
  ])
})

test('a sync at a peak after the release', () => {
  const { application: _, ...from } = at('retarget-autoscaler')
  const { application: __, ...to } = at('release-autoscaler')
  expect(toldOf({ from, to })).toEqual([
    'at rest: Deployment web with 0 pods, Rollout web with 8 pods; 8 pods serve',
    'Argo CD applies HorizontalPodAutoscaler web [D.6, D.7, G.4, E7]',
    'the HPA controller sees the new HorizontalPodAutoscaler web [D.2, D.5]',
    'HorizontalPodAutoscaler web scales Rollout web by its metrics: replicas 8 → 9 [D.2, E5, E16]',
    'Argo CD applies Rollout web: replicas 9 → 8 [D.6, D.7, G.4, E7]',
    'the capacity promise is broken: the Rollout goes from 9 to 8 while an autoscaler is active, but not by its choice'
  ])
})

test('a grow that Argo CD ignores', () => {
  const from = { ...at('pause-autoscaler'), application: ignoring }
  const to = { ...at('grow-25'), application: ignoring }
  expect(toldOf({ from, to })).toEqual([
    'at rest: Deployment web with 8 pods, Rollout web with 0 pods; 8 pods serve',
    'Argo CD applies Rollout web: replicas 0 as before, but Git says 2 [D.6, D.7, G.4, E7]',
    'the arrival promise is broken: Rollout web is left at replicas 0, and Git says 2'
  ])
})

test('KEDA paused before the pin, with a low count in Git', () => {
  const keda: Plan = { ...plan, autoscaler: 'keda', applier: 'helm3', replicas: 2 }
  const from = objectsAt(keda, 'introduce-rollout')
  const to = { ...objectsAt(keda, 'pause-autoscaler'), deployment: { replicas: 2 } }
  expect(toldOf({ applier: 'helm3', from, to, baseline: from })).toEqual([
    'at rest: Deployment web with 4 pods, Rollout web with 0 pods; 4 of 8 pods serve',
    'Helm 3 applies Deployment web: replicas 4 → 2 [E30]',
    'Helm 3 applies ScaledObject web [E30]',
    'the ReplicaSet of Deployment web deletes 2 pods: 2 of 8 pods serve [C.3, E6]',
    'KEDA sees the new ScaledObject web [D.2, D.5]',
    'the capacity promise is broken: 2 of 8 pods serve'
  ])
})
