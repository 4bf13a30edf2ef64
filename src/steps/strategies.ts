import type { Pair, Value } from '../yaml/node.ts'
import { branchesAt, isApart } from './branches.ts'
import { dataOf, valuesIn } from './reading.ts'
import type { Reading, Trail } from './reading.ts'

type Placed = {
  readonly trail: Trail
  /** How many of the keys above the steps are commented, or would be. */
  readonly parents: number
}

/**
 * Whether steps are beside a blueGreen that the controller would get with them. Values that have
 * both leave the choice to the chart, unless the canary itself was commented out; in a template the
 * `if` around one of them chooses.
 */
export function isBesideBlueGreen(
  { manifest, text }: Reading,
  { trail, parents }: Placed
): boolean {
  const other = blueGreenBeside(text, trail)
  const canary = trail.at(-2)?.pair
  if (!other || !canary) return false
  if (isApart(branchesAt(text, other.keyStart), branchesAt(text, canary.keyStart))) return false
  return valuesIn(manifest, trail) === undefined || parents > 0
}

/** The active blueGreen in the strategy of a canary. */
function blueGreenBeside(text: string, trail: Trail): Pair | undefined {
  const canary = trail.at(-2)
  if (canary?.key !== 'canary' || trail.at(-3)?.key !== 'strategy') return undefined
  const other = canary.mapping.pairs.find(({ key }) => key === 'blueGreen')
  return other && dataOf(other.value, text) !== null && !isDisabled(other, text) ? other : undefined
}

function isDisabled({ value }: Pair, text: string): boolean {
  const data = dataOf(value, text)
  return data !== null && typeof data === 'object' && 'enabled' in data && data.enabled === false
}

/** The value with which values choose between the strategies that they hold. */
export type Choice = { readonly at: number; readonly path: string; readonly value: string }

const kindOfStrategy = /^(?:canary|blue-?_?green|rolling-?_?(?:update)?|recreate)$/i

/**
 * What chooses the strategy where values hold more than one: undefined where they hold one, null
 * where nothing in them names one.
 */
export function choiceOf({ manifest, text }: Reading, trail: Trail): Choice | null | undefined {
  if (!valuesIn(manifest, trail) || !blueGreenBeside(text, trail)) return undefined
  for (const [depth, { mapping }] of [...trail.entries()].reverse()) {
    for (const { key, keyStart, value } of mapping.pairs) {
      const data: Value | undefined = dataOf(value, text)
      if (typeof data !== 'string' || !kindOfStrategy.test(data)) continue
      const path = [...trail.slice(0, depth).map(({ key }) => key), key].join('.')
      return { at: keyStart, path, value: data }
    }
  }
  return null
}
