import type { ModelledApplier, Change as Modelled } from '../../src/simulate/change.ts'
import type { State } from '../../src/workload/state.ts'
import type { Resource } from '../../src/kubernetes/resource.ts'
import type { EndObjects } from '../../src/simulate/end-objects.ts'
import { factsBetween } from '../../src/simulate/ends.ts'
import { simulate } from '../../src/simulate/simulate.ts'
import { stateOf } from '../../src/workload/state-in.ts'
import { inNamespace, namespacesOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import type { Scenario } from './scenario.ts'
import type { Change } from './states.ts'

/** What the model says of a scenario. */
export type Prediction = {
  readonly verdict: Scenario['expect']['verdict']
  /** The fewest serving pods, in the worst order of applying each change. */
  readonly serving: number
}

/**
 * What the simulator says of a scenario before anything runs: of each change between two rests, in
 * every order. Under a load it says nothing: there it takes any metric for possible.
 */
export function predict(scenario: Scenario, changes: readonly Change[]): Prediction | undefined {
  const isLoaded = scenario.load !== undefined || changes.some(({ step }) => step.load)
  // An object that comes back meets what its deletion left: the model begins each change anew.
  const deleted = changes.findIndex(({ step }) => step.delete)
  const comesBack = deleted >= 0 && changes.slice(deleted).some(({ step }) => step.to)
  if (isLoaded || comesBack) return undefined
  const namespaces = namespacesOf(changes.flatMap(({ from, to }) => [...from, ...to]))
  const least = betweenRests(changes).flatMap((change, at, all) =>
    namespaces.map(name => {
      const [own, before] = [within(change, name), all[at - 1]]
      const startAt = before && pausedPods(own, within(before, name))
      return simulate({ ...modelOf(scenario, own), ...(startAt && { startAt }) }).minServing
    })
  )
  const serving = Math.min(...least)
  return { verdict: serving < scenario.floor ? 'dips' : 'keeps the floor', serving }
}

/** The pods that a Rollout had when it was paused: the model takes any number for possible. */
function pausedPods(change: Change, before: Change): Modelled['startAt'] {
  const [was, is] = [before, change].map(({ from }) => sideOf(from).rollout)
  if (!is?.paused || !was || was.paused) return undefined
  if (is.replicas === undefined || was.replicas === undefined) return undefined
  return { Rollout: [{ count: is.replicas, pods: was.replicas }] }
}

/** A change as far as it is of one namespace. */
const within = ({ from, to, ...change }: Change, namespace: string | undefined): Change => ({
  ...{ ...change, from: inNamespace(from, namespace), to: inNamespace(to, namespace) }
})

/**
 * Changes as the cluster meets them: one that does not wait for rest is one with the next, and so
 * is one that meets a frozen controller.
 */
function betweenRests(changes: readonly Change[]): Change[] {
  const joined: Change[] = []
  let from: Change['from'] | undefined
  let isFrozen = false
  for (const change of changes) {
    from ??= change.from
    isFrozen = change.step.freeze ? true : change.step.thaw ? false : isFrozen
    if (change.step.rest === 0 || isFrozen) continue
    joined.push({ ...change, from })
    from = undefined
  }
  return joined
}

function modelOf(scenario: Scenario, { step, from, to: applied }: Change): Modelled {
  const to = applied.filter(({ kind }) => kind !== step.delete)
  const applier: ModelledApplier = scenario.applier === 'helmfile' ? 'helm3' : scenario.applier
  const application = applicationOf(scenario)
  const images = [from, to].map(side => JSON.stringify(ofKind(side, 'Deployment')?.spec.template))
  return {
    from: { ...(step.delete ? unprotected(sideOf(from)) : sideOf(from)), ...application },
    to: { ...sideOf(to), ...application },
    ...factsBetween(endOf(from), endOf(to)),
    applier,
    floor: scenario.floor,
    metrics: 'none',
    unverified: true,
    disturb: images[0] === images[1] ? [] : ['image-change']
  }
}

/** What Argo CD leaves to others, from the beginning. */
function applicationOf({ ignores }: Scenario): Pick<State, 'application'> {
  const kinds = ignores.filter(kind => kind === 'Deployment' || kind === 'Rollout')
  if (kinds.length === 0) return {}
  return { application: { ignoresReplicasOf: kinds, respects: true, onlyOutOfSync: false } }
}

/** What keeps an applier from deleting a Rollout does not keep a person. */
function unprotected({ rollout, ...side }: State): State {
  if (!rollout) return side
  const { keptBy: _, ...rest } = rollout
  return { ...side, rollout: rest }
}

function sideOf(manifests: readonly Manifest[]): State {
  const autoscaler = ofKind(manifests, 'HorizontalPodAutoscaler')
  return stateOf({
    deployment: plain(ofKind(manifests, 'Deployment')),
    rollout: plain(ofKind(manifests, 'Rollout')),
    autoscalers: autoscaler ? [autoscaler as unknown as Resource] : []
  })
}

/** The objects of one end, as far as the model looks at more than their counts. */
const endOf = (manifests: readonly Manifest[]): EndObjects => ({
  deployment: plain(ofKind(manifests, 'Deployment')),
  rollout: plain(ofKind(manifests, 'Rollout')),
  services: manifests
    .filter(({ kind }) => kind === 'Service')
    .map(plain)
    .filter(it => it !== undefined)
})

const ofKind = (manifests: readonly Manifest[], kind: string) =>
  manifests.find(manifest => manifest.kind === kind)

// What js-yaml reads is plain data.
const plain = (manifest: Manifest | undefined) => manifest as unknown as Resource | undefined
