import { expect, test } from 'vitest'
import { ownHoursIn } from './hours.ts'
import type { Resource } from './resource.ts'

const keyOf = (metadata: Resource) => ownHoursIn({ metadata })?.at(-1)

test.for([
  'downscaler/exclude',
  'downscaler/exclude-until',
  'cluster-autoscaler.kubernetes.io/safe-to-evict',
  'autoscaling.keda.sh/paused',
  'autoscaling.knative.dev/minScale',
  'checksum/scales',
  'app.kubernetes.io/name'
])('%s says nothing of hours', key => {
  expect(keyOf({ annotations: { [key]: 'x' } })).toBeUndefined()
})

test.for([
  'downscaler/uptime',
  'downscaler/downtime-replicas',
  'hoopla/scaling.schedule',
  'zalando.org/schedule-actions',
  'hpa.autoscaling.banzaicloud.io/minReplicas'
])('%s sets the count of what has it', key => {
  expect(keyOf({ annotations: { 'downscaler/exclude': 'false', [key]: 'x' } })).toBe(key)
})

test('Sablier is told by a label', () => {
  expect(keyOf({ labels: { 'sablier.enable': 'true' } })).toBe('sablier.enable')
})
