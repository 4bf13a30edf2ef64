import type { Diagnostic } from '../diagnostic.ts'
import { grouped } from '../groups.ts'
import { isSelecting, placeIn } from '../kubernetes/kustomization.ts'
import type { Kustomization } from '../kubernetes/kustomization.ts'
import { isOfKinds, rolloutFields } from '../kubernetes/kustomize-fields.ts'
import type { Kinds } from '../kubernetes/kustomize-fields.ts'
import { hasAll } from '../kubernetes/labels.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { valuesAt } from '../kubernetes/patched.ts'
import { canonical } from '../kubernetes/resource.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { asEntries, findNode, valueOf } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import * as problems from './object-problems.ts'
import { isService } from '../kubernetes/service.ts'
import type { Builder } from './overlay-build.ts'
import type { Built } from './overlay-object.ts'
import { labelReader } from './pods.ts'

/** How a kustomization is built: as kustomize does it, and as it would if it knew Rollouts. */
export type Builders = { readonly real: Builder; readonly meant: Builder }

/** What a kustomization renames or labels at one end of a reference of which kustomize does not know. */
export function brokenBy(kustomization: Kustomization, builders: Builders): Diagnostic[] {
  const [real, meant] = [builders.real, builders.meant].map(({ build, finished }) => {
    const made = build(kustomization)
    return finished(made.made, made)
  })
  if (!real || !meant || real.length !== meant.length) return []
  const byName = grouped(meant, ({ manifest }) => manifest.name)
  const renamed = (name: Value, target: Kinds) =>
    byName.get(String(name))?.find(({ manifest }) => isOfKinds(manifest, target))
  const isLeft = (object: Built, index: number) =>
    leftBehind(object, { as: meant[index], kustomization, renamed })
  return [...real.flatMap(isLeft), ...missedPods(kustomization, real)]
}

type Looking = {
  /** The object as it is meant. */
  readonly as: Built | undefined
  readonly kustomization: Kustomization
  readonly renamed: (name: Value, target: Kinds) => Built | undefined
}

/** The references of an object that still have a former name. */
function leftBehind(object: Built, { as: meant, kustomization, renamed }: Looking): Diagnostic[] {
  const title = titleOf((object.taken ?? object).manifest)
  const paths = new Map<string, Built>()
  for (const { target, field } of rolloutFields.references) {
    if (!meant || !isOfKinds(object.manifest, field)) continue
    const names = valuesAt(meant.manifest.node, field.path)
    for (const [at, { path, value }] of valuesAt(object.manifest.node, field.path).entries()) {
      const name = names[at]?.value
      const found = name === undefined || name === value ? undefined : renamed(name, target)
      if (found) paths.set(path.join('.').replace(/Ref\.name$/, 'Ref'), found)
    }
  }
  return [...paths].flatMap(([path, { renamedBy }]) =>
    renamedBy.map(({ field, node }) =>
      problems.kustomizeBreaksReference(placeIn(kustomization, node), field, title, path)
    )
  )
}

/** Labels that go into the selector of a Service and not into the pods of a Rollout (#4396). */
function missedPods(kustomization: Kustomization, all: readonly Built[]): Diagnostic[] {
  const labelled = kustomization.labels.find(isSelecting)
  if (!labelled) return []
  const labelsOf = labelReader()
  const isSelected = (service: Manifest, rollout: Manifest) => {
    const selector = asEntries(valueOf(findNode(service.node, 'spec', 'selector'))) ?? {}
    const labels = labelsOf(rollout)
    return labels && Object.keys(selector).length > 0 ? hasAll(labels, selector) : undefined
  }
  const services = all.filter(({ manifest }) => isService(manifest))
  const known = new Map<string, Built | undefined>()
  // Many Rollouts may be instances of one base.
  const findLost = (rollout: Built) => {
    const key = canonical([takenOf(rollout), rollout.manifest].map(each => labelsOf(each) ?? null))
    if (!known.has(key))
      known.set(
        key,
        services.find(
          service =>
            isSelected(takenOf(service), takenOf(rollout)) === true &&
            isSelected(service.manifest, rollout.manifest) === false
        )
      )
    return known.get(key)
  }
  return all
    .filter(({ manifest }) => isRollout(manifest))
    .flatMap(rollout => {
      const lost = findLost(rollout)
      if (!lost) return []
      const titles = [lost, rollout].map(each => titleOf(takenOf(each)))
      const at = placeIn(kustomization, labelled.node)
      const [service = '', title = ''] = titles
      return [problems.kustomizeMissesPods(at, labelled.field, service, title)]
    })
}

const takenOf = ({ taken, manifest }: Built) => taken?.manifest ?? manifest
