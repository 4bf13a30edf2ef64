import { dereference } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import type { Manifest } from './manifest.ts'
import { templateOf } from './template.ts'

/** Where the pod template of a Deployment names a label that the pods of a Rollout do not have. */
export function hashReferencesIn(deployment: Manifest): Reference[] {
  if (!deployment.document.text.includes(hash)) return []
  return hashReferences(templateOf(deployment))
}

/** The label by which each controller tells the pods of its versions: no others have it (B.6). */
export const podHashLabels = {
  Deployment: 'pod-template-hash',
  Rollout: 'rollouts-pod-template-hash'
} as const

const hash = podHashLabels.Deployment

type Reference = { readonly node: Node; readonly what: string }

/** Where a template names the hash: in labels that pods are told apart by, or in the downward API. */
function hashReferences(given: Node | undefined, key = ''): Reference[] {
  const node = dereference(given)
  if (node?.type === 'sequence') {
    const isNamed = key === 'matchLabelKeys' || key === 'mismatchLabelKeys'
    return node.items.flatMap(item =>
      isNamed && isHash(item) ? [{ node: item, what: key }] : hashReferences(item, key)
    )
  }
  if (node?.type === 'mapping') {
    return node.pairs.flatMap(pair => {
      const isLabel = pair.key === hash && key === 'matchLabels'
      const isExpression = pair.key === 'key' && key === 'matchExpressions' && isHash(pair.value)
      return isLabel || isExpression
        ? [{ node: pair.value, what: key }]
        : hashReferences(pair.value, pair.key)
    })
  }
  const isField = key === 'fieldPath' && node?.type === 'scalar'
  return isField && String(node.value) === `metadata.labels['${hash}']` ? [{ node, what: key }] : []
}

function isHash(given: Node): boolean {
  const node = dereference(given)
  return node?.type === 'scalar' && node.value === hash
}
