import type { Diagnostic } from '../diagnostic.ts'
import type { Revision } from '../yaml/revision.ts'

/** The stages between which a workload moves, by their names. */
export type Passage = { readonly workload: string; readonly from: string; readonly to: string }

/** Sources one stage on or back. With an error among the diagnostics, nothing of it is to be written. */
export type Moved = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
  /** Why some workloads stay where they are; they do not hold up the others. */
  readonly refusals: readonly Diagnostic[]
  readonly passages?: readonly Passage[]
  /** How many workloads move, of how many that were asked for. */
  readonly count?: { readonly moving: number; readonly asked: number }
}

/** Nothing moves. */
export const stopped = (diagnostics: readonly Diagnostic[]): Moved => ({
  revisions: [],
  diagnostics,
  refusals: []
})
