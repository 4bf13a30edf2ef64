import type { Diagnostic, Location } from '../diagnostic.ts'
import { wayOf } from '../kubernetes/application.ts'
import type { Application } from '../kubernetes/application.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { resourceOf } from '../kubernetes/resource.ts'
import { hashSelectionsIn } from '../kubernetes/pod-hash.ts'
import { syncOptions } from '../kubernetes/rollout-annotations.ts'
import { isRollout, servicesIn } from '../kubernetes/rollout.ts'
import { isService } from '../kubernetes/service.ts'
import { locate } from '../yaml/stream.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'
import { runsPods } from './pods.ts'

/** What says how pods are made, or is one: what selects there is another question. */
const makers = ['Pod', 'Job', 'CronJob', 'PodTemplate', 'ReplicaSet', 'Experiment']

/** Where the controller writes the hash of each version itself (rollout/trafficrouting: appmesh, istio). */
const routes = ['VirtualNode', 'DestinationRule']

const mayHaveHash = (manifest: Manifest) =>
  runsPods(manifest) || [...makers, ...routes].includes(manifest.kind)

/** What is wrong with how Services, and others that select pods, find those of a Rollout. */
export function selectionProblems(view: View): Diagnostic[] {
  return [
    ...view.manifests.filter(each => !mayHaveHash(each)).flatMap(hashProblems),
    ...view.manifests.filter(isRollout).flatMap(each => wipedHashes(each, view))
  ]
}

/** A hash in Git is that of one version: the next one has another (argo-rollouts utils/hash). */
function hashProblems(manifest: Manifest): Diagnostic[] {
  return hashSelectionsIn(manifest).map(({ node, label }) =>
    problems.hashInSelector(locate(manifest.document, node.start), titleOf(manifest), label)
  )
}

/** A Service whose hash an applier takes away: the controller does not put it back by itself (E8). */
function wipedHashes(rollout: Manifest, view: View): Diagnostic[] {
  return servicesIn(resourceOf(rollout)).flatMap(({ name }) => {
    const service = view.near(rollout, name).find(isService)
    if (!service) return []
    const [application] = view.bringersOf(service)
    const way = wayOf(application, resourceOf(service))
    if (way === 'apply') return []
    const option = way === 'replace' ? 'Replace=true' : 'ServerSideApply=true'
    const at = placeOfOption(option, service, application)
    return [problems.serviceHashWiped(at, titleOf(service), titleOf(rollout), option)]
  })
}

/** Where a sync option of a manifest is written: in its Application, else in its own annotation. */
export function placeOfOption(
  option: string,
  manifest: Manifest,
  application: Application | undefined
): Location {
  return application?.manifest && application.options.includes(option)
    ? placeOf(application.manifest, ...application.spec, 'syncPolicy', 'syncOptions')
    : placeOf(manifest, 'metadata', 'annotations', syncOptions)
}
