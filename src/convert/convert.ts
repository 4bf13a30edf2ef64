import { sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { editsFor } from '../yaml/edit.ts'
import type { Edit, Obstacle, Patch } from '../yaml/edit.ts'
import type { Revision } from '../yaml/revision.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { locate } from '../yaml/stream.ts'
import { insertion } from './insert.ts'
import * as problems from './problems.ts'
import type { SourceGroup } from './read.ts'
import { readTasks } from './reading.ts'
import { refused, resolve } from './resolve.ts'
import type { Run } from './select.ts'
import { stage } from './stage.ts'
import type { Baseline, Stage } from './stage.ts'
import type { Task } from './tasks.ts'

/** What a conversion comes to. With an error among the diagnostics, nothing of it is to be written. */
export type Conversion = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Converts what stands in groups of sources; what belongs together stands in one group. */
export function convertSources(sources: readonly SourceGroup[], run: Run): Conversion {
  const reading = readTasks(sources, run)
  const results = reading.tasks.map(task => convertTask(task, reading.run))
  return {
    revisions: revisionsOf(sources, results),
    // Two workloads may be refused for the same reason in the same place.
    diagnostics: sortDiagnostics(
      withoutRepeats([...reading.diagnostics, ...results.flatMap(result => result.diagnostics)])
    )
  }
}

/** What becomes of one workload: edits of its documents, none where it is refused or left alone. */
export type Result = {
  readonly edits: readonly (readonly [Document, readonly Edit[]])[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Brings a workload to the stage that its selection says. */
export function convertTask(task: Task, run: Run): Result {
  const { resolved, diagnostics } = resolve(task, run)
  if (!resolved) return { edits: [], diagnostics }
  const { baseline, workload } = resolved
  const comment = workload.strategy['steps'] ? [] : (run.canaryComment ?? [])
  const result = editsOf(baseline, stage(baseline, workload, resolved.stage), comment)
  if (result.diagnostics.length === 0) return { ...result, diagnostics }
  return { edits: [], ...refused(task.selection, result.diagnostics) }
}

/** What a stage changes in the manifests that are there. */
export function patchesOf(baseline: Baseline, changes: Stage): [Manifest, Patch][] {
  const { deployment, autoscaler, rollout, verticalAutoscalers } = baseline
  return [
    [deployment, changes.deployment],
    ...(autoscaler ? [[autoscaler, changes.autoscaler] as [Manifest, Patch]] : []),
    ...(rollout ? [[rollout, changes.rollout] as [Manifest, Patch]] : []),
    ...verticalAutoscalers.map((each): [Manifest, Patch] => [each, changes.verticalAutoscaler])
  ]
}

/** A stage as edits of the manifests; the comment stands in the canary of a new Rollout. */
function editsOf(baseline: Baseline, changes: Stage, comment: readonly string[]): Result {
  const edits: [Document, Edit[]][] = []
  const diagnostics: Diagnostic[] = []
  for (const [manifest, patch] of patchesOf(baseline, changes)) {
    const { document, node } = manifest
    const patched = editsFor(document.text, node, patch)
    edits.push([document, patched.edits])
    if (patched.obstacle) diagnostics.push(reportObstacle(manifest, patched.obstacle))
  }
  const { deployment } = baseline
  const { newRollout } = changes
  if (newRollout) edits.push([deployment.document, [insertion(deployment, newRollout, comment)]])
  return { edits, diagnostics }
}

/** Says what stands in the way of an edit. */
export function reportObstacle(manifest: Manifest, { at, reason }: Obstacle): Diagnostic {
  const place = locate(manifest.document, at)
  const title = titleOf(manifest)
  if (reason === 'alias') return problems.sharedByAlias(place, title)
  return reason === 'repeated-key'
    ? problems.repeatedKey(place, title)
    : problems.unexpectedType(place, title)
}

export function revisionsOf(
  sources: readonly SourceGroup[],
  results: readonly Result[]
): Revision[] {
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
