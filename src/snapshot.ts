import * as z from 'zod'
import type { Diagnostic } from './diagnostic.ts'
import { parseJson } from './json.ts'
import { groupOf } from './kubernetes/manifest.ts'
import { invalidSnapshot } from './problems.ts'

const count = z.int().optional()
const text = z.string().optional()
const strings = z.record(z.string(), z.string()).optional()

// Loose: the readers of `kubernetes/` look at more of an object than its status needs.
const metadata = z.looseObject({
  name: z.string(),
  namespace: text,
  generation: count,
  labels: strings,
  annotations: strings,
  ownerReferences: z.array(z.object({ kind: z.string(), name: z.string() })).optional()
})
const target = z.object({ apiVersion: text, kind: text, name: z.string() })
const scaling = z.object({ selectPolicy: text }).optional()

const deployment = z.looseObject({
  metadata,
  spec: z.looseObject({ replicas: count, paused: z.boolean().optional() }),
  status: z
    .object({
      observedGeneration: count,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count
    })
    .default({})
})

const rollout = z.looseObject({
  metadata,
  spec: z.looseObject({
    replicas: count,
    workloadRef: target.partial().optional(),
    strategy: z
      .object({ canary: z.object({ steps: z.array(z.json()).optional() }).optional() })
      .optional()
  }),
  status: z
    .object({
      phase: text,
      // A string, other than a Deployment's (argo-rollouts types.go, RolloutStatus).
      observedGeneration: text,
      currentStepIndex: count,
      currentPodHash: text,
      stableRS: text,
      abort: z.boolean().optional(),
      abortedAt: text,
      pauseConditions: z.array(z.object({ startTime: text })).optional(),
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count
    })
    .default({})
})

const horizontalPodAutoscaler = z.looseObject({
  metadata,
  spec: z.looseObject({
    scaleTargetRef: target,
    minReplicas: count,
    maxReplicas: z.int(),
    behavior: z.object({ scaleUp: scaling, scaleDown: scaling }).optional()
  }),
  status: z
    .object({ observedGeneration: count, currentReplicas: count, desiredReplicas: count })
    .default({})
})

const scaledObject = z.looseObject({
  metadata,
  spec: z.looseObject({ scaleTargetRef: target, minReplicaCount: count, maxReplicaCount: count })
})

const application = z.looseObject({ metadata })

const replicaSet = z.object({
  metadata,
  spec: z.object({ replicas: count }),
  status: z.object({ replicas: count, readyReplicas: count, availableReplicas: count }).default({})
})

const analysisRun = z.object({
  metadata,
  status: z
    .object({
      phase: text,
      message: text,
      metricResults: z
        .array(
          z.object({
            name: z.string(),
            phase: text,
            message: text,
            dryRun: z.boolean().optional(),
            measurements: z.array(z.object({ value: text, phase: text })).default([])
          })
        )
        .default([])
    })
    .default({ metricResults: [] })
})

export type LiveAnalysisRun = z.infer<typeof analysisRun>
export type LiveDeployment = z.infer<typeof deployment>
export type LiveRollout = z.infer<typeof rollout>
export type LiveAutoscaler = z.infer<typeof horizontalPodAutoscaler>
export type LiveScaledObject = z.infer<typeof scaledObject>
export type LiveReplicaSet = z.infer<typeof replicaSet>
export type LiveApplication = z.infer<typeof application>

/** What a cluster showed at one time. */
export type Snapshot = {
  readonly deployments: readonly LiveDeployment[]
  readonly rollouts: readonly LiveRollout[]
  readonly autoscalers: readonly LiveAutoscaler[]
  readonly scaledObjects: readonly LiveScaledObject[]
  readonly replicaSets: readonly LiveReplicaSet[]
  readonly analysisRuns?: readonly LiveAnalysisRun[]
  /** Applications of Argo CD, where somebody has asked for them too. */
  readonly applications?: readonly LiveApplication[]
}

const anyObject = z.looseObject({ apiVersion: z.string(), kind: z.string() })
const list = z.object({ items: z.array(anyObject) })
type AnyObject = z.infer<typeof anyObject>

/** Reads what `kubectl get … -o json` prints: a list, or one object. Other kinds are omitted. */
export function parseSnapshot(
  input: string,
  file: string
): { snapshot: Snapshot | undefined; diagnostics: Diagnostic[] } {
  const failed = (reason: string) => ({
    snapshot: undefined,
    diagnostics: [invalidSnapshot({ file, line: 1, column: 1 }, reason)]
  })
  const data = parseJson(input.replace(/^\ufeff/, ''))
  if (data === undefined) return failed('it is not valid JSON')
  const asList = list.safeParse(data)
  const single = anyObject.safeParse(data)
  if (!asList.success && !single.success)
    return failed('it is neither a Kubernetes object nor a List')
  const objects = asList.data?.items ?? (single.data ? [single.data] : [])
  const reasons: string[] = []
  const ofKind = <Live>(wanted: string, schema: z.ZodType<Live>) =>
    objects
      .filter(({ kind, apiVersion }) => `${groupOf(apiVersion)}/${kind}` === wanted)
      .flatMap(object => {
        const read = schema.safeParse(object)
        if (read.success) return [read.data]
        reasons.push(reasonOf(object, read.error))
        return []
      })
  const snapshot = {
    deployments: ofKind('apps/Deployment', deployment),
    rollouts: ofKind('argoproj.io/Rollout', rollout),
    autoscalers: ofKind('autoscaling/HorizontalPodAutoscaler', horizontalPodAutoscaler),
    scaledObjects: ofKind('keda.sh/ScaledObject', scaledObject),
    replicaSets: ofKind('apps/ReplicaSet', replicaSet),
    analysisRuns: ofKind('argoproj.io/AnalysisRun', analysisRun),
    applications: ofKind('argoproj.io/Application', application)
  }
  const [reason] = reasons
  return reason === undefined ? { snapshot, diagnostics: [] } : failed(reason)
}

function reasonOf({ kind, ...object }: AnyObject, error: z.ZodError): string {
  const [issue] = error.issues
  const name = z.object({ metadata: z.object({ name: z.string() }) }).safeParse(object)
  const title = name.success ? `${kind} "${name.data.metadata.name}"` : kind
  const reason = issue?.message.replace(/^Invalid input: /, '') ?? 'it is not understood'
  return `${issue?.path.join('.')} of ${title}: ${reason}`
}
