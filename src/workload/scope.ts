import { grouped, indexed, kept } from '../groups.ts'
import { isAutoscaler, isVerticalPodAutoscaler, targetOf } from '../kubernetes/autoscaler.ts'
import { isDeployment, isPatch } from '../kubernetes/deployment.ts'
import { groupOf, isHook } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { currentGroup, mayShareNamespace } from '../kubernetes/resource.ts'
import { isRollout, isUnknownRollout, workloadNameOf } from '../kubernetes/rollout.ts'
import { scalingTargetsOf } from '../kubernetes/scaling.ts'
import type { ScalingTarget } from '../kubernetes/scaling.ts'
import { wholeManifest } from '../kubernetes/template.ts'
import { findString } from '../yaml/node.ts'

/** The manifests that may refer to each other, by the names by which they do. */
export type Scope = {
  readonly deployments: readonly Manifest[]
  readonly byTarget: ReadonlyMap<string, readonly Manifest[]>
  /** What else may scale, by the name of the workload or autoscaler; by '' what may scale all. */
  readonly foreignByTarget: ReadonlyMap<string, readonly ForeignScaler[]>
  readonly rolloutsByName: ReadonlyMap<string, readonly Manifest[]>
  readonly rolloutsByWorkload: ReadonlyMap<string, readonly Manifest[]>
  /** Rollouts of an apiVersion that nobody is known to have, by the Deployment that they name. */
  readonly unknownRollouts: ReadonlyMap<string, readonly Manifest[]>
  /** The manifests of one kind, namespace and name, itself among them. */
  readonly sameAs: (manifest: Manifest) => readonly Manifest[]
  /**
   * The Deployments of a name that a manifest may refer to: those of its namespace, else those
   * that may be in it.
   */
  readonly ownersOf: (manifest: Manifest, name: string) => readonly Manifest[]
  /** Whether a Deployment is among those that a manifest may refer to by its name. */
  readonly owns: (deployment: Manifest, manifest: Manifest) => boolean
  /** Of some manifests those that may be in one namespace with another. */
  readonly near: (manifests: readonly Manifest[], other: Manifest) => readonly Manifest[]
  /** Whether two manifests may be in one namespace: one of them may leave it out. */
  readonly together: (a: Manifest, b: Manifest) => boolean
}

/** An object that is no autoscaler which is understood, with what it may scale. */
export type ForeignScaler = { readonly scaler: Manifest; readonly target: ScalingTarget }

/** Sorts the manifests of a scope. `namespace` is that of those which name none, where known. */
export function scopeOf(all: readonly Manifest[], namespace: string | undefined): Scope {
  const manifests = all.filter(manifest => !isHook(manifest))
  const rollouts = manifests.filter(isRollout)
  const scalers = manifests.filter(each => isAutoscaler(each) || isVerticalPodAutoscaler(each))
  const deployments = manifests.filter(each => isDeployment(each) && !isPatch(each))
  const spaceOf = (manifest: Manifest) => manifest.namespace ?? namespace
  const together = (a: Manifest, b: Manifest) =>
    mayShareNamespace(a.namespace, b.namespace, namespace)
  const scopeKey = (manifest: Manifest) =>
    `${spaceOf(manifest) ?? ''}/${targetKey(manifest.kind, manifest.apiVersion, manifest.name ?? '')}`
  // A long list is asked for many times.
  const bySpace = kept((found: readonly Manifest[]) => grouped(found, spaceOf))
  const near = (found: readonly Manifest[], other: Manifest) => {
    const space = spaceOf(other)
    if (space === undefined) return found
    const spaces = found.length > 9 ? bySpace(found) : undefined
    if (spaces && !spaces.has(undefined)) return spaces.get(space) ?? []
    return found.filter(each => together(each, other))
  }
  const byIdentity = grouped([...deployments, ...rollouts, ...scalers], scopeKey)
  const byName = grouped(deployments, deployment => deployment.name)
  return {
    deployments,
    byTarget: by(scalers, scaler => {
      const target = targetOf(scaler)
      return target && targetKey(target.kind, target.apiVersion, target.name)
    }),
    foreignByTarget: grouped(manifests.flatMap(foreignScalersIn), each => each.target.name ?? ''),
    rolloutsByName: by(rollouts, rollout => rollout.name),
    rolloutsByWorkload: by(rollouts, workloadNameOf),
    unknownRollouts: by(manifests.filter(isUnknownRollout), each =>
      findString(each.node, 'spec', 'workloadRef', 'name')
    ),
    sameAs: manifest => byIdentity.get(scopeKey(manifest)) ?? [],
    ownersOf: (manifest, name) => {
      const owners = byName.get(name) ?? []
      if (owners.length < 2) return near(owners, manifest)
      return bySpace(owners).get(spaceOf(manifest)) ?? near(owners, manifest)
    },
    owns: (deployment, manifest) => {
      const owners = byName.get(deployment.name) ?? []
      if (owners.length < 2) return together(deployment, manifest)
      const [spaces, space] = [bySpace(owners), spaceOf(manifest)]
      return spaces.has(space) ? spaceOf(deployment) === space : together(deployment, manifest)
    },
    near,
    together
  }
}

