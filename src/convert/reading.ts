import type { Diagnostic } from '../diagnostic.ts'
import { faultsOf } from './faults.ts'
import { readGroup } from './read.ts'
import type { Group, SourceGroup } from './read.ts'
import type { Run } from './select.ts'
import { findTasks, reportUnreadable, withNamedReplicas } from './tasks.ts'
import type { Task } from './tasks.ts'

/** What a run selects in some sources; no tasks where it is told wrongly. */
export type Reading = {
  readonly tasks: readonly Task[]
  /** The run, with every number of pods under the name of its workload. */
  readonly run: Run
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads groups of sources and finds the workloads that a run selects in them. */
export function readTasks(sources: readonly SourceGroup[], run: Run): Reading {
  return tasksOf(
    sources.map(group => readGroup(group, run)),
    run
  )
}

/** Finds the workloads that a run selects in groups that were read. */
export function tasksOf(groups: readonly Group[], run: Run): Reading {
  const { tasks, diagnostics: untold } = findTasks(groups, run)
  const faults = untold.length > 0 ? untold : faultsOf(groups, tasks, run)
  const unreadable = groups.flatMap(group => group.unreadable)
  return {
    tasks: faults.length > 0 ? [] : tasks,
    run: withNamedReplicas(tasks, run),
    diagnostics: [...faults, ...unreadable.flatMap(each => reportUnreadable(each, run))]
  }
}
