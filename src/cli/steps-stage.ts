import { parseConfig } from '../config.ts'
import { stepsTooEarly } from '../convert/problems.ts'
import { findStage } from '../convert/stage.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { defaultPercents } from '../settings.ts'
import type { StepsBlock } from '../steps/steps.ts'

/**
 * Refuses steps that are the configuration's, before the last stage of their workload. Without an autoscaler
 * that is the last shrink: whether there is one, `convert` sees.
 */
export function checkStage(text: string, { place }: StepsBlock): Diagnostic[] {
  if (!text.includes('workloads:')) return []
  const { config } = parseConfig(text)
  const entry = config?.workloads?.findLast(({ at }) => at().line <= place.line)
  if (!entry) return []
  const percents = entry.percents ?? defaultPercents
  const stage = findStage(entry.stage, percents)
  if (stage === 'release-autoscaler' || stage === `shrink-${percents.at(-1)}`) return []
  return [stepsTooEarly(place, 'steps', `Deployment "${entry.name}"`, entry.stage)]
}
