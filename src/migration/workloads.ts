import type { Diagnostic } from '../diagnostic.ts'
import { readGroup } from '../convert/read.ts'
import type { Group, SourceGroup } from '../convert/read.ts'
import { tasksOf } from '../convert/reading.ts'
import { pauseOf, placeOf as placeOfField } from '../convert/refuse.ts'
import { podsToKeep } from '../convert/replicas.ts'
import { workloadOf } from '../convert/resolve.ts'
import type { Resolved } from '../convert/resolve.ts'
import { autoscalerOf, baselineOf, candidateOf } from '../convert/scope.ts'
import type { Candidate, Scope } from '../convert/scope.ts'
import { keyOf } from '../convert/select.ts'
import type { Remembered, Run } from '../convert/select.ts'
import { withNamedReplicas } from '../convert/tasks.ts'
import type { Task } from '../convert/tasks.ts'
import { isVerticalPodAutoscaler, targetOf } from '../kubernetes/autoscaler.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical } from '../kubernetes/resource.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import { countsAt, countsOf, findStanding, isSame, stagesOf } from './counts.ts'
import type { Counts } from './counts.ts'
import { baselineAnnotation, plannedOf } from './memory.ts'
import * as problems from './problems.ts'
import { restore } from './restore.ts'
import type { Expected } from './settled.ts'
import { valuesAt } from './values.ts'

/** A workload of some manifests, as they are and as they were before the migration. */
export type Standing = {
  /** Made of its baseline. */
  readonly task: Task
  /** As its manifests are. */
  readonly current: Candidate
  readonly counts: Counts
  readonly planned: Remembered | undefined
  /** Of its manifests those whose memory does not fit them. */
  readonly edited: readonly Manifest[]
}

