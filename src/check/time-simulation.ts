import { counted } from '../counted.ts'
import type { WorkloadEntry } from '../config.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { rememberedReplicas } from '../workload/memory.ts'
import type { Change } from '../simulate/change.ts'
import { pairsOf } from '../simulate/pairs.ts'
import type { Sided } from '../simulate/sides.ts'
import { simulator } from '../simulate/simulate.ts'
import type { Verdict } from '../simulate/simulate.ts'
import { story } from '../simulate/story.ts'
import { percentsOf, statedStage } from '../workload/select.ts'
import { hasReached, introduceRollout } from '../workload/stage.ts'
import { stateAt } from '../workload/state-at.ts'
import { describe, isAwake, isSame, kinds } from '../workload/state.ts'
import type { Kind, State } from '../workload/state.ts'
import { statesIn } from '../workload/states.ts'
import { syncOf } from './objects-applications.ts'
import type { View } from './objects-view.ts'
import type { Scene } from './scene.ts'
import * as problems from './time-problems.ts'

/** Enough for hundreds of pods at rest; what needs more is left to `simulate`. */
const budget = { states: 20_000 }

/** Changes of counts that can cost pods in some order of applying them. */
export function unsafeChanges(
  before: View,
  after: View,
  isToldOf: (workload: Manifest) => boolean
): Diagnostic[] {
  const simulated = simulator(budget)
  return pairsOf(sidesOf(before), sidesOf(after)).flatMap(({ from: old, to: now }) => {
    const own = now?.deployment ?? old?.deployment
    if (!old || !now || !own || isToldOf(own)) return []
    const ends = {
      from: withSync(old.state, syncOf(old.deployment ?? own, before)),
      to: withSync(now.state, syncOf(own, after))
    }
    const floor = rememberedReplicas([now.deployment, old.deployment]) ?? floorOf(ends)
    const at = now.deployment ? placeOf(now.deployment, 'spec', 'replicas') : now.place
    if (floor === undefined || !at || !isMove(ends)) return []
    const applier = after.known.config?.applier ?? 'argocd'
    const change = { ...ends, name: now.workload, floor, baseline: ends.from, applier }
    return reportOf(at, titleOf(own), { change, verdict: simulated(change) })
  })
}

/** The workloads of a scene. */
const sidesOf = ({ scope }: Scene): Sided[] =>
  statesIn(scope).map(({ name, namespace, state, manifests: { deployment, rollouts } }) => {
    const [rollout] = rollouts
    return {
      workload: name,
      namespace,
      state,
      deployment,
      rollout: rollout?.name,
      ...(rollout && { place: placeOf(rollout, 'spec', 'replicas') })
    }
  })

const withSync = (state: State, application: State['application']): State => ({
  ...state,
  ...(application && { application })
})

type Ends = Pick<Change, 'from' | 'to'>

/** Whether pods may move between a Deployment and a Rollout: not where one of them never has any. */
function isMove({ from, to }: Ends): boolean {
  const mayHave = (kind: 'deployment' | 'rollout') =>
    [from, to].some(side => side[kind] && side[kind].replicas !== 0)
  return mayHave('deployment') && mayHave('rollout') && !isSame(countsOf(from), countsOf(to))
}

const countsOf = ({ deployment, rollout, autoscalers }: State) => [
  deployment?.replicas,
  rollout?.replicas,
  rollout?.scaleDown,
  rollout?.services,
  autoscalers.map(({ name: _, ...each }) => each)
]

/**
 * N where nothing remembers it: what both sides of the change have at least. While pods move each
 * side has N at most, so a Deployment that goes in the middle leaves the larger count to be held.
 */
function floorOf({ from, to }: Ends): number | undefined {
  if (!from.deployment || !to.deployment) return largestIn(from)
  const sums = [from, to].flatMap(state => podsOf(state) ?? [])
  return sums.length > 0 ? Math.min(...sums) : undefined
}

const largestIn = (state: State) => Math.max(...kinds.map(kind => countOf(state, kind) ?? 0))

/** The pods that a state asks for; undefined where nothing tells. */
function podsOf(state: State): number | undefined {
  const counts = kinds.map(kind => countOf(state, kind))
  return counts.reduce((sum, count) =>
    sum === undefined || count === undefined ? undefined : sum + count
  )
}

/** The pods of a kind: as stated, or the fewest of its autoscaler. A Rollout without either has 1. */
function countOf(state: State, kind: Kind): number | undefined {
  const owner = kind === 'Rollout' ? state.rollout : state.deployment
  if (!owner) return 0
  const { replicas = kind === 'Rollout' ? 1 : undefined } = owner
  const scaler = state.autoscalers.find(each => each.target === kind && isAwake(each))
  return scaler && replicas !== 0 ? Math.max(scaler.min, replicas ?? 0) : replicas
}

type Simulated = {
  readonly change: Change
  readonly verdict: Verdict
  readonly words?: { readonly from: string; readonly to: string }
}

function reportOf(
  at: Location,
  workload: string,
  { change, verdict, words = { from: wordsOf(change.from), to: wordsOf(change.to) } }: Simulated
): Diagnostic[] {
  const { promise, minServing } = verdict
  // What `scaleDown` takes away is never at rest with what Git says: other rules report it.
  const isMeant = promise === 'arrival' && change.to.rollout?.scaleDown !== undefined
  if (!promise || promise === 'room' || isMeant) return []
  const lines = story(change, verdict).map(({ text }) => text)
  const [last = '', rule = ''] = lines.slice(-2)
  const isCounted = promise === 'arrival' || rule.includes(`: ${minServing} of `)
  const broken = isCounted ? rule : `${rule}, down to ${counted(minServing, 'pod')}`
  const facts = { workload, ...words, broken, last }
  return [problems.unsafeChange(at, facts)]
}

function wordsOf({ deployment, rollout }: State): string {
  const moved = rollout && { rollout: { ...rollout, replicas: rollout.replicas ?? 1 } }
  if (!deployment) return `no Deployment, Rollout ${moved?.rollout.replicas ?? 0}`
  return describe({ deployment, ...moved, autoscalers: [] })
}

/** Stages that the configuration skips: by numbers alone, the autoscaler being at rest. */
export function unsafeStages(before: Scene, after: Scene): Diagnostic[] {
  const entries = after.known.config?.workloads ?? []
  const simulated = simulator(budget)
  return entries.flatMap(entry => {
    const old = before.known.config?.workloads?.find(each => isSameEntry(each, entry))
    if (!old || old.stage === entry.stage) return []
    // Where N stands elsewhere, percents tell as much.
    const floor = entry.replicas ?? old.replicas ?? 100
    const [from, to] = [old, entry].map(each => stateOfEntry(each, floor))
    if (!from || !to) return []
    const applier = after.known.config?.applier ?? 'argocd'
    const change = { from, to, name: entry.name, floor, baseline: from, applier }
    const verdict = simulated(change)
    const words = { from: old.stage, to: entry.stage }
    return reportOf(entry.at('stage'), `Deployment "${entry.name}"`, { change, verdict, words })
  })
}

const isSameEntry = (a: WorkloadEntry, b: WorkloadEntry) =>
  a.name === b.name && a.namespace === b.namespace && a.release === b.release

const noRun = { percents: undefined }

function stateOfEntry(entry: WorkloadEntry, replicas: number): State | undefined {
  const stage = statedStage(entry, noRun)
  if ('code' in stage || !hasReached(stage, introduceRollout)) return undefined
  const baseline = { deployment: { replicas }, autoscalers: [] }
  return stateAt({ baseline, replicas, percents: percentsOf(noRun, entry), keep: true }, stage)
}
