import { sortDiagnostics } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { noStage, replicasForSeveral, unknownStage } from '../problems.ts'
import { editsFor } from '../yaml/edit.ts'
import type { Edit, Obstacle, Patch } from '../yaml/edit.ts'
import { findNode, findRepeatedKey } from '../yaml/node.ts'
import type { Revision } from '../yaml/revision.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { locate } from '../yaml/stream.ts'
import { insertion } from './insert.ts'
import * as problems from './problems.ts'
import { readGroup } from './read.ts'
import type { Group, SourceGroup } from './read.ts'
import { placeOf, refusalsOf } from './refuse.ts'
import { podsToKeep } from './replicas.ts'
import { baselineOf, candidateOf } from './scope.ts'
import type { Candidate } from './scope.ts'
import { findUnmatched, select } from './select.ts'
import type { Run, Selection } from './select.ts'
import { distinctPercents, findStage, isHarmless, stage, stageNames } from './stage.ts'
import type { Baseline, Stage, Workload } from './stage.ts'
import { stageRefusals } from './stage-refusals.ts'

/** What a conversion comes to. With an error among the diagnostics, nothing of it is to be written. */
export type Conversion = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A workload that is to be converted. */
type Task = { readonly group: Group; readonly candidate: Candidate; readonly selection: Selection }

/** Converts what stands in groups of sources; what belongs together stands in one group. */
export function convertSources(sources: readonly SourceGroup[], run: Run): Conversion {
  const groups = sources.map(group => readGroup(group, run))
  const { tasks, diagnostics } = findTasks(groups, run)
  const results = diagnostics.length > 0 ? [] : tasks.map(task => convertTask(task, run))
  const entries = run.config?.workloads ?? []
  const stages = run.stage === undefined ? entries.map(({ stage }) => stage) : [run.stage]
  const unreadable = groups.flatMap(group =>
    group.unreadable(stages.every(isHarmless) ? 'warning' : 'error')
  )
  return {
    revisions: revisionsOf(sources, results),
    diagnostics: sortDiagnostics(
      withoutRepeats([
        ...diagnostics,
        ...unreadable,
        ...results.flatMap(result => result.diagnostics)
      ])
    )
  }
}

/** Two workloads may be refused for the same reason in the same place: it is said once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map(found => [JSON.stringify(found), found])).values()]
}

function findTasks(
  groups: readonly Group[],
  run: Run
): { tasks: Task[]; diagnostics: Diagnostic[] } {
  const tasks: Task[] = []
  const diagnostics: Diagnostic[] = []
  for (const group of groups) {
    for (const deployment of group.scope.deployments) {
      const selection = select(deployment, run)
      if (!selection) continue
      if ('code' in selection) diagnostics.push(selection)
      else if (!isKnown(selection)) diagnostics.push(unknownStageOf(selection))
      else tasks.push({ group, selection, candidate: candidateOf(deployment, group.scope) })
    }
  }
  const deployments = groups.flatMap(group => group.scope.deployments)
  if (diagnostics.length === 0) {
    diagnostics.push(...missingStage(deployments, run), ...unmatched(deployments, tasks, run))
  }
  return { tasks, diagnostics: [...diagnostics, ...replicasOfSeveral(tasks, run)] }
}

const isKnown = ({ stage, percents }: Selection) => findStage(stage, percents) !== undefined

function unknownStageOf({ stage, percents, entry }: Selection): Diagnostic {
  const at = entry?.stage === stage ? entry.at('stage') : argumentsPlace
  return unknownStage(at, stage, stageNames(percents))
}

/** The place of what the command line says. */
const argumentsPlace = { file: '<arguments>', line: 1, column: 1 }

function missingStage([first]: readonly Manifest[], { stage, config }: Run): Diagnostic[] {
  if (!first || stage !== undefined || config?.workloads) return []
  return [noStage(placeOf(first), titleOf(first))]
}

function unmatched(
  deployments: readonly Manifest[],
  tasks: readonly Task[],
  run: Run
): Diagnostic[] {
  const names = new Set(deployments.map(({ name }) => name))
  const missing = run.workloads.filter(name => !names.has(name))
  const entries = run.config?.workloads ?? []
  const matched = new Set(tasks.flatMap(({ selection }) => selection.entry ?? []))
  const found = deployments.length > 0 ? 'deployments' : 'no-deployments'
  const unmatchedEntries =
    run.workloads.length > 0 ? [] : findUnmatched(entries, matched, { ...run, found })
  return [
    ...missing.map(name => problems.workloadNotFound(argumentsPlace, name)),
    ...unmatchedEntries.map(entry => problems.workloadNotFound(entry.at('name'), entry.name))
  ]
}

/** Replicas that are given once and would count for several workloads. */
function replicasOfSeveral(tasks: readonly Task[], { replicas }: Run): Diagnostic[] {
  const moving = tasks.filter(({ selection }) => !isHarmless(selection.stage))
  const namesOf = (found: readonly Task[]) =>
    found.map(task => task.candidate.deployment.name ?? '')
  const open = moving.filter(task => !replicas.named.has(task.candidate.deployment.name ?? ''))
  const byArguments =
    replicas.all !== undefined && open.length > 1
      ? [replicasForSeveral(argumentsPlace, replicas.all, namesOf(open))]
      : []
  const entries = new Set(tasks.flatMap(({ selection }) => selection.entry ?? []))
  const byEntry = [...entries].flatMap(entry => {
    const own = tasks.filter(({ selection }) => selection.entry === entry)
    if (entry.replicas === undefined || own.length < 2) return []
    return [replicasForSeveral(entry.at('replicas'), entry.replicas, namesOf(own))]
  })
  return [...byArguments, ...byEntry]
}

