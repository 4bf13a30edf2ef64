import type { ModelledApplier } from './change.ts'
import type { Move } from './move.ts'

/** Where a move's rule comes from: sections of docs/evidence.md. */
export function sourceOf(applier: ModelledApplier, move: Move): string {
  if (move.action === 'apply' || move.action === 'prune')
    return move.object === 'Application'
      ? 'D.7'
      : move.action === 'prune'
        ? deletion
        : merges[applier]
  const isPart = move.action === 'apply-autoscaler' || move.action === 'apply-service'
  return isPart ? merges[applier] : others[move.action]
}

const deletion = 'C.12, E17'

const merges: Record<ModelledApplier, string> = {
  argocd: 'D.6, D.7, G.4, E7',
  'argocd-server-side': 'D.6, D.7, G.4, E7',
  flux: 'D.6, E7',
  helm3: 'E30',
  helm4: 'E30',
  'helm4-client-side': 'E30',
  kubectl: 'D.6, E7'
}

const others: Record<
  Exclude<Move['action'], 'apply' | 'prune' | 'apply-autoscaler' | 'apply-service'>,
  string
> = {
  'prune-autoscaler': deletion,
  'prune-service': 'C.8',
  'prune-former': deletion,
  resize: 'C.3, E6',
  scale: 'C.3, E6',
  ready: 'C.3, E6',
  roll: 'C.4, E10',
  'change-image': 'C.4, E10',
  'adopt-pods': 'A.1.9, E11',
  'release-pods': 'A.1.9, E11',
  'write-phase': 'C.1, E18',
  'scale-down': 'A.2, E2, E3',
  select: 'C.8, E8',
  evaluate: 'D.2, E5, E16',
  follow: 'D.2, D.5'
}
