import { complete } from '../yaml/complete.ts'
import { asMapping, findNode } from '../yaml/node.ts'
import type { Mapping } from '../yaml/node.ts'
import type { Manifest } from './manifest.ts'

/** The pod template of a workload, which the reader of manifests leaves out. */
export const templateOf = (workload: Manifest): Mapping | undefined =>
  asMapping(findNode(wholeManifest(workload).node, 'spec', 'template'))

/** A manifest with what it has at `spec.template`, which the reader of manifests leaves out. */
export function wholeManifest(manifest: Manifest): Manifest {
  const { node, document } = manifest
  return { ...manifest, node: asMapping(complete(document, node)) ?? node }
}
