import { targetKey } from '../workload/scope.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { boundsOf, isAutoscaler } from '../kubernetes/autoscaler.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { groupOf, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import type { Kind } from '../workload/state.ts'
import { findItems, findString, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import { pausedBy } from './objects-pairs.ts'
import type { Pair } from './objects-pairs.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

/** What the Argo CD Applications in view do with replicas that stages or autoscalers set. */
export function applicationProblems(view: View, pairs: readonly Pair[]): Diagnostic[] {
  const applications = view.manifests.filter(isApplication)
  if (applications.length === 0) return []
  const ofWorkload = (workload: Manifest) =>
    applications.filter(each => mayBring(each, workload, applications.length === 1))
  return [
    ...pairs.flatMap(pair =>
      ofWorkload(pair.deployment).flatMap(each => ignoredStages(each, pair))
    ),
    ...view.manifests
      .filter(isRollout)
      .flatMap(rollout => [...undoneAutoscaler(rollout, ofWorkload(rollout), view)])
  ]
}

/** Whether a manifest tells Argo CD what to sync, and how. */
function isApplication({ kind, apiVersion }: Manifest): boolean {
  return ['Application', 'ApplicationSet'].includes(kind) && groupOf(apiVersion) === 'argoproj.io'
}

/** The path of an Application's spec. */
const specOf = ({ kind }: Manifest) =>
  kind === 'Application' ? ['spec'] : ['spec', 'template', 'spec']

/** Whether an Application brings a workload, as far as its destination tells. */
function mayBring(application: Manifest, { namespace }: Manifest, isOnly: boolean): boolean {
  const into = findString(application.node, ...specOf(application), 'destination', 'namespace')
  return into === undefined || namespace === undefined ? isOnly : into === namespace
}

const groups: Record<Kind, string> = { Deployment: 'apps', Rollout: 'argoproj.io' }

/** The entry by which an Application ignores the replicas of a workload. */
function ignoringEntry(application: Manifest, kind: Kind, workload: Manifest): Node | undefined {
  const entries = findItems(application.node, ...specOf(application), 'ignoreDifferences')
  return entries.find(entry => {
    const fits = (key: string, wanted: string | undefined) =>
      wanted === undefined || [wanted, '*', '', undefined].includes(findString(entry, key))
    return (
      findString(entry, 'kind') === kind &&
      fits('group', groups[kind]) &&
      fits('name', workload.name) &&
      fits('namespace', workload.namespace) &&
      namesReplicas(entry)
    )
  })
}

function namesReplicas(entry: Node): boolean {
  const paths = [...findItems(entry, 'jsonPointers'), ...findItems(entry, 'jqPathExpressions')]
  return paths.some(path => ['/spec/replicas', '.spec.replicas'].includes(String(valueOf(path))))
}

const respecting = 'RespectIgnoreDifferences=true'

/** The options that make an ignored difference one that is not applied (D.7). */
function ignoringOption(application: Manifest): string | undefined {
  const options = findItems(application.node, ...specOf(application), 'syncPolicy', 'syncOptions')
  const given = options.map(option => String(valueOf(option)))
  return [respecting, 'ApplyOutOfSyncOnly=true'].find(option => given.includes(option))
}

/** While the Deployment has pods, each stage sets counts that have to be applied. */
function ignoredStages(application: Manifest, { deployment, rollout, own }: Pair): Diagnostic[] {
  const option = ignoringOption(application)
  if (own === 0 || option === undefined) return []
  const workloads: [Kind, Manifest][] = [
    ['Deployment', deployment],
    ['Rollout', rollout]
  ]
  return workloads.flatMap(([kind, workload]) => {
    const entry = ignoringEntry(application, kind, workload)
    if (!entry) return []
    const at = locate(application.document, entry.start)
    return [problems.stageIgnored(at, titleOf(application), kind, workload.name ?? '', option)]
  })
}

/** A count in Git over that of an autoscaler which is awake. */
function* undoneAutoscaler(
  rollout: Manifest,
  applications: readonly Manifest[],
  { scope }: View
): Generator<Diagnostic> {
  const replicas = replicasOf(rollout)
  const [application] = applications
  if (typeof replicas !== 'number' || !application) return
  const key = targetKey('Rollout', rollout.apiVersion, rollout.name ?? '')
  const autoscaler = scope.byTarget
    .get(key)
    ?.find(each => isAutoscaler(each) && scope.together(each, rollout) && isAwake(each))
  const isIgnored = applications.some(
    each => ignoringEntry(each, 'Rollout', rollout) && ignoringOption(each) === respecting
  )
  if (!autoscaler || isIgnored) return
  const path = [...specOf(application), 'ignoreDifferences']
  const at = placeOf(application, ...path)
  const titles = [titleOf(application), titleOf(rollout)] as const
  yield problems.syncUndoesAutoscaler(at, ...titles, replicas, titleOf(autoscaler))
}

function isAwake(autoscaler: Manifest): boolean {
  const bounds = boundsOf(autoscaler)
  return !pausedBy(autoscaler) && bounds !== undefined && bounds.min !== bounds.max
}
