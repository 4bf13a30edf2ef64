import type { Diagnostic } from '../diagnostic.ts'
import { boundsOf } from '../kubernetes/autoscaler.ts'
import { isDeployment, replicasOf } from '../kubernetes/deployment.ts'
import { podsIn } from '../kubernetes/int-or-percent.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isRollout, workloadNameOf } from '../kubernetes/rollout.ts'
import { scalersOf } from '../workload/scope.ts'
import { findNode, valueOf } from '../yaml/node.ts'
import { podFinder, runsPods } from './pods.ts'
import type { Labelled, PodFinder } from './pods.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

/** PodDisruptionBudgets that never let a pod go. */
export function budgetProblems(view: View): Diagnostic[] {
  const budgets = view.manifests.filter(
    ({ kind, apiVersion }) => kind === 'PodDisruptionBudget' && apiVersion === 'policy/v1'
  )
  if (budgets.length === 0) return []
  const owners = view.manifests.filter(runsPods).flatMap(manifest => {
    const labels = view.labelsOf(holderOf(manifest, view))
    return labels ? [{ manifest, labels }] : []
  })
  const finder = podFinder(owners)
  const blocked = budgets.flatMap(budget => [...blockedBy(budget, finder, view)])
  return [...blocked, ...finder.problems()]
}

function* blockedBy(
  budget: Manifest,
  finder: PodFinder<Labelled>,
  view: View
): Generator<Diagnostic> {
  const read = (field: string) => valueOf(findNode(budget.node, 'spec', field))
  const title = titleOf(budget)
  const most = read('maxUnavailable')
  if (isNone(most)) {
    const at = placeOf(budget, 'spec', 'maxUnavailable')
    yield problems.budgetBlocksEviction(at, title, 'maxUnavailable', String(most), undefined)
  }
  const least = read('minAvailable')
  if (typeof least !== 'number' && typeof least !== 'string') return
  const at = placeOf(budget, 'spec', 'minAvailable')
  if (least === '100%') {
    yield problems.budgetBlocksEviction(at, title, 'minAvailable', least, undefined)
    return
  }
  const pods = podsHeld(budget, least, { finder, view })
  if (pods === undefined) return
  yield problems.budgetBlocksEviction(at, title, 'minAvailable', String(least), pods)
}

const isNone = (value: unknown) => value === 0 || value === '0' || value === '0%'

type Around = { readonly finder: PodFinder<Labelled>; readonly view: View }

/**
 * The most pods that a budget may be about, where it needs all of them; undefined where it does
 * not, or where that cannot be told from here.
 */
function podsHeld(
  budget: Manifest,
  least: number | string,
  { finder, view }: Around
): number | undefined {
  const selector = valueOf(findNode(budget.node, 'spec', 'selector'))
  // Percents are rounded up (kubernetes pkg/controller/disruption).
  const needed = (of: number) => podsIn({ value: least, of, rounded: 'up' })
  let pods = 0
  for (const { manifest } of finder.find(budget, selector)) {
    const own = mostOf(manifest, view)
    if (own === undefined) return undefined
    pods += own
    // It does not need all of more pods either.
    if ((needed(pods) ?? 0) < pods) return undefined
  }
  return pods > 0 && finder.problems().length === 0 ? pods : undefined
}

/** What holds the pod template of a workload. */
function holderOf(owner: Manifest, { near }: View): Manifest {
  const name = isRollout(owner) ? workloadNameOf(owner) : undefined
  return (name !== undefined && near(owner, name).find(isDeployment)) || owner
}

function mostOf(owner: Manifest, { scope }: View): number | undefined {
  const stated = replicasOf(owner)
  const bounds = scalersOf(owner, scope).map(boundsOf)
  if (bounds.includes(undefined) || typeof stated !== 'number') return undefined
  return Math.max(stated, ...bounds.map(each => each?.max ?? 0))
}
