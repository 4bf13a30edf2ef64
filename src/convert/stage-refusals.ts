import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { beyondMigration } from '../kubernetes/rollout.ts'
import * as problems from './problems.ts'
import { changedAutoscalerRefusals, existingRolloutRefusals, placeOf } from './refuse.ts'
import type { Candidate } from './scope.ts'
import type { Run, Selection } from './select.ts'
import { hasReached, isLastStage } from './stage.ts'
import type { Baseline } from './stage.ts'

type Asked = {
  readonly candidate: Candidate
  readonly baseline: Baseline
  readonly selection: Selection
  readonly run: Run
  readonly stray: Manifest | undefined
}

/** What is wrong with how a workload is configured. */
export function* configurationFaults(asked: Asked, stage: string): Generator<Diagnostic> {
  const { baseline, selection } = asked
  const { deployment, autoscaler } = baseline
  const { entry, percents } = selection
  if (entry?.autoscaler === 'none' && autoscaler) {
    const at = entry.at('autoscaler')
    yield problems.autoscalerNotNone(at, titleOf(deployment), titleOf(autoscaler))
  }
  yield* ignoreRefusals(asked, stage)
  yield* strategyRefusals(asked, isLastStage(stage, baseline, percents) ? undefined : stage)
}

/** Why a workload cannot be brought to a stage. */
export function* stageRefusals(asked: Asked, stage: string): Generator<Diagnostic> {
  const { candidate, baseline, selection, stray } = asked
  const { percents } = selection
  const isLast = isLastStage(stage, baseline, percents)
  if (!isLast) yield* existingRolloutRefusals(candidate)
  if (!hasReached(stage, 'pin-replicas', percents)) return
  const isEnded = hasReached(stage, 'retarget-autoscaler', percents)
  yield* changedAutoscalerRefusals(candidate, isEnded ? 'ended' : 'kept')
  if (stray && !baseline.autoscaler) {
    const { file } = stray.document.source
    const at = placeOf(baseline.deployment, 'metadata', 'name')
    yield problems.autoscalerElsewhere(at, titleOf(baseline.deployment), titleOf(stray), file)
  }
}

/** Who owns the Rollout's replicas at the end: the autoscaler, so the applier must leave them alone. */
function* ignoreRefusals(
  { baseline, selection, run }: Asked,
  stage: string
): Generator<Diagnostic> {
  const { entry, percents } = selection
  const applier = run.applier ?? run.config?.applier ?? 'argocd'
  const name = baseline.deployment.name ?? ''
  const title = titleOf(baseline.deployment)
  if (entry?.replicasIgnored) {
    const at = entry.at('replicasIgnored')
    if (applier === 'kubectl') yield problems.replicasNeverIgnored(at, title)
    else if (!hasReached(stage, 'retarget-autoscaler', percents)) {
      yield problems.replicasIgnoredTooEarly(at, title, stage)
    }
  }
  const isReleased = baseline.autoscaler && hasReached(stage, 'release-autoscaler', percents)
  const isSaid = entry?.replicasIgnored === true || run.replicasIgnored === true
  const isIgnored = applier === 'helm3' || (isSaid && applier !== 'kubectl')
  if (!isReleased || isIgnored) return
  const at = entry?.at('stage') ?? placeOf(baseline.deployment, 'metadata', 'name')
  yield problems.replicasNotIgnored(at, name, applier)
}

function* strategyRefusals(
  { baseline, selection }: Asked,
  earlyStage: string | undefined
): Generator<Diagnostic> {
  const { entry } = selection
  const canary = entry?.strategy?.canary
  if (!canary || earlyStage === undefined) return
  for (const field of beyondMigration) {
    const value = canary[field]
    if (value == null || (Array.isArray(value) && value.length === 0)) continue
    const title = titleOf(baseline.deployment)
    const at = entry.at('strategy', 'canary', field)
    yield problems.stepsTooEarly(at, field, title, earlyStage)
  }
}
