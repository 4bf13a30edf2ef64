import { convertTask, patchesOf, reportObstacle } from '../convert/convert.ts'
import { placeOf as placeOfField } from '../convert/refuse.ts'
import { readGroup } from '../convert/read.ts'
import type { SourceGroup } from '../convert/read.ts'
import { tasksOf } from '../convert/reading.ts'
import { resolve, workloadOf } from '../convert/resolve.ts'
import type { Run } from '../convert/select.ts'
import { keyOf } from '../convert/select.ts'
import { isHarmless, stage } from '../convert/stage.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { editsFor } from '../yaml/edit.ts'
import type { Edit, Obstacle } from '../yaml/edit.ts'
import type { Revision } from '../yaml/revision.ts'
import type { Document } from '../yaml/stream.ts'
import { locate } from '../yaml/stream.ts'
import { keepsPin } from './counts.ts'
import { gateFaults } from './gate.ts'
import type { Asked, Direction } from './gate.ts'
import { remember } from './memory.ts'
import * as problems from './problems.ts'
import { removalOf } from './removal.ts'
import { restore, revise } from './restore.ts'
import {
  identityOf,
  leftAlone,
  manifestsOf,
  placeOf,
  planOf,
  readStandings,
  taskAt
} from './workloads.ts'
import type { Place, Stages, Standing } from './workloads.ts'

