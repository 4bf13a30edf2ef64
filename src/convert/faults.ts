import type { WorkloadEntry } from '../config.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { newestArgoRollouts } from '../kubernetes/generated/canary-fields.ts'
import { findNewerFields, isOlder } from '../kubernetes/rollout-types.ts'
import {
  newerField,
  noStage,
  releaseUnknown,
  replicasForSeveral,
  unknownStage
} from '../problems.ts'
import { argumentsPlace, defaultPercents } from '../settings.ts'
import * as problems from './problems.ts'
import type { Group } from './read.ts'
import { placeOf } from './refuse.ts'
import { findUnmatched, select } from './select.ts'
import type { Run } from './select.ts'
import { findStage, stageNames } from './stage.ts'
import { nameOf, ownersOfReplicas } from './tasks.ts'
import type { Task } from './tasks.ts'

/** What is wrong with how a run is told: then nothing is converted. */
export function faultsOf(groups: readonly Group[], tasks: readonly Task[], run: Run): Diagnostic[] {
  const faults = [...unknownStages(run), ...newerFields(run)]
  const readable = groups.flatMap(group => group.scope.deployments)
  const broken = groups
    .flatMap(group => group.unreadable.map(({ manifest }) => manifest))
    .filter(({ kind }) => kind === 'Deployment')
  const selected = [
    ...tasks.map(({ selection }) => selection),
    ...broken.map(each => select(each, run))
  ]
  const matched = new Set(
    selected.flatMap(found => (found && !('code' in found) ? (found.entry ?? []) : []))
  )
  const there = { deployments: [...readable, ...broken], tasks, matched }
  if (faults.length === 0) faults.push(...wrongSelections(there, run))
  return [...faults, ...replicasOfSeveral(tasks, run)]
}

/** Stages that there are not: in any entry, whether it matches or not, or on the command line. */
function* unknownStages({ stage, percents, config }: Run): Generator<Diagnostic> {
  const entries = config?.workloads ?? []
  const percentsOf = (entry?: WorkloadEntry) => percents ?? entry?.percents ?? defaultPercents
  for (const entry of entries) {
    const own = percentsOf(entry)
    if (findStage(entry.stage, own) !== undefined) continue
    yield unknownStage(entry.at('stage'), entry.stage, stageNames(own))
  }
  if (stage === undefined) return
  const lists = entries.length > 0 ? entries.map(percentsOf) : [percentsOf()]
  const without = lists.find(own => findStage(stage, own) === undefined)
  if (without) yield unknownStage(argumentsPlace, stage, stageNames(without))
}

/** Fields of the Rollouts to come that the cluster's version of Argo Rollouts does not know. */
function newerFields({ config }: Run): Diagnostic[] {
  const version = config?.argoRollouts
  if (version === undefined || !isOlder(version, newestArgoRollouts)) return []
  return (config?.workloads ?? []).flatMap(({ at, strategy }) =>
    findNewerFields({ workloadRef: {}, strategy }, 'RolloutSpec', version).map(({ path, since }) =>
      newerField(at(...path), inWords(path), since, version)
    )
  )
}

/** The path of a field of the strategy, as a message calls it: `canary.steps[0].plugin`. */
function inWords([first, ...path]: readonly string[]): string {
  const words = path.map(key => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('')
  return first === 'strategy' ? words.slice(1) : `${first}${words}`
}

/** What a run finds: its Deployments, also those that cannot be read, and what was selected. */
type There = {
  readonly deployments: readonly Manifest[]
  readonly tasks: readonly Task[]
  readonly matched: ReadonlySet<WorkloadEntry>
}

/** What is selected, and is not there; or nothing selected at all. */
function wrongSelections(there: There, run: Run): Diagnostic[] {
  const { deployments } = there
  const { stage, config } = run
  const [first] = deployments
  const entries = config?.workloads ?? []
  if (!first) return unmatchedEntries(there, run)
  if (stage === undefined && !config?.workloads) return [noStage(placeOf(first), titleOf(first))]
  const unknown = entries.filter(
    ({ release }) => release !== undefined && run.release === undefined
  )
  if (unknown.length > 0) {
    return unknown.map(({ at, name, release = '' }) => releaseUnknown(at('release'), name, release))
  }
  return [...unmatchedNames(there, run), ...unmatchedEntries(there, run)]
}

/** Names on the command line that no Deployment has, or that the configuration does not list. */
function unmatchedNames(
  { deployments, tasks }: There,
  { workloads, replicas, config }: Run
): Diagnostic[] {
  const there = new Set(deployments.map(({ name }) => name))
  const selected = new Set(tasks.map(nameOf))
  const missing = [...workloads, ...replicas.named.keys()].filter(name => !there.has(name))
  const unlisted = workloads.filter(
    name => config?.workloads && there.has(name) && !selected.has(name)
  )
  return [
    ...missing.map(name => problems.workloadNotFound(argumentsPlace, name, 'missing')),
    ...unlisted.map(name => problems.workloadNotFound(argumentsPlace, name, 'unlisted'))
  ]
}

function unmatchedEntries({ deployments, matched }: There, run: Run): Diagnostic[] {
  if (run.workloads.length > 0) return []
  const found = deployments.length > 0 ? 'deployments' : 'no-deployments'
  const there = new Set(deployments.map(({ name }) => name))
  return findUnmatched(run.config?.workloads ?? [], matched, { ...run, found }).map(
    ({ at, name }) =>
      problems.workloadNotFound(at('name'), name, there.has(name) ? 'shadowed' : 'missing')
  )
}

/** A number that is given once and would count for several workloads. */
export function replicasOfSeveral(tasks: readonly Task[], run: Run): Diagnostic[] {
  const owners = ownersOfReplicas(tasks, run)
  const { all } = run.replicas
  const byArguments =
    all !== undefined && owners.length > 1
      ? [replicasForSeveral(argumentsPlace, all, owners.map(nameOf))]
      : []
  const entries = new Set(tasks.flatMap(({ selection }) => selection.entry ?? []))
  const byEntry = [...entries].flatMap(entry => {
    const own = tasks.filter(({ selection }) => selection.entry === entry)
    if (entry.replicas === undefined || own.length < 2) return []
    return [replicasForSeveral(entry.at('replicas'), entry.replicas, own.map(nameOf))]
  })
  return [...byArguments, ...byEntry]
}
