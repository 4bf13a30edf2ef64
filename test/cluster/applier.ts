import type { Client } from './client.ts'
import type { Manifest } from './manifest.ts'
import { isSame } from './manifest.ts'
import type { Scenario } from './scenario.ts'
import type { Change } from './states.ts'

/** Argo CD's order, of the kinds here. Those that it does not list, such as a Rollout, come last. */
const order = ['Service', 'Deployment', 'HorizontalPodAutoscaler']
const rank = ({ kind }: Manifest) => order.indexOf(kind) + 1 || order.length + 1

/** How Argo CD calls `kubectl apply`. */
const flags = {
  argocd: [],
  'argocd-server-side': ['--server-side', '--force-conflicts', '--field-manager=argocd-controller']
}

const stream = (manifests: readonly Manifest[]) =>
  // Without the separator, kubectl takes the first brace for the start of plain JSON.
  manifests.map(it => `---\n${JSON.stringify(it)}\n`).join('')

type Sync = Pick<Scenario, 'applier' | 'order' | 'times'>

/** Applies manifests in one namespace, in one sync after the other. */
export async function apply(
  { kubectl }: Client,
  namespace: string,
  manifests: readonly Manifest[],
  sync: Sync
) {
  const sorted = manifests.toSorted((a, b) => rank(a) - rank(b))
  const ordered = sync.order === 'reversed' ? sorted.toReversed() : sorted
  for (let time = 0; time < sync.times; time++)
    await kubectl(['-n', namespace, 'apply', ...flags[sync.applier], '-f', '-'], stream(ordered))
}

/** Deletes what no longer stands in Git. */
export async function prune(client: Client, namespace: string, { from, to }: Change) {
  for (const { kind, metadata } of from.filter(it => !to.some(other => isSame(it, other))))
    await client.kubectl(['-n', namespace, 'delete', kind, metadata.name])
}
