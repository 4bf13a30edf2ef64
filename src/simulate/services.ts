import { hasAll } from '../kubernetes/labels.ts'
import type { Labels } from '../kubernetes/labels.ts'
import { nameIn, integerOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import { podHashLabels } from '../kubernetes/pod-hash.ts'
import { selectorIn } from '../kubernetes/service.ts'
import { keepersIn, servicesIn } from '../kubernetes/rollout.ts'
import type { Keeper } from '../kubernetes/rollout.ts'
import { kinds } from '../workload/state.ts'
import type { Kind } from '../workload/state.ts'
import { podLabelsOf } from './end-objects.ts'
import type { EndObjects } from './end-objects.ts'

/** Whether a Service selects the pods of a kind: those of the template before, and of the one after. */
export type Selects = {
  readonly [kind in Kind]: { readonly before: boolean; readonly after: boolean }
}

/** A Service that selects pods of the workload before a change. */
export type ServiceChange = {
  readonly name: string
  readonly from: Selects
  /** What it selects after the change; undefined where it goes. */
  readonly to: Selects | undefined
  /** Who leaves it alone when it is no longer in Git. */
  readonly keptBy: readonly Keeper[]
  /** Whether the strategy names it, so that the Rollout controller writes a hash into it. */
  readonly named: boolean
}

/**
 * The Services that select the pods which serve before a change, with what they select after it.
 * Those that select all pods at both ends are omitted: nothing follows from them.
 */
export function servicesOf(from: EndObjects, to: EndObjects): ServiceChange[] {
  const some = namedOrPart(from, to)
  if (some.length === 0 || some.some(({ named }) => named)) return some
  const live = [from, to].flatMap(({ rollout }) => (rollout ? servicesIn(rollout) : []))
  const named = live.find(({ role }) => role === 'live')
  if (!named) return some
  return [...some, { name: named.name, from: all, to: all, keptBy: [], named: true }]
}

function namedOrPart(from: EndObjects, to: EndObjects): ServiceChange[] {
  const roles = [from, to].flatMap(({ rollout }) => (rollout ? servicesIn(rollout) : []))
  return from.services.flatMap((service): ServiceChange[] => {
    const name = nameIn(service)
    const own = roles.filter(each => each.name === name)
    const before = selectsOf(service, from, to)
    // A Service of a canary alone has no pods at rest.
    const isForNew = own.some(({ role }) => role === 'new')
    if (isForNew || !before || !servesBefore(before, from)) return []
    const after = to.services.find(each => nameIn(each) === name)
    const change = {
      name,
      from: before,
      to: after && (withKnownHashes(selectsOf(after, from, to), service, after) ?? none),
      keptBy: keepersIn(service),
      named: own.length > 0
    }
    return isOfAll(change.from) && isOfAll(change.to) ? [] : [change]
  })
}

const nothing = { before: false, after: false }
const everything = { before: true, after: true }
const none: Selects = { Deployment: nothing, Rollout: nothing }
const all: Selects = { Deployment: everything, Rollout: everything }

const isOfAll = (selects: Selects | undefined) =>
  selects !== undefined && kinds.every(kind => selects[kind].before && selects[kind].after)

/** Whether a Service selects the pods that serve: the Deployment's, or the Rollout's where those are gone. */
function servesBefore(selects: Selects, { deployment, rollout }: EndObjects): boolean {
  if (deployment && selects.Deployment.before) return true
  const isMoved = !deployment || integerOf(deployment, 'spec', 'replicas') === 0
  return rollout !== undefined && isMoved && selects.Rollout.before
}

/** What a Service selects; undefined where it has no selector of its own. */
function selectsOf(service: Resource, from: EndObjects, to: EndObjects): Selects | undefined {
  const selector = selectorIn(service)
  if (!selector) return undefined
  const select = (kind: Kind) => {
    const before = podLabelsOf(from, kind) ?? podLabelsOf(to, kind)
    if (!before) return everything
    const after = podLabelsOf(to, kind) ?? before
    return {
      before: selectsPods(selector, kind, before),
      after: selectsPods(selector, kind, after)
    }
  }
  const [deployment = nothing, rollout = nothing] = kinds.map(select)
  return { Deployment: deployment, Rollout: rollout }
}

/** A hash that a change writes into a Service is of pods that nobody knows here: it counts for none. */
function withKnownHashes(
  selects: Selects | undefined,
  before: Resource,
  after: Resource
): Selects | undefined {
  const hashOf = (service: Resource, key: string) => selectorIn(service)?.[key]
  const isNew = Object.values(podHashLabels).some(key => {
    const hash = hashOf(after, key)
    return hash !== undefined && hash !== hashOf(before, key)
  })
  return isNew ? none : selects
}

/** The hash of a Service in Git is taken for that of the pods that run. */
function selectsPods(selector: Labels, kind: Kind, labels: Labels): boolean {
  const { [podHashLabels[kind]]: _, ...others } = selector
  return hasAll(labels, others)
}