/** Manifests one stage on or back. With an error among the diagnostics, nothing of it is to be written. */
export type Moved = {
  readonly revisions: readonly Revision[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A workload that goes from one stage to the next to it. */
type Move = {
  readonly standing: Standing
  readonly place: Extract<Place, { stage: string }>
  readonly to: string
}

/** Brings the workloads of manifests one stage on or back, as edits of their text. */
export function move(sources: readonly SourceGroup[], run: Run, asked: Asked): Moved {
  const before = readStandings(sources, run, 'introduce-rollout')
  const found = before.workloads.map(standing => findMove(standing, before.run, asked.direction))
  const moves = found.flatMap(each => ('to' in each ? [each] : []))
  const isEarly = moves.every(({ to }) => isHarmless(to))
  const wanted = new Set(
    moves.flatMap(({ standing }) => manifestsOf(standing.current).map(identityOf))
  )
  const restored = sources.map(group =>
    group.sources.map(source => restore(source, each => wanted.has(identityOf(each))))
  )
  const groups = sources.map((group, at) => ({
    ...group,
    sources: restored[at]?.map(({ source }) => source) ?? []
  }))
  const after = tasksOf(
    groups.map(group => readGroup(group, run)),
    { ...run, ...remembered(before.run), stage: isEarly ? 'introduce-rollout' : 'pin-replicas' }
  )
  const ends = new Map(moves.map(each => [keyOf(each.standing.current.deployment), each]))
  const results = after.tasks.flatMap(task => {
    const own = ends.get(keyOf(task.candidate.deployment))
    return own ? [moveOne({ ...own, standing: { ...own.standing, task } }, after.run, asked)] : []
  })
  const edits = new Map<Document, Edit[]>()
  for (const [document, own] of results.flatMap(result => result.edits)) {
    edits.set(document, [...(edits.get(document) ?? []), ...own])
  }
  const diagnostics = [
    ...after.diagnostics,
    ...found.flatMap(each => ('to' in each ? [] : each.diagnostics)),
    ...results.flatMap(result => result.diagnostics)
  ]
  return {
    revisions: restored.flat().map(each => revise(each, edits)),
    diagnostics: sortDiagnostics(withoutRepeats(diagnostics))
  }
}

const remembered = ({ remembered: all }: Run) => (all ? { remembered: all } : {})

/** What a workload is to become; or why nothing. */
function findMove(
  standing: Standing,
  run: Run,
  direction: Direction
): Move | { readonly diagnostics: readonly Diagnostic[] } {
  const { deployment, rollouts } = standing.current
  const [rollout] = rollouts
  const title = titleOf(deployment)
  const at = placeOfField(deployment, 'metadata', 'name')
  if (rollout && !standing.planned && !standing.task.selection.named && !isOurs(standing, run)) {
    return { diagnostics: [leftAlone(deployment, rollout)] }
  }
  const place = placeOf(standing, run)
  if ('diagnostics' in place) return place
  const differing = planFaults(standing, run, { place, direction })
  if (differing.length > 0) return { diagnostics: differing }
  if (direction === 'next' && place.stage === 'baseline') {
    return { standing, place, to: 'introduce-rollout' }
  }
  if (direction === 'back' && place.stage === 'introduce-rollout') {
    return { standing, place, to: 'baseline' }
  }
  if (place.stage === 'baseline') {
    return { diagnostics: [problems.noStageLeft(at, title, 'baseline')] }
  }
  const plan = place.plan ?? planOf(standing, run)
  if ('code' in plan) return { diagnostics: [plan] }
  const index = plan.stages.indexOf(place.stage) + (direction === 'next' ? 1 : -1)
  const to = plan.stages[index]
  if (to === undefined) return { diagnostics: [problems.noStageLeft(at, title, place.stage)] }
  return { standing, place: { ...place, plan }, to }
}

/** Whether a Rollout is what `introduce-rollout` writes, to the byte. */
const isOurs = (standing: Standing, run: Run) => removal(standing.task, run) !== undefined

function removal({ candidate, selection }: Standing['task'], run: Run) {
  const { deployment, rollouts } = candidate
  const [rollout] = rollouts
  const { strategy } = workloadOf(selection, 0)
  const comment = strategy['steps'] ? [] : (run.canaryComment ?? [])
  if (!rollout) return undefined
  const own = removalOf({ deployment, rollout, strategy, comment })
  // The post-renderer writes no comment, and a person may have taken it out.
  const isBare = !/\n[ \t]*#[^\n]*\s*$/.test(rollout.document.text)
  return own ?? (isBare ? removalOf({ deployment, rollout, strategy, comment: [] }) : undefined)
}

/** What is given otherwise than the migration was begun with. More pods may be given at its end. */
function planFaults(
  { current, planned }: Standing,
  run: Run,
  {
    place,
    direction
  }: { readonly place: { readonly stage: string }; readonly direction: Direction }
): Diagnostic[] {
  if (!planned) return []
  const { deployment } = current
  const at = placeOfField(deployment, 'metadata', 'name')
  const title = titleOf(deployment)
  const differs = (what: string, was: string, given: string) =>
    was === given ? [] : [problems.planDiffers(at, title, what, was, given)]
  const given = run.replicas.named.get(deployment.name ?? '') ?? planned.replicas
  const isRaised =
    direction === 'back' && place.stage === 'release-autoscaler' && given > planned.replicas
  return [
    ...(isRaised ? [] : differs('N =', String(planned.replicas), String(given))),
    ...differs('percents', planned.percents.join(), (run.percents ?? planned.percents).join())
  ]
}

type Edited = {
  readonly edits: readonly (readonly [Document, readonly Edit[]])[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The edits of one workload's baseline that bring it to its new stage. */
function moveOne({ standing, place, to }: Move, run: Run, asked: Asked): Edited {
  const { deployment, rollouts } = standing.current
  const { plan, stage: from } = place
  const title = titleOf(deployment)
  const at = placeOfField(deployment, 'metadata', 'name')
  const expected = {
    name: deployment.name ?? '',
    namespace: deployment.namespace ?? run.namespace,
    rollout: rollouts[0]?.name ?? deployment.name ?? '',
    counts: standing.counts,
    replicas: run.replicas.named.get(deployment.name ?? '') ?? plan?.workload.replicas,
    bounds: plan?.baseline.bounds
  }
  const found = [
    ...gateFaults({ at, title, from, to, expected }, asked),
    ...(asked.freeze?.(standing.task.candidate.deployment, { from, to, plan }) ?? [])
  ]
  if (hasErrors(found)) return { edits: [], diagnostics: found }
  const edited = editsOf(standing, { from, to, plan }, { run, asked })
  return { ...edited, diagnostics: [...found, ...edited.diagnostics] }
}

type Step = { readonly from: string; readonly to: string; readonly plan: Stages | undefined }

function editsOf(
  standing: Standing,
  { from, to, plan }: Step,
  { run, asked }: { readonly run: Run; readonly asked: Asked }
): Edited {
  if (to === 'baseline') return removed(standing, run)
  const task = taskAt(standing, to)
  if (to === 'introduce-rollout') {
    const kept = plan && from !== 'baseline' ? keptPin(standing, plan, asked) : undefined
    return kept ?? convertTask(task, run)
  }
  return stagedEdits(task, run)
}

function removed({ task, current }: Standing, run: Run): Edited {
  const edits = removal(task, run)
  if (edits) return { edits, diagnostics: [] }
  const [rollout] = current.rollouts
  if (!rollout) return { edits: [], diagnostics: [] }
  const at = placeOfField(rollout, 'metadata', 'name')
  return { edits: [], diagnostics: [problems.rolloutNotOurs(at, titleOf(rollout))] }
}

/**
 * The pin that stays on the way back: to take out replicas that were never there leaves one pod, and
 * fewer than N cut what runs (reference/experiments.md, E15).
 */
function keptPin({ task }: Standing, plan: Stages, { dropReplicas }: Asked): Edited | undefined {
  const { deployment } = task.candidate
  if (dropReplicas || !keepsPin(plan)) return undefined
  const own = replicasOf(deployment)
  const { replicas } = plan.workload
  const { edits } = editsFor(deployment.document.text, deployment.node, { spec: { replicas } })
  const was =
    own === 'absent'
      ? 'it had none, and without them the cluster keeps 1 pod'
      : `it had ${own}, which would cut what runs`
  const at = placeOfField(deployment, 'spec', 'replicas')
  return {
    edits: [[deployment.document, edits]],
    diagnostics: [problems.replicasKept(at, titleOf(deployment), replicas, was)]
  }
}

/** A stage past the first ones: every edited manifest remembers what it was. */
function stagedEdits(task: Standing['task'], run: Run): Edited {
  const { resolved, diagnostics } = resolve(task, run)
  if (!resolved) return { edits: [], diagnostics }
  const { baseline, workload } = resolved
  const { replicas, percents } = workload
  const edits: [Document, readonly Edit[]][] = []
  const obstacles: Diagnostic[] = []
  for (const [manifest, patch] of patchesOf(baseline, stage(baseline, workload, resolved.stage))) {
    const isDeployment = manifest === baseline.deployment
    const { document, node } = manifest
    if (!isDeployment && editsFor(document.text, node, patch).edits.length === 0) continue
    const own = remember(manifest, patch, isDeployment ? { replicas, percents } : undefined)
    edits.push([document, own.edits])
    if (own.obstacle) obstacles.push(memoryObstacle(manifest, own.obstacle))
  }
  return obstacles.length > 0 ? { edits: [], diagnostics: obstacles } : { edits, diagnostics }
}

function memoryObstacle(manifest: Manifest, obstacle: Obstacle | 'one-line'): Diagnostic {
  if (obstacle !== 'one-line') return reportObstacle(manifest, obstacle)
  return problems.memoryTooLong(locate(manifest.document, manifest.node.start), titleOf(manifest))
}
