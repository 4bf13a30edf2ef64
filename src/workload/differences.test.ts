import { expect, test } from 'vitest'
import { mergePatch } from '../yaml/merge-patch.ts'
import { differences } from './differences.ts'
import { baselineAnnotation } from './memory.ts'
import {
  autoscaler,
  deploymentOf,
  hpaOf,
  hpaOfKeda,
  pods,
  rolloutOf,
  settledAt,
  snapshotOf,
  stages,
  targetOf
} from './settled.test-helper.ts'
import type { Settled, Variant } from './settled.test-helper.ts'

const variants = ['hpa', 'keda', 'fixed'] as const

test.for(variants.flatMap(variant => stages.map(stage => [variant, stage] as const)))(
  '%s is settled at %s',
  ([variant, stage]) => {
    const { expected, cluster } = settledAt(variant, stage)
    expect(differences(expected, snapshotOf(cluster))).toEqual([])
  }
)

/** One thing that is other than a settled stage has it, and what has to be said. */
type Row = readonly [
  what: string,
  stage: `${Variant} ${string}`,
  change: { readonly expected?: unknown; readonly cluster?: unknown },
  ...reasons: string[]
]

/** What a row comes to: a patch changes what it names, null removes it. */
function said([, at, change]: Row): string[] {
  const [variant = 'hpa', stage = ''] = at.split(' ') as [Variant, string]
  // Both are data of JSON.
  const settled = settledAt(variant, stage) as never
  const { expected, cluster } = mergePatch(settled, change as never) as unknown as Settled
  return differences(expected, snapshotOf(cluster))
}

const deployment = (change: object) => ({ cluster: { deployment: change } })
const rollout = (change: object) => ({ cluster: { rollout: change } })
const scaler = (change: object | null) => ({ cluster: { autoscaler: change } })
const others = (...others: object[]) => ({ cluster: { others } })

const status = (status: object) => ({ status })
const annotated = (annotations: object | null) => ({ metadata: { annotations } })
const running = (count: number) => ({ spec: { replicas: count }, status: pods(count) })
const named = (name: string, namespace = 'shop') => ({ metadata: { name, namespace } })
const generation = (generation: number | null) => ({ metadata: { generation } })

const remembered = (memory: string | null) =>
  deployment(annotated({ [baselineAnnotation]: memory }))
const applied = (text: string | null) =>
  deployment(annotated({ 'kubectl.kubernetes.io/last-applied-configuration': text }))
const behavior = (up: string, down: string) =>
  scaler({
    spec: { behavior: { scaleUp: { selectPolicy: up }, scaleDown: { selectPolicy: down } } }
  })
const target = (kind: 'Deployment' | 'Rollout') =>
  scaler({ spec: { scaleTargetRef: targetOf(kind) } })
const bounds = (bounds: object) => scaler({ spec: bounds })
const kedas = (name: string, value: string) =>
  scaler(annotated({ [keda('paused')]: null, [keda(name)]: value }))
const keda = (name: string) => `autoscaling.keda.sh/${name}`

const ofAnother = {
  ...hpaOf(autoscaler),
  spec: { scaleTargetRef: { kind: 'Deployment', name: 'api' }, maxReplicas: 10 }
}

