import * as conversion from '../convert/problems.ts'
import { boundsRefusals } from '../convert/refuse-scalers.ts'
import type { Diagnostic } from '../diagnostic.ts'
import {
  boundsOf,
  fallbackCountIn,
  isAutoscaler,
  isScaledObject,
  isVerticalPodAutoscaler,
  pauseOf,
  targetOf
} from '../kubernetes/autoscaler.ts'
import type { Target } from '../kubernetes/autoscaler.ts'
import { isDeployment } from '../kubernetes/deployment.ts'
import { findStrings, groupOf, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { resourceOf } from '../kubernetes/resource.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { findString } from '../yaml/node.ts'
import type { Pair } from './objects-pairs.ts'
import * as problems from './object-problems.ts'
import { grouped } from '../groups.ts'
import type { View } from './objects-view.ts'

/** What is wrong with what autoscalers name as their target, and with how they act on it. */
export function autoscalerProblems(view: View, pairs: readonly Pair[]): Diagnostic[] {
  const autoscalers = view.manifests.filter(isAutoscaler)
  const targeting = [...autoscalers, ...view.manifests.filter(isVerticalPodAutoscaler)]
  return [
    ...targeting.flatMap(each => targetProblems(each, view)),
    ...severalOnOne(autoscalers, view, pairs),
    ...autoscalers.flatMap(each => [
      ...pauseProblems(each, view),
      ...boundsProblems(each),
      ...fallbackProblems(each)
    ])
  ]
}

/** The one apiVersion of each kind that a workload of ours may be of. */
const apiVersions: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'apps/v1'],
  ['Rollout', 'argoproj.io/v1alpha1']
])

function targetProblems(autoscaler: Manifest, view: View): Diagnostic[] {
  const target = targetOf(autoscaler)
  if (!target || target.name.includes('{{')) return []
  const field = isVerticalPodAutoscaler(autoscaler) ? 'targetRef' : 'scaleTargetRef'
  const written = findString(autoscaler.node, 'spec', field, 'apiVersion')
  const kind = rightKind(target.kind)
  const right = apiVersions.get(kind)
  if (right === undefined) return []
  if (kind !== target.kind || !isRight(autoscaler, target, written)) {
    const at = placeOf(autoscaler, 'spec', field, kind === target.kind ? 'apiVersion' : 'kind')
    const wrong = kind === target.kind ? written : target.apiVersion
    return [
      problems.autoscalerTargetWrong(
        at,
        titleOf(autoscaler),
        target.kind,
        wrong,
        `${right} ${kind}`
      )
    ]
  }
  return [...missingTarget(autoscaler, target, view)].filter(view.isComplete)
}

/** The kind that a word means, where only its case is wrong. */
const rightKind = (word: string) =>
  [...apiVersions.keys()].find(kind => kind.toLowerCase() === word.toLowerCase()) ?? word

function isRight(autoscaler: Manifest, { kind }: Target, written: string | undefined): boolean {
  // KEDA takes a target without apiVersion for one of apps/v1.
  if (written === undefined) return kind === 'Deployment' && isScaledObject(autoscaler)
  if (kind === 'Deployment') return groupOf(written) === 'apps'
  return written === apiVersions.get(kind) || groupOf(written).endsWith('kruise.io')
}

/** A target that is not there, while the other kind has one of that name. */
function* missingTarget(
  autoscaler: Manifest,
  { kind, name, apiVersion }: Target,
  view: View
): Generator<Diagnostic> {
  if (groupOf(apiVersion).endsWith('kruise.io')) return
  const near = view.near(autoscaler, name)
  const isWanted = kind === 'Rollout' ? isRollout : isDeployment
  const other = near.find(kind === 'Rollout' ? isDeployment : isRollout)
  if (!other || near.some(isWanted) || (kind === 'Deployment' && view.folders.isApart(name))) return
  const field = isVerticalPodAutoscaler(autoscaler) ? 'targetRef' : 'scaleTargetRef'
  const at = placeOf(autoscaler, 'spec', field, 'kind')
  yield problems.autoscalerTargetMissing(at, titleOf(autoscaler), kind, name, titleOf(other))
}

/** Bounds that are no numbers: patches aside, which have no target. */
const boundsProblems = (autoscaler: Manifest) =>
  targetOf(autoscaler) ? [...boundsRefusals(autoscaler, titleOf(autoscaler))] : []

/** A fallback of 0 is none (kedacore/keda pkg/scaling/executor/scale_scaledobjects.go). */
function* fallbackProblems(autoscaler: Manifest): Generator<Diagnostic> {
  const [bounds, fallback = 0] = [boundsOf(autoscaler), fallbackCountIn(resourceOf(autoscaler))]
  if (!bounds || fallback < 1 || fallback >= bounds.min) return
  const at = placeOf(autoscaler, 'spec', 'fallback', 'replicas')
  yield problems.fallbackBelowMinimum(at, titleOf(autoscaler), fallback, bounds.min)
}

/** Two autoscalers of one workload stop each other (D.4, E12). */
function severalOnOne(
  autoscalers: readonly Manifest[],
  { scope }: View,
  pairs: readonly Pair[]
): Diagnostic[] {
  const pairOf = new Map(
    pairs.flatMap(({ deployment, manifests: { autoscalers, rolloutAutoscalers } }) =>
      [...autoscalers, ...rolloutAutoscalers].map(each => [each, deployment] as const)
    )
  )
  const scaling = autoscalers.filter(each => targetOf(each) && !takesOver(each))
  const groups = grouped(scaling, each => {
    const target = targetOf(each)
    return pairOf.get(each) ?? `${target?.kind}/${target?.name}`
  })
  return [...groups.values()].flatMap(([first, ...others]) => {
    const second = others.find(each => first && isOther(first, each) && scope.together(first, each))
    if (!first || !second) return []
    const { kind, name } = targetOf(second) ?? { kind: '', name: '' }
    const at = placeOf(second, 'spec', 'scaleTargetRef')
    return [conversion.severalAutoscalers(at, `${kind} "${name}"`, [first, second].map(titleOf))]
  })
}

/** Whether two manifests are of two objects: one object may be in two files. */
const isOther = (a: Manifest, b: Manifest) => a.kind !== b.kind || a.name !== b.name

/** KEDA takes over an autoscaler that already exists, where it is told so. */
function takesOver(autoscaler: Manifest): boolean {
  const annotations = findStrings(autoscaler, 'annotations')
  return String(annotations['scaledobject.keda.sh/transfer-hpa-ownership']) === 'true'
}

/** A pause that nobody takes back: of a Rollout, or of a Deployment that nothing moves. */
function* pauseProblems(autoscaler: Manifest, { scope }: View): Generator<Diagnostic> {
  const path = pauseOf(autoscaler)
  const target = targetOf(autoscaler)
  if (!path || !target) return
  const { kind, name } = target
  const isMoving = scope.rolloutsByWorkload
    .get(name)
    ?.some(each => scope.together(each, autoscaler))
  // A ScaledObject may be paused for reasons of its own.
  const isOurs = kind === 'Deployment' && !isScaledObject(autoscaler) && !isMoving
  if (kind !== 'Rollout' && !isOurs) return
  const at = placeOf(autoscaler, ...path)
  yield problems.pauseLeftBehind(at, titleOf(autoscaler), `${kind} "${name}"`, path.join('.'))
}
