import { counted } from '../counted.ts'
import { fails, isRefused } from './applier.ts'
import { hasArrived, owesArrival } from './arrival.ts'
import { isAwake, kinds } from '../workload/state.ts'
import type { Kind } from '../workload/state.ts'
import type { Move } from './move.ts'
import { countOf, partOf, podsOf, sideOf } from './moment.ts'
import type { Moment } from './moment.ts'
import type { Selects } from './services.ts'
import { narrowest, selectsIn, servingOf } from './serving.ts'
import { nameOf, someAwake } from './world.ts'
import type { World } from './world.ts'

/** What is promised of every change (DESIGN.md 9). */
export type Promised = 'capacity' | 'room' | 'arrival'

/** A promise that does not hold, with the reason in words. */
export type Breach = { readonly promise: Promised; readonly rule: string }

/** What is asked of a state again and again. */
export type Facts = {
  /** Whether an autoscaler may choose counts now. */
  readonly isAwake: boolean
  /** Whether the cluster shows the stage and is at rest. */
  readonly hasArrived: boolean
}

/** The facts of a state. */
export function factsOf(world: World, state: Moment): Facts {
  const isAwake = !(world.restsBefore && world.restsAfter) && someAwake(world, state)
  return { isAwake, hasArrived: hasArrived(world, state) }
}

/** What a state breaks by itself. */
export function findBreaches(world: World, state: Moment, facts: Facts): Breach[] {
  const { floor } = world.change
  const breaches: Breach[] = []
  const serving = servingOf(world, state)
  if (serving < floor && hasFloor(world, state, facts)) {
    const rule = `${serving} of ${counted(floor, 'pod')} serve${throughService(world, state)}`
    breaches.push({ promise: 'capacity', rule })
  }
  const pods = podsOf(state)
  if (pods > world.room)
    breaches.push({
      promise: 'room',
      rule: `${counted(pods, 'pod')} run, but only ${world.room} ${world.room === 1 ? 'is' : 'are'} allowed`
    })
  const refused = kinds.find(kind => isRefused(world, state, kind))
  if (refused) {
    const title = `${refused} ${nameOf(world, refused)}`
    const rule = `the API server rejects ${title}, because its selector is immutable`
    breaches.push({ promise: 'arrival', rule })
  }
  const stuck = world.restsAfter ? undefined : kinds.find(kind => isOurConflict(world, state, kind))
  if (stuck) {
    const rule = `applying ${stuck} ${nameOf(world, stuck)} ends in a conflict`
    breaches.push({ promise: 'arrival', rule })
  }
  return breaches
}

/** The Service through which too few pods serve, where it does not select them all. */
function throughService(world: World, state: Moment): string {
  const service = narrowest(world, state)
  if (!service) return ''
  const version = state.services[world.change.services?.indexOf(service) ?? -1] ?? 'none'
  const selects = selectsIn(service, version)
  const isOfAll = ({ before, after }: Selects[Kind]) => before && after
  const missed = kinds.filter(
    kind => sideOf(state, kind).ready > 0 && !(selects && isOfAll(selects[kind]))
  )
  if (missed.length === 0) return ''
  const pods = missed.map(kind => `${kind} ${nameOf(world, kind)}`).join(' and ')
  if (!selects) return ` through Service ${service.name}, which is gone`
  return ` through Service ${service.name}, which selects no pods of ${pods}`
}

/** Whether N is to be held in a state: from the settled pause until the release (DESIGN.md 2). */
function hasFloor(world: World, { settled }: Moment, { isAwake }: Facts): boolean {
  if (!world.restsBefore) return world.restsAfter && settled
  return world.restsAfter || !isAwake
}

function isOurConflict(world: World, state: Moment, kind: Kind): boolean {
  return fails(world, state, kind) && !isRefused(world, state, kind) && !isOld(world, kind)
}

/** Whether the baseline, the stage before and the stage state a count alike (DESIGN.md 2). */
function isOld({ change: { baseline, from, to } }: World, kind: Kind): boolean {
  const counts = [baseline, from, to].map(side =>
    kind === 'Deployment' ? side?.deployment?.replicas : side?.rollout?.replicas
  )
  return counts[0] !== undefined && counts.every(count => count === counts[0])
}

type Happening = { readonly before: Moment; readonly move: Move; readonly after: Moment }

/** What a move breaks that starts while an autoscaler is awake. */
export function findMoveBreach(world: World, happening: Happening): Breach | undefined {
  const { before, move, after } = happening
  if (move.action === 'evaluate') return undefined
  const lowered = kinds.find(kind => isLowered(world, happening, kind))
  if (lowered) return { promise: 'capacity', rule: loweredRule(happening, lowered) }
  if (move.action === 'prune-former' && countOf(before.former) > 0) {
    const title = `${world.renamed} ${nameOf(world, world.renamed, 'from')}`
    return {
      promise: 'capacity',
      rule: `${title} is deleted with its pods, but not by the choice of an autoscaler`
    }
  }
  const isOfService = ['select', 'apply-service', 'prune-service'].includes(move.action)
  if (!isOfService || servingOf(world, after) >= servingOf(world, before)) return undefined
  return { promise: 'capacity', rule: 'the Service loses Ready pods' }
}

/** What it breaks when a stage is left again; a new image is no part of it. */
export function findLeaving(world: World, { action }: Move): Breach | undefined {
  if (!owesArrival(world) || action === 'change-image') return undefined
  return { promise: 'arrival', rule: 'the stage is reached but does not last' }
}

function loweredRule({ before, after }: Happening, kind: Kind): string {
  const counts = `${sideOf(before, kind).replicas} to ${sideOf(after, kind).replicas}`
  return `the ${kind} goes from ${counts} while an autoscaler is active, but not by its choice`
}

/** Before the pause no count up to N may be lowered, after the release no count at all (DESIGN.md 2). */
function isLowered(world: World, { before, move, after }: Happening, kind: Kind): boolean {
  const count = sideOf(before, kind).replicas
  if (sideOf(after, kind).replicas >= count) return false
  if (move.action === 'apply' && isOld(world, kind)) return false
  return count <= world.change.floor || isReleased(world, before)
}

function isReleased(world: World, { autoscalers }: Moment): boolean {
  return world.autoscalers.some((named, at) => {
    const autoscaler = partOf(named, autoscalers[at]?.acting ?? 'none')
    return autoscaler !== undefined && isAwake(autoscaler) && autoscaler.target === 'Rollout'
  })
}
