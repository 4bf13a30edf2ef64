import { asMapping, findNode, findPair } from '../yaml/node.ts'
import type { Manifest } from './manifest.ts'

/** Whether an object was written by a cluster: only its API server gives these fields. */
export function isExported({ node }: Manifest): boolean {
  const metadata = asMapping(findNode(node, 'metadata'))
  const has = (key: string) => metadata !== undefined && findPair(metadata, key) !== undefined
  return (has('uid') || has('resourceVersion')) && asMapping(findNode(node, 'status')) !== undefined
}
