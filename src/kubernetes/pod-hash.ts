import { asEntries, dereference, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import type { Manifest } from './manifest.ts'
import { itemsOf } from './resource.ts'
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

/** The labels by which controllers tell the pods of their versions. */
const hashLabels: readonly string[] = Object.values(podHashLabels)

type Selection = { readonly node: Node; readonly label: string }

/**
 * Where an object selects pods by the hash of one version, whatever kind of selector it has. Its own
 * labels, and what says how pods are made, select nothing.
 */
export function hashSelectionsIn({ node, document }: Manifest): Selection[] {
  if (!document.text.includes(hash)) return []
  return node.pairs.flatMap(pair =>
    pair.key === 'metadata' || pair.key === 'status' || pair.key.endsWith('ata')
      ? []
      : hashSelections(pair.value)
  )
}

function hashSelections(given: Node): Selection[] {
  const node = dereference(given)
  if (node?.type === 'sequence') return node.items.flatMap(hashSelections)
  if (node?.type !== 'mapping') return []
  const expression = asEntries(valueOf(node)) ?? {}
  const label = hashLabels.find(each => each === expression['key'])
  if (label && itemsOf(expression, 'values').length > 0) return [{ node, label }]
  return node.pairs.flatMap(({ key, value }) => {
    if (key === 'template') return []
    const isSelecting = hashLabels.includes(key) && value.type === 'scalar'
    return isSelecting && value.value ? [{ node: value, label: key }] : hashSelections(value)
  })
}
