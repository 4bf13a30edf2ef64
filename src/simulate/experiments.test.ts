import { expect, test } from 'vitest'
import type { Change } from './change.ts'
import type { Autoscaler, Rollout, State } from '../workload/state.ts'
import { objectsAt, ownAutoscaler, paused, transitionsOf } from './plan-of-numbers.test-helper.ts'
import type { Plan } from './plan-of-numbers.test-helper.ts'
import { simulate } from './simulate.ts'

// What was measured (docs/evidence.md): N = 8, an HPA from 4 to 20 without metrics.
const plan: Plan = {
  pods: 8,
  percents: [25, 50, 75, 100],
  autoscaler: 'v2',
  applier: 'kubectl',
  min: 4,
  max: 20
}
const own = ownAutoscaler(plan)
const pause = paused(own)
const halted = { replicas: 8, selector: true, paused: true }
const onRollout: Autoscaler = { ...own, target: 'Rollout' }

/** The objects with these counts; undefined: not stated. */
function counts(
  deployment: number | undefined,
  replicas: number | undefined,
  autoscalers: readonly Autoscaler[] = [own],
  rollout: Partial<Rollout> = {}
): State {
  return {
    deployment: deployment === undefined ? {} : { replicas: deployment },
    rollout: { ...(replicas === undefined ? {} : { replicas }), selector: true, ...rollout },
    autoscalers
  }
}

const before: State = { deployment: { replicas: 8 }, autoscalers: [own] }
const alone = ({ rollout: _, ...objects }: State): State => objects
const moved = counts(0, 8, [onRollout])
const dropped = counts(0, undefined, [onRollout])
const created = { Deployment: [8], Rollout: [0] }

type Row = {
  readonly experiment: string
  readonly from: State
  readonly to: State
  readonly change?: Partial<Change>
  /** The fewest serving pods and the most pods, terminating ones apart. */
  readonly minServing: number
  readonly maxPods?: number
  readonly isSafe: boolean
}

