import type { WorkloadEntry } from '../config.ts'
import { placeOf as placeOfField } from '../convert/refuse.ts'
import { baselineOf } from '../convert/scope.ts'
import type { Run } from '../convert/select.ts'
import { findStage, hasReached, stageNames } from '../convert/stage.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import { unknownStage } from '../problems.ts'
import { defaultPercents } from '../settings.ts'
import { expectedLive } from './config-move.ts'
import { findStanding } from './counts.ts'
import type { Counts } from './counts.ts'
import * as problems from './problems.ts'
import { unsettledReasons } from './settled.ts'
import type { Expected } from './settled.ts'
import { expectedAt, identity, placeOf, planOf } from './workloads.ts'
import type { Standing } from './workloads.ts'

/** Where one workload is in its migration. */
export type StatusRow = {
  readonly workload: string
  readonly namespace: string | undefined
  readonly file: string
  /** The stage, or two that it is between; undefined where that cannot be told. */
  readonly stage: string | undefined
  readonly between: readonly [string, string] | undefined
  /** N, where it is known. */
  readonly replicas: number | undefined
  readonly counts: Counts
  /** Whether the cluster has settled at the stage; undefined without a snapshot. */
  readonly settled: boolean | undefined
  readonly reasons: readonly string[]
}

export type Status = {
  readonly rows: readonly StatusRow[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The status of workloads, each with its stage from its manifests, or from its entry. */
export function statusOf(workloads: readonly Standing[], run: Run): Status {
  const found = workloads.map(standing => statusOfOne(standing, run))
  return {
    rows: found.map(({ row }) => row),
    diagnostics: found.flatMap(({ diagnostics }) => diagnostics)
  }
}

type One = { readonly row: StatusRow; readonly diagnostics: readonly Diagnostic[] }

function statusOfOne(standing: Standing, run: Run): One {
  const { live } = run
  const { deployment } = standing.current
  const { name = '', namespace = run.namespace } = deployment
  const at = placeOfField(deployment, 'metadata', 'name')
  const { stage, expected, between, diagnostics } = standing.task.selection.entry
    ? stageOfEntry(standing, run)
    : stageOfManifests(standing, run)
  const reasons = live && expected ? unsettledReasons(expected, live) : []
  const settled = live && expected && reasons.length === 0
  const unsettled =
    stage !== undefined && reasons.length > 0
      ? [problems.notSettled(at, titleOf(deployment), stage, reasons)]
      : []
  return {
    row: {
      workload: name,
      namespace,
      file: deployment.document.source.file,
      stage,
      between,
      replicas: expected?.replicas ?? standing.planned?.replicas,
      counts: expected?.counts ?? standing.counts,
      settled: live ? settled === true : undefined,
      reasons
    },
    diagnostics: [...diagnostics, ...unsettled]
  }
}

type Staged = {
  readonly stage: string | undefined
  readonly between: readonly [string, string] | undefined
  readonly expected: Expected | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** The stage that a configuration states; the manifests are those of the baseline. */
function stageOfEntry(standing: Standing, run: Run): Staged {
  const { selection } = standing.task
  const stage = findStage(selection.stage, selection.percents) ?? 'baseline'
  const plan = planOf(standing, run)
  const isUnknown = 'code' in plan && hasReached(stage, 'pin-replicas', selection.percents)
  if (isUnknown) return { stage, between: undefined, expected: undefined, diagnostics: [plan] }
  const expected = expectedAt(standing, run, stage)
  return { stage, between: undefined, expected, diagnostics: [] }
}

/** The stage that manifests show, memory and all. */
function stageOfManifests(standing: Standing, run: Run): Staged {
  const place = placeOf(standing, run)
  if ('diagnostics' in place) {
    const found = standing.planned ? findStanding(standing.counts, standing.planned) : 'nowhere'
    const between = found !== 'nowhere' && 'between' in found ? found.between : undefined
    return { stage: undefined, between, expected: undefined, diagnostics: place.diagnostics }
  }
  const expected = {
    ...identity(standing.current, run),
    counts: standing.counts,
    replicas: place.plan?.workload.replicas,
    bounds: (place.plan?.baseline ?? baselineOf(standing.task.candidate)).bounds
  }
  return { stage: place.stage, between: undefined, expected, diagnostics: [] }
}

/** The status of a configuration's entries, where no manifests are given. */
export function statusOfEntries(entries: readonly WorkloadEntry[], run: Run): Status {
  const found = entries.map(entry => {
    const percents = entry.percents ?? defaultPercents
    const stage = findStage(entry.stage, percents)
    const at = entry.at('stage')
    if (stage === undefined) {
      return { rows: [], diagnostics: [unknownStage(at, entry.stage, stageNames(percents))] }
    }
    return statusOfEntry(entry, stage, run)
  })
  return {
    rows: found.flatMap(({ rows }) => rows),
    diagnostics: found.flatMap(({ diagnostics }) => diagnostics)
  }
}

function statusOfEntry(entry: WorkloadEntry, stage: string, run: Run): Status {
  const { live } = run
  const at = entry.at('stage')
  const found = expectedLive(entry, stage, run).map(expected => {
    const reasons = live ? unsettledReasons(expected, live) : []
    const row: StatusRow = {
      workload: expected.name,
      namespace: expected.namespace,
      file: at.file,
      stage,
      between: undefined,
      replicas: expected.replicas,
      counts: expected.counts,
      settled: live ? reasons.length === 0 : undefined,
      reasons
    }
    const title = `Deployment "${expected.name}"`
    return {
      row,
      faults: reasons.length > 0 ? [problems.notSettled(at, title, stage, reasons)] : []
    }
  })
  return {
    rows: found.map(({ row }) => row),
    diagnostics: found.flatMap(({ faults }) => faults)
  }
}

const width = 20

/** A bar of pods: the Deployment's light, the Rollout's full, the more than N behind a stroke. */
export function barOf(
  { deployment = 0, rollout = 0 }: Counts,
  replicas: number | undefined
): string {
  const all = Math.max(deployment + rollout, replicas ?? 0)
  if (all === 0) return ''
  const scale = Math.min(1, width / all)
  const own = Math.round(deployment * scale)
  const moved = Math.round(rollout * scale)
  return '░'.repeat(own) + '█'.repeat(moved)
}
