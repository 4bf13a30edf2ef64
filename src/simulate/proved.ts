import type { SourceGroup } from '../workload/read.ts'
import type { Run } from '../workload/select.ts'
import type { Manifests } from '../workload/scope.ts'
import { rolloutNameOf } from '../workload/scope.ts'
import { factsBetween } from './ends.ts'
import type { EndFacts } from './ends.ts'
import type { Proved } from './plan.ts'
import { serviceFinder, stagedObjects } from './sides.ts'
import type { ServiceFinder } from './sides.ts'

/** Workloads of a plan with what their Services select; pod templates are read where there are any. */
export function provedIn<Workload extends Proved & { readonly manifests: Manifests }>(
  workloads: readonly Workload[],
  groups: readonly SourceGroup[],
  run: Run
): Workload[] {
  const sources = groups.flatMap(group => group.sources)
  const servicesOf = serviceFinder(sources, run)
  return workloads.map(each => {
    const facts = factsOf(each.manifests, servicesOf)
    return facts ? { ...each, facts } : each
  })
}

function factsOf(manifests: Manifests, servicesOf: ServiceFinder): EndFacts | undefined {
  const { deployment } = manifests
  const isNamedAlike = rolloutNameOf(manifests) === deployment.name
  if (isNamedAlike && servicesOf(deployment.namespace).length === 0) return undefined
  const objects = stagedObjects(manifests, servicesOf)
  const { names, ...facts } = factsBetween(objects, objects)
  return isNamedAlike ? facts : { ...facts, ...(names && { names }) }
}
