import type { WorkloadEntry } from '../config.ts'
import { replicasUnknown } from '../convert/problems.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import { differences } from '../workload/differences.ts'
import type { Expected } from '../workload/differences.ts'
import { findPlace } from '../workload/place.ts'
import { statedStage } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { hasReached, pinReplicas, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { scalingOf } from '../workload/state.ts'
import type { Scaling, State } from '../workload/state.ts'
import { expectedOf } from './entry.ts'
import * as problems from './problems.ts'
import { expectedAt, expectedNow, plannedWorkload, stageOf } from './standing.ts'
import type { Standing } from './standing.ts'

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
  readonly state: State
  /** What its autoscaler does; undefined where it is not known whether there is one. */
  readonly scaling: Scaling | undefined
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
  return joined(
    workloads.map(standing => {
      const { deployment } = standing.current
      const { name = '', namespace = run.namespace } = deployment
      const staged = stagedOf(standing, run)
      const at = placeOf(deployment, 'metadata', 'name')
      return rowOf({ ...staged, name, namespace, at, title: titleOf(deployment) }, run)
    })
  )
}

const joined = (parts: readonly Status[]): Status => ({
  rows: parts.flatMap(({ rows }) => rows),
  diagnostics: parts.flatMap(({ diagnostics }) => diagnostics)
})

/** The stage of a workload, unless a document that may be a part of it cannot be read. */
function stagedOf(standing: Standing, run: Run): Staged {
  const { selected, state, planned } = standing
  const hidden = selected.group.hiddenOf(selected.manifests.deployment)
  if (hidden.length === 0) {
    return selected.entry ? stagedByEntry(standing, run) : stagedByManifests(standing, run)
  }
  const diagnostics = hidden.map((found): Diagnostic => ({ ...found, severity: 'error' }))
  return {
    stage: undefined,
    expected: undefined,
    state,
    isPartial: true,
    replicas: planned?.replicas,
    diagnostics
  }
}

type Staged = {
  readonly stage: string | undefined
  readonly between?: readonly [string, string] | undefined
  /** What the cluster has to show, where that can be told. */
  readonly expected: Expected | undefined
  /** What is shown where it cannot. */
  readonly state: State
  /** Whether there may be an autoscaler that the state does not have. */
  readonly isPartial?: boolean
  readonly replicas: number | undefined
  readonly diagnostics: readonly Diagnostic[]
}

type Titled = {
  readonly name: string
  readonly namespace: string | undefined
  readonly at: Location
  readonly title: string
}

function rowOf(staged: Staged & Titled, { live }: Run): Status {
  const { name, namespace, at, title, stage, between, expected } = staged
  const state = expected?.state ?? staged.state
  const reasons = live && expected ? differences(expected, live) : []
  const isSettled = expected !== undefined && stage !== undefined && reasons.length === 0
  const unsettled = reasons.length > 0 && stage !== undefined
  return {
    rows: [
      {
        workload: name,
        namespace,
        file: at.file,
        stage,
        between,
        replicas: expected?.replicas ?? staged.replicas,
        state,
        scaling: staged.isPartial && state.autoscalers.length === 0 ? undefined : scalingOf(state),
        settled: live ? isSettled : undefined,
        reasons
      }
    ],
    diagnostics: [
      ...staged.diagnostics,
      ...(unsettled ? [problems.notSettled(at, title, stage, reasons)] : [])
    ]
  }
}

/** The stage that a configuration states; the manifests are those of the baseline. */
function stagedByEntry(standing: Standing, run: Run): Staged {
  const { selected, state, planned } = standing
  const { stage } = selected
  const workload = plannedWorkload(standing, run)
  const isUnknown = 'code' in workload && hasReached(stage, pinReplicas)
  return {
    stage: printStage(stage),
    expected: isUnknown ? undefined : expectedAt(standing, run, stage),
    state,
    replicas: planned?.replicas,
    diagnostics: isUnknown ? [workload] : []
  }
}

/** The stage that manifests show, memory and all. */
function stagedByManifests(standing: Standing, run: Run): Staged {
  const { state, planned } = standing
  const shown = stageOf(standing, run)
  if ('stage' in shown) {
    const expected = expectedNow(standing, run, shown.workload)
    const replicas = expected.replicas
    return { stage: printStage(shown.stage), expected, state, replicas, diagnostics: [] }
  }
  const given = planned ?? planGiven(standing, run)
  const place = given ? findPlace(state, given) : 'nowhere'
  const replicas = given?.replicas
  const unknown = { stage: undefined, expected: undefined, state, replicas }
  if (place === 'nowhere') return { ...unknown, diagnostics: shown.diagnostics }
  if ('between' in place) {
    const [from, to] = place.between
    const between = [printStage(from), printStage(to)] as const
    return { ...unknown, between, diagnostics: shown.diagnostics }
  }
  if (planned) return { ...unknown, diagnostics: shown.diagnostics }
  const expected = { ...expectedNow(standing, run, undefined), replicas }
  return { stage: printStage(place.at), expected, state, replicas, diagnostics: [] }
}

/** N for manifests without a memory, as the folders of a plan are: their counts tell the stage. */
function planGiven({ current, selected }: Standing, { replicas }: Run) {
  const given = replicas.named.get(current.deployment.name ?? '')
  return given === undefined ? undefined : { replicas: given, percents: selected.percents }
}

/** The status of a configuration's entries, where no manifests are given. */
export function statusOfEntries(entries: readonly WorkloadEntry[], run: Run): Status {
  return joined(
    entries.flatMap((entry): Status[] => {
      const stage = statedStage(entry, run)
      if ('code' in stage) return [{ rows: [], diagnostics: [stage] }]
      return expectedOf({ entry, own: [] }, stage, run).map(expected => {
        const { name, namespace } = expected
        const titled = { name, namespace, at: entry.at('stage'), title: `Deployment "${name}"` }
        return rowOf({ ...stagedAlone({ entry, stage, expected }, run), ...titled }, run)
      })
    })
  )
}

type Alone = {
  readonly entry: WorkloadEntry
  readonly stage: Stage
  readonly expected: Expected
}

/** The stage of an entry whose manifests are not given. */
function stagedAlone({ entry, stage, expected }: Alone, { live }: Run): Staged {
  const { replicas, state } = expected
  const isPartial = entry.autoscaler !== 'none' && !live
  const staged = { stage: printStage(stage), isPartial, replicas, state }
  const isKnown = replicas !== undefined || !hasReached(stage, pinReplicas)
  if (isKnown) return { ...staged, expected, diagnostics: [] }
  const unknown = replicasUnknown(entry.at('stage'), `Deployment "${expected.name}"`)
  const { autoscalers } = state
  const diagnostics = live ? [unknown] : []
  return { ...staged, state: { autoscalers }, expected: undefined, diagnostics }
}

const width = 20

/** A bar of pods: the Deployment's light, the Rollout's full, the more than N behind a stroke. */
export function barOf(state: State, replicas: number | undefined): string {
  const { replicas: deployment = 0 } = state.deployment ?? {}
  const { replicas: rollout = 0 } = state.rollout ?? {}
  const all = Math.max(deployment + rollout, replicas ?? 0)
  if (all === 0) return ''
  const scale = Math.min(1, width / all)
  const own = Math.round(deployment * scale)
  const moved = Math.round(rollout * scale)
  return '░'.repeat(own) + '█'.repeat(moved)
}
