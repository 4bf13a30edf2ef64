import type { Offer } from '../argocd/parameters.ts'
import type { WorkloadEntry } from '../config.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { itemsOf, resourceOf } from '../kubernetes/resource.ts'
import { readGroup } from '../workload/read.ts'
import { rolloutsOf } from '../workload/scope.ts'
import { findEntry, percentsOf } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { stageNames } from '../workload/stage.ts'
import type { Source } from '../yaml/stream.ts'

/** A workload that is offered, with what its steps and its stage are written in. */
export type Subject = Offer & {
  readonly name: string
  readonly namespace: string | undefined
  readonly deployment?: Manifest
  readonly rollout?: Manifest
  readonly entry?: WorkloadEntry | undefined
}

/** The workloads of what a command has printed: Deployments that are converted, and Rollouts. */
export function subjectsIn(
  source: Source,
  run: Run
): { readonly subjects: Subject[]; readonly diagnostics: readonly Diagnostic[] } {
  const { scope } = readGroup({ sources: [source], kustomizations: [] }, run)
  const diagnostics: Diagnostic[] = []
  const entries = run.config?.workloads
  const found = scope.deployments.flatMap((deployment): Subject[] => {
    const { name = '' } = deployment
    const [rollout] = rolloutsOf(deployment, scope)
    const entry = entries && findEntry(deployment, entries, run)
    if (entry && 'code' in entry) diagnostics.push(entry)
    if ((entry && 'code' in entry) || rollout || (entries && !entry)) return []
    const { namespace = run.namespace } = deployment
    const stages = stageNames(percentsOf(run, entry))
    const steps = entry?.steps === 'dashboard' ? {} : { steps: stateOf(stepsOfEntry(entry)) }
    return [
      { key: name, name, namespace, deployment, entry, stages, stage: entry?.stage, ...steps }
    ]
  })
  const rollouts = [...scope.rolloutsByName].flatMap(([name, own]) =>
    own.map((rollout): Subject => {
      const { namespace = run.namespace } = rollout
      const steps = itemsOf(resourceOf(rollout), 'spec', 'strategy', 'canary', 'steps')
      return { key: name, name, namespace, rollout, steps: stateOf(steps) }
    })
  )
  return { subjects: withKeys([...found, ...rollouts]), diagnostics }
}

/** The live steps of an entry. */
export const stepsOfEntry = (entry: WorkloadEntry | undefined) =>
  entry?.strategy?.canary?.steps ?? []
const stateOf = (steps: readonly unknown[]): 'on' | 'off' => (steps.length > 0 ? 'on' : 'off')

/** Names that are repeated, each with its namespace. */
function withKeys(subjects: readonly Subject[]): Subject[] {
  return subjects.map(each => {
    const isRepeated = subjects.some(other => other !== each && other.name === each.name)
    const isPlaced = isRepeated && each.namespace !== undefined
    return { ...each, key: isPlaced ? `${each.namespace}/${each.name}` : each.name }
  })
}