// prettier-ignore
const noDifference: readonly Row[] = [
  ['another count of an awake autoscaler', 'hpa pin-replicas', deployment(running(10))],
  ['another count of a released autoscaler', 'hpa release-autoscaler', rollout(running(5))],
  ['a snapshot without generations', 'hpa grow-25', deployment(generation(null))],
  ['an autoscaler whose controller writes no generation', 'hpa grow-25', scaler(status({ observedGeneration: null }))],
  ['a Rollout without pods at the baseline', 'hpa baseline', { cluster: { rollout: rolloutOf(0) } }],
  ['a Rollout of another namespace', 'hpa baseline', others({ ...rolloutOf(5), ...named('web', 'stage') })],
  ['an autoscaler of another namespace', 'hpa grow-25', others({ ...hpaOf(autoscaler), ...named('web', 'stage') })],
  ['an autoscaler of another Deployment', 'fixed grow-25', others(ofAnother)],
  ['other bounds of a paused ScaledObject', 'keda grow-25', bounds({ maxReplicaCount: 3 })],
  ['an annotation that says awake', 'keda pin-replicas', kedas('paused', 'false')],
  ['a pause of one way that the manifest has', 'hpa pin-replicas', { ...behavior('Max', 'Disabled'), expected: { state: { autoscalers: [{ ...autoscaler, disabledDown: true }] } } }],
  ['a snapshot without annotations', 'hpa grow-25', deployment(annotated(null))],
  ['an applier that has noted nothing', 'hpa grow-25', applied(null)],
  ['a note that is no JSON', 'hpa grow-25', applied('web')],
  ['a note that is no object', 'hpa grow-25', applied('null')],
  ['a note beside an applier that notes nothing', 'hpa grow-25', { ...applied('{"spec":{"replicas":2}}'), expected: { notesApplied: false } }],
  ['a note of the count of an awake autoscaler', 'hpa introduce-rollout', applied('{"spec":{"replicas":5}}')],
  ['a note beside a manifest without a count', 'keda introduce-rollout', applied('{"spec":{"replicas":5}}')],
]

test.for(noDifference)('%s is no difference: %s', row => expect(said(row)).toEqual([]))

const unsynced = 'it is not synced yet, or the applier ignores the field'
const behind = (title: string) => `the controller of ${title} has not seen its last change`
const isForeign = `Deployment "web" in the cluster is not from this commit: its annotation ${baselineAnnotation} differs; it is not synced yet`
const wasApplied = 'Deployment "web" was last applied'
const noAutoscaler =
  'the snapshot has no autoscaler for it; include hpa in kubectl get, and scaledobject with KEDA'
const twoAutoscalers = '2 autoscalers scale it and block each other'
const hpa = 'HorizontalPodAutoscaler "web"'
const clamps = 'so it would move them despite its pause'

