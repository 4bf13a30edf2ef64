import type { Diagnostic } from '../diagnostic.ts'
import type { StepsBlock } from './block.ts'
import { checkSteps } from './check-steps.ts'
import { unknownStepKey } from './step-problems.ts'

/**
 * Checks a block of steps. Values go through a chart: what is wrong in them is a warning, and nothing
 * is said of steps in a shape of the chart's own.
 */
export function checkBlock({ steps, placeOf, within }: StepsBlock): Diagnostic[] {
  const found = checkSteps(steps, placeOf)
  if (within !== 'values') return found
  if (found.some(isForeign)) return []
  return found.map(each => (each.severity === 'error' ? { ...each, severity: 'warning' } : each))
}

/** Whether a key is not even similar to one that the controller knows. */
const isForeign = ({ code, hint }: Diagnostic) =>
  code === unknownStepKey.code && !hint.startsWith('did you mean')
