import type { Diagnostic } from '../diagnostic.ts'
import { isAutoscaler, isVerticalPodAutoscaler } from '../kubernetes/autoscaler.ts'
import { hoursOf } from '../kubernetes/hours.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { mentionsOf, namersOf } from '../kubernetes/mentions.ts'
import type { Mention } from '../kubernetes/mentions.ts'
import { scalingTargetsOf } from '../kubernetes/scaling.ts'
import type { ScalingTarget } from '../kubernetes/scaling.ts'
import { autoscalerOf } from '../workload/scope.ts'
import { entriesOf } from './entries.ts'
import type { Pair } from './objects-pairs.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

/** What else names a Deployment whose pods move to a Rollout. */
export function mentionProblems(view: View, pairs: readonly Pair[]): Diagnostic[] {
  if (pairs.length === 0) return []
  const byName = namersOf(view.all)
  return pairs.flatMap(pair => {
    const { deployment, manifests } = pair
    const named = byName.get(deployment.name ?? '')
    const scalers = [...manifests.autoscalers, ...manifests.rolloutAutoscalers]
    return [...new Set([...named, ...scalers])]
      .flatMap(each => namedIn(each, pair))
      .concat(scalerProblems(pair, view), hourProblems(pair, view), strayProblems(pair, view))
  })
}

const scalerProblems = (pair: Pair, view: View) =>
  pair.manifests.foreignScalers.flatMap(each => scalerProblem(each, pair, view))

type Scaler = { readonly scaler: Manifest; readonly target: ScalingTarget | undefined }

/** What may change the pods of either and is not understood, unless a configuration says otherwise. */
function scalerProblem(
  { scaler, target }: Scaler,
  { deployment, manifests, own }: Pair,
  { known }: View
): Diagnostic[] {
  if (!target || entriesOf(deployment, known).some(each => each.autoscaler === 'none')) return []
  const { kind, name, path, by } = target
  // What is on the Rollout or its autoscaler is right once the pods have moved.
  if (by === 'mended-target' || (kind !== 'Deployment' && own === 0)) return []
  const beside = autoscalerOf(manifests) ? 'an-autoscaler' : 'nothing'
  const what = by === 'command' ? `A command of ${titleOf(scaler)}` : titleOf(scaler)
  const of = kind === 'Deployment' || name === undefined ? titleOf(deployment) : `${kind} "${name}"`
  return [problems.scalerNotUnderstood(placeOf(scaler, ...path), what, of, beside)]
}

function namedIn(manifest: Manifest, pair: Pair): Diagnostic[] {
  const { deployment, rollout, own, moved = 0 } = pair
  // Until the last pod has moved, they are right.
  if (own !== 0 || moved === 0) return []
  const named = { name: deployment.name ?? '', namespace: deployment.namespace }
  const [title, from, to] = [titleOf(manifest), titleOf(deployment), titleOf(rollout)]
  return mentionsOf(manifest, named).map(({ how, path }) => {
    const at = placeOf(manifest, ...path)
    return how === 'recommends'
      ? problems.verticalAutoscalerLeftBehind(at, title, from, to)
      : problems.deploymentNamedElsewhere(at, whatOf(how, title), from, to)
  })
}

const whatOf = (how: Mention['how'], title: string) =>
  ({
    measures: `A metric of ${title}`,
    watches: `A query of ${title}`,
    commands: `A command of ${title}`,
    recommends: title
  })[how]

/** Autoscalers of another folder that are left on a Deployment whose pods have moved. */
function strayProblems(pair: Pair, view: View): Diagnostic[] {
  const { deployment, rollout, own, moved = 0 } = pair
  if (own !== 0 || moved === 0) return []
  const titles = [titleOf(deployment), titleOf(rollout)] as const
  return view.folders
    .straysOf(deployment.name ?? '')
    .filter(each => view.scope.together(each, deployment))
    .flatMap(each => {
      const [at, title] = [placeOf(each, 'spec'), titleOf(each)]
      if (isVerticalPodAutoscaler(each))
        return [problems.verticalAutoscalerLeftBehind(at, title, ...titles)]
      if (isAutoscaler(each)) return [problems.autoscalerLeftBehind(at, title, ...titles)]
      const targets = scalingTargetsOf(each).filter(({ name }) => name === deployment.name)
      return scalerProblem({ scaler: each, target: targets[0] }, pair, view)
    })
}

/** What sets the count of the Deployment at hours, and of no Rollout that does not say so itself. */
function hourProblems({ deployment, rollout, moved = 0 }: Pair, { manifests }: View): Diagnostic[] {
  if (moved === 0) return []
  const others = manifests.filter(({ kind }) => kind === 'SleepInfo')
  return hoursOf(deployment, others).map(({ manifest, path, what }) => {
    const at = placeOf(manifest, ...path)
    return problems.deploymentNamedElsewhere(at, what, titleOf(deployment), titleOf(rollout))
  })
}