// prettier-ignore
const difference: readonly Row[] = [
  // The Deployment.
  ['a Deployment that is missing', 'hpa grow-25', { cluster: { deployment: null } },
    'the snapshot has no Deployment "web"'],
  ['a Deployment of another namespace', 'hpa grow-25', deployment(named('web', 'stage')),
    'the snapshot has no Deployment "web"'],
  ['a Deployment of two namespaces', 'hpa grow-25',
    { ...others({ ...deploymentOf(8, {}), ...named('web', 'stage') }), expected: { namespace: null } },
    'the snapshot has Deployments "web" of several namespaces'],
  ['a count that is not synced', 'hpa shrink-25', deployment(running(8)),
    `Deployment "web" has replicas: 8 in the cluster but 6 at this stage; ${unsynced}`],
  ['a count that is left out', 'fixed grow-25', deployment({ spec: { replicas: null }, status: pods(1) }),
    `Deployment "web" has replicas: 1 in the cluster but 8 at this stage; ${unsynced}`],
  ['a change that the controller has not seen', 'hpa grow-25', deployment(generation(4)),
    behind('Deployment "web"')],
  ['a Deployment that was never reconciled', 'hpa grow-25', deployment(status({ observedGeneration: null })),
    behind('Deployment "web"')],
  ['a pod that is not available', 'hpa grow-25', deployment(status({ availableReplicas: 7 })),
    '7 of 8 pods of Deployment "web" are available'],
  ['no pod that is available', 'hpa grow-25', deployment(status({ availableReplicas: null })),
    '0 of 8 pods of Deployment "web" are available'],
  ['too few pods of an awake autoscaler', 'hpa pin-replicas', deployment({ spec: { replicas: 10 } }),
    '8 of 10 pods of Deployment "web" are available',
    'Deployment "web" is rolling out another pod template'],
  ['too many pods', 'hpa shrink-25', deployment(status({ replicas: 8 })),
    'Deployment "web" still has 8 pods, but only 6 stay at this stage'],
  ['pods of another template', 'hpa grow-25', deployment(status({ updatedReplicas: 2 })),
    'Deployment "web" is rolling out another pod template'],

  // A commit that was merged and never synced.
  ['a Deployment without the memory of the commit', 'hpa grow-25', remembered(null), isForeign],
  ['the memory of another commit', 'hpa grow-25', remembered('[]'), isForeign],
  ['a memory that is to be removed', 'hpa introduce-rollout', remembered('[]'), isForeign],
  ['a memory before rendered manifests', 'hpa grow-25', { expected: { memory: null } }, isForeign],
  ['a pin that agrees by chance', 'hpa pin-replicas', applied('{"spec":{"replicas":2}}'),
    `${wasApplied} with replicas: 2, but this stage has 8; it is not synced yet`],
  ['a pin of a chart without a count', 'keda pin-replicas', applied('{"spec":{}}'),
    `${wasApplied} without replicas, but this stage has 8; it is not synced yet`],
  ['a shrink that somebody has done by hand', 'fixed shrink-25', applied('{"spec":{"replicas":8}}'),
    `${wasApplied} with replicas: 8, but this stage has 6; it is not synced yet`],

  // The Rollout.
  ['a Rollout that is missing', 'hpa introduce-rollout', { cluster: { rollout: null } },
    'the snapshot has no Rollout "web"'],
  ['a Rollout that is not to exist', 'hpa baseline', { cluster: { rollout: rolloutOf(2) } },
    'Rollout "web" has 2 pods, but this stage has no such Rollout'],
  ['a Rollout without a count that is not to exist', 'hpa baseline', { cluster: { rollout: { ...rolloutOf(1), spec: {} } } },
    'Rollout "web" has 1 pod, but this stage has no such Rollout'],
  ['a count of the Rollout that is not synced', 'hpa grow-25', rollout(running(1)),
    `Rollout "web" has replicas: 1 in the cluster but 2 at this stage; ${unsynced}`],
  ['a count of the Rollout that is left out', 'hpa grow-25', rollout({ spec: { replicas: null }, status: pods(1) }),
    `Rollout "web" has replicas: 1 in the cluster but 2 at this stage; ${unsynced}`],
  ['another count than is held', 'hpa retarget-autoscaler', rollout(running(9)),
    `Rollout "web" has replicas: 9 in the cluster but 8 at this stage; ${unsynced}`],
  ['a change that the Rollout controller has not seen', 'hpa grow-25', rollout(generation(4)),
    behind('Rollout "web"')],
  ['a pod of the Rollout that is not available', 'hpa release-autoscaler', rollout(status({ availableReplicas: 7 })),
    '7 of 8 pods of Rollout "web" are available'],
  ['too many pods of the Rollout', 'hpa grow-25', rollout(status({ replicas: 3 })),
    'Rollout "web" still has 3 pods, but only 2 stay at this stage'],
  ['pods of another template of the Rollout', 'hpa grow-100', rollout(status({ updatedReplicas: 6 })),
    'Rollout "web" is rolling out another pod template'],
  ['a Rollout that is being deleted', 'hpa grow-25', rollout({ metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }),
    'Rollout "web" is being deleted'],
  ['a Deployment that is being deleted', 'hpa grow-25', deployment({ metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }),
    'Deployment "web" is being deleted'],
  ['a phase other than Healthy', 'hpa grow-25', rollout(status({ phase: 'Progressing' })),
    'Rollout "web" is Progressing'],
  ['a Rollout that is paused', 'hpa grow-25', rollout({ spec: { paused: true } }),
    'Rollout "web" is paused: it neither scales nor rolls'],
  ['a Rollout that was never reconciled', 'hpa introduce-rollout', rollout(status({ phase: null })),
    'Rollout "web" is not reconciled yet'],

  // Which autoscalers exist, and what they scale.
  ['an autoscaler that is not known', 'fixed grow-25', scaler(hpaOf(autoscaler)),
    'autoscaler "web" exists in the cluster but not in the manifests'],
  ['an autoscaler of the Rollout that is not known', 'fixed grow-25', scaler(hpaOf({ ...autoscaler, target: 'Rollout' })),
    'autoscaler "web" exists in the cluster but not in the manifests'],
  ['a second autoscaler', 'hpa grow-25', others({ ...hpaOf(autoscaler), ...named('web-2') }), twoAutoscalers],
  ['an autoscaler on each side', 'hpa release-autoscaler', others({ ...hpaOf(autoscaler), ...named('web-2') }), twoAutoscalers],
  ['an autoscaler that is missing', 'hpa grow-25', scaler(null), noAutoscaler],
  ['an autoscaler of KEDA without its ScaledObject', 'keda pin-replicas', scaler(null), noAutoscaler],
  ['a change that the autoscaler has not seen', 'hpa grow-25', scaler(generation(4)), behind(hpa)],
  ['a target that has not followed', 'hpa retarget-autoscaler', target('Deployment'),
    `${hpa} scales the Deployment, not the Rollout`],
  ['a target that has followed too early', 'keda pin-replicas', target('Rollout'),
    'ScaledObject "web" scales the Rollout, not the Deployment'],

  // Whether they are paused.
  ['a pause that is not synced', 'hpa pause-autoscaler', behavior('Max', 'Max'), `${hpa} is awake`],
  ['a pause of scaling up alone', 'hpa grow-25', behavior('Disabled', 'Max'), `${hpa} is awake`],
  ['a pause of scaling down alone', 'hpa grow-25', behavior('Max', 'Disabled'), `${hpa} is awake`],
  ['a pause that nobody asked for', 'hpa pin-replicas', behavior('Disabled', 'Disabled'), `${hpa} is paused`],
  ['a pause that has not ended', 'hpa retarget-autoscaler', behavior('Disabled', 'Disabled'), `${hpa} is paused`],
  ['a pause of one way that nobody asked for', 'hpa release-autoscaler', behavior('Max', 'Disabled'),
    `${hpa} scales one way only, by spec.behavior.scaleDown.selectPolicy`],
  ['KEDA awake by its annotation', 'keda pause-autoscaler', kedas('paused', 'false'), 'ScaledObject "web" is awake'],
  ['KEDA paused one way alone', 'keda grow-25', kedas('paused-scale-in', 'true'), 'ScaledObject "web" is awake'],
  ['KEDA paused one way that nobody asked for', 'keda pin-replicas', kedas('paused-scale-out', 'true'),
    `ScaledObject "web" scales one way only, by metadata.annotations.${keda('paused-scale-out')}`],
  ['KEDA paused by the word True', 'keda release-autoscaler', { cluster: { ...kedas('paused', 'True').cluster, others: [] } },
    'ScaledObject "web" is paused'],
  ['KEDA paused at a count that nobody asked for', 'keda release-autoscaler', { cluster: { ...kedas('paused-replicas', '3').cluster, others: [] } },
    'ScaledObject "web" is paused'],
  ['KEDA paused at a count of its own', 'keda grow-25', kedas('paused-replicas', '8'),
    `ScaledObject "web" is paused at the count of its annotation ${keda('paused-replicas')}`],
  ['an autoscaler that KEDA has not removed', 'keda pause-autoscaler', others(hpaOfKeda(autoscaler)),
    'KEDA has not removed the autoscaler that it made for ScaledObject "web"'],

  // Their bounds.
  ['a pause that clamps from below', 'hpa grow-25', bounds({ minReplicas: 2 }), `${hpa} allows 2 to 10 pods, ${clamps}`],
  ['a pause that clamps from above', 'hpa grow-25', bounds({ maxReplicas: 7 }), `${hpa} allows 1 to 7 pods, ${clamps}`],
  ['a pause while N is not known', 'hpa grow-25', { expected: { replicas: null } }, `${hpa} allows 1 to 10 pods, ${clamps}`],
  ['a hold that lets go below', 'hpa retarget-autoscaler', bounds({ minReplicas: 2 }),
    `${hpa} allows 2 to 8 pods, so it does not hold them`],
  ['a hold that lets go above', 'keda retarget-autoscaler', bounds({ maxReplicaCount: 10 }),
    'ScaledObject "web" allows 8 to 10 pods, so it does not hold them'],
  ['another least than the manifest has', 'hpa release-autoscaler', bounds({ minReplicas: 8 }),
    `${hpa} allows 8 to 10 pods, unlike the manifest`],
  ['another most than the manifest has', 'keda pin-replicas', bounds({ maxReplicaCount: 20 }),
    'ScaledObject "web" allows 2 to 20 pods, unlike the manifest'],
]

test.for(difference)('%s is said: %s', row => {
  const [, , , ...reasons] = row
  expect(said(row)).toEqual(reasons)
})
