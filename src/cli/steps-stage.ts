import { parseConfig } from '../config.ts'
import type { WorkloadEntry } from '../config.ts'
import { stepsOfDashboard, stepsTooEarly } from '../convert/problems.ts'
import { findStage, isSameStage, lastStage, releaseAutoscaler } from '../workload/stage.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { folderOf } from '../paths.ts'
import { defaultPercents } from '../settings.ts'
import { manifestsOf, manifestsOfKinds, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isSwitched } from '../kubernetes/rollout-annotations.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import type { StepsBlock } from '../steps/block.ts'
import { plannedOf } from '../workload/memory.ts'
import { manifestsAround, scopeOf } from '../workload/scope.ts'
import type { Manifests } from '../workload/scope.ts'
import { scalingOf } from '../workload/state.ts'
import type { Scaling } from '../workload/state.ts'
import { stateIn } from '../workload/state-in.ts'
import { documentsIn, openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { levelAt } from './folders.ts'
import type { Io } from './io.ts'
import { readAll } from './sources.ts'
import type { Input } from './sources.ts'

/** The entries of a configuration; none where the text is something else. */
export function entriesIn(text: string): readonly WorkloadEntry[] {
  return text.includes('workloads:') ? (parseConfig(text).config?.workloads ?? []) : []
}

/** The entry that a block is in. */
export function entryAt(entries: readonly WorkloadEntry[], { place }: Pick<StepsBlock, 'place'>) {
  return entries.findLast(({ at }) => at().line <= place.line)
}

/** Refuses steps where the dashboard switches them, and those that come before their stage. */
export function refusalsAmong(io: Io, input: Input) {
  const refuse = (text: string, block: StepsBlock): Diagnostic[] => {
    const named = `${block.within === 'manifest' ? 'Rollout' : 'Deployment'} "${block.workload}"`
    if (isOfDashboard(text, block)) return [stepsOfDashboard(block.place, named)]
    return block.within === 'manifest' ? checkManifests(io, input, block) : checkStage(text, block)
  }
  return refuse
}

/**
 * The same for the values of a release: what the entries say that are for it. The key of its steps
 * tells which, if it is the name of one; else all of the release are meant.
 */
export function releaseRefusals(
  entries: readonly WorkloadEntry[],
  { release, workload }: { readonly release: string; readonly workload: string | undefined },
  block: StepsBlock
): Diagnostic[] {
  const ofRelease = entries.filter(entry => entry.release === release)
  const named = entries.filter(
    entry =>
      (entry.release ?? release) === release &&
      (entry.name === workload || (ofRelease.length === 0 && entry.name === release))
  )
  const meant = named.length > 0 ? named : ofRelease
  return meant.flatMap(entry =>
    entry.steps === 'dashboard'
      ? [stepsOfDashboard(block.place, `Deployment "${entry.name}"`)]
      : tooEarly(entry, block)
  )
}

function isOfDashboard(text: string, block: StepsBlock): boolean {
  if (!text.includes('dashboard')) return false
  if (block.within === 'configuration')
    return entryAt(entriesIn(text), block)?.steps === 'dashboard'
  return documentsIn(openSource('', text))
    .flatMap(manifestsOf)
    .some(each => isOfName(each, block.workload) && isSwitched(each))
}

const isOfName = (manifest: Manifest, name: string | undefined) =>
  isRollout(manifest) && manifest.name === name

/**
 * Refuses steps that are the configuration's, before the last stage of their workload. Without an
 * autoscaler that is the last shrink: whether there is one, `convert` sees.
 */
function checkStage(text: string, block: StepsBlock): Diagnostic[] {
  const entry = entryAt(entriesIn(text), block)
  return entry ? tooEarly(entry, block) : []
}

function tooEarly(entry: WorkloadEntry, block: StepsBlock): Diagnostic[] {
  const percents = entry.percents ?? defaultPercents
  const stage = findStage(entry.stage, percents)
  const ends = [lastStage('fixed'), releaseAutoscaler]
  if (stage && ends.some(end => isSameStage(end, stage))) return []
  return [stepsTooEarly(block.place, 'steps', `Deployment "${entry.name}"`, entry.stage)]
}

/** The same for a Rollout in Git: its Deployment, among the files or beside them, tells where it is. */
function checkManifests(io: Io, input: Input, { place, workload }: StepsBlock): Diagnostic[] {
  const scope = scopeOf(sourcesAround(io, input, place.file).flatMap(manifestsIn), undefined)
  const moving = scope.deployments
    .map(deployment => manifestsAround(deployment, scope))
    .find(({ rollouts }) => rollouts.some(({ name }) => name === workload))
  if (!moving || !isOnTheWay(moving)) return []
  return [stepsTooEarly(place, 'steps', titleOf(moving.deployment), 'a stage of its migration')]
}

/** Whether pods are still to move to a Rollout, or its autoscaler is still to follow them. */
function isOnTheWay(manifests: Manifests): boolean {
  const state = stateIn(manifests)
  const { scaleDown } = state.rollout ?? {}
  if (scaleDown === 'onsuccess' || scaleDown === 'progressively') return false
  if ((state.deployment?.replicas ?? 1) > 0) return true
  const scaling = scalingOf(state)
  return plannedOf(manifests.deployment) !== undefined && !ended.includes(scaling)
}

const ended: readonly Scaling[] = ['none', 'released']

const kinds = ['Deployment', 'Rollout', 'HorizontalPodAutoscaler', 'ScaledObject']
const manifestsIn = (source: Source) => manifestsOfKinds(source, kinds)

/** The files of a scope, and those of the folder that a file is in. */
function sourcesAround(io: Io, input: Input, file: string): readonly Source[] {
  const own = input.groups.find(({ sources }) => sources.some(each => each.file === file))
  const sources = own?.sources ?? []
  if (input.kind === 'stream') return sources
  const known = new Set(sources.map(each => io.absolute(each.file)))
  const beside = levelAt(io, folderOf(file)).files
  return [
    ...sources,
    ...readAll(
      io,
      beside.filter(each => !known.has(io.absolute(each)))
    )
  ]
}
