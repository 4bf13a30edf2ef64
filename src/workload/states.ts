import { hasValue } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { workloadNameOf } from '../kubernetes/rollout.ts'
import { manifestsAround, manifestsOfRollout } from './scope.ts'
import type { Manifests, Orphan, Scope } from './scope.ts'
import { stateIn } from './state-in.ts'
import type { State } from './state.ts'

/** A workload of a scope, selected or not. */
export type StatedWorkload = {
  readonly name: string
  readonly namespace: string | undefined
  readonly manifests: Manifests | Orphan
  readonly state: State
}

/**
 * The workloads of a scope: Deployments, Rollouts that refer to one which is not there, and Rollouts
 * with their own pod template, which belong to the Deployment of their name if there is one.
 */
export function statesIn(scope: Scope): StatedWorkload[] {
  const around = scope.deployments.map(each => withOwnRollout(manifestsAround(each, scope), scope))
  const known = new Set(around.flatMap(({ rollouts }) => rollouts))
  const isOrphan = (rollout: Manifest) => workloadNameOf(rollout) !== undefined
  const alone = [...scope.rolloutsByName.values()]
    .flat()
    .filter(each => !known.has(each) && (isOrphan(each) || hasOwnTemplate(each)))
    .map(each => manifestsOfRollout(each, scope))
  return [...around, ...alone].map(manifests => {
    const { deployment, rollouts } = manifests
    const [rollout] = rollouts
    // One of the two exists, and a Rollout without a name belongs to none.
    const { namespace } = deployment ?? rollout ?? {}
    const name = deployment?.name ?? (rollout && (workloadNameOf(rollout) ?? rollout.name)) ?? ''
    return { name, namespace, manifests, state: stateIn(manifests) }
  })
}

/** Whether a Rollout needs no Deployment. */
const hasOwnTemplate = (rollout: Manifest) =>
  hasValue(rollout, 'spec', 'template') && !hasValue(rollout, 'spec', 'workloadRef')

/** A Rollout that has taken the template into itself still belongs to its Deployment. */
function withOwnRollout(manifests: Manifests, scope: Scope): Manifests {
  if (manifests.rollouts.length > 0) return manifests
  const { deployment } = manifests
  const own = (scope.rolloutsByName.get(deployment.name ?? '') ?? []).find(
    each => hasOwnTemplate(each) && scope.together(each, deployment)
  )
  if (!own) return manifests
  const { rollouts, rolloutAutoscalers } = manifestsOfRollout(own, scope)
  return { ...manifests, rollouts, rolloutAutoscalers }
}
