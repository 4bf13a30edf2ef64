import { readGroup } from '../convert/read.ts'
import type { SourceGroup } from '../convert/read.ts'
import * as conversion from '../convert/problems.ts'
import type { Run } from '../convert/select.ts'
import { findStage, stageNames } from '../convert/stage.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { manifestsOfKind } from '../kubernetes/manifest.ts'
import { readRows } from '../migration/plan.ts'
import type { Rows } from '../migration/plan.ts'
import { unknownStage } from '../problems.ts'
import { argumentsPlace, defaultPercents } from '../settings.ts'
import { applicationOf, isApplication } from './applications.ts'
import type { Applier, Objects } from './change.ts'
import { objectsAt, objectsOf, sidesOf } from './objects.ts'
import { applierFor, transitionsOf } from './plan.ts'
import type { Transition } from './plan.ts'

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
  applier: Applier
): Changes {
  const { rows, diagnostics } = readRows(sources, run)
  const changes = rows.flatMap(({ plan }) => {
    const { name = '', namespace } = plan.baseline.deployment
    return transitionsOf(plan, applier).map(each => ({ ...each, workload: name, namespace }))
  })
  return { changes, diagnostics }
}

/** One end of a change: the name of a stage of the manifests that are given, or manifests. */
export type End = { readonly name: string; readonly sources: readonly SourceGroup[] | undefined }

export type Ends = {
  readonly from: End
  readonly to: End
  /** What stages are made of. */
  readonly sources: readonly SourceGroup[]
}

type Sided = {
  readonly workload: string
  readonly namespace: string | undefined
  readonly objects: Objects
}

/** The changes of workloads from one end to another. */
export function changesBetween(ends: Ends, run: Run, applier: Applier): Changes {
  const isStaged = !ends.from.sources || !ends.to.sources
  const read = isStaged ? readRows(ends.sources, run) : undefined
  const unknown = [ends.from, ends.to].flatMap(end => unknownName(end, run))
  if (unknown.length > 0) return { changes: [], diagnostics: unknown }
  const from = sidesAt(ends.from, run, read)
  const to = sidesAt(ends.to, run, read)
  const keys = [...new Set([...from.keys(), ...to.keys()])]
  const diagnostics: Diagnostic[] = [...(read?.diagnostics ?? [])]
  const changes = keys.flatMap((key): WorkloadChange[] => {
    const { workload = '', namespace } = from.get(key) ?? to.get(key) ?? {}
    if (run.workloads.length > 0 && !run.workloads.includes(workload)) return []
    const sides = { from: from.get(key)?.objects ?? none, to: to.get(key)?.objects ?? none }
    const planned = read?.rows.find(({ plan }) => plan.baseline.deployment.name === workload)?.plan
    const floor = planned?.workload.replicas ?? floorOf(workload, sides.from, run)
    if (floor === undefined) {
      diagnostics.push(conversion.replicasUnknown(argumentsPlace, `Deployment "${workload}"`))
      return []
    }
    const names = { from: ends.from.name, to: ends.to.name }
    const change = {
      name: workload,
      ...sides,
      applier: applierFor(applier, [names.from, names.to]),
      floor
    }
    return [
      { workload, namespace, ...names, change: { ...change, baseline: beforeAny(sides.from) } }
    ]
  })
  return { changes, diagnostics }
}

/** The baseline, as far as it can be told: no Rollout's count is excused by having been there. */
const beforeAny = ({ deployment }: Objects): Objects => ({
  ...(deployment && { deployment }),
  autoscalers: []
})

const none: Objects = { autoscalers: [] }

function unknownName({ name, sources }: End, { percents = defaultPercents }: Run): Diagnostic[] {
  if (sources || findStage(name, percents) !== undefined) return []
  return [unknownStage(argumentsPlace, name, stageNames(percents))]
}

function sidesAt({ name, sources }: End, run: Run, read: Rows | undefined): Map<string, Sided> {
  const sides = sources ? sidesIn(sources, run) : stagedSides(name, read)
  return new Map(sides.map(side => [`${side.namespace ?? ''}/${side.workload}`, side]))
}

function sidesIn(groups: readonly SourceGroup[], run: Run): Sided[] {
  const applications = groups
    .flatMap(group => group.sources)
    .flatMap(source => manifestsOfKind(source, 'Application'))
    .filter(isApplication)
  return groups.flatMap(group =>
    [...sidesOf(readGroup(group, run).scope)].map(([key, side]) => {
      const [namespace = '', workload = ''] = key.split('/')
      const objects = objectsOf(side, applicationOf(applications, workload))
      return { workload, namespace: namespace || undefined, objects }
    })
  )
}

function stagedSides(name: string, read: Rows | undefined): Sided[] {
  return (read?.rows ?? []).map(({ plan: { baseline, workload } }) => {
    const stage = findStage(name, workload.percents) ?? name
    const { deployment } = baseline
    return {
      workload: deployment.name ?? '',
      namespace: deployment.namespace,
      objects: objectsAt(baseline, workload, stage)
    }
  })
}

/** N where no plan says it: as given, or the pods that one side alone has before the change. */
function floorOf(workload: string, { deployment, rollout }: Objects, run: Run): number | undefined {
  const given = run.replicas.named.get(workload) ?? run.replicas.all
  if (given !== undefined) return given
  if (!rollout?.replicas) return deployment?.replicas
  return deployment?.replicas ? undefined : rollout.replicas
}
