import { expect, test } from 'vitest'
import type { Change } from './change.ts'
import type { Autoscaler, Rollout, State } from '../workload/state.ts'
import { ignoring, objectsAt, ownAutoscaler, paused } from './plan-of-numbers.test-helper.ts'
import type { Plan } from './plan-of-numbers.test-helper.ts'
import type { Promised } from './promises.ts'
import { simulate } from './simulate.ts'

const plan: Plan = {
  pods: 8,
  percents: [25, 50, 75, 100],
  autoscaler: 'v2',
  applier: 'argocd',
  min: 4,
  max: 20
}
const own = ownAutoscaler(plan)
const pause = paused(own)
const onRollout: Autoscaler = { ...own, target: 'Rollout' }
const at = (name: string) => objectsAt(plan, name)

/** A Deployment and a Rollout with these counts, beside a paused autoscaler. */
function counts(deployment: number, replicas: number, rollout: Partial<Rollout> = {}): State {
  return {
    deployment: { replicas: deployment },
    rollout: { replicas, selector: true, ...rollout },
    autoscalers: [pause]
  }
}

const before = { deployment: { replicas: 8 }, autoscalers: [pause] }
const low = { deployment: { replicas: 2 } }
const withScaler = (objects: State, autoscaler: Autoscaler) => ({
  ...objects,
  autoscalers: [autoscaler]
})
const respecting = (objects: State) => ({ ...objects, application: ignoring })
const onlyOutOfSync = (objects: State): State => ({
  ...objects,
  application: { ...ignoring, respects: false, onlyOutOfSync: true }
})
const plain = ({ application: _, ...objects }: State): State => objects

type Case = Partial<Change> & {
  readonly name: string
  readonly from: State
  readonly to: State
  readonly promise?: Promised
  readonly minServing?: number
}

function verdictOf({ name: _, promise: __, minServing: ___, ...change }: Case) {
  return simulate({ applier: 'argocd', floor: 8, baseline: at('baseline'), ...change })
}

const guilty: Case[] = [
  {
    name: 'grow and shrink in one commit',
    from: at('shrink-25'),
    to: at('shrink-50'),
    promise: 'capacity',
    minServing: 6
  },
  {
    name: 'all pods in one commit',
    from: at('pause-autoscaler'),
    to: at('shrink-100'),
    promise: 'capacity',
    minServing: 0
  },
  {
    name: 'shrink first',
    from: counts(8, 0),
    to: counts(6, 0),
    promise: 'capacity',
    minServing: 6
  },
  {
    name: 'scaleDown onsuccess at 0',
    from: before,
    to: counts(8, 0, { scaleDown: 'onsuccess' }),
    promise: 'capacity',
    minServing: 0
  },
  {
    name: 'scaleDown progressively at 0',
    from: before,
    to: counts(8, 0, { scaleDown: 'progressively' }),
    promise: 'capacity',
    minServing: 0
  },
  {
    name: 'scaleDown onsuccess at 25%',
    from: before,
    to: counts(8, 2, { scaleDown: 'onsuccess' }),
    promise: 'capacity',
    minServing: 2
  },
  {
    name: 'scaleDown progressively at 25%',
    from: before,
    to: counts(8, 2, { scaleDown: 'progressively' }),
    promise: 'capacity',
    minServing: 2
  },
  {
    name: 'the HPA left alive',
    from: withScaler(counts(8, 2), own),
    to: withScaler(counts(6, 2), own),
    promise: 'capacity',
    minServing: 6
  },
  {
    name: 'a pause by behavior alone, its minimum above a stage',
    from: withScaler(counts(4, 6), { ...pause, min: 4 }),
    to: withScaler(counts(2, 6), { ...pause, min: 4 }),
    promise: 'arrival',
    minServing: 8
  },
  {
    name: 'a pause with its maximum below N',
    from: at('pin-replicas'),
    to: withScaler(at('pause-autoscaler'), { ...pause, max: 6 }),
    metrics: 'none',
    promise: 'capacity',
    minServing: 6
  },
  {
    name: 'one count for minimum and maximum as a pause',
    from: withScaler(counts(8, 2), { ...own, min: 8, max: 8 }),
    to: withScaler(counts(6, 2), { ...own, min: 8, max: 8 }),
    promise: 'arrival',
    minServing: 8
  },
  {
    name: 'a pause before the pin, with a low count in Git',
    from: { ...at('introduce-rollout'), ...low },
    to: { ...at('pause-autoscaler'), ...low },
    baseline: { ...at('baseline'), ...low },
    promise: 'capacity',
    minServing: 2
  },
  {
    name: 'replicas dropped from the Rollout',
    from: plain(at('release-autoscaler')),
    to: { ...plain(at('release-autoscaler')), rollout: { selector: true } },
    promise: 'capacity',
    minServing: 1
  },
  {
    name: 'replicas dropped from the Deployment on the way back',
    from: at('pin-replicas'),
    to: at('introduce-rollout'),
    promise: 'capacity',
    minServing: 1
  },
  {
    name: 'the HPA on the Rollout at 25%',
    from: counts(6, 2),
    to: withScaler(counts(6, 2), onRollout),
    promise: 'capacity',
    minServing: 8
  },
  {
    name: 'the hold on the Rollout at 25%',
    from: counts(6, 2),
    to: withScaler(counts(6, 2), { ...onRollout, min: 8, max: 8 }),
    promise: 'room',
    minServing: 8
  },
  {
    name: 'a release that Argo CD does not ignore',
    from: plain(at('retarget-autoscaler')),
    to: plain(at('release-autoscaler')),
    promise: 'capacity'
  },
  {
    name: 'the ignore rule in one commit with the release',
    from: plain(at('retarget-autoscaler')),
    to: at('release-autoscaler'),
    promise: 'capacity'
  },
  {
    name: 'no hold before the release',
    from: at('shrink-100'),
    to: at('release-autoscaler'),
    promise: 'capacity'
  },
  {
    name: 'no hold on the way back',
    from: at('release-autoscaler'),
    to: at('shrink-100'),
    promise: 'capacity'
  },
  {
    name: 'no hold on the way back, by Helm 3',
    applier: 'helm3',
    from: plain(at('release-autoscaler')),
    to: at('shrink-100'),
    promise: 'arrival'
  },
  {
    name: 'a grow that Argo CD ignores',
    from: respecting(counts(8, 0)),
    to: respecting(counts(8, 2)),
    promise: 'arrival',
    minServing: 8
  },
  {
    name: 'the shrink after a grow that Argo CD ignored',
    from: respecting(counts(8, 8)),
    to: respecting(counts(0, 8)),
    unverified: true,
    promise: 'capacity',
    minServing: 0
  },
  {
    name: 'a grow that Argo CD takes for synced',
    from: onlyOutOfSync(counts(8, 0)),
    to: onlyOutOfSync(counts(8, 2)),
    promise: 'arrival',
    minServing: 8
  },
  {
    name: 'the live Service named at 25%',
    from: counts(6, 2),
    to: counts(6, 2, { services: true }),
    promise: 'capacity',
    minServing: 2
  },
  {
    name: 'a grow with the live Service named at 0',
    from: counts(8, 0, { services: true }),
    to: counts(8, 2, { services: true }),
    promise: 'capacity',
    minServing: 2
  },
  {
    name: 'the Rollout deleted',
    from: counts(4, 4),
    to: { deployment: { replicas: 4 }, autoscalers: [pause] },
    promise: 'capacity',
    minServing: 4
  },
  {
    name: 'the Deployment deleted',
    from: counts(0, 8),
    to: { rollout: { replicas: 8, selector: true }, autoscalers: [pause] },
    promise: 'arrival',
    minServing: 8
  },
  {
    name: 'the Deployment created again beside a Rollout without a selector',
    from: { rollout: { replicas: 8, selector: false }, autoscalers: [pause] },
    to: counts(0, 8, { selector: false }),
    promise: 'capacity',
    minServing: 0
  }
]

