import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../cluster/client.ts'
import type { Fail } from '../cluster/session.ts'

const path = '/apis/keda.sh/v1alpha1/scaledobjects'

/** What KEDA makes of a ScaledObject. */
const hpaOf = ({ apiVersion, kind, metadata: { name, namespace, uid }, spec }: any) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: {
    name: `keda-hpa-${name}`,
    namespace,
    ownerReferences: [{ apiVersion, kind, name, uid, controller: true }]
  },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', ...spec.scaleTargetRef },
    minReplicas: spec.minReplicaCount,
    maxReplicas: spec.maxReplicaCount,
    metrics: spec.triggers.map(({ type, metadata: { value } }: any) => ({
      type: 'Resource',
      resource: { name: type, target: { type: 'Utilization', averageUtilization: Number(value) } }
    }))
  }
})

/**
 * Stands in for KEDA, of which the cluster has only the CRD: an HPA for each ScaledObject, none while
 * it is paused. Until it is told to end.
 */
export function playKeda({ api, kubectl, signal }: Client, fail: Fail) {
  let isEnded = false
  const known = new Map<string, string>()

  async function reconcile(scaled: any) {
    const { name, namespace, annotations = {} } = scaled.metadata
    const isPaused = annotations['autoscaling.keda.sh/paused'] === 'true'
    const wanted = isPaused ? '' : JSON.stringify(hpaOf(scaled))
    const key = `${namespace}/${name}`
    if (known.get(key) === wanted) return
    const gone = ['-n', namespace, 'delete', 'hpa', `keda-hpa-${name}`, '--ignore-not-found']
    await (isPaused ? kubectl(gone) : kubectl(['apply', '-f', '-'], wanted))
    known.set(key, wanted)
  }

  async function run() {
    while (!isEnded) {
      // A new kind is served a moment after its CRD is established.
      const { items } = await api.get(path).catch(() => ({ items: [] }))
      for (const scaled of items) await reconcile(scaled)
      await sleep(500, undefined, { signal })
    }
  }

  const running = run().catch(fail)
  return async () => {
    isEnded = true
    await running
  }
}
