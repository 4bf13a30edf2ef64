import type { Diagnostic } from '../diagnostic.ts'
import { isAutoscaler, targetOf } from '../kubernetes/autoscaler.ts'
import { isDeployment } from '../kubernetes/deployment.ts'
import { groupOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout, workloadNameOf } from '../kubernetes/rollout.ts'
import { asEntries, findItems, findNode, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { locate } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { hasAll } from './objects-labels.ts'
import * as problems from './object-problems.ts'
import { baseOf } from './objects-view.ts'
import type { View } from './objects-view.ts'

/** Kustomizations that rename or label one end of a reference that kustomize does not know. */
export function kustomizeProblems(view: View): Diagnostic[] {
  return view.kustomizations.flatMap(source => {
    const { root } = parseAnyStyle(source.bytes.toString('utf8'))
    // With a configuration of its own, or by replacing, it may well know them.
    if (['configurations', 'replacements', 'vars'].some(key => hasItems(root, key))) return []
    const files = new Set(findItems(root, 'resources').map(item => baseOf(String(valueOf(item)))))
    const own = view.manifests.filter(({ document }) => files.has(baseOf(document.source.file)))
    const kustomization = { source, root, own }
    return [...renameProblems(kustomization, view), ...labelProblems(kustomization, view)]
  })
}

type Kustomization = {
  readonly source: Source
  readonly root: Node | undefined
  /** The manifests that it takes from the scene. */
  readonly own: readonly Manifest[]
}

const hasItems = (root: Node | undefined, key: string) => findItems(root, key).length > 0

function renameProblems({ source, root, own }: Kustomization, view: View): Diagnostic[] {
  const broken = own.flatMap(manifest => brokenReference(manifest, view) ?? [])
  return ['namePrefix', 'nameSuffix'].flatMap(field => {
    const node = findNode(root, field)
    if (!node || !valueOf(node)) return []
    return broken.map(({ title, path }) =>
      problems.kustomizeBreaksReference(placeIn(source, node), field, title, path)
    )
  })
}

/** A reference that Argo Rollouts' transformer configuration is needed for (docs/features/kustomize). */
function brokenReference(manifest: Manifest, { near }: View) {
  const title = titleOf(manifest)
  const workload = isRollout(manifest) ? workloadNameOf(manifest) : undefined
  if (workload !== undefined && near(manifest, workload).some(isDeployment))
    return { title, path: 'spec.workloadRef' }
  const target = isAutoscaler(manifest) ? targetOf(manifest) : undefined
  if (target?.kind === 'Rollout' && near(manifest, target.name).some(isRollout))
    return { title, path: 'spec.scaleTargetRef' }
  return undefined
}

/** Labels that go into the selector of a Service and not into the pods of a Rollout (#4396). */
function labelProblems({ source, root, own }: Kustomization, view: View): Diagnostic[] {
  const labelled = labelFields(root)[0]
  if (!labelled) return []
  const { field, node } = labelled
  const services = own.filter(({ kind, apiVersion }) => kind === 'Service' && !groupOf(apiVersion))
  return own.filter(isRollout).flatMap(rollout => {
    const labels = view.labelsOf(rollout)
    const service = services.find(each => {
      const selector = asEntries(valueOf(findNode(each.node, 'spec', 'selector')))
      return labels && selector && Object.keys(selector).length > 0 && hasAll(labels, selector)
    })
    if (!labels || !service || hasAll(labels, node.labels)) return []
    const at = placeIn(source, node.at)
    return [problems.kustomizeMissesPods(at, field, titleOf(service), titleOf(rollout))]
  })
}

/** The labels that a kustomization puts into selectors. */
function labelFields(root: Node | undefined) {
  const common = findNode(root, 'commonLabels')
  const entries = findItems(root, 'labels').filter(
    item => valueOf(findNode(item, 'includeSelectors')) === true
  )
  const labels = asEntries(valueOf(common))
  return [
    ...(common && labels ? [{ field: 'commonLabels', node: { at: common, labels } }] : []),
    ...entries.map(at => ({
      field: 'labels',
      node: { at, labels: asEntries(valueOf(findNode(at, 'pairs'))) ?? {} }
    }))
  ]
}

function placeIn(source: Source, { start }: Node) {
  const text = source.bytes.toString('utf8')
  const chunk = { start: 0, end: source.bytes.length, body: 0 }
  return locate({ source, chunk, text, body: 0, root: undefined }, start)
}
