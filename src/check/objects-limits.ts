import type { Diagnostic } from '../diagnostic.ts'
import { matchesGlob } from '../kubernetes/glob.ts'
import { groupOf, isHook, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { annotationOf, fieldOf, itemsOf, resourceOf, textOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import { isRollout, syncWaveIn } from '../kubernetes/rollout.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import type { Pair } from './objects-pairs.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

/** What forbids a Rollout or its pods, and what waits for it. */
export function limitProblems(view: View, pairs: readonly Pair[]): Diagnostic[] {
  const projects = view.manifests.filter(isProject)
  const quotas = view.manifests.filter(isQuota)
  const rollouts = view.manifests.filter(isRollout)
  return [
    ...(projects.length > 0 ? rollouts.flatMap(each => forbidden(each, projects, view)) : []),
    ...quotas.flatMap(each => [...overQuota(each, pairs, view)]),
    ...waiting(rollouts, view)
  ]
}

const isProject = ({ kind, apiVersion }: Manifest) =>
  kind === 'AppProject' && groupOf(apiVersion) === 'argoproj.io'

const isQuota = ({ kind, apiVersion }: Manifest) => kind === 'ResourceQuota' && apiVersion === 'v1'

/** A project of Argo CD that does not allow the kind (argo-cd app_project_types.go, IsGroupKindNamePermitted). */
function forbidden(rollout: Manifest, projects: readonly Manifest[], view: View): Diagnostic[] {
  const bringers = view.bringersOf(rollout)
  const project = projects.find(each =>
    bringers.length > 0
      ? bringers.every(({ project }) => project === each.name)
      : bringsTo(resourceOf(each), rollout.namespace)
  )
  const field = project && forbiddingField(resourceOf(project))
  if (!project || !field) return []
  const at = placeOf(project, 'spec', field)
  return [problems.projectForbidsRollout(at, titleOf(project), titleOf(rollout), field)]
}

const bringsTo = (project: Resource, namespace: string | undefined) =>
  namespace !== undefined &&
  itemsOf(project, 'spec', 'destinations').some(each => textOf(each, 'namespace') === namespace)

function forbiddingField(project: Resource): string | undefined {
  const names = (field: string) =>
    itemsOf(project, 'spec', field).some(
      each =>
        matchesGlob(textOf(each, 'group') ?? '', 'argoproj.io') &&
        matchesGlob(textOf(each, 'kind') ?? '', 'Rollout')
    )
  if (names('namespaceResourceBlacklist')) return 'namespaceResourceBlacklist'
  const allowed = 'namespaceResourceWhitelist'
  const isStated = itemsOf(project, 'spec', allowed).length > 0
  return isStated && !names(allowed) ? allowed : undefined
}

/** A quota on pods below those that Deployments and their Rollouts state together. */
function* overQuota(quota: Manifest, pairs: readonly Pair[], view: View): Generator<Diagnostic> {
  const most = podsOf(fieldOf(resourceOf(quota), 'spec', 'hard'))
  if (most === undefined) return
  const own = pairs.filter(({ deployment }) => view.scope.together(deployment, quota))
  const pods = own.reduce((sum, { own = 0, moved = 0 }) => sum + own + moved, 0)
  if (pods > most)
    yield problems.quotaBelowPods(placeOf(quota, 'spec', 'hard'), titleOf(quota), most, pods)
}

function podsOf(hard: Value | undefined): number | undefined {
  const counts = ['pods', 'count/pods'].flatMap(key => {
    const value = asEntries(hard)?.[key]
    return value !== undefined && /^[0-9]+$/.test(String(value)) ? [Number(value)] : []
  })
  return counts.length > 0 ? Math.min(...counts) : undefined
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
  return late.flatMap(({ manifest, wave, isHook, path }) => {
    const rollout = pausing.find(
      each => (isHook || wave > (waves.get(each) ?? 0)) && isOfSync(manifest, each, view)
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
  const path = (key: string) => ['metadata', 'annotations', `argocd.argoproj.io/${key}`]
  if (isHook(manifest)) {
    const hook = annotationOf(resource, 'argocd.argoproj.io/hook') ?? ''
    return hook.split(',').includes('PostSync')
      ? { wave: 0, isHook: true, path: path('hook') }
      : undefined
  }
  const wave = syncWaveIn(resource)
  return wave === 0 ? undefined : { wave, isHook: false, path: path('sync-wave') }
}
