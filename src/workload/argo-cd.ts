import { argoCdIn, bringsFile, isApplication, mayBring } from '../kubernetes/application.ts'
import type { Application, ArgoCd } from '../kubernetes/application.ts'
import { chartValuesIn, configuresArgoCd } from '../kubernetes/argo-cd-settings.ts'
import type { KustomizeTree } from '../kubernetes/kustomize-tree.ts'
import { manifestsOfKind, manifestsOfKinds } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { identityOf } from '../kubernetes/resource.ts'
import type { Identity } from '../kubernetes/resource.ts'
import { fateOfRollouts } from './ignore-rule.ts'
import type { Source } from '../yaml/stream.ts'
import { includes } from '../yaml/bytes.ts'
import type { SourceGroup } from './read.ts'
import { workloadKey } from './select.ts'
import type { Syncing } from './sync.ts'

/** Files, with the kustomizations over them. */
export type Told = Pick<SourceGroup, 'sources' | 'over'>

/**
 * Reads what files tell Argo CD; an Application of an overlay brings the files of its base as well.
 * The ConfigMaps of a release need not be read where no Application is.
 */
export function argoCdOf(groups: readonly Told[]): ArgoCd {
  const sources = groups.flatMap(group => group.sources)
  const applications = sources.flatMap(applicationsIn)
  if (applications.length === 0) return argoCdIn([])
  return argoCdIn([...applications, ...sources.flatMap(settingsIn)], { over: overOf(groups) })
}

/** The manifests of a source that tell Argo CD something, and what stands for some. */
export const tellingIn = (source: Source): Manifest[] => [
  ...applicationsIn(source),
  ...settingsIn(source)
]

const applicationsIn = (source: Source) =>
  manifestsOfKinds(source, ['Application', 'ApplicationSet']).filter(isApplication)

function settingsIn(source: Source): Manifest[] {
  // The group, the name of its configuration and the kind of argocd-operator have one of these words.
  const isSpoken = ['argo', 'ArgoCD'].some(word => includes(source.bytes, word))
  const objects = isSpoken ? manifestsOfKinds(source, ['ConfigMap', 'ArgoCD']) : []
  return [...objects.filter(configuresArgoCd), ...chartValuesIn(source)]
}

/** The kustomizations that take in a file, by what any of some groups knows. */
export function overOf(groups: readonly Pick<Told, 'over'>[]): KustomizeTree['over'] {
  const readers = [...new Set(groups.flatMap(({ over }) => over ?? []))]
  return file => readers.flatMap(reader => reader(file))
}

/** Whether an Application is in the file of what goes into its namespace: one stream has no folders. */
const isBeside = (application: Application, file: string, identity: Identity) =>
  application.manifest?.document.source.file === file && mayBring(application, identity) === 'yes'

/** What describes Argo CD around the files of some groups, all of which are looked at together. */
export function syncingIn(
  groups: readonly Told[],
  { namespace }: { readonly namespace?: string | undefined }
): Syncing {
  const { applications, systemRules } = argoCdOf(groups)
  return { near: () => applications, systemRules, namespace }
}

/** The manifests of a kind in some files. */
export const manifestsOf = (groups: readonly Told[], kind: string): Manifest[] =>
  groups.flatMap(({ sources }) => sources.flatMap(source => manifestsOfKind(source, kind)))

/**
 * The Applications that bring a manifest by the folder of its file, or of a kustomization over it:
 * those whose namespace differs only where no other does.
 */
export function bringersByFile(
  applications: readonly Application[],
  manifest: Manifest
): readonly Application[] {
  const { file } = manifest.document.source
  const identity = identityOf(manifest)
  const own = applications.filter(each => bringsFile(each, file))
  if (own.length === 0) return applications.filter(each => isBeside(each, file, identity))
  const fitting = own.filter(each => mayBring(each, identity) !== 'no')
  return fitting.length > 0 ? fitting : own
}

/**
 * The workloads whose count Argo CD leaves alone, by `workloadKey` their Deployment. Of several
 * Applications, one for each overlay, all have to.
 */
export function ignoredIn(
  groups: readonly Told[],
  { applications, systemRules }: ArgoCd = argoCdOf(groups)
): ReadonlySet<string> {
  if (applications.length === 0) return new Set()
  const isIgnored = (deployment: Manifest) => {
    const own = bringersByFile(applications, deployment)
    const name = deployment.name ?? ''
    return (
      own.length > 0 && own.every(each => fateOfRollouts(each, systemRules, name).is === 'kept')
    )
  }
  return new Set(manifestsOf(groups, 'Deployment').filter(isIgnored).map(workloadKey))
}