type Result = {
  readonly edits: readonly (readonly [Document, readonly Edit[]])[]
  readonly diagnostics: readonly Diagnostic[]
}

const leftAlone: Result = { edits: [], diagnostics: [] }

function convertTask({ group, candidate, selection }: Task, run: Run): Result {
  const { percents, named } = selection
  const name = findStage(selection.stage, percents) ?? 'baseline'
  if (name === 'baseline' || (candidate.rollouts.length > 0 && !named)) return leftAlone
  const baseline = baselineOf(candidate)
  const refuse = (found: readonly Diagnostic[]): Result => ({
    edits: [],
    diagnostics: named || !isHarmless(name) ? found : found.map(asWarning)
  })
  const refusals = [
    ...refusalsOf(candidate, group.scope),
    ...group.refusalsOf(candidate.deployment),
    ...stageRefusals({ candidate, baseline, selection, run }, name)
  ]
  if (refusals.length > 0) return refuse(refusals)
  const pods = isHarmless(name) ? { replicas: 0 } : podsToKeep(baseline, selection, run)
  if ('code' in pods) return refuse([pods])
  const workload: Workload = {
    replicas: pods.replicas,
    percents,
    keep: selection.entry?.keep ?? true,
    strategy: selection.entry?.strategy?.canary ?? {}
  }
  const { edits, diagnostics } = editsOf(baseline, stage(baseline, workload, name))
  if (diagnostics.length > 0) return refuse(diagnostics)
  return { edits, diagnostics: [...remarks(candidate.deployment, workload, name)] }
}

const asWarning = (found: Diagnostic): Diagnostic => ({ ...found, severity: 'warning' })

/** What is worth saying of a workload that is converted. */
function* remarks(deployment: Manifest, workload: Workload, name: string): Generator<Diagnostic> {
  const copied = [
    ['metadata', 'labels'],
    ['spec', 'selector'],
    ['spec', 'strategy']
  ]
  for (const path of copied) {
    const repeated = findRepeatedKey(findNode(deployment.node, ...path))
    if (!repeated) continue
    const at = locate(deployment.document, repeated.keyStart)
    yield problems.repeatedKeyCopied(at, repeated.key, titleOf(deployment))
  }
  const { percents, replicas } = workload
  if (!/^(?:grow|shrink)-/.test(name)) return
  const distinct = distinctPercents(percents, replicas)
  const merged = percents.filter(percent => !distinct.includes(percent))
  if (merged.length === 0) return
  const at = placeOf(deployment, 'metadata', 'name')
  yield problems.percentsMerged(at, titleOf(deployment), merged, replicas)
}

/** A stage as edits of the manifests. */
function editsOf(baseline: Baseline, changes: Stage): Result {
  const { deployment, autoscaler, rollout, verticalAutoscalers } = baseline
  const patches: [Manifest | undefined, Patch][] = [
    [deployment, changes.deployment],
    [autoscaler, changes.autoscaler],
    [rollout, changes.rollout],
    ...verticalAutoscalers.map((each): [Manifest, Patch] => [each, changes.verticalAutoscaler])
  ]
  const edits: [Document, Edit[]][] = []
  const diagnostics: Diagnostic[] = []
  for (const [manifest, patch] of patches) {
    if (!manifest) continue
    const { document, node } = manifest
    const patched = editsFor(document.text, node, patch)
    edits.push([document, patched.edits])
    if (patched.obstacle) diagnostics.push(reportObstacle(manifest, patched.obstacle))
  }
  const { newRollout } = changes
  if (newRollout) edits.push([deployment.document, [insertion(deployment, newRollout)]])
  return { edits, diagnostics }
}

function reportObstacle(manifest: Manifest, { at, reason }: Obstacle): Diagnostic {
  const place = locate(manifest.document, at)
  const title = titleOf(manifest)
  if (reason === 'alias') return problems.sharedByAlias(place, title)
  return reason === 'repeated-key'
    ? problems.repeatedKey(place, title)
    : problems.unexpectedType(place, title)
}

function revisionsOf(sources: readonly SourceGroup[], results: readonly Result[]): Revision[] {
  const edits = new Map<Source, Map<Document, Edit[]>>()
  for (const [document, found] of results.flatMap(result => result.edits)) {
    if (found.length === 0) continue
    const ofSource = edits.get(document.source) ?? new Map<Document, Edit[]>()
    edits.set(document.source, ofSource)
    ofSource.set(document, [...(ofSource.get(document) ?? []), ...found])
  }
  return sources.flatMap(group =>
    group.sources.map(source => {
      const revised = [...(edits.get(source) ?? [])].map(([document, own]) => ({
        document,
        edits: own
      }))
      return {
        source,
        revised: revised.sort((a, b) => a.document.chunk.start - b.document.chunk.start)
      }
    })
  )
}
