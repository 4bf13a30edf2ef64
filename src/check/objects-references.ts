import type { Diagnostic } from '../diagnostic.ts'
import { isDeployment, replicasOf } from '../kubernetes/deployment.ts'
import { groupOf, hasValue, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { resourceOf } from '../kubernetes/resource.ts'
import { isRollout, scaleDownIn, servicesIn, workloadRefVersions } from '../kubernetes/rollout.ts'
import { scalersOf } from '../workload/scope.ts'
import { findString } from '../yaml/node.ts'
import * as problems from './object-problems.ts'
import { isService } from '../kubernetes/service.ts'
import type { View } from './objects-view.ts'

/** What Rollouts refer to, and what they leave to what they refer to. */
export function referenceProblems(view: View): Diagnostic[] {
  const rollouts = view.manifests.filter(isRollout)
  const hasDeployments = view.manifests.some(isDeployment)
  const hasServices = view.manifests.some(isService)
  return rollouts.flatMap(rollout => [
    ...(hasValue(rollout, 'spec', 'workloadRef')
      ? workloadRefProblems(rollout, view, hasDeployments)
      : []),
    ...(hasServices ? serviceProblems(rollout, view) : [])
  ])
}

function* workloadRefProblems(
  rollout: Manifest,
  view: View,
  hasDeployments: boolean
): Generator<Diagnostic> {
  const find = (key: string) => findString(rollout.node, 'spec', 'workloadRef', key)
  const apiVersion = find('apiVersion') ?? ''
  const title = titleOf(rollout)
  const wanted = workloadRefVersions.get(find('kind') ?? '')
  if (apiVersion !== wanted) {
    // Of another group or kind the rules of a Rollout by itself speak.
    if (wanted === undefined || groupOf(apiVersion) !== groupOf(wanted)) return
    const at = placeOf(rollout, 'spec', 'workloadRef', 'apiVersion')
    yield problems.workloadRefUnsupported(at, title, apiVersion, wanted)
    return
  }
  const name = find('name')
  const isHere = () =>
    name === undefined || view.near(rollout, name).some(isDeployment) || view.folders.isApart(name)
  if (find('kind') === 'Deployment' && hasDeployments && !isHere() && view.isComplete()) {
    const at = placeOf(rollout, 'spec', 'workloadRef', 'name')
    yield problems.workloadRefNotFound(at, title, name ?? '')
  }
  yield* replicasProblems(rollout, view)
  if (!hasValue(rollout, 'spec', 'selector')) {
    yield problems.rolloutSelectorMissing(placeOf(rollout, 'spec', 'selector'), title)
  }
}

/** The controller writes 1 where there are no replicas (C.6); an autoscaler raises them again. */
function* replicasProblems(rollout: Manifest, { scope }: View): Generator<Diagnostic> {
  const isScaled = scalersOf(rollout, scope).length > 0
  const drains = scaleDownIn(resourceOf(rollout)) !== undefined
  if (isScaled || drains || replicasOf(rollout) !== 'absent') return
  yield problems.rolloutReplicasMissing(placeOf(rollout, 'spec', 'replicas'), titleOf(rollout))
}

function serviceProblems(rollout: Manifest, view: View): Diagnostic[] {
  return servicesIn(resourceOf(rollout)).flatMap(({ path, name }) => {
    if (view.near(rollout, name).some(isService) || !view.isComplete()) return []
    return [problems.serviceNotFound(placeOf(rollout, ...path), titleOf(rollout), name)]
  })
}
