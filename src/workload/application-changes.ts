import type { Diagnostic } from '../diagnostic.ts'
import { kept } from '../groups.ts'
import type { Application } from '../kubernetes/application.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { itemsOf } from '../kubernetes/resource.ts'
import type { Value } from '../yaml/node.ts'
import { argoCdOf, bringersByFile } from './argo-cd.ts'
import { fieldsChanging } from './in-the-way.ts'
import type { Refusing } from './in-the-way.ts'
import * as problems from './problems.ts'
import type { SourceGroup } from './read.ts'

/** Why other numbers of pods arrive of a Deployment than its manifests say: Applications that change them. */
export const countedBy = (applications: readonly Application[], deployment: Manifest) =>
  applications.flatMap(application =>
    changesOf({ manifest: application.manifest, builds: countingBuilds(application) }, deployment)
  )

const countingBuilds = kept(({ builds }: Application) => builds.map(countsIn))

type Built = Pick<Application, 'manifest' | 'builds'>

/** What of a build says how many pods there are. */
function countsIn({ path, kustomize }: Build): Build {
  const { replicas = [], patches } = kustomize
  const isCounting = (patch: Value) => counts.test(JSON.stringify(patch))
  return { path, kustomize: { replicas, patches: itemsOf(patches).filter(isCounting) } }
}

type Build = Application['builds'][number]

const counts = /replicas|ReplicaCount|scaleTargetRef|workloadRef|selectPolicy|paused/i

function changesOf({ manifest, builds }: Built, deployment: Manifest): Diagnostic[] {
  if (!manifest) return []
  return builds.flatMap(({ path, kustomize }) =>
    fieldsChanging(kustomize, deployment).map(field => {
      const at = placeOf(manifest, ...path, field)
      const words = [titleOf(manifest), titleOf(deployment), [...path, field].join('.')] as const
      return problems.applicationInTheWay(at, ...words)
    })
  )
}

/** Adds to groups of files the Applications that change what is built of them. */
export function withApplications(groups: readonly SourceGroup[]): readonly SourceGroup[] {
  const { applications } = argoCdOf(groups)
  const changing = applications.filter(({ builds }) => builds.length > 0)
  if (changing.length === 0) return groups
  const refusing: Refusing = deployment =>
    bringersByFile(applications, deployment).flatMap(each => changesOf(each, deployment))
  return groups.map(group => ({ ...group, changedBy: refusing }))
}
