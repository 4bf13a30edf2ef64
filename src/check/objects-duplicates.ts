import { duplicateRefusals } from '../convert/refuse-duplicates.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { View } from './objects-view.ts'

/**
 * Manifests of one object in one file: what is applied last wins. Files of a folder may each be
 * meant for another place.
 */
export function duplicateProblems({ scope, manifests }: View): Diagnostic[] {
  const isOfFile = (one: Manifest, other: Manifest) =>
    one.document.source.file === other.document.source.file
  return manifests.flatMap(manifest => {
    const [first] = scope.sameAs(manifest)
    const isRepeated = first && first !== manifest && isOfFile(first, manifest)
    return isRepeated ? [...duplicateRefusals(manifest, scope)] : []
  })
}
