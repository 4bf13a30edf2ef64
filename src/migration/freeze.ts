import type { Diagnostic } from '../diagnostic.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical } from '../kubernetes/resource.ts'
import { templateOf } from '../kubernetes/template.ts'
import { hasReached, pinReplicas } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import { isLastStage } from '../workload/state-at.ts'
import type { Workload } from '../workload/workload.ts'
import { valueOf } from '../yaml/node.ts'
import * as problems from './problems.ts'

/** Says what changed of a workload since other manifests, and may not while its pods move. */
export type Freeze = (deployment: Manifest, moving: Moving) => Diagnostic[]

type Moving = {
  readonly from: Stage
  readonly to: Stage
  readonly workload: Workload | undefined
}

/** Compares with Deployments of the commit before. */
export function freeze(before: readonly Manifest[]): Freeze {
  const textOf = (deployment: Manifest) => canonical(valueOf(templateOf(deployment)))
  return (deployment, moving) => {
    const old = before.find(
      ({ name, namespace }) => name === deployment.name && namespace === deployment.namespace
    )
    if (!old || !movesPods(moving)) return []
    const at = placeOf(deployment, 'spec', 'template')
    const title = titleOf(deployment)
    return [
      ...(textOf(old) === textOf(deployment) ? [] : [problems.templateChanged(at, title)]),
      ...replicasWarnings(old, deployment, moving)
    ]
  }
}

/** Whether both sides have pods at one of the stages, or may have. */
function movesPods({ from, to, workload }: Moving): boolean {
  return [from, to].some(
    stage => workload && hasReached(stage, pinReplicas) && !isLastStage(workload, stage)
  )
}

/** The baseline's count is of no account beside an autoscaler, but somebody thinks otherwise. */
function replicasWarnings(old: Manifest, deployment: Manifest, { workload }: Moving): Diagnostic[] {
  const [was, is] = [replicasOf(old), replicasOf(deployment)]
  if (workload?.baseline.autoscalers.length === 0 || was === is) return []
  const at = placeOf(deployment, 'spec', 'replicas')
  return [problems.replicasChanged(at, titleOf(deployment), String(was), String(is))]
}
