import type { Diagnostic } from '../diagnostic.ts'
import { isAutoscaler, isHorizontalPodAutoscaler, targetOf } from '../kubernetes/autoscaler.ts'
import { isDeployment } from '../kubernetes/deployment.ts'
import { hasItems, placeIn } from '../kubernetes/kustomization.ts'
import type { Kustomization } from '../kubernetes/kustomization.ts'
import { hasAll } from '../kubernetes/labels.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { resourceOf } from '../kubernetes/resource.ts'
import { isRollout, servicesIn, workloadNameOf } from '../kubernetes/rollout.ts'
import { folderOf, joinPath, normalPath } from '../paths.ts'
import { asEntries, findNode, valueOf } from '../yaml/node.ts'
import { limitOf } from './limit.ts'
import * as problems from './object-problems.ts'
import { isService } from './objects-services.ts'
import type { View } from './objects-view.ts'

/** Kustomizations that rename or label one end of a reference that kustomize does not know. */
export function kustomizeProblems(view: View): Diagnostic[] {
  return view.kustomizations.flatMap(kustomization => {
    if (mayKnowReferences(kustomization)) return []
    const folder = folderOf(kustomization.source.file)
    const files = new Set(kustomization.resources.map(path => joinPath(folder, path)))
    const isOwn = ({ document }: Manifest) => files.has(normalPath(document.source.file))
    const own = view.manifests.filter(isOwn)
    return brokenBy(kustomization, own, view)
  })
}

/** Whether a kustomization has a configuration of its own, or replaces: it may well know our references. */
export const mayKnowReferences = (kustomization: Kustomization) =>
  ['configurations', 'replacements', 'vars'].some(key => hasItems(kustomization, key))

/** What a kustomization breaks among manifests that it takes in. */
export const brokenBy = (kustomization: Kustomization, own: readonly Manifest[], view: View) => [
  ...renameProblems(kustomization, own, view),
  ...labelProblems(kustomization, own, view)
]

function renameProblems(
  kustomization: Kustomization,
  own: readonly Manifest[],
  view: View
): Diagnostic[] {
  const broken = own.flatMap(manifest => brokenReferences(manifest, view))
  return ['namePrefix', 'nameSuffix'].flatMap(field => {
    const node = findNode(kustomization.document.root, field)
    if (!node || !valueOf(node)) return []
    return broken.map(({ title, path }) =>
      problems.kustomizeBreaksReference(placeIn(kustomization, node), field, title, path)
    )
  })
}

/** The references of a manifest that kustomize renames only where `configurations` name them. */
function brokenReferences(manifest: Manifest, { near }: View) {
  const isNear = (name: string | undefined, is: (other: Manifest) => boolean) =>
    name !== undefined && near(manifest, name).some(is)
  const paths: string[] = []
  if (isRollout(manifest)) {
    if (isNear(workloadNameOf(manifest), isDeployment)) paths.push('spec.workloadRef')
    const services = servicesIn(resourceOf(manifest)).filter(({ name }) => isNear(name, isService))
    paths.push(...services.map(({ path }) => path.join('.')))
  }
  const target = isAutoscaler(manifest) ? targetOf(manifest) : undefined
  if (target && isNear(target.name, target.kind === 'Rollout' ? isRollout : isDeployment)) {
    const follows = isHorizontalPodAutoscaler(manifest) && isNear(target.name, isNamedByTarget)
    if (!follows) paths.push('spec.scaleTargetRef')
  }
  return paths.map(path => ({ title: titleOf(manifest), path }))
}

/** The kinds whose new names go into the target of an HPA, whatever kind that says (kustomize namereference.go). */
const isNamedByTarget = ({ kind }: Manifest) =>
  ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'].includes(kind)

/** Labels that go into the selector of a Service and not into the pods of a Rollout (#4396). */
function labelProblems(
  kustomization: Kustomization,
  own: readonly Manifest[],
  view: View
): Diagnostic[] {
  const [labelled] = kustomization.selectorLabels
  if (!labelled) return []
  const { field, node, labels: added } = labelled
  const services = own.filter(isService).flatMap(service => {
    const selector = asEntries(valueOf(findNode(service.node, 'spec', 'selector'))) ?? {}
    return Object.keys(selector).length > 0 ? [{ service, selector }] : []
  })
  const limit = limitOf('Services may select too many Rollouts', 1_000_000)
  const missed = own.filter(isRollout).flatMap(rollout => {
    const labels = view.labelsOf(rollout)
    if (!labels || hasAll(labels, added) || !limit.allows(services.length, rollout)) return []
    const found = services.find(({ selector }) => hasAll(labels, selector))
    if (!found) return []
    const at = placeIn(kustomization, node)
    return [problems.kustomizeMissesPods(at, field, titleOf(found.service), titleOf(rollout))]
  })
  return [...missed, ...limit.problems()]
}
