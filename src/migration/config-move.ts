import type { Config, WorkloadEntry } from '../config.ts'
import * as conversion from '../convert/problems.ts'
import { resolve } from '../convert/resolve.ts'
import { configurationFaults } from '../convert/stage-refusals.ts'
import { sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Expected } from '../workload/differences.ts'
import { planAnnotation } from '../workload/memory.ts'
import { matchesPattern, notesApplied, percentsOf, statedStage } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import {
  allStages,
  compareStages,
  hasReached,
  isSameStage,
  lastStage,
  pinReplicas,
  printStage
} from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { keepsPin, stagesOf, stateAt } from '../workload/state-at.ts'
import { liveOf, stateInEntry, stateInSnapshot } from '../workload/state-in.ts'
import type { Workload } from '../workload/workload.ts'
import { decode } from '../yaml/bytes.ts'
import { editsFor } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { asMapping, findItems } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { locate } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import type { Asked } from './gate.ts'
import type { Moved } from './move.ts'
import { decide } from './passage.ts'
import type { Decision } from './passage.ts'
import * as problems from './problems.ts'
import { expectedAt, plannedWorkload, selectedAt } from './standing.ts'
import type { Standing } from './standing.ts'

/** A configuration with its text, and the manifests that it is for, where they are given. */
export type Configured = {
  readonly source: Source
  readonly config: Config
  readonly workloads: readonly Standing[]
}

/** Brings the entries of a configuration one stage on or back: only `stage:` changes. */
export function moveConfig(configured: Configured, run: Run, asked: Asked): Moved {
  const document = readWhole(configured.source)
  const edits: Edit[] = []
  const diagnostics: Diagnostic[] = []
  for (const [index, entry] of (configured.config.workloads ?? []).entries()) {
    if (!isMeant(entry, run)) continue
    const own = configured.workloads.filter(({ selected }) => selected.entry === entry)
    const { to, ...decision } = moveOfEntry({ entry, own }, run, asked)
    diagnostics.push(...decision.diagnostics)
    if (!to) continue
    const stage = stageEdits(document, index, printStage(to))
    if ('code' in stage) diagnostics.push(stage)
    else edits.push(...stage.edits)
  }
  const revised = edits.length > 0 ? [{ document, edits }] : []
  return {
    revisions: [{ source: configured.source, revised }],
    diagnostics: sortDiagnostics(withoutRepeats(diagnostics))
  }
}

function readWhole(source: Source): Document {
  const text = decode(source.bytes)
  const body = text.startsWith('\ufeff') ? 1 : 0
  const chunk = { start: 0, end: source.bytes.length, body }
  return { source, chunk, text, body, root: parseAnyStyle(text, body).root }
}

function isMeant({ name, release }: WorkloadEntry, { workloads, ...run }: Run): boolean {
  const isNamed = workloads.length === 0 || workloads.some(each => matchesPattern(each, name))
  return isNamed && (run.release === undefined || (release ?? run.release) === run.release)
}

function stageEdits(document: Document, index: number, stage: string) {
  const entry = asMapping(findItems(document.root, 'workloads')[index])
  const { edits, obstacle } = entry
    ? editsFor(document.text, entry, { stage })
    : { edits: [], obstacle: { at: 0 } }
  if (!obstacle) return { edits }
  return conversion.sharedByAlias(locate(document, obstacle.at), 'The entry')
}

/** An entry with its workloads, as far as their manifests are given. */
type Entry = { readonly entry: WorkloadEntry; readonly own: readonly Standing[] }

function moveOfEntry({ entry, own }: Entry, run: Run, asked: Asked): Decision {
  const from = statedStage(entry, run)
  if ('code' in from) return { diagnostics: [from] }
  const at = entry.at('stage')
  const isSpared = from.kind === 'baseline' && asked.direction === 'next'
  if (isSpared && !run.workloads.includes(entry.name)) {
    return { diagnostics: [problems.leftAtBaseline(at, entry.name)] }
  }
  const found = own.map(standing => plannedWorkload(standing, run))
  const workloads = found.flatMap(each => ('code' in each ? [] : [each]))
  const unknown = found.flatMap(each => ('code' in each ? [each] : []))
  const isMoving = (to: Stage) => [from, to].some(stage => hasReached(stage, pinReplicas))
  return decide(
    {
      at,
      title: `The entry for "${entry.name}"`,
      stage: from,
      stages: stagesOfEntry(entry, workloads, run),
      expected: expectedOf({ entry, own }, from, run).map(each => ({
        ...each,
        title: `Deployment "${each.name}"`
      })),
      faultsAt: to => [
        ...(isMoving(to) ? unknown : []),
        ...(isMoving(to) && asked.live ? replicasFaults({ entry, own }, from) : []),
        ...(own.length > 0
          ? own.flatMap(standing => resolve(selectedAt(standing, to), run).diagnostics)
          : configurationFaults(statedBy(entry), to, run)),
        ...own.flatMap(stagedTwice),
        ...dropFaults({ entry, own }, workloads, { from, to, asked })
      ],
      changesAt: to =>
        workloads.flatMap(
          workload => asked.freeze?.(workload.manifests.deployment, { from, to, workload }) ?? []
        )
    },
    asked
  )
}

