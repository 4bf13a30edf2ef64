import type { Client } from './client.ts'
import type { ControlPlane } from './control-plane.ts'
import { releaserFor } from './helm.ts'
import type { Manifest } from './manifest.ts'
import type { Scenario } from './scenario.ts'

/** Argo CD's order, of the kinds here. Those that it does not list, such as a Rollout, come last. */
const kinds = ['Service', 'Deployment', 'HorizontalPodAutoscaler']
const rank = ({ kind }: Manifest) => kinds.indexOf(kind) + 1 || kinds.length + 1

/** How Argo CD calls `kubectl apply`. */
const flags = {
  argocd: [],
  'argocd-server-side': ['--server-side', '--force-conflicts', '--field-manager=argocd-controller']
}

const stream = (manifests: readonly Manifest[]) =>
  // Without the separator, kubectl takes the first brace for the start of plain JSON.
  manifests.map(it => `---\n${JSON.stringify(it)}\n`).join('')

type Order = Scenario['order']
type Flags = keyof typeof flags

/** Applies manifests in one namespace, in one sync. */
export async function apply(
  { kubectl }: Client,
  namespace: string,
  manifests: readonly Manifest[],
  { applier, order }: { applier: Flags; order: Order }
) {
  const sorted = manifests.toSorted((a, b) => rank(a) - rank(b))
  const ordered = order === 'reversed' ? sorted.toReversed() : sorted
  await kubectl(['-n', namespace, 'apply', ...flags[applier], '-f', '-'], stream(ordered))
}

/** What one sync brings to the cluster. */
export type Sync = {
  /** The name of what stands in Git. */
  readonly state: string
  readonly manifests: readonly Manifest[]
  /** What no longer stands there. */
  readonly gone: readonly Manifest[]
}

/** The scenario's applier, in one namespace. */
export async function applierFor(plane: ControlPlane, namespace: string, scenario: Scenario) {
  const { applier, order } = scenario
  if (applier !== 'argocd' && applier !== 'argocd-server-side') {
    const release = await releaserFor(applier, plane, namespace, scenario)
    return ({ state }: Sync) => release(state)
  }
  return async ({ manifests, gone }: Sync) => {
    await apply(plane, namespace, manifests, { applier, order })
    for (const { kind, metadata } of gone)
      await plane.kubectl(['-n', namespace, 'delete', kind, metadata.name])
  }
}
