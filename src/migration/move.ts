import { convertOne, reportObstacle } from '../convert/convert.ts'
import type { Result } from '../convert/convert.ts'
import { resolve, workloadOf } from '../convert/resolve.ts'
import { hasErrors, sortDiagnostics, withoutRepeats } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { remember } from '../workload/memory.ts'
import { patchesTo } from '../workload/patches.ts'
import { readGroup } from '../workload/read.ts'
import type { SourceGroup } from '../workload/read.ts'
import { selectIn } from '../workload/reading.ts'
import { restore, revise } from '../workload/restore.ts'
import type { Restored } from '../workload/restore.ts'
import { changedManifests } from '../workload/scope.ts'
import { workloadKey } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import type { Selected } from '../workload/selected.ts'
import {
  baseline,
  hasReached,
  introduceRollout,
  isHarmless,
  printStage
} from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { keepsPin, stagesOf, stateAt } from '../workload/state-at.ts'
import type { Workload } from '../workload/workload.ts'
import { editsFor } from '../yaml/edit.ts'
import type { Edit, Obstacle } from '../yaml/edit.ts'
import type { Revision } from '../yaml/revision.ts'
import type { Document } from '../yaml/stream.ts'
import { locate } from '../yaml/stream.ts'
import { turnOf } from './abort.ts'
import type { Turn } from './abort.ts'
import type { Asked, Direction } from './gate.ts'
import type { Moved } from './moved.ts'
import { decide } from './passage.ts'
import * as problems from './problems.ts'
import { removalOf } from './removal.ts'
import {
  expectedNow,
  manifestKey,
  leftAlone,
  plannedWorkload,
  readStandings,
  selectedAt,
  stageOf,
  isMeant
} from './standing.ts'
import type { Standing } from './standing.ts'

/** A workload that goes from one stage to the next to it. */
type Move = {
  readonly standing: Standing
  readonly from: Stage
  readonly to: Stage
  readonly workload: Workload | undefined
  /** Of an abort: the percents by which its stage is what it writes. */
  readonly percents?: readonly number[]
}

/** Brings the workloads of manifests one stage on or back, as edits of their text. */
export function move(sources: readonly SourceGroup[], run: Run, asked: Asked): Moved {
  const before = readStandings(sources, run, 'introduce-rollout')
  const isSole = before.workloads.length === 1
  const found = before.workloads.map(standing => moveOf({ standing, isSole }, before.run, asked))
  const moves = found.flatMap(({ move: own }) => own ?? [])
  const { remembered = new Map() } = before.run
  const asking = { sources, run: { ...run, remembered }, asked }
  const { results, diagnostics, ...rest } = editsOfAll(moves, asking)
  const all = [...found, ...results]
  const isRefused = (each: { readonly diagnostics: readonly Diagnostic[] }) =>
    hasErrors(each.diagnostics)
  const said = (each: readonly { readonly diagnostics: readonly Diagnostic[] }[]) =>
    each.flatMap(({ diagnostics: own }) => own)
  return {
    revisions: rest.revisions,
    diagnostics: sortDiagnostics(
      withoutRepeats([...diagnostics, ...said(all.filter(each => !isRefused(each)))])
    ),
    refusals: sortDiagnostics(
      withoutRepeats([...said(all.filter(isRefused)), ...said(rest.refused)])
    )
  }
}

type Asking = {
  readonly sources: readonly SourceGroup[]
  readonly run: Run
  readonly asked: Asked
}

