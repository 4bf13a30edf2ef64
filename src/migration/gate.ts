import type { Diagnostic, Location } from '../diagnostic.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Freeze } from './freeze.ts'
import * as problems from './problems.ts'
import { livePods, unsettledReasons } from './settled.ts'
import type { Expected } from './settled.ts'

export type Direction = 'next' | 'back'

/** What a call asks for, beside what a run is told. */
export type Asked = {
  readonly direction: Direction
  readonly live: Snapshot | undefined
  /** `--unverified`: a person has looked for themselves. */
  readonly unverified: boolean
  /** `--drop-replicas`: on the way back the pin goes too. */
  readonly dropReplicas: boolean
  /** `--from`: what may not have changed since the commit before. */
  readonly freeze?: Freeze | undefined
}

/** A workload that is about to go from one stage to another. */
export type Passage = {
  readonly at: Location
  readonly title: string
  readonly from: string
  readonly to: string
  readonly expected: Expected
}

/** Why a workload may not leave its stage yet: nothing shows it settled, or the snapshot denies it. */
export function gateFaults(passage: Passage, asked: Asked): Diagnostic[] {
  const { at, title, from, to, expected } = passage
  if (asked.unverified) return []
  if (!asked.live) {
    return needsGate(passage, asked) ? [problems.moveUnverified(at, title, from, to)] : []
  }
  const reasons = [...unsettledReasons(expected, asked.live), ...abovePlan(passage, asked.live)]
  return reasons.length > 0 ? [problems.notSettled(at, title, from, reasons)] : []
}

/** Whether a move lowers a count, or hands one over. */
function needsGate({ from, to }: Passage, { direction, dropReplicas }: Asked): boolean {
  if (['pin-replicas', 'retarget-autoscaler', 'release-autoscaler'].includes(to)) return true
  if (direction === 'next') return to.startsWith('shrink-')
  return from.startsWith('grow-') || (dropReplicas && to === 'introduce-rollout')
}

/** More live pods than N would be cut, by the pin or by the hold on the way back. */
function* abovePlan({ from, to, expected }: Passage, live: Snapshot): Generator<string> {
  const { replicas } = expected
  if (replicas === undefined) return
  const { deployment = 0, rollout = 0 } = livePods(expected, live)
  if (to === 'pin-replicas' && from === 'introduce-rollout' && deployment > replicas) {
    yield `${deployment} pods run, more than the ${replicas} to keep: give a larger N`
  }
  if (to === 'retarget-autoscaler' && from === 'release-autoscaler' && rollout > replicas) {
    yield `${rollout} pods run, more than the ${replicas} to hold: give a larger N`
  }
}
