import type { Manifests } from './scope.ts'
import type { CanaryFields } from './rollout.ts'
import type { Numbers } from './state-at.ts'

/** A workload whose N is known, with its manifests before the migration. */
export type Workload = Numbers & {
  readonly manifests: Manifests
  /** Fields of `strategy.canary` from the configuration. */
  readonly strategy: CanaryFields
  /** Annotations of its Rollout from the configuration. */
  readonly annotations: Readonly<Record<string, string>>
  /** Who switches its canary steps, once all pods are the Rollout's. */
  readonly stepsOf: 'git' | 'dashboard'
}
