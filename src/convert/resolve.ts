import { asWarning } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { hasValue, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { planAnnotation } from '../workload/memory.ts'
import type { Run, Selection } from '../workload/select.ts'
import type { Selected } from '../workload/selected.ts'
import { isHarmless } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { distinctPercents, podsOf } from '../workload/state-at.ts'
import { stateIn } from '../workload/state-in.ts'
import type { Workload } from '../workload/workload.ts'
import { findNode, findRepeatedKey } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import * as problems from './problems.ts'
import { loweringRefusals, refusalsOf } from './refuse.ts'
import { strayRefusals } from './refuse-scalers.ts'
import { podsToKeep } from './replicas.ts'
import { autoscalerFaults, configurationFaults, stageRefusals, statedOf } from './stage-refusals.ts'

/** A workload that can be brought to its stage, nothing where it is left alone, or why it cannot. */
export type Resolution = {
  readonly workload?: Workload
  readonly diagnostics: readonly Diagnostic[]
}

/** Decides what happens to a selected workload: all that may argue against its stage is looked at here. */
export function resolve(selected: Selected, run: Run): Resolution {
  const { manifests, stage, named } = selected
  const { deployment, rollouts } = manifests
  if (stage.kind === 'baseline') return { diagnostics: [] }
  const [existing] = rollouts
  if (existing && !named) return { diagnostics: [leftAlone(deployment, existing)] }
  if (hasValue(deployment, 'metadata', 'annotations', planAnnotation)) {
    const at = placeOf(deployment, 'metadata', 'annotations', planAnnotation)
    return { diagnostics: [problems.stageInManifest(at, titleOf(deployment))] }
  }
  const faults = [
    ...autoscalerFaults(selected),
    ...strayRefusals(selected),
    ...configurationFaults(statedOf(selected), stage, run)
  ]
  const refusals = [...refusalsOf(selected), ...stageRefusals(selected, stage)]
  if (faults.length + refusals.length > 0) return refused(selected, refusals, faults)
  const pods = isHarmless(stage) ? { replicas: 0 } : podsToKeep(manifests, selected, run)
  if ('code' in pods) return refused(selected, [pods])
  const workload = workloadOf(selected, pods.replicas, run)
  const [rollout] = rollouts
  const lowered = rollout ? [...loweringRefusals(rollout, podsOf(workload, stage).moved)] : []
  if (lowered.length > 0) return refused(selected, lowered)
  return { workload, diagnostics: [...remarks(deployment, workload, stage)] }
}

/** Says that a Rollout which no name asks for stays as it is. */
function leftAlone(deployment: Manifest, rollout: Manifest): Diagnostic {
  const at = placeOf(deployment, 'metadata', 'name')
  return problems.rolloutAlreadyThere(at, titleOf(deployment), titleOf(rollout))
}

/** A selected workload that keeps so many pods. */
export function workloadOf(
  { manifests, percents, entry }: Selected,
  replicas: number,
  { config }: Pick<Run, 'config'>
): Workload {
  const { keep = true, strategy, annotations = {}, steps = 'git' } = entry ?? {}
  const numbers = { replicas, percents, keep, applier: config?.applier }
  const asked = { ...numbers, strategy: strategy?.canary ?? {}, annotations }
  return { manifests, baseline: stateIn(manifests), ...asked, stepsOf: steps }
}

/** A refusal is a warning where passing the manifest through does no harm; a wrong configuration never is. */
export function refused(
  { named, stage }: Selection,
  refusals: readonly Diagnostic[],
  faults: readonly Diagnostic[] = []
): Resolution {
  const soft = named || !isHarmless(stage) ? refusals : refusals.map(asWarning)
  return { diagnostics: [...soft, ...faults] }
}

/** What is worth saying of a workload that is converted. */
function* remarks(deployment: Manifest, workload: Workload, stage: Stage): Generator<Diagnostic> {
  const copied = [
    ['metadata', 'labels'],
    ['spec', 'selector'],
    ['spec', 'strategy']
  ]
  for (const path of copied) {
    const repeated = findRepeatedKey(findNode(deployment.node, ...path))
    if (!repeated) continue
    const at = locate(deployment.document, repeated.keyStart)
    yield problems.repeatedKeyCopied(at, repeated.key, titleOf(deployment))
  }
  if (!('percent' in stage)) return
  const distinct = distinctPercents(workload)
  const merged = workload.percents.filter(percent => !distinct.includes(percent))
  if (merged.length === 0) return
  const at = placeOf(deployment, 'metadata', 'name')
  yield problems.percentsMerged(at, titleOf(deployment), merged, workload.replicas)
}
