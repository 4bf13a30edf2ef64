import type { WorkloadEntry } from '../config.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { rememberedReplicas } from '../workload/memory.ts'
import type { Change } from '../simulate/change.ts'
import { simulator } from '../simulate/simulate.ts'
import type { Verdict } from '../simulate/simulate.ts'
import { story } from '../simulate/story.ts'
import { percentsOf, statedStage } from '../workload/select.ts'
import { hasReached, introduceRollout } from '../workload/stage.ts'
import { stateAt } from '../workload/state-at.ts'
import { describe, isSame } from '../workload/state.ts'
import type { State } from '../workload/state.ts'
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
  const [from, to] = [before, after].map(statesByKey)
  const [was, isNow] = [byKey(before), byKey(after)]
  const simulated = simulator(budget)
  return [...(to ?? [])].flatMap(([key, { name, state }]) => {
    const old = from?.get(key)
    const deployment = isNow.get(key)
    if (!old || !deployment || isToldOf(deployment)) return []
    const ends = {
      from: withSync(old.state, syncOf(was.get(key) ?? deployment, before)),
      to: withSync(state, syncOf(deployment, after))
    }
    const floor = rememberedReplicas([deployment, was.get(key)]) ?? floorOf(ends)
    const at = placeOf(deployment, 'spec', 'replicas')
    if (floor === undefined || !isMove(ends)) return []
    const applier = after.known.config?.applier ?? 'argocd'
    const change = { ...ends, name, floor, baseline: ends.from, applier }
    return reportOf(at, titleOf(deployment), { change, verdict: simulated(change) })
  })
}

const keyOf = ({ namespace = '', name = '' }: Pick<Manifest, 'namespace' | 'name'>) =>
  `${namespace}/${name}`

/** The workloads of a scene, by namespace and name. */
const statesByKey = ({ scope }: Scene) => new Map(statesIn(scope).map(each => [keyOf(each), each]))

const withSync = (state: State, application: State['application']): State => ({
  ...state,
  ...(application && { application })
})

/** The Deployments of a scene, by the same keys. */
const byKey = ({ scope }: Scene) =>
  new Map<string, Manifest>(scope.deployments.map(each => [keyOf(each), each]))

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

/** N where nothing remembers it: what both sides of the change have at least. */
function floorOf({ from, to }: Ends): number | undefined {
  const sums = [from, to].flatMap(({ deployment, rollout }) =>
    deployment?.replicas === undefined
      ? []
      : [deployment.replicas + (rollout ? (rollout.replicas ?? 1) : 0)]
  )
  return sums.length > 0 ? Math.min(...sums) : undefined
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
  const broken = isCounted ? rule : `${rule}, down to ${minServing} pods`
  const facts = { workload, ...words, broken, last }
  return [problems.unsafeChange(at, facts)]
}

const wordsOf = ({ deployment, rollout }: State) =>
  describe({
    ...(deployment && { deployment }),
    ...(rollout && { rollout: { ...rollout, replicas: rollout.replicas ?? 1 } }),
    autoscalers: []
  })

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
