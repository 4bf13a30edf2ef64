import type { Diagnostic } from '../diagnostic.ts'
import { groupOf, manifestsOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical } from '../kubernetes/resource.ts'
import { editsFor, lineBreakOf } from '../yaml/edit.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Patch } from '../yaml/merge-patch.ts'
import {
  asEntries,
  asMapping,
  findItems,
  findNode,
  findPair,
  findString,
  valueOf
} from '../yaml/node.ts'
import type { Entries, Mapping } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { printBlock } from '../yaml/print.ts'
import type { Revision } from '../yaml/revision.ts'
import { documentsIn, locate, wholeDocument } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { templateNotMerged } from './problems.ts'
import type { Template } from './template.ts'

type Result = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Sources whose templates are up to date, and those that no source has. */
export type Merged = Result & { readonly missing: readonly Template[] }

/** The templates as a separate text. */
export const printTemplates = (templates: readonly Template[]) =>
  templates.map(({ entries }) => printBlock(entries).join('\n') + '\n').join('---\n')

/** Brings the spec of each template that sources have up to date, and says which they lack. */
export function mergeTemplates(sources: readonly Source[], templates: readonly Template[]): Merged {
  const documents = sources.flatMap(documentsIn)
  const diagnostics = documents.flatMap(unreadTemplate)
  const found = new Set<Template>()
  const edits = new Map<Document, Edit[]>()
  for (const manifest of documents.filter(each => !each.error).flatMap(manifestsOf)) {
    const template = templates.find(each => isOf(manifest, each))
    if (!template) continue
    found.add(template)
    const changed = editsTo(manifest, template)
    if ('code' in changed) diagnostics.push(changed)
    else if (changed.length > 0) {
      edits.set(manifest.document, [...(edits.get(manifest.document) ?? []), ...changed])
    }
  }
  return {
    revisions: sources.map(source => ({
      source,
      revised: documentsIn(source).flatMap(document => {
        const own = edits.get(document)
        return own ? [{ document, edits: own }] : []
      })
    })),
    missing: templates.filter(each => !found.has(each)),
    diagnostics
  }
}

/** A template that cannot be read might be any of them. */
function unreadTemplate(document: Document): Diagnostic[] {
  const { error, text } = document
  if (!error || !/^[- ]*(["']?)kind\1:[ ]*["']?AnalysisTemplate\b/m.test(text)) return []
  return [templateNotMerged(locate(document, error.offset), 'unread', 'An AnalysisTemplate')]
}

/** Without a namespace, a metric's template is meant in every namespace. */
function isOf({ kind, apiVersion, name, namespace }: Manifest, template: Template): boolean {
  if (kind !== 'AnalysisTemplate' || groupOf(apiVersion) !== 'argoproj.io') return false
  const wanted = asEntries(template.entries['metadata'])?.['namespace']
  return (
    name === template.name &&
    (wanted === undefined || namespace === undefined || namespace === wanted)
  )
}

/** The metadata, and what a person added to the spec, stay as they are. */
function editsTo(manifest: Manifest, template: Template): readonly Edit[] | Diagnostic {
  const { document, node } = manifest
  const spec = asEntries(template.entries['spec']) ?? {}
  const old = asMapping(findNode(node, 'spec'))
  const [metric, second] = findItems(old, 'metrics')
  if (second) {
    return templateNotMerged(locate(document, second.start), 'several', titleOf(manifest))
  }
  const own = asMapping(metric)
  const [wanted = null] = Array.isArray(spec['metrics']) ? spec['metrics'] : []
  const isOne = own !== undefined && findString(own, 'name') === template.name
  const { metrics, ...others } = spec
  // The metric first: where both end at one place, what is added to it belongs before the rest.
  const patches: [Mapping, Patch][] = isOne
    ? [
        [own, metricPatch(own, asEntries(wanted) ?? {})],
        [node, { spec: exactly(old, others, ['args', 'dryRun']) }]
      ]
    : [[node, { spec: exactly(old, spec, ['args', 'dryRun']) }]]
  const results = patches.map(([mapping, patch]) => editsFor(document.text, mapping, patch))
  const obstacle = results.find(each => each.obstacle)?.obstacle
  if (!obstacle) return results.flatMap(({ edits }) => edits)
  return templateNotMerged(locate(document, obstacle.at), 'shared', titleOf(manifest))
}

/** A Secret and a timeout are no part of the configuration. */
const ownOfDatadog = ['secretRef', 'requestTimeout']

function metricPatch(own: Mapping, wanted: Entries): Patch {
  const datadog = asMapping(findNode(own, 'provider', 'datadog'))
  const old = datadog?.pairs.map(({ key }) => key) ?? []
  const provider = asEntries(wanted['provider']) ?? {}
  const asked = asEntries(provider['datadog']) ?? {}
  const removed = old.filter(key => !ownOfDatadog.includes(key))
  const queries = findNode(datadog, 'queries')
  const names = asMapping(queries)?.pairs.map(({ key }) => key) ?? []
  const wantedQueries = asEntries(asked['queries']) ?? {}
  return {
    ...wanted,
    provider: {
      datadog: {
        ...exactly(datadog, asked, removed),
        queries: exactly(asMapping(queries), wantedQueries, names)
      }
    }
  }
}

/** A patch that sets some entries, and removes keys that are not among them. */
function exactly(old: Mapping | undefined, wanted: Entries, keys: readonly string[]): Patch {
  const gone = keys.filter(key => !(key in wanted) && old && findPair(old, key))
  return { ...wanted, ...Object.fromEntries(gone.map(key => [key, null])) }
}

/** A revision with templates after all that its source has. */
export function withAppended(revision: Revision, templates: readonly Template[]): Result {
  const { source, revised } = revision
  if (templates.length === 0) return { revisions: [revision], diagnostics: [] }
  const last = documentsIn(source).at(-1) ?? wholeDocument(source)
  if (isClosed(last)) {
    return {
      revisions: [],
      diagnostics: [templateNotMerged(locate(last, last.text.length), 'closed', 'The templates')]
    }
  }
  const { text } = last
  const lineBreak = lineBreakOf(text)
  const lead = text.length === last.body || text.endsWith('\n') ? '' : lineBreak
  const separator = text.trim() === '' ? '' : '---' + lineBreak
  const added = printTemplates(templates).replaceAll('\n', lineBreak)
  const edit = { start: text.length, end: text.length, text: lead + separator + added }
  const own = revised.find(({ document }) => document === last)?.edits ?? []
  const others = revised.filter(({ document }) => document !== last)
  const edited = { document: last, edits: [...own, edit] }
  return { revisions: [{ source, revised: [...others, edited] }], diagnostics: [] }
}

/** The sources of one file with templates after all that it has. */
export function addTo(revisions: readonly Revision[], templates: readonly Template[]): Result {
  const results = revisions.map(each => withAppended(each, templates))
  return {
    revisions: results.flatMap(each => each.revisions),
    diagnostics: results.flatMap(each => each.diagnostics)
  }
}

/** Whether a document would change by what is put after it. */
function isClosed({ source, text, body, root }: Document): boolean {
  if (source.file.endsWith('.json')) return true
  const valueIn = (given: string) => canonical(valueOf(parseAnyStyle(given, body).root) ?? null)
  return root !== undefined && !text.endsWith('\n') && valueIn(text) !== valueIn(text + '\n')
}
