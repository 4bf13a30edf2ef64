import { expect, test } from 'vitest'
import {
  boundsIn,
  halfPauseIn,
  idleCountIn,
  isAutoscaler,
  isMadeByKeda,
  isVerticalPodAutoscaler,
  pauseIn,
  targetIn
} from './autoscaler.ts'
import type { Resource } from './resource.ts'

const hpa = (spec: Resource, apiVersion = 'autoscaling/v2'): Resource => ({
  apiVersion,
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec
})
const scaledObject = (spec: Resource, annotations: Resource = {}): Resource => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'web', annotations },
  spec
})
const annotated = (name: string, value: string | boolean) =>
  scaledObject({}, { [`autoscaling.keda.sh/${name}`]: value })

test.for([
  ['Deployment', 'apps/v1', false],
  ['HorizontalPodAutoscaler', 'example.org/v1', false],
  ['ScaledObject', 'autoscaling/v2', false],
  ['ScaledJob', 'keda.sh/v1alpha1', false],
  ['VerticalPodAutoscaler', 'autoscaling.k8s.io/v1', false],
  ['HorizontalPodAutoscaler', 'autoscaling/v1', true],
  ['HorizontalPodAutoscaler', 'autoscaling/v2beta2', true],
  ['ScaledObject', 'keda.sh/v1alpha1', true]
] as const)('%s of %s is an autoscaler: %j', ([kind, apiVersion, is]) => {
  expect(isAutoscaler({ kind, apiVersion })).toBe(is)
})

test('a VerticalPodAutoscaler has its target elsewhere', () => {
  const targetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
  const vpa = { apiVersion: 'autoscaling.k8s.io/v1', kind: 'VerticalPodAutoscaler' }
  expect(isVerticalPodAutoscaler(vpa)).toBe(true)
  expect(targetIn({ ...vpa, spec: { targetRef } })).toEqual(targetRef)
  expect(targetIn({ ...vpa, spec: { scaleTargetRef: targetRef } })).toBeUndefined()
})

test.for<[string, Resource, Resource | undefined]>([
  ['none', hpa({}), undefined],
  ['no name', hpa({ scaleTargetRef: { kind: 'Deployment' } }), undefined],
  ['of an HPA without a kind', hpa({ scaleTargetRef: { name: 'web' } }), { kind: '', name: 'web' }],
  [
    'of a ScaledObject without a kind',
    scaledObject({ scaleTargetRef: { name: 'web' } }),
    { kind: 'Deployment', name: 'web' }
  ],
  [
    'a Rollout',
    scaledObject({
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' }
    }),
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' }
  ]
])('the target: %s', ([, autoscaler, target]) => {
  expect(targetIn(autoscaler)).toEqual(target && { apiVersion: 'apps/v1', ...target })
})

test.for<[string, Resource, ReturnType<typeof boundsIn>]>([
  ['an HPA without a maximum', hpa({ minReplicas: 2 }), undefined],
  ['an HPA with a text', hpa({ minReplicas: '2', maxReplicas: 9 }), undefined],
  ['a ScaledObject with a fraction', scaledObject({ maxReplicaCount: 2.5 }), undefined],
  ['an HPA with a maximum', hpa({ maxReplicas: 9 }), { min: 1, max: 9 }],
  ['an HPA with both', hpa({ minReplicas: 2, maxReplicas: 9 }), { min: 2, max: 9 }],
  [
    "an HPA that names what is KEDA's",
    hpa({ minReplicaCount: 5, maxReplicas: 9 }),
    { min: 1, max: 9 }
  ],
  ['a ScaledObject', scaledObject({}), { min: 0, max: 100 }],
  [
    'a ScaledObject with both',
    scaledObject({ minReplicaCount: 1, maxReplicaCount: 4 }),
    { min: 1, max: 4 }
  ]
])('the bounds: %s', ([, autoscaler, bounds]) => {
  expect(boundsIn(autoscaler)).toEqual(bounds)
})

test('only a ScaledObject has an idle count', () => {
  expect(idleCountIn(scaledObject({}))).toBeUndefined()
  expect(idleCountIn(scaledObject({ idleReplicaCount: '0' }))).toBeUndefined()
  expect(idleCountIn(hpa({ idleReplicaCount: 0 }))).toBeUndefined()
  expect(idleCountIn(scaledObject({ idleReplicaCount: 0 }))).toBe(0)
})

const disabled = { selectPolicy: 'Disabled' }

