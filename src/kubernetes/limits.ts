import { asEntries } from '../yaml/node.ts'
import type { Application } from './application.ts'
import { matchesGlob } from './glob.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { fieldOf, itemsOf, resourceOf, textOf } from './resource.ts'
import type { Resource } from './resource.ts'

/** Whether a manifest is a project of Argo CD. */
export const isProject = ({ kind, apiVersion }: Manifest) =>
  kind === 'AppProject' && groupOf(apiVersion) === 'argoproj.io'

/** Whether a manifest is a quota of a namespace. */
export const isQuota = ({ kind, apiVersion }: Manifest) =>
  kind === 'ResourceQuota' && apiVersion === 'v1'

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
  const [bringer] = bringers
  const project = projects.find(each =>
    bringer ? each.name === bringer.project : bringsTo(resourceOf(each), namespace)
  )
  if (bringers.some(each => each.project !== bringer?.project)) return undefined
  const field = project && forbiddingField(resourceOf(project))
  return project && field ? { project, field } : undefined
}

const bringsTo = (project: Resource, namespace: string | undefined) =>
  namespace !== undefined &&
  itemsOf(project, 'spec', 'destinations').some(each => textOf(each, 'namespace') === namespace)

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

/** The pods that a quota allows; undefined where it does not say. */
export function mostPodsOf(quota: Manifest): number | undefined {
  const hard = asEntries(fieldOf(resourceOf(quota), 'spec', 'hard')) ?? {}
  const counts = ['pods', 'count/pods'].flatMap(key => {
    const value = hard[key]
    return value !== undefined && /^[0-9]+$/.test(String(value)) ? [Number(value)] : []
  })
  return counts.length > 0 ? Math.min(...counts) : undefined
}
