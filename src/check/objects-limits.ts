import type { Diagnostic } from '../diagnostic.ts'
import { statedPodsOf } from '../kubernetes/deployment.ts'
import { forbiddingProject, isProject } from '../kubernetes/limits.ts'
import { isHook, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isLimitRange, isQuota, shortageOf } from '../kubernetes/quota.ts'
import { annotationOf, fieldOf, itemsOf, resourceOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import { isRollout, syncWaveIn } from '../kubernetes/rollout.ts'
import * as around from '../migration/around-problems.ts'
import { asEntries } from '../yaml/node.ts'
import type { Pair } from './objects-pairs.ts'
import { limitOf } from './limit.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

/** What forbids a Rollout or its pods, and what waits for it. */
export function limitProblems(view: View, pairs: readonly Pair[]): Diagnostic[] {
  const projects = view.manifests.filter(isProject)
  const quotas = view.manifests.filter(isQuota)
  const rollouts = view.manifests.filter(isRollout)
  const limit = limitOf('projects may forbid too many Rollouts', 500_000)
  return [
    ...rollouts
      .filter(each => limit.allows(projects.length, each))
      .flatMap(each => forbidden(each, projects, view)),
    ...limit.problems(),
    ...quotas.flatMap(each => [...overQuota(each, pairs, view)]),
    ...waiting(rollouts, view)
  ]
}

/** A project of Argo CD that does not allow Rollouts. */
function forbidden(rollout: Manifest, projects: readonly Manifest[], view: View): Diagnostic[] {
  if (projects.length === 0) return []
  const found = forbiddingProject(rollout, projects, view.bringersOf(rollout))
  if (!found) return []
  const { project, field } = found
  const at = placeOf(project, 'spec', field)
  return [around.projectForbidsRollout(at, titleOf(project), titleOf(rollout), field)]
}

/** A quota below what Deployments and their Rollouts state together, beside the others in view. */
function* overQuota(quota: Manifest, pairs: readonly Pair[], view: View): Generator<Diagnostic> {
  const { together, deployments } = view.scope
  const inSpace = (each: Manifest) => together(each, quota)
  const own = pairs.filter(({ deployment }) => inSpace(deployment))
  if (own.length === 0) return
  const moving = new Set(own.map(({ deployment }) => deployment))
  const others = deployments.filter(each => !moving.has(each) && inSpace(each))
  const demands = [
    ...own.map(({ deployment, own = 0, moved = 0 }) => ({
      workload: deployment,
      pods: own + moved
    })),
    ...others.map(workload => ({ workload, pods: statedPodsOf(workload) }))
  ]
  const ranges = view.manifests.filter(each => isLimitRange(each) && inSpace(each))
  const shortage = shortageOf(quota, demands, ranges)
  if (shortage)
    yield problems.quotaBelowPods(placeOf(quota, 'spec', 'hard'), titleOf(quota), shortage)
}

/**
 * Hooks and later waves of a sync that wait while a canary does: a Rollout that is paused is not
 * Healthy (argo-cd resource_customizations/argoproj.io/Rollout/health.lua).
 */
function waiting(rollouts: readonly Manifest[], view: View): Diagnostic[] {
  const pausing = rollouts.filter(each => stopsForPeople(resourceOf(each)))
  if (pausing.length === 0) return []
  const late = view.all.flatMap(each => {
    const order = orderOf(each)
    return order ? [{ manifest: each, ...order }] : []
  })
  const waves = new Map(pausing.map(each => [each, orderOf(each)?.wave ?? 0]))
  return late.flatMap(({ manifest, wave, isHook, isOfHelm, path }) => {
    const rollout = pausing.find(
      each =>
        (isHook || wave > (waves.get(each) ?? 0)) &&
        (!isOfHelm || view.bringersOf(each).length > 0) &&
        isOfSync(manifest, each, view)
    )
    if (!rollout) return []
    const at = placeOf(manifest, ...path)
    return [problems.syncWaitsForCanary(at, titleOf(manifest), titleOf(rollout))]
  })
}

const isOfSync = (manifest: Manifest, rollout: Manifest, { scope }: View) =>
  manifest !== rollout && scope.together(manifest, rollout)

const stopsForPeople = (rollout: Resource) =>
  itemsOf(rollout, 'spec', 'strategy', 'canary', 'steps').some(step => {
    const pause = asEntries(fieldOf(step, 'pause'))
    return pause !== undefined && (pause['duration'] ?? null) === null
  })

/** When a sync of Argo CD applies a manifest; undefined where nothing says it. */
function orderOf(manifest: Manifest) {
  const resource = resourceOf(manifest)
  const annotations = ['metadata', 'annotations']
  if (isHook(manifest)) {
    const at = ['argocd.argoproj.io/hook', 'helm.sh/hook'].find(key =>
      annotationOf(resource, key)
        ?.split(',')
        .some(each => afterSync.has(each.trim()))
    )
    return at === undefined
      ? undefined
      : { wave: 0, isHook: true, isOfHelm: at.startsWith('helm'), path: [...annotations, at] }
  }
  const wave = syncWaveIn(resource)
  const at = [...annotations, 'argocd.argoproj.io/sync-wave']
  return wave === 0 ? undefined : { wave, isHook: false, isOfHelm: false, path: at }
}

/** The hooks after a sync: Argo CD takes those of Helm for its own. */
const afterSync = new Set(['PostSync', 'post-install', 'post-upgrade'])
