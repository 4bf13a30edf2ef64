import { convertSources } from './convert/convert.ts'
import type { Config } from './config.ts'
import type { Diagnostic } from './diagnostic.ts'
import { hasErrors } from './diagnostic.ts'
import { invalidConfig } from './problems.ts'
import { arePercents } from './settings.ts'
import type { Applier } from './settings.ts'
import { piecesOf } from './yaml/revision.ts'
import { openSource } from './yaml/stream.ts'

export { parseConfig } from './config.ts'
export { findSteps, stepsOff } from './steps/steps.ts'
export { switchOn as stepsOn, switchProfile as useProfile } from './steps/switch.ts'
export type { Config, WorkloadEntry } from './config.ts'
export type { Diagnostic, Location, Severity } from './diagnostic.ts'
export type { Applier } from './settings.ts'
export type { StepsBlock, StepsOptions } from './steps/steps.ts'
export type { Switched } from './steps/switch.ts'
export type { Value } from './yaml/node.ts'

/** What `convert` is told. Of `stage` and `config` at least one is needed where there are Deployments. */
export type ConvertOptions = {
  /** The name that diagnostics call the input by; `<stdin>` where none is given. */
  readonly file?: string
  /** A configuration, as `parseConfig` reads it. */
  readonly config?: Config
  /** The stage for all that is selected, before what the configuration says. */
  readonly stage?: string
  /** N, the pods to keep Ready: for the one workload that needs it, or by name. */
  readonly replicas?: number | Readonly<Record<string, number>>
  /** The Rollout's pods by stages, in percent of N: rising, the last one 100. */
  readonly percents?: readonly number[]
  /** The namespace of manifests that name none. */
  readonly namespace?: string
  /** The Helm release, for the configuration's entries. */
  readonly release?: string
  /** Only Deployments of these names. */
  readonly workloads?: readonly string[]
  readonly applier?: Applier
}

/** A converted stream. With an error among the diagnostics the output is empty. */
export type Converted<Text extends string | Uint8Array> = {
  readonly output: Text
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Converts a stream of manifests to a stage of their migration to Argo Rollouts. Text gives text,
 * bytes give bytes; what is not converted keeps every byte. Nothing is read or written but this.
 */
export function convert(input: string, options?: ConvertOptions): Converted<string>
export function convert(input: Uint8Array, options?: ConvertOptions): Converted<Uint8Array>
export function convert(
  input: string | Uint8Array,
  options: ConvertOptions = {}
): Converted<string> | Converted<Uint8Array> {
  const source = openSource(options.file ?? '<stdin>', input)
  const groups = [{ sources: [source], kustomizations: [] }]
  const faults = [...faultsOf(options)]
  const { revisions, diagnostics } =
    faults.length > 0
      ? { revisions: [], diagnostics: faults }
      : convertSources(groups, runOf(options))
  const failed = hasErrors(diagnostics)
  const isChanged = revisions.some(({ revised }) => revised.length > 0)
  const pieces = failed ? [] : revisions.flatMap(piecesOf)
  if (typeof input !== 'string') {
    return { output: isChanged || failed ? Buffer.concat(pieces) : input, diagnostics }
  }
  const output = isChanged || failed ? Buffer.concat(pieces).toString('utf8') : input
  return { output, diagnostics }
}

/** The place of an option, and of a configuration that was not read from a file. */
const optionsPlace = { file: '<options>', line: 1, column: 1 }

/** What is wrong with the numbers among the options. */
function* faultsOf({ percents, replicas = {} }: ConvertOptions): Generator<Diagnostic> {
  if (percents && !arePercents(percents)) {
    yield invalidConfig(optionsPlace, 'percents', 'expected rising integers that end in 100')
  }
  const counts = typeof replicas === 'number' ? [replicas] : Object.values(replicas)
  if (counts.some(count => !Number.isInteger(count) || count < 1)) {
    yield invalidConfig(optionsPlace, 'replicas', 'expected numbers of pods from 1 on')
  }
}

function runOf(options: ConvertOptions) {
  const { stage, replicas, percents, namespace, release, workloads = [], applier } = options
  const named = new Map(typeof replicas === 'object' ? Object.entries(replicas) : [])
  const counts = typeof replicas === 'number' ? { all: replicas, named } : { named }
  const input = 'stream' as const
  const entries = options.config?.workloads?.map(entry => ({
    ...entry,
    at: entry.at ?? (() => optionsPlace)
  }))
  const config = options.config && { ...options.config, ...(entries && { workloads: entries }) }
  return {
    config,
    stage,
    replicas: counts,
    percents,
    namespace,
    release,
    workloads,
    applier,
    input
  }
}
