import type { Sided } from './sides.ts'

/** A workload at both ends of a change; undefined at an end that does not have it. */
export type Pair = Pick<Sided, 'workload' | 'namespace'> & {
  readonly from: Sided | undefined
  readonly to: Sided | undefined
}

/**
 * The workloads of both ends, by namespace and name. A Rollout that stays while its Deployment goes,
 * is another one, or is no longer needed, is of one workload. Rollouts that never had one are not ours.
 */
export function pairsOf(before: readonly Sided[], after: readonly Sided[]): Pair[] {
  const [earlier, later] = [before, after].map(all => new Map(all.map(each => [keyOf(each), each])))
  const byRollout = new Map(after.map(each => [rolloutKeyOf(each), each]))
  const taken = new Set<Sided>()
  const forth = before.map((from): Pair => {
    const own = later?.get(keyOf(from))
    const found = from.rollout === undefined ? undefined : byRollout.get(rolloutKeyOf(from))
    const moved = found === own || !found || earlier?.has(keyOf(found)) ? undefined : found
    const to = moved && !own?.rollout ? joined(own, moved) : own
    for (const each of [own, ...(to === own ? [] : [moved])]) if (each) taken.add(each)
    return { workload: from.workload, namespace: from.namespace, from, to }
  })
  const fresh = after.filter(each => !taken.has(each))
  return [
    ...forth,
    ...fresh.map(({ workload, namespace }, at) => ({
      workload,
      namespace,
      from: undefined,
      to: fresh[at]
    }))
  ].filter(isOurs)
}

const keyOf = ({ namespace, workload }: Sided) => `${namespace ?? ''}/${workload}`

const rolloutKeyOf = ({ namespace, rollout }: Sided) => `${namespace ?? ''}/${rollout ?? ''}`

/** A Deployment, and the Rollout that no longer refers to it. */
function joined(own: Sided | undefined, moved: Sided): Sided {
  if (!own) return moved
  const { rollout } = moved.state
  const autoscalers = [...own.state.autoscalers, ...moved.state.autoscalers]
  const [ofOwn, ofMoved] = [own.objects, moved.objects]
  return {
    ...own,
    state: { ...own.state, ...(rollout && { rollout }), autoscalers },
    rollout: moved.rollout,
    ...(ofOwn && ofMoved && { objects: () => ({ ...ofOwn(), rollout: ofMoved().rollout }) })
  }
}

/** Whether a Deployment takes part, or a Rollout that refers to one. */
function isOurs({ from, to }: Pair): boolean {
  return [from, to].some(end => end && !(end.state.rollout?.template && !end.state.deployment))
}
