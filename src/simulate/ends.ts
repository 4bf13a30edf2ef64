import { asEntries } from '../yaml/node.ts'
import { matches } from '../kubernetes/labels.ts'
import { canonical, fieldOf, nameIn } from '../kubernetes/resource.ts'
import { kinds } from '../workload/state.ts'
import type { Kind } from '../workload/state.ts'
import type { Change } from './change.ts'
import { objectOf, podLabelsOf } from './end-objects.ts'
import type { EndObjects } from './end-objects.ts'
import { servicesOf } from './services.ts'

/** What a change does beside counts: names, selectors, labels and Services. */
export type EndFacts = Pick<Change, 'names' | 'fixed' | 'relabelled' | 'unmatched' | 'services'>

/** Compares the objects of both ends of a change. */
export function factsBetween(from: EndObjects, to: EndObjects): EndFacts {
  const fixed = kinds.filter(kind => isReselected(kind, from, to))
  const services = servicesOf(from, to)
  return {
    names: { from: namesOf(from), to: namesOf(to) },
    ...(fixed.length > 0 && { fixed }),
    ...(isRelabelled(from, to) && { relabelled: true }),
    ...(isUnmatched(to) && { unmatched: true }),
    ...(services.length > 0 && { services })
  }
}

function namesOf(end: EndObjects): { [kind in Kind]?: string } {
  return Object.fromEntries(
    kinds.flatMap(kind => {
      const object = objectOf(end, kind)
      return object ? [[kind, nameIn(object)]] : []
    })
  )
}

/**
 * Whether an object is given another selector: apps/v1 has refused that from its beginning, and the
 * CRD of Rollouts does since 1.9, where there was one (A.1.10).
 */
function isReselected(kind: Kind, from: EndObjects, to: EndObjects): boolean {
  const [before, after] = [objectOf(from, kind), objectOf(to, kind)]
  if (!before || !after || nameIn(before) !== nameIn(after)) return false
  const [old, now] = [before, after].map(each => fieldOf(each, 'spec', 'selector') ?? null)
  if (!old || !now) return false
  return canonical(plainSelector(old)) !== canonical(plainSelector(now))
}

/** A selector as the API server has it: empty parts are omitted. */
const plainSelector = (selector: Parameters<typeof asEntries>[0]) =>
  Object.fromEntries(
    Object.entries(asEntries(selector) ?? {}).filter(
      ([, part]) => part !== null && !['{}', '[]'].includes(JSON.stringify(part))
    )
  )

const isRelabelled = (from: EndObjects, to: EndObjects) =>
  kinds.some(kind => {
    const [before, after] = [podLabelsOf(from, kind), podLabelsOf(to, kind)]
    return before && after && canonical(before) !== canonical(after)
  })

/** Whether the Deployment's template differs in more than labels, of which the model knows. */
export function isOtherTemplate(from: EndObjects, to: EndObjects): boolean {
  if (isRelabelled(from, to)) return false
  const [before, after] = [from, to].map(end => fieldOf(end.deployment, 'spec', 'template'))
  return !!before && !!after && canonical(before) !== canonical(after)
}

/** Whether a Rollout's selector does not match the pods that it would make: InvalidSpec (A.3). */
function isUnmatched(end: EndObjects): boolean {
  const labels = podLabelsOf(end, 'Rollout')
  const selector = fieldOf(end.rollout, 'spec', 'selector')
  return labels !== undefined && !!selector && !matches(selector, labels)
}
