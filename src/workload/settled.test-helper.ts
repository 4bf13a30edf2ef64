import fc from 'fast-check'
import { parseSnapshot } from '../snapshot.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Expected } from './differences.ts'
import { baselineAnnotation } from './memory.ts'
import { hasReached, parseStage, pinReplicas, stageNames } from './stage.ts'
import { stateAt } from './state-at.ts'
import type { Numbers } from './state-at.ts'
import { isActive } from './state.ts'
import type { Autoscaler, Kind } from './state.ts'

/** An object as the API server shows it. */
export type Live = { readonly [key: string]: unknown }

/** The objects of one workload in a cluster, and whatever else is near them. */
export type Cluster = {
  readonly deployment?: Live
  readonly rollout?: Live
  readonly autoscaler?: Live
  readonly others: readonly Live[]
}

export type Variant = 'hpa' | 'keda' | 'fixed'

const replicas = 8
const percents = [25, 100]

export const autoscaler = {
  kind: 'HorizontalPodAutoscaler',
  name: 'web',
  target: 'Deployment',
  min: 2,
  max: 10,
  disabledUp: false,
  disabledDown: false,
  paused: false
} as const satisfies Autoscaler

/** A workload of 8 pods: with an HPA, with KEDA and no count of its own, and without an autoscaler. */
export const numbersOf: Record<Variant, Numbers> = {
  hpa: {
    baseline: { deployment: { replicas: 2 }, autoscalers: [autoscaler] },
    replicas,
    percents,
    keep: true
  },
  keda: {
    baseline: {
      deployment: {},
      autoscalers: [{ ...autoscaler, kind: 'ScaledObject', idle: 0 }]
    },
    replicas,
    percents,
    keep: true
  },
  fixed: { baseline: { deployment: { replicas }, autoscalers: [] }, replicas, percents, keep: true }
}

export const stages = stageNames(percents)

/** What a stage relies on, and a cluster that shows it. */
export type Settled = { readonly expected: Expected; readonly cluster: Cluster }

/** A workload of manifests in place, applied by Argo CD or kubectl, at rest at a stage. */
export function settledAt(variant: Variant, name: string): Settled {
  const numbers = numbersOf[variant]
  const stage = parseStage(name)
  if (!stage) throw new Error(`no stage: ${name}`)
  const state = stateAt(numbers, stage)
  const memory = hasReached(stage, pinReplicas) ? '[["a1b2c3d4",1,""]]' : undefined
  const expected = { name: 'web', namespace: 'shop', rollout: 'web', state, replicas }
  const [scaler] = state.autoscalers
  const isReleased = scaler?.target === 'Rollout'
  const own = isReleased ? 0 : (state.deployment?.replicas ?? 5)
  const lastApplied = JSON.stringify({ spec: state.deployment })
  return {
    expected: { ...expected, ...(memory && { memory }), notesApplied: true },
    cluster: {
      deployment: deploymentOf(own, {
        'deployment.kubernetes.io/revision': '4',
        'kubectl.kubernetes.io/last-applied-configuration': lastApplied,
        ...(memory && { [baselineAnnotation]: memory })
      }),
      ...(state.rollout && { rollout: rolloutOf(state.rollout.replicas ?? 1) }),
      ...(scaler && {
        autoscaler: scaler.kind === 'ScaledObject' ? kedaOf(scaler) : hpaOf(scaler)
      }),
      others: scaler?.kind === 'ScaledObject' && isActive(scaler) ? [hpaOfKeda(scaler)] : []
    }
  }
}

const metadata = { name: 'web', namespace: 'shop', generation: 3 }

/** The counts of pods that are at rest. The API leaves out what is 0. */
export const pods = (count: number): Live =>
  count === 0
    ? {}
    : {
        replicas: count,
        updatedReplicas: count,
        readyReplicas: count,
        availableReplicas: count
      }

export function deploymentOf(count: number, annotations: Live): Live {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...metadata, annotations },
    spec: { replicas: count },
    status: { observedGeneration: 3, ...pods(count) }
  }
}

export function rolloutOf(count: number): Live {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { ...metadata },
    spec: {
      replicas: count,
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
    },
    status: { observedGeneration: '3', phase: 'Healthy', ...pods(count) }
  }
}

export const targetOf = (kind: Kind) => ({
  apiVersion: kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1',
  kind,
  name: 'web'
})

export function hpaOf({ target, min, max, disabledUp, disabledDown }: Autoscaler): Live {
  const policy = (isDisabled: boolean) => ({ selectPolicy: isDisabled ? 'Disabled' : 'Max' })
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { ...metadata },
    spec: {
      scaleTargetRef: targetOf(target),
      minReplicas: min,
      maxReplicas: max,
      behavior: { scaleUp: policy(disabledUp), scaleDown: policy(disabledDown) }
    },
    status: { observedGeneration: 3 }
  }
}

export function kedaOf({ target, min, max, paused }: Autoscaler): Live {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: {
      ...metadata,
      annotations: paused ? { 'autoscaling.keda.sh/paused': 'true' } : {}
    },
    spec: { scaleTargetRef: targetOf(target), minReplicaCount: min, maxReplicaCount: max }
  }
}

/** The autoscaler that KEDA makes. */
export function hpaOfKeda(scaler: Autoscaler): Live {
  const hpa = hpaOf(scaler)
  const ownerReferences = [{ kind: 'ScaledObject', name: 'web' }]
  return { ...hpa, metadata: { ...metadata, name: 'keda-hpa-web', ownerReferences } }
}

/** What `kubectl get` prints of a cluster, read. */
export function snapshotOf({ deployment, rollout, autoscaler: own, others }: Cluster): Snapshot {
  const items = [deployment, rollout, own, ...others].filter(each => each !== undefined)
  const { snapshot, diagnostics } = parseSnapshot(JSON.stringify({ items }), 'snapshot.json')
  if (!snapshot) throw new Error(diagnostics.map(({ message }) => message).join())
  return snapshot
}

/** Rising percents, the last one 100. */
export const percentLists = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 })
  .map(few => [...few.sort((a, b) => a - b), 100])

/** Workloads with any N, any counts of their own, and with an HPA, with KEDA or without either. */
export const workloads: fc.Arbitrary<Numbers> = fc
  .record({
    replicas: fc.integer({ min: 1, max: 60 }),
    own: fc.option(fc.nat(80), { nil: undefined }),
    kind: fc.constantFrom('none' as const, 'HorizontalPodAutoscaler', 'ScaledObject'),
    below: fc.oneof(fc.constant(0), fc.nat(60)),
    above: fc.oneof(fc.constant(0), fc.nat(20)),
    idle: fc.boolean(),
    percents: percentLists,
    keep: fc.boolean()
  })
  .map(({ replicas: count, own, kind, below, above, idle, ...rest }) => {
    const min = Math.max(kind === 'ScaledObject' ? 0 : 1, count - below)
    const isIdle = idle && kind === 'ScaledObject' && min > 0
    const scaler = { ...autoscaler, min, max: count + above, ...(isIdle && { idle: 0 }) }
    const stated = kind === 'none' ? count : own
    return {
      ...rest,
      replicas: count,
      baseline: {
        deployment: stated === undefined ? {} : { replicas: stated },
        autoscalers: kind === 'none' ? [] : [{ ...scaler, kind }]
      }
    }
  })
