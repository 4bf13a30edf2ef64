import {
  grow,
  hasReached,
  introduceRollout,
  pauseAutoscaler,
  pinReplicas,
  releaseAutoscaler,
  retargetAutoscaler
} from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { distinctPercents } from '../workload/state-at.ts'

/** Where an abort goes: a stage, and the percents by which it is that state. */
export type Turn = { readonly to: Stage; readonly percents: readonly number[] }

type Where = {
  readonly stage: Stage
  readonly percents: readonly number[]
  /** N, where it is known. */
  readonly replicas: number | undefined
  readonly scaling: 'scaled' | 'fixed' | 'unknown'
}

/**
 * The next commit of an abort; undefined where no pod has moved. First the Deployment grows to N and
 * the Rollout keeps its pods: that is a grow by which the Rollout gets all that it has at once. Then
 * the Rollout goes to 0.
 */
export function turnOf({ stage, percents, replicas, scaling }: Where): Turn | undefined {
  if (!hasReached(stage, pinReplicas)) return undefined
  const isScaled = scaling !== 'fixed'
  // A released autoscaler first holds the Rollout at N.
  if (isScaled && hasReached(stage, releaseAutoscaler)) return { to: retargetAutoscaler, percents }
  const steps = replicas === undefined ? percents : distinctPercents({ percents, replicas })
  const moved = steps.findLast(percent => hasReached(stage, grow(percent)))
  if (moved === undefined) return undefined
  const isWhole = stage.kind === 'grow' && steps[0] === moved
  if (isWhole) return { to: isScaled ? pauseAutoscaler : introduceRollout, percents }
  return { to: grow(moved), percents: moved === 100 ? [100] : [moved, 100] }
}
