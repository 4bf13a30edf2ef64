import type { Diagnostic } from '../diagnostic.ts'
import { templatesFor } from '../datadog/templates.ts'
import { invalidConfig } from '../problems.ts'
import { arePercents } from '../settings.ts'
import { parseSnapshot } from '../snapshot.ts'
import type { Snapshot } from '../snapshot.ts'
import type { SourceGroup } from '../workload/read.ts'
import type { Run } from '../workload/select.ts'
import { openSource } from '../yaml/stream.ts'
import type { ConvertOptions, LiveOptions } from './told.ts'
import { optionsPlace, placed } from './placed.ts'

/** A stream of manifests as everything inside reads it. */
export const groupsOf = (
  input: string | Uint8Array,
  { file }: Pick<ConvertOptions, 'file'>
): SourceGroup[] => {
  if (typeof input !== 'string' && !(input instanceof Uint8Array)) {
    throw new TypeError('The input must be manifests, as text or as bytes')
  }
  return [{ sources: [openSource(file ?? '<stdin>', input)], kustomizations: [] }]
}

/** What is wrong with the numbers among the options. */
export function* faultsOf({ percents, replicas = {} }: ConvertOptions): Generator<Diagnostic> {
  if (percents && !arePercents(percents)) {
    yield invalidConfig(optionsPlace, 'percents', 'expected rising integers that end in 100')
  }
  const counts = typeof replicas === 'number' ? [replicas] : Object.values(replicas)
  if (counts.some(count => !Number.isInteger(count) || count < 1)) {
    yield invalidConfig(optionsPlace, 'replicas', 'expected numbers of pods, at least 1')
  }
}

/** Options as a run, and what is wrong with them or with the snapshot. */
export function readOptions(options: ConvertOptions & LiveOptions): {
  readonly run: Run
  readonly live: Snapshot | undefined
  readonly faults: readonly Diagnostic[]
} {
  const read = options.live === undefined ? undefined : parseSnapshot(options.live, '<live>')
  const live = read?.snapshot
  const faults = [...faultsOf(options), ...(read?.diagnostics ?? [])]
  return { run: { ...runOf(options), live }, live, faults }
}

/** What the options say, for everything inside. */
export function runOf(options: ConvertOptions): Run {
  const { stage, replicas, percents, namespace, release, workloads = [], applier } = options
  const named = new Map(typeof replicas === 'object' ? Object.entries(replicas) : [])
  const counts = typeof replicas === 'number' ? { all: replicas, named } : { named }
  const config = placed(options.config)
  const input = 'stream' as const
  return {
    config,
    stage,
    replicas: counts,
    percents,
    namespace,
    release,
    workloads,
    applier,
    input,
    ...templatesFor(config?.metrics)
  }
}