const rows: Row[] = [
  {
    experiment: 'E1 a Rollout at 0',
    from: before,
    to: counts(8, 0),
    minServing: 8,
    maxPods: 8,
    isSafe: true
  },
  {
    experiment: 'E2 onsuccess at 0',
    from: before,
    to: counts(8, 0, [own], { scaleDown: 'onsuccess' }),
    minServing: 0,
    isSafe: false
  },
  {
    experiment: 'E2 progressively at 0',
    from: before,
    to: counts(8, 0, [own], { scaleDown: 'progressively' }),
    minServing: 0,
    isSafe: false
  },
  {
    experiment: 'E2 onSuccess',
    from: before,
    to: counts(8, 0, [own], { scaleDown: 'onSuccess' }),
    minServing: 8,
    isSafe: true
  },
  {
    experiment: 'E3 onsuccess at 2',
    from: before,
    to: counts(8, 2, [own], { scaleDown: 'onsuccess' }),
    minServing: 2,
    maxPods: 10,
    isSafe: false
  },
  {
    experiment: 'E3 progressively at 2',
    from: before,
    to: counts(8, 2, [own], { scaleDown: 'progressively' }),
    minServing: 2,
    maxPods: 10,
    isSafe: false
  },
  {
    experiment: 'E3 onsuccess at 8',
    from: before,
    to: counts(8, 8, [pause], { scaleDown: 'onsuccess' }),
    minServing: 8,
    maxPods: 16,
    isSafe: false
  },
  {
    experiment: 'E3 progressively at 8',
    from: before,
    to: counts(8, 8, [pause], { scaleDown: 'progressively' }),
    minServing: 8,
    maxPods: 16,
    isSafe: false
  },
  {
    experiment: 'E4 all in one commit',
    from: before,
    to: moved,
    minServing: 0,
    maxPods: 16,
    isSafe: false
  },
  {
    experiment: 'E5 a, untouched',
    from: counts(4, 6),
    to: counts(2, 6),
    minServing: 8,
    maxPods: 10,
    isSafe: false
  },
  {
    experiment: 'E5 b, behavior alone',
    from: counts(4, 6, [{ ...pause, min: 4 }]),
    to: counts(2, 6, [{ ...pause, min: 4 }]),
    minServing: 8,
    maxPods: 10,
    isSafe: false
  },
  {
    experiment: 'E5 c, as in the plan',
    from: counts(4, 6, [pause]),
    to: counts(2, 6, [pause]),
    minServing: 8,
    maxPods: 10,
    isSafe: true
  },
  {
    experiment: 'E5 d, both bounds 8',
    from: counts(6, 4, [{ ...own, min: 8, max: 8 }]),
    to: counts(4, 4, [{ ...own, min: 8, max: 8 }]),
    minServing: 8,
    isSafe: false
  },
  {
    experiment: 'E5 e, maximum 6',
    from: before,
    to: { ...before, autoscalers: [{ ...pause, max: 6 }] },
    minServing: 6,
    isSafe: false
  },
  {
    experiment: 'E7 dropped, client-side, no HPA',
    from: counts(0, 8, []),
    to: counts(0, undefined, []),
    minServing: 1,
    isSafe: false
  },
  {
    experiment: 'E7 dropped, client-side, HPA',
    from: moved,
    to: dropped,
    minServing: 1,
    isSafe: false
  },
  {
    experiment: 'E7 dropped, client-side, HPA at 9',
    from: moved,
    to: dropped,
    change: { startAt: { Rollout: [9] } },
    minServing: 1,
    isSafe: false
  },
  {
    experiment: 'E7 dropped, server-side, sole owner',
    from: moved,
    to: dropped,
    change: { applier: 'argocd-server-side' },
    minServing: 1,
    isSafe: false
  },
  {
    experiment: 'E7 dropped, server-side, HPA at 9',
    from: moved,
    to: dropped,
    change: { applier: 'argocd-server-side', startAt: { Rollout: [9] } },
    minServing: 9,
    isSafe: true
  },
  {
    experiment: 'E8 the Service named at D6 R2',
    from: counts(6, 2, [pause]),
    to: counts(6, 2, [pause], { services: true }),
    minServing: 2,
    isSafe: false
  },
  {
    experiment: 'E8 named at D8 R0',
    from: counts(8, 0, [pause]),
    to: counts(8, 0, [pause], { services: true }),
    minServing: 8,
    isSafe: true
  },
  {
    experiment: 'E8 then R2',
    from: counts(8, 0, [pause], { services: true }),
    to: counts(8, 2, [pause], { services: true }),
    minServing: 2,
    maxPods: 10,
    isSafe: false
  },
  {
    experiment: 'E8 named at D0 R8',
    from: counts(0, 8, [pause]),
    to: counts(0, 8, [pause], { services: true }),
    minServing: 8,
    isSafe: true
  },
  {
    experiment: 'E8 taken out again at D4 R4',
    from: counts(4, 4, [pause], { services: true }),
    to: counts(4, 4, [pause]),
    minServing: 4,
    isSafe: false
  },
  {
    experiment: 'E10 a new image at D4 R4',
    from: counts(4, 4, [pause]),
    to: counts(4, 4, [pause]),
    change: { disturb: ['image-change'] },
    minServing: 8,
    maxPods: 10,
    isSafe: true
  },
  {
    experiment: 'E11 re-created with 0, no selector',
    from: { rollout: { replicas: 8, selector: false }, autoscalers: [] },
    to: counts(0, 8, [], { selector: false }),
    minServing: 0,
    isSafe: false
  },
  {
    experiment: 'E11 re-created with 8, no selector',
    from: { rollout: { replicas: 8, selector: false }, autoscalers: [] },
    to: counts(8, 8, [], { selector: false }),
    minServing: 8,
    maxPods: 16,
    isSafe: true
  },
  {
    experiment: 'E11 re-created, own selector',
    from: { rollout: { replicas: 8, selector: true }, autoscalers: [] },
    to: counts(0, 8, []),
    minServing: 8,
    isSafe: true
  },
  {
    experiment: 'E12 retargeted at D6 R2',
    from: counts(6, 2, [pause]),
    to: counts(6, 2, [onRollout]),
    minServing: 8,
    maxPods: 10,
    isSafe: false
  },
  {
    experiment: 'E12 retargeted at D8 R0',
    from: counts(8, 0, [pause]),
    to: counts(8, 0, [onRollout]),
    minServing: 8,
    maxPods: 8,
    isSafe: true
  },
  {
    experiment: 'E12 a second HPA',
    from: counts(8, 2),
    to: counts(8, 2, [own, { ...onRollout, name: 'second' }]),
    minServing: 10,
    maxPods: 12,
    isSafe: false
  },
  {
    experiment: 'E13 steps of 2 in one apply',
    from: counts(6, 2, [pause]),
    to: counts(4, 4, [pause]),
    minServing: 6,
    isSafe: false
  },
  {
    experiment: 'E13 steps of 4',
    from: counts(8, 0, [pause]),
    to: counts(4, 4, [pause]),
    minServing: 4,
    isSafe: false
  },
  {
    experiment: 'E13 a step of 8',
    from: counts(8, 0, [pause]),
    to: counts(0, 8, [pause]),
    minServing: 0,
    isSafe: false
  },
  {
    experiment: 'E15 pinned over 8',
    from: { deployment: {}, autoscalers: [own] },
    to: before,
    minServing: 8,
    isSafe: true
  },
  {
    experiment: 'E15 and back',
    from: before,
    to: { deployment: {}, autoscalers: [own] },
    minServing: 1,
    isSafe: false
  },
  {
    experiment: 'E15 and back, server-side',
    from: before,
    to: { deployment: {}, autoscalers: [own] },
    change: { applier: 'argocd-server-side' },
    minServing: 1,
    isSafe: false
  },
  {
    experiment: 'E15 pinned to 8 over 12',
    from: { deployment: {}, autoscalers: [own] },
    to: before,
    change: { startAt: { Deployment: [12] } },
    minServing: 8,
    isSafe: true
  },
  {
    experiment: 'E17 deleted at D4 R4',
    from: counts(4, 4, [pause]),
    to: alone(counts(4, 4, [pause])),
    minServing: 4,
    isSafe: false
  },
  {
    experiment: 'E17 deleted at D0 R8',
    from: counts(0, 8, [onRollout]),
    to: alone(counts(0, 8, [onRollout])),
    minServing: 0,
    isSafe: false
  },
  {
    experiment: 'E30 Helm 3 leaves 9 alone',
    from: moved,
    to: moved,
    change: { applier: 'helm3', startAt: { Rollout: [9] } },
    minServing: 9,
    maxPods: 9,
    isSafe: true
  },
  {
    experiment: 'E30 Helm 4 meets a conflict over 9',
    from: moved,
    to: moved,
    change: { applier: 'helm4', startAt: { Rollout: [9] } },
    minServing: 9,
    maxPods: 9,
    isSafe: false
  },
  {
    experiment: 'E30 forced, 9 becomes 8',
    from: moved,
    to: moved,
    change: { applier: 'argocd-server-side', startAt: { Rollout: [9] } },
    minServing: 8,
    maxPods: 9,
    isSafe: false
  },
  {
    experiment: 'E30 client-side Helm 4 leaves 9 alone',
    from: moved,
    to: moved,
    change: { applier: 'helm4-client-side', startAt: { Rollout: [9] } },
    minServing: 9,
    maxPods: 9,
    isSafe: true
  },
  {
    experiment: 'E30 dropped by Helm 3',
    from: moved,
    to: dropped,
    change: { applier: 'helm3' },
    minServing: 1,
    isSafe: false
  },
  {
    experiment: 'E30 dropped by Helm 4, HPA at 9',
    from: moved,
    to: dropped,
    change: { applier: 'helm4', startAt: { Rollout: [9] } },
    minServing: 9,
    isSafe: true
  },
  {
    experiment: 'E30 the pin by Helm 4 over 4',
    from: { deployment: {}, autoscalers: [own] },
    to: before,
    change: { applier: 'helm4', startAt: { Deployment: [4] } },
    minServing: 4,
    isSafe: true
  },
  {
    experiment: 'E30 a lost configuration, kept',
    from: counts(0, 8, [pause], { keptBy: ['helm', 'argocd'] }),
    to: before,
    change: { startAt: { Deployment: [0] } },
    minServing: 8,
    maxPods: 16,
    isSafe: true
  },
  {
    experiment: 'E32 the hold',
    from: counts(0, 8, [pause]),
    to: counts(0, 8, [{ ...onRollout, min: 8, max: 8 }]),
    minServing: 8,
    maxPods: 8,
    isSafe: true
  },
  {
    experiment: 'a Rollout that was paused with 2 of its pods, and goes on',
    from: { deployment: { replicas: 6 }, rollout: halted, autoscalers: [] },
    to: { deployment: { replicas: 6 }, rollout: { ...halted, paused: false }, autoscalers: [] },
    change: { startAt: { Rollout: [{ count: 8, pods: 2 }] } },
    minServing: 8,
    maxPods: 14,
    isSafe: true
  },
  {
    experiment: 'a plan before its first pod moves',
    from: { deployment: {}, autoscalers: [own] },
    to: counts(undefined, 0),
    change: { startAt: created },
    minServing: 8,
    maxPods: 8,
    isSafe: true
  }
]

test.for(rows)('$experiment', ({ from, to, change, minServing, maxPods, isSafe }) => {
  const result = simulate({ from, to, applier: 'kubectl', floor: 8, metrics: 'none', ...change })
  expect(result).toMatchObject({ verdict: isSafe ? 'safe' : 'broken', minServing })
  if (maxPods !== undefined) expect(result.maxPods).toBe(maxPods)
})

test('E6, E19, E32: the whole plan never serves fewer than 8 pods, nor runs more than 10', () => {
  for (const { name, change } of transitionsOf({ ...plan, applier: 'helm3' })) {
    const { verdict, minServing, maxPods } = simulate({ ...change, metrics: 'none' })
    expect({ verdict, minServing }, name).toEqual({ verdict: 'safe', minServing: 8 })
    expect(maxPods, name).toBeLessThanOrEqual(10)
  }
})

test('E32: released, the Rollout goes as high as the HPA asks', () => {
  const from = objectsAt(plan, 'retarget-autoscaler')
  const to = { ...from, autoscalers: [onRollout] }
  const { verdict, maxPods } = simulate({ from, to, applier: 'helm3', floor: 8 })
  expect({ verdict, maxPods }).toEqual({ verdict: 'safe', maxPods: 20 })
})
