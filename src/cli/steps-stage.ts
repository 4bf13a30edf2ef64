import { parseConfig } from '../config.ts'
import type { WorkloadEntry } from '../config.ts'
import { stepsTooEarly } from '../convert/problems.ts'
import { findStage, isSameStage, lastStage, releaseAutoscaler } from '../workload/stage.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { defaultPercents } from '../settings.ts'
import type { StepsBlock } from '../steps/block.ts'

/** The entries of a configuration; none where the text is something else. */
export function entriesIn(text: string): readonly WorkloadEntry[] {
  return text.includes('workloads:') ? (parseConfig(text).config?.workloads ?? []) : []
}

/** The entry that a block stands in. */
export function entryAt(entries: readonly WorkloadEntry[], { place }: StepsBlock) {
  return entries.findLast(({ at }) => at().line <= place.line)
}

/**
 * Refuses steps that are the configuration's, before the last stage of their workload. Without an
 * autoscaler that is the last shrink: whether there is one, `convert` sees.
 */
export function checkStage(text: string, block: StepsBlock): Diagnostic[] {
  const entry = entryAt(entriesIn(text), block)
  if (!entry) return []
  const percents = entry.percents ?? defaultPercents
  const stage = findStage(entry.stage, percents)
  const ends = [lastStage('fixed'), releaseAutoscaler]
  if (stage && ends.some(end => isSameStage(end, stage))) return []
  return [stepsTooEarly(block.place, 'steps', `Deployment "${entry.name}"`, entry.stage)]
}
