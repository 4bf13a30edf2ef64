import { expect, test } from 'vitest'
import { readRows } from '../migration/plan.ts'
import { openSource } from '../yaml/stream.ts'
import type { ModelledApplier } from './change.ts'
import { transitionsOf } from './plan.ts'
import { objectsAt, stagesOf, transition } from './plan-of-numbers.test-helper.ts'
import type { Plan } from './plan-of-numbers.test-helper.ts'
import { simulate } from './simulate.ts'

const deployment = (replicas: number | undefined) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
${replicas === undefined ? '' : `  replicas: ${replicas}\n`}  selector:
    matchLabels:
      app: web
  template: {}
`
const target = `  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
`
const hpa = (version: string, pods: number) => `---
apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
${target}  minReplicas: 1
  maxReplicas: ${2 * pods}
`
const scaledObject = (pods: number) => `---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: web
spec:
${target}  minReplicaCount: 1
  maxReplicaCount: ${2 * pods}
`
const autoscalers = {
  none: () => '',
  v1: (pods: number) => hpa('v1', pods),
  v2: (pods: number) => hpa('v2', pods),
  keda: scaledObject
}

/** The stages of a workload as `stage()` makes them of manifests. */
function planOf(autoscaler: keyof typeof autoscalers, pods: number, percents: readonly number[]) {
  const own = autoscaler === 'none' ? pods : undefined
  const text = deployment(own) + autoscalers[autoscaler](pods)
  const sources = [openSource('web.yaml', text)]
  const { rows, diagnostics } = readRows([{ sources, kustomizations: [] }], {
    config: undefined,
    stage: undefined,
    replicas: { named: new Map(own === undefined ? [['web', pods]] : []) },
    percents,
    namespace: undefined,
    release: undefined,
    workloads: [],
    applier: undefined,
    input: 'stream'
  })
  const [row] = rows
  if (!row) throw new Error(JSON.stringify(diagnostics))
  return row.workload
}

const kinds = ['none', 'v1', 'v2', 'keda'] as const
const sizes = [1, 2, 5, 8]
const percents = [[100], [25, 100], [25, 50, 75, 100]]
const appliers: ModelledApplier[] = [
  'argocd',
  'argocd-server-side',
  'helm3',
  'helm4-client-side',
  'kubectl'
]

test.for(kinds)(
  'the stages of manifests with autoscaler %s are those that the model proves',
  kind => {
    for (const pods of sizes) {
      for (const steps of percents) {
        const autoscaler = kind === 'v1' ? 'v2' : kind
        const numbers = stagesOf({ pods, percents: steps, autoscaler, applier: 'helm3' })
        const [first, ...rest] = transitionsOf(planOf(kind, pods, steps), 'helm3')
        const forth = [first?.change.from, first?.change.to, ...rest.map(({ change }) => change.to)]
        const known = new Set(numbers.map(({ objects }) => JSON.stringify(objects)))
        const seen = new Set(forth.map(objects => JSON.stringify(withoutKept(objects))))
        expect([...known].filter(objects => !seen.has(objects))).toEqual([])
      }
    }
  }
)

/** The numbers say nothing of the protection against pruning, and of the API's version. */
function withoutKept(objects: object | undefined): unknown {
  return JSON.parse(JSON.stringify(objects), (key, value: unknown) =>
    ['keptBy', 'autoscalerVersion'].includes(key) ? undefined : value
  )
}

test.for(appliers)('%s brings every stage of manifests safely, there and back', applier => {
  for (const kind of kinds) {
    for (const { from, to, change } of transitionsOf(planOf(kind, 3, [25, 50, 100]), applier)) {
      expect(simulate(change).verdict, `${kind}: ${from} to ${to}`).toBe('safe')
    }
  }
})

test.for<[string, Pick<Plan, 'autoscaler' | 'applier'>]>([
  ['an HPA', { autoscaler: 'v2', applier: 'argocd' }],
  ['an HPA, server-side', { autoscaler: 'v2', applier: 'argocd-server-side' }],
  ['a ScaledObject', { autoscaler: 'keda', applier: 'argocd' }]
])('the ignore rule may come in one commit with the hold, and go with it: %s', ([, settings]) => {
  for (const pods of [1, 3, 8]) {
    const plan = { ...settings, pods, percents: [25, 100] }
    const [before, hold] = ['shrink-100', 'retarget-autoscaler'].map(name => ({
      name,
      objects: objectsAt(plan, name)
    }))
    if (!before || !hold) throw new Error('no stages')
    expect(before.objects.application).toBeUndefined()
    expect(hold.objects.application?.ignoresReplicasOf).toEqual(['Rollout'])
    for (const { change } of [transition(plan, before, hold), transition(plan, hold, before)]) {
      expect(simulate(change).verdict).toBe('safe')
    }
  }
})
