import * as conversion from '../convert/problems.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { argoCdIn, isApplication, isArgoCdConfig } from '../kubernetes/application.ts'
import { manifestsOfKind } from '../kubernetes/manifest.ts'
import { readRows } from '../migration/plan.ts'
import type { Rows } from '../migration/plan.ts'
import { unknownStage } from '../problems.ts'
import { argumentsPlace } from '../settings.ts'
import { readGroup } from '../workload/read.ts'
import type { SourceGroup } from '../workload/read.ts'
import { percentsOf } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { findStage, parseStage, stageNames } from '../workload/stage.ts'
import { stateAt } from '../workload/state-at.ts'
import type { State } from '../workload/state.ts'
import { statesIn } from '../workload/states.ts'
import type { ModelledApplier } from './change.ts'
import { applierFor, transitionsOf } from './plan.ts'
import type { Transition } from './plan.ts'
import * as problems from './problems.ts'

/** A change of one workload to be looked at. */
export type WorkloadChange = Transition & {
  readonly workload: string
  readonly namespace: string | undefined
}

/** Changes of workloads, and why there are no others. */
export type Changes = {
  readonly changes: readonly WorkloadChange[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Every change of the plans of the workloads that a run selects. */
export function plannedChanges(
  sources: readonly SourceGroup[],
  run: Run,
  applier: ModelledApplier
): Changes {
  const { rows, diagnostics } = readRows(sources, run)
  const changes = rows.flatMap(({ workload }) => {
    const { name, namespace } = workload
    return transitionsOf(workload, applier).map(each => ({ ...each, workload: name, namespace }))
  })
  const isEmpty = rows.length === 0 && !hasErrors(diagnostics)
  const none = isEmpty ? [problems.nothingToSimulate(argumentsPlace, 'the input')] : []
  return { changes, diagnostics: [...diagnostics, ...none] }
}

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
  const [from, to] = [sideAt(ends.from, run, read), sideAt(ends.to, run, read)]
  const diagnostics = [...(read?.diagnostics ?? []), ...from.diagnostics, ...to.diagnostics]
  const pairs = pairsOf(from.workloads, to.workloads).filter(
    ({ workload }) => run.workloads.length === 0 || run.workloads.includes(workload)
  )
  const changes = pairs.flatMap((pair): WorkloadChange[] => {
    const { workload, from: before } = pair
    const planned = read?.rows.find(row => row.workload.name === workload)?.workload
    const floor = planned?.replicas ?? floorOf(workload, before, run)
    if (floor !== undefined) return [changeOf(pair, ends, { applier, floor })]
    diagnostics.push(conversion.replicasUnknown(argumentsPlace, `Deployment "${workload}"`))
    return []
  })
  return { changes, diagnostics }
}

type Sided = {
  readonly workload: string
  readonly namespace: string | undefined
  readonly state: State
}

type Pair = Omit<Sided, 'state'> & { readonly from: State; readonly to: State }

/** The workloads of both sides, by namespace and name. */
function pairsOf(before: readonly Sided[], after: readonly Sided[]): Pair[] {
  const keyOf = ({ namespace, workload }: Sided) => `${namespace ?? ''}/${workload}`
  const [from, to] = [before, after].map(all => new Map(all.map(each => [keyOf(each), each])))
  const all = new Map([...before, ...after].map(each => [keyOf(each), each]))
  return [...all].map(([key, { workload, namespace }]) => ({
    workload,
    namespace,
    from: from?.get(key)?.state ?? none,
    to: to?.get(key)?.state ?? none
  }))
}

const none: State = { autoscalers: [] }

function changeOf(
  { workload, namespace, from, to }: Pair,
  ends: Ends,
  { applier, floor }: { readonly applier: ModelledApplier; readonly floor: number }
): WorkloadChange {
  const names = { from: ends.from.name, to: ends.to.name }
  const change = {
    name: workload,
    from,
    to,
    applier: applierFor(applier, [names.from, names.to]),
    floor,
    baseline: beforeAny(from)
  }
  return { workload, namespace, ...names, change }
}

/** The baseline, as far as it can be told: no Rollout's count is excused by having been there. */
const beforeAny = ({ deployment }: State): State => ({
  ...(deployment && { deployment }),
  autoscalers: []
})

function unknownName({ name, sources }: End, run: Run): Diagnostic[] {
  const percents = percentsOf(run)
  if (sources || findStage(name, percents) !== undefined) return []
  return [unknownStage(argumentsPlace, name, stageNames(percents))]
}

type Side = {
  readonly workloads: readonly Sided[]
  readonly diagnostics: readonly Diagnostic[]
}

function sideAt({ name, sources }: End, run: Run, read: Rows | undefined): Side {
  if (!sources) return { workloads: stagedAt(name, read), diagnostics: [] }
  const side = sideIn(sources, run)
  if (side.workloads.length > 0 || side.diagnostics.length > 0) return side
  return { ...side, diagnostics: [problems.nothingToSimulate(argumentsPlace, `"${name}"`)] }
}

/** What manifests say; what cannot be read of them might change it. */
function sideIn(groups: readonly SourceGroup[], run: Run): Side {
  const sources = groups.flatMap(group => group.sources)
  const argoCd = argoCdIn(
    ['Application', 'ApplicationSet', 'ConfigMap']
      .flatMap(kind => sources.flatMap(source => manifestsOfKind(source, kind)))
      .filter(each => isApplication(each) || isArgoCdConfig(each))
  )
  const read = groups.map(group => readGroup(group, run))
  return {
    workloads: read
      .flatMap(({ scope }) => statesIn(scope, argoCd))
      .map(({ name, namespace, state }) => ({ workload: name, namespace, state })),
    diagnostics: read.flatMap(group =>
      group.unreadable.map(({ found }): Diagnostic => ({ ...found, severity: 'error' }))
    )
  }
}

function stagedAt(name: string, read: Rows | undefined): Sided[] {
  return (read?.rows ?? []).flatMap(({ workload }) => {
    const stage = parseStage(name)
    const { name: own, namespace } = workload
    return stage ? [{ workload: own, namespace, state: stateAt(workload, stage) }] : []
  })
}

/** N where no plan says it: as given, or the pods that one side alone has before the change. */
function floorOf(workload: string, { deployment, rollout }: State, run: Run): number | undefined {
  const given = run.replicas.named.get(workload) ?? run.replicas.all
  if (given !== undefined) return given
  if (!rollout?.replicas) return deployment?.replicas
  return deployment?.replicas ? undefined : rollout.replicas
}
