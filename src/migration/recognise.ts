import type { Diagnostic } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical, fieldOf, resourceOf } from '../kubernetes/resource.ts'
import { findPlace } from '../workload/place.ts'
import { replicasFor } from '../workload/select.ts'
import type { Planned, Run } from '../workload/select.ts'
import {
  baseline,
  hasReached,
  introduceRollout,
  isSameStage,
  pinReplicas,
  printStage
} from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { stateAt } from '../workload/state-at.ts'
import { awakeOnDeployment } from '../workload/state-in.ts'
import { describe, isSameMove } from '../workload/state.ts'
import type { State } from '../workload/state.ts'
import * as problems from './problems.ts'
import { editedFaults, isEarly, leftAlone } from './standing.ts'
import type { Standing } from './standing.ts'

/** What a configuration, or the folder of a plan, states of a workload. */
export type Stated = {
  readonly stage: Stage
  /** The name by which it calls the stage. */
  readonly said: string
  readonly replicas: number | undefined
  readonly percents: readonly number[]
}

/** The stage of manifests, or why it cannot be told; two stages where they are between them. */
export type Recognised =
  | { readonly stage: Stage }
  | {
      readonly between?: readonly [string, string]
      readonly diagnostics: readonly Diagnostic[]
    }

/**
 * Finds the stage of manifests that remember none, as the post-renderer and the folders of a plan
 * write them: by their counts. Where those are of two stages, the one that is stated counts.
 */
export function recognise(standing: Standing, run: Run, stated: Stated | undefined): Recognised {
  const { current, state, edited } = standing
  const { deployment, rollouts } = current
  const [rollout] = rollouts
  if (edited.length > 0) return { diagnostics: editedFaults(edited) }
  if (!rollout) return { stage: baseline }
  const numbers = numbersOf(standing, run, stated)
  if (state.rollout?.replicas === 0 && isEarly(state)) {
    return { stage: isPinned(state, numbers, stated) ? pinReplicas : introduceRollout }
  }
  const at = placeOf(deployment, 'metadata', 'name')
  const title = titleOf(deployment)
  if (!isLikeOurs(deployment, rollout)) return { diagnostics: [leftAlone(deployment, rollout)] }
  if (!numbers) return { diagnostics: [problems.stageUnknown(at, title, describe(state))] }
  if (stated && isSameMove(state, stateFor(state, numbers, stated.stage))) {
    return { stage: stated.stage }
  }
  const place = findPlace(state, numbers)
  if (place === 'nowhere') {
    const counts = describe(state)
    return { diagnostics: [problems.stageNowhere(at, title, counts, numbers.replicas)] }
  }
  if ('at' in place) return { stage: place.at }
  const between = [printStage(place.between[0]), printStage(place.between[1])] as const
  return { between, diagnostics: [problems.stageBetween(at, title, ...between, describe(state))] }
}

/** N and the percents of a workload, where its manifests do not remember them. */
export function numbersOf(
  { current, selected, state }: Standing,
  run: Run,
  stated: Stated | undefined
): Planned | undefined {
  const { replicas: own } = state.deployment ?? {}
  const isUnmoved = state.autoscalers.length === 0 && !state.rollout?.replicas
  const replicas =
    replicasFor(run, current.deployment) ?? stated?.replicas ?? (isUnmoved ? own : undefined)
  if (replicas === undefined) return undefined
  return { replicas, percents: run.percents ?? stated?.percents ?? selected.percents }
}

/** Whether manifests are at the stage that is stated, under whatever name. */
export function isAsStated(
  { state }: Standing,
  { stage, numbers }: { readonly stage: Stage; readonly numbers: Planned | undefined },
  stated: Stated
): boolean {
  if (isSameStage(stage, stated.stage)) return true
  const isCounted = stage.kind !== 'baseline' && hasReached(stated.stage, pinReplicas)
  return (
    isCounted && numbers !== undefined && isSameMove(state, stateFor(state, numbers, stated.stage))
  )
}

/** Whether the counts of an untouched Rollout are those of the pin. */
function isPinned(state: State, numbers: Planned | undefined, stated: Stated | undefined) {
  const isStated = !stated || hasReached(stated.stage, pinReplicas)
  const isCounted = numbers !== undefined && state.deployment?.replicas === numbers.replicas
  return state.autoscalers.length > 0 && isStated && isCounted
}

/** The state of a stage, of a workload as far as another state tells it. */
function stateFor({ autoscalers }: State, numbers: Planned, stage: Stage): State {
  const before = { deployment: {}, autoscalers: autoscalers.map(awakeOnDeployment) }
  return stateAt({ ...numbers, baseline: before, keep: true }, stage)
}

const ownFields = [
  'replicas',
  'selector',
  'workloadRef',
  'minReadySeconds',
  'revisionHistoryLimit',
  'progressDeadlineSeconds',
  'strategy'
]

/** Whether a Rollout says nothing that no stage writes. */
function isLikeOurs(deployment: Manifest, rollout: Manifest): boolean {
  const [own, is] = [resourceOf(deployment), resourceOf(rollout)]
  const spec = fieldOf(is, 'spec')
  const isKnown =
    typeof spec === 'object' &&
    spec !== null &&
    Object.keys(spec).every(key => ownFields.includes(key))
  const isSameSelector =
    canonical(fieldOf(own, 'spec', 'selector')) === canonical(fieldOf(is, 'spec', 'selector'))
  return isKnown && isSameSelector && fieldOf(is, 'spec', 'workloadRef', 'scaleDown') === undefined
}
