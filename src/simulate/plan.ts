import { isHarmless } from '../convert/stage.ts'
import { keepsPin } from '../migration/counts.ts'
import type { Stages } from '../migration/workloads.ts'
import type { Applier, Application, Change, Objects } from './change.ts'
import { objectsAt } from './objects.ts'

/** A change between two stages of a workload, or any two states of its manifests. */
export type Transition = {
  readonly from: string
  readonly to: string
  readonly change: Change
}

type Stage = { readonly name: string; readonly objects: Objects }

/** Settings under which Argo CD leaves the Rollout's count alone. */
const ignoring: Application = {
  ignoresReplicasOf: ['Rollout'],
  respects: true,
  onlyOutOfSync: false
}

/** Every transition of a workload's plan: forwards, then back with the pin that stays. */
export function transitionsOf(plan: Stages, applier: Applier): Transition[] {
  const stages = stagesOf(plan, applier)
  const forth = pairs(stages).map(([from, to]) => between(plan, { from, to, applier }))
  const back = pairs(stages.map(each => pinned(plan, each)))
    .map(([to, from]) => between(plan, { from, to, applier }))
    .reverse()
  return [...forth, ...back]
}

/** The stages, and under Argo CD what changes in its Application while the autoscaler holds. */
function stagesOf({ baseline, workload, stages }: Stages, applier: Applier): Stage[] {
  const isArgo = applier === 'argocd' || applier === 'argocd-server-side'
  return stages.flatMap((name): Stage[] => {
    const objects = objectsAt(baseline, workload, name)
    if (!isArgo || !baseline.autoscaler) {
      // kubectl can never leave a live count alone.
      return applier === 'kubectl' && name === 'release-autoscaler' ? [] : [{ name, objects }]
    }
    const withRule = { ...objects, application: ignoring }
    if (name === 'release-autoscaler') return [{ name, objects: withRule }]
    if (name !== 'retarget-autoscaler') return [{ name, objects }]
    return [
      { name, objects },
      { name: `${name}, replicas ignored`, objects: withRule }
    ]
  })
}

function pairs(stages: readonly Stage[]): [Stage, Stage][] {
  return stages.slice(1).flatMap((stage, at): [Stage, Stage][] => {
    const before = stages[at]
    return before ? [[before, stage]] : []
  })
}

/** On the way back N stays where the baseline states less, or nothing, beside an autoscaler. */
function pinned(plan: Stages, stage: Stage): Stage {
  const { name, objects } = stage
  if (!isHarmless(name) || !keepsPin(plan)) return stage
  return { name, objects: { ...objects, deployment: { replicas: plan.workload.replicas } } }
}

type Ends = { readonly from: Stage; readonly to: Stage; readonly applier: Applier }

function between({ baseline, workload }: Stages, { from, to, applier }: Ends): Transition {
  return {
    from: from.name,
    to: to.name,
    change: {
      name: baseline.deployment.name ?? '',
      from: from.objects,
      to: to.objects,
      baseline: objectsAt(baseline, workload, 'baseline'),
      applier: applierFor(applier, [from.name, to.name]),
      floor: workload.replicas
    }
  }
}

/** Helm 4 cannot release server-side: there it runs with `--server-side=false`. */
export function applierFor(applier: Applier, names: readonly string[]): Applier {
  const isReleased = names.includes('release-autoscaler')
  return applier === 'helm4' && isReleased ? 'helm4-client-side' : applier
}
