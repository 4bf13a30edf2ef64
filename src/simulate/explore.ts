import { remembered } from './arrival.ts'
import type { Move } from './move.ts'
import { moves, step } from './moves.ts'
import { factsOf, findBreaches, findLeaving, findMoveBreach } from './promises.ts'
import type { Breach, Facts, Promised } from './promises.ts'
import { momentKey, podsOf } from './moment.ts'
import type { Moment } from './moment.ts'
import { servingOf } from './serving.ts'
import type { World } from './world.ts'

/** All states that were reached, by number, nearest first. */
export type Exploration = {
  readonly states: readonly Moment[]
  /** The state before each, or -1 at a beginning. */
  readonly parents: readonly number[]
  /** The move that led to each. */
  readonly moves: readonly (Move | undefined)[]
  /** From and to, pair by pair. */
  readonly edges: readonly number[]
  /** The nearest breach of each promise. */
  readonly breaches: ReadonlyMap<Promised, FoundBreach>
  readonly isComplete: boolean
  readonly minServing: number
  readonly maxPods: number
}

/** Where a promise breaks: in a state, or by a move out of it. */
export type FoundBreach = Breach & { readonly state: number; readonly move?: Move }

/** How far to look. */
export type Budget = { readonly states: number }

/** Goes through every interleaving, breadth first: the first breach has the shortest story. */
export function explore(world: World, starts: readonly Moment[], budget: Budget): Exploration {
  const states: Moment[] = []
  const parents: number[] = []
  const ways: (Move | undefined)[] = []
  const edges: number[] = []
  const facts: Facts[] = []
  const numbers = new Map<string, number>()
  const breaches = new Map<Promised, FoundBreach>()

  function note(breach: Breach | undefined, where: { state: number; move?: Move }) {
    if (breach && !breaches.has(breach.promise))
      breaches.set(breach.promise, { ...breach, ...where })
  }

  function reach(state: Moment, parent: number, move?: Move): number {
    const key = momentKey(state)
    const known = numbers.get(key)
    if (known !== undefined) return known
    const number = states.push(state) - 1
    numbers.set(key, number)
    parents.push(parent)
    ways.push(move)
    const fact = factsOf(world, state)
    facts.push(fact)
    for (const breach of findBreaches(world, state, fact)) note(breach, { state: number })
    return number
  }

  for (const state of starts) reach(remembered(world, state), -1)
  let at = 0
  for (let state = states[at]; state && states.length <= budget.states; state = states[++at])
    for (const move of moves(world, state)) {
      const stepped = step(world, state, move)
      if (stepped === state) continue
      const after = remembered(world, stepped)
      const next = reach(after, at, move)
      if (next === at) continue
      edges.push(at, next)
      if (facts[at]?.isAwake)
        note(findMoveBreach(world, { before: state, move, after }), { state: at, move })
      if (facts[at]?.hasArrived && !facts[next]?.hasArrived)
        note(findLeaving(world, move), { state: at, move })
    }
  const isComplete = at >= states.length
  return { states, parents, moves: ways, edges, breaches, isComplete, ...extremesOf(world, states) }
}

function extremesOf(world: World, states: readonly Moment[]) {
  // Without a state there is nothing to say: the gate refuses every beginning.
  let minServing = states.length > 0 ? Infinity : 0
  let maxPods = 0
  for (const state of states) {
    minServing = Math.min(minServing, servingOf(world, state))
    maxPods = Math.max(maxPods, podsOf(state))
  }
  return { minServing, maxPods }
}

/** The states from which a wanted state can be reached. */
export function statesLeadingTo(
  isWanted: (state: Moment) => boolean,
  { states, edges }: Pick<Exploration, 'states' | 'edges'>
): Uint8Array {
  const { first, sources } = reversed(states.length, edges)
  const leads = new Uint8Array(states.length)
  const open: number[] = []
  const add = (at: number) => {
    if (leads[at]) return
    leads[at] = 1
    open.push(at)
  }
  states.forEach((state, at) => {
    if (isWanted(state)) add(at)
  })
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (let edge = first[at] ?? 0; edge < (first[at + 1] ?? 0); edge++) add(sources[edge] ?? 0)
  return leads
}

/** For each state the states before it: those between `first[state]` and `first[state + 1]`. */
function reversed(count: number, edges: readonly number[]) {
  const first = new Int32Array(count + 2)
  for (let edge = 1; edge < edges.length; edge += 2) raise(first, (edges[edge] ?? 0) + 2)
  for (let at = 1; at < first.length; at++) first[at] = (first[at] ?? 0) + (first[at - 1] ?? 0)
  const sources = new Int32Array(edges.length / 2)
  for (let edge = 0; edge < edges.length; edge += 2)
    sources[raise(first, (edges[edge + 1] ?? 0) + 1)] = edges[edge] ?? 0
  return { first, sources }
}

/** Adds one at a place and gives what was there. */
function raise(counts: Int32Array, at: number): number {
  const count = counts[at] ?? 0
  counts[at] = count + 1
  return count
}
