import type { Diagnostic } from '../diagnostic.ts'
import { asEntries } from '../yaml/node.ts'
import type { StepsBlock } from './block.ts'
import { checkSteps } from './check-steps.ts'
import { needsTrafficRouting, unknownStepKey } from './step-problems.ts'
import { stepKinds } from './words.ts'

/** What is wrong in a block; nothing where values have steps in a shape of the chart's own. */
export function findWrongSteps({ steps, placeOf, within, isRouted }: StepsBlock): Diagnostic[] {
  const found = checkSteps(steps, placeOf).filter(
    ({ code }) => !isRouted || code !== needsTrafficRouting.code
  )
  const isOwnShape = steps.some(step => hasOwnWords(Object.keys(asEntries(step) ?? {})))
  return within === 'values' && (isOwnShape || found.some(isForeign)) ? [] : found
}

/**
 * Checks a block of steps that is switched. Values go through a chart, so that what is wrong in them
 * is a warning.
 */
export function checkBlock(block: StepsBlock): Diagnostic[] {
  const found = findWrongSteps(block)
  if (block.within !== 'values') return found
  return found.map(each => (each.severity === 'error' ? { ...each, severity: 'warning' } : each))
}

/** Whether a step says the weight in a word of the chart's own. */
const hasOwnWords = (keys: readonly string[]) =>
  keys.includes('weight') && !keys.some(key => stepKinds.includes(key) && key !== 'analysis')

/** Whether a key is not even similar to one that the controller knows. */
const isForeign = ({ code, hint }: Diagnostic) =>
  code === unknownStepKey.code && !hint.startsWith('did you mean')
