import type { WorkloadEntry } from '../config.ts'
import { workloadNotFound } from '../workload/problems.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { grouped, kept } from '../groups.ts'
import { annotationOf } from '../kubernetes/resource.ts'
import { resourceIn } from '../kubernetes/live.ts'
import { helmRelease } from '../kubernetes/release.ts'
import { argumentsPlace } from '../settings.ts'
import type { LiveDeployment, Snapshot } from '../snapshot.ts'
import type { Expected } from '../workload/differences.ts'
import { isPattern, matchesPattern } from '../kubernetes/chosen.ts'
import { notesApplied, percentsOf, replicasFor } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { allStages, compareStages, isSameStage, lastStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { distinctPercents, stagesOf, stateAt } from '../workload/state-at.ts'
import { liveOf, stateInEntry, stateInSnapshot } from '../workload/state-in.ts'
import type { Workload } from '../workload/workload.ts'
import { expectedAt } from './standing.ts'
import type { Standing } from './standing.ts'

/** An entry of a configuration with its workloads, as far as their manifests are given. */
export type Entry = { readonly entry: WorkloadEntry; readonly own: readonly Standing[] }

/** The entries that a run asks for by `--workload` and `--release`, and names that no entry has. */
export function askedEntries(
  entries: readonly WorkloadEntry[],
  run: Run
): { asked: WorkloadEntry[]; diagnostics: Diagnostic[] } {
  const { workloads, release: wanted } = run
  const meant = entries.filter(({ release = wanted }) => wanted === undefined || release === wanted)
  const isAsked = (entry: WorkloadEntry) => workloads.some(each => mayChoose(entry, each, run))
  return {
    asked: workloads.length === 0 ? meant : meant.filter(isAsked),
    diagnostics: workloads
      .filter(chosen => !meant.some(entry => mayChoose(entry, chosen, run)))
      .map(chosen => workloadNotFound(argumentsPlace, chosen, 'unlisted'))
  }
}

/** Whether a name of `--workload` may be meant for an entry, which may itself match several. */
function mayChoose({ name, namespace }: WorkloadEntry, chosen: string, run: Run): boolean {
  const slash = chosen.lastIndexOf('/')
  const own = namespace ?? run.namespace
  const isThere =
    slash < 0 || own === undefined || matchesPattern(own, chosen.slice(0, Math.max(slash, 0)))
  const last = chosen.slice(slash + 1)
  return isThere && (matchesPattern(name, last) || matchesPattern(last, name))
}

/** Whether `--workload` says the name of an entry itself. */
export const isEntryNamed = (entry: WorkloadEntry, run: Run) =>
  run.workloads.some(
    each => each === entry.name || (!isPattern(each) && mayChoose(entry, each, run))
  )

/** Whether an autoscaler decides on the pods of an entry, as far as anything shows it. */
export function scalingOfEntry(entry: WorkloadEntry, run: Run): 'scaled' | 'fixed' | 'unknown' {
  if (entry.autoscaler === 'none') return 'fixed'
  const { live } = run
  const found = live ? liveDeploymentsOf(entry, run, live) : []
  if (!live || found.length === 0) return 'unknown'
  const isScaled = ({ metadata }: LiveDeployment) =>
    liveOf({ ...metadata, rollout: metadata.name, namespace: metadata.namespace }, live).autoscalers
      .length > 0
  if (found.some(isScaled)) return 'scaled'
  // A snapshot without any may be of a call that did not ask for them.
  return live.autoscalers.length + live.scaledObjects.length > 0 ? 'fixed' : 'unknown'
}

/** Whether a snapshot leaves open if an autoscaler decides on the pods of an entry. */
export function hidesAutoscalers(entry: WorkloadEntry, run: Run): boolean {
  const isThere = run.live && liveDeploymentsOf(entry, run, run.live).length > 0
  return isThere === true && scalingOfEntry(entry, run) === 'unknown'
}

/** The stages that an entry goes through: those of its manifests, or what its numbers tell of them. */
export function stagesOfEntry(
  entry: WorkloadEntry,
  workloads: readonly Workload[],
  run: Run
): readonly Stage[] {
  const percents = percentsOf(run, entry)
  const all = allStages(percents)
  if (workloads.length > 0) {
    const own = workloads.flatMap(stagesOf)
    return all.filter(stage => own.some(each => isSameStage(each, stage)))
  }
  const replicas = countOf(entry, run)
  const distinct = replicas === undefined ? percents : distinctPercents({ percents, replicas })
  const isFixed = scalingOfEntry(entry, run) === 'fixed'
  const last = lastStage(isFixed ? 'fixed' : 'scaled')
  return all.filter(stage => {
    if ('percent' in stage) return distinct.includes(stage.percent)
    // Without an autoscaler N is what the Deployment states: the pin changes nothing.
    const isNothing = isFixed && ['pin-replicas', 'pause-autoscaler'].includes(stage.kind)
    return !isNothing && compareStages(stage, last) <= 0
  })
}

/** What the cluster has to show of an entry's workloads at a stage. */
export function expectedOf({ entry, own }: Entry, stage: Stage, run: Run): Expected[] {
  if (own.length > 0) return own.map(standing => expectedAt(standing, run, stage))
  const { name, namespace = run.namespace } = entry
  const found = run.live ? liveDeploymentsOf(entry, run, run.live) : []
  if (!run.live || found.length === 0) {
    return [expectedOfEntry(entry, { name, namespace }, { stage, run, live: undefined })]
  }
  return found.map(({ metadata }) =>
    expectedOfEntry(entry, metadata, { stage, run, live: run.live })
  )
}

/** The live Deployments of an entry: those that no entry before it matches. */
function liveDeploymentsOf(entry: WorkloadEntry, run: Run, live: Snapshot): LiveDeployment[] {
  const own = deploymentsByName(live)
  const named = isPattern(entry.name) ? live.deployments : (own.get(entry.name) ?? [])
  const found = named.filter(each => isLiveOf(entry, each, run))
  if (found.length === 0) return found
  const entries = run.config?.workloads ?? []
  const places = placesOf(entries)
  const at = places.order.get(entry) ?? 0
  return found.filter(each => {
    const rivals = [...places.patterns, ...(places.byName.get(each.metadata.name) ?? [])]
    return !rivals.some(other => (places.order.get(other) ?? at) < at && isLiveOf(other, each, run))
  })
}

const deploymentsByName = kept(({ deployments }: Snapshot) =>
  grouped(deployments, ({ metadata }) => metadata.name)
)

/** The place of each entry in their order, and which entries may match a name. */
const placesOf = kept((entries: readonly WorkloadEntry[]) => ({
  order: new Map(entries.map((entry, at) => [entry, at])),
  patterns: entries.filter(({ name }) => isPattern(name)),
  byName: grouped(
    entries.filter(({ name }) => !isPattern(name)),
    ({ name }) => name
  )
}))

function isLiveOf(entry: WorkloadEntry, live: LiveDeployment, run: Run): boolean {
  const { metadata } = live
  const { namespace = run.namespace, release, labels = {} } = entry
  if (!matchesPattern(metadata.name, entry.name)) return false
  const isOf = annotationOf(resourceIn(live), helmRelease)
  return (
    (namespace === undefined || metadata.namespace === namespace) &&
    (release === undefined || isOf === undefined || isOf === release) &&
    Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value)
  )
}

/** N of an entry, as the entry or the command line says it. */
export const countOf = (entry: WorkloadEntry, run: Run) => replicasFor(run, entry) ?? entry.replicas

type Named = { readonly name: string; readonly namespace?: string | undefined }
type Seen = { readonly stage: Stage; readonly run: Run; readonly live: Snapshot | undefined }

/** A stage as an entry says it, of a workload that the cluster knows by its name. */
function expectedOfEntry(
  entry: WorkloadEntry,
  { name, namespace }: Named,
  { stage, run, live }: Seen
): Expected {
  const names = { name, namespace, rollout: name }
  const found = live && stateInSnapshot(liveOf(names, live))
  const { keep = true } = entry
  const replicas = countOf(entry, run)
  const baseline = stateInEntry({ ...entry, replicas }, found)
  const numbers = { baseline, replicas: replicas ?? 0, percents: percentsOf(run, entry), keep }
  const state = stateAt(numbers, stage)
  return { ...names, state, replicas, notesApplied: notesApplied(run) }
}
