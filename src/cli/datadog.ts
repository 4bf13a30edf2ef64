import { basename, dirname, join } from 'node:path'
import { carelessMetrics } from '../datadog/careless.ts'
import { addTo, mergeTemplates, printTemplates, withAppended } from '../datadog/merge.ts'
import type { Merged } from '../datadog/merge.ts'
import { unknownMetric } from '../datadog/problems.ts'
import { analysisTemplate, escapedForHelm } from '../datadog/template.ts'
import type { Template } from '../datadog/template.ts'
import { hasErrors } from '../diagnostic.ts'
import type { Config } from '../config.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { syncWave, waveBefore } from '../kubernetes/rollout-annotations.ts'
import { nearest } from '../nearest.ts'
import { argumentsPlace } from '../settings.ts'
import type { Revision } from '../yaml/revision.ts'
import { openSource } from '../yaml/stream.ts'
import type { Arguments } from './arguments.ts'
import { atStart } from './folders.ts'
import type { Io } from './io.ts'
import { conclude, deliver, modeOf, refuseWrite, withoutMerge, write } from './output.ts'
import type { Mode } from './output.ts'
import { noManifests, wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { configPathOf, readConfig } from './run.ts'
import { readInput, sourcesOf } from './sources.ts'

/** `datadog`: the AnalysisTemplates that the configuration describes, or those of some names. */
export async function runDatadog(io: Io, args: Arguments): Promise<number> {
  const mode = modeOf(args)
  if ('code' in mode) return finish(io, args, [mode])
  const { templates, diagnostics } = await readTemplates(io, args)
  if (hasErrors(diagnostics)) return finish(io, args, diagnostics)
  if (args.merge !== undefined) {
    return merge(io, args, { path: args.merge, mode, templates, diagnostics })
  }
  if (mode.name !== 'print' && mode.name !== 'out') {
    return finish(io, args, [withoutMerge(mode, 'FILE or --merge DIR')])
  }
  return conclude(io, args, diagnostics, () => {
    if (mode.name === 'out') return writeFiles(io, mode.folder, templates)
    io.writeStdout([printTemplates(templates)])
    return { exit: 0, diagnostics: [] }
  })
}

type Read = { readonly templates: readonly Template[]; readonly diagnostics: readonly Diagnostic[] }

/** The templates that are asked for, and what is wrong with their metrics. */
async function readTemplates(io: Io, args: Arguments): Promise<Read> {
  const { config, diagnostics } = await readConfig(io, args)
  const { metrics = {}, metricAt } = config ?? {}
  const failed = (found: readonly Diagnostic[]) => ({ templates: [], diagnostics: found })
  if (hasErrors(diagnostics)) return failed(diagnostics)
  const known = Object.keys(metrics)
  if (known.length === 0) return failed([withoutMetrics(configPathOf(io, args), config)])
  const unknown = args.files.filter(name => !known.includes(name))
  if (unknown.length > 0) {
    return failed(
      unknown.map(name => unknownMetric(argumentsPlace, name, nearest(name, known), known))
    )
  }
  const names = args.files.length > 0 ? args.files : known
  const asked = Object.entries(metrics).filter(([name]) => names.includes(name))
  const placeOf = metricAt ?? (() => argumentsPlace)
  const careless = carelessMetrics(Object.fromEntries(asked), placeOf)
  const place = {
    namespace: args.namespace || undefined,
    annotations: { [syncWave]: waveBefore([]) }
  }
  return {
    templates: asked.map(([name, metric]) => ({
      name,
      entries: analysisTemplate(name, metric, place)
    })),
    diagnostics: [...diagnostics, ...careless]
  }
}

function withoutMetrics(path: string, config: Config | undefined): Diagnostic {
  const hint = 'describe one below `metrics:`, as docs/datadog.md shows'
  return config
    ? wrongOption(atStart(path), 'The configuration defines no metrics', hint)
    : wrongOption(argumentsPlace, `No ${path} exists, so no metrics are defined`, hint)
}

/** A file for each template. */
function writeFiles(io: Io, folder: string, templates: readonly Template[]) {
  const files = escapedIn(io, folder, templates)
  return write(
    io,
    files.map(each => ({
      path: join(folder, `${each.name}.yaml`),
      pieces: [Buffer.from(printTemplates([each]))]
    }))
  )
}

type Merge = Read & { readonly path: string; readonly mode: Mode }

/** Brings the templates in a file, or in the files of a folder, up to date. */
async function merge(io: Io, args: Arguments, { path, mode, templates, diagnostics }: Merge) {
  const input = await readInput(io, [path])
  const refused = refuseWrite(mode, input)
  const isFolder = Array.isArray(io.listFolder(path))
  // A folder needs no manifests: each template that is missing gets its own file there.
  const found = input.diagnostics.filter(({ code }) => !isFolder || code !== noManifests.code)
  const unread = [...diagnostics, ...found, ...(refused ? [refused] : [])]
  if (hasErrors(unread)) return finish(io, args, unread)
  const wanted = escapedIn(io, isFolder ? path : dirname(path), templates)
  const merged = mergeTemplates(sourcesOf(input), wanted)
  const { revisions, diagnostics: added } = isFolder
    ? addFiles(io, path, merged)
    : addTo(merged.revisions, merged.missing)
  return conclude(io, args, [...unread, ...merged.diagnostics, ...added], () =>
    deliver(io, { mode, revisions, host: undefined, input: input.kind })
  )
}

/** What changes in a folder: a template that no file has gets its own file. */
function addFiles(io: Io, folder: string, { revisions, missing }: Merged) {
  const pathOf = ({ name }: Template) => join(folder, `${name}.yaml`)
  const inFile = ({ source }: Revision) =>
    missing.filter(each => pathOf(each) === join(source.file))
  const others = missing.filter(each => !revisions.some(own => inFile(own).includes(each)))
  const old = revisions.map(each => withAppended(each, inFile(each)))
  const added = others.map(each => withAppended(openFile(io, pathOf(each)), [each]))
  const all = [...old, ...added]
  return {
    revisions: all.flatMap(each => each.revisions).filter(({ revised }) => revised.length > 0),
    diagnostics: all.flatMap(each => each.diagnostics)
  }
}

/** A file that is not read as a manifest, or does not exist. */
function openFile(io: Io, path: string): Revision {
  const bytes = io.readFile(path)
  return { source: openSource(path, 'reason' in bytes ? '' : bytes), revised: [] }
}

/** A folder that is, or is in, the `templates` of a Helm chart takes placeholders as Helm hands them on. */
function escapedIn(io: Io, folder: string, templates: readonly Template[]): readonly Template[] {
  const isInChart = [folder, io.absolute(folder)].some(path => isBelowTemplates(io, path))
  return isInChart ? templates.map(escapedForHelm) : templates
}

function isBelowTemplates(io: Io, folder: string): boolean {
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    const chart = io.readFile(join(dirname(at), 'Chart.yaml'))
    if (basename(at) === 'templates' && !('reason' in chart)) return true
  }
  return false
}
