import { asMapping, findNode, findString } from '../yaml/node.ts'
import { findInteger, groupOf, hasValue } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { fieldOf } from './resource.ts'
import type { Resource } from './resource.ts'

/** Whether a manifest is a Deployment of Kubernetes, also of an apiVersion that it has removed. */
export function isDeployment(manifest: Manifest): boolean {
  const group = groupOf(manifest.apiVersion)
  return manifest.kind === 'Deployment' && ['apps', 'extensions', ''].includes(group)
}

/** Whether a Deployment is only a part of one, such as a kustomize patch. */
export function isPatch(manifest: Manifest): boolean {
  const { node } = manifest
  const spec = asMapping(findNode(node, 'spec'))
  const isDirective = [node, spec].some(mapping =>
    mapping?.pairs.some(pair => pair.key === '$patch' || pair.key === '$setElementOrder')
  )
  return isDirective || !['template', 'selector'].some(key => hasValue(manifest, 'spec', key))
}

/** The pods that a Deployment asks for. */
export function replicasOf(deployment: Manifest): number | 'absent' | 'wrong' {
  const replicas = findInteger(deployment, 'spec', 'replicas')
  return typeof replicas === 'number' && replicas < 0 ? 'wrong' : replicas
}

/** The pods that a Deployment has where nothing else scales it: the API server's default is one. */
export function statedPodsOf(deployment: Manifest): number {
  const replicas = replicasOf(deployment)
  return typeof replicas === 'number' ? replicas : 1
}

/** The `type` of a Deployment's strategy. */
export function strategyTypeOf({ node }: Manifest): string {
  return findString(node, 'spec', 'strategy', 'type') ?? 'RollingUpdate'
}

/** Whether a Deployment never has a pod more than it asks for: with one, two never run at once. */
export const neverSurges = (deployment: Resource) =>
  ['0', '0%'].includes(String(fieldOf(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxSurge')))
