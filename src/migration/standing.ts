import { podsToKeep } from '../convert/replicas.ts'
import { workloadOf } from '../convert/resolve.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { pauseOf, targetOf } from '../kubernetes/autoscaler.ts'
import { findStrings, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { Expected } from '../workload/differences.ts'
import { baselineAnnotation, plannedOf } from '../workload/memory.ts'
import { findPlace } from '../workload/place.ts'
import { readGroup } from '../workload/read.ts'
import type { SourceGroup } from '../workload/read.ts'
import { selectIn } from '../workload/reading.ts'
import { restore } from '../workload/restore.ts'
import {
  autoscalerOf,
  changedManifests,
  manifestsAround,
  rolloutNameOf
} from '../workload/scope.ts'
import type { Manifests } from '../workload/scope.ts'
import { isNamed } from '../kubernetes/chosen.ts'
import { notesApplied, replicasFor, workloadKey } from '../workload/select.ts'
import type { Planned, Run } from '../workload/select.ts'
import { withNamedReplicas } from '../workload/selected.ts'
import type { Selected } from '../workload/selected.ts'
import { baseline, introduceRollout, pinReplicas, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { stagesOf, stateAt } from '../workload/state-at.ts'
import { stateIn } from '../workload/state-in.ts'
import type { Names } from '../workload/state-in.ts'
import { describe, isActive, isSameMove } from '../workload/state.ts'
import type { State } from '../workload/state.ts'
import { valuesAt } from '../workload/values.ts'
import type { Workload } from '../workload/workload.ts'
import { canonical } from '../kubernetes/resource.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import * as problems from './problems.ts'

/** A workload of manifests that may be anywhere in a migration. */
export type Standing = {
  /** Made of its baseline. */
  readonly selected: Selected
  /** Its manifests as they are, and what they say. */
  readonly current: Manifests
  readonly state: State
  readonly planned: Planned | undefined
  /** Of its manifests those whose memory does not fit them. */
  readonly edited: readonly Manifest[]
}

/** The workloads that a run selects, and what is wrong with how it is told. */
export type Standings = {
  readonly run: Run
  readonly workloads: readonly Standing[]
  /** The sources of the baseline, which the selected workloads are made of. */
  readonly baselines: readonly SourceGroup[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads manifests that may be anywhere in a migration; `stage` is what the run states of them. */
export function readStandings(
  sources: readonly SourceGroup[],
  run: Run,
  stage: string | undefined
): Standings {
  const groups = sources.map(group => readGroup(group, run))
  const currents = groups.flatMap(({ scope }) =>
    scope.deployments.map(deployment => manifestsAround(deployment, scope))
  )
  const remembered = new Map(currents.flatMap(({ deployment }) => rememberedOf(deployment)))
  const restored = sources.map(group => group.sources.map(source => restore(source)))
  const edited = new Set(restored.flat().flatMap(each => each.edited.map(manifestKey)))
  const baselines = sources.map((group, at) => ({
    ...group,
    sources: restored[at]?.map(({ source }) => source) ?? []
  }))
  const reading = selectIn(
    baselines.map(group => readGroup(group, run)),
    { ...run, stage, remembered }
  )
  const currentOf = new Map(currents.map(each => [workloadKey(each.deployment), each]))
  return {
    run: withNamedReplicas(
      reading.selected.map(each => ({ ...each, stage: pinReplicas })),
      { ...run, stage, remembered }
    ),
    baselines,
    diagnostics: reading.diagnostics,
    workloads: reading.selected.flatMap(selected => {
      const key = workloadKey(selected.manifests.deployment)
      const current = currentOf.get(key)
      if (!current) return []
      const own = changedManifests(current).filter(each => edited.has(manifestKey(each)))
      const state = stateIn(current)
      return [{ selected, current, state, planned: remembered.get(key), edited: own }]
    })
  }
}

function rememberedOf(deployment: Manifest): (readonly [string, Planned])[] {
  const plan = plannedOf(deployment)
  return plan && plan !== 'edited' ? [[workloadKey(deployment), plan]] : []
}

/** What tells a manifest from all others of a run. */
export function manifestKey(manifest: Manifest): string {
  return `${manifest.kind}\n${workloadKey(manifest)}`
}

/** A workload as if it were selected for a stage. */
export function selectedAt({ selected, current }: Standing, stage: Stage): Selected {
  // A Rollout that a stage has added is not one that existed.
  return { ...selected, stage, named: selected.named || current.rollouts.length > 0 }
}

/** The stage that manifests show, with the workload where its N is known; or why they show none. */
export type Shown =
  | { readonly stage: Stage; readonly workload: Workload | undefined }
  | { readonly diagnostics: readonly Diagnostic[] }

/** Finds the stage that the manifests of a workload show. */
export function stageOf(standing: Standing, run: Run): Shown {
  const { selected, current, state, planned, edited } = standing
  const { deployment } = current
  const at = placeOf(deployment, 'metadata', 'name')
  if (edited.length > 0)
    return { diagnostics: [...editedFaults(edited), ...betweenFaults(standing)] }
  if (!planned) {
    // A stage writes the plan with every memory: one without it has been edited.
    const edits = changedManifests(current).filter(each => hasMemory(each))
    if (edits.length > 0) return { diagnostics: editedFaults(edits) }
    const scaler = isEarly(state) ? undefined : autoscalerOf(current)
    if (current.rollouts.length === 0) {
      // As a later stage leaves it, and its Rollout is not where it was, or mistyped.
      if (scaler) return { diagnostics: [missingOf(scaler)] }
      return { stage: baseline, workload: undefined }
    }
    if (state.rollout?.replicas === 0 && isEarly(state)) {
      return { stage: introduceRollout, workload: undefined }
    }
    if (!selected.named)
      return { diagnostics: current.rollouts.map(each => leftAlone(deployment, each)) }
    return { diagnostics: [problems.memoryMissing(at, titleOf(selected.manifests.deployment))] }
  }
  // A stage that has grown the Rollout has written its memory as well.
  const grown = (state.rollout?.replicas ?? 0) > 0 ? current.rollouts : []
  const forgetful = grown.filter(each => !hasMemory(each))
  if (forgetful.length > 0) return { diagnostics: editedFaults(forgetful) }
  const was = autoscalerOf(selected.manifests)
  if (was && (pauseOf(was) || targetOf(was)?.kind === 'Rollout')) {
    // It is as a stage left it, and does not say what it was.
    return { diagnostics: [missingOf(was)] }
  }
  const workload = plannedWorkload(standing, run)
  if ('code' in workload) return { diagnostics: [workload] }
  const found = stagesOf(workload)
    .slice(2)
    .filter(stage => isSameMove(state, stateAt(workload, stage)))
  const stage = found.find(each => found.length === 1 || hasSpecsOf(current, workload, each))
  return stage === undefined ? { diagnostics: betweenFaults(standing) } : { stage, workload }
}

const missingOf = (autoscaler: Manifest) =>
  problems.memoryMissing(placeOf(autoscaler, 'metadata'), titleOf(autoscaler))

const hasMemory = (manifest: Manifest) => baselineAnnotation in findStrings(manifest, 'annotations')

/** Whether no stage has touched the autoscaler. */
export const isEarly = ({ autoscalers }: State) =>
  autoscalers.every(each => each.target === 'Deployment' && isActive(each))

/** Whether the autoscalers are as a stage writes them, where their counts are those of two. */
function hasSpecsOf(current: Manifests, workload: Workload, stage: Stage): boolean {
  const own = changedManifests(current)
  const specOf = (manifest: Manifest) => canonical(valueOf(findNode(manifest.node, 'spec')))
  const isOfPods = ({ kind }: Manifest) => kind === 'Deployment' || kind === 'Rollout'
  return valuesAt(workload, stage)
    .changed.filter(({ manifest }) => !isOfPods(manifest))
    .every(({ manifest, value }) => {
      const same = own.find(each => manifestKey(each) === manifestKey(manifest))
      return !same || specOf(same) === canonical(value['spec'])
    })
}

/** Says that a Rollout which no stage has made is not touched. */
export function leftAlone(deployment: Manifest, rollout: Manifest): Diagnostic {
  const at = placeOf(deployment, 'metadata', 'name')
  return problems.rolloutLeftAlone(at, titleOf(deployment), titleOf(rollout))
}

/** Says of manifests that their memory does not fit them any more. */
export function editedFaults(edited: readonly Manifest[]): Diagnostic[] {
  return edited.map(each => {
    const at = placeOf(each, 'metadata', 'annotations', baselineAnnotation)
    return problems.memoryEdited(at, titleOf(each))
  })
}

/** Says between which stages the counts of a workload are, where they are those of none. */
function betweenFaults({ current, state, planned }: Standing): Diagnostic[] {
  if (!planned) return []
  const { deployment } = current
  const at = placeOf(deployment, 'metadata', 'name')
  const title = titleOf(deployment)
  const place = findPlace(state, planned)
  if (place === 'nowhere') {
    return [problems.stageNowhere(at, title, describe(state), planned.replicas)]
  }
  if ('at' in place) return []
  const [from, to] = place.between.map(printStage)
  return [problems.stageBetween(at, title, from ?? '', to ?? '', describe(state))]
}

/** The workload with its N, or why that is not known. */
export function plannedWorkload(standing: Standing, run: Run): Workload | Diagnostic {
  const selected = selectedAt(standing, pinReplicas)
  const pods = standing.planned ?? podsToKeep(selected.manifests, selected, run)
  if ('code' in pods) return pods
  return workloadOf({ ...selected, ...percentsOfPlan(standing) }, pods.replicas, run)
}

const percentsOfPlan = ({ planned }: Standing) => (planned ? { percents: planned.percents } : {})

/** What the cluster has to show of a workload at a stage. N is not needed for the first ones. */
export function expectedAt(standing: Standing, run: Run, stage: Stage): Expected {
  const { selected } = standing
  const known = plannedWorkload(standing, run)
  const workload = 'code' in known ? workloadOf(selected, 0, run) : known
  return {
    ...expectedIn(selected.manifests, run),
    state: stateAt(workload, stage),
    replicas: 'code' in known ? undefined : known.replicas
  }
}

/** What the cluster has to show of manifests as they are. */
export function expectedNow(
  { current, state }: Standing,
  run: Run,
  workload: Workload | undefined
): Expected {
  const replicas = replicasFor(run, current.deployment) ?? workload?.replicas
  return { ...expectedIn(current, run), state, replicas }
}

function expectedIn(manifests: Manifests, run: Run): Omit<Expected, 'state' | 'replicas'> {
  const memory = findStrings(manifests.deployment, 'annotations')[baselineAnnotation]
  return { ...namesOf(manifests, run), memory, notesApplied: notesApplied(run) }
}

/** By what a workload is found in a snapshot. */
export function namesOf(manifests: Manifests, run: Run): Names {
  const { name = '', namespace = run.namespace } = manifests.deployment
  return { name, namespace, rollout: rolloutNameOf(manifests) }
}

/** Whether `--workload` says the name of a workload itself. */
export function isMeant({ current }: Standing, { workloads, ...run }: Run): boolean {
  const { name = '', namespace = run.namespace } = current.deployment
  return isNamed({ name, namespace }, workloads)
}
