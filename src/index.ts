import { convertSources } from './convert/convert.ts'
import type { Config } from './config.ts'
import type { Diagnostic } from './diagnostic.ts'
import { hasErrors, sortDiagnostics } from './diagnostic.ts'
import type { Direction } from './migration/gate.ts'
import { move } from './migration/move.ts'
import type { ObjectPatch } from './migration/patches.ts'
import { plan } from './migration/plan.ts'
import { runbook } from './migration/runbook/runbook.ts'
import { invalidConfig } from './problems.ts'
import { arePercents } from './settings.ts'
import type { Applier } from './settings.ts'
import { parseSnapshot } from './snapshot.ts'
import { concat, decode } from './yaml/bytes.ts'
import { printStage } from './workload/stage.ts'
import { piecesOf } from './yaml/revision.ts'
import { openSource } from './yaml/stream.ts'

export { parseConfig } from './config.ts'
export { findSteps } from './steps/blocks.ts'
export { stepsOff, stepsOn, useProfile } from './steps/toggle.ts'
export type { Config, WorkloadEntry } from './config.ts'
export type { Diagnostic, Location, Severity } from './diagnostic.ts'
export type { ObjectName, ObjectPatch } from './migration/patches.ts'
export type { Applier } from './settings.ts'
export type { StepsBlock } from './steps/block.ts'
export type { StepsOptions, StepsResult as Switched } from './steps/blocks.ts'
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
  const groups = groupsOf(input, options)
  const faults = [...faultsOf(options)]
  const { revisions, diagnostics } =
    faults.length > 0
      ? { revisions: [], diagnostics: faults }
      : convertSources(groups, runOf(options))
  const failed = hasErrors(diagnostics)
  const isChanged = revisions.some(({ revised }) => revised.length > 0)
  const pieces = failed ? [] : revisions.flatMap(piecesOf)
  if (typeof input !== 'string') {
    return { output: isChanged || failed ? concat(pieces) : input, diagnostics }
  }
  const output = isChanged || failed ? decode(concat(pieces)) : input
  return { output, diagnostics }
}

/** What `nextStage` and `previousStage` are told; a stage is not among it: the manifests have theirs. */
export type MoveOptions = Omit<ConvertOptions, 'stage' | 'config'> & {
  /** What `kubectl get deploy,rollout,hpa,rs -o json` printed, scaledobject too with KEDA. */
  readonly live?: string
  /** Moves that need a snapshot are made without one: a person has looked. */
  readonly unverified?: boolean
  /** On the way back, the pinned replicas go too. */
  readonly dropReplicas?: boolean
  /** The applier leaves the Rollout's replicas to the autoscaler. */
  readonly replicasIgnored?: boolean
}

/** Brings manifests one stage on. What they were is remembered in their annotations. */
export const nextStage = (input: string, options: MoveOptions = {}) =>
  moveText(input, options, 'next')

/** Brings manifests one stage back: of what `nextStage` gave, to the byte what it was given. */
export const previousStage = (input: string, options: MoveOptions = {}) =>
  moveText(input, options, 'back')

function moveText(input: string, options: MoveOptions, direction: Direction): Converted<string> {
  const { live, unverified = false, dropReplicas = false, replicasIgnored = false } = options
  const read = live === undefined ? undefined : parseSnapshot(live, '<live>')
  const faults = [...faultsOf(options), ...(read?.diagnostics ?? [])]
  if (faults.length > 0) return { output: '', diagnostics: faults }
  const snapshot = read?.snapshot
  const groups = groupsOf(input, options)
  const run = { ...runOf(options), replicasIgnored, live: snapshot }
  const asked = { direction, live: snapshot, unverified, dropReplicas }
  const { revisions, ...said } = move(groups, run, asked)
  const diagnostics = sortDiagnostics([...said.diagnostics, ...said.refusals])
  const pieces = hasErrors(diagnostics) ? [] : revisions.flatMap(piecesOf)
  return { output: decode(concat(pieces)), diagnostics }
}

/** A planned migration: every stage as complete manifests, and as patches from the one before. */
export type MigrationPlan = {
  readonly stages: readonly {
    readonly name: string
    readonly output: string
    readonly patches: readonly ObjectPatch[]
  }[]
  /** The plan as instructions, in Markdown. */
  readonly runbook: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Plans the whole migration of a stream of manifests. With an error there are no stages. */
export function planMigration(input: string, options: ConvertOptions = {}): MigrationPlan {
  const faults = [...faultsOf(options)]
  if (faults.length > 0) return { stages: [], runbook: '', diagnostics: faults }
  const planned = plan(groupsOf(input, options), runOf(options))
  const { diagnostics } = planned
  if (hasErrors(diagnostics)) return { stages: [], runbook: '', diagnostics }
  const applier = options.applier ?? options.config?.applier ?? 'argocd'
  const stages = planned.stages.map(({ stage, revisions, patches }) => ({
    name: printStage(stage),
    output: decode(concat(revisions.flatMap(piecesOf))),
    patches
  }))
  return { stages, runbook: runbook({ ...planned, applier }), diagnostics }
}

const groupsOf = (input: string | Uint8Array, { file }: Pick<ConvertOptions, 'file'>) => [
  { sources: [openSource(file ?? '<stdin>', input)], kustomizations: [] }
]

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
