import {
  argoCdIn,
  bringsFile,
  isApplication,
  isArgoCdConfig,
  mayBring
} from '../kubernetes/application.ts'
import type { Application, ArgoCd } from '../kubernetes/application.ts'
import type { KustomizeTree } from '../kubernetes/kustomize-tree.ts'
import { manifestsOfKind } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { identityOf } from '../kubernetes/resource.ts'
import { fateOfRollouts } from './ignore-rule.ts'
import type { SourceGroup } from './read.ts'
import { workloadKey } from './select.ts'

/** Files, with the kustomizations over them. */
export type Told = Pick<SourceGroup, 'sources' | 'over'>

/**
 * Reads what files tell Argo CD; an Application of an overlay brings the files of its base as well.
 * The ConfigMaps of a release need not be read where no Application is.
 */
export function argoCdOf(groups: readonly Told[]): ArgoCd {
  const applications = ['Application', 'ApplicationSet']
    .flatMap(kind => manifestsOf(groups, kind))
    .filter(isApplication)
  if (applications.length === 0) return argoCdIn([])
  const configs = manifestsOf(groups, 'ConfigMap').filter(isArgoCdConfig)
  return argoCdIn([...applications, ...configs], { over: overOf(groups) })
}

/** The kustomizations that take in a file, by what any of some groups knows. */
export function overOf(groups: readonly Pick<Told, 'over'>[]): KustomizeTree['over'] {
  const readers = [...new Set(groups.flatMap(({ over }) => over ?? []))]
  return file => readers.flatMap(reader => reader(file))
}

/** The manifests of a kind in some files. */
export const manifestsOf = (groups: readonly Told[], kind: string): Manifest[] =>
  groups.flatMap(({ sources }) => sources.flatMap(source => manifestsOfKind(source, kind)))

/** Whether an Application brings a manifest, by the folder of its file or of a kustomization over it. */
export function brings(application: Application, manifest: Manifest): boolean {
  const isOwn = bringsFile(application, manifest.document.source.file)
  return isOwn && mayBring(application, identityOf(manifest)) !== 'no'
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
    const own = applications.filter(each => brings(each, deployment))
    const name = deployment.name ?? ''
    return (
      own.length > 0 && own.every(each => fateOfRollouts(each, systemRules, name).is === 'kept')
    )
  }
  return new Set(manifestsOf(groups, 'Deployment').filter(isIgnored).map(workloadKey))
}
