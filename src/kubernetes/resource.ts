import { kept } from '../groups.ts'
import { asEntries, asMapping, findNode, isItems, valueOf } from '../yaml/node.ts'
import type { Entries, Mapping, Value } from '../yaml/node.ts'
import { isInt32 } from './int-or-percent.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { wholeManifest } from './template.ts'

/** A Kubernetes object as plain data, whether it comes from a manifest or from a cluster. */
export type Resource = Entries

/** The keys and indexes that lead to a field. */
export type Path = readonly string[]

/** A manifest as plain data, without its pod template: manifests are read without it. */
export const resourceOf = kept(({ node }: Manifest): Resource => {
  if (!findNode(node, 'spec', 'template')) return asEntries(valueOf(node)) ?? {}
  const pairs = node.pairs.map(pair => {
    const spec = pair.key === 'spec' ? asMapping(pair.value) : undefined
    return spec ? { ...pair, value: withoutPair(spec, 'template') } : pair
  })
  return asEntries(valueOf({ ...node, pairs })) ?? {}
})

const withoutPair = (mapping: Mapping, key: string): Mapping => ({
  ...mapping,
  pairs: mapping.pairs.filter(pair => pair.key !== key)
})

/** A manifest as plain data, with what it has at `spec.template`. */
export function wholeResourceOf(manifest: Manifest): Resource {
  return asEntries(valueOf(wholeManifest(manifest).node)) ?? {}
}

/** Where a Deployment or a Rollout states how many pods it has. */
export const replicasPath: Path = ['spec', 'replicas']

/** The value at a path; undefined where it leads nowhere. */
export function fieldOf(value: Value | undefined, ...path: Path): Value | undefined {
  let at = value
  for (const key of path) {
    const entries = asEntries(at)
    if (entries) at = Object.hasOwn(entries, key) ? entries[key] : undefined
    else at = isItems(at) ? at[Number(key)] : undefined
  }
  return at
}

/** The text at a path; undefined where there is none. */
export function textOf(value: Value | undefined, ...path: Path): string | undefined {
  const found = fieldOf(value, ...path)
  return typeof found === 'string' ? found : undefined
}

/** The items at a path; none where there is no sequence. */
export function itemsOf(value: Value | undefined, ...path: Path): readonly Value[] {
  const found = fieldOf(value, ...path)
  return isItems(found) ? found : []
}

/** The integer at a path: absent where there is nothing or null, else wrong. */
export function integerOf(value: Value | undefined, ...path: Path): number | 'absent' | 'wrong' {
  const found = fieldOf(value, ...path)
  if (found === undefined || found === null) return 'absent'
  return isInt32(found) ? found : 'wrong'
}

/** The value of an annotation as text, also where a manifest has no text: people know it by that. */
export function annotationOf(resource: Resource, key: string): string | undefined {
  const found = fieldOf(resource, 'metadata', 'annotations', key)
  return found === undefined || found === null ? undefined : String(found)
}

/** What tells an object from others: its group and kind, not its version. */
export type Identity = {
  readonly group: string
  readonly kind: string
  readonly namespace: string | undefined
  readonly name: string
}

/** The identity of a manifest's object. */
export function identityOf({ apiVersion, kind, namespace, name = '' }: Manifest): Identity {
  return { group: groupOf(apiVersion), kind, namespace, name }
}

/** The name of an object; '' where it has none. */
export const nameIn = (resource: Resource) => String(fieldOf(resource, 'metadata', 'name') ?? '')

/**
 * Whether two namespaces may be one: either may be omitted, and `given` (`--namespace`) is then
 * the one that is meant.
 */
export function mayShareNamespace(
  one: string | undefined,
  other: string | undefined,
  given?: string
): boolean {
  const [first, second] = [one ?? given, other ?? given]
  return first === undefined || second === undefined || first === second
}

/** Whether two identities may be of one object. Deployments were once in the group `extensions`. */
export function mayBeSame(one: Identity, other: Identity, given?: string): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    currentGroup(one.group) === currentGroup(other.group) &&
    mayShareNamespace(one.namespace, other.namespace, given)
  )
}

/** The group that holds what another one held once. */
export const currentGroup = (group: string) => (group === 'extensions' ? 'apps' : group)

/** Plain data as text in which the order of keys does not matter. */
export function canonical(value: Value | undefined): string {
  return JSON.stringify(value, (_key, each: Value) => {
    const entries = asEntries(each)
    return entries ? Object.fromEntries(Object.entries(entries).sort(byKey)) : each
  })
}

const byKey = ([a]: [string, Value], [b]: [string, Value]) => (a < b ? -1 : a > b ? 1 : 0)
