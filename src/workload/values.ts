import type { Manifest } from '../kubernetes/manifest.ts'
import { resourceOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import { mergePatch } from '../yaml/merge-patch.ts'
import { patchesTo } from './patches.ts'
import { stateAt } from './state-at.ts'
import type { NewRollout } from './rollout.ts'
import type { Stage } from './stage.ts'
import type { Workload } from './workload.ts'

/** The manifests of a workload at a stage, as plain data. No stage touches a pod template: it is omitted. */
export type Values = {
  readonly changed: readonly { readonly manifest: Manifest; readonly value: Resource }[]
  readonly newRollout: NewRollout | undefined
}

/** What the manifests of a workload are at a stage. */
export function valuesAt(workload: Workload, stage: Stage): Values {
  const { patches, newRollout } = patchesTo(workload, stateAt(workload, stage))
  return {
    changed: patches.map(([manifest, patch]) => ({
      manifest,
      value: mergePatch(resourceOf(manifest), patch)
    })),
    newRollout
  }
}