/** The workloads that a run selects, and what is wrong with how it is told. */
export type Standings = {
  readonly run: Run
  readonly workloads: readonly Standing[]
  /** The sources of the baseline, which the tasks are made of. */
  readonly baselines: readonly SourceGroup[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads manifests that may be anywhere in a migration. */
export function readStandings(
  sources: readonly SourceGroup[],
  run: Run,
  stage: string | undefined
): Standings {
  const groups = sources.map(group => readGroup(group, run))
  const deployments = groups.flatMap(({ scope }) => scope.deployments)
  const planned = deployments.flatMap(deployment => {
    const plan = plannedOf(deployment)
    return plan && plan !== 'edited' ? [[keyOf(deployment), plan] as const] : []
  })
  const remembering: Run = { ...run, stage, remembered: new Map(planned) }
  const restored = sources.map(group => group.sources.map(source => restore(source)))
  const edited = new Set(restored.flat().flatMap(each => each.edited.map(identityOf)))
  const baselines = sources.map((group, at) => ({
    ...group,
    sources: restored[at]?.map(({ source }) => source) ?? []
  }))
  const reading = tasksOf(
    baselines.map(group => readGroup(group, run)),
    remembering
  )
  const currentOf = candidatesOf(groups)
  const pinned = reading.tasks.map(task => ({
    ...task,
    selection: { ...task.selection, stage: 'pin-replicas' }
  }))
  return {
    run: withNamedReplicas(pinned, remembering),
    baselines,
    diagnostics: reading.diagnostics,
    workloads: reading.tasks.flatMap(task => {
      const key = keyOf(task.candidate.deployment)
      const current = currentOf.get(key)
      if (!current) return []
      return {
        task,
        current,
        counts: countsOf(current),
        planned: remembering.remembered?.get(key),
        edited: manifestsOf(current).filter(each => edited.has(identityOf(each)))
      }
    })
  }
}

function candidatesOf(groups: readonly Group[]): Map<string, Candidate> {
  return new Map(
    groups.flatMap(({ scope }) => {
      const moved = movedVerticalAutoscalers(scope)
      return scope.deployments.map(deployment => {
        const candidate = candidateOf(deployment, scope)
        const own = moved.get(candidate.rollouts[0]?.name ?? '') ?? []
        const near = own.filter(each => scope.together(each, deployment))
        const verticalAutoscalers = [...candidate.verticalAutoscalers, ...near]
        return [keyOf(deployment), { ...candidate, verticalAutoscalers }] as const
      })
    })
  )
}

/** The VerticalPodAutoscalers that the last stage has pointed at a Rollout, by its name. */
function movedVerticalAutoscalers({ byTarget }: Scope): Map<string, Manifest[]> {
  const moved = new Map<string, Manifest[]>()
  for (const each of [...byTarget.values()].flat().filter(isVerticalPodAutoscaler)) {
    const target = targetOf(each)
    if (target?.kind !== 'Rollout') continue
    moved.set(target.name, [...(moved.get(target.name) ?? []), each])
  }
  return moved
}

/** The manifests that the stages of a workload change. */
export function manifestsOf(candidate: Candidate): Manifest[] {
  const autoscaler = autoscalerOf(candidate)
  const { deployment, rollouts, verticalAutoscalers } = candidate
  return [deployment, ...(autoscaler ? [autoscaler] : []), ...rollouts, ...verticalAutoscalers]
}

/** What tells a manifest from all others of a run. */
export function identityOf(manifest: Manifest): string {
  return `${manifest.kind}\n${keyOf(manifest)}`
}

/** A task as if its stage were another one. */
export function taskAt({ task, current }: Standing, stage: string): Task {
  const { selection } = task
  // A Rollout that a stage has added is not one that was there.
  const named = selection.named || current.rollouts.length > 0
  return { ...task, selection: { ...selection, stage, named } }
}

/** The stage that manifests show, or why they show none. */
export type Place =
  | { readonly stage: string; readonly plan: Stages | undefined }
  | { readonly diagnostics: readonly Diagnostic[] }

/** Finds the stage that the manifests of a workload show. */
export function placeOf(standing: Standing, run: Run): Place {
  const { task, current, counts, planned, edited } = standing
  const { deployment } = current
  const at = placeOfField(deployment, 'metadata', 'name')
  if (edited.length > 0)
    return { diagnostics: [...editedFaults(edited), ...betweenFaults(standing)] }
  const isEarly = counts.scaling === 'none' || counts.scaling === 'awake'
  if (!planned) {
    if (current.rollouts.length === 0) return { stage: 'baseline', plan: undefined }
    if (counts.rollout === 0 && isEarly) return { stage: 'introduce-rollout', plan: undefined }
    if (!task.selection.named)
      return { diagnostics: current.rollouts.map(each => leftAlone(deployment, each)) }
    return { diagnostics: [problems.memoryMissing(at, titleOf(task.candidate.deployment))] }
  }
  const was = autoscalerOf(task.candidate)
  if (was && (pauseOf(was) || targetOf(was)?.kind === 'Rollout')) {
    // It is as a stage left it, and does not say what it was.
    return { diagnostics: [problems.memoryMissing(placeOfField(was, 'metadata'), titleOf(was))] }
  }
  const plan = planOf(standing, run)
  if ('code' in plan) return { diagnostics: [plan] }
  const found = plan.stages.slice(2).filter(name => isSame(counts, countsAt(plan, name)))
  const stage = found.find(name => found.length === 1 || hasSpecsOf(current, plan, name))
  return stage === undefined ? { diagnostics: betweenFaults(standing) } : { stage, plan }
}

/** Whether the autoscalers are as a stage writes them, where their counts are those of two. */
function hasSpecsOf({ autoscalers, ...rest }: Candidate, plan: Stages, name: string): boolean {
  const { rolloutAutoscalers, verticalAutoscalers } = rest
  const current = [...autoscalers, ...rolloutAutoscalers, ...verticalAutoscalers]
  const specOf = (manifest: Manifest) => valueOf(findNode(manifest.node, 'spec'))
  return valuesAt(plan.baseline, plan.workload, name).changed.every(({ manifest, value }) => {
    const own = current.find(each => identityOf(each) === identityOf(manifest))
    return !own || canonical(specOf(own)) === canonical(value['spec'])
  })
}

/** Says that a Rollout which no stage has made is not touched. */
export function leftAlone(deployment: Manifest, rollout: Manifest): Diagnostic {
  const at = placeOfField(deployment, 'metadata', 'name')
  return problems.rolloutLeftAlone(at, titleOf(deployment), titleOf(rollout))
}

/** Says of manifests that their memory does not fit them any more. */
export function editedFaults(edited: readonly Manifest[]): Diagnostic[] {
  return edited.map(each => {
    const at = placeOfField(each, 'metadata', 'annotations', baselineAnnotation)
    return problems.memoryEdited(at, titleOf(each))
  })
}

/** Says between which stages the counts of a workload are, where they are those of none. */
function betweenFaults({ current, counts, planned }: Standing): Diagnostic[] {
  if (!planned) return []
  const { deployment } = current
  const at = placeOfField(deployment, 'metadata', 'name')
  const title = titleOf(deployment)
  const found = findStanding(counts, planned)
  if (found === 'nowhere') {
    return [problems.stageNowhere(at, title, describe(counts), planned.replicas)]
  }
  if ('at' in found) return []
  const [from, to] = found.between
  return [problems.stageBetween(at, title, from, to, describe(counts))]
}

/** Counts in words. */
export function describe({ deployment, rollout, scaling }: Counts): string {
  const own = `Deployment ${deployment ?? 'without replicas'}`
  const moved = rollout === undefined ? 'no Rollout' : `Rollout ${rollout}`
  return [own, moved, ...(scaling === 'none' ? [] : [`autoscaler ${scaling}`])].join(', ')
}

/** The stages of a workload, with all that decides on them. */
export type Stages = Pick<Resolved, 'baseline' | 'workload'> & {
  readonly stages: readonly string[]
}

/** Finds the stages that there are for a workload, or why its N is not known. */
export function planOf(standing: Standing, run: Run): Stages | Diagnostic {
  const { selection, candidate } = taskAt(standing, 'pin-replicas')
  const baseline = baselineOf(candidate)
  const pods = standing.planned ?? podsToKeep(baseline, selection, run)
  if ('code' in pods) return pods
  const workload = workloadOf({ ...selection, ...standing.planned }, pods.replicas)
  return { baseline, workload, stages: stagesOf({ baseline, workload }) }
}

/** What the cluster has to show of a workload at a stage. N is not needed for the first ones. */
export function expectedAt(standing: Standing, run: Run, stage: string): Expected {
  const { selection, candidate } = standing.task
  const plan = planOf(standing, run)
  const known = 'code' in plan ? undefined : plan
  const baseline = known?.baseline ?? baselineOf(candidate)
  const workload = known?.workload ?? workloadOf(selection, 0)
  return {
    ...identity(candidate, run),
    counts: countsAt({ baseline, workload }, stage),
    replicas: known?.workload.replicas,
    bounds: baseline.bounds
  }
}

/** By what a workload is found in a snapshot. */
export function identity({ deployment, rollouts }: Candidate, run: Run) {
  const { name = '', namespace = run.namespace } = deployment
  return { name, namespace, rollout: rollouts[0]?.name ?? name }
}
