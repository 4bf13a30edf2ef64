import type { Scenario } from './scenario.ts'
import type { Change } from './states.ts'

/** What the model says of a scenario. */
export type Prediction = {
  readonly verdict: Scenario['expect']['verdict']
  /** The fewest serving pods. */
  readonly serving: number
}

/**
 * What the simulator says of a scenario before anything runs: of each change, from the manifests
 * `from` to `to` by the scenario's applier. It is not connected yet: nothing is predicted.
 */
export function predict(_scenario: Scenario, _changes: readonly Change[]): Prediction | undefined {
  return undefined
}
