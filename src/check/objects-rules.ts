import type { Diagnostic } from '../diagnostic.ts'
import type { Application } from '../kubernetes/application.ts'
import type { Rule } from '../kubernetes/ignore-entry.ts'
import { grouped, indexed, once } from '../groups.ts'
import { isGlob, matchesGlob } from '../kubernetes/glob.ts'
import { groupOf, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

/** Entries of ignoreDifferences that match nothing, each with the reason. */
export function deadRules(view: View): Diagnostic[] {
  const { applications, systemRules } = view.argocd
  const byBringer = once(() => indexed(view.manifests, view.bringersOf))
  return [
    ...applications.flatMap(application => {
      const brought = ofKinds(() => byBringer().get(application) ?? [])
      const around = { application, view, brought }
      return application.rules.flatMap(rule => reportOf(rule, deadReason(rule, around)))
    }),
    ...systemRules.flatMap(rule => reportOf(rule, deadReason(rule, {})))
  ]
}

function reportOf(rule: Rule, reason: string | undefined): Diagnostic[] {
  if (reason === undefined || !rule.manifest) return []
  return [
    problems.ruleMatchesNothing(
      placeOf(rule.manifest, ...rule.path),
      titleOf(rule.manifest),
      reason
    )
  ]
}

/** The groups of kinds that people have rules for. */
const groups: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', ['apps', 'extensions']],
  ['StatefulSet', ['apps']],
  ['DaemonSet', ['apps', 'extensions']],
  ['ReplicaSet', ['apps', 'extensions']],
  ['Rollout', ['argoproj.io', 'rollouts.kruise.io']],
  ['AnalysisTemplate', ['argoproj.io']],
  ['HorizontalPodAutoscaler', ['autoscaling']],
  ['ScaledObject', ['keda.sh']],
  ['Ingress', ['networking.k8s.io', 'extensions']],
  ['CronJob', ['batch']],
  ['Job', ['batch']]
])

/** The manifests of a rule's kind, by their names. */
type Brought = (rule: Rule) => ReadonlyMap<string | undefined, readonly Manifest[]>

/** Manifests by what rules are about: many rules of an Application name the same kind. */
function ofKinds(manifests: () => readonly Manifest[]): Brought {
  const known = new Map<string, ReturnType<Brought>>()
  const find = ({ group, kind }: Rule) =>
    grouped(
      manifests().filter(
        each => matchesGlob(kind, each.kind) && matchesGlob(group, groupOf(each.apiVersion))
      ),
      ({ name }) => name
    )
  return rule => {
    const key = JSON.stringify([rule.group, rule.kind])
    const found = known.get(key) ?? find(rule)
    known.set(key, found)
    return found
  }
}

type Around = {
  readonly application?: Application
  readonly view?: View
  readonly brought?: Brought
}

/** Why a rule can match nothing; undefined where it may match, or where that cannot be told. */
function deadReason(rule: Rule, around: Around): string | undefined {
  const { group, kind, pointers, jqPaths, managers } = rule
  if (rule.isVague) return undefined
  if ([group, kind, rule.name, rule.namespace].some(text => text.includes('{{'))) return undefined
  if (kind === '') return 'the entry has no kind'
  return (
    groupReason(group, kind) ??
    kindReason(kind) ??
    (managers.length > 0 ? undefined : fieldReason(pointers, jqPaths)) ??
    objectReason(rule, around)
  )
}

function groupReason(group: string, kind: string): string | undefined {
  if (group.includes('/') || /^v[0-9]/.test(group)) return `"${group}" is no group but a version`
  const own = groups.get(kind)
  if (!own || isGlob(group)) return undefined
  if (group === '') return `an entry without a group covers the core group, which has no ${kind}`
  return own.includes(group) ? undefined : `the group "${group}" has no ${kind}`
}

function kindReason(kind: string): string | undefined {
  const right = [...groups.keys()].find(
    each =>
      each !== kind && [each, `${each}s`].some(word => word.toLowerCase() === kind.toLowerCase())
  )
  return right && `the kind must be "${right}"`
}

/** A JSON pointer, or a field without the `.` before it. */
const noPath = /^\s*(?:\/|[A-Za-z_]\w*\.)/

function fieldReason(pointers: readonly string[], jqPaths: readonly string[]): string | undefined {
  if (pointers.length + jqPaths.length === 0) return 'the entry lists no field'
  const isRight =
    pointers.some(each => each.startsWith('/')) || jqPaths.some(each => !noPath.test(each))
  if (isRight) return undefined
  const [pointer] = pointers
  if (pointer !== undefined) return `"${pointer}" is not a JSON pointer, which begins with "/"`
  const [path = ''] = jqPaths
  return path.startsWith('/')
    ? `"${path}" is a JSON pointer, not a jq path`
    : `"${path}" is not a jq path, which begins with "."`
}

/** The objects of its kind that are here have other names, or are in other namespaces. */
function objectReason(rule: Rule, { application, view, brought }: Around): string | undefined {
  if (!application || !view || !brought || (rule.name === '' && rule.namespace === ''))
    return undefined
  const byName = brought(rule)
  if (byName.size === 0 || !view.isComplete()) return undefined
  const named = rule.name === '' ? [...byName.values()].flat() : (byName.get(rule.name) ?? [])
  if (named.length === 0) return `no ${rule.kind} in the input has the name "${rule.name}"`
  const spaceOf = ({ namespace = application.namespace }: Manifest) => namespace
  const isElsewhere = named.every(
    each => rule.namespace !== '' && ![undefined, rule.namespace].includes(spaceOf(each))
  )
  return isElsewhere
    ? `no ${rule.kind} in the input is in the namespace "${rule.namespace}"`
    : undefined
}