test.for(guilty)('$name is found guilty', one => {
  const { verdict, promise, minServing, trace, start } = verdictOf(one)
  expect({ verdict, promise }).toEqual({ verdict: 'broken', promise: one.promise })
  if (one.minServing !== undefined) expect(minServing).toBe(one.minServing)
  for (const [at, { before }] of trace.entries())
    expect(before).toEqual(at === 0 ? start : trace[at - 1]?.after)
})

const innocent: Case[] = [
  {
    name: 'a scaleDown that is misspelled',
    from: before,
    to: counts(8, 2, { scaleDown: 'onSuccess' })
  },
  {
    name: 'a release that was ignored before',
    from: at('retarget-autoscaler'),
    to: at('release-autoscaler')
  },
  {
    name: 'a release by Helm 3',
    applier: 'helm3',
    from: plain(at('retarget-autoscaler')),
    to: plain(at('release-autoscaler'))
  },
  {
    name: 'the shrink that the gate lets through',
    from: respecting(counts(8, 2)),
    to: respecting(counts(6, 2))
  },
  {
    name: 'replicas dropped from a Rollout that Argo CD ignores',
    from: at('release-autoscaler'),
    to: { ...at('release-autoscaler'), rollout: { selector: true } }
  },
  {
    name: 'the live Service named at 100%',
    from: counts(0, 8),
    to: counts(0, 8, { services: true })
  },
  { name: 'the live Service named at 0', from: counts(8, 0), to: counts(8, 0, { services: true }) },
  {
    name: 'a lost configuration beside a protected Rollout',
    from: counts(0, 8, { keptBy: ['helm', 'argocd'] }),
    to: before
  },
  {
    name: 'the Deployment created again beside a Rollout with a selector',
    from: { rollout: { replicas: 8, selector: true }, autoscalers: [pause] },
    to: counts(0, 8)
  }
]

test.for(innocent)('$name is found innocent', one => {
  const { verdict, rule } = verdictOf(one)
  expect({ verdict, rule }).toEqual({ verdict: 'safe', rule: undefined })
})