test.for<[string, Resource, 'awake' | 'half' | 'paused', string]>([
  ['an HPA', hpa({}), 'awake', ''],
  [
    'an HPA with other policies',
    hpa({ behavior: { scaleUp: { selectPolicy: 'Max' } } }),
    'awake',
    ''
  ],
  [
    "an HPA with KEDA's annotation",
    { ...hpa({}), metadata: { annotations: { 'autoscaling.keda.sh/paused': 'true' } } },
    'awake',
    ''
  ],
  [
    'an HPA that only grows',
    hpa({ behavior: { scaleDown: disabled } }),
    'half',
    'spec.behavior.scaleDown.selectPolicy'
  ],
  [
    'an HPA that only shrinks',
    hpa({ behavior: { scaleUp: disabled } }),
    'half',
    'spec.behavior.scaleUp.selectPolicy'
  ],
  [
    'an HPA that does neither',
    hpa({ behavior: { scaleUp: disabled, scaleDown: disabled } }),
    'paused',
    'spec.behavior.scaleDown.selectPolicy'
  ],
  ['a ScaledObject', scaledObject({}), 'awake', ''],
  ['paused: "false"', annotated('paused', 'false'), 'awake', ''],
  ['paused: "False"', annotated('paused', 'False'), 'awake', ''],
  ['paused: "FALSE"', annotated('paused', 'FALSE'), 'awake', ''],
  ['paused: "f"', annotated('paused', 'f'), 'awake', ''],
  ['paused: "F"', annotated('paused', 'F'), 'awake', ''],
  ['paused: "0"', annotated('paused', '0'), 'awake', ''],
  ['paused: false', annotated('paused', false), 'awake', ''],
  ['paused-scale-in: "false"', annotated('paused-scale-in', 'false'), 'awake', ''],
  [
    'paused-scale-in: "true"',
    annotated('paused-scale-in', 'true'),
    'half',
    'metadata.annotations.autoscaling.keda.sh/paused-scale-in'
  ],
  [
    'paused-scale-out: "true"',
    annotated('paused-scale-out', 'true'),
    'half',
    'metadata.annotations.autoscaling.keda.sh/paused-scale-out'
  ],
  [
    'paused: "fAlSe"',
    annotated('paused', 'fAlSe'),
    'paused',
    'metadata.annotations.autoscaling.keda.sh/paused'
  ],
  [
    'paused: "no"',
    annotated('paused', 'no'),
    'paused',
    'metadata.annotations.autoscaling.keda.sh/paused'
  ],
  [
    'paused: ""',
    annotated('paused', ''),
    'paused',
    'metadata.annotations.autoscaling.keda.sh/paused'
  ],
  [
    'paused: "True"',
    annotated('paused', 'True'),
    'paused',
    'metadata.annotations.autoscaling.keda.sh/paused'
  ],
  [
    'paused: true',
    annotated('paused', true),
    'paused',
    'metadata.annotations.autoscaling.keda.sh/paused'
  ],
  [
    'paused-replicas: "0"',
    annotated('paused-replicas', '0'),
    'paused',
    'metadata.annotations.autoscaling.keda.sh/paused-replicas'
  ],
  [
    'paused-replicas beside paused: "false"',
    scaledObject(
      {},
      { 'autoscaling.keda.sh/paused': 'false', 'autoscaling.keda.sh/paused-replicas': 'x' }
    ),
    'paused',
    'metadata.annotations.autoscaling.keda.sh/paused-replicas'
  ],
  [
    'paused both ways and one way',
    scaledObject(
      {},
      { 'autoscaling.keda.sh/paused': 'true', 'autoscaling.keda.sh/paused-scale-in': 'true' }
    ),
    'paused',
    'metadata.annotations.autoscaling.keda.sh/paused'
  ]
])('the pause: %s', ([, autoscaler, is, path]) => {
  expect(pauseIn(autoscaler)?.join('.')).toBe(is === 'paused' ? path : undefined)
  expect(halfPauseIn(autoscaler)?.join('.')).toBe(is === 'half' ? path : undefined)
})

test("an HPA is KEDA's where a ScaledObject owns it", () => {
  const owned = (kind: string) => ({
    ...hpa({}),
    metadata: { ownerReferences: [{ kind, name: 'web' }] }
  })
  expect(isMadeByKeda(hpa({}))).toBe(false)
  expect(isMadeByKeda(owned('Application'))).toBe(false)
  expect(isMadeByKeda(owned('ScaledObject'))).toBe(true)
})