/** What an entry says by itself. Whether there is an autoscaler, only the manifests tell. */
const statedBy = (entry: WorkloadEntry) => ({
  title: `Deployment "${entry.name}"`,
  name: entry.name,
  entry,
  scaling: entry.autoscaler === 'none' ? ('fixed' as const) : ('unknown' as const),
  at: () => entry.at('stage')
})

/** N is never taken from the cluster that is judged by it. */
function replicasFaults({ entry, own }: Entry, from: Stage): Diagnostic[] {
  const isKnown = own.length > 0 || entry.replicas !== undefined
  if (isKnown || !hasReached(from, pinReplicas)) return []
  return [conversion.replicasUnknown(entry.at('stage'), `Deployment "${entry.name}"`)]
}

/** A stage of the configuration and one in the manifests: neither can be trusted. */
function stagedTwice({ planned, current }: Standing): Diagnostic[] {
  if (!planned) return []
  const at = placeOf(current.deployment, 'metadata', 'annotations', planAnnotation)
  return [conversion.stageInManifest(at, titleOf(current.deployment))]
}

/** The stages that an entry goes through: without its manifests, all there are for its percents. */
function stagesOfEntry(
  entry: WorkloadEntry,
  workloads: readonly Workload[],
  run: Run
): readonly Stage[] {
  const all = allStages(percentsOf(run, entry))
  if (workloads.length > 0) {
    const own = workloads.flatMap(stagesOf)
    return all.filter(stage => own.some(each => isSameStage(each, stage)))
  }
  const last = lastStage(entry.autoscaler === 'none' ? 'fixed' : 'scaled')
  return all.filter(stage => compareStages(stage, last) <= 0)
}

/** The chart would be rendered without the pin: back on a configuration nothing can keep it. */
function dropFaults(
  { entry, own }: Entry,
  workloads: readonly Workload[],
  { from, to, asked }: { readonly from: Stage; readonly to: Stage; readonly asked: Asked }
): Diagnostic[] {
  const leavesPin = to.kind === 'introduce-rollout' && hasReached(from, pinReplicas)
  if (!leavesPin || asked.dropReplicas) return []
  const drops = own.length === 0 ? entry.autoscaler !== 'none' : workloads.some(keepsPin)
  return drops ? [problems.replicasWouldDrop(entry.at('stage'), entry.name)] : []
}

/** What the cluster has to show of an entry's workloads at a stage. */
export function expectedOf({ entry, own }: Entry, stage: Stage, run: Run): Expected[] {
  if (own.length > 0) return own.map(standing => expectedAt(standing, run, stage))
  const { name, namespace = run.namespace } = entry
  const found = run.live?.deployments.filter(
    ({ metadata }) =>
      matchesPattern(metadata.name, name) &&
      (namespace === undefined || metadata.namespace === namespace)
  )
  if (!run.live || !found || found.length === 0) {
    return [expectedOfEntry(entry, { name, namespace }, { stage, run, live: undefined })]
  }
  return found.map(({ metadata }) =>
    expectedOfEntry(entry, metadata, { stage, run, live: run.live })
  )
}

type Named = { readonly name: string; readonly namespace?: string | undefined }

/** A stage as an entry says it, of a workload that the cluster knows by its name. */
function expectedOfEntry(
  entry: WorkloadEntry,
  { name, namespace }: Named,
  { stage, run, live }: { stage: Stage; run: Run; live: Snapshot | undefined }
): Expected {
  const names = { name, namespace, rollout: name }
  const found = live && stateInSnapshot(liveOf(names, live))
  const { replicas, keep = true } = entry
  const baseline = stateInEntry(entry, found)
  const numbers = { baseline, replicas: replicas ?? 0, percents: percentsOf(run, entry), keep }
  const state = stateAt(numbers, stage)
  return { ...names, state, replicas, notesApplied: notesApplied(run) }
}
