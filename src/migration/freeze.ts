import { placeOf } from '../convert/refuse.ts'
import { hasReached, isLastStage } from '../convert/stage.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { offsetOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { canonical } from '../kubernetes/resource.ts'
import { templateReader } from '../kubernetes/template.ts'
import { valueOf } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import * as problems from './problems.ts'
import type { Stages } from './workloads.ts'

/** Says what changed of a workload since other manifests, and may not while its pods move. */
export type Freeze = (deployment: Manifest, moving: Moving) => Diagnostic[]

type Moving = { readonly from: string; readonly to: string; readonly plan: Stages | undefined }

/** Compares with Deployments of the commit before. */
export function freeze(before: readonly Manifest[]): Freeze {
  const templateOf = templateReader()
  const textOf = (deployment: Manifest) => canonical(valueOf(templateOf(deployment)))
  return (deployment, moving) => {
    const old = before.find(
      ({ name, namespace }) => name === deployment.name && namespace === deployment.namespace
    )
    if (!old || !movesPods(moving)) return []
    const at = locate(deployment.document, offsetOf(deployment, 'spec', 'template'))
    const title = titleOf(deployment)
    return [
      ...(textOf(old) === textOf(deployment) ? [] : [problems.templateChanged(at, title)]),
      ...replicasWarnings(old, deployment, moving)
    ]
  }
}

/** Whether both sides have pods at one of the stages, or may have. */
function movesPods({ from, to, plan }: Moving): boolean {
  if (!plan) return false
  const { baseline, workload } = plan
  return [from, to].some(
    name =>
      hasReached(name, 'pin-replicas', workload.percents) &&
      !isLastStage(name, baseline, workload.percents)
  )
}

/** The baseline's count is of no account beside an autoscaler, but somebody thinks otherwise. */
function replicasWarnings(old: Manifest, deployment: Manifest, { plan }: Moving): Diagnostic[] {
  const [was, is] = [replicasOf(old), replicasOf(deployment)]
  if (!plan?.baseline.autoscaler || was === is) return []
  const at = placeOf(deployment, 'spec', 'replicas')
  return [problems.replicasChanged(at, titleOf(deployment), String(was), String(is))]
}
