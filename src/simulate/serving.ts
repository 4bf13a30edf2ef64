import { kinds } from '../workload/state.ts'
import type { Kind } from '../workload/state.ts'
import { sideOf } from './moment.ts'
import type { Moment, Version } from './moment.ts'
import type { Selects, ServiceChange } from './services.ts'
import type { World } from './world.ts'

/** The Ready pods that serve: those of the Service that selects the fewest. */
export function servingOf(world: World, state: Moment): number {
  const { services } = world.change
  if (!services) return throughNamed(state)
  let least = Infinity
  for (let at = 0; at < services.length; at++)
    least = Math.min(least, servingThrough(world, state, at))
  return least
}

/** Without a Service in view: through one that selects all pods, and that the strategy may name. */
function throughNamed({ deployment, rollout, orphans, former, selected }: Moment): number {
  return selected ? rollout.ready : deployment.ready + rollout.ready + orphans.ready + former.ready
}

/** The Service through which the fewest pods serve; undefined where none is in view. */
export function narrowest(world: World, state: Moment): ServiceChange | undefined {
  const { services = [] } = world.change
  const least = servingOf(world, state)
  return services.find((_, at) => servingThrough(world, state, at) === least)
}

function servingThrough(world: World, state: Moment, at: number): number {
  const service = world.change.services?.[at]
  const selects = service && selectsIn(service, state.services[at] ?? 'none')
  if (!selects) return 0
  // The hash of the strategy's ReplicaSet leaves all others out.
  const isOwn = state.selected && service.named
  return kinds.reduce((sum, kind) => {
    if ((isOwn && kind === 'Deployment') || !selectsNow(world, state, selects[kind])) return sum
    const others = kind === 'Rollout' ? state.orphans.ready : 0
    const former = kind === world.renamed && !isOwn ? state.former.ready : 0
    return sum + sideOf(state, kind).ready + others + former
  }, 0)
}

/** What a Service selects in a version. */
export const selectsIn = (service: ServiceChange, version: Version): Selects | undefined =>
  version === 'none' ? undefined : service[version]

/** Once the labels of a template have changed, pods with either serve for a while. */
function selectsNow(world: World, { deployment, rollout }: Moment, selects: Selects[Kind]) {
  const hasTemplate = world.change.to.rollout?.template
  const isRelabelled = deployment.version === 'to' || (hasTemplate && rollout.version === 'to')
  return selects.before && (selects.after || !isRelabelled)
}
