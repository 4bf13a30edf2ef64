import { isActive, kinds } from '../workload/state.ts'
import type { Kind } from '../workload/state.ts'
import { leavesFields } from './change.ts'
import { countOf, sideOf } from './moment.ts'
import type { Side, Moment } from './moment.ts'
import type { ServiceChange } from './services.ts'
import { isWithoutTemplate } from './rollout.ts'
import { drains, isKept, liveRollout, manifestOf, nameOf } from './world.ts'
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
  if (countOf(state.orphans) > 0 || state.former.version !== 'none') return false
  // A Rollout without its Deployment is InvalidSpec, and nothing of it is carried out (A.1.9, E11).
  if (change.to.rollout && isWithoutTemplate(world, state)) return false
  if (change.to.rollout && (change.unmatched || change.to.rollout.invalid)) return false
  if (change.services && !areServicesShown(world, change.services, state)) return false
  const areShown = autoscalers.every(({ to }, at) => {
    const scaler = state.autoscalers[at]
    const version = to ? 'to' : 'none'
    return scaler?.version === version && scaler.acting === version
  })
  return areShown && kinds.every(kind => isShown(world, state, kind))
}

function areServicesShown(
  world: World,
  services: readonly ServiceChange[],
  state: Moment
): boolean {
  return services.every((service, at) => {
    const { to } = service
    return state.services[at] === (to ? 'to' : 'none') || (!to && isKept(world, service))
  })
}

function isShown(world: World, state: Moment, kind: Kind): boolean {
  const side = sideOf(state, kind)
  const manifest = manifestOf(world, kind, 'to')
  if (!manifest) return side.version === 'none' || isKept(world, liveRollout(world, state))
  if (side.version !== 'to' || !isQuiet(side)) return false
  if (kind === 'Deployment' && isHandedOver(world)) return state.revised || side.replicas === 0
  const wanted = manifest.replicas ?? heldCount(world, kind)
  return wanted === undefined || side.replicas === wanted
}

/** Whether `scaleDown` alone decides on the Deployment's count, which ends at 0: the applier leaves it as it is. */
function isHandedOver({ change: { to, applier } }: World): boolean {
  const { rollout, application } = to
  const isLeft = leavesFields(applier) && application?.respects
  return (
    drains(rollout) !== 'never' && !!isLeft && application.ignoresReplicasOf.includes('Deployment')
  )
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
  const { to } = world.change
  const rollout = nameOf(world, 'Rollout')
  if (to.rollout && isWithoutTemplate(world, state))
    return `Rollout ${rollout} refers to a Deployment that is gone`
  if (to.rollout && world.change.unmatched)
    return `the selector of Rollout ${rollout} does not match its pod template, and nothing of it is carried out`
  if (to.rollout?.invalid)
    return `Rollout ${rollout} is invalid: ${to.rollout.invalid}, and nothing of it is carried out`
  if (state.former.version !== 'none')
    return `${world.renamed} ${nameOf(world, world.renamed, 'from')} is left beside ${world.renamed} ${nameOf(world, world.renamed)}`
  if (to.rollout?.paused && state.rollout.set !== state.rollout.replicas)
    return `Rollout ${rollout} is paused, so it neither scales nor rolls`
  for (const kind of kinds) {
    const { replicas } = sideOf(state, kind)
    const stated = manifestOf(world, kind, 'to')?.replicas
    if (stated !== undefined && stated !== replicas)
      return `${kind} ${nameOf(world, kind)} is left at replicas ${replicas}, and Git says ${stated}`
  }
  return 'the stage is never reached'
}
