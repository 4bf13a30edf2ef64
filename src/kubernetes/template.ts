import { complete, metadataOf } from '../yaml/complete.ts'
import { asEntries, asMapping, findNode, valueOf } from '../yaml/node.ts'
import type { Entries, Mapping } from '../yaml/node.ts'
import type { Manifest } from './manifest.ts'

/** The pod template of a workload, which the reader of manifests leaves out. */
export const templateOf = (workload: Manifest): Mapping | undefined =>
  asMapping(findNode(wholeManifest(workload).node, 'spec', 'template'))

/** The labels of a workload's pods; undefined where its template has none. */
export const podLabelsOf = ({ node, document }: Manifest): Entries | undefined =>
  asEntries(valueOf(findNode(metadataOf(document, node), 'labels')))

/** A manifest with what it has at `spec.template`, which the reader of manifests leaves out. */
export function wholeManifest(manifest: Manifest): Manifest {
  const { node, document } = manifest
  return { ...manifest, node: asMapping(complete(document, node)) ?? node }
}
