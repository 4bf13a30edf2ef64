import { hasErrors, sortDiagnostics } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { argoCdIn, isApplication } from '../kubernetes/application.ts'
import { chartValuesIn, configuresArgoCd } from '../kubernetes/argo-cd-settings.ts'
import type { Application } from '../kubernetes/application.ts'
import type { Rule } from '../kubernetes/ignore-entry.ts'
import { findStrings, manifestsOf, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { argumentsPlace } from '../settings.ts'
import {
  fateOfRollouts,
  ignoreEdits,
  ignoredSince,
  isSameWithRules,
  readApplication
} from '../workload/ignore-rule.ts'
import type { Ignored } from '../workload/ignore-rule.ts'
import { baselineAnnotation } from '../workload/memory.ts'
import { restore, revise } from '../workload/restore.ts'
import type { Restored } from '../workload/restore.ts'
import { includes } from '../yaml/bytes.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Revision } from '../yaml/revision.ts'
import { locate, readDocument, splitStream } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import * as problems from './problems.ts'

type Changed = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What files tell Argo CD of the count of Rollouts. */
export type Told = {
  readonly applications: readonly Application[]
  readonly systemRules: readonly Rule[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads the Applications of some sources, and the rules that hold for all of them. */
export function readTold(sources: readonly Source[]): Told {
  const documents = sources.flatMap(documentsOf)
  const manifests = documents.flatMap(each => (each.error ? [] : manifestsOf(each)))
  const own = [
    ...manifests.filter(each => isApplication(each) || configuresArgoCd(each)),
    ...sources.flatMap(chartValuesIn)
  ]
  const unread = documents.flatMap(each => {
    if (!each.error || !/\bApplication(?:Set)?\b/.test(each.text)) return []
    return [problems.applicationUnreadable(locate(each, each.error.offset), each.error.message)]
  })
  const told = argoCdIn(own)
  const isNone = told.applications.length === 0 && unread.length === 0
  return { ...told, diagnostics: isNone ? [problems.noApplication(argumentsPlace)] : unread }
}

const documentsOf = (source: Source): Document[] =>
  splitStream(source)
    .filter(({ start, end }) => mayTell(source.bytes.subarray(start, end)))
    .map(chunk => readDocument(source, chunk))

const mayTell = (bytes: Uint8Array) =>
  includes(bytes, 'Application') || includes(bytes, 'argocd-cm') || includes(bytes, 'ArgoCD')

/** Makes the Applications of some sources leave the count of Rollouts alone. */
export function addRules(sources: readonly Source[], ignored: Ignored): Changed {
  const told = readTold(sources)
  return changed(sources, told, restored => {
    const current = applicationsIn(restored.original)
    return applicationsIn(restored.source).map((application, at) => {
      const now = current[at] ?? application
      const all = joined(ignoredSince(application, now), ignored)
      const { edits, diagnostics } = ignoreEdits(application, all, told.systemRules)
      const missing = ignoreEdits(now, ignored, told.systemRules)
      const isThere = diagnostics.length === 0 && missing.edits.length === 0
      const found = isThere ? [problems.ruleExists(...named(application))] : diagnostics
      return { application, edits, diagnostics: found }
    })
  })
}

/** Removes again what `addRules` has written. */
export function removeRules(sources: readonly Source[]): Changed {
  const told = readTold(sources)
  return changed(sources, told, restored =>
    applicationsIn(restored.source).map((application, at) => {
      const current = applicationsIn(restored.original)[at] ?? application
      const isOurs = baselineAnnotation in findStrings(current, 'annotations')
      const { is, rules } = fateOfRollouts(readApplication(application), [])
      const isByHand = is !== 'unknown' && rules.length > 0
      const found = isByHand ? problems.ruleNotOurs : problems.ruleMissing
      return { application, edits: [], diagnostics: isOurs ? [] : [found(...named(application))] }
    })
  )
}

const named = (manifest: Manifest) =>
  [placeOf(manifest, 'metadata', 'name'), titleOf(manifest)] as const

type Result = {
  readonly application: Manifest
  readonly edits: readonly Edit[]
  readonly diagnostics: readonly Diagnostic[]
}

function changed(
  sources: readonly Source[],
  told: Told,
  resultsOf: (restored: Restored) => readonly Result[]
): Changed {
  const revisions: Revision[] = []
  const diagnostics = [...told.diagnostics]
  for (const source of sources) {
    const restored = restore(source, isApplication)
    const edited = editedIn(restored).map(each => problems.ruleEdited(...named(each)))
    const results = edited.length > 0 ? [] : resultsOf(restored)
    const edits = new Map<Document, Edit[]>()
    for (const { application, edits: own } of results) {
      const { document } = application
      if (own.length > 0) edits.set(document, [...(edits.get(document) ?? []), ...own])
    }
    diagnostics.push(...edited, ...results.flatMap(each => each.diagnostics))
    revisions.push(revise(restored, edits))
  }
  const found = sortDiagnostics(diagnostics)
  return { revisions: hasErrors(found) ? [] : revisions, diagnostics: found }
}

/** The Applications whose memory does not fit them, or would take more back than was added. */
function editedIn({ source, original, edited }: Restored): readonly Manifest[] {
  if (edited.length > 0 || source === original) return edited
  const before = applicationsIn(source)
  return applicationsIn(original).filter((each, at) => {
    const was = before[at]
    return !was || !isSameWithRules(was, each)
  })
}

function applicationsIn(source: Source): Manifest[] {
  return documentsOf(source)
    .flatMap(document => (document.error ? [] : manifestsOf(document)))
    .filter(isApplication)
}

function joined(some: Ignored, others: Ignored): Ignored {
  if (some === 'all' || others === 'all') return 'all'
  return [...new Set([...some, ...others])]
}
