import { isActive, kinds } from '../workload/state.ts'
import type { Kind } from '../workload/state.ts'
import { countOf, sideOf } from './moment.ts'
import type { Side, Moment } from './moment.ts'
import { liveRollout, manifestOf } from './world.ts'
import type { World } from './world.ts'
/** The state with the memory that the pause has been settled. */
export function remembered(world: World, state: Moment): Moment {
  const mayPause = !world.restsBefore && world.restsAfter
  return mayPause && !state.settled && hasArrived(world, state)
    ? { ...state, settled: true }
    : state
}

/** Whether the stage has to be reached: never by an awake autoscaler's choice, nor without Ready pods. */
export function owesArrival({ restsAfter, change }: World): boolean {
  return restsAfter && !change.disturb?.includes('unready-pods')
}

/** Whether the cluster shows the stage and is at rest. */
export function hasArrived(world: World, state: Moment): boolean {
  const { change, autoscalers } = world
  if (state.application !== (change.to.application ? 'to' : 'none')) return false
  if (countOf(state.orphans) > 0) return false
  // A Rollout without its Deployment is InvalidSpec, and nothing of it is carried out (A.1.9, E11).
  if (change.to.rollout && state.deployment.version === 'none') return false
  const areShown = autoscalers.every(({ to }, at) => {
    const scaler = state.autoscalers[at]
    const version = to ? 'to' : 'none'
    return scaler?.version === version && scaler.acting === version
  })
  return areShown && kinds.every(kind => isShown(world, state, kind))
}

function isShown(world: World, state: Moment, kind: Kind): boolean {
  const side = sideOf(state, kind)
  const manifest = manifestOf(world, kind, 'to')
  if (!manifest) return side.version === 'none' || !!liveRollout(world, state)?.kept
  if (side.version !== 'to' || !isQuiet(side)) return false
  const wanted = manifest.replicas ?? heldCount(world, kind)
  return wanted === undefined || side.replicas === wanted
}

/** The count at which an autoscaler with a single bound holds its target. */
function heldCount({ change: { to } }: World, kind: Kind): number | undefined {
  return to.autoscalers.find(one => one.target === kind && isActive(one))?.min
}

function isQuiet({ replicas, set, ready, unready, old }: Side): boolean {
  return set === replicas && ready === set && unready === 0 && old === 0
}

/** Why a state from which nothing leads to the stage does not show it. */
export function missingIn(world: World, state: Moment): string {
  const { name = 'web', to } = world.change
  if (to.rollout && state.deployment.version === 'none')
    return `Rollout ${name} refers to a Deployment that is gone`
  for (const kind of kinds) {
    const { replicas } = sideOf(state, kind)
    const stated = manifestOf(world, kind, 'to')?.replicas
    if (stated !== undefined && stated !== replicas)
      return `${kind} ${name} is left at replicas ${replicas}, and Git says ${stated}`
  }
  return 'the stage is never reached'
}
