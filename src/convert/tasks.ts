import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { noStage, replicasForSeveral, unknownStage } from '../problems.ts'
import * as problems from './problems.ts'
import type { Group } from './read.ts'
import { placeOf } from './refuse.ts'
import { autoscalerOf, candidateOf } from './scope.ts'
import type { Candidate } from './scope.ts'
import { findUnmatched, select } from './select.ts'
import type { Run, Selection } from './select.ts'
import { findStage, isHarmless, stageNames } from './stage.ts'

/** A workload that is to be converted. */
export type Task = {
  readonly group: Group
  readonly candidate: Candidate
  readonly selection: Selection
}

/** The workloads that a run is about, and what is wrong with how it is told. */
export function findTasks(
  groups: readonly Group[],
  run: Run
): { tasks: Task[]; diagnostics: Diagnostic[] } {
  const tasks: Task[] = []
  const diagnostics: Diagnostic[] = []
  for (const group of groups) {
    for (const deployment of group.scope.deployments) {
      const selection = select(deployment, run)
      if (!selection) continue
      if ('code' in selection) diagnostics.push(selection)
      else if (!isKnown(selection)) diagnostics.push(unknownStageOf(selection))
      else tasks.push({ group, selection, candidate: candidateOf(deployment, group.scope) })
    }
  }
  const deployments = groups.flatMap(group => group.scope.deployments)
  if (diagnostics.length === 0) {
    diagnostics.push(...missingStage(deployments, run), ...unmatched(deployments, tasks, run))
  }
  return { tasks, diagnostics: [...diagnostics, ...replicasOfSeveral(tasks, run)] }
}

const isKnown = ({ stage, percents }: Selection) => findStage(stage, percents) !== undefined

function unknownStageOf({ stage, percents, entry }: Selection): Diagnostic {
  const at = entry?.stage === stage ? entry.at('stage') : argumentsPlace
  return unknownStage(at, stage, stageNames(percents))
}

/** The place of what the command line says. */
const argumentsPlace = { file: '<arguments>', line: 1, column: 1 }

function missingStage([first]: readonly Manifest[], { stage, config }: Run): Diagnostic[] {
  if (!first || stage !== undefined || config?.workloads) return []
  return [noStage(placeOf(first), titleOf(first))]
}

function unmatched(
  deployments: readonly Manifest[],
  tasks: readonly Task[],
  run: Run
): Diagnostic[] {
  const names = new Set(deployments.map(({ name }) => name))
  const missing = run.workloads.filter(name => !names.has(name))
  const entries = run.config?.workloads ?? []
  const matched = new Set(tasks.flatMap(({ selection }) => selection.entry ?? []))
  const found = deployments.length > 0 ? 'deployments' : 'no-deployments'
  const unmatchedEntries =
    run.workloads.length > 0 ? [] : findUnmatched(entries, matched, { ...run, found })
  return [
    ...missing.map(name => problems.workloadNotFound(argumentsPlace, name)),
    ...unmatchedEntries.map(entry => problems.workloadNotFound(entry.at('name'), entry.name))
  ]
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
