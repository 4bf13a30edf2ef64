import type { Diagnostic, Location } from '../diagnostic.ts'
import { wayOf } from '../kubernetes/application.ts'
import type { Application } from '../kubernetes/application.ts'
import { groupOf, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { podHashLabels } from '../kubernetes/pod-hash.ts'
import { resourceOf } from '../kubernetes/resource.ts'
import { syncOptions } from '../kubernetes/rollout-annotations.ts'
import { isRollout, servicesIn } from '../kubernetes/rollout.ts'
import { isService } from '../kubernetes/service.ts'
import { asEntries, findNode, valueOf } from '../yaml/node.ts'
import * as problems from './object-problems.ts'
import type { View } from './objects-view.ts'

/** What is wrong with how Services, and others that select pods, find those of a Rollout. */
export function selectionProblems(view: View): Diagnostic[] {
  return [
    ...view.manifests.filter(isSelecting).flatMap(each => [...hashProblems(each)]),
    ...view.manifests.filter(isRollout).flatMap(each => wipedHashes(each, view))
  ]
}

/** Where objects that go by pods have their selector. */
const selectors: Readonly<Record<string, readonly string[]>> = {
  '/Service': ['spec', 'selector'],
  'policy/PodDisruptionBudget': ['spec', 'selector', 'matchLabels'],
  'networking.k8s.io/NetworkPolicy': ['spec', 'podSelector', 'matchLabels']
}

const isSelecting = ({ kind }: Manifest) =>
  kind === 'Service' || kind === 'PodDisruptionBudget' || kind === 'NetworkPolicy'

/** A hash in Git is that of one version: the next one has another (argo-rollouts utils/hash). */
function* hashProblems(manifest: Manifest): Generator<Diagnostic> {
  const path = selectors[`${groupOf(manifest.apiVersion)}/${manifest.kind}`]
  const labels = path && asEntries(valueOf(findNode(manifest.node, ...path)))
  const label = labels && Object.values(podHashLabels).find(each => each in labels)
  if (!path || !label) return
  yield problems.hashInSelector(placeOf(manifest, ...path, label), titleOf(manifest), label)
}

/** A Service whose hash an applier takes away: the controller does not put it back by itself (E8). */
function wipedHashes(rollout: Manifest, view: View): Diagnostic[] {
  return servicesIn(resourceOf(rollout)).flatMap(({ name }) => {
    const service = view.near(rollout, name).find(isService)
    const [application] = service ? view.bringersOf(service) : []
    if (!service || !application) return []
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
