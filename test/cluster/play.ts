import type { ControlPlane } from './control-plane.ts'
import { passGate, writeConfig } from './gate.ts'
import { isSame } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { figuresOf, manifestsIn, placesFor, restIn } from './place.ts'
import type { Place } from './place.ts'
import { predict } from './predict.ts'
import type { Prediction } from './predict.ts'
import type { Scenario } from './scenario.ts'
import { statesOf } from './states.ts'
import type { Change } from './states.ts'
import type { Timeline, Watched } from './timeline.ts'

export type Outcome = {
  readonly scenario: Scenario
  readonly prediction: Prediction | undefined
  /** The fewest serving pods. */
  readonly serving: number
  /** The most pods. */
  readonly pods: number
  /** The serving pods in the end. */
  readonly last: number
  /** Milliseconds below the floor. */
  readonly below: number
  /** The objects that were not as applied when all was at rest. */
  readonly strays: readonly string[]
  /** Milliseconds that the whole of it took. */
  readonly took: number
}

/** Seconds without a move, after which none is to come: the autoscaler acts every second. */
const usualRest = 2

/** Where a scenario is played. */
type Scene = {
  readonly plane: ControlPlane
  readonly scenario: Scenario
  readonly places: readonly Place[]
}

/** A manifest as Argo CD applies it where it leaves `replicas` to others. */
function respecting(scenario: Scenario, timeline: Timeline, manifest: Manifest): Manifest {
  const ignored = scenario.ignores.find(kind => kind === manifest.kind)
  const live = ignored && timeline.live(ignored)
  if (!live) return manifest
  return { ...manifest, spec: { ...manifest.spec, replicas: live.spec.replicas } }
}

/** Does what one step says; how it ends is not awaited. */
async function act({ plane, scenario, places }: Scene, change: Change) {
  const { step } = change
  if (step.freeze) plane.freeze(step.freeze)
  if (step.thaw) plane.thaw(step.thaw)
  for (const place of places) {
    const kubectl = (...args: string[]) => plane.kubectl(['-n', place.namespace, ...args])
    if (step.load !== undefined) plane.metrics.setLoad(place.namespace, step.load)
    if (step.delete) await kubectl('delete', step.delete, 'web')
    if (step.touch) await kubectl('annotate', step.touch, 'web', 'touched=yes')
    if (step.to !== undefined) await sync(scenario, place, change)
  }
}

/** Brings what a step says to one place. */
async function sync(scenario: Scenario, place: Place, { step, state, from, to }: Change) {
  const own = manifestsIn(place, to)
  const synced = own.filter(({ kind }) => !step.only || step.only.some(it => it === kind))
  const manifests = synced.map(manifest => respecting(scenario, place.timeline, manifest))
  const gone = manifestsIn(place, from).filter(it => !own.some(other => isSame(it, other)))
  for (let time = 0; time < scenario.times; time++)
    await place.apply({ state, manifests, gone: time === 0 ? gone : [] })
}

/** The fields by which a migration moves pods. */
function movers({ kind, spec }: Pick<Manifest, 'kind' | 'spec'>) {
  if (kind !== 'HorizontalPodAutoscaler') return String(spec.replicas)
  const { scaleTargetRef, minReplicas = 1, maxReplicas, behavior } = spec
  const policies = [behavior?.scaleUp, behavior?.scaleDown].map(it => it?.selectPolicy ?? 'Max')
  return [scaleTargetRef.kind, minReplicas, maxReplicas, ...policies].join(' ')
}

/** Whether a manifest says anything of how many pods there are. */
const isMover = ({ kind, spec }: Manifest) =>
  kind === 'HorizontalPodAutoscaler' || (kind !== 'Service' && spec.replicas !== undefined)

/** The applied objects whose fields are not as the manifests say. */
function strays(timeline: Timeline, applied: readonly Manifest[]) {
  return applied.filter(isMover).flatMap(manifest => {
    const { kind } = manifest
    // Only kinds that are watched stand in a scenario.
    const live = timeline.live(kind as Watched)
    const is = live ? movers({ kind, spec: live.spec }) : 'gone'
    return is === movers(manifest) ? [] : [`${kind} ${is}`]
  })
}

/** Takes one step after the other and returns the objects that were not as applied afterwards. */
async function takeSteps({ plane, scenario, places }: Scene, changes: readonly Change[]) {
  const found: string[] = []
  for (const change of changes) {
    const { rest = usualRest, to, gate } = change.step
    await act({ plane, scenario, places }, change)
    if (rest === 0) continue
    await restIn(places, rest, plane.signal)
    if (to !== undefined) {
      for (const place of places) {
        found.push(...strays(place.timeline, manifestsIn(place, change.to)))
      }
    }
    for (const { namespace } of places) {
      if (gate) writeConfig(plane, namespace, scenario, change.state)
      const isByHelm = scenario.applier.startsWith('helm')
      if (gate ?? isByHelm) await passGate(plane, namespace, gate ?? 'open')
    }
  }
  return found
}

/** Plays a scenario in namespaces of its own and measures it from its first step on. */
export async function play(plane: ControlPlane, scenario: Scenario): Promise<Outcome> {
  const created = performance.now()
  const { start, changes } = await statesOf(scenario)
  const prediction = predict(scenario, changes)
  const places = await placesFor(plane, scenario, start)
  try {
    for (const place of places) {
      await place.apply({ state: scenario.start, manifests: manifestsIn(place, start), gone: [] })
    }
    await restIn(places, usualRest, plane.signal)
    const begin = performance.now()
    const strays = await takeSteps({ plane, scenario, places }, changes)
    const took = performance.now() - created
    return { scenario, prediction, ...figuresOf(places, scenario.floor, begin), strays, took }
  } finally {
    for (const { freeze } of scenario.steps) if (freeze) plane.thaw(freeze)
    for (const { namespace, timeline } of places) {
      timeline.close()
      await plane.kubectl(['delete', 'namespace', namespace, '--wait=false']).catch(() => {})
    }
  }
}
