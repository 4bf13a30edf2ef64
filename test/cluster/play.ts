import { apply, prune } from './applier.ts'
import type { ControlPlane } from './control-plane.ts'
import type { Manifest } from './manifest.ts'
import type { Scenario } from './scenario.ts'
import { statesOf } from './states.ts'
import type { Change } from './states.ts'
import { predict } from './predict.ts'
import type { Prediction } from './predict.ts'
import { record } from './timeline.ts'
import type { Timeline, Watched } from './timeline.ts'

export type Outcome = {
  readonly scenario: Scenario
  readonly prediction: Prediction | undefined
  /** The fewest serving pods. */
  readonly serving: number
  /** The most pods. */
  readonly pods: number
  /** How many of them there were in the end. */
  readonly last: number
  /** Milliseconds below the floor. */
  readonly below: number
  /** The objects that were not as applied when all was at rest. */
  readonly strays: readonly string[]
  /** Milliseconds that the whole of it took. */
  readonly took: number
}

/** Seconds without a move, after which none is to come: the autoscaler acts every second. */
const usualRest = 2.5

/** Does what one step says; how it ends is not awaited. */
async function act(plane: ControlPlane, namespace: string, scenario: Scenario, change: Change) {
  const { step, to } = change
  const kubectl = (...args: string[]) => plane.kubectl(['-n', namespace, ...args])
  if (step.load !== undefined) plane.metrics.setLoad(namespace, step.load)
  if (step.delete) await kubectl('delete', step.delete, 'web')
  if (step.touch) await kubectl('annotate', step.touch, 'web', 'touched=yes')
  if (step.to === undefined) return
  const { only } = step
  const applied = to.filter(({ kind }) => !only || only.some(it => it === kind))
  await apply(plane, namespace, applied, scenario)
  await prune(plane, namespace, change)
}

/** The fields by which a migration moves pods. */
function movers({ kind, spec }: Pick<Manifest, 'kind' | 'spec'>) {
  if (kind !== 'HorizontalPodAutoscaler') return String(spec.replicas)
  const { scaleTargetRef, minReplicas = 1, maxReplicas, behavior } = spec
  const policies = [behavior?.scaleUp, behavior?.scaleDown].map(it => it?.selectPolicy ?? 'Max')
  return [scaleTargetRef.kind, minReplicas, maxReplicas, ...policies].join(' ')
}

/** The applied objects whose fields are not as the manifests say. */
function strays(timeline: Timeline, applied: readonly Manifest[]) {
  return applied.flatMap(manifest => {
    const { kind, spec } = manifest
    if (kind === 'Service' || (kind !== 'HorizontalPodAutoscaler' && spec.replicas === undefined))
      return []
    // Only kinds that are watched stand in a scenario.
    const live = timeline.live(kind as Watched)
    const is = live ? movers({ kind, spec: live.spec }) : 'gone'
    return is === movers(manifest) ? [] : [`${kind} ${is}`]
  })
}

/** Takes one step after the other and returns the objects that were not as applied afterwards. */
async function takeSteps(
  plane: ControlPlane,
  { scenario, namespace, timeline }: { scenario: Scenario; namespace: string; timeline: Timeline },
  changes: readonly Change[]
) {
  const found: string[] = []
  for (const change of changes) {
    await act(plane, namespace, scenario, change)
    const seconds = change.step.rest ?? usualRest
    if (seconds === 0) continue
    await timeline.rest(seconds * 1000, plane.signal)
    if (change.step.to !== undefined) found.push(...strays(timeline, change.to))
  }
  return found
}

/** Plays a scenario in a namespace of its own and measures it from its first step on. */
export async function play(plane: ControlPlane, scenario: Scenario): Promise<Outcome> {
  const created = performance.now()
  const { start, changes } = await statesOf(scenario)
  const prediction = predict(scenario, changes)
  const namespace = scenario.name.slice(0, 63).replace(/-$/, '')
  await plane.kubectl(['create', 'namespace', namespace])
  if (scenario.load !== undefined) plane.metrics.setLoad(namespace, scenario.load)
  const timeline = await record(plane.api, namespace)
  try {
    await apply(plane, namespace, start, scenario)
    await timeline.rest(usualRest * 1000, plane.signal)
    const begin = performance.now()
    const strays = await takeSteps(plane, { scenario, namespace, timeline }, changes)
    const { below, ...figures } = timeline.since(begin)
    const took = performance.now() - created
    return { scenario, prediction, ...figures, below: below(scenario.floor), strays, took }
  } finally {
    timeline.close()
    await plane.kubectl(['delete', 'namespace', namespace, '--wait=false']).catch(() => {})
  }
}
