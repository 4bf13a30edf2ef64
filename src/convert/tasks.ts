import type { Diagnostic } from '../diagnostic.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { goTemplate } from './problems.ts'
import type { Group, Unreadable } from './read.ts'
import { autoscalerOf, candidateOf, straysOf } from './scope.ts'
import type { Candidate } from './scope.ts'
import { isPattern, select } from './select.ts'
import type { Run, Selection } from './select.ts'
import { isHarmless } from './stage.ts'

/** A workload that is to be converted. */
export type Task = {
  readonly group: Group
  readonly candidate: Candidate
  readonly selection: Selection
  /** An autoscaler of another group, which does not count as its own. */
  readonly stray: Manifest | undefined
}

/** The workloads that a run selects, and entries for which that cannot be told. */
export function findTasks(
  groups: readonly Group[],
  run: Run
): { tasks: Task[]; diagnostics: Diagnostic[] } {
  const tasks: Task[] = []
  const diagnostics: Diagnostic[] = []
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
  return { tasks, diagnostics }
}

/** What cannot be read, as grave as it is for what is selected. */
export function reportUnreadable({ manifest, found }: Unreadable, run: Run): Diagnostic[] {
  const { kind, name } = manifest
  const entries = run.config?.workloads
  if (kind === 'Deployment' && name !== undefined) {
    const selection = select(manifest, run)
    if (!selection) return []
    if ('code' in selection) return [selection]
    const isSoft = !selection.named && isHarmless(selection.stage)
    return [{ ...found, severity: isSoft ? 'warning' : 'error' }]
  }
  // A template has no name yet: an entry can mean it by a pattern only.
  const isTemplate = found.code === goTemplate.code
  if (isTemplate && entries && !entries.some(entry => isPattern(entry.name))) return []
  const stages = run.stage !== undefined ? [run.stage] : (entries?.map(({ stage }) => stage) ?? [])
  return [{ ...found, severity: stages.every(isHarmless) ? 'warning' : 'error' }]
}

/** The name of a task's Deployment. */
export const nameOf = ({ candidate }: Task) => candidate.deployment.name ?? ''

/**
 * The workloads that a number without a name is for: those past the first stages whose pods an
 * autoscaler decides; where there is none, all that are past them.
 */
export function ownersOfReplicas(tasks: readonly Task[], { replicas }: Run): Task[] {
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
