import { counted } from '../counted.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import type { Snapshot } from '../snapshot.ts'
import { differences } from '../workload/differences.ts'
import type { Expected } from '../workload/differences.ts'
import { liveOf } from '../workload/state-in.ts'
import { printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import type { Freeze } from './freeze.ts'
import * as problems from './problems.ts'

export type Direction = 'next' | 'back' | 'abort'

/** What a call asks for, beside what a run is told. */
export type Asked = {
  readonly direction: Direction
  readonly live: Snapshot | undefined
  /** `--unverified`: a person has looked for themselves. */
  readonly unverified: boolean
  /** `--drop-replicas`: on the way back the pin goes too. */
  readonly dropReplicas: boolean
  /** `--stage`: only what this stage moves, on to it or back from it. */
  readonly stage?: Stage | undefined
  /** `--max-surplus`: how many pods above N may run at once, over all workloads. */
  readonly maxSurplus?: number | undefined
  /** `--from`: what may not have changed since the commit before. */
  readonly freeze?: Freeze | undefined
}

/** A workload that is about to go from one stage to another. */
export type Passage = {
  readonly at: Location
  readonly title: string
  readonly from: Stage
  readonly to: Stage
  readonly expected: Expected
}

/** Why a workload may not leave its stage yet: nothing shows it settled, or the snapshot denies it. */
export function gateFaults(passage: Passage, asked: Asked): Diagnostic[] {
  const { at, title, from, to, expected } = passage
  if (asked.unverified) return []
  if (!asked.live) {
    if (!needsGate(passage, asked)) return []
    return [problems.moveUnverified(at, title, printStage(from), printStage(to))]
  }
  const reasons = [...differences(expected, asked.live), ...abovePlan(passage, asked.live)]
  return reasons.length > 0 ? [problems.notSettled(at, title, printStage(from), reasons)] : []
}

/** Whether a move lowers a count, or hands one over. */
export function needsGate(
  { from, to }: Pick<Passage, 'from' | 'to'>,
  { direction, dropReplicas }: Pick<Asked, 'direction' | 'dropReplicas'>
): boolean {
  // It wakes the autoscaler and changes no count: at once, when the load rises.
  if (direction !== 'next' && from.kind === 'pause-autoscaler') return false
  if (['pin-replicas', 'retarget-autoscaler', 'release-autoscaler'].includes(to.kind)) return true
  if (direction === 'next') return to.kind === 'shrink'
  return from.kind === 'grow' || (dropReplicas && to.kind === 'introduce-rollout')
}

/** More live pods than N would be cut, by the pin or by the hold on the way back. */
function abovePlan({ from, to, expected }: Passage, snapshot: Snapshot): string[] {
  const move = `${from.kind} ${to.kind}`
  const { deployments, rollout } = liveOf(expected, snapshot)
  if (move === 'introduce-rollout pin-replicas') {
    return aboveReplicas(deployments[0]?.spec.replicas ?? 1, 'keep', expected)
  }
  if (move === 'release-autoscaler retarget-autoscaler') {
    return aboveReplicas(rollout?.spec.replicas ?? 1, 'hold', expected)
  }
  return []
}

function aboveReplicas(
  pods: number,
  what: 'keep' | 'hold',
  { replicas }: Pick<Expected, 'replicas'>
): string[] {
  if (replicas === undefined)
    return [
      `${counted(pods, 'pod')} ${pods === 1 ? 'runs' : 'run'}, but N, the number of pods to ${what}, is unknown`
    ]
  if (pods <= replicas) return []
  return [`${pods} pods run, more than the ${replicas} to ${what}; set a larger N`]
}
