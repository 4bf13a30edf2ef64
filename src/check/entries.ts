import type { Config, WorkloadEntry } from '../config.ts'
import { findEntry } from '../workload/select.ts'
import type { Manifest } from '../kubernetes/manifest.ts'

/** What a run knows of the manifests that it checks. */
export type Known = {
  readonly config: Config | undefined
  readonly namespace: string | undefined
  readonly release: string | undefined
}

/**
 * The entries of the configuration that may be a workload's. It is one; several where they differ
 * by a release or a namespace that the run does not know.
 */
export function entriesOf(workload: Manifest, { config, ...run }: Known): WorkloadEntry[] {
  const entries = config?.workloads ?? []
  if (entries.length === 0) return []
  const found = findEntry(workload, entries, run)
  if (!found) return []
  if (!('code' in found)) return [found]
  const runs = [run.release, ...entries.map(({ release }) => release)].flatMap(release =>
    [run.namespace, ...entries.map(({ namespace }) => namespace)].map(namespace => ({
      release: run.release ?? release,
      namespace: run.namespace ?? namespace
    }))
  )
  const possible = runs.flatMap(each => {
    const entry = findEntry(workload, entries, each)
    return entry && !('code' in entry) ? [entry] : []
  })
  return [...new Set(possible)]
}
