import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  moved,
  objectsIn,
  worlds,
  chainOf,
  stepsOf,
  planOf,
  converted,
  ofWorkload,
  findOf,
  autoscalers
} from './worlds.test-helper.ts'
import type { Thing, Facts, State } from './worlds.test-helper.ts'
import { runs } from '../seed.test-helper.ts'

describe('generated manifests', () => {
  test('come back to the byte, keep their pods, and are the same objects in place, planned and converted', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat(), async (each, luck) => {
        const chain = await chainOf(each)
        for (const facts of each.workloads) keepPods(chain, facts)
        const folders = await planOf(each)
        for (const [at, { before, after, only, names }] of stepsOf(chain).entries()) {
          expect([...(await moved(after.files, 'back', only))]).toEqual([...before.files])
          const inPlace = objectsIn(after.files)
          for (const name of names) {
            const stage = after.stages.get(name) ?? ''
            const own = ofWorkload(inPlace, name)
            const planned = objectsIn(folders.get(stage)?.files ?? new Map())
            expect(ofWorkload(planned, name)).toEqual(own)
            if ((at + luck) % 3 > 0) continue
            const rendered = objectsIn(await converted(each, stage))
            expect(ofWorkload(rendered, name)).toEqual(own)
          }
        }
      }),
      { numRuns: runs(10) }
    )
  })
})

/** What holds at every stage of a workload, and for its autoscaler at the end. */
function keepPods(chain: readonly State[], { name, replicas }: Facts): void {
  const states = chain.map(({ files, stages }) => ({
    stage: stages.get(name) ?? '',
    objects: objectsIn(files)
  }))
  const first = states[0]?.objects ?? new Map<string, Thing>()
  const before = findOf(first, name, ...autoscalers)
  const N = before ? replicas : findOf(first, name, 'Deployment')?.['spec'].replicas
  let last = { own: N, moved: 0 }
  for (const { stage, objects } of states.slice(1)) {
    const deployment = findOf(objects, name, 'Deployment') ?? {}
    const rollout = findOf(objects, name, 'Rollout') ?? {}
    const { spec } = rollout
    expect(spec.selector).toEqual(deployment['spec'].selector)
    expect([spec.template, spec.workloadRef.scaleDown]).toEqual([undefined, undefined])
    expect(Object.keys(spec.strategy)).toEqual(['canary'])
    expect(Object.keys(spec.strategy.canary).sort()).toEqual(['maxSurge', 'maxUnavailable'])
    if (stage === 'introduce-rollout') continue
    const { own, moved: over } = { own: deployment['spec'].replicas, moved: spec.replicas }
    expect(own + over).toBeGreaterThanOrEqual(N)
    expect(over).toBeGreaterThanOrEqual(last.moved)
    expect(own).toBeLessThanOrEqual(last.own)
    expect(own === last.own || over === last.moved).toBe(true)
    last = { own, moved: over }
  }
  expect(last).toEqual({ own: 0, moved: N })
  const after = findOf(states.at(-1)?.objects ?? new Map(), name, ...autoscalers)
  if (!before || !after) return
  const scaleTargetRef = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name }
  expect(after['spec']).toEqual({ ...inV2(before), scaleTargetRef })
  expect(after['metadata']).toEqual(before['metadata'])
}

/** The spec of an autoscaler, that of a v1 as v2 has it. */
function inV2({ apiVersion, spec }: Thing): Thing {
  const { targetCPUUtilizationPercentage: percent, ...rest } = spec
  if (apiVersion !== 'autoscaling/v1' || percent === undefined) return spec
  const target = { type: 'Utilization', averageUtilization: percent }
  return { ...rest, metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] }
}
