import { applierFor } from './applier.ts'
import type { ControlPlane } from './control-plane.ts'
import { configOf } from './helm.ts'
import { isSame } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { predict } from './predict.ts'
import type { Prediction } from './predict.ts'
import { output } from './processes.ts'
import { rolloutify } from './rolloutify.ts'
import type { Scenario } from './scenario.ts'
import { statesOf } from './states.ts'
import type { Change } from './states.ts'
import { record } from './timeline.ts'
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
  readonly namespace: string
  readonly scenario: Scenario
  readonly apply: Awaited<ReturnType<typeof applierFor>>
  readonly timeline: Timeline
}

/** A manifest as Argo CD applies it where it leaves `replicas` to others. */
function respecting({ scenario, timeline }: Scene, manifest: Manifest): Manifest {
  const ignored = scenario.ignores.find(kind => kind === manifest.kind)
  const live = ignored && timeline.live(ignored)
  if (!live) return manifest
  return { ...manifest, spec: { ...manifest.spec, replicas: live.spec.replicas } }
}

/** Does what one step says; how it ends is not awaited. */
async function act(scene: Scene, change: Change) {
  const { plane, namespace, scenario, apply } = scene
  const { step, state, from, to } = change
  const kubectl = (...args: string[]) => plane.kubectl(['-n', namespace, ...args])
  if (step.load !== undefined) plane.metrics.setLoad(namespace, step.load)
  if (step.delete) await kubectl('delete', step.delete, 'web')
  if (step.touch) await kubectl('annotate', step.touch, 'web', 'touched=yes')
  if (step.to === undefined) return
  const synced = to.filter(({ kind }) => !step.only || step.only.some(it => it === kind))
  const manifests = synced.map(manifest => respecting(scene, manifest))
  const gone = from.filter(it => !to.some(other => isSame(it, other)))
  for (let time = 0; time < scenario.times; time++)
    await apply({ state, manifests, gone: time === 0 ? gone : [] })
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
async function takeSteps(scene: Scene, changes: readonly Change[]) {
  const found: string[] = []
  for (const change of changes) {
    await act(scene, change)
    const seconds = change.step.rest ?? usualRest
    if (seconds === 0) continue
    await scene.timeline.rest(seconds * 1000, scene.plane.signal)
    if (change.step.to !== undefined) found.push(...strays(scene.timeline, change.to))
    if (isByHelm(scene.scenario)) await passGate(scene)
  }
  return found
}

const isByHelm = ({ applier }: Scenario) => applier.startsWith('helm')

/** The gate as a person passes it: `migrate status --live` must say that the stage has settled. */
async function passGate({ plane, namespace }: Scene) {
  const kinds = 'deploy,rollout,hpa,rs'
  const snapshot = await plane.kubectl(['-n', namespace, 'get', kinds, '-o', 'json'])
  const config = configOf(plane, namespace)
  const args = ['migrate', 'status', '--config', config, '--namespace', namespace, '--live', '-']
  await output(process.execPath, [rolloutify, ...args], { input: snapshot, signal: plane.signal })
}

/** Plays a scenario in a namespace of its own and measures it from its first step on. */
export async function play(plane: ControlPlane, scenario: Scenario): Promise<Outcome> {
  const created = performance.now()
  const { start, changes } = await statesOf(scenario)
  const prediction = predict(scenario, changes)
  const namespace = scenario.name
  await plane.kubectl(['create', 'namespace', namespace])
  if (scenario.load !== undefined) plane.metrics.setLoad(namespace, scenario.load)
  const apply = await applierFor(plane, namespace, scenario)
  const timeline = await record(plane.api, namespace)
  try {
    await apply({ state: scenario.start, manifests: start, gone: [] })
    await timeline.rest(usualRest * 1000, plane.signal)
    const begin = performance.now()
    const strays = await takeSteps({ plane, namespace, scenario, apply, timeline }, changes)
    const { below, ...figures } = timeline.since(begin)
    const took = performance.now() - created
    return { scenario, prediction, ...figures, below: below(scenario.floor), strays, took }
  } finally {
    timeline.close()
    await plane.kubectl(['delete', 'namespace', namespace, '--wait=false']).catch(() => {})
  }
}
