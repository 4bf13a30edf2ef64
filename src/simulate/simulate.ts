import { hasArrived, missingIn, owesArrival } from './arrival.ts'
import { keyOfChange } from './change.ts'
import type { Change } from './change.ts'
import { explore, statesLeadingTo } from './explore.ts'
import type { Budget, Exploration, FoundBreach } from './explore.ts'
import type { Move } from './move.ts'
import { step } from './moves.ts'
import type { Promised } from './promises.ts'
import { startsOf } from './start.ts'
import type { Moment } from './moment.ts'
import { worldOf } from './world.ts'
import type { World } from './world.ts'

/** One move of a story, with the states around it. */
export type Event = { readonly before: Moment; readonly move: Move; readonly after: Moment }

/** What a change does to the pods in every order. */
export type Verdict = {
  readonly verdict: 'safe' | 'broken' | 'not-exhaustive'
  /** The promise that breaks, the most severe where several do, and why. */
  readonly promise?: Promised
  readonly rule?: string
  /** Every promise that breaks. */
  readonly broken: readonly Promised[]
  readonly states: number
  /** States at rest from which the gate refuses to continue. */
  readonly refused: number
  readonly minServing: number
  readonly maxPods: number
  /** The state in which the story begins. */
  readonly start?: Moment
  /** The shortest story in which the promise breaks; empty where none does. */
  readonly trace: readonly Event[]
}

const mostSevereFirst: readonly Promised[] = ['capacity', 'room', 'arrival']

/** Explores every order of a change and says whether its promises hold. */
export function simulate(change: Change, budget: Budget = { states: 500_000 }): Verdict {
  const world = worldOf(change)
  const { open, refused } = startsOf(world)
  const exploration = explore(world, open, budget)
  const breaches = new Map(exploration.breaches)
  const stuck = findStuck(world, exploration)
  if (stuck && !breaches.has('arrival')) breaches.set('arrival', stuck)
  const broken = mostSevereFirst.filter(promise => breaches.has(promise))
  const breach = broken[0] && breaches.get(broken[0])
  const { minServing, maxPods, isComplete, states } = exploration
  const counts = { states: states.length, refused: refused.length, minServing, maxPods }
  if (!breach)
    return { verdict: isComplete ? 'safe' : 'not-exhaustive', broken, ...counts, trace: [] }
  const { promise, rule } = breach
  return {
    verdict: 'broken',
    promise,
    rule,
    broken,
    ...counts,
    ...storyOf(world, exploration, breach)
  }
}

/** Simulates changes, those that differ in names alone once; what breaks is told by its own name. */
export function simulator(budget?: Budget): (change: Change) => Verdict {
  const known = new Map<string, Verdict>()
  return change => {
    const key = keyOfChange(change)
    const found = known.get(key)
    if (found && found.verdict !== 'broken') return found
    const verdict = simulate(change, budget)
    known.set(key, verdict)
    return verdict
  }
}

/** A state from which the stage can never be reached: one in which nothing moves, if there is one. */
function findStuck(world: World, exploration: Exploration): FoundBreach | undefined {
  const { states, edges, isComplete } = exploration
  if (!isComplete || !owesArrival(world)) return undefined
  const leads = statesLeadingTo(state => hasArrived(world, state), exploration)
  const isLeft = new Uint8Array(states.length)
  for (let edge = 0; edge < edges.length; edge += 2) isLeft[edges[edge] ?? 0] = 1
  const stuck = states.findIndex((_, at) => !leads[at] && !isLeft[at])
  const at = stuck < 0 ? leads.indexOf(0) : stuck
  const state = states[at]
  return state && { promise: 'arrival', rule: missingIn(world, state), state: at }
}

/** The moves that lead to a breach. */
function storyOf(world: World, { states, parents, moves }: Exploration, breach: FoundBreach) {
  const trace: Event[] = []
  let at = breach.state
  let after = states[at]
  if (breach.move && after)
    trace.push({ before: after, move: breach.move, after: step(world, after, breach.move) })
  for (;;) {
    const before = states[parents[at] ?? -1]
    const move = moves[at]
    if (!before || !move || !after) break
    trace.unshift({ before, move, after })
    at = parents[at] ?? -1
    after = before
  }
  return after ? { start: after, trace } : { trace }
}
