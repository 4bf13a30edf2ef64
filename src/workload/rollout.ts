import type { LabelSelector, Rollout } from '../kubernetes/generated/rollout.ts'
import { findStrings } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { resourceOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import {
  fluxPrune,
  resourcePolicy,
  syncOptions,
  syncWave
} from '../kubernetes/rollout-annotations.ts'
import { syncOptionsIn } from '../kubernetes/rollout.ts'
import type { Keeper } from '../kubernetes/rollout.ts'
import { isArgoCd } from '../settings.ts'
import type { Applier } from '../settings.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { helmFileName } from '../yaml/stream.ts'

/** The default of both, of a Deployment and of a Rollout (argo-rollouts utils/defaults/defaults.go). */
const defaultSurge = '25%'

/** Fields of `strategy.canary`, as a configuration states them. */
export type CanaryFields = { readonly [key: string]: Value | undefined }

type Wanted = {
  readonly replicas: number
  readonly keptBy: readonly Keeper[]
  readonly strategy: CanaryFields
  readonly annotations: Readonly<Record<string, string>>
}

/** A Rollout as `rolloutFor` makes it. */
export type NewRollout = ReturnType<typeof rolloutFor>

/** The Rollout that takes its pod template from a Deployment. */
export function rolloutFor(deployment: Manifest, wanted: Wanted) {
  const { replicas, keptBy, strategy } = wanted
  const { name = '', namespace, node } = deployment
  const labels = findStrings(deployment, 'labels')
  const annotations = {
    ...pick(findStrings(deployment, 'annotations'), [syncWave, helmFileName]),
    ...wanted.annotations,
    ...protection(undefined, keptBy)
  }
  const rollingUpdate = (key: string) => read(deployment, 'strategy', 'rollingUpdate', key)
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(!isEmpty(labels) && { labels }),
      ...(!isEmpty(annotations) && { annotations })
    },
    spec: {
      replicas,
      // Always its own: without one, a Deployment that goes takes the Rollout's pods along
      // (argo-rollouts rollout/replicaset.go, ClaimReplicaSets with a nil selector).
      selector: valueOf(findNode(node, 'spec', 'selector')) as LabelSelector & Resource,
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      ...numbers(deployment),
      strategy: {
        canary: {
          maxSurge: rollingUpdate('maxSurge') ?? defaultSurge,
          maxUnavailable: rollingUpdate('maxUnavailable') ?? defaultSurge,
          ...withoutNulls(strategy)
        }
      }
    }
  } satisfies Rollout
}

/** Fields that a Rollout does not inherit through workloadRef, where the Deployment gives them. */
const notInherited = ['minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds']

function numbers(deployment: Manifest): Record<string, number> {
  const given = notInherited.map(key => [key, read(deployment, key)] as const)
  return Object.fromEntries(
    given.filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  )
}

function read({ node }: Manifest, ...path: string[]): number | string | undefined {
  const value = valueOf(findNode(node, 'spec', ...path))
  return typeof value === 'number' || typeof value === 'string' ? value : undefined
}

/**
 * Who is told to leave a Rollout with pods alone when a configuration is lost: Helm and Argo CD, and
 * Flux where it is stated. Where Argo CD is stated, Helm's policy is omitted: Argo CD takes it for
 * Delete=false, and pods would outlive a deleted Application (argo-cd controller/appcontroller.go).
 */
export function keepersFor(applier: Applier | undefined): readonly Keeper[] {
  if (isArgoCd(applier)) return ['argocd']
  return applier === 'flux' ? ['helm', 'argocd', 'flux'] : ['helm', 'argocd']
}

/** The annotations of a Rollout by which some leave it alone when it is no longer in Git. */
export function protection(
  rollout: Manifest | undefined,
  keepers: readonly Keeper[]
): Record<string, string> {
  const own = rollout ? syncOptionsIn(resourceOf(rollout)) : []
  const kept = own.filter(option => option !== '' && !/^Prune=/.test(option))
  return {
    ...(keepers.includes('helm') && { [resourcePolicy]: 'keep' }),
    ...(keepers.includes('argocd') && { [syncOptions]: [...kept, 'Prune=false'].join(',') }),
    ...(keepers.includes('flux') && { [fluxPrune]: 'disabled' })
  }
}

/** A key whose value is commented out is as good as absent. */
function withoutNulls(fields: CanaryFields): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value == null ? [] : [[key, value]]))
  )
}

function pick(strings: Record<string, string>, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(strings).filter(([key]) => keys.includes(key)))
}

const isEmpty = (strings: Record<string, string>) => Object.keys(strings).length === 0