function foreignScalersIn(manifest: Manifest): ForeignScaler[] {
  const targets = scalingTargetsOf(manifest)
  if (targets.length === 0) return []
  // A target may be in what the reader of manifests omits.
  const scaler = wholeManifest(manifest)
  return targets.map(target => ({ scaler, target }))
}

/** Manifests by a name that they have or not. */
function by(manifests: readonly Manifest[], nameOf: (manifest: Manifest) => string | undefined) {
  return indexed(manifests, each => {
    const name = nameOf(each)
    return name === undefined ? [] : [name]
  })
}

/** The controller resolves a target by group and kind alone; `extensions` once held Deployments. */
export function targetKey(kind: string, apiVersion: string, name: string): string {
  return `${kind}/${currentGroup(groupOf(apiVersion))}/${name}`
}

/** What scales a Deployment that is in no group of its own. */
export type Stray = { readonly scaler: Manifest; readonly namespace: string | undefined }

/** Whatever scales a Deployment that is in no group of its own, by its name. */
export function straysOf(scopes: readonly Scope[]): ReadonlyMap<string, readonly Stray[]> {
  const strays = scopes.flatMap(scope => {
    const own = [...scope.byTarget.values()].flat().filter(isAutoscaler)
    const foreign = [...scope.foreignByTarget.values()].flat()
    const all = [
      ...own.flatMap(scaler => {
        const target = targetOf(scaler)
        return target ? [{ ...target, scaler, namespace: scaler.namespace }] : []
      }),
      ...foreign.map(each => ({ ...each.target, scaler: each.scaler, namespace: spaceOf(each) }))
    ]
    return all.flatMap(({ kind, name, scaler, namespace }) => {
      if (kind !== 'Deployment' || name === undefined) return []
      const isOwn = scope.ownersOf({ ...scaler, namespace }, name).length > 0
      return isOwn ? [] : [{ name, scaler, namespace }]
    })
  })
  return grouped(strays, ({ name }) => name)
}

/** The Rollouts of a Deployment that is in no group of their own, by its name. */
export const strayRolloutsOf = (scopes: readonly Scope[]) =>
  grouped(
    scopes.flatMap(({ rolloutsByName, ownersOf }) =>
      [...rolloutsByName.values()].flat().flatMap(rollout => {
        const name = workloadNameOf(rollout) ?? rollout.name ?? ''
        return ownersOf(rollout, name).length > 0 ? [] : [{ name, rollout }]
      })
    ),
    ({ name }) => name
  )

/** The namespace of what an object may scale. */
const spaceOf = ({ scaler, target }: ForeignScaler) => target.namespace ?? scaler.namespace

/** The manifests of one workload: a Deployment with all that refers to it. */
export type Manifests = {
  readonly deployment: Manifest
  /** The autoscalers of the Deployment. */
  readonly autoscalers: readonly Manifest[]
  /** The Rollouts that refer to it; a migration knows the first one only. */
  readonly rollouts: readonly Manifest[]
  /** The autoscalers of the first Rollout, or of the one that a stage would add. */
  readonly rolloutAutoscalers: readonly Manifest[]
  readonly verticalAutoscalers: readonly Manifest[]
  /** Objects of other kinds that may scale the Deployment, its Rollout or an autoscaler of either. */
  readonly foreignScalers: readonly ForeignScaler[]
}

