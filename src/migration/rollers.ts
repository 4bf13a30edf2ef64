import type { Manifest } from '../kubernetes/manifest.ts'
import { templateOf } from '../kubernetes/template.ts'
import { asEntries, findItems, findNode, findString, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import type { Roller } from './runbook/scene.ts'

/** What rolls the pods of a Deployment beside a new image: what its manifest says about it. */
export function rollersOf(deployment: Manifest): Roller[] {
  const template = templateOf(deployment)
  const own = annotationsOf(deployment.node).filter(([key]) =>
    key.includes('reloader.stakater.com')
  )
  const hashes = annotationsOf(template).filter(([key]) => /checksum|hash/i.test(key))
  const named = own.length > 0 ? configsOf(template) : []
  return [
    ...own.map(([key, value]): Roller => ({ kind: 'annotation', key, value })),
    ...named.map((config): Roller => ({ kind: 'config', config })),
    ...hashes.map(([key]): Roller => ({ kind: 'hash', key }))
  ]
}

function annotationsOf(node: Node | undefined): [string, string][] {
  const entries = asEntries(valueOf(findNode(node, 'metadata', 'annotations'))) ?? {}
  return Object.entries(entries).map(([key, value]) => [key, String(value)])
}

/** The ConfigMaps and Secrets that a pod template names. */
function configsOf(template: Node | undefined): string[] {
  const containers = ['initContainers', 'containers'].flatMap(key =>
    findItems(template, 'spec', key)
  )
  const sources = containers.flatMap(each => findItems(each, 'envFrom'))
  const values = containers
    .flatMap(each => findItems(each, 'env'))
    .flatMap(each => findNode(each, 'valueFrom') ?? [])
  const volumes = findItems(template, 'spec', 'volumes')
  const names = (nodes: readonly Node[], kind: string, ...path: readonly string[]) =>
    nodes.flatMap(each => {
      const name = findString(each, ...path)
      return name === undefined ? [] : [`${kind} \`${name}\``]
    })
  return [
    ...new Set([
      ...names(sources, 'ConfigMap', 'configMapRef', 'name'),
      ...names(values, 'ConfigMap', 'configMapKeyRef', 'name'),
      ...names(volumes, 'ConfigMap', 'configMap', 'name'),
      ...names(sources, 'Secret', 'secretRef', 'name'),
      ...names(values, 'Secret', 'secretKeyRef', 'name'),
      ...names(volumes, 'Secret', 'secret', 'secretName')
    ])
  ]
}
