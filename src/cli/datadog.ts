import { basename, dirname, join } from 'node:path'
import { passesWithoutData, unknownMetric } from '../datadog/problems.ts'
import { analysisTemplate } from '../datadog/template.ts'
import { hasErrors } from '../diagnostic.ts'
import { syncWave } from '../kubernetes/rollout-annotations.ts'
import { nearest } from '../nearest.ts'
import { argumentsPlace } from '../settings.ts'
import { printBlock } from '../yaml/print.ts'
import type { Arguments } from './arguments.ts'
import type { Io } from './io.ts'
import { conclude, write } from './output.ts'
import { wrongOption } from './problems.ts'
import { finish } from './report.ts'
import { configPathOf, readConfig } from './run.ts'

/** `datadog`: the AnalysisTemplates that the configuration describes, or those of some names. */
export async function runDatadog(io: Io, args: Arguments): Promise<number> {
  const { config, diagnostics } = await readConfig(io, args)
  const { metrics = {}, metricAt } = config ?? {}
  if (hasErrors(diagnostics)) return finish(io, args, diagnostics)
  const known = Object.keys(metrics)
  if (known.length === 0) return finish(io, args, [withoutMetrics(io, args)])
  const unknown = args.files.filter(name => !known.includes(name))
  if (unknown.length > 0) {
    return finish(
      io,
      args,
      unknown.map(name => unknownMetric(argumentsPlace, name, nearest(name, known), known))
    )
  }
  const names = args.files.length > 0 ? args.files : known
  const templates = Object.entries(metrics).filter(([name]) => names.includes(name))
  const careless = templates
    .filter(([, { noData }]) => noData === 'pass')
    .map(([name]) => passesWithoutData(metricAt?.(name, 'noData') ?? argumentsPlace, name))
  const place = { namespace: args.namespace, annotations: { [syncWave]: '-1' } }
  const texts = templates.map(([name, metric]) => {
    const lines = printBlock(analysisTemplate(name, metric, place))
    return { name, text: lines.join('\n') + '\n' }
  })
  return conclude(io, args, [...diagnostics, ...careless], () => deliverTo(io, args.out, texts))
}

const withoutMetrics = (io: Io, args: Arguments) =>
  wrongOption(
    argumentsPlace,
    `${configPathOf(io, args)} describes no metrics`,
    'describe one under `metrics`, as docs/datadog.md shows'
  )

type Text = { readonly name: string; readonly text: string }

function deliverTo(io: Io, out: string | undefined, texts: readonly Text[]) {
  if (out === undefined) {
    io.writeStdout([texts.map(({ text }) => text).join('---\n')])
    return { exit: 0, diagnostics: [] }
  }
  const escape = isInChart(io, out) ? escapedForHelm : (text: string) => text
  return write(
    io,
    texts.map(({ name, text }) => ({
      path: join(out, `${name}.yaml`),
      pieces: [Buffer.from(escape(text))]
    }))
  )
}

/** Whether a folder is, or is in, the `templates` of a Helm chart. */
const isInChart = (io: Io, folder: string) =>
  [folder, io.absolute(folder)].some(path => isBelowTemplates(io, path))

function isBelowTemplates(io: Io, folder: string): boolean {
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    const chart = io.readFile(join(dirname(at), 'Chart.yaml'))
    if (basename(at) === 'templates' && !('reason' in chart)) return true
  }
  return false
}

/** Argo's own placeholders as Helm hands them on. */
const escapedForHelm = (text: string) =>
  text.replace(/\{\{args\.[\w-]+\}\}/g, placeholder => `{{\`${placeholder}\`}}`)
