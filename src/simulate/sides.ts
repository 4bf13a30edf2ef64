import { duplicateRefusals } from '../convert/refuse-duplicates.ts'
import {
  boundsRefusals,
  foreignScalerRefusals,
  severalAutoscalersRefusals
} from '../convert/refuse-scalers.ts'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { grouped } from '../groups.ts'
import { titleOfApplication } from '../kubernetes/application.ts'
import { isService } from '../kubernetes/service.ts'
import { isChosen } from '../kubernetes/chosen.ts'
import { manifestsOfKind, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { resourceOf, wholeResourceOf } from '../kubernetes/resource.ts'
import type { Resource } from '../kubernetes/resource.ts'
import { countedBy } from '../workload/application-changes.ts'
import { syncingIn } from '../workload/argo-cd.ts'
import { readGroup } from '../workload/read.ts'
import type { SourceGroup } from '../workload/read.ts'
import type { Manifests, Scope } from '../workload/scope.ts'
import { entryOf } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { statesIn } from '../workload/states.ts'
import type { StatedWorkload } from '../workload/states.ts'
import type { State } from '../workload/state.ts'
import { bringersOf, syncOf } from '../workload/sync.ts'
import type { Syncing, Uncertain } from '../workload/sync.ts'
import type { Source } from '../yaml/stream.ts'
import type { EndObjects } from './end-objects.ts'
import * as problems from './problems.ts'

/** A workload at one end of a change. */
export type Sided = {
  readonly workload: string
  readonly namespace: string | undefined
  readonly state: State
  /** Its objects; undefined at a stage, which leaves all but counts alone. */
  readonly objects?: () => EndObjects
  readonly deployment: Manifest | undefined
  /** The name of its Rollout. */
  readonly rollout: string | undefined
  /** Where its Rollout states its pods. */
  readonly place?: Location
}

export type Side = {
  readonly workloads: readonly Sided[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What manifests say; what cannot be read of them, or told about them, might change it. */
export function sideIn(
  groups: readonly SourceGroup[],
  run: Run,
  beside: readonly SourceGroup[] = []
): Side {
  const sources = groups.flatMap(group => group.sources)
  const syncing = syncingIn([...groups, ...beside], run)
  const servicesOf = serviceFinder(sources, run)
  const read = groups.map(group => readGroup(group, run))
  const found = read
    .flatMap(({ scope }) => statesIn(scope).map(stated => ({ stated, scope })))
    .map(each => ({ ...each, sync: syncOf(ownersOf(each.stated), syncing) }))
  return {
    workloads: found.map(({ stated, sync: { application } }) => {
      const { name: workload, namespace, manifests, state } = stated
      const [rollout] = manifests.rollouts
      return {
        workload,
        namespace,
        state: application ? { ...state, application } : state,
        objects: () => objectsOf(stated, servicesOf),
        rollout: rollout?.name,
        ...(rollout && { place: placeOf(rollout, 'spec', 'replicas') }),
        deployment: manifests.deployment
      }
    }),
    diagnostics: [
      ...read.flatMap(group =>
        group.unreadable.map(({ found }): Diagnostic => ({ ...found, severity: 'error' }))
      ),
      ...found.flatMap(({ sync }) => sync.uncertain.map(reportUncertain)),
      ...found.flatMap(({ stated }) => madeOtherwise(stated, syncing)),
      ...found.flatMap(({ stated, scope }) => countFaults(stated, scope, run))
    ]
  }
}

/** Why the counts of a workload cannot be told: what states or scales them is not one object of a known kind. */
function countFaults(stated: StatedWorkload, scope: Scope, run: Run): Diagnostic[] {
  if (run.workloads.length > 0 && !isChosen(stated, run.workloads)) return []
  const { manifests } = stated
  const { deployment, autoscalers, rolloutAutoscalers } = manifests
  const entry = entryOf(deployment, run)
  return [
    ...ownersOf({ manifests }).flatMap(each => (each ? [...duplicateRefusals(each, scope)] : [])),
    ...severalAutoscalersRefusals(manifests),
    ...[...autoscalers, ...rolloutAutoscalers].flatMap(each => [
      ...boundsRefusals(each, titleOf(each))
    ]),
    ...foreignScalerRefusals({ manifests, entry })
  ]
}

/** Why what arrives of a workload is not what its manifests say: its Application changes it. */
function madeOtherwise({ manifests: { deployment } }: StatedWorkload, syncing: Syncing) {
  return deployment ? countedBy(bringersOf(deployment, syncing), deployment) : []
}

const ownersOf = ({ manifests }: Pick<StatedWorkload, 'manifests'>) => [
  manifests.deployment,
  manifests.rollouts[0]
]

function reportUncertain({ manifest, application, rule }: Uncertain): Diagnostic {
  const origin = rule?.manifest ?? application.manifest ?? manifest
  const at = placeOf(origin, ...(rule?.manifest ? rule.path : []))
  const title = titleOfApplication(application)
  return problems.syncNotCertain(at, title, titleOf(manifest))
}

/** Finds the Services of a namespace. */
export type ServiceFinder = (namespace: string | undefined) => readonly Resource[]

/** Reads the Services of some sources. */
export function serviceFinder(
  sources: readonly Source[],
  { namespace: given }: Run
): ServiceFinder {
  const all = sources.flatMap(source => manifestsOfKind(source, 'Service')).filter(isService)
  const services = grouped(all, ({ namespace = given }) => namespace)
  const inSpace = (namespace: string | undefined) => services.get(namespace) ?? []
  return (namespace = given) => {
    const own = namespace === undefined ? all : [...inSpace(namespace), ...inSpace(undefined)]
    return own.map(resourceOf)
  }
}

/** The objects of a workload and of its namespace; pod templates are read for this alone. */
function objectsOf(
  { manifests, namespace }: Pick<StatedWorkload, 'manifests' | 'namespace'>,
  servicesOf: ServiceFinder
): EndObjects {
  const { deployment, rollouts } = manifests
  const [rollout] = rollouts
  return {
    deployment: deployment && wholeResourceOf(deployment),
    rollout: rollout && wholeResourceOf(rollout),
    services: servicesOf(namespace)
  }
}

/** The same of a workload whose stages are looked at: its Rollout may be one that a stage makes. */
export function stagedObjects(manifests: Manifests, servicesOf: ServiceFinder): EndObjects {
  const { deployment, rollouts } = manifests
  const objects = objectsOf({ manifests, namespace: deployment.namespace }, servicesOf)
  if (rollouts.length > 0) return objects
  const made = { metadata: { name: deployment.name ?? '' }, spec: {} }
  return { ...objects, rollout: made }
}
