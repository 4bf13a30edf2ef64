import * as conversion from '../convert/problems.ts'
import { hasErrors, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { aroundProblems } from '../migration/around.ts'
import { rolloutLeftAlone, ruleTooEarly, templateChanged } from '../migration/problems.ts'
import { readRows } from '../migration/plan.ts'
import type { Rows } from '../migration/plan.ts'
import { isChosen } from '../kubernetes/chosen.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import { unknownStage } from '../problems.ts'
import { argumentsPlace } from '../settings.ts'
import { rememberedReplicas } from '../workload/memory.ts'
import type { SourceGroup } from '../workload/read.ts'
import { rolloutNameOf } from '../workload/scope.ts'
import { entryOf, percentsOf, replicasFor } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { findStage, parseStage, stageNames } from '../workload/stage.ts'
import { stateAt } from '../workload/state-at.ts'
import { isAwake, isSame } from '../workload/state.ts'
import type { State } from '../workload/state.ts'
import { leavesFields } from './change.ts'
import type { ModelledApplier } from './change.ts'
import { factsBetween, isOtherTemplate } from './ends.ts'
import { pairsOf } from './pairs.ts'
import type { Pair } from './pairs.ts'
import { applierFor, ignoring, transitionsOf } from './plan.ts'
import type { Transition } from './plan.ts'
import * as problems from './problems.ts'
import { provedIn } from './proved.ts'
import { serviceFinder, sideIn, stagedObjects } from './sides.ts'
import type { Side, Sided } from './sides.ts'

/** A change of one workload to be looked at. */
export type WorkloadChange = Transition & {
  readonly workload: string
  readonly namespace: string | undefined
}

/** Changes of workloads, and why there are no others. */
export type Changes = {
  readonly changes: readonly WorkloadChange[]
  readonly diagnostics: readonly Diagnostic[]
  /** Why workloads beside these are left out of the proof. */
  readonly unproved?: readonly Diagnostic[]
}

/** Every change of the plans of the workloads that a run selects. */
export function plannedChanges(
  sources: readonly SourceGroup[],
  run: Run,
  applier: ModelledApplier
): Changes {
  const { rows, baselines, diagnostics } = readRows(sources, run)
  const workloads = provedIn(
    rows.map(({ workload }) => workload),
    sources,
    run
  )
  const changes = workloads.flatMap(workload => {
    const { name, namespace } = workload
    return transitionsOf(workload, applier).map(each => ({ ...each, workload: name, namespace }))
  })
  // What the model does not have, but a plan tells: quotas, and what else acts on the pods.
  const around = aroundProblems(workloads, baselines, run)
  const isEmpty = rows.length === 0 && !hasErrors(diagnostics)
  const none = isEmpty ? [problems.nothingToSimulate(argumentsPlace, 'the input')] : []
  return {
    changes,
    diagnostics: withoutRepeats([
      ...diagnostics.filter(each => !isUnproved(each)),
      ...around,
      ...none
    ]),
    unproved: diagnostics.filter(isUnproved).map(each => ({ ...each, severity: 'error' as const }))
  }
}

/** What leaves a workload out of a proof; a Rollout that is not ours is nobody's fault. */
const isUnproved = ({ severity, code }: Diagnostic) =>
  severity === 'warning' && code !== rolloutLeftAlone.code

/** One end of a change: the name of a stage of the manifests that are given, or manifests. */
export type End = { readonly name: string; readonly sources: readonly SourceGroup[] | undefined }

export type Ends = {
  readonly from: End
  readonly to: End
  /** What stages are made of. */
  readonly sources: readonly SourceGroup[]
}

/** The changes of workloads from one end to another. */
export function changesBetween(ends: Ends, run: Run, applier: ModelledApplier): Changes {
  const isStaged = !ends.from.sources || !ends.to.sources
  const read = isStaged ? readRows(ends.sources, run) : undefined
  const unknown = [ends.from, ends.to].flatMap(end => unknownName(end, run))
  if (unknown.length > 0) return { changes: [], diagnostics: unknown }
  const from = sideAt(ends.from, ends, { run, read })
  const to = sideAt(ends.to, ends, { run, read })
  const found = (read?.diagnostics ?? []).map(each =>
    each.code === ruleTooEarly.code ? { ...each, severity: 'error' as const } : each
  )
  const diagnostics = [...found, ...from.diagnostics, ...to.diagnostics]
  const pairs = pairsOf(from.workloads, to.workloads).filter(
    ({ workload: name, namespace }) =>
      run.workloads.length === 0 || isChosen({ name, namespace }, run.workloads)
  )
  const changes = pairs.flatMap((pair): WorkloadChange[] => {
    const { workload, from: before } = pair
    const planned = read?.rows.find(row => row.workload.name === workload)?.workload
    const floor = planned?.replicas ?? floorOf(pair, before?.state ?? none, run)
    diagnostics.push(...templateFaults(pair))
    if (floor === undefined) {
      diagnostics.push(conversion.replicasUnknown(argumentsPlace, `Deployment "${workload}"`))
      return []
    }
    const found = changeOf(pair, ends, { applier, floor, run })
    if (found.change.baseline?.rollout) diagnostics.push(...unseenSync(pair, found.change.to))
    return [found]
  })
  return { changes, diagnostics: withoutRepeats(diagnostics) }
}

/** A template that differs rolls the pods of both sides; the model knows of other labels alone. */
function templateFaults({ from, to }: Pair): Diagnostic[] {
  const [before, after] = [from, to].map(end => end?.objects?.())
  const at = to?.deployment
  if (!from || !to || !before || !after || !at) return []
  const mayHave = (kind: 'deployment' | 'rollout') =>
    [from.state, to.state].some(state => state[kind] && state[kind].replicas !== 0)
  if (!mayHave('deployment') || !mayHave('rollout') || !isOtherTemplate(before, after)) return []
  return [templateChanged(placeOf(at, 'spec', 'template'), titleOf(at))]
}

const none: State = { autoscalers: [] }

function changeOf(pair: Pair, ends: Ends, { applier, floor, run }: Asked): WorkloadChange {
  const { workload, namespace } = pair
  const names = { from: ends.from.name, to: ends.to.name }
  const [from, to] = [withIgnored(pair.from, run), withIgnored(pair.to, run)]
  const change = {
    name: workload,
    from,
    to,
    applier: applierFor(applier, [names.from, names.to]),
    floor,
    baseline: baselineOf(from, to, applier),
    ...(pair.from?.objects && pair.to?.objects
      ? factsBetween(pair.from.objects(), pair.to.objects())
      : {})
  }
  return { workload, namespace, ...names, change }
}

type Asked = { readonly applier: ModelledApplier; readonly floor: number; readonly run: Run }

/** What is said of the applier holds where no Application in view says what it does. */
function withIgnored(end: Sided | undefined, run: Run): State {
  if (!end) return none
  const { state, deployment } = end
  const isSaid = run.replicasIgnored || entryOf(deployment, run)?.replicasIgnored
  const isMoved = state.autoscalers.some(({ target }) => target === 'Rollout')
  return isSaid && isMoved && !state.application ? { ...state, application: ignoring } : state
}

/**
 * The baseline, as far as it can be told. The count of a Rollout is no excuse, unless the change
 * leaves it and its autoscaler alone and nothing in view says whether the applier does so too.
 */
function baselineOf(from: State, to: State, applier: ModelledApplier): State {
  const { deployment, rollout } = from
  const isAlike =
    rollout?.replicas === to.rollout?.replicas && isSame(from.autoscalers, to.autoscalers)
  const isUnseen = leavesFields(applier) && !from.application && !to.application
  const isScaled = to.autoscalers.some(each => each.target === 'Rollout' && isAwake(each))
  return {
    ...(deployment && { deployment }),
    ...(rollout && isAlike && isUnseen && isScaled && { rollout }),
    autoscalers: []
  }
}

/** What nobody can tell of the syncs that follow. */
function unseenSync({ to }: Pair, { rollout }: State): Diagnostic[] {
  if (!to?.place || rollout?.replicas === undefined) return []
  const title = `Rollout "${to.rollout ?? ''}"`
  return [problems.syncOutOfView(to.place, title, rollout.replicas)]
}

function unknownName({ name, sources }: End, run: Run): Diagnostic[] {
  const percents = percentsOf(run)
  if (sources || findStage(name, percents) !== undefined) return []
  return [unknownStage(argumentsPlace, name, stageNames(percents))]
}

function sideAt({ name, sources }: End, ends: Ends, { run, read }: ReadEnds): Side {
  if (!sources) return { workloads: stagedAt(name, ends, { run, read }), diagnostics: [] }
  const side = sideIn(sources, run, ends.sources)
  if (side.workloads.length > 0 || side.diagnostics.length > 0) return side
  return { ...side, diagnostics: [problems.nothingToSimulate(argumentsPlace, `"${name}"`)] }
}

type ReadEnds = { readonly run: Run; readonly read: Rows | undefined }

function stagedAt(name: string, ends: Ends, { run, read }: ReadEnds): Sided[] {
  const servicesOf = serviceFinder(
    ends.sources.flatMap(group => group.sources),
    run
  )
  return (read?.rows ?? []).flatMap(({ workload }) => {
    const stage = parseStage(name)
    const { name: own, namespace, manifests } = workload
    if (!stage) return []
    return [
      {
        workload: own,
        namespace,
        state: stateAt(workload, stage),
        objects: () => stagedObjects(manifests, servicesOf),
        deployment: manifests.deployment,
        rollout: rolloutNameOf(manifests)
      }
    ]
  })
}

/** N where no plan says it: as given, as remembered, or the pods that one side alone has before. */
function floorOf(pair: Pair, { deployment, rollout }: State, run: Run): number | undefined {
  const given =
    replicasFor(run, { name: pair.workload, namespace: pair.namespace }) ?? run.replicas.all
  const told = given ?? rememberedReplicas([pair.from?.deployment, pair.to?.deployment])
  if (told !== undefined) return told
  if (!rollout?.replicas) return deployment?.replicas
  return deployment?.replicas ? undefined : rollout.replicas
}
