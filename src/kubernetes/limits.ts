import type { Application } from './application.ts'
import { matchesGlob } from './glob.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { itemsOf, resourceOf, textOf } from './resource.ts'
import type { Resource } from './resource.ts'

/** Whether a manifest is a project of Argo CD. */
export const isProject = ({ kind, apiVersion }: Manifest) =>
  kind === 'AppProject' && groupOf(apiVersion) === 'argoproj.io'

type Forbidding = { readonly project: Manifest; readonly field: string }

/**
 * The project that does not allow Rollouts where a workload goes, and the field that says so
 * (argo-cd app_project_types.go, IsGroupKindNamePermitted). `bringers` are the Applications that
 * bring the workload.
 */
export function forbiddingProject(
  { namespace }: Pick<Manifest, 'namespace'>,
  projects: readonly Manifest[],
  bringers: readonly Application[]
): Forbidding | undefined {
  const found = projects
    .filter(each =>
      bringers.length > 0
        ? bringers.some(({ project }) => project === each.name)
        : bringsTo(resourceOf(each), namespace)
    )
    .map(project => ({ project, field: forbiddingField(resourceOf(project)) }))
  const names = new Set(bringers.map(({ project }) => project))
  const [first] = found
  // Which of several projects it is, or what one says that is not in view, is not known.
  if (!first || names.size > found.length) return undefined
  return found.every(({ field }) => field !== undefined)
    ? { project: first.project, field: first.field ?? '' }
    : undefined
}

/** Whether a project may bring objects to a namespace; `!` before a pattern denies it. */
function bringsTo(project: Resource, namespace: string | undefined): boolean {
  if (namespace === undefined) return false
  const patterns = itemsOf(project, 'spec', 'destinations').map(
    each => textOf(each, 'namespace') ?? ''
  )
  const isDenied = patterns.some(
    each => each.startsWith('!') && matchesGlob(each.slice(1), namespace)
  )
  return !isDenied && patterns.some(each => !each.startsWith('!') && matchesGlob(each, namespace))
}

function forbiddingField(project: Resource): string | undefined {
  const names = (field: string) =>
    itemsOf(project, 'spec', field).some(
      each =>
        matchesGlob(textOf(each, 'group') ?? '', 'argoproj.io') &&
        matchesGlob(textOf(each, 'kind') ?? '', 'Rollout')
    )
  if (names('namespaceResourceBlacklist')) return 'namespaceResourceBlacklist'
  const allowed = 'namespaceResourceWhitelist'
  const isStated = itemsOf(project, 'spec', allowed).length > 0
  return isStated && !names(allowed) ? allowed : undefined
}
