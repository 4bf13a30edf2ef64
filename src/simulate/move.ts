import type { Kind } from '../workload/state.ts'

/** What may happen next in a state, as data. */
export type Move =
  | ApplierMove
  | AutoscalerMove
  | RolloutMove
  | { readonly action: 'resize' | 'scale' | 'roll'; readonly kind: Kind }
  | { readonly action: 'ready'; readonly kind: Kind; readonly count: number }
  | { readonly action: 'adopt-pods' | 'change-image' }

/** What the applier does with an object; an autoscaler or a Service is known by its place. */
export type ApplierMove =
  | { readonly action: 'apply' | 'prune'; readonly object: Kind | 'Application' }
  | { readonly action: 'apply-autoscaler' | 'prune-autoscaler'; readonly at: number }
  | { readonly action: 'apply-service' | 'prune-service'; readonly at: number }
  | { readonly action: 'prune-former' }

/** What an autoscaler does. */
export type AutoscalerMove =
  | { readonly action: 'evaluate'; readonly at: number; readonly count: number }
  | { readonly action: 'follow'; readonly at: number }

/** What the Rollout controller does beside scaling. */
export type RolloutMove =
  | { readonly action: 'scale-down'; readonly count: number }
  | { readonly action: 'write-phase' | 'select' | 'release-pods' }
