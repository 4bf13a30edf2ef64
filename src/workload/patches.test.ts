import { expect, test } from 'vitest'
import { deployment, hpa, manifestsIn, refersTo, rollout } from './manifests.test-helper.ts'
import { patchesTo } from './patches.ts'
import { manifestsAround, scopeOf } from './scope.ts'
import { parseStage, pinReplicas } from './stage.ts'
import { stateAt } from './state-at.ts'
import { stateIn } from './state-in.ts'
import type { Workload } from './workload.ts'

/** The patches of a workload of 8 pods at a stage, by kind. */
function patchesAt(stage: string, ...objects: object[]) {
  return changesAt({ annotations: {}, stepsOf: 'git' }, stage, ...objects).patches
}

/** The changes of a workload of 8 pods at a stage, with what the configuration says about its Rollout. */
function changesAt(
  asked: Pick<Workload, 'annotations' | 'stepsOf' | 'applier'>,
  stage: string,
  ...objects: object[]
) {
  const scope = scopeOf(manifestsIn('web.yaml', ...objects), undefined)
  const [own] = scope.deployments
  if (!own) throw new Error('no Deployment')
  const manifests = manifestsAround(own, scope)
  const numbers = { baseline: stateIn(manifests), replicas: 8, percents: [25, 100], keep: true }
  const workload = { ...numbers, manifests, strategy: {}, ...asked }
  const state = stateAt(workload, parseStage(stage) ?? pinReplicas)
  const { patches, newRollout } = patchesTo(workload, state)
  return {
    patches: Object.fromEntries(patches.map(([{ kind }, patch]) => [kind, patch])),
    annotations: { ...newRollout?.metadata?.annotations }
  }
}

const web = deployment({ name: 'web' }, { replicas: 2 })
const scaler = hpa({ name: 'web' }, 'Deployment', 'web')
const old = (spec: object) => ({
  ...scaler,
  apiVersion: 'autoscaling/v1',
  spec: { ...scaler.spec, ...spec }
})
const keda = (spec: object) => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'web' },
  spec: { scaleTargetRef: { name: 'web' }, maxReplicaCount: 10, ...spec }
})
const scaleTargetRef = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' }
const disabled = { selectPolicy: 'Disabled' }

test('a Rollout that exists keeps what it has at the baseline, and gets its pods and its protection', () => {
  const own = rollout({ name: 'web' }, refersTo('web'))
  expect(patchesAt('baseline', web, own)).toEqual({ Deployment: {}, Rollout: {} })
  expect(patchesAt('introduce-rollout', web, own)['Rollout']).toEqual({ spec: { replicas: 0 } })
  expect(patchesAt('grow-100', web, own)['Rollout']).toMatchObject({
    metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } },
    spec: { replicas: 8 }
  })
})

test('an HPA is disabled, then holds, then has its own bounds', () => {
  const at = (stage: string) => patchesAt(stage, web, scaler)['HorizontalPodAutoscaler']
  expect(at('pin-replicas')).toEqual({ spec: {} })
  expect(at('pause-autoscaler')).toEqual({
    spec: { behavior: { scaleUp: disabled, scaleDown: disabled } }
  })
  expect(at('retarget-autoscaler')).toEqual({
    spec: { scaleTargetRef, minReplicas: 8, maxReplicas: 8 }
  })
  expect(at('release-autoscaler')).toEqual({ spec: { scaleTargetRef } })
})

test('a ScaledObject is paused, then holds without its idle count, then has its own', () => {
  const own = keda({ minReplicaCount: 2, idleReplicaCount: 0 })
  const at = (stage: string) => patchesAt(stage, web, own)['ScaledObject']
  expect(at('pause-autoscaler')).toEqual({
    metadata: { annotations: { 'autoscaling.keda.sh/paused': 'true' } }
  })
  expect(at('retarget-autoscaler')).toEqual({
    spec: { scaleTargetRef, minReplicaCount: 8, maxReplicaCount: 8, idleReplicaCount: null }
  })
  expect(at('release-autoscaler')).toEqual({ spec: { scaleTargetRef } })
})

test('an autoscaling/v1 HPA is written as v2, with its target or with the one that both mean', () => {
  const at = (spec: object) => patchesAt('pin-replicas', web, old(spec))['HorizontalPodAutoscaler']
  expect(at({})).toEqual({ apiVersion: 'autoscaling/v2', spec: {} })
  expect(at({ targetCPUUtilizationPercentage: 60 })).toMatchObject({
    apiVersion: 'autoscaling/v2',
    spec: {
      targetCPUUtilizationPercentage: null,
      metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 60 } } }]
    }
  })
})

test('a VerticalPodAutoscaler follows at the end', () => {
  const vertical = {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } }
  }
  const at = (stage: string) => patchesAt(stage, web, scaler, vertical)['VerticalPodAutoscaler']
  expect(at('retarget-autoscaler')).toEqual({})
  expect(at('release-autoscaler')).toEqual({ spec: { targetRef: scaleTargetRef } })
})

const subscribe = 'notifications.argoproj.io/subscribe.on-rollout-paused.slack'

test.for([
  ['introduce-rollout', undefined],
  ['shrink-100', undefined],
  ['retarget-autoscaler', undefined],
  ['release-autoscaler', 'dashboard']
] as const)('the dashboard may switch the steps at %s: %s', ([stage, expected]) => {
  const asked = { annotations: { [subscribe]: 'shop' }, stepsOf: 'dashboard' } as const
  const { annotations } = changesAt(asked, stage, web, scaler)
  expect(annotations).toMatchObject({ [subscribe]: 'shop' })
  expect(annotations?.['rolloutify/steps']).toBe(expected)
})

test('a Rollout that exists is asked for the same, at the last stage', () => {
  const own = rollout({ name: 'web' }, refersTo('web'))
  const asked = { annotations: {}, stepsOf: 'dashboard' } as const
  const at = (stage: string) => changesAt(asked, stage, web, own).patches['Rollout']
  expect(at('grow-100')).not.toHaveProperty(['metadata', 'annotations', 'rolloutify/steps'])
  expect(at('shrink-100')).toHaveProperty(['metadata', 'annotations', 'rolloutify/steps'])
})

const byArgoCd = { 'argocd.argoproj.io/sync-options': 'Prune=false' }
const byHelm = { 'helm.sh/resource-policy': 'keep', ...byArgoCd }

test.for([
  [undefined, byHelm],
  ['helm3', byHelm],
  ['argocd', byArgoCd],
  ['argocd-server-side', byArgoCd]
] as const)('a Rollout with pods is kept, of the applier %s', ([applier, expected]) => {
  const own = rollout({ name: 'web' }, refersTo('web'))
  const asked = { annotations: {}, stepsOf: 'git', applier } as const
  expect(changesAt(asked, 'grow-25', web).annotations).toEqual(expected)
  const existing = changesAt(asked, 'grow-25', web, own).patches['Rollout']
  expect(existing?.['metadata']).toEqual({ annotations: expected })
})