type Edited = {
  readonly revisions: readonly Revision[]
  readonly results: readonly Result[]
  /** Workloads that cannot be edited, and stay as they are. */
  readonly refused: readonly Result[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The edits of the workloads that move; one that cannot be edited stays, memory and all. */
function editsOfAll(moves: readonly Move[], asking: Asking): Edited {
  const { sources, run, asked } = asking
  const wanted = new Set(
    moves.flatMap(({ standing }) => changedManifests(standing.current).map(manifestKey))
  )
  const restored = sources.map(group =>
    group.sources.map(source => restore(source, each => wanted.has(manifestKey(each))))
  )
  const groups = sources.map((group, at) =>
    readGroup({ ...group, sources: restored[at]?.map(({ source }) => source) ?? [] }, run)
  )
  const stage = moves.every(({ to }) => isHarmless(to)) ? 'introduce-rollout' : 'pin-replicas'
  const after = selectIn(groups, { ...run, stage })
  const ends = new Map(moves.map(each => [workloadKey(each.standing.current.deployment), each]))
  const results = after.selected.flatMap(selected => {
    const own = ends.get(workloadKey(selected.manifests.deployment))
    const percents = own?.percents ?? selected.percents
    const standing = own && { ...own.standing, selected: { ...selected, percents } }
    return own && standing ? [{ own, result: editsOf({ ...own, standing }, after.run, asked) }] : []
  })
  const refused = results.filter(({ result }) => hasErrors(result.diagnostics))
  if (refused.length > 0) {
    const left = moves.filter(each => !refused.some(({ own }) => own === each))
    const rest = editsOfAll(left, asking)
    return { ...rest, refused: [...rest.refused, ...refused.map(({ result }) => result)] }
  }
  return {
    revisions: revisionsOf(
      restored.flat(),
      results.map(({ result }) => result)
    ),
    results: results.map(({ result }) => result),
    refused: [],
    diagnostics: after.diagnostics
  }
}

function revisionsOf(restored: readonly Restored[], results: readonly Result[]): Revision[] {
  const edits = new Map<Document, Edit[]>()
  for (const [document, own] of results.flatMap(result => result.edits)) {
    edits.set(document, [...(edits.get(document) ?? []), ...own])
  }
  return restored.map(each => revise(each, edits))
}

/** Where a workload goes; or why nowhere. */
function moveOf(
  { standing, isSole }: { readonly standing: Standing; readonly isSole: boolean },
  run: Run,
  asked: Asked
): { readonly move?: Move; readonly diagnostics: readonly Diagnostic[] } {
  const { current, selected, planned } = standing
  const { deployment } = current
  const [rollout] = current.rollouts
  if (rollout && !planned && !selected.named && !removal(selected, run)) {
    return { diagnostics: [leftAlone(deployment, rollout)] }
  }
  const shown = stageOf(standing, run)
  if ('diagnostics' in shown) return shown
  const differing = planFaults(standing, run, { stage: shown.stage, direction: asked.direction })
  if (differing.length > 0) return { diagnostics: differing }
  const road = roadOf(standing, run, { ...shown, direction: asked.direction })
  if ('code' in road) return { diagnostics: [road] }
  const { stage: from } = shown
  const { workload } = road
  const title = titleOf(deployment)
  const turn = asked.direction === 'abort' ? turnOfWorkload(from, workload) : undefined
  const { to, diagnostics } = decide(
    {
      at: placeOf(deployment, 'metadata', 'name'),
      title,
      stage: from,
      said: printStage(from),
      stages: road.stages,
      abort: turn?.to,
      isFinished: !isSole && !isMeant(standing, run) && isOver(workload, from),
      expected: [{ ...expectedNow(standing, run, workload), title }],
      // The edits tell, once the text is at hand.
      faultsAt: () => [],
      changesAt: next =>
        asked.freeze?.(deploymentBefore(standing), { from, to: next, workload }) ?? []
    },
    asked
  )
  if (!to) return { diagnostics }
  return { move: { standing, from, to, workload, ...turn }, diagnostics }
}

function turnOfWorkload(stage: Stage, workload: Workload | undefined): Turn | undefined {
  if (!workload) return undefined
  const scaling = workload.baseline.autoscalers.length > 0 ? 'scaled' : 'fixed'
  return turnOf({ ...workload, stage, scaling })
}

/** Whether no later stage changes anything: one count of its own leaves nothing to release. */
function isOver(workload: Workload | undefined, stage: Stage): boolean {
  const last = workload && stagesOf(workload).at(-1)
  return last !== undefined && hasReached(stage, last)
}

const deploymentBefore = ({ selected }: Standing) => selected.manifests.deployment

type Road = { readonly stages: readonly Stage[]; readonly workload: Workload | undefined }

/** The stages of a workload; N is not needed for the way into the first one and out of it. */
function roadOf(
  standing: Standing,
  run: Run,
  {
    stage,
    workload,
    direction
  }: { stage: Stage; workload: Workload | undefined; direction: Direction }
): Road | Diagnostic {
  const isFirst = stage.kind === (direction === 'next' ? 'baseline' : 'introduce-rollout')
  if (isFirst || stage.kind === 'baseline') {
    return { stages: [baseline, introduceRollout], workload }
  }
  const known = workload ?? plannedWorkload(standing, run)
  return 'code' in known ? known : { stages: stagesOf(known), workload: known }
}

/** How a Rollout is removed that is what `introduce-rollout` writes, to the byte. */
function removal(selected: Selected, run: Run) {
  const { deployment, rollouts } = selected.manifests
  const [rollout] = rollouts
  const { strategy } = workloadOf(selected, 0)
  const comment = strategy['steps'] ? [] : (run.canaryComment ?? [])
  if (!rollout) return undefined
  const own = removalOf({ deployment, rollout, strategy, comment })
  // The post-renderer writes no comment, and a person may have removed it.
  const isBare = !/\n[ \t]*#[^\n]*\s*$/.test(rollout.document.text)
  return own ?? (isBare ? removalOf({ deployment, rollout, strategy, comment: [] }) : undefined)
}

/** What is given otherwise than the migration was begun with. More pods may be given at its end. */
function planFaults(
  { current, planned }: Standing,
  run: Run,
  { stage, direction }: { readonly stage: Stage; readonly direction: Direction }
): Diagnostic[] {
  if (!planned) return []
  const { deployment } = current
  const at = placeOf(deployment, 'metadata', 'name')
  const title = titleOf(deployment)
  const differs = (what: string, was: string, given: string) =>
    was === given ? [] : [problems.planDiffers(at, title, what, was, given)]
  const given = run.replicas.named.get(deployment.name ?? '') ?? planned.replicas
  const isRaised =
    direction === 'back' && stage.kind === 'release-autoscaler' && given > planned.replicas
  return [
    ...(isRaised ? [] : differs('N =', String(planned.replicas), String(given))),
    ...differs('percents', planned.percents.join(), (run.percents ?? planned.percents).join())
  ]
}

/** The edits of one workload's baseline that bring it to its new stage. */
function editsOf({ standing, from, to, workload }: Move, run: Run, asked: Asked): Result {
  if (to.kind === 'baseline') return removed(standing, run)
  const selected = selectedAt(standing, to)
  if (to.kind !== 'introduce-rollout') return stagedEdits(selected, run)
  const isBack = workload && from.kind !== 'baseline'
  const kept = isBack ? keptPin(deploymentBefore(standing), workload, asked) : undefined
  return kept ?? convertOne(selected, run)
}

function removed({ selected, current }: Standing, run: Run): Result {
  const edits = removal(selected, run)
  if (edits) return { edits, diagnostics: [] }
  const [rollout] = current.rollouts
  if (!rollout) return { edits: [], diagnostics: [] }
  const at = placeOf(rollout, 'metadata', 'name')
  return { edits: [], diagnostics: [problems.rolloutNotOurs(at, titleOf(rollout))] }
}

/**
 * The pin that stays on the way back: to remove replicas that never existed leaves one pod, and fewer
 * than N cut what runs (reference/experiments.md, E15).
 */
function keptPin(
  deployment: Manifest,
  workload: Workload,
  { dropReplicas }: Asked
): Result | undefined {
  if (dropReplicas || !keepsPin(workload)) return undefined
  const own = replicasOf(deployment)
  const { replicas } = workload
  const { edits } = editsFor(deployment.document.text, deployment.node, { spec: { replicas } })
  const was =
    own === 'absent'
      ? 'it had none, and without them the cluster keeps 1 pod'
      : `it had ${own}, which would cut what runs`
  const at = placeOf(deployment, 'spec', 'replicas')
  return {
    edits: [[deployment.document, edits]],
    diagnostics: [problems.replicasKept(at, titleOf(deployment), replicas, was)]
  }
}

/** A stage past the first ones: every edited manifest remembers what it was. */
function stagedEdits(selected: Selected, run: Run): Result {
  const { workload, diagnostics } = resolve(selected, run)
  if (!workload) return { edits: [], diagnostics }
  const { replicas, percents } = workload
  const edits: [Document, readonly Edit[]][] = []
  const obstacles: Diagnostic[] = []
  for (const [manifest, patch] of patchesTo(workload, stateAt(workload, selected.stage)).patches) {
    const isDeployment = manifest === workload.manifests.deployment
    const { document, node } = manifest
    if (!isDeployment && editsFor(document.text, node, patch).edits.length === 0) continue
    const own = remember(manifest, patch, {
      planned: isDeployment ? { replicas, percents } : undefined
    })
    edits.push([document, own.edits])
    if (own.obstacle) obstacles.push(memoryObstacle(manifest, own.obstacle))
  }
  return obstacles.length > 0 ? { edits: [], diagnostics: obstacles } : { edits, diagnostics }
}

function memoryObstacle(manifest: Manifest, obstacle: Obstacle | 'one-line'): Diagnostic {
  if (obstacle !== 'one-line') return reportObstacle(manifest, obstacle)
  return problems.memoryTooLong(locate(manifest.document, manifest.node.start), titleOf(manifest))
}
