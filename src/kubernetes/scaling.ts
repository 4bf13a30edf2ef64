import { kept } from '../groups.ts'
import { asEntries, isItems } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { isAutoscaler, isVerticalPodAutoscaler, targetIn } from './autoscaler.ts'
import { commandsIn } from './commands.ts'
import { kindIn, speaksOfScaling } from './kind.ts'
import type { ScaledKind } from './kind.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { currentGroup, resourceOf, textOf, wholeResourceOf } from './resource.ts'
import type { Path, Resource } from './resource.ts'

/** A workload, or an autoscaler of one, that an object of another kind may scale. */
export type ScalingTarget = {
  readonly kind: ScaledKind
  /** Undefined: all of the kind. */
  readonly name: string | undefined
  /** Undefined: that of the object. */
  readonly namespace: string | undefined
  /** Where the object says it. */
  readonly path: Path
  /** How the object comes to scale: by its kind, by a command, or once a wrong target is mended. */
  readonly by: 'kind' | 'command' | 'mended-target'
}

/**
 * What an object may scale that is no autoscaler which is understood. Nothing else is known of its
 * kind than that it names a Deployment, a Rollout or an autoscaler as its target.
 */
export const scalingTargetsOf = kept((manifest: Manifest): readonly ScalingTarget[] =>
  mayTarget(manifest) ? targetsIn(dataOf(manifest)) : []
)

/** An autoscaler has no pod template, and is asked for as plain data again. */
const dataOf = (manifest: Manifest) =>
  isAutoscaler(manifest) ? resourceOf(manifest) : wholeResourceOf(manifest)

/** The kinds whose own references are no targets: most manifests are of one of them. */
const understood =
  /^(?:Deployment|StatefulSet|DaemonSet|ConfigMap|Secret|Service|Role|RoleBinding)$/

function mayTarget({ kind, node, document }: Manifest): boolean {
  if (understood.test(kind)) return false
  if (speaksOfScaling(kind)) return true
  return /(?:arget|orkload)Ref|kubectl/.test(document.text.slice(node.start, node.end))
}

function targetsIn(object: Resource): readonly ScalingTarget[] {
  if (isAutoscaler(object)) return mendedTargets(object)
  const [kind = '', apiVersion = ''] = ['kind', 'apiVersion'].map(key => textOf(object, key))
  // OpenKruise's Rollout rolls the Deployment itself; those of unknown groups are told as such.
  const isRollout = kind === 'Rollout' && groupOf(apiVersion) !== 'rollouts.kruise.io'
  if (isVerticalPodAutoscaler(object) || isRollout) return []
  const commanded = commandsIn(object)
    .filter(({ does }) => does === 'scale')
    .map(command => ({ ...command, by: 'command' as const }))
  const references = referencesIn(object['spec'], ['spec'])
  // What kube-green names it leaves alone.
  const isByName = references.length === 0 && speaksOfScaling(kind) && kind !== 'SleepInfo'
  const named = isByName ? namesIn(object['spec'], ['spec']) : references.flatMap(targetOfReference)
  return [...commanded, ...named]
}

/** The target of an autoscaler that no controller finds: it scales as soon as somebody mends it. */
function mendedTargets(autoscaler: Resource): ScalingTarget[] {
  const target = targetIn(autoscaler)
  const kind = target && kindIn(target.kind)
  if (!target || (kind !== 'Deployment' && kind !== 'Rollout')) return []
  const group = currentGroup(groupOf(target.apiVersion))
  const isRight = kind === target.kind && group === groups[kind]
  if (isRight || (group !== '' && group !== groups[kind])) return []
  const path = ['spec', 'scaleTargetRef']
  return [{ kind, name: target.name, namespace: undefined, path, by: 'mended-target' }]
}

const groups = { Deployment: 'apps', Rollout: 'argoproj.io' }

type Reference = { readonly key: string; readonly value: Value; readonly path: Path }

/** What has the key of a target anywhere below a value, alone or in a list. */
function referencesIn(value: Value | undefined, path: Path): Reference[] {
  if (isItems(value)) {
    return value.flatMap((item, index) => referencesIn(item, [...path, String(index)]))
  }
  return Object.entries(asEntries(value) ?? {}).flatMap(([key, each]) => {
    const at = [...path, key]
    if (!/(?:arget|orkload)Refs?$/.test(key)) return referencesIn(each, at)
    if (!isItems(each)) return [{ key, value: each, path: at }]
    return each.map((item, index) => ({ key, value: item, path: [...at, String(index)] }))
  })
}

/**
 * A target: of a Deployment where it states no kind. Old versions of KEDA, and of its add-on for
 * HTTP, name a Deployment alone.
 */
function targetOfReference({ key, value, path }: Reference): ScalingTarget[] {
  const isWorkloadRef = /orkloadRefs?$/.test(key)
  const kind = kindIn(textOf(value, 'kind') ?? (isWorkloadRef ? '' : 'Deployment'))
  const name = ['name', 'deployment', 'deploymentName'].flatMap(
    each => textOf(value, each) ?? []
  )[0]
  const group = currentGroup(groupOf(textOf(value, 'apiVersion') ?? ''))
  if (!kind || name === undefined) return []
  if (kind === 'Deployment' && group !== '' && group !== 'apps') return []
  return [{ kind, name, namespace: textOf(value, 'namespace'), path, by: 'kind' }]
}

/** The names that an object of scaling says in a form of its own, which may be those of Deployments. */
function namesIn(value: Value | undefined, path: Path): ScalingTarget[] {
  if (isItems(value)) {
    return value.flatMap((item, index) => namesIn(item, [...path, String(index)]))
  }
  const entries = asEntries(value)
  if (entries) {
    const kind = textOf(entries, 'kind')
    if (kind !== undefined && kindIn(kind) === undefined) return []
    return Object.entries(entries).flatMap(([key, each]) => namesIn(each, [...path, key]))
  }
  const key = path.findLast(each => !/^\d+$/.test(each)) ?? ''
  if (typeof value !== 'string' || !namingKeys.test(key)) return []
  const name = value.slice(value.lastIndexOf('/') + 1)
  return [{ kind: 'Deployment', name, namespace: undefined, path, by: 'kind' }]
}

const namingKeys = /(?:^|[a-z])(?:names?|deployments?|targets?|workloads?|resources?)$/i
