import { grouped, indexed, kept } from '../groups.ts'
import {
  foreignTargetOf,
  isAutoscaler,
  isVerticalPodAutoscaler,
  targetOf
} from '../kubernetes/autoscaler.ts'
import { isDeployment, isPatch } from '../kubernetes/deployment.ts'
import { groupOf, isHook } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { currentGroup, mayShareNamespace } from '../kubernetes/resource.ts'
import { isRollout, isUnknownRollout, workloadNameOf } from '../kubernetes/rollout.ts'
import { findString } from '../yaml/node.ts'

/** The manifests that may refer to each other, by the names by which they do. */
export type Scope = {
  readonly deployments: readonly Manifest[]
  readonly byTarget: ReadonlyMap<string, readonly Manifest[]>
  /** Objects of other kinds, by the name of the Deployment or Rollout that is their target. */
  readonly foreignByTarget: ReadonlyMap<string, readonly Manifest[]>
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
  // The same lists are asked for many times.
  const bySpace = kept((found: readonly Manifest[]) => grouped(found, spaceOf))
  const near = (found: readonly Manifest[], other: Manifest) => {
    const [space, spaces] = [spaceOf(other), bySpace(found)]
    if (space === undefined) return found
    if (!spaces.has(undefined)) return spaces.get(space) ?? []
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
    foreignByTarget: by(manifests, each => foreignTargetOf(each)?.name),
    rolloutsByName: by(rollouts, rollout => rollout.name),
    rolloutsByWorkload: by(rollouts, workloadNameOf),
    unknownRollouts: by(manifests.filter(isUnknownRollout), each =>
      findString(each.node, 'spec', 'workloadRef', 'name')
    ),
    sameAs: manifest => byIdentity.get(scopeKey(manifest)) ?? [],
    ownersOf: (manifest, name) => {
      const owners = byName.get(name) ?? []
      return bySpace(owners).get(spaceOf(manifest)) ?? near(owners, manifest)
    },
    owns: (deployment, manifest) => {
      const spaces = bySpace(byName.get(deployment.name) ?? [])
      const space = spaceOf(manifest)
      return spaces.has(space) ? spaceOf(deployment) === space : together(deployment, manifest)
    },
    near,
    together
  }
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

/** Whatever scales a Deployment that is in no group of its own, by its name. */
export function straysOf(scopes: readonly Scope[]): ReadonlyMap<string, readonly Manifest[]> {
  const strays = scopes.flatMap(scope => {
    const scalers = [...scope.byTarget.values(), ...scope.foreignByTarget.values()].flat()
    return scalers.filter(scaler => {
      const target = scaledBy(scaler)
      return target?.kind === 'Deployment' && scope.ownersOf(scaler, target.name).length === 0
    })
  })
  return by(strays, scaler => scaledBy(scaler)?.name)
}

const scaledBy = (scaler: Manifest) =>
  isAutoscaler(scaler) ? targetOf(scaler) : foreignTargetOf(scaler)

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
  /** Objects of other kinds that name the Deployment or its Rollout as their target. */
  readonly foreignScalers: readonly Manifest[]
}

/** Finds the manifests of a workload in their scope. */
export function manifestsAround(deployment: Manifest, scope: Scope): Manifests {
  const name = deployment.name ?? ''
  const near = (found: readonly Manifest[] = []) =>
    scope.near(found, deployment).filter(other => scope.owns(deployment, other))
  const rollouts = near(scope.rolloutsByWorkload.get(name))
  // An autoscaler may wait for the Rollout that a stage will add.
  const rolloutKey = targetKey('Rollout', 'argoproj.io/v1alpha1', rollouts[0]?.name ?? name)
  const scalers = near(scope.byTarget.get(targetKey('Deployment', 'apps/v1', name)))
  const rolloutScalers = near(scope.byTarget.get(rolloutKey))
  return {
    deployment,
    autoscalers: scalers.filter(isAutoscaler),
    rollouts,
    rolloutAutoscalers: rolloutScalers.filter(isAutoscaler),
    verticalAutoscalers: [...scalers, ...rolloutScalers].filter(isVerticalPodAutoscaler),
    foreignScalers: foreignOf(name, rollouts[0], near, scope)
  }
}

/** What names a Deployment as its target, or the Rollout that refers to it. */
function foreignOf(
  name: string,
  rollout: Manifest | undefined,
  near: (found: readonly Manifest[] | undefined) => Manifest[],
  { foreignByTarget }: Scope
): Manifest[] {
  const names = new Set([name, rollout?.name ?? name])
  const ofName = (each: string) =>
    near(foreignByTarget.get(each)).filter(scaler => {
      const isOfRollout = foreignTargetOf(scaler)?.kind === 'Rollout'
      return isOfRollout ? rollout?.name === each : name === each
    })
  return [...names].flatMap(ofName)
}

/** The manifests of a workload whose Deployment does not exist. */
export type Orphan = Omit<Manifests, 'deployment'> & { readonly deployment: undefined }

/** A Rollout that refers to a Deployment which does not exist, with what scales either. */
export function manifestsOfRollout(rollout: Manifest, scope: Scope): Orphan {
  const near = (key: string) =>
    (scope.byTarget.get(key) ?? []).filter(
      each => isAutoscaler(each) && scope.together(each, rollout)
    )
  return {
    deployment: undefined,
    autoscalers: near(targetKey('Deployment', 'apps/v1', workloadNameOf(rollout) ?? '')),
    rollouts: [rollout],
    rolloutAutoscalers: near(targetKey('Rollout', 'argoproj.io/v1alpha1', rollout.name ?? '')),
    verticalAutoscalers: [],
    foreignScalers: []
  }
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
