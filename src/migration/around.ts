import type { Diagnostic } from '../diagnostic.ts'
import { isDeployment, isPatch, neverSurges, statedPodsOf } from '../kubernetes/deployment.ts'
import { fallbackCountIn } from '../kubernetes/autoscaler.ts'
import { commanding } from '../kubernetes/commands.ts'
import { forbiddingProject, isProject } from '../kubernetes/limits.ts'
import { manifestsOfKinds, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { mentionsOf, namersOf, watching } from '../kubernetes/mentions.ts'
import type { Mention } from '../kubernetes/mentions.ts'
import { hashReferencesIn } from '../kubernetes/pod-hash.ts'
import { hoursOf, keepingHours } from '../kubernetes/hours.ts'
import { isLimitRange, isQuota, shortageOf } from '../kubernetes/quota.ts'
import { mayShareNamespace, resourceOf } from '../kubernetes/resource.ts'
import { syncingIn } from '../workload/argo-cd.ts'
import type { SourceGroup } from '../workload/read.ts'
import type { Manifests } from '../workload/scope.ts'
import type { Run } from '../workload/select.ts'
import { stagesOf } from '../workload/state-at.ts'
import { bringersOf } from '../workload/sync.ts'
import type { Syncing } from '../workload/sync.ts'
import { includes } from '../yaml/bytes.ts'
import { locate } from '../yaml/stream.ts'
import * as problems from './around-problems.ts'
import { peakOf } from './runbook/planned.ts'
import type { PlannedWorkload } from './runbook/planned.ts'

/** A workload of a plan with its manifests. */
export type Surrounded = PlannedWorkload & { readonly manifests: Manifests }

const kinds = [
  ...watching,
  ...keepingHours,
  'VerticalPodAutoscaler',
  'ResourceQuota',
  'LimitRange',
  'AppProject'
]

/** What else names the Deployments of a plan, or has a say in their pods, each with what to do. */
export function aroundProblems(
  workloads: readonly Surrounded[],
  groups: readonly SourceGroup[],
  run: Run
): Diagnostic[] {
  const sources = groups.flatMap(group => group.sources)
  const named = sources.flatMap(source => manifestsOfKinds(source, kinds))
  const scripts = sources.filter(({ bytes }) => includes(bytes, 'kubectl'))
  // A quota counts the pods of all Deployments.
  const others = named.some(isQuota) ? sources : []
  const all = [
    ...named,
    ...scripts.flatMap(source => manifestsOfKinds(source, commanding)),
    ...others.flatMap(source => manifestsOfKinds(source, ['Deployment']))
  ]
  const syncing = syncingIn(groups, run)
  const projects = all.filter(isProject)
  const namers = namersOf(all)
  const hourly = all.filter(({ kind }) => keepingHours.includes(kind))
  return [
    ...workloads.flatMap(each => [
      ...namingProblems(each, namers.get(each.name)),
      ...scalingProblems(each),
      ...ownProblems(each, hourly),
      ...forbidden(each, projects, syncing)
    ]),
    ...quotaProblems(all, workloads, run)
  ]
}

/** What names a Deployment, its own VerticalPodAutoscalers apart: they follow in the last stage. */
function namingProblems(workload: Surrounded, namers: readonly Manifest[]): Diagnostic[] {
  const { deployment, autoscalers, verticalAutoscalers } = workload.manifests
  const following = new Set(verticalAutoscalers.map(placeKey))
  const others = namers.filter(each => !following.has(placeKey(each)))
  const named = { name: deployment.name ?? '', namespace: deployment.namespace }
  return [...autoscalers, ...others].flatMap(each =>
    mentionsOf(each, named).map(({ how, path }) => {
      const at = placeOf(each, ...path)
      return problems.namedByOthers(at, inWords(how, titleOf(each)), ...titlesOf(workload), how)
    })
  )
}

const placeKey = (manifest: Manifest) => JSON.stringify(placeOf(manifest))

const inWords = (how: Mention['how'], title: string) =>
  ({
    measures: `A metric of ${title} measures`,
    watches: `A query of ${title} refers to`,
    commands: `A command of ${title} names`,
    recommends: `${title} targets`
  })[how]

/** What may scale it, where the configuration says that it does not. */
function scalingProblems(workload: Surrounded): Diagnostic[] {
  return workload.manifests.foreignScalers.map(({ scaler, target }) => {
    const what = `${target.by === 'command' ? 'A command of ' : ''}${titleOf(scaler)} targets`
    const at = placeOf(scaler, ...target.path)
    return problems.namedByOthers(at, what, ...titlesOf(workload), 'scales')
  })
}

/** A Deployment and its Rollout, as messages call them. */
function titlesOf({ manifests: { deployment }, rollout }: Surrounded) {
  return [titleOf(deployment), titleOf({ ...deployment, kind: 'Rollout', name: rollout })] as const
}

/** What the Deployment itself says that its Rollout does not carry along. */
function* ownProblems(workload: Surrounded, others: readonly Manifest[]): Generator<Diagnostic> {
  const { deployment } = workload.manifests
  const titles = titlesOf(workload)
  const resource = resourceOf(deployment)
  for (const { manifest, path, what, by } of hoursOf(deployment, others)) {
    const does = manifest === deployment ? 'is on' : 'applies to'
    const at = placeOf(manifest, ...path)
    yield problems.namedByOthers(at, `${what} ${does}`, ...titles, by)
  }
  for (const autoscaler of workload.manifests.autoscalers) {
    const fallback = fallbackCountIn(resourceOf(autoscaler)) ?? 0
    // One of 0 is none.
    if (fallback < 1 || fallback >= workload.replicas) continue
    const at = placeOf(autoscaler, 'spec', 'fallback', 'replicas')
    yield problems.fallbackBelowHold(at, titleOf(autoscaler), fallback, workload.replicas)
  }
  if (workload.replicas === 1 && neverSurges(resource)) {
    const at = placeOf(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxSurge')
    yield problems.singletonRunsTwice(at, ...titles)
  }
  for (const { node, what } of hashReferencesIn(deployment))
    yield problems.podHashMissing(locate(deployment.document, node.start), what, ...titles)
}

function forbidden(
  workload: Surrounded,
  projects: readonly Manifest[],
  syncing: Syncing
): Diagnostic[] {
  if (projects.length === 0) return []
  const { deployment } = workload.manifests
  const found = forbiddingProject(deployment, projects, bringersOf(deployment, syncing))
  if (!found) return []
  const { project, field } = found
  const [, rollout] = titlesOf(workload)
  const at = placeOf(project, 'spec', field)
  const finding = problems.projectForbidsRollout(at, titleOf(project), rollout, field)
  // The plan is right all the same: the project has to change before it is carried out.
  return [{ ...finding, severity: 'warning' }]
}

/** Quotas below what the stages need at most, beside the other Deployments in view. */
function quotaProblems(
  all: readonly Manifest[],
  workloads: readonly Surrounded[],
  { namespace: given }: Run
): Diagnostic[] {
  const quotas = all.filter(isQuota)
  if (quotas.length === 0) return []
  const moving = workloads.map(each => ({
    workload: each.manifests.deployment,
    pods: highestOf(each)
  }))
  const places = new Set(moving.map(({ workload }) => placeKey(workload)))
  const others = all
    .filter(each => isDeployment(each) && !isPatch(each) && !places.has(placeKey(each)))
    .map(workload => ({ workload, pods: statedPodsOf(workload) }))
  return quotas.flatMap(quota => {
    const inSpace = (each: Manifest) => mayShareNamespace(each.namespace, quota.namespace, given)
    const demands = [...moving, ...others].filter(({ workload }) => inSpace(workload))
    const ranges = all.filter(each => isLimitRange(each) && inSpace(each))
    const shortage = demands.length > 0 ? shortageOf(quota, demands, ranges) : undefined
    if (!shortage) return []
    return [problems.quotaBelowPeak(placeOf(quota, 'spec', 'hard'), titleOf(quota), shortage)]
  })
}

/** The most pods of a workload at any moment of its stages. */
function highestOf(workload: Surrounded): number {
  const stages = stagesOf(workload)
  const peaks = stages.slice(1).map((after, at) => {
    const before = stages[at] ?? after
    return peakOf({ workload, before, after })
  })
  return Math.max(0, ...peaks)
}
