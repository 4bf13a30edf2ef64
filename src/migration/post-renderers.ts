import { groupOf } from '../kubernetes/manifest.ts'
import { printBlock } from '../yaml/print.ts'
import type { ObjectPatch } from './patches.ts'

/**
 * Patches as a HelmRelease of Flux takes them (helm-controller api/v2/helmrelease_types.go,
 * PostRenderer): they count from what the chart renders. What they cannot add is a separate manifest.
 */
export function printPostRenderers(patches: readonly ObjectPatch[]): string {
  const changes = patches.flatMap(each => ('target' in each ? [each] : []))
  const patched = changes.map(({ target, patch }) => ({
    target: {
      ...(groupOf(target.apiVersion) !== '' && { group: groupOf(target.apiVersion) }),
      version: target.apiVersion.slice(target.apiVersion.indexOf('/') + 1),
      kind: target.kind,
      name: target.name
    },
    patch: JSON.stringify(patch)
  }))
  const kustomize = { kustomize: { patches: patched } }
  const lines = [
    '# The spec of the HelmRelease. The Rollout is a manifest beside it, in the folder of this stage.',
    ...printBlock({ spec: { postRenderers: patched.length > 0 ? [kustomize] : [] } })
  ]
  return lines.join('\n') + '\n'
}
