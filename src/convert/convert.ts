import { sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { editsFor } from '../yaml/edit.ts'
import type { Edit, Obstacle, Patch } from '../yaml/edit.ts'
import { findNode, findRepeatedKey } from '../yaml/node.ts'
import type { Revision } from '../yaml/revision.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { locate } from '../yaml/stream.ts'
import { faultsOf } from './faults.ts'
import { insertion } from './insert.ts'
import * as problems from './problems.ts'
import { readGroup } from './read.ts'
import type { SourceGroup } from './read.ts'
import { loweringRefusals, placeOf, refusalsOf } from './refuse.ts'
import { podsToKeep } from './replicas.ts'
import { baselineOf } from './scope.ts'
import type { Run, Selection } from './select.ts'
import { distinctPercents, findStage, isHarmless, podsOf, stage } from './stage.ts'
import type { Baseline, Stage, Workload } from './stage.ts'
import { configurationFaults, stageRefusals } from './stage-refusals.ts'
import { findTasks, reportUnreadable, withNamedReplicas } from './tasks.ts'
import type { Task } from './tasks.ts'

/** What a conversion comes to. With an error among the diagnostics, nothing of it is to be written. */
export type Conversion = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Converts what stands in groups of sources; what belongs together stands in one group. */
export function convertSources(sources: readonly SourceGroup[], run: Run): Conversion {
  const groups = sources.map(group => readGroup(group, run))
  const { tasks, diagnostics: untold } = findTasks(groups, run)
  const diagnostics = untold.length > 0 ? untold : faultsOf(groups, tasks, run)
  const named = withNamedReplicas(tasks, run)
  const results = diagnostics.length > 0 ? [] : tasks.map(task => convertTask(task, named))
  const unreadable = groups.flatMap(group => group.unreadable)
  return {
    revisions: revisionsOf(sources, results),
    // Two workloads may be refused for the same reason in the same place.
    diagnostics: sortDiagnostics(
      withoutRepeats([
        ...diagnostics,
        ...unreadable.flatMap(each => reportUnreadable(each, run)),
        ...results.flatMap(result => result.diagnostics)
      ])
    )
  }
}

type Result = {
  readonly edits: readonly (readonly [Document, readonly Edit[]])[]
  readonly diagnostics: readonly Diagnostic[]
}

const leftAlone: Result = { edits: [], diagnostics: [] }

function convertTask(task: Task, run: Run): Result {
  const { group, candidate, selection } = task
  const { percents, named, entry } = selection
  const name = findStage(selection.stage, percents) ?? 'baseline'
  if (name === 'baseline' || (candidate.rollouts.length > 0 && !named)) return leftAlone
  const baseline = baselineOf(candidate)
  const asked = { candidate, baseline, selection, run, stray: task.stray }
  const faults = [...configurationFaults(asked, name)]
  const refusals = [
    ...refusalsOf(candidate, group.scope),
    ...group.refusalsOf(candidate.deployment),
    ...stageRefusals(asked, name)
  ]
  if (faults.length + refusals.length > 0) return refused(selection, refusals, faults)
  const pods = isHarmless(name) ? { replicas: 0 } : podsToKeep(baseline, selection, run)
  if ('code' in pods) return refused(selection, [pods])
  const workload: Workload = {
    replicas: pods.replicas,
    percents,
    keep: entry?.keep ?? true,
    strategy: entry?.strategy?.canary ?? {}
  }
  const { rollout } = baseline
  const lowered = rollout ? [...loweringRefusals(rollout, podsOf(workload, name).moved)] : []
  const comment = workload.strategy['steps'] ? [] : (run.canaryComment ?? [])
  const { edits, diagnostics } = editsOf(baseline, stage(baseline, workload, name), comment)
  const obstacles = [...lowered, ...diagnostics]
  if (obstacles.length > 0) return refused(selection, obstacles)
  return { edits, diagnostics: [...remarks(candidate.deployment, workload, name)] }
}

/** A refusal is a warning where passing the manifest through does no harm; a wrong configuration never is. */
function refused(
  { named, stage }: Selection,
  refusals: readonly Diagnostic[],
  faults: readonly Diagnostic[] = []
): Result {
  const soft = named || !isHarmless(stage) ? refusals : refusals.map(asWarning)
  return { edits: [], diagnostics: [...soft, ...faults] }
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

/** A stage as edits of the manifests; the comment stands in the canary of a new Rollout. */
function editsOf(baseline: Baseline, changes: Stage, comment: readonly string[]): Result {
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
  if (newRollout) edits.push([deployment.document, [insertion(deployment, newRollout, comment)]])
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
    const own = ofSource.get(document)
    if (own) own.push(...found)
    else ofSource.set(document, [...found])
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
