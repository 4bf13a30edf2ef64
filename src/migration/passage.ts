import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import type { Expected } from '../workload/differences.ts'
import { hasReached, isSameStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { gateFaults } from './gate.ts'
import type { Asked, Direction } from './gate.ts'
import * as problems from './problems.ts'

/** What has its own stage and may be moved: a workload in manifests, an entry of a configuration. */
export type Movable = {
  readonly at: Location
  readonly title: string
  readonly stage: Stage
  /** What its stage is called. */
  readonly said: string
  /** The stages that it goes through. */
  readonly stages: readonly Stage[]
  /** Whether its migration is over, and nobody has named it: a move is then not meant for it. */
  readonly isFinished: boolean
  /** Where an abort takes it; nowhere where no pod has moved. */
  readonly abort: Stage | undefined
  /** What the cluster has to show of its workloads: several where an entry matches them. */
  readonly expected: readonly (Expected & { readonly title: string })[]
  /** What argues against a stage, whatever the cluster shows. */
  readonly faultsAt: (to: Stage) => readonly Diagnostic[]
  /** What has changed of its workloads since the commit before. */
  readonly changesAt: (to: Stage) => readonly Diagnostic[]
}

/** The stage to which something goes; none where it may not, or has nowhere to go. */
export type Decision = { readonly to?: Stage; readonly diagnostics: readonly Diagnostic[] }

/** Decides whether something goes one stage on or back. The one place, for manifests and entries. */
export function decide(movable: Movable, asked: Asked): Decision {
  const { at, title, stage: from, said, stages, expected } = movable
  const { direction } = asked
  if (movable.isFinished && direction !== 'next') {
    return { diagnostics: [problems.leftAtLastStage(at, title, said)] }
  }
  const to = direction === 'abort' ? movable.abort : neighbourOf(from, stages, direction)
  if (asked.stage && !isOfStage(asked.stage, { from, to, stages }, direction)) {
    return { diagnostics: [] }
  }
  if (!to && direction === 'abort')
    return { diagnostics: [problems.nothingToAbort(at, title, said)] }
  if (!to) return { diagnostics: [problems.noStageLeft(at, title, said)] }
  const faults = movable.faultsAt(to)
  if (hasErrors(faults)) return { diagnostics: faults }
  // The first commit of an abort only adds pods: it waits for nothing.
  const isAdding = direction === 'abort' && to.kind === 'grow'
  const judged = isAdding ? [] : expected
  const found = [
    ...judged.flatMap(each =>
      gateFaults({ at, title: each.title, from, to, expected: each }, asked)
    ),
    ...movable.changesAt(to)
  ]
  return hasErrors(found) ? { diagnostics: found } : { to, diagnostics: [...faults, ...found] }
}

/** Whether a stage is what a move brings, or on the way back what it takes back. */
function isOfStage(
  stage: Stage,
  { from, to, stages }: { from: Stage; to: Stage | undefined; stages: readonly Stage[] },
  direction: Direction
): boolean {
  if (direction === 'next') return to !== undefined && isSameStage(to, stage)
  const shown = stages.findLast(each => hasReached(from, each))
  return shown !== undefined && isSameStage(shown, stage)
}

/** The stage behind or before another, which itself may be one that changes nothing. */
function neighbourOf(from: Stage, stages: readonly Stage[], direction: 'next' | 'back') {
  const place = stages.findLastIndex(each => hasReached(from, each))
  return stages[place + (direction === 'next' ? 1 : -1)]
}
