import { stage } from '../convert/stage.ts'
import type { Baseline, Workload } from '../convert/stage.ts'
import type { Rollout } from '../kubernetes/generated/rollout.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import type { Patch } from '../yaml/edit.ts'
import { asEntries, asMapping, valueOf } from '../yaml/node.ts'
import type { Mapping, Value } from '../yaml/node.ts'

export type Entries = { readonly [key: string]: Value }

/** The manifests of a workload at a stage, as plain data. No stage touches a pod template: it is left out. */
export type Values = {
  readonly changed: readonly { readonly manifest: Manifest; readonly value: Entries }[]
  readonly newRollout: Rollout | undefined
}

/** What the manifests of a workload are at a stage. */
export function valuesAt(baseline: Baseline, workload: Workload, name: string): Values {
  const changes = stage(baseline, workload, name)
  const { deployment, autoscaler, rollout, verticalAutoscalers } = baseline
  const at = (manifest: Manifest | undefined, patch: Patch) =>
    manifest ? [{ manifest, value: mergePatch(withoutTemplate(manifest), patch) }] : []
  return {
    changed: [
      ...at(deployment, changes.deployment),
      ...at(autoscaler, changes.autoscaler),
      ...verticalAutoscalers.flatMap(each => at(each, changes.verticalAutoscaler)),
      ...at(rollout, changes.rollout)
    ],
    newRollout: changes.newRollout
  }
}

/** A manifest as plain data, its pod template left out. */
export function withoutTemplate({ node }: Manifest): Entries {
  const withPairs = (mapping: Mapping, pairs: Mapping['pairs']) => ({ ...mapping, pairs })
  const pairs = node.pairs.map(pair => {
    const spec = pair.key === 'spec' ? asMapping(pair.value) : undefined
    if (!spec) return pair
    const kept = spec.pairs.filter(({ key }) => key !== 'template')
    return { ...pair, value: withPairs(spec, kept) }
  })
  return asEntries(valueOf(withPairs(node, pairs))) ?? {}
}

/** Applies a JSON Merge Patch (RFC 7396) to plain data. */
export function mergePatch(value: Entries, patch: Patch): Entries {
  const merged: Record<string, Value> = { ...value }
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete merged[key]
    else if (typeof change !== 'object' || Array.isArray(change)) merged[key] = change as Value
    else merged[key] = mergePatch(asEntries(merged[key]) ?? {}, change as Patch)
  }
  return merged
}
