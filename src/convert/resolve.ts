import type { Diagnostic } from '../diagnostic.ts'
import { hasValue, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { findNode, findRepeatedKey } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import * as problems from './problems.ts'
import { loweringRefusals, placeOf, refusalsOf } from './refuse.ts'
import { podsToKeep } from './replicas.ts'
import { baselineOf } from './scope.ts'
import type { Run, Selection } from './select.ts'
import { distinctPercents, findStage, isHarmless, podsOf } from './stage.ts'
import type { Baseline, Workload } from './stage.ts'
import { configurationFaults, stageRefusals } from './stage-refusals.ts'
import type { Task } from './tasks.ts'

/** A workload that can be brought to its stage. */
export type Resolved = {
  readonly baseline: Baseline
  readonly workload: Workload
  readonly stage: string
}

/** A workload and its stage, nothing where it is left alone, or why it cannot be brought there. */
export type Resolution = {
  readonly resolved?: Resolved
  readonly diagnostics: readonly Diagnostic[]
}

/** Decides what a task comes to: all that may speak against its stage is looked at here. */
export function resolve(task: Task, run: Run): Resolution {
  const { group, candidate, selection } = task
  const { percents, named } = selection
  const name = findStage(selection.stage, percents) ?? 'baseline'
  if (name === 'baseline' || (candidate.rollouts.length > 0 && !named)) return { diagnostics: [] }
  if (hasValue(candidate.deployment, 'metadata', 'annotations', planAnnotation)) {
    const at = placeOf(candidate.deployment, 'metadata', 'annotations', planAnnotation)
    return { diagnostics: [problems.stageInManifest(at, titleOf(candidate.deployment))] }
  }
  const baseline = baselineOf(candidate)
  const asked = { candidate, baseline, selection, run, stray: task.stray }
  const faults = [...configurationFaults(asked, name)]
  const refusals = [
    ...refusalsOf(candidate, group.scope),
    ...group.refusalsOf(candidate.deployment),
    ...stageRefusals(asked, name)
  ]
  if (faults.length + refusals.length > 0) return refused(selection, refusals, faults)
  const pods = isHarmless(name) ? { replicas: 0 } : podsToKeep(baseline, selection, run)
  if ('code' in pods) return refused(selection, [pods])
  const workload = workloadOf(selection, pods.replicas)
  const { rollout } = baseline
  const lowered = rollout ? [...loweringRefusals(rollout, podsOf(workload, name).moved)] : []
  if (lowered.length > 0) return refused(selection, lowered)
  const diagnostics = [...remarks(candidate.deployment, workload, name)]
  return { resolved: { baseline, workload, stage: name }, diagnostics }
}

/** What is asked for a workload that keeps so many pods. */
export function workloadOf({ percents, entry }: Selection, replicas: number): Workload {
  const { keep = true, strategy } = entry ?? {}
  return { replicas, percents, keep, strategy: strategy?.canary ?? {} }
}

/** On a Deployment that a migration in place has pinned: N and the percents, as JSON. */
export const planAnnotation = 'rolloutify/plan'

/** A refusal is a warning where passing the manifest through does no harm; a wrong configuration never is. */
export function refused(
  { named, stage }: Selection,
  refusals: readonly Diagnostic[],
  faults: readonly Diagnostic[] = []
): Resolution {
  const soft = named || !isHarmless(stage) ? refusals : refusals.map(asWarning)
  return { diagnostics: [...soft, ...faults] }
}

const asWarning = (found: Diagnostic): Diagnostic => ({ ...found, severity: 'warning' })

/** What is worth saying of a workload that is converted. */
function* remarks(deployment: Manifest, workload: Workload, name: string): Generator<Diagnostic> {
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
  const { percents, replicas } = workload
  if (!/^(?:grow|shrink)-/.test(name)) return
  const distinct = distinctPercents(percents, replicas)
  const merged = percents.filter(percent => !distinct.includes(percent))
  if (merged.length === 0) return
  const at = placeOf(deployment, 'metadata', 'name')
  yield problems.percentsMerged(at, titleOf(deployment), merged, replicas)
}