/** Finds the manifests of a workload in their scope. */
export function manifestsAround(deployment: Manifest, scope: Scope): Manifests {
  const name = deployment.name ?? ''
  const near = (found: readonly Manifest[] = []) =>
    scope.near(found, deployment).filter(other => scope.owns(deployment, other))
  const rollouts = rolloutsOf(deployment, scope)
  // An autoscaler may wait for the Rollout that a stage will add.
  const rolloutKey = targetKey('Rollout', 'argoproj.io/v1alpha1', rollouts[0]?.name ?? name)
  const scalers = near(scope.byTarget.get(targetKey('Deployment', 'apps/v1', name)))
  const rolloutScalers = near(scope.byTarget.get(rolloutKey))
  const own = {
    deployment,
    autoscalers: scalers.filter(isAutoscaler),
    rollouts,
    rolloutAutoscalers: rolloutScalers.filter(isAutoscaler),
    verticalAutoscalers: [...scalers, ...rolloutScalers].filter(isVerticalPodAutoscaler)
  }
  return { ...own, foreignScalers: foreignOf(own, scope) }
}

/** What else may scale a Deployment, the Rollout that refers to it, or an autoscaler of either. */
function foreignOf(
  own: Omit<Manifests, 'foreignScalers'>,
  { foreignByTarget, ownersOf }: Scope
): ForeignScaler[] {
  const { deployment, rollouts, autoscalers, rolloutAutoscalers } = own
  const all = [deployment, ...rollouts.slice(0, 1), ...autoscalers, ...rolloutAutoscalers]
  const names = new Set([...all.map(({ name }) => name ?? ''), ''])
  const found = [...names].flatMap(name => foreignByTarget.get(name) ?? [])
  const isMeant = ({ target }: ForeignScaler) =>
    all.some(({ kind, name }) => kind === target.kind && (target.name ?? name) === name)
  const near = found.filter(
    each =>
      isMeant(each) &&
      ownersOf({ ...each.scaler, namespace: spaceOf(each) }, deployment.name ?? '').includes(
        deployment
      )
  )
  return [...grouped(near, ({ scaler }) => scaler).values()].flatMap(([first]) => first ?? [])
}

/** The manifests of a workload whose Deployment does not exist. */
export type Orphan = Omit<Manifests, 'deployment'> & { readonly deployment: undefined }

/** A Rollout that refers to a Deployment which does not exist, with what scales either. */
export function manifestsOfRollout(rollout: Manifest, scope: Scope): Orphan {
  const near = (key: string) =>
    scope.near(scope.byTarget.get(key) ?? [], rollout).filter(isAutoscaler)
  return {
    deployment: undefined,
    autoscalers: near(targetKey('Deployment', 'apps/v1', workloadNameOf(rollout) ?? '')),
    rollouts: [rollout],
    rolloutAutoscalers: scalersOf(rollout, scope),
    verticalAutoscalers: [],
    foreignScalers: []
  }
}

/** The Rollouts that refer to a Deployment. */
export function rolloutsOf(deployment: Manifest, scope: Scope): Manifest[] {
  const named = scope.rolloutsByWorkload.get(deployment.name ?? '') ?? []
  return scope.near(named, deployment).filter(each => scope.owns(deployment, each))
}

/** The autoscalers whose target is a Deployment or a Rollout. */
export function scalersOf(workload: Manifest, scope: Scope): Manifest[] {
  const { kind, apiVersion, name = '' } = workload
  const scalers = scope.byTarget.get(targetKey(kind, apiVersion, name)) ?? []
  return scope.near(scalers, workload).filter(isAutoscaler)
}

/** The one autoscaler of a workload, on its Deployment or already on its Rollout. */
export function autoscalerOf({ autoscalers, rolloutAutoscalers }: Manifests): Manifest | undefined {
  return autoscalers[0] ?? rolloutAutoscalers[0]
}

/** The name of a workload's Rollout: its own, or the one that a stage gives it. */
export function rolloutNameOf({ rollouts, deployment }: Manifests): string {
  return (rollouts[0] ?? deployment).name ?? ''
}

/** The manifests that the stages of a workload change. */
export function changedManifests(manifests: Manifests): Manifest[] {
  const autoscaler = autoscalerOf(manifests)
  const { deployment, rollouts, verticalAutoscalers } = manifests
  return [deployment, ...(autoscaler ? [autoscaler] : []), ...rollouts, ...verticalAutoscalers]
}
