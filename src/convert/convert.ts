import { sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { faultsOfNothing } from '../workload/faults.ts'
import { patchesTo } from '../workload/patches.ts'
import type { SourceGroup } from '../workload/read.ts'
import { readSelected } from '../workload/reading.ts'
import type { Run } from '../workload/select.ts'
import type { Selected } from '../workload/selected.ts'
import type { Stage } from '../workload/stage.ts'
import { stateAt } from '../workload/state-at.ts'
import type { Workload } from '../workload/workload.ts'
import { editsFor } from '../yaml/edit.ts'
import type { Edit, Obstacle } from '../yaml/edit.ts'
import type { Revision } from '../yaml/revision.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { locate } from '../yaml/stream.ts'
import { newTemplates } from './analysis-templates.ts'
import type { NewTemplates } from './analysis-templates.ts'
import { insertion } from './insert.ts'
import * as problems from './problems.ts'
import { refused, resolve } from './resolve.ts'

/** The result of a conversion. With an error among the diagnostics, nothing of it is to be written. */
export type Conversion = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Converts groups of sources; what belongs together is in one group. */
export function convertSources(sources: readonly SourceGroup[], given: Run): Conversion {
  if (given.input === 'stream' && sources.every(isEmpty)) {
    return { revisions: revisionsOf(sources, []), diagnostics: faultsOfNothing(given) }
  }
  const { selected, run, diagnostics } = readSelected(sources, given)
  const templates = newTemplates(run, { groups: sources, selected })
  const results = selected.map(each => convertOne(each, run, templates))
  return {
    revisions: revisionsOf(sources, results),
    // Two workloads may be refused for the same reason in the same place.
    diagnostics: sortDiagnostics(
      withoutRepeats([...diagnostics, ...results.flatMap(result => result.diagnostics)])
    )
  }
}

const isEmpty = (group: SourceGroup) => group.sources.every(({ bytes }) => bytes.length === 0)

/** What becomes of one workload: edits of its documents, none where it is refused or left alone. */
export type Result = {
  readonly edits: readonly (readonly [Document, readonly Edit[]])[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Brings a workload to the stage that is selected for it. */
export function convertOne(
  selected: Selected,
  run: Run,
  templatesOf: NewTemplates = newTemplates(run, { selected: [selected] })
): Result {
  const { workload, diagnostics } = resolve(selected, run)
  if (!workload) return { edits: [], diagnostics }
  const comment = workload.strategy['steps'] ? [] : (run.canaryComment ?? [])
  const result = editsTo(workload, selected.stage, { comment, templatesOf })
  if (result.diagnostics.length === 0) return { ...result, diagnostics }
  return { edits: [], ...refused(selected, result.diagnostics) }
}

type Beside = { readonly comment: readonly string[]; readonly templatesOf: NewTemplates }

/** A stage as edits of the manifests, with what is put into a new Rollout and before it. */
function editsTo(workload: Workload, stage: Stage, beside: Beside): Result {
  const { patches, newRollout } = patchesTo(workload, stateAt(workload, stage))
  const edits: [Document, Edit[]][] = []
  const diagnostics: Diagnostic[] = []
  for (const [manifest, patch] of patches) {
    const { document, node } = manifest
    const patched = editsFor(document.text, node, patch)
    edits.push([document, patched.edits])
    if (patched.obstacle) diagnostics.push(reportObstacle(manifest, patched.obstacle))
  }
  const { deployment } = workload.manifests
  if (newRollout) {
    const { comment, templatesOf } = beside
    const added = { before: templatesOf(newRollout), rollout: newRollout, comment }
    edits.push([deployment.document, [insertion(deployment, added)]])
  }
  return { edits, diagnostics }
}

/** Says what is in the way of an edit. */
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
