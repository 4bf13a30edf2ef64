import { kept } from '../groups.ts'
import {
  bringsFile,
  fateOf,
  mayBring,
  outOfSyncOption,
  respectOption
} from '../kubernetes/application.ts'
import type { Application as ArgoApplication, Fate } from '../kubernetes/application.ts'
import type { Rule } from '../kubernetes/ignore-entry.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { identityOf, replicasPath } from '../kubernetes/resource.ts'
import type { Path } from '../kubernetes/resource.ts'
import type { Application, Kind } from './state.ts'

/** What describes Argo CD around some manifests. */
export type Syncing = {
  /** The Applications that may bring a manifest, by where its file is or for all. */
  readonly near: (manifest: Manifest) => readonly ArgoApplication[]
  readonly systemRules: readonly Rule[]
  /** The namespace of what names none, where it is known. */
  readonly namespace?: string | undefined
}

/**
 * The Applications that bring a manifest: by the folder of its file, else by its namespace, else
 * those that may. A namespace that the manifest states itself is where it goes, whatever the
 * Application says.
 */
export const bringersOf = (manifest: Manifest, syncing: Syncing): readonly ArgoApplication[] =>
  bringersIn(syncing)(manifest)

// Many rules ask for those of the same manifest.
const bringersIn = kept((syncing: Syncing) =>
  kept((manifest: Manifest) => findBringers(manifest, syncing))
)

function findBringers(manifest: Manifest, syncing: Syncing): ArgoApplication[] {
  const near = syncing.near(manifest)
  if (near.length === 0) return []
  const object = objectOf(manifest, syncing)
  const isStated = manifest.namespace !== undefined
  const ranked = near.flatMap(each => {
    const answer = mayBring(each, object)
    const isOwn = bringsFile(each, manifest.document.source.file)
    if (isOwn && answer !== 'no') return [{ each, rank: 3 }]
    if (isOwn && isStated) return [{ each, rank: 2 }]
    if (answer === 'no') return []
    return [{ each, rank: answer === 'yes' ? 1 : 0 }]
  })
  const best = Math.max(...ranked.map(({ rank }) => rank))
  return ranked.filter(({ rank }) => rank === best).map(({ each }) => each)
}

function objectOf(manifest: Manifest, { namespace }: Syncing) {
  const identity = identityOf(manifest)
  return { ...identity, namespace: identity.namespace ?? namespace }
}

/** What one of the Applications that may bring a manifest does with a field of it. */
export type Sided = Fate & { readonly application: ArgoApplication }

function fatesOf(manifest: Manifest, field: Path, syncing: Syncing): Sided[] {
  const { systemRules } = syncing
  const object = objectOf(manifest, syncing)
  return bringersOf(manifest, syncing).map(application => ({
    application,
    ...fateOf({ application, systemRules }, object, field)
  }))
}

/** What the Applications that may bring a manifest do with a field of it; all of them the same, or nothing. */
export function agreedFate(manifest: Manifest, field: Path, syncing: Syncing): Sided | undefined {
  const fates = fatesOf(manifest, field, syncing)
  const [first] = fates
  return first && fates.every(({ is }) => is === first.is) ? first : undefined
}

/**
 * What each of the Applications that bring a manifest does with a field of it: of one for each
 * cluster or environment any may be wrong. Where it is not certain that they bring it, nothing.
 */
export function fatesToTell(manifest: Manifest, field: Path, syncing: Syncing): Sided[] {
  const fates = fatesOf(manifest, field, syncing)
  const [first] = fates
  if (first && fates.every(({ is }) => is === first.is)) return [first]
  const { file } = manifest.document.source
  return fates.every(({ application }) => bringsFile(application, file)) ? fates : []
}

/** How Argo CD brings the counts of a workload. */
export type Sync = {
  /** Undefined where no Application is in view, or where they do not agree. */
  readonly application: Application | undefined
  /** What cannot be told: rules that may be about a count, or Applications that do not agree. */
  readonly uncertain: readonly Uncertain[]
}

export type Uncertain = {
  readonly manifest: Manifest
  readonly application: ArgoApplication
  readonly rule: Rule | undefined
}

/** Tells how Argo CD brings the counts of the Deployment and the Rollout of a workload. */
export function syncOf(workload: readonly (Manifest | undefined)[], syncing: Syncing): Sync {
  const all = workload.flatMap(manifest =>
    manifest ? [{ manifest, fates: fatesOf(manifest, replicasPath, syncing) }] : []
  )
  const agreed = all.flatMap(({ manifest, fates }) => {
    const [first] = fates
    return first && fates.every(({ is }) => is === first.is) ? [{ ...first, manifest }] : []
  })
  const uncertain = all.flatMap(({ manifest, fates }): Uncertain[] => {
    const isAgreed = fates.every(({ is }) => is === fates[0]?.is)
    const found = isAgreed
      ? fates.find(({ is }) => is === 'unknown')
      : (fates.find(({ rules }) => rules.length > 0) ?? fates[0])
    return found ? [{ manifest, application: found.application, rule: found.rules[0] }] : []
  })
  const has = (option: string) =>
    agreed.some(({ application }) => application.options.includes(option))
  const application = {
    ignoresReplicasOf: agreed.filter(({ is }) => is !== 'applied').map(kindOf),
    respects: has(respectOption),
    onlyOutOfSync: has(outOfSyncOption)
  }
  return { application: agreed.length > 0 ? application : undefined, uncertain }
}

const kindOf = ({ manifest }: { readonly manifest: Manifest }): Kind =>
  manifest.kind === 'Rollout' ? 'Rollout' : 'Deployment'
