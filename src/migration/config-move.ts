import type { Config, WorkloadEntry } from '../config.ts'
import * as conversion from '../convert/problems.ts'
import { resolve } from '../convert/resolve.ts'
import { configurationFaults } from '../convert/stage-refusals.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import { argumentsPlace } from '../settings.ts'
import { planAnnotation } from '../workload/memory.ts'
import { percentsOf, statedStage } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { hasReached, isSameStage, pinReplicas, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { keepsPin } from '../workload/state-at.ts'
import type { Workload } from '../workload/workload.ts'
import type { Edit } from '../yaml/edit.ts'
import { wholeDocument } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { turnOf } from './abort.ts'
import type { Turn } from './abort.ts'
import { asksForRule } from './applications.ts'
import type { Asked } from './gate.ts'
import { stopped } from './moved.ts'
import type { Moved, Passage } from './moved.ts'
import { decide } from './passage.ts'
import * as problems from './problems.ts'
import {
  askedEntries,
  countOf,
  expectedOf,
  hidesAutoscalers,
  isEntryNamed,
  scalingOfEntry,
  stagesOfEntry
} from './entry.ts'
import type { Entry } from './entry.ts'
import { entryEdits } from './entry-edits.ts'
import type { Written } from './entry-edits.ts'
import { withNamedReplicas } from '../workload/selected.ts'
import { plannedWorkload, selectedAt } from './standing.ts'
import type { Standing } from './standing.ts'
import { findWaiting, surplusOf } from './surplus.ts'
import type { Growth } from './surplus.ts'

/** A configuration with its text, and the manifests that it is for, where they are given. */
export type Configured = {
  readonly source: Source
  readonly config: Config
  readonly workloads: readonly Standing[]
}

/** Brings the entries of a configuration one stage on or back: only `stage:` changes. */
export function moveConfig(configured: Configured, given: Run, asked: Asked): Moved {
  const pinned = configured.workloads.map(each => selectedAt(each, pinReplicas))
  const run = withNamedReplicas(pinned, given)
  const document = wholeDocument(configured.source)
  const edits: Edit[] = []
  const diagnostics: Diagnostic[] = []
  const refusals: Diagnostic[] = []
  const passages: Passage[] = []
  const entries = configured.config.workloads ?? []
  const meant = askedEntries(entries, run)
  if (hasErrors(meant.diagnostics)) return stopped(meant.diagnostics)
  const decided = meant.asked.map((entry): Decided => {
    const own = configured.workloads.filter(({ selected }) => selected.entry === entry)
    const isNamed = meant.asked.length === 1 || isEntryNamed(entry, run)
    return { entry, own, ...moveOfEntry({ entry, own, isNamed }, run, asked) }
  })
  const { waiting, said } = waitingOf(decided, run, asked)
  diagnostics.push(...said)
  for (const each of decided.filter(each => !waiting.has(each))) {
    const { entry, written } = each
    const isRefused = hasErrors(each.diagnostics)
    ;(isRefused ? refusals : diagnostics).push(...each.diagnostics)
    if (!written) continue
    const found = entryEdits(document, entries.indexOf(entry), written)
    if ('code' in found) refusals.push(found)
    else {
      edits.push(...found.edits)
      passages.push({ workload: entry.name, from: entry.stage, to: written.stage })
    }
  }
  const revised = edits.length > 0 ? [{ document, edits }] : []
  return {
    revisions: [{ source: configured.source, revised }],
    diagnostics: sortDiagnostics(withoutRepeats(diagnostics)),
    refusals: sortDiagnostics(withoutRepeats(refusals)),
    passages,
    count: { moving: passages.length, asked: decided.length }
  }
}

type Decided = Entry & EntryDecision

/** The entries that would run too many extra pods. */
function waitingOf(
  decided: readonly Decided[],
  run: Run,
  { maxSurplus }: Asked
): { waiting: ReadonlySet<Decided>; said: readonly Diagnostic[] } {
  if (maxSurplus === undefined) return { waiting: new Set(), said: [] }
  const surplusAt = (each: Entry, stage: Stage) =>
    expectedOf(each, stage, run).reduce((sum, expected) => sum + surplusOf(expected), 0)
  const growthOf = (each: Decided): Growth => {
    const from = statedStage(each.entry, run)
    const before = 'code' in from ? 0 : surplusAt(each, from)
    return { before, after: each.to ? surplusAt(each, each.to) : before }
  }
  const waiting = findWaiting(decided, growthOf, maxSurplus)
  const names = [...waiting].map(({ entry }) => entry.name)
  const said = names.length > 0 ? [problems.surplusWaits(argumentsPlace, maxSurplus, names)] : []
  return { waiting, said }
}

/** An entry, and whether it is meant also where its migration is over. */
type Asking = Entry & { readonly isNamed: boolean }

/** What is to be written as its stage; nothing where it stays. */
type EntryDecision = {
  readonly to?: Stage
  readonly written?: Written
  readonly diagnostics: readonly Diagnostic[]
}

function moveOfEntry({ entry, own, isNamed }: Asking, run: Run, asked: Asked): EntryDecision {
  const from = statedStage(entry, run)
  if ('code' in from) return { diagnostics: [from] }
  const at = entry.at('stage')
  const isSpared = from.kind === 'baseline' && asked.direction === 'next'
  if (isSpared && !isEntryNamed(entry, run)) {
    return { diagnostics: [problems.leftAtBaseline(at, entry.name)] }
  }
  const found = own.map(standing => plannedWorkload(standing, run))
  const workloads = found.flatMap(each => ('code' in each ? [] : [each]))
  const unknown = found.flatMap(each => ('code' in each ? [each] : []))
  const stages = stagesOfEntry(entry, workloads, run)
  const last = stages.at(-1)
  const turn =
    asked.direction === 'abort' ? turnOfEntry(entry, { stage: from, workloads, run }) : undefined
  const isMoving = (to: Stage) => [from, to].some(stage => hasReached(stage, pinReplicas))
  const { to, diagnostics } = decide(
    {
      at,
      title: `The entry for "${entry.name}"`,
      stage: from,
      said: entry.stage,
      stages,
      abort: turn?.to,
      isFinished: !isNamed && last !== undefined && hasReached(from, last),
      expected: expectedOf({ entry, own }, from, run).map(each => ({
        ...each,
        title: `Deployment "${each.name}"`
      })),
      faultsAt: to => [
        ...(isMoving(to) ? unknown : []),
        ...(isMoving(to) && (asked.live !== undefined || asked.maxSurplus !== undefined)
          ? unknownFaults({ entry, own }, { from, to }, run)
          : []),
        ...(own.length > 0
          ? own.flatMap(standing => resolve(selectedAt(standing, to), run).diagnostics)
          : configurationFaults(statedBy(entry, run), to, run)),
        ...own.flatMap(stagedTwice),
        ...ruleHints(entry, { from, to, scaling: statedBy(entry, run).scaling }, run),
        ...dropFaults({ entry, own }, workloads, { from, to, asked })
      ],
      changesAt: to =>
        workloads.flatMap(
          workload => asked.freeze?.(workload.manifests.deployment, { from, to, workload }) ?? []
        )
    },
    asked
  )
  if (!to) return { diagnostics }
  const stage = last && isSameStage(to, last) ? 'done' : printStage(to)
  const isOther = turn && turn.percents.join() !== percentsOf(run, entry).join()
  return { to, written: { stage, ...(isOther && { percents: turn.percents }) }, diagnostics }
}

function turnOfEntry(
  entry: WorkloadEntry,
  { stage, workloads, run }: { stage: Stage; workloads: readonly Workload[]; run: Run }
): Turn | undefined {
  const [workload, second] = workloads
  const replicas = second ? undefined : (workload?.replicas ?? countOf(entry, run))
  const isScaled = workloads.some(({ baseline }) => baseline.autoscalers.length > 0)
  const known = isScaled ? 'scaled' : 'fixed'
  const scaling = workload ? known : scalingOfEntry(entry, run)
  return turnOf({ stage, percents: percentsOf(run, entry), replicas, scaling })
}

/** Says that the rule for the Rollout's count is needed next, as far as an entry tells. */
function ruleHints(
  entry: WorkloadEntry,
  { from, to, scaling }: { from: Stage; to: Stage; scaling: ReturnType<typeof scalingOfEntry> },
  run: Run
): Diagnostic[] {
  const isNext = to.kind === 'retarget-autoscaler' && !hasReached(from, to)
  const isAsked = isNext && scaling !== 'fixed' && entry.replicasIgnored !== true
  return isAsked && asksForRule(run)
    ? [problems.ruleNeededNext(entry.at('stage'), entry.name, 'configuration')]
    : []
}

/** What an entry says by itself. Whether there is an autoscaler, only manifests or a cluster tell. */
const statedBy = (entry: WorkloadEntry, run: Run) => ({
  title: `Deployment "${entry.name}"`,
  name: entry.name,
  entry,
  scaling: scalingOfEntry(entry, run),
  at: () => entry.at('stage')
})

/** N is never taken from the cluster that is judged by it, and what that does not show is not guessed. */
function unknownFaults(
  { entry, own }: Entry,
  { from, to }: { readonly from: Stage; readonly to: Stage },
  run: Run
): Diagnostic[] {
  if (own.length > 0) return []
  const at = entry.at('stage')
  const title = `Deployment "${entry.name}"`
  const isJudgedByN = hasReached(from, pinReplicas) || to.kind === 'pin-replicas'
  const isCounted = countOf(entry, run) !== undefined || !isJudgedByN
  if (!isCounted) return [conversion.replicasUnknown(at, title)]
  return hidesAutoscalers(entry, run) ? [problems.autoscalersNotShown(at, title)] : []
}

/** A stage of the configuration and one in the manifests: neither can be trusted. */
function stagedTwice({ planned, current }: Standing): Diagnostic[] {
  if (!planned) return []
  const at = placeOf(current.deployment, 'metadata', 'annotations', planAnnotation)
  return [conversion.stageInManifest(at, titleOf(current.deployment))]
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
