import { checkScope, timeCodes } from '../check/check.ts'
import { withoutIgnored } from '../check/ignore.ts'
import { withLevels } from '../check/levels.ts'
import { parseConfig } from '../config.ts'
import { initialConfig } from '../convert/init.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { readStandings } from '../migration/standing.ts'
import { statusOf, statusOfEntries } from '../migration/status.ts'
import type { Status, StatusRow } from '../migration/status.ts'
import { plannedChanges } from '../simulate/changes.ts'
import { simulate as explore } from '../simulate/simulate.ts'
import { story } from '../simulate/story.ts'
import { careful, commentedSteps } from '../steps/profiles.ts'
import { applierOf } from '../workload/select.ts'
import { placed } from './placed.ts'
import type { Converted } from './convert.ts'
import { faultsOf, groupsOf, readOptions, runOf } from './options.ts'
import type { ConvertOptions, LiveOptions } from './told.ts'

/** What `check` is told. */
export type CheckOptions = Pick<ConvertOptions, 'file' | 'config' | 'namespace' | 'release'>

/** Checks manifests for what breaks, does nothing or is left half done. */
export function check(
  input: string,
  options: CheckOptions = {}
): { readonly diagnostics: readonly Diagnostic[] } {
  const [group] = groupsOf(input, options)
  if (!group) return { diagnostics: [] }
  const config = placed(options.config)
  const { namespace, release } = options
  const setting = { config, namespace, release, patches: new Set<string>() }
  const { found, ignores } = checkScope({ group, setting })
  const left = withoutIgnored(withoutRepeats(found), ignores, {
    codes: ignores.map(({ code }) => code),
    idle: timeCodes
  })
  const levels = new Map(Object.entries(config?.rules ?? {}))
  return { diagnostics: sortDiagnostics(withLevels(left, levels)) }
}

/** Where a workload is in its migration. */
export type WorkloadStatus = {
  readonly workload: string
  readonly namespace: string | undefined
  /** Its stage; undefined where that cannot be told. */
  readonly stage: string | undefined
  /** The stage that the configuration states, where it is another. */
  readonly stated: string | undefined
  /** The two stages that it is between. */
  readonly between: readonly [string, string] | undefined
  /** N, where it is known. */
  readonly replicas: number | undefined
  /** The replicas of the Deployment and of the Rollout. */
  readonly deployment: number | undefined
  readonly rollout: number | undefined
  /** What its autoscaler does; undefined where it is not known whether there is one. */
  readonly autoscaler: 'none' | 'awake' | 'paused' | 'holding' | 'released' | undefined
  /** Whether the cluster has settled at the stage; undefined without a snapshot, and before it begins. */
  readonly settled: boolean | undefined
  /** Why it has not. */
  readonly reasons: readonly string[]
}

/** The workloads of manifests or of a configuration. With a snapshot, no error means: safe to continue. */
export type MigrationStatus = {
  readonly workloads: readonly WorkloadStatus[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Says where each workload of some manifests is, and with `live` whether the cluster has settled there. */
export function status(
  input: string,
  options: Omit<ConvertOptions, 'stage'> & LiveOptions = {}
): MigrationStatus {
  const { run, faults } = readOptions(options)
  if (faults.length > 0) return { workloads: [], diagnostics: faults }
  const stage = run.config?.workloads ? undefined : 'introduce-rollout'
  return plain(statusOf(readStandings(groupsOf(input, options), run, stage)))
}

/** The same of the entries of a configuration's text. */
export function statusOfConfig(
  input: string,
  options: Omit<ConvertOptions, 'stage' | 'config'> & LiveOptions = {}
): MigrationStatus {
  const { run, faults } = readOptions(options)
  const { config, diagnostics } = parseConfig(input, options.file)
  if (!config || faults.length > 0) {
    return { workloads: [], diagnostics: [...faults, ...diagnostics] }
  }
  return plain(statusOfEntries(config.workloads ?? [], { ...run, config }))
}

function plain({ rows, diagnostics }: Status): MigrationStatus {
  return {
    workloads: rows.map(plainRow),
    diagnostics: sortDiagnostics(withoutRepeats(diagnostics))
  }
}

const plainRow = ({ file: _, state, scaling, ...row }: StatusRow): WorkloadStatus => ({
  ...row,
  deployment: state.deployment?.replicas,
  rollout: state.rollout?.replicas,
  autoscaler: scaling
})

/** What a change of a plan does to the pods, in every order of applying it. */
export type ChangeVerdict = {
  readonly workload: string
  readonly namespace: string | undefined
  readonly from: string
  readonly to: string
  readonly verdict: 'safe' | 'broken' | 'not-exhaustive'
  /** The fewest pods that serve, and the most that run. */
  readonly minServing: number
  readonly maxPods: number
  /** How a promise breaks, move by move; empty where none does. */
  readonly story: readonly string[]
}

/** Proves the plan of some manifests: every stage, there and back. */
export function simulate(
  input: string,
  options: Omit<ConvertOptions, 'stage'> = {}
): { readonly changes: readonly ChangeVerdict[]; readonly diagnostics: readonly Diagnostic[] } {
  const faults = [...faultsOf(options)]
  if (faults.length > 0) return { changes: [], diagnostics: faults }
  const run = runOf(options)
  const found = plannedChanges(groupsOf(input, options), run, applierOf(run))
  if (hasErrors(found.diagnostics)) return { changes: [], diagnostics: found.diagnostics }
  const changes = found.changes.map(({ workload, namespace, from, to, change }) => {
    const result = explore(change)
    const { verdict, minServing, maxPods } = result
    const told = story(change, result).map(({ text }) => text)
    return { workload, namespace, from, to, verdict, minServing, maxPods, story: told }
  })
  return { changes, diagnostics: sortDiagnostics(found.diagnostics) }
}

/** Writes a first configuration for some manifests. */
export function init(
  input: string,
  options: Pick<ConvertOptions, 'file' | 'namespace' | 'release'> & LiveOptions = {}
): Converted<string> {
  const { run, faults } = readOptions(options)
  if (faults.length > 0) return { output: '', diagnostics: faults }
  const canaryComment = commentedSteps(careful)
  return initialConfig(groupsOf(input, options), { ...run, canaryComment })
}
