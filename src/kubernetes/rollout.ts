import { asMapping, findNode, findPair, findString } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { isArgoCd } from '../settings.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { annotationOf, fieldOf, resourceOf, textOf } from './resource.ts'
import { fluxPrune, resourcePolicy, syncOptions, syncWave, waveOf } from './rollout-annotations.ts'
import type { Path, Resource } from './resource.ts'

/** Whether an object is a Rollout of Argo; OpenKruise has another. */
export function isRollout(object: { readonly kind?: Value; readonly apiVersion?: Value }): boolean {
  const { kind, apiVersion } = object
  return kind === 'Rollout' && groupOf(String(apiVersion ?? '')) === 'argoproj.io'
}

/**
 * Whether an object is a Rollout by its kind, and neither Argo's nor OpenKruise's by its
 * apiVersion: a person may have mistyped that.
 */
export function isUnknownRollout({ kind, apiVersion }: Manifest): boolean {
  return kind === 'Rollout' && !['argoproj.io', 'rollouts.kruise.io'].includes(groupOf(apiVersion))
}

/**
 * The kinds that `workloadRef` can name, each in its apiVersion (argo-rollouts
 * rollout/templateref.go; docs/evidence.md, A.1).
 */
export const workloadRefVersions: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'apps/v1'],
  ['ReplicaSet', 'apps/v1'],
  ['PodTemplate', 'v1']
])

/** The name of the Deployment that a Rollout takes its pod template from. */
export function workloadNameOf({ node }: Manifest): string | undefined {
  const find = (key: string) => findString(node, 'spec', 'workloadRef', key)
  const isDeployment = find('kind') === 'Deployment' && groupOf(find('apiVersion') ?? '') === 'apps'
  return isDeployment ? find('name') : undefined
}

/** What a Rollout does with the Deployment's pods, where it is not `never`: any other word means that. */
export function scaleDownIn(rollout: Resource): 'onsuccess' | 'progressively' | undefined {
  const mode = fieldOf(rollout, 'spec', 'workloadRef', 'scaleDown')
  return mode === 'onsuccess' || mode === 'progressively' ? mode : undefined
}

/** Whether a Rollout is inactive: it neither rolls nor scales (argo-rollouts rollout/context.go, haltProgress). */
export function isPausedIn(rollout: Resource): boolean {
  return fieldOf(rollout, 'spec', 'paused') === true
}

/** Whether a Rollout has a selector, or a Deployment. */
export function hasSelectorIn(workload: Resource): boolean {
  return (fieldOf(workload, 'spec', 'selector') ?? null) !== null
}

/** A Service that a strategy names. `live` Services have the pods that serve. */
export type NamedService = {
  readonly name: string
  readonly path: Path
  readonly role: 'live' | 'new'
}

const serviceFields: readonly (readonly [NamedService['role'], ...string[]])[] = [
  ['new', 'canary', 'canaryService'],
  ['live', 'canary', 'stableService'],
  ['live', 'canary', 'pingPong', 'pingService'],
  ['live', 'canary', 'pingPong', 'pongService'],
  ['live', 'blueGreen', 'activeService'],
  ['new', 'blueGreen', 'previewService']
]

/** The Services that a Rollout's strategy names: the controller writes a hash into their selectors. */
export function servicesIn(rollout: Resource): NamedService[] {
  return serviceFields.flatMap(([role, ...field]) => {
    const path = ['spec', 'strategy', ...field]
    const name = textOf(rollout, ...path)
    return name ? [{ name, path, role }] : []
  })
}

/** What leaves an object alone that is no longer in Git, if an annotation of it says so. */
export type Keeper = 'helm' | 'argocd' | 'flux'

/**
 * By whose annotation an object stays that is no longer in Git: Helm's policy (helm
 * pkg/action/resource_policy.go trims and lowers it), Argo CD's option in a list with commas
 * (argo-cd gitops-engine/pkg/sync/resource/annotations.go), or Flux's
 * (kustomize-controller docs/spec/v1/kustomizations.md).
 */
export function keepersIn(object: Resource): Keeper[] {
  const keepers = {
    helm: annotationOf(object, resourcePolicy)?.trim().toLowerCase() === 'keep',
    argocd: syncOptionsIn(object).includes('Prune=false'),
    flux: annotationOf(object, fluxPrune)?.toLowerCase() === 'disabled'
  }
  return allKeepers.filter(each => keepers[each])
}

const allKeepers: readonly Keeper[] = ['helm', 'argocd', 'flux']

/**
 * Whether an applier leaves an object that is no longer in Git: none of the three knows the annotation
 * of another. (Argo CD takes Helm's policy for Delete=false, which is about a deleted Application.)
 */
export function isKeptBy(applier: string | undefined, keepers: readonly Keeper[]): boolean {
  if (isArgoCd(applier)) return keepers.includes('argocd')
  if (applier === 'flux') return keepers.includes('flux')
  return applier?.startsWith('helm') ? keepers.includes('helm') : keepers.length > 0
}

/** Whether an annotation keeps an object that is no longer in Git. */
export const isProtected = (manifest: Manifest) => keepersIn(resourceOf(manifest)).length > 0

/** The sync options of an object itself. */
export function syncOptionsIn(object: Resource): string[] {
  const list = annotationOf(object, syncOptions) ?? ''
  return list.split(',').map(option => option.trim())
}

/** The wave of a sync of Argo CD in which an object is applied: 0 where it states none. */
export function syncWaveIn(object: Resource): number {
  return Number(waveOf(annotationOf(object, syncWave)))
}

/** What a Rollout does that a migration cannot carry along, as the path of its field. */
export function findBeyondMigration({ node }: Manifest): string | undefined {
  const scaleDown = findString(node, 'spec', 'workloadRef', 'scaleDown')
  if (scaleDown !== undefined && scaleDown !== 'never') return 'spec.workloadRef.scaleDown'
  const strategy = asMapping(findNode(node, 'spec', 'strategy'))
  if (strategy && findPair(strategy, 'blueGreen')) return 'spec.strategy.blueGreen'
  const canary = asMapping(findNode(strategy, 'canary'))
  const field = beyondMigration.find(key => canary && !isEmpty(findNode(canary, key)))
  return field && `spec.strategy.canary.${field}`
}

/** Fields of `strategy.canary` that come after the last stage, each in a separate commit. */
export const beyondMigration = [
  'steps',
  'canaryService',
  'stableService',
  'pingPong',
  'trafficRouting',
  'analysis'
] as const

function isEmpty(node: ReturnType<typeof findNode>): boolean {
  if (!node) return true
  if (node.type === 'scalar') return node.value === null || node.value === ''
  return node.type === 'sequence' && node.items.length === 0
}
