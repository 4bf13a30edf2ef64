import type { Diagnostic } from '../diagnostic.ts'
import { hasValue, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { autoscalerOf } from '../workload/scope.ts'
import type { Selected } from '../workload/selected.ts'
import * as problems from './problems.ts'

/** What scales a workload from another folder: only what is read together refers to each other. */
export function* strayRefusals({
  manifests,
  stray
}: Pick<Selected, 'manifests' | 'stray'>): Generator<Diagnostic> {
  if (!stray || autoscalerOf(manifests)) return
  const { deployment } = manifests
  const at = placeOf(deployment, 'metadata', 'name')
  const { file } = stray.document.source
  yield problems.autoscalerElsewhere(at, titleOf(deployment), titleOf(stray), file)
}

/** What may scale a workload, and is not understood; a configuration can say that nothing does. */
export function* foreignScalerRefusals({
  manifests: { deployment, foreignScalers },
  entry
}: Pick<Selected, 'manifests' | 'entry'>): Generator<Diagnostic> {
  if (entry?.autoscaler === 'none') return
  for (const scaler of foreignScalers) {
    const at = placeOf(scaler, 'spec', targetFieldOf(scaler))
    yield problems.autoscalerNotUnderstood(at, titleOf(deployment), titleOf(scaler))
  }
}

const targetFieldOf = (scaler: Manifest) =>
  hasValue(scaler, 'spec', 'scaleTargetRef') ? 'scaleTargetRef' : 'targetRef'
