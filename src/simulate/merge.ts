import { isSame } from '../workload/state.ts'
import { leavesFields } from './change.ts'
import type { ModelledApplier } from './change.ts'
import type { Kind } from '../workload/state.ts'
import { sideOf } from './moment.ts'
import type { Side, Moment } from './moment.ts'
import { manifestOf } from './world.ts'
import type { World } from './world.ts'

/** The count that Kubernetes and the Rollout controller write where none is left (C.6, E7, E15). */
const defaultCount = 1

/** What becomes of `spec.replicas` when an object is applied; undefined: the apply fails. */
export function mergedReplicas(
  world: World,
  state: Moment,
  kind: Kind
): Pick<Side, 'replicas' | 'owner'> | undefined {
  const side = sideOf(state, kind)
  const { replicas: stated } = manifestOf(world, kind, 'to') ?? {}
  if (side.version === 'none')
    return {
      replicas: stated ?? defaultCount,
      owner: world.serverSide && stated !== undefined ? 'applier' : 'none'
    }
  if (keepsLiveCount(world, state, kind)) return side
  if (world.serverSide) return mergedByOwner(world.change.applier, side, stated)
  const { replicas: last } = manifestOf(world, kind, side.version) ?? {}
  return { replicas: mergedByText(side, last, stated), owner: 'none' }
}

/** Client-side: a value in the manifest is written, a value that went is deleted (D.6, E7, E15). */
function mergedByText(side: Side, last: number | undefined, stated: number | undefined): number {
  if (stated !== undefined) return stated
  return last === undefined ? side.replicas : defaultCount
}

/** Server-side: a field that went is deleted where the applier alone owned it (E7, E30). */
function mergedByOwner(applier: ModelledApplier, side: Side, stated: number | undefined) {
  const { owner, replicas } = side
  if (stated === undefined)
    return owner === 'applier' ? { replicas: defaultCount, owner: 'none' as const } : side
  if (owner !== 'scaler') return { replicas: stated, owner: 'applier' as const }
  if (replicas === stated) return side
  // Argo CD and Flux force conflicts (D.6; fluxcd/pkg ssa/manager_apply.go); Helm 4 fails with one (E30).
  return applier === 'helm4' ? undefined : { replicas: stated, owner: 'applier' as const }
}

/** Whether the applier puts the live count into what it applies, or sends no count. */
function keepsLiveCount(world: World, state: Moment, kind: Kind): boolean {
  if (leavesFields(world.change.applier)) return ignores(world, state, kind)?.respects ?? false
  return mergesTexts(world.change.applier) && kind === 'Rollout' && !isRestated(world)
}

/** Helm merges custom resources from the old manifest to the new one, without the live object (E30). */
const mergesTexts = (applier: ModelledApplier) =>
  applier === 'helm3' || applier === 'helm4-client-side'

/** Whether the Rollout's `replicas` differs between the old and the new manifest. */
function isRestated({ change: { from, to } }: World): boolean {
  return from.rollout?.replicas !== to.rollout?.replicas
}

/** Argo CD's live settings, where they name a kind's `/spec/replicas` (D.7). */
function ignores({ change }: World, { application }: Moment, kind: Kind) {
  if (application === 'none') return undefined
  const settings = change[application].application
  return settings?.ignoresReplicasOf.includes(kind) ? settings : undefined
}

/**
 * Whether Argo CD takes an object for synced and leaves it out: ApplyOutOfSyncOnly, and nothing but an
 * ignored count differs (D.7).
 */
export function isSkipped(world: World, state: Moment, kind: Kind): boolean {
  const { version } = sideOf(state, kind)
  if (!leavesFields(world.change.applier) || version !== 'from') return false
  return !!ignores(world, state, kind)?.onlyOutOfSync && differsInReplicasOnly(world, kind)
}

function differsInReplicasOnly({ change: { from, to } }: World, kind: Kind): boolean {
  if (kind === 'Deployment') return true
  return isSame({ ...from.rollout, replicas: 0 }, { ...to.rollout, replicas: 0 })
}
