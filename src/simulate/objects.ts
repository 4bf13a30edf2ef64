import { targetKey } from '../convert/scope.ts'
import type { Scope } from '../convert/scope.ts'
import type { Baseline, Workload } from '../convert/stage.ts'
import { isAutoscaler } from '../kubernetes/autoscaler.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { workloadNameOf } from '../kubernetes/rollout.ts'
import { valuesAt, withoutTemplate } from '../migration/values.ts'
import type { Entries } from '../migration/values.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import type { Application, Autoscaler, Deployment, Objects, Rollout } from './change.ts'

/** What a stage says of a workload. */
export function objectsAt(baseline: Baseline, workload: Workload, name: string): Objects {
  const { changed, newRollout } = valuesAt(baseline, workload, name)
  const of = (manifest: Manifest | undefined) =>
    changed.find(each => each.manifest === manifest)?.value
  // What rolloutFor builds is plain data.
  const rollout = of(baseline.rollout) ?? (newRollout as unknown as Entries | undefined)
  const autoscaler = of(baseline.autoscaler)
  return objectsOf({
    deployment: of(baseline.deployment),
    rollout,
    autoscalers: autoscaler ? [autoscaler] : []
  })
}

/** The manifests of one workload as plain data, as one side of a change has them. */
export type Side = {
  readonly deployment: Entries | undefined
  readonly rollout: Entries | undefined
  readonly autoscalers: readonly Entries[]
}

/** What manifests say of a workload, by numbers. */
export function objectsOf(
  { deployment, rollout, autoscalers }: Side,
  application?: Application
): Objects {
  return {
    ...(deployment && { deployment: replicasIn(deployment) }),
    ...(rollout && { rollout: rolloutOf(rollout) }),
    autoscalers: autoscalers.map(autoscalerOf),
    ...(application && { application })
  }
}

/** The value at a path of plain data. */
function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((found, key) => asEntries(found)?.[key], value)
}

function replicasIn(value: Entries): Deployment {
  const replicas = at(value, 'spec', 'replicas')
  return typeof replicas === 'number' ? { replicas } : {}
}

function rolloutOf(value: Entries): Rollout {
  const scaleDown = at(value, 'spec', 'workloadRef', 'scaleDown')
  return {
    ...replicasIn(value),
    selector: at(value, 'spec', 'selector') != null,
    ...(typeof scaleDown === 'string' && { scaleDown }),
    ...(namesService(value) && { services: true }),
    ...(isKept(value) && { kept: true })
  }
}

/** Whether a strategy names a Service that may be the live one: the canary's own is not. */
function namesService(value: Entries): boolean {
  const names = [
    ['canary', 'stableService'],
    ['canary', 'pingPong'],
    ['blueGreen', 'activeService']
  ]
  return names.some(path => at(value, 'spec', 'strategy', ...path) != null)
}

function isKept(value: Entries): boolean {
  const annotation = (key: string) => at(value, 'metadata', 'annotations', key)
  const options = String(annotation('argocd.argoproj.io/sync-options') ?? '')
  return annotation('helm.sh/resource-policy') === 'keep' || /\bPrune=false\b/.test(options)
}

function autoscalerOf(value: Entries): Autoscaler {
  const isKeda = at(value, 'kind') === 'ScaledObject'
  const count = (key: string, otherwise: number) => {
    const found = at(value, 'spec', key)
    return typeof found === 'number' ? found : otherwise
  }
  const isDisabled = (direction: string) =>
    at(value, 'spec', 'behavior', direction, 'selectPolicy') === 'Disabled'
  // Any value but a false one pauses (kedacore/keda apis/keda/v1alpha1/scaledobject_types.go).
  const paused = at(value, 'metadata', 'annotations', 'autoscaling.keda.sh/paused') ?? 'false'
  return {
    kind: isKeda ? 'ScaledObject' : 'HorizontalPodAutoscaler',
    name: String(at(value, 'metadata', 'name') ?? ''),
    target: at(value, 'spec', 'scaleTargetRef', 'kind') === 'Rollout' ? 'Rollout' : 'Deployment',
    min: isKeda ? count('minReplicaCount', 0) : count('minReplicas', 1),
    max: isKeda ? count('maxReplicaCount', 100) : count('maxReplicas', 1),
    disabledUp: isDisabled('scaleUp'),
    disabledDown: isDisabled('scaleDown'),
    paused: String(paused) !== 'false'
  }
}

/** The workloads of a scope by namespace and name: a Deployment, or what still refers to one. */
export function sidesOf(scope: Scope): Map<string, Side> {
  const rollouts = [...scope.rolloutsByWorkload.values()].flat()
  const names = [
    ...scope.deployments.map(({ namespace, name = '' }) => ({ namespace, name })),
    ...rollouts.map(each => ({ namespace: each.namespace, name: workloadNameOf(each) ?? '' }))
  ]
  return new Map(
    names.map(each => [[each.namespace ?? '', each.name].join('/'), sideOf(scope, each)] as const)
  )
}

type Named = { readonly namespace: string | undefined; readonly name: string }

function sideOf(scope: Scope, { namespace, name }: Named): Side {
  const isNear = (other: Manifest) =>
    other.namespace === undefined || namespace === undefined || other.namespace === namespace
  const deployment = scope.deployments.find(each => each.name === name && isNear(each))
  const rollout = scope.rolloutsByWorkload.get(name)?.find(isNear)
  const targets = [
    targetKey('Deployment', 'apps/v1', name),
    targetKey('Rollout', 'argoproj.io/v1alpha1', rollout?.name ?? name)
  ]
  return {
    deployment: deployment && withoutTemplate(deployment),
    rollout: rollout && withoutTemplate(rollout),
    autoscalers: targets
      .flatMap(key => scope.byTarget.get(key) ?? [])
      .filter(each => isAutoscaler(each) && isNear(each))
      .map(withoutTemplate)
  }
}
