import type { Diagnostic } from '../diagnostic.ts'
import { faultsOf } from './faults.ts'
import { readGroup } from './read.ts'
import type { Group, SourceGroup } from './read.ts'
import type { Run } from './select.ts'
import { findSelected, reportUnreadable, withNamedReplicas } from './selected.ts'
import type { Selected } from './selected.ts'

/** What a run selects in some sources; nothing where it is told wrongly. */
export type RunSelection = {
  readonly selected: readonly Selected[]
  /** The run, with every number of pods under the name of its workload. */
  readonly run: Run
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads groups of sources and finds the workloads that a run selects in them. */
export function readSelected(sources: readonly SourceGroup[], run: Run): RunSelection {
  return selectIn(
    sources.map(group => readGroup(group, run)),
    run
  )
}

/** Finds the workloads that a run selects in groups that were read. */
export function selectIn(groups: readonly Group[], run: Run): RunSelection {
  const { selected, diagnostics: untold } = findSelected(groups, run)
  const faults = untold.length > 0 ? untold : faultsOf(groups, selected, run)
  const unreadable = groups.flatMap(group => group.unreadable)
  return {
    selected: faults.length > 0 ? [] : selected,
    run: withNamedReplicas(selected, run),
    diagnostics: [...faults, ...unreadable.flatMap(each => reportUnreadable(each, run))]
  }
}
