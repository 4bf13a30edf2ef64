import type { Config, WorkloadEntry } from '../config.ts'
import * as conversion from '../convert/problems.ts'
import { replicasBehind } from '../convert/replicas.ts'
import { placeOf } from '../convert/refuse.ts'
import { planAnnotation, resolve } from '../convert/resolve.ts'
import { matchesPattern } from '../convert/select.ts'
import type { Run } from '../convert/select.ts'
import { findStage, hasReached, stageNames } from '../convert/stage.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import { beyondMigration } from '../kubernetes/rollout.ts'
import { unknownStage } from '../problems.ts'
import { defaultPercents } from '../settings.ts'
import { decode } from '../yaml/bytes.ts'
import { editsFor } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import { asMapping, findItems } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { locate } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { countsOfStage, keepsPin } from './counts.ts'
import { gateFaults } from './gate.ts'
import type { Asked, Direction } from './gate.ts'
import type { Moved } from './move.ts'
import * as problems from './problems.ts'
import { livePods } from './settled.ts'
import type { Expected } from './settled.ts'
import { expectedAt, planOf, taskAt } from './workloads.ts'
import type { Stages, Standing } from './workloads.ts'

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
    const own = configured.workloads.filter(({ task }) => task.selection.entry === entry)
    const move = entryMove({ entry, own }, run, asked)
    diagnostics.push(...move.diagnostics)
    if (move.to === undefined) continue
    const stage = stageEdits(document, index, move.to)
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

type Entry = { readonly entry: WorkloadEntry; readonly own: readonly Standing[] }
type Passage = { readonly from: string; readonly to: string }
type EntryMove = { readonly to?: string; readonly diagnostics: readonly Diagnostic[] }

function entryMove({ entry, own }: Entry, run: Run, asked: Asked): EntryMove {
  const percents = entry.percents ?? defaultPercents
  const from = findStage(entry.stage, percents)
  const at = entry.at('stage')
  const title = `The entry for "${entry.name}"`
  if (from === undefined) {
    return { diagnostics: [unknownStage(at, entry.stage, stageNames(percents))] }
  }
  if (from === 'baseline' && asked.direction === 'next' && !run.workloads.includes(entry.name)) {
    return { diagnostics: [problems.leftAtBaseline(at, entry.name)] }
  }
  const plans = own.map(standing => planOf(standing, run))
  const known = plans.flatMap(plan => ('code' in plan ? [] : [plan]))
  const to = neighbour(from, asked.direction, {
    all: stageNames(percents),
    stages: stagesFor(entry, known)
  })
  if (to === undefined) return { diagnostics: [problems.noStageLeft(at, title, from)] }
  const isMoving = [from, to].some(name => hasReached(name, 'pin-replicas', percents))
  const unknown = isMoving ? plans.flatMap(plan => ('code' in plan ? [plan] : [])) : []
  const faults = [
    ...unknown,
    ...own.flatMap(standing => resolve(taskAt(standing, to), run).diagnostics),
    ...(own.length === 0 ? entryFaults(entry, to, run) : []),
    ...own.flatMap(stagedTwice),
    ...dropFaults({ entry, own }, known, { from, to, asked }),
    ...known.flatMap(plan => asked.freeze?.(plan.baseline.deployment, { from, to, plan }) ?? [])
  ]
  if (hasErrors(faults)) return { diagnostics: faults }
  const expected =
    own.length > 0
      ? own.map(standing => expectedAt(standing, run, from))
      : expectedLive(entry, from, run)
  const closed = expected.flatMap(each => {
    const deployment = `Deployment "${each.name}"`
    const isUnknown = each.replicas === undefined && hasReached(from, 'pin-replicas', percents)
    if (asked.live && isUnknown) return [conversion.replicasUnknown(at, deployment)]
    return gateFaults({ at, title: deployment, from, to, expected: each }, asked)
  })
  return closed.length > 0 ? { diagnostics: closed } : { to, diagnostics: faults }
}

/** A stage of the configuration and one in the manifests: neither can be trusted. */
function stagedTwice({ planned, current }: Standing): Diagnostic[] {
  if (!planned) return []
  const at = placeOf(current.deployment, 'metadata', 'annotations', planAnnotation)
  return [conversion.stageInManifest(at, titleOf(current.deployment))]
}

