import type { WorkloadEntry } from '../config.ts'
import { replicasUnknown } from '../convert/problems.ts'
import { refusalsOf } from '../convert/refuse.ts'
import { foreignScalerRefusals, strayRefusals } from '../convert/refuse-scalers.ts'
import { asError } from '../diagnostic.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import { differences } from '../workload/differences.ts'
import type { Expected } from '../workload/differences.ts'
import { findPlace } from '../workload/place.ts'
import { statedStage } from '../workload/select.ts'
import type { Selected } from '../workload/selected.ts'
import type { Run } from '../workload/select.ts'
import { hasReached, pinReplicas, printStage } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { scalingOf } from '../workload/state.ts'
import type { Scaling, State } from '../workload/state.ts'
import { askedEntries, expectedOf, hidesAutoscalers, scalingOfEntry } from './entry.ts'
import * as problems from './problems.ts'
import { isAsStated, numbersOf, recognise } from './recognise.ts'
import type { Recognised, Stated } from './recognise.ts'
import { expectedAt, expectedNow, plannedWorkload, stageOf } from './standing.ts'
import type { Standing, Standings } from './standing.ts'

/** Where one workload is in its migration. */
export type StatusRow = {
  readonly workload: string
  readonly namespace: string | undefined
  readonly file: string
  /** The stage, or two that it is between; undefined where that cannot be told. */
  readonly stage: string | undefined
  readonly between: readonly [string, string] | undefined
  /** The stage that the configuration states, or the folder of a plan, where it is another. */
  readonly stated: string | undefined
  /** N, where it is known. */
  readonly replicas: number | undefined
  readonly state: State
  /** What its autoscaler does; undefined where it is not known whether there is one. */
  readonly scaling: Scaling | undefined
  /** Whether the cluster has settled at the stage; undefined without a snapshot. */
  readonly settled: boolean | undefined
  readonly reasons: readonly string[]
}

/** What something beside the manifests states of a workload. */
export type StatedBy = (workload: {
  readonly name: string
  readonly namespace: string | undefined
  readonly file: string
}) => Stated | undefined

