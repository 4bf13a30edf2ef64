import { until } from '../cluster/processes.ts'
import type { Scene } from './scene.ts'
import type { Answer } from './user.ts'

/** The Rollout as the cluster has it. Its spec and status have too many shapes for a type here. */
export const rolloutIn = ({ plane, name }: Scene): Promise<Answer['body']> =>
  plane.api.get(`/apis/argoproj.io/v1alpha1/namespaces/${name}/rollouts/web`)

/** Whether the controller has seen all there is, the pod template of the Deployment included. */
function isCurrent({ metadata, status }: Answer['body']) {
  const template = metadata.annotations?.['rollout.argoproj.io/workload-generation']
  return (
    status?.observedGeneration === String(metadata.generation) &&
    status.workloadObservedGeneration === template
  )
}

/** Waits until the Rollout is in a phase for an image, and returns it. */
export async function untilPhase(scene: Scene, phase: string, image: string) {
  let live: Answer['body']
  const path = `/apis/apps/v1/namespaces/${scene.name}/deployments/web`
  const isThere = async () => {
    const deployment: Answer['body'] = await scene.plane.api.get(path)
    live = await rolloutIn(scene)
    const isOf = deployment.spec.template.spec.containers[0].image === image
    const generation = String(deployment.metadata.generation)
    const isSeen = live.status?.workloadObservedGeneration === generation
    return isOf && isSeen && isCurrent(live) && live.status.phase === phase
  }
  await until(`Rollout that is ${phase}`, isThere, scene.plane.signal)
  return live
}

/** The live steps of the canary, as one line. */
export const stepsOf = (rollout: Answer['body']) =>
  JSON.stringify(rollout.spec.strategy.canary.steps ?? 'none')

/** How many pods run the new version, of how many. */
export const updatedOf = ({ spec, status }: Answer['body']) =>
  `${status.updatedReplicas} of ${spec.replicas}`
