import type { Diagnostic } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { Scope } from '../workload/scope.ts'
import * as problems from './problems.ts'

/** Another manifest of the same kind, namespace and name: which of them counts is not certain. */
export function* duplicateRefusals(manifest: Manifest, scope: Scope): Generator<Diagnostic> {
  const [first, second] = sameIn(scope, manifest)
  if (!first || !second) return
  const later = manifest === first ? second : manifest
  const { file, line } = placeOf(first)
  const at = placeOf(later, 'metadata', 'name')
  yield problems.duplicateManifest(at, titleOf(manifest), `${file}:${line}`)
}

/** The manifests of an object. A Deployment is one whatever its apiVersion says: each may be meant. */
const sameIn = (scope: Scope, manifest: Manifest) =>
  manifest.kind === 'Deployment' && manifest.name !== undefined
    ? scope.ownersOf(manifest, manifest.name)
    : scope.sameAs(manifest)
