import { kinds } from '../workload/state.ts'
import type { Kind } from '../workload/state.ts'
import { isSkipped, mergedReplicas } from './merge.ts'
import type { ApplierMove, Move } from './move.ts'
import { noSide, sideOf, withScaler, withSide } from './moment.ts'
import type { Moment } from './moment.ts'
import { isKept, liveRollout, manifestOf } from './world.ts'
import type { World } from './world.ts'

/**
 * What the applier can do: it applies any object, changed or not, at any time and in any order. Argo
 * CD's own order of kinds is one of them (G.4), as are a partial sync and self-heal.
 */
export function applierMoves(world: World, state: Moment): Move[] {
  return [
    ...kindMoves(world, state),
    ...autoscalerMoves(world, state),
    ...serviceMoves(world, state),
    ...formerMoves(world, state),
    ...applicationMoves(world, state)
  ]
}

function serviceMoves(world: World, state: Moment): Move[] {
  const { services = [] } = world.change
  return services.flatMap((service, at): Move[] => {
    const { to } = service
    if (state.services[at] === (to ? 'to' : 'none') || (!to && isKept(world, service))) return []
    return [{ action: to ? 'apply-service' : 'prune-service', at }]
  })
}

/** The object of the name before goes, unless it is protected. */
function formerMoves(world: World, { former }: Moment): Move[] {
  const { renamed } = world
  const isLeft = renamed === 'Rollout' && isKept(world, world.change.from.rollout)
  return former.version === 'none' || isLeft ? [] : [{ action: 'prune-former' }]
}

function kindMoves(world: World, state: Moment): Move[] {
  return kinds.flatMap((kind): Move[] => {
    if (manifestOf(world, kind, 'to')) {
      const isIdle = isSkipped(world, state, kind) || fails(world, state, kind)
      return isIdle ? [] : [{ action: 'apply', object: kind }]
    }
    const isLeft = kind === 'Rollout' && isKept(world, liveRollout(world, state))
    const isGone = sideOf(state, kind).version === 'none'
    return isLeft || isGone ? [] : [{ action: 'prune', object: kind }]
  })
}

function autoscalerMoves({ autoscalers }: World, state: Moment): Move[] {
  return autoscalers.flatMap(({ to }, at): Move[] => {
    if (state.autoscalers[at]?.version === (to ? 'to' : 'none')) return []
    return [{ action: to ? 'apply-autoscaler' : 'prune-autoscaler', at }]
  })
}

function applicationMoves({ change: { to } }: World, { application }: Moment): Move[] {
  if (application === (to.application ? 'to' : 'none')) return []
  return [{ action: to.application ? 'apply' : 'prune', object: 'Application' }]
}

/** Whether the API server refuses an object: its selector differs from that of the live one. */
export function isRefused({ change }: World, state: Moment, kind: Kind): boolean {
  return change.fixed?.includes(kind) === true && sideOf(state, kind).version === 'from'
}

/** Whether an apply is refused, or ends in a conflict over `replicas`, as only Helm 4's can (E30). */
export function fails(world: World, state: Moment, kind: Kind): boolean {
  if (isRefused(world, state, kind)) return true
  if (world.change.applier !== 'helm4') return false
  return !!manifestOf(world, kind, 'to') && !mergedReplicas(world, state, kind)
}

/** The state after the applier's move. */
export function stepApplier(world: World, state: Moment, move: ApplierMove): Moment {
  switch (move.action) {
    case 'apply':
      if (move.object === 'Application') return { ...state, application: 'to' }
      return applied(world, state, move.object)
    case 'prune':
      if (move.object === 'Application') return { ...state, application: 'none' }
      return pruned(state, move.object)
    case 'apply-autoscaler':
      return withManifest(state, move.at, 'to')
    case 'prune-autoscaler':
      return withManifest(state, move.at, 'none')
    case 'apply-service':
      return { ...state, services: state.services.with(move.at, 'to') }
    case 'prune-service':
      return { ...state, services: state.services.with(move.at, 'none') }
    case 'prune-former':
      return { ...state, former: noSide }
  }
}

function applied(world: World, state: Moment, kind: Kind): Moment {
  const merged = mergedReplicas(world, state, kind)
  if (!merged) return state
  const { replicas, owner } = merged
  const side = sideOf(state, kind)
  const isSame = side.version === 'to' && side.replicas === replicas && side.owner === owner
  return isSame ? state : withSide(state, kind, { ...side, version: 'to', replicas, owner })
}

/** Deleting a Deployment or a Rollout deletes its pods (C.12, E17). */
function pruned(state: Moment, kind: Kind): Moment {
  const healthy = kind === 'Rollout' ? false : state.healthy
  return { ...withSide(state, kind, noSide), healthy }
}

/** Its controller acts by the manifest before until it has seen this one. */
function withManifest(state: Moment, at: number, version: 'to' | 'none'): Moment {
  const scaler = state.autoscalers[at]
  return scaler ? withScaler(state, at, { ...scaler, version }) : state
}
