import { applierFor } from './applier.ts'
import type { ControlPlane } from './control-plane.ts'
import { inNamespace, namespacesOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import type { Scenario } from './scenario.ts'
import { record } from './timeline.ts'
import type { Timeline } from './timeline.ts'

/** A namespace of a scenario. */
export type Place = {
  /** As the manifests call it; undefined where they name none. */
  readonly name: string | undefined
  /** As the cluster calls it. */
  readonly namespace: string
  readonly apply: Awaited<ReturnType<typeof applierFor>>
  readonly timeline: Timeline
}

/** Makes the namespaces of a scenario, with its load and its applier. */
export async function placesFor(
  plane: ControlPlane,
  scenario: Scenario,
  start: readonly Manifest[]
) {
  const places: Place[] = []
  for (const name of namespacesOf(start)) {
    const namespace = name === undefined ? scenario.name : `${scenario.name}-${name}`
    await plane.kubectl(['create', 'namespace', namespace])
    if (scenario.load !== undefined) plane.metrics.setLoad(namespace, scenario.load)
    const apply = await applierFor(plane, namespace, scenario)
    places.push({ name, namespace, apply, timeline: await record(plane.api, namespace) })
  }
  return places
}

/** The manifests of a place, as they are applied there. */
export function manifestsIn({ name, timeline }: Place, manifests: readonly Manifest[]): Manifest[] {
  return inNamespace(manifests, name).map(
    ({ metadata: { namespace: _, ...metadata }, ...rest }) => {
      const manifest = { ...rest, metadata }
      return manifest.kind === 'Service' ? withHashes(manifest, timeline) : manifest
    }
  )
}

/** A Service that names the hash of a version, which only the cluster knows. */
function withHashes(service: Manifest, timeline: Timeline): Manifest {
  const { selector } = service.spec
  const hash = selector['pod-template-hash'] && timeline.templateHash()
  if (!hash) return service
  return {
    ...service,
    spec: { ...service.spec, selector: { ...selector, 'pod-template-hash': hash } }
  }
}

/** Waits until nothing has moved in any place for so many seconds. */
export const restIn = (places: readonly Place[], seconds: number, signal: AbortSignal) =>
  Promise.all(places.map(({ timeline }) => timeline.rest(seconds * 1000, signal)))

/** The figures of all places as those of one: the worst of each. */
export function figuresOf(places: readonly Place[], floor: number, begin: number) {
  const figures = places.map(({ timeline }) => timeline.since(begin))
  return {
    serving: Math.min(...figures.map(({ serving }) => serving)),
    pods: Math.max(...figures.map(({ pods }) => pods)),
    last: Math.min(...figures.map(({ last }) => last)),
    below: Math.max(...figures.map(({ below }) => below(floor)))
  }
}
