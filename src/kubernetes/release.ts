import { findStrings } from './manifest.ts'
import type { Manifest } from './manifest.ts'

/** The annotation by which Helm knows what is its own. */
export const helmRelease = 'meta.helm.sh/release-name'

/**
 * The Helm release of a manifest, as Helm's annotation says it, or the labels that charts carry by
 * convention (helm.sh/docs/chart_best_practices/labels); undefined where neither does.
 */
export function releaseOf(manifest: Manifest): string | undefined {
  return releaseIn(findStrings(manifest, 'annotations'), findStrings(manifest, 'labels'))
}

type Strings = Readonly<Record<string, unknown>>

/** The same by the annotations and labels of an object, such as a live one. */
export function releaseIn(annotations: Strings = {}, labels: Strings = {}): string | undefined {
  const annotated = annotations[helmRelease]
  if (typeof annotated === 'string') return annotated
  const isHelm =
    labels['app.kubernetes.io/managed-by'] === 'Helm' ||
    labels['helm.sh/chart'] !== undefined ||
    labels['heritage'] === 'Helm'
  const named = labels['app.kubernetes.io/instance'] ?? labels['release']
  return isHelm && typeof named === 'string' ? named : undefined
}