/** The stages that an entry goes through: without its manifests, all there are for its percents. */
function stagesFor(entry: WorkloadEntry, plans: readonly Stages[]): string[] {
  const all = stageNames(entry.percents ?? defaultPercents)
  if (plans.length > 0) return all.filter(name => plans.some(({ stages }) => stages.includes(name)))
  return entry.autoscaler === 'none' ? all.slice(0, -2) : all
}

type Ranked = { readonly all: readonly string[]; readonly stages: readonly string[] }

/** The stage behind or before another, which itself may be one that changes nothing. */
function neighbour(from: string, direction: Direction, { all, stages }: Ranked) {
  const place = stages.findLastIndex(name => all.indexOf(name) <= all.indexOf(from))
  return stages[place + (direction === 'next' ? 1 : -1)]
}

/** What speaks against a stage that can be told from an entry alone. */
function* entryFaults(entry: WorkloadEntry, to: string, run: Run): Generator<Diagnostic> {
  const percents = entry.percents ?? defaultPercents
  const applier = run.applier ?? run.config?.applier ?? 'argocd'
  const title = `Deployment "${entry.name}"`
  const isHeld = hasReached(to, 'retarget-autoscaler', percents)
  if (entry.replicasIgnored && !isHeld) {
    yield conversion.replicasIgnoredTooEarly(entry.at('replicasIgnored'), title, to)
  }
  if (to !== 'release-autoscaler') {
    const canary = entry.strategy?.canary ?? {}
    for (const field of beyondMigration) {
      if (canary[field] == null) continue
      yield conversion.stepsTooEarly(entry.at('strategy', 'canary', field), field, title, to)
    }
  } else if (applier === 'kubectl' || (applier !== 'helm3' && !entry.replicasIgnored)) {
    yield conversion.replicasNotIgnored(entry.at('stage'), entry.name, applier)
  }
}

/** The chart would be rendered without the pin: back on a configuration nothing can keep it. */
function dropFaults(
  { entry, own }: Entry,
  plans: readonly Stages[],
  { from, to, asked }: Passage & { readonly asked: Asked }
): Diagnostic[] {
  const percents = entry.percents ?? defaultPercents
  const leavesPin = to === 'introduce-rollout' && hasReached(from, 'pin-replicas', percents)
  if (!leavesPin || asked.dropReplicas) return []
  const drops = own.length === 0 ? entry.autoscaler !== 'none' : plans.some(keepsPin)
  return drops ? [problems.replicasWouldDrop(entry.at('stage'), entry.name)] : []
}

/** What the cluster has to show of an entry's workloads, as far as it knows them itself. */
export function expectedLive(entry: WorkloadEntry, from: string, run: Run): Expected[] {
  const { live } = run
  const namespace = entry.namespace ?? run.namespace
  const found = live?.deployments.filter(
    ({ metadata }) =>
      matchesPattern(metadata.name, entry.name) &&
      (namespace === undefined || metadata.namespace === namespace)
  )
  if (!live || !found || found.length === 0)
    return [expectedOfStage(entry, { from, pods: undefined })]
  return found.map(({ metadata, spec }) => {
    const { name } = metadata
    const all = [...live.autoscalers, ...live.scaledObjects]
    const isScaled = all.some(each => each.spec.scaleTargetRef.name === name)
    const { rollout } = livePods({ name, rollout: name, namespace: metadata.namespace }, live)
    const pods = { own: spec.replicas ?? 1, moved: rollout ?? 0, isScaled }
    const named = { ...entry, name, namespace: metadata.namespace }
    return expectedOfStage(named, { from, pods })
  })
}

type LiveStage = {
  readonly from: string
  readonly pods:
    { readonly own: number; readonly moved: number; readonly isScaled: boolean } | undefined
}

/** A stage as an entry says it. Without an autoscaler N may be told by the pods that are there. */
function expectedOfStage(entry: WorkloadEntry, { from, pods }: LiveStage): Expected {
  const { name, namespace, replicas: given } = entry
  const percents: readonly number[] = entry.percents ?? defaultPercents
  const { isScaled = false, own } = pods ?? {}
  const told = pods && !isScaled ? replicasBehind(pods, from, percents) : undefined
  const replicas = given ?? told
  const counts = countsOfStage({ replicas: replicas ?? 0, percents, own, isScaled }, from)
  return { name, namespace, rollout: name, counts, replicas, bounds: undefined }
}
