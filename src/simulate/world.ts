import { kept } from '../groups.ts'
import { isKeptBy } from '../kubernetes/rollout.ts'
import { appliesServerSide } from '../settings.ts'
import { isActive, isAwake, isSame, kinds } from '../workload/state.ts'
import type { Change } from './change.ts'
import type { Autoscaler, Kind, Rollout, State } from '../workload/state.ts'
import { partOf } from './moment.ts'
import type { NamedAutoscaler, Moment, Version } from './moment.ts'

/** A change and what follows from it for every state. */
export type World = {
  readonly change: Change
  readonly autoscalers: readonly NamedAutoscaler[]
  /** Whether the API server keeps owners of fields for this applier. */
  readonly serverSide: boolean
  /** Whether pods become Ready all at once: an awake autoscaler needs no finer steps. */
  readonly batches: boolean
  /** Whether the Rollout's last written phase matters. */
  readonly remembersPhase: boolean
  /** The most pods that are allowed. */
  readonly room: number
  /** Whether the autoscaler is at rest before and after. */
  readonly restsBefore: boolean
  readonly restsAfter: boolean
  /** The kind whose object has another name after the change: it is another object. */
  readonly renamed: Kind | undefined
  /** What the metric of an autoscaler can lead to. */
  readonly choicesOf: (autoscaler: Autoscaler) => readonly number[]
}

/** What a change means for all of its states. */
export function worldOf(change: Change): World {
  const { from, to, applier } = change
  const awake = [...from.autoscalers, ...to.autoscalers].some(isAwake)
  return {
    change,
    autoscalers: autoscalersOf(change),
    serverSide: appliesServerSide(applier),
    batches: awake && change.metrics !== 'none',
    remembersPhase: [from.rollout, to.rollout].some(rollout => drains(rollout) !== 'never'),
    room: roomOf(change),
    restsBefore: !from.autoscalers.some(isAwake),
    restsAfter: !to.autoscalers.some(isAwake),
    renamed: kinds.find(kind => isRenamed(change, kind)),
    choicesOf: kept(autoscaler => choicesOf(autoscaler, change.floor))
  }
}

/** The name of a kind's object at an end of a change, for the words. */
export function nameOf({ change }: World, kind: Kind | undefined, end: 'from' | 'to' = 'to') {
  const { name = 'web', names } = change
  return (kind && (names?.[end][kind] ?? names?.from[kind])) ?? name
}

function isRenamed({ names }: Change, kind: Kind): boolean {
  const [before, after] = [names?.from[kind], names?.to[kind]]
  return before !== undefined && after !== undefined && before !== after
}

/** The autoscalers of both sides, each once. */
function autoscalersOf({ from, to }: Change): NamedAutoscaler[] {
  const all = [...from.autoscalers, ...to.autoscalers]
  const names = new Map(all.map(one => [`${one.kind} ${one.name}`, one]))
  return [...names.values()].map(({ kind, name }) => {
    const find = (side: State) =>
      side.autoscalers.find(other => other.kind === kind && other.name === name)
    return { kind, name, from: find(from), to: find(to) }
  })
}

/** N and the larger step, or the highest maximum of an awake autoscaler (DESIGN.md 9). */
function roomOf({ from, to, floor, room, disturb = [] }: Change): number {
  if (room !== undefined) return room
  const step = (kind: Kind) => Math.abs(statedBy(from, kind, floor) - statedBy(to, kind, floor))
  const sum = (side: State) =>
    statedBy(side, 'Deployment', floor) + statedBy(side, 'Rollout', floor)
  // A rolling update may surge on both sides.
  const surge = disturb.includes('image-change') ? 2 : 0
  const maxima = [...from.autoscalers, ...to.autoscalers].filter(isActive).map(({ max }) => max)
  const steps = floor + Math.max(step('Deployment'), step('Rollout'))
  return Math.max(steps, sum(from), sum(to), ...maxima) + surge
}

/** The count that Git states for a kind; the Deployment's is N where it states none. */
export function statedBy(side: State, kind: Kind, floor: number): number {
  if (kind === 'Deployment') return side.deployment ? (side.deployment.replicas ?? floor) : 0
  return side.rollout ? (side.rollout.replicas ?? 1) : 0
}

/** The Deployment or Rollout as a version has it. */
export function manifestOf({ change }: World, kind: Kind, version: Version) {
  if (version === 'none') return undefined
  return kind === 'Deployment' ? change[version].deployment : change[version].rollout
}

/** The live Rollout's manifest. */
export function liveRollout({ change }: World, state: Moment): Rollout | undefined {
  const { version } = state.rollout
  return version === 'none' ? undefined : change[version].rollout
}

/** Whether a Rollout or a Service stays when no manifest has it. */
export const isKept = (
  { change: { applier } }: World,
  { keptBy = [] }: Pick<Rollout, 'keptBy'> = {}
): boolean => isKeptBy(applier, keptBy)

/** What a Rollout's `scaleDown` does: the values are plain strings, and a wrong one is never (A.2, E2). */
export function drains(rollout: Rollout | undefined): 'never' | 'onsuccess' | 'progressively' {
  const mode = rollout?.scaleDown
  return mode === 'onsuccess' || mode === 'progressively' ? mode : 'never'
}

/** The autoscalers that move pods now, with their place in the state. */
export function actingAutoscalers(world: World, state: Moment) {
  return world.autoscalers.flatMap((named, at) => {
    const version = state.autoscalers[at]?.acting ?? 'none'
    const autoscaler = partOf(named, version)
    return autoscaler && !isPausedByKeda(autoscaler) ? [{ at, autoscaler }] : []
  })
}

/** KEDA deletes the HPA of a paused ScaledObject (D.5). */
function isPausedByKeda({ kind, paused }: Autoscaler): boolean {
  return kind === 'ScaledObject' && paused
}

/** Whether a live autoscaler may choose counts now. */
export function someAwake(world: World, state: Moment): boolean {
  return actingAutoscalers(world, state).some(({ autoscaler }) => isAwake(autoscaler))
}

/** What any metric can lead to, as far as comparing with N goes (DESIGN.md 9). */
export function choicesOf({ min, max, idle = min }: Autoscaler, floor: number): number[] {
  const counts = [min, floor - 1, floor, floor + 1, max]
  const within = counts.filter(count => count >= min && count <= max)
  return [...new Set([...within, idle])].toSorted((a, b) => a - b)
}

/** The version of what both sides state alike is `to` from the beginning. */
export function firstVersion(from: unknown, to: unknown): Version {
  if (from === undefined) return 'none'
  return isSame(from, to) ? 'to' : 'from'
}
