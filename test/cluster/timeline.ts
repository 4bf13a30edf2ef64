import { setTimeout as sleep } from 'node:timers/promises'
import type { Api, Live } from './api.ts'
import { hashOf, isLeaving, isReady, templateHashOf } from './pod.ts'

/** How many pods there are after one change. */
export type Sample = {
  /** Milliseconds, of a clock that only runs forward. */
  readonly at: number
  /** Ready, not being deleted, and selected by the Service. */
  readonly serving: number
  /** All that are not being deleted. */
  readonly pods: number
  /** The serving pods of the Deployment, of the Rollout's stable version, and of its new one. */
  readonly deployment: number
  readonly stable: number
  readonly canary: number
}

const paths = {
  Service: 'api/v1/namespaces/*/services',
  Deployment: 'apis/apps/v1/namespaces/*/deployments',
  HorizontalPodAutoscaler: 'apis/autoscaling/v2/namespaces/*/horizontalpodautoscalers',
  Rollout: 'apis/argoproj.io/v1alpha1/namespaces/*/rollouts'
}
export type Watched = keyof typeof paths

const isServing = (pod: Live, selector: Readonly<Record<string, string>>) =>
  isReady(pod) &&
  !isLeaving(pod) &&
  Object.entries(selector).every(([key, value]) => pod.metadata.labels?.[key] === value)

/** Counts of a controller's object that move until it is at rest. */
const counts = ({ metadata, spec, status }: Live) => [
  ...[metadata.generation, status?.observedGeneration, spec.replicas],
  ...[status?.replicas, status?.availableReplicas, status?.updatedReplicas]
]

/** Milliseconds. What does not settle by then, as where two fight for a count, never does. */
const longestWait = 15_000

const isSettled = ({ metadata, spec, status }: Live) =>
  String(status?.observedGeneration) === String(metadata.generation) &&
  (status?.replicas ?? 0) === spec.replicas &&
  (status?.availableReplicas ?? 0) === spec.replicas

export type Timeline = Awaited<ReturnType<typeof record>>

/** What a namespace goes through, change by change: a watch, so a dip of a millisecond is seen. */
export async function record(
  api: Api,
  namespace: string,
  onSample: (sample: Sample) => void = () => {},
  name = 'web'
) {
  const pods = new Map<string, Live>()
  const live = new Map<Watched, Live>()
  const samples: Sample[] = []
  let changedAt = performance.now()

  function count() {
    const selector = live.get('Service')?.spec.selector
    const serving = [...pods.values()].filter(pod => selector && isServing(pod, selector))
    const hashes = serving.map(hashOf).filter(hash => hash !== undefined)
    const stableHash = live.get('Rollout')?.status?.stableRS
    const stable = hashes.filter(hash => hash === stableHash).length
    const sample = {
      at: performance.now(),
      serving: serving.length,
      pods: [...pods.values()].filter(pod => !isLeaving(pod)).length,
      ...{ deployment: serving.length - hashes.length, stable, canary: hashes.length - stable }
    }
    samples.push(sample)
    onSample(sample)
    return sample
  }

  function note(kind: Watched, object: Live, isDeleted: boolean) {
    if (object.metadata.name !== name) return
    const before = live.get(kind)
    if (isDeleted) live.delete(kind)
    else live.set(kind, object)
    if (kind === 'Service' || kind === 'Rollout') count()
    if (isDeleted || !before || String(counts(before)) !== String(counts(object)))
      changedAt = performance.now()
  }

  const watches = [
    api.watch(`/api/v1/namespaces/${namespace}/pods`, '', ({ type, object }) => {
      if (type === 'DELETED') pods.delete(object.metadata.uid)
      else pods.set(object.metadata.uid, object)
      changedAt = performance.now()
      count()
    }),
    ...Object.entries(paths).map(([kind, path]) =>
      api.watch(`/${path.replace('*', namespace)}`, '', ({ type, object }) =>
        // The keys of `paths` are its kinds.
        note(kind as Watched, object, type === 'DELETED')
      )
    )
  ]
  const ends = await Promise.all(watches)

  return {
    live: (kind: Watched) => live.get(kind),
    /** The hash of the Deployment's version, which its pods carry. */
    templateHash: () => [...pods.values()].map(templateHashOf).find(hash => hash !== undefined),
    now: () => samples.at(-1) ?? count(),
    /**
     * Waits until nothing has moved for so many milliseconds, counted from now, and all that is asked
     * for is there; or as long as it is of use.
     */
    async rest(quiet: number, signal: AbortSignal) {
      const begin = performance.now()
      const isMoving = () => performance.now() - Math.max(begin, changedAt) < quiet
      const isWaiting = () => performance.now() - begin < quiet + longestWait
      const owners = () => [live.get('Deployment'), live.get('Rollout')].filter(it => !!it)
      while ((isMoving() || !owners().every(isSettled)) && isWaiting())
        await sleep(50, undefined, { signal })
    },
    since: (start: number) => summary(samples, start, performance.now()),
    close: () => ends.forEach(end => end())
  }
}

/** The samples from a moment on, with the one that held then. */
function samplesFrom(samples: readonly Sample[], start: number) {
  const first = samples.findLastIndex(({ at }) => at <= start)
  return samples.slice(Math.max(0, first))
}

/** The fewest serving pods, the most pods, and how long the first were below a floor. */
function summary(samples: readonly Sample[], start: number, end: number) {
  const span = samplesFrom(samples, start)
  return {
    serving: Math.min(...span.map(({ serving }) => serving)),
    pods: Math.max(...span.map(({ pods }) => pods)),
    /** The serving pods in the end. */
    last: span.at(-1)?.serving ?? 0,
    /** Milliseconds. */
    below(floor: number) {
      let total = 0
      for (const [index, { at, serving }] of span.entries()) {
        const until = span[index + 1]?.at ?? end
        if (serving < floor) total += until - Math.max(at, start)
      }
      return total
    }
  }
}
