import type { WorkloadEntry } from '../config.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import { itemsOf, resourceOf } from '../kubernetes/resource.ts'
import { beyondMigration } from '../kubernetes/rollout.ts'
import { isArgoCd } from '../settings.ts'
import { autoscalerOf } from '../workload/scope.ts'
import { applierOf, workloadKey } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import type { Selected } from '../workload/selected.ts'
import {
  hasReached,
  lastStage,
  pinReplicas,
  printStage,
  releaseAutoscaler,
  retargetAutoscaler
} from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import * as problems from './problems.ts'
import {
  changedAutoscalerRefusals,
  existingRolloutRefusals,
  haltedRolloutRefusals,
  rolloutAutoscalerRefusals
} from './refuse.ts'
import { foreignScalerRefusals } from './refuse-scalers.ts'

/** What a configuration states of one workload, whether its manifests are in view or not. */
export type ConfiguredWorkload = {
  readonly title: string
  readonly name: string
  /** What its Deployment is told by, where that is in view. */
  readonly key?: string
  readonly entry: WorkloadEntry | undefined
  /** Whether an autoscaler decides on its pods; unknown without its manifests. */
  readonly scaling: 'scaled' | 'fixed' | 'unknown'
  /** Where the workload is, if nothing else has a place; rarely asked for, and costly. */
  readonly at: () => Location
}

/** What a run states of a workload whose manifests are in view. */
export function statedOf({ manifests, entry }: Selected): ConfiguredWorkload {
  const { deployment } = manifests
  return {
    title: titleOf(deployment),
    name: deployment.name ?? '',
    key: workloadKey(deployment),
    entry,
    scaling: autoscalerOf(manifests) ? 'scaled' : 'fixed',
    at: () => placeOf(deployment, 'metadata', 'name')
  }
}

/** What is wrong with how a workload is configured for a stage. */
export function* configurationFaults(stated: ConfiguredWorkload, stage: Stage, run: Run) {
  yield* ignoreFaults(stated, stage, run)
  yield* dashboardFaults(stated)
  if (!isLast(stated, stage)) yield* strategyFaults(stated, stage)
}

/** Whether a stage is the last one; what may have an autoscaler continues until that is released. */
const isLast = ({ scaling }: ConfiguredWorkload, stage: Stage) =>
  hasReached(stage, lastStage(scaling === 'fixed' ? 'fixed' : 'scaled'))

/** Says that a configuration denies the autoscaler that is in view. */
export function* autoscalerFaults({ manifests, entry }: Selected): Generator<Diagnostic> {
  const autoscaler = autoscalerOf(manifests)
  if (entry?.autoscaler !== 'none' || !autoscaler) return
  const title = titleOf(manifests.deployment)
  yield problems.autoscalerNotNone(entry.at('autoscaler'), title, titleOf(autoscaler))
}

/** Who owns the Rollout's replicas at the end: the autoscaler, so the applier must leave them alone. */
function* ignoreFaults(stated: ConfiguredWorkload, stage: Stage, run: Run): Generator<Diagnostic> {
  const { title, name, key = '', entry, scaling } = stated
  const applier = applierOf(run)
  if (entry?.replicasIgnored) {
    const at = entry.at('replicasIgnored')
    if (applier === 'kubectl') yield problems.replicasNeverIgnored(at, title)
    else if (!hasReached(stage, retargetAutoscaler)) {
      yield problems.replicasIgnoredTooEarly(at, title, printStage(stage))
    }
  }
  if (scaling === 'fixed' || !hasReached(stage, releaseAutoscaler)) return
  const isShown = isArgoCd(applier) && run.ignored?.has(key) === true
  const isSaid = entry?.replicasIgnored === true || run.replicasIgnored === true || isShown
  if (applier === 'helm3' || (isSaid && applier !== 'kubectl')) return
  const source = entry ? 'configuration' : 'manifests'
  yield problems.replicasNotIgnored(entry?.at('stage') ?? stated.at(), name, applier, source)
}

/** Steps that Git has, where the dashboard switches them: each sync would put them back. */
function* dashboardFaults({ title, entry }: ConfiguredWorkload): Generator<Diagnostic> {
  const steps = entry?.strategy?.canary?.steps
  if (entry?.steps !== 'dashboard' || !steps || steps.length === 0) return
  yield problems.stepsOfDashboard(entry.at('strategy', 'canary', 'steps'), title)
}

/** The same of a Rollout that exists: what is live in it is in Git. */
function* switchedRolloutRefusals({ manifests, entry }: Selected): Generator<Diagnostic> {
  const [rollout] = manifests.rollouts
  const steps = ['spec', 'strategy', 'canary', 'steps']
  if (!rollout || entry?.steps !== 'dashboard') return
  if (itemsOf(resourceOf(rollout), ...steps).length === 0) return
  yield problems.stepsOfDashboard(placeOf(rollout, ...steps), titleOf(rollout))
}

/** Steps and the like, which come after the last stage. */
function* strategyFaults(
  { title, entry }: ConfiguredWorkload,
  stage: Stage
): Generator<Diagnostic> {
  const canary = entry?.strategy?.canary
  if (!canary) return
  for (const field of beyondMigration) {
    const value = canary[field]
    if (value == null || (Array.isArray(value) && value.length === 0)) continue
    const at = entry.at('strategy', 'canary', field)
    yield problems.stepsTooEarly(at, field, title, printStage(stage))
  }
}

/** Why the manifests of a workload cannot be brought to a stage. */
export function* stageRefusals(selected: Selected, stage: Stage): Generator<Diagnostic> {
  const { manifests } = selected
  yield* haltedRolloutRefusals(manifests)
  yield* switchedRolloutRefusals(selected)
  if (!isLast(statedOf(selected), stage)) yield* existingRolloutRefusals(manifests)
  if (!hasReached(stage, retargetAutoscaler)) yield* rolloutAutoscalerRefusals(manifests)
  if (!hasReached(stage, pinReplicas)) return
  const isEnded = hasReached(stage, retargetAutoscaler)
  yield* changedAutoscalerRefusals(manifests, isEnded ? 'ended' : 'kept')
  yield* foreignScalerRefusals(selected)
}