export type Status = {
  readonly rows: readonly StatusRow[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The status of workloads: the stage of their manifests, and what else states one of them. */
export function statusOf(
  { workloads, run, diagnostics: read }: Omit<Standings, 'baselines'>,
  statedBy: StatedBy = () => undefined
): Status {
  const { rows, diagnostics } = joined(
    workloads.map(standing => {
      const { deployment } = standing.current
      const { name = '', namespace = run.namespace } = deployment
      const at = placeOf(deployment, 'metadata', 'name')
      const stated = statedBy({ name, namespace, file: at.file }) ?? statedByEntry(standing)
      const staged = stagedOf(standing, run, stated)
      return rowOf({ ...staged, name, namespace, at, title: titleOf(deployment) }, run)
    })
  )
  // What cannot be read stops the next stage, as soon as one of them is on its way.
  const isAsked = rows.some(({ settled }) => settled !== undefined)
  return { rows, diagnostics: [...(isAsked ? read.map(asError) : read), ...diagnostics] }
}

function statedByEntry({ selected }: Standing): Stated | undefined {
  const { entry, stage, percents } = selected
  return entry && { stage, said: entry.stage, replicas: entry.replicas, percents }
}

const joined = (parts: readonly Status[]): Status => ({
  rows: parts.flatMap(({ rows }) => rows),
  diagnostics: parts.flatMap(({ diagnostics }) => diagnostics)
})

/** The stage of a workload, unless a document that may be a part of it cannot be read. */
function stagedOf(standing: Standing, run: Run, stated: Stated | undefined): Staged {
  const { selected, state, planned } = standing
  const hidden = selected.group.hiddenOf(selected.manifests.deployment)
  if (hidden.length === 0)
    return withRefusals(stagedByManifests(standing, run, stated), standing, run)
  const diagnostics = hidden.map((found): Diagnostic => ({ ...found, severity: 'error' }))
  const replicas = planned?.replicas
  return { stage: undefined, expected: undefined, state, isPartial: true, replicas, diagnostics }
}

/** What no stage can be made of is not settled at one, whatever the cluster shows. */
function withRefusals(staged: Staged, { selected }: Standing, { live }: Run): Staged {
  const isBegun = (staged.stated ?? staged.stage) !== 'baseline'
  if (!live || !isBegun) return withStray(staged, selected)
  const refusals = [
    ...refusalsOf(selected),
    ...strayRefusals(selected),
    ...foreignScalerRefusals(selected)
  ]
  if (refusals.length === 0) return staged
  return { ...staged, expected: undefined, diagnostics: [...staged.diagnostics, ...refusals] }
}

/** Says of what scales a workload from another folder that it is not shown. */
function withStray(staged: Staged, selected: Selected): Staged {
  const stray = [...strayRefusals(selected)].map((found): Diagnostic => ({
    ...found,
    severity: 'warning'
  }))
  if (stray.length === 0) return staged
  return { ...staged, isPartial: true, diagnostics: [...staged.diagnostics, ...stray] }
}

type Staged = {
  readonly stage: string | undefined
  readonly between?: readonly [string, string] | undefined
  /** The stage that a configuration or the folder of a plan states, where it is another. */
  readonly stated?: string | undefined
  /** What the cluster has to show, where that can be told. */
  readonly expected: Expected | undefined
  /** What the manifests say. */
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
  const { name, namespace, at, title, stage, stated, between, expected, state } = staged
  const looked = stated ?? stage
  const isBegun = looked !== 'baseline'
  const reasons = live && expected && isBegun ? differences(expected, live) : []
  const isSettled = expected !== undefined && stage !== undefined && reasons.length === 0
  const unsettled = reasons.length > 0 && looked !== undefined
  return {
    rows: [
      {
        workload: name,
        namespace,
        file: at.file,
        stage,
        stated,
        between,
        replicas: expected?.replicas ?? staged.replicas,
        state,
        scaling: staged.isPartial && state.autoscalers.length === 0 ? undefined : scalingOf(state),
        settled: live && isBegun ? isSettled : undefined,
        reasons
      }
    ],
    diagnostics: [
      ...staged.diagnostics,
      ...(unsettled ? [problems.notSettled(at, title, looked, reasons)] : [])
    ]
  }
}

/** The stage that manifests show, by their memory, or by their counts where N is known. */
function stagedByManifests(standing: Standing, run: Run, stated: Stated | undefined): Staged {
  const { state, planned, current, selected } = standing
  const found = planned ? shownBy(standing, run) : recognise(standing, run, stated)
  const numbers = planned ?? numbersOf(standing, run, stated)
  const isScaledByOthers = current.foreignScalers.length > 0
  const isPartial =
    selected.entry?.autoscaler !== 'none' &&
    (state.deployment?.replicas === undefined || isScaledByOthers)
  const shown = { state, replicas: numbers?.replicas, isPartial }
  if (!('stage' in found)) {
    const { between, diagnostics } = found
    const wanted = { ...(stated && { stated: stated.said }), ...(between && { between }) }
    return { ...shown, ...wanted, stage: undefined, expected: undefined, diagnostics }
  }
  const expected = { ...expectedNow(standing, run, undefined), replicas: numbers?.replicas }
  const now = { ...shown, stage: printStage(found.stage), expected }
  if (!stated) return { ...now, diagnostics: [] }
  if (isAsStated(standing, { stage: found.stage, numbers }, stated)) {
    return { ...now, stage: stated.said, diagnostics: [] }
  }
  // What is rendered with the configuration is not converted yet.
  if (found.stage.kind === 'baseline') return { ...now, ...toBe(standing, run, stated) }
  const at = placeOf(current.deployment, 'metadata', 'name')
  const differs = problems.stageDiffers(at, titleOf(current.deployment), now.stage, stated.said)
  const diagnostics: Diagnostic[] = [run.live ? { ...differs, severity: 'error' } : differs]
  return { ...now, stated: stated.said, diagnostics }
}

function shownBy(standing: Standing, run: Run): Recognised {
  const { planned, state } = standing
  const shown = stageOf(standing, run)
  if ('stage' in shown) return shown
  const place = planned ? findPlace(state, planned) : 'nowhere'
  if (place === 'nowhere' || 'at' in place) return shown
  const [from, to] = place.between
  return { between: [printStage(from), printStage(to)], diagnostics: shown.diagnostics }
}

/** What the cluster has to show at a stage that is only stated: the manifests are those before it. */
function toBe(standing: Standing, run: Run, { stage, said }: Stated) {
  const workload = plannedWorkload(standing, run)
  const isUnknown = 'code' in workload && hasReached(stage, pinReplicas)
  return {
    stated: said,
    expected: isUnknown ? undefined : expectedAt(standing, run, stage),
    diagnostics: isUnknown ? [workload] : []
  }
}

/** The status of a configuration's entries, where no manifests are given. */
export function statusOfEntries(entries: readonly WorkloadEntry[], run: Run): Status {
  const { asked, diagnostics: unknown } = askedEntries(entries, run)
  const found = joined(
    asked.flatMap((entry): Status[] => {
      const stage = statedStage(entry, run)
      if ('code' in stage) return [{ rows: [], diagnostics: [stage] }]
      return expectedOf({ entry, own: [] }, stage, run).map(expected => {
        const { name, namespace } = expected
        const titled = { name, namespace, at: entry.at('stage'), title: `Deployment "${name}"` }
        return rowOf({ ...stagedAlone({ entry, stage, expected }, run), ...titled }, run)
      })
    })
  )
  return { ...found, diagnostics: [...unknown, ...found.diagnostics] }
}

type Alone = {
  readonly entry: WorkloadEntry
  readonly stage: Stage
  readonly expected: Expected
}

/** The stage of an entry whose manifests are not given. */
function stagedAlone({ entry, stage, expected }: Alone, run: Run): Staged {
  const { replicas, state } = expected
  const isHidden = hidesAutoscalers(entry, run)
  const isPartial = scalingOfEntry(entry, run) === 'unknown' && !isHidden
  const staged = { stage: entry.stage, isPartial, replicas, state }
  const title = `Deployment "${expected.name}"`
  const isMoving = hasReached(stage, pinReplicas)
  const unknown = [
    ...(isMoving && replicas === undefined ? [replicasUnknown(entry.at('stage'), title)] : []),
    ...(isMoving && isHidden ? [problems.autoscalersNotShown(entry.at('stage'), title)] : [])
  ]
  if (unknown.length === 0) return { ...staged, expected, diagnostics: [] }
  const { autoscalers } = state
  const shown = replicas === undefined ? { autoscalers } : state
  return {
    ...staged,
    state: shown,
    expected: undefined,
    diagnostics: run.live ? unknown.slice(0, 1) : []
  }
}

const width = 20

/** A bar of pods: the Deployment's light, the Rollout's full, the more than N after a stroke. */
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
