import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { WorkloadEntry } from '../config.ts'
import { findNewerFields } from '../kubernetes/versions.ts'
import {
  newerField,
  noStage,
  releaseUnknown,
  replicasForSeveral,
  unknownStage
} from '../problems.ts'
import { defaultPercents } from '../settings.ts'
import * as problems from './problems.ts'
import type { Group, Unreadable } from './read.ts'
import { placeOf } from './refuse.ts'
import { autoscalerOf, candidateOf, straysOf } from './scope.ts'
import type { Candidate } from './scope.ts'
import { findUnmatched, isPattern, select } from './select.ts'
import type { Run, Selection } from './select.ts'
import { findStage, isHarmless, stageNames } from './stage.ts'

/** A workload that is to be converted. */
export type Task = {
  readonly group: Group
  readonly candidate: Candidate
  readonly selection: Selection
  /** An autoscaler of another group, which does not count as its own. */
  readonly stray: Manifest | undefined
}

/** The workloads that a run is about, and what is wrong with how it is told. */
export function findTasks(
  groups: readonly Group[],
  run: Run
): { tasks: Task[]; diagnostics: Diagnostic[] } {
  const tasks: Task[] = []
  const diagnostics = [...unknownStages(run), ...newerFields(run)]
  const strays = straysOf(groups.map(({ scope }) => scope))
  for (const group of groups) {
    for (const deployment of group.scope.deployments) {
      const selection = select(deployment, run)
      if (!selection) continue
      const stray = strays
        .get(deployment.name ?? '')
        ?.find(each => group.scope.together(each, deployment))
      if ('code' in selection) diagnostics.push(selection)
      else tasks.push({ group, selection, stray, candidate: candidateOf(deployment, group.scope) })
    }
  }
  const deployments = [
    ...groups.flatMap(group => group.scope.deployments),
    ...groups
      .flatMap(group => group.unreadable.map(({ manifest }) => manifest))
      .filter(({ kind }) => kind === 'Deployment')
  ]
  if (diagnostics.length === 0) diagnostics.push(...wrongSelections(deployments, tasks, run))
  return { tasks, diagnostics: [...diagnostics, ...replicasOfSeveral(tasks, run)] }
}

/** Stages that there are not: on the command line, or in any entry, whether it matches or not. */
function unknownStages({ stage, percents, config }: Run): Diagnostic[] {
  const entries = config?.workloads ?? []
  const own = (entry: WorkloadEntry | undefined) => percents ?? entry?.percents ?? defaultPercents
  const isUnknown = (name: string, entry: WorkloadEntry | undefined) =>
    findStage(name, own(entry)) === undefined
  const wrong = entries.filter(entry => isUnknown(entry.stage, entry))
  const given =
    entries.length > 0
      ? entries.filter(entry => stage !== undefined && isUnknown(stage, entry))
      : []
  const isWrong =
    stage !== undefined && (entries.length > 0 ? given.length > 0 : isUnknown(stage, undefined))
  return [
    ...(isWrong ? [unknownStage(argumentsPlace, stage, stageNames(own(given[0])))] : []),
    ...wrong.map(entry => unknownStage(entry.at('stage'), entry.stage, stageNames(own(entry))))
  ]
}

/** Fields of a strategy that the cluster's version of Argo Rollouts does not know. */
function newerFields({ config }: Run): Diagnostic[] {
  const version = config?.argoRollouts
  if (version === undefined) return []
  return (config?.workloads ?? []).flatMap(({ at, strategy }) =>
    findNewerFields(strategy, version).map(([path, since]) =>
      newerField(at('strategy', ...path), path.join('.'), since, version)
    )
  )
}

/** The place of what the command line says. */
const argumentsPlace = { file: '<arguments>', line: 1, column: 1 }

/** What is selected, and is not there; or nothing selected at all. */
function wrongSelections(
  deployments: readonly Manifest[],
  tasks: readonly Task[],
  run: Run
): Diagnostic[] {
  const { stage, config } = run
  const [first] = deployments
  const entries = config?.workloads ?? []
  if (!first) return unmatchedEntries(deployments, run)
  if (stage === undefined && !config?.workloads) return [noStage(placeOf(first), titleOf(first))]
  const unknown = entries.filter(
    ({ release }) => release !== undefined && run.release === undefined
  )
  if (unknown.length > 0) {
    return unknown.map(({ at, name, release = '' }) => releaseUnknown(at('release'), name, release))
  }
  return [...unmatchedNames(deployments, tasks, run), ...unmatchedEntries(deployments, run)]
}

/** Names on the command line that no Deployment has, or that the configuration does not list. */
function unmatchedNames(
  deployments: readonly Manifest[],
  tasks: readonly Task[],
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

function unmatchedEntries(deployments: readonly Manifest[], run: Run): Diagnostic[] {
  if (run.workloads.length > 0) return []
  // Also those that cannot be read: they are there.
  const selections = deployments.map(deployment => select(deployment, run))
  const matched = new Set(
    selections.flatMap(found => (found && !('code' in found) ? (found.entry ?? []) : []))
  )
  const found = deployments.length > 0 ? 'deployments' : 'no-deployments'
  const there = new Set(deployments.map(({ name }) => name))
  return findUnmatched(run.config?.workloads ?? [], matched, { ...run, found }).map(
    ({ at, name }) =>
      problems.workloadNotFound(at('name'), name, there.has(name) ? 'shadowed' : 'missing')
  )
}

/** What cannot be read, as grave as it is for what is selected. */
export function reportUnreadable({ manifest, found }: Unreadable, run: Run): Diagnostic[] {
  const entries = run.config?.workloads
  const isTemplate =
    manifest.kind === 'Deployment' && manifest.name === undefined && found.code === 'go-template'
  if (isTemplate && entries && !entries.some(({ name }) => isPattern(name))) return []
  const selection =
    manifest.kind === 'Deployment' && manifest.name !== undefined
      ? select(manifest, run)
      : 'unknown'
  if (!selection) return []
  if (selection !== 'unknown' && 'code' in selection) return [selection]
  const stages = run.stage !== undefined ? [run.stage] : (entries?.map(({ stage }) => stage) ?? [])
  const isWarning =
    selection === 'unknown'
      ? stages.every(isHarmless)
      : !selection.named && isHarmless(selection.stage)
  return [{ ...found, severity: isWarning ? 'warning' : 'error' }]
}

/** A number that is given once and would count for several workloads. */
function replicasOfSeveral(tasks: readonly Task[], run: Run): Diagnostic[] {
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

const nameOf = ({ candidate }: Task) => candidate.deployment.name ?? ''

/**
 * The workloads that a number without a name is for: those past the first stages whose pods an
 * autoscaler decides; where there is none, all that are past them.
 */
function ownersOfReplicas(tasks: readonly Task[], { replicas }: Run): Task[] {
  const moving = tasks.filter(
    task => !isHarmless(task.selection.stage) && !replicas.named.has(nameOf(task))
  )
  const scaled = moving.filter(({ candidate }) => autoscalerOf(candidate))
  return scaled.length > 0 ? scaled : moving
}

/** A run in which every number of pods has the name of its workload. */
export function withNamedReplicas(tasks: readonly Task[], run: Run): Run {
  const { all, named } = run.replicas
  const [owner] = ownersOfReplicas(tasks, run)
  if (all === undefined || !owner) return run
  return { ...run, replicas: { named: new Map([...named, [nameOf(owner), all]]) } }
}
