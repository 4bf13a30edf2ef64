import { fateOf, bringsFile, mayBring } from '../kubernetes/application.ts'
import type { Application as ArgoApplication, ArgoCd } from '../kubernetes/application.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { identityOf, resourceOf } from '../kubernetes/resource.ts'
import { workloadNameOf } from '../kubernetes/rollout.ts'
import { manifestsAround, manifestsOfRollout } from './scope.ts'
import type { Manifests, Scope } from './scope.ts'
import { stateIn } from './state-in.ts'
import { kinds } from './state.ts'
import type { Application, Kind, State } from './state.ts'

/** A workload of a scope, selected or not. */
export type Stated = {
  readonly name: string
  readonly namespace: string | undefined
  readonly manifests: Pick<Manifests, 'rollouts'> & { readonly deployment: Manifest | undefined }
  readonly state: State
}

/** The workloads of a scope: Deployments, and Rollouts that refer to one which is not there. */
export function statesIn(scope: Scope, argoCd: ArgoCd): Stated[] {
  const around = scope.deployments.map(each => manifestsAround(each, scope))
  const known = new Set(around.flatMap(({ rollouts }) => rollouts))
  const orphans = [...scope.rolloutsByWorkload.values()]
    .flat()
    .filter(each => !known.has(each))
    .map(each => manifestsOfRollout(each, scope))
  return [...around, ...orphans].map(manifests => {
    const { deployment, rollouts } = manifests
    const { namespace } = deployment ?? rollouts[0] ?? {}
    const name = deployment?.name ?? (rollouts[0] && workloadNameOf(rollouts[0])) ?? ''
    const state = stateIn(manifests, applicationIn(argoCd, [deployment, rollouts[0]]))
    return { name, namespace, manifests, state }
  })
}

const replicas = ['spec', 'replicas']

/** What Argo CD does with the counts of a workload; undefined where no Application is in view. */
export function applicationIn(
  argoCd: ArgoCd,
  workload: readonly (Manifest | undefined)[]
): Application | undefined {
  const manifests = workload.flatMap(each => each ?? [])
  const applications = applicationsOf(argoCd, manifests)
  if (applications.length === 0) return undefined
  const isIgnored = (kind: Kind) =>
    manifests
      .filter(each => each.kind === kind)
      .some(each =>
        applications.some(application => {
          const object = identityOf(resourceOf(each))
          return fateOf({ ...argoCd, application }, object, replicas).rules.length > 0
        })
      )
  const has = (option: string) => applications.some(({ options }) => options.includes(option))
  return {
    ignoresReplicasOf: kinds.filter(isIgnored),
    respects: has('RespectIgnoreDifferences=true'),
    onlyOutOfSync: has('ApplyOutOfSyncOnly=true')
  }
}

/** The Applications that bring some manifests: by their folder where one has it, else by destination. */
function applicationsOf({ applications }: ArgoCd, manifests: readonly Manifest[]) {
  const isNear = (application: ArgoApplication) =>
    manifests.some(each => mayBring(application, identityOf(resourceOf(each))) !== 'no')
  const near = applications.filter(isNear)
  const own = near.filter(application =>
    manifests.some(({ document }) => bringsFile(application, document.source.file))
  )
  return own.length > 0 ? own : near
}
