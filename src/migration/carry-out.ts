import { spelled } from '../kubernetes/chosen.ts'
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
import { argoCdOf, overOf } from '../workload/argo-cd.ts'
import { readGroup } from '../workload/read.ts'
import type { SourceGroup } from '../workload/read.ts'
import { selectIn } from '../workload/reading.ts'
import { amend, restore, revise } from '../workload/restore.ts'
import type { Restored } from '../workload/restore.ts'
import { changedManifests } from '../workload/scope.ts'
import { workloadKey } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import type { Selected } from '../workload/selected.ts'
import { isHarmless, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { keepsPin, stateAt } from '../workload/state-at.ts'
import type { Workload } from '../workload/workload.ts'
import { editsFor } from '../yaml/edit.ts'
import type { Edit, Obstacle } from '../yaml/edit.ts'
import type { Patch } from '../yaml/merge-patch.ts'
import { piecesOf } from '../yaml/revision.ts'
import type { Revision } from '../yaml/revision.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { locate, openSource } from '../yaml/stream.ts'
import { concat } from '../yaml/bytes.ts'
import { ruleEdits, ruleFaults, ruleRemarks, rulesAfter } from './applications.ts'
import type { Moved, Passage } from './moved.ts'
import * as problems from './problems.ts'
import { removalOf } from './removal.ts'
import { manifestKey, selectedAt } from './standing.ts'
import type { Standing } from './standing.ts'

/** A workload that goes from one stage to another, or stays at one with more pods. */
export type Move = {
  readonly standing: Standing
  readonly from: Stage
  readonly to: Stage
  readonly workload: Workload | undefined
  /** Of an abort: the percents by which its stage is what it writes. */
  readonly percents?: readonly number[]
  /** What its Deployment says from now on that it did not say before the migration. */
  readonly amended?: Patch
}

/** Where a workload goes, or why nowhere. */
export type Decided = { readonly move?: Move; readonly diagnostics: readonly Diagnostic[] }

type Asking = {
  readonly sources: readonly SourceGroup[]
  readonly run: Run
  /** `--drop-replicas`: on the way back the pin goes too. */
  readonly dropReplicas: boolean
}

/** Writes the moves of workloads into their manifests; one that is refused does not hold up the others. */
export function carryOut(
  found: readonly Decided[],
  asking: Asking
): Moved & { readonly moving: number } {
  const moves = found.flatMap(({ move }) => move ?? [])
  const { results, diagnostics, ...rest } = editsOfAll(moves, asking)
  const all = [...found, ...results]
  const isRefused = (each: Said) => hasErrors(each.diagnostics)
  const said = (each: readonly Said[]) => each.flatMap(({ diagnostics: own }) => own)
  return {
    revisions: rest.revisions,
    diagnostics: sortDiagnostics(
      withoutRepeats([...diagnostics, ...said(all.filter(each => !isRefused(each)))])
    ),
    refusals: sortDiagnostics(
      withoutRepeats([...said(all.filter(isRefused)), ...said(rest.refused)])
    ),
    passages: rest.moves.map(passageOf),
    moving: moves.length - rest.refused.length
  }
}

function passageOf({ standing, from, to }: Move): Passage {
  const { name = '', namespace } = standing.current.deployment
  return { workload: spelled({ name, namespace }), from: printStage(from), to: printStage(to) }
}

type Said = { readonly diagnostics: readonly Diagnostic[] }

type Edited = {
  /** Those that are carried out. */
  readonly moves: readonly Move[]
  readonly revisions: readonly Revision[]
  readonly results: readonly Result[]
  /** Workloads that cannot be edited, and stay as they are. */
  readonly refused: readonly Result[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The edits of the workloads that move; one that cannot be edited stays, memory and all. */
function editsOfAll(moves: readonly Move[], asking: Asking): Edited {
  const { sources, run, dropReplicas } = asking
  const wanted = new Set(
    moves.flatMap(({ standing }) => changedManifests(standing.current).map(manifestKey))
  )
  const amendments = new Map(
    moves.flatMap(({ standing, amended }) =>
      amended ? [[manifestKey(standing.current.deployment), amended] as const] : []
    )
  )
  const rules = rulesAfter(sources, moves)
  const isWanted = (each: Manifest) => wanted.has(manifestKey(each)) || rules.has(manifestKey(each))
  const baselineOf = (source: Source) => {
    const own = restore(source, isWanted)
    return amendments.size > 0 ? amend(own, each => amendments.get(manifestKey(each))) : own
  }
  const restored = sources.map(group => group.sources.map(baselineOf))
  const before = sources.map((group, at) => ({
    ...group,
    sources: restored[at]?.map(({ source }) => source) ?? []
  }))
  const groups = before.map(group => readGroup(group, run))
  const stage = moves.every(({ to }) => isHarmless(to)) ? 'introduce-rollout' : 'pin-replicas'
  const after = selectIn(groups, { ...run, stage })
  const ends = new Map(moves.map(each => [workloadKey(each.standing.current.deployment), each]))
  const told = argoCdOf(before)
  const results = after.selected.flatMap(selected => {
    const own = ends.get(workloadKey(selected.manifests.deployment))
    const percents = own?.percents ?? selected.percents
    const standing = own && { ...own.standing, selected: { ...selected, percents } }
    if (!own || !standing) return []
    const faults = ruleFaults(told, own)
    const result =
      faults.length > 0
        ? { edits: [], diagnostics: faults }
        : editsOf({ ...own, standing }, after.run, dropReplicas)
    return [{ own, result }]
  })
  const refused = results.filter(({ result }) => hasErrors(result.diagnostics))
  if (refused.length > 0) {
    const left = moves.filter(each => !refused.some(({ own }) => own === each))
    const rest = editsOfAll(left, asking)
    return { ...rest, refused: [...rest.refused, ...refused.map(({ result }) => result)] }
  }
  const ruled = ruleEdits(restored.flat(), rules)
  const done = [...results.map(({ result }) => result), ruled]
  const revisions = revisionsOf(restored.flat(), done)
  const revised = () => [{ sources: revisions.map(revisedSource), over: overOf(sources) }]
  const remarks = ruleRemarks(revised, moves, run)
  const diagnostics = [...after.diagnostics, ...remarks]
  return { moves, revisions, results: done, refused: [], diagnostics }
}

const revisedSource = (revision: Revision) =>
  openSource(revision.source.file, concat(piecesOf(revision)))

function revisionsOf(restored: readonly Restored[], results: readonly Result[]): Revision[] {
  const edits = new Map<Document, Edit[]>()
  for (const [document, own] of results.flatMap(result => result.edits)) {
    edits.set(document, [...(edits.get(document) ?? []), ...own])
  }
  return restored.map(each => revise(each, edits))
}

/** The edits of one workload's baseline that bring it to its new stage. */
function editsOf({ standing, from, to, workload }: Move, run: Run, dropReplicas: boolean): Result {
  if (to.kind === 'baseline') return removed(standing, run)
  const selected = selectedAt(standing, to)
  if (to.kind !== 'introduce-rollout') return stagedEdits(selected, run)
  const isBack = workload && from.kind !== 'baseline'
  const isPinKept = isBack && !dropReplicas
  const kept = isPinKept ? keptPin(standing.selected.manifests.deployment, workload) : undefined
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
 * than N cut what runs (docs/evidence.md, E15).
 */
function keptPin(deployment: Manifest, workload: Workload): Result | undefined {
  if (!keepsPin(workload)) return undefined
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
    const plain = editsFor(document.text, node, patch)
    if (!isDeployment && plain.edits.length === 0 && !plain.obstacle) continue
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

/** How a Rollout is removed that is what `introduce-rollout` writes, byte for byte. */
export function removal(selected: Selected, run: Run) {
  const { deployment, rollouts } = selected.manifests
  const [rollout] = rollouts
  const { strategy, annotations } = workloadOf(selected, 0, run)
  const comment = strategy['steps'] ? [] : (run.canaryComment ?? [])
  if (!rollout) return undefined
  const introduced = { deployment, rollout, strategy, annotations }
  const own = removalOf({ ...introduced, comment })
  // The post-renderer writes no comment, and a person may have removed it.
  const isBare = !/\n[ \t]*#[^\n]*\s*$/.test(rollout.document.text)
  return own ?? (isBare ? removalOf({ ...introduced, comment: [] }) : undefined)
}
