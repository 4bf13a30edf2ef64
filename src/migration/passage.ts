import { hasErrors } from '../diagnostic.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import type { Expected } from '../workload/differences.ts'
import { hasReached } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { gateFaults } from './gate.ts'
import type { Asked, Direction } from './gate.ts'
import * as problems from './problems.ts'

/** What has a stage of its own and may be moved: a workload in manifests, an entry of a configuration. */
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
  /** What the cluster has to show of its workloads: several where an entry matches them. */
  readonly expected: readonly (Expected & { readonly title: string })[]
  /** What speaks against a stage, whatever the cluster shows. */
  readonly faultsAt: (to: Stage) => readonly Diagnostic[]
  /** What has changed of its workloads since the commit before. */
  readonly changesAt: (to: Stage) => readonly Diagnostic[]
}

/** The stage to which something goes; none where it may not, or has nowhere to go. */
export type Decision = { readonly to?: Stage; readonly diagnostics: readonly Diagnostic[] }

/** Decides whether something goes one stage on or back. The one place, for manifests and entries. */
export function decide(movable: Movable, asked: Asked): Decision {
  const { at, title, stage: from, said, stages, expected } = movable
  if (movable.isFinished && asked.direction === 'back') {
    return { diagnostics: [problems.leftAtLastStage(at, title, said)] }
  }
  const to = neighbourOf(from, stages, asked.direction)
  if (!to) return { diagnostics: [problems.noStageLeft(at, title, said)] }
  const faults = movable.faultsAt(to)
  if (hasErrors(faults)) return { diagnostics: faults }
  const found = [
    ...expected.flatMap(each =>
      gateFaults({ at, title: each.title, from, to, expected: each }, asked)
    ),
    ...movable.changesAt(to)
  ]
  return hasErrors(found) ? { diagnostics: found } : { to, diagnostics: [...faults, ...found] }
}

/** The stage behind or before another, which itself may be one that changes nothing. */
function neighbourOf(from: Stage, stages: readonly Stage[], direction: Direction) {
  const place = stages.findLastIndex(each => hasReached(from, each))
  return stages[place + (direction === 'next' ? 1 : -1)]
}
