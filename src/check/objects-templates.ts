import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { templateOf } from '../kubernetes/template.ts'
import { dereference } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import type { Pair } from './objects-pairs.ts'
import * as problems from './object-problems.ts'

/** What a pod template relies on that the pods of a Rollout do not have. */
export function templateProblems(pairs: readonly Pair[]): Diagnostic[] {
  return pairs.flatMap(({ deployment, rollout }) => {
    if (!deployment.document.text.includes('pod-template-hash')) return []
    return hashReferences(templateOf(deployment)).map(({ node, what }) =>
      problems.podHashMissing(at(deployment, node), what, titleOf(deployment), titleOf(rollout))
    )
  })
}

const at = ({ document }: Manifest, node: Node) => locate(document, node.start)

/** The label of a Deployment's own pods: a Rollout's have `rollouts-pod-template-hash` instead (B.6). */
const hash = 'pod-template-hash'

type Reference = { readonly node: Node; readonly what: string }

/** Where a template names the hash: in labels that pods are told apart by, or in the downward API. */
function hashReferences(given: Node | undefined, key = ''): Reference[] {
  const node = dereference(given)
  if (node?.type === 'sequence') {
    const isNamed = key === 'matchLabelKeys' || key === 'mismatchLabelKeys'
    return node.items.flatMap(item => {
      const value = dereference(item)
      if (isNamed && value?.type === 'scalar' && value.value === hash)
        return [{ node: item, what: key }]
      return hashReferences(item)
    })
  }
  if (node?.type === 'mapping') {
    return node.pairs.flatMap(pair =>
      pair.key === hash && key === 'matchLabels'
        ? [{ node: pair.value, what: key }]
        : hashReferences(pair.value, pair.key)
    )
  }
  const isField = key === 'fieldPath' && node?.type === 'scalar'
  return isField && String(node.value) === `metadata.labels['${hash}']` ? [{ node, what: key }] : []
}
