import type { Diagnostic } from '../diagnostic.ts'
import { fluxKustomizationIn, isFluxKustomization } from '../kubernetes/flux.ts'
import type { FluxKustomization } from '../kubernetes/flux.ts'
import { manifestsOfKind, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { bringsFileOf } from '../kubernetes/source-folders.ts'
import { fieldsChanging } from './in-the-way.ts'
import * as problems from './problems.ts'
import type { SourceGroup } from './read.ts'

/** Adds to groups of files the Kustomizations of Flux that change what is built of them. */
export function withFlux(groups: readonly SourceGroup[]): readonly SourceGroup[] {
  const changing = groups
    .flatMap(({ sources }) => sources)
    .flatMap(source => manifestsOfKind(source, 'Kustomization'))
    .filter(isFluxKustomization)
    .map(fluxKustomizationIn)
    .filter(({ kustomize }) => Object.keys(kustomize).length > 0)
  if (changing.length === 0) return groups
  return groups.map(group => ({
    ...group,
    changedBy: deployment => [
      ...(group.changedBy?.(deployment) ?? []),
      ...changing.flatMap(each => changesOf(each, deployment, group))
    ]
  }))
}

function changesOf(
  { manifest, path, kustomize }: FluxKustomization,
  deployment: Manifest,
  { over }: SourceGroup
): Diagnostic[] {
  const { file } = deployment.document.source
  const isRoot = /^(?:\.?\/)*\.?$/.test(path)
  const folder = { path, isRecursive: true, include: undefined, exclude: undefined }
  if (!isRoot && !bringsFileOf([folder], file, over)) return []
  return fieldsChanging(kustomize, deployment).map(field => {
    const at = placeOf(manifest, 'spec', field)
    return problems.fluxInTheWay(at, titleOf(manifest), titleOf(deployment), `spec.${field}`)
  })
}
