import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { fieldOf, itemsOf, resourceOf, textOf } from './resource.ts'

/** A Kustomization of Flux: the folder that it builds, and what it changes of the build. */
export type FluxKustomization = {
  readonly manifest: Manifest
  readonly path: string
  /** The fields of its spec that change objects, as kustomize has them. */
  readonly kustomize: { readonly [field: string]: Value }
}

/** Whether a manifest is a Kustomization of Flux, and no file of kustomize. */
export const isFluxKustomization = ({ kind, apiVersion }: Manifest) =>
  kind === 'Kustomization' && groupOf(apiVersion) === 'kustomize.toolkit.fluxcd.io'

/** Reads a Kustomization of Flux (kustomize-controller api/v1/kustomization_types.go). */
export function fluxKustomizationIn(manifest: Manifest): FluxKustomization {
  const resource = resourceOf(manifest)
  const patches = [
    ...itemsOf(resource, 'spec', 'patches'),
    ...itemsOf(resource, 'spec', 'patchesStrategicMerge').map(each => ({
      patch: typeof each === 'string' ? each : JSON.stringify(each)
    })),
    // What was once of its own has a target and operations, too.
    ...itemsOf(resource, 'spec', 'patchesJson6902').map(each => ({
      ...asEntries(each),
      patch: JSON.stringify(fieldOf(each, 'patch'))
    }))
  ]
  const names = ['namePrefix', 'nameSuffix'].flatMap(field => {
    const value = textOf(resource, 'spec', field)
    return value === undefined ? [] : [[field, value] as const]
  })
  return {
    manifest,
    path: textOf(resource, 'spec', 'path') ?? '.',
    kustomize: { ...(patches.length > 0 && { patches }), ...Object.fromEntries(names) }
  }
}
