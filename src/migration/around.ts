import type { Diagnostic } from '../diagnostic.ts'
import { neverSurges } from '../kubernetes/deployment.ts'
import { forbiddingProject, isProject, isQuota, mostPodsOf } from '../kubernetes/limits.ts'
import { manifestsOfKinds, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { downscalerAnnotationIn, mentionsIn, namersOf, watching } from '../kubernetes/mentions.ts'
import type { Mention } from '../kubernetes/mentions.ts'
import { hashReferencesIn } from '../kubernetes/pod-hash.ts'
import { mayShareNamespace, resourceOf } from '../kubernetes/resource.ts'
import { syncingIn } from '../workload/argo-cd.ts'
import type { SourceGroup } from '../workload/read.ts'
import type { Manifests } from '../workload/scope.ts'
import type { Run } from '../workload/select.ts'
import { stagesOf } from '../workload/state-at.ts'
import { bringersOf } from '../workload/sync.ts'
import type { Syncing } from '../workload/sync.ts'
import { locate } from '../yaml/stream.ts'
import * as problems from './around-problems.ts'
import { peakOf } from './runbook/planned.ts'
import type { PlannedWorkload } from './runbook/planned.ts'

/** A workload of a plan with its manifests. */
export type Surrounded = PlannedWorkload & { readonly manifests: Manifests }

const kinds = [...watching, 'VerticalPodAutoscaler', 'ResourceQuota', 'AppProject']

/** What else names the Deployments of a plan, or has a say in their pods, each with what to do. */
export function aroundProblems(
  workloads: readonly Surrounded[],
  groups: readonly SourceGroup[],
  run: Run
): Diagnostic[] {
  const all = groups
    .flatMap(group => group.sources)
    .flatMap(source => manifestsOfKinds(source, kinds))
  const syncing = syncingIn(groups, run)
  const projects = all.filter(isProject)
  const namers = namersOf(all)
  return [
    ...workloads.flatMap(each => [
      ...mentionsOf(each, namers.get(each.name) ?? []),
      ...ownProblems(each),
      ...forbidden(each, projects, syncing)
    ]),
    ...quotaProblems(all.filter(isQuota), workloads, run)
  ]
}

/** What names a Deployment, its own VerticalPodAutoscalers apart: they follow in the last stage. */
function mentionsOf(workload: Surrounded, namers: readonly Manifest[]): Diagnostic[] {
  const { deployment, autoscalers, foreignScalers, verticalAutoscalers } = workload.manifests
  const following = new Set(verticalAutoscalers.map(placeKey))
  const others = namers.filter(each => !following.has(placeKey(each)))
  const named = { name: deployment.name ?? '', namespace: deployment.namespace }
  return [...autoscalers, ...foreignScalers, ...others].flatMap(each =>
    mentionsIn(resourceOf(each), named).map(({ how, path }) =>
      problems.namedByOthers(
        placeOf(each, ...path),
        inWords(how, titleOf(each)),
        ...titlesOf(workload),
        how
      )
    )
  )
}

const placeKey = (manifest: Manifest) => JSON.stringify(placeOf(manifest))

function inWords(how: Mention['how'], title: string): string {
  if (how === 'measures') return `A metric of ${title} measures`
  return how === 'watches' ? `A query of ${title} refers to` : `${title} targets`
}

/** A Deployment and its Rollout, as messages call them. */
function titlesOf({ manifests: { deployment }, rollout }: Surrounded) {
  return [titleOf(deployment), titleOf({ ...deployment, kind: 'Rollout', name: rollout })] as const
}

/** What the Deployment itself says that its Rollout does not carry along. */
function* ownProblems(workload: Surrounded): Generator<Diagnostic> {
  const { deployment } = workload.manifests
  const titles = titlesOf(workload)
  const resource = resourceOf(deployment)
  const path = downscalerAnnotationIn(resource)
  if (path) {
    const what = `The annotation "${path.at(-1)}" of kube-downscaler is on`
    yield problems.namedByOthers(placeOf(deployment, ...path), what, ...titles, 'keeps-hours')
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

function quotaProblems(
  quotas: readonly Manifest[],
  workloads: readonly Surrounded[],
  { namespace: given }: Run
): Diagnostic[] {
  if (quotas.length === 0) return []
  const peaks = workloads.map(each => ({ each, peak: highestOf(each) }))
  const spaceOf = ({ namespace = given }: Pick<Manifest, 'namespace'>) => namespace
  return quotas.flatMap(quota => {
    const most = mostPodsOf(quota)
    const own = peaks.filter(({ each: { manifests } }) =>
      mayShareNamespace(spaceOf(manifests.deployment), spaceOf(quota))
    )
    const peak = own.reduce((sum, each) => sum + each.peak, 0)
    if (most === undefined || peak <= most) return []
    return [problems.quotaBelowPeak(placeOf(quota, 'spec', 'hard'), titleOf(quota), most, peak)]
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
