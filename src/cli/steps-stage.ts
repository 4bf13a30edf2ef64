import { parseConfig } from '../config.ts'
import type { WorkloadEntry } from '../config.ts'
import { stepsOfDashboard, stepsTooEarly } from '../convert/problems.ts'
import { findStage, isSameStage, lastStage, releaseAutoscaler } from '../workload/stage.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { defaultPercents } from '../settings.ts'
import { manifestsOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isSwitched } from '../kubernetes/rollout-annotations.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import type { StepsBlock } from '../steps/block.ts'
import { documentsIn, openSource } from '../yaml/stream.ts'

/** The entries of a configuration; none where the text is something else. */
export function entriesIn(text: string): readonly WorkloadEntry[] {
  return text.includes('workloads:') ? (parseConfig(text).config?.workloads ?? []) : []
}

/** The entry that a block stands in. */
export function entryAt(entries: readonly WorkloadEntry[], { place }: StepsBlock) {
  return entries.findLast(({ at }) => at().line <= place.line)
}

/** Refuses steps where the dashboard switches them, and those that come before their stage. */
export function stepsRefusals(text: string, block: StepsBlock): Diagnostic[] {
  const named = `${block.within === 'manifest' ? 'Rollout' : 'Deployment'} "${block.workload}"`
  return isOfDashboard(text, block)
    ? [stepsOfDashboard(block.place, named)]
    : checkStage(text, block)
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
