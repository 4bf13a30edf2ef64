import type { Diagnostic } from '../diagnostic.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { boundsOf } from '../kubernetes/autoscaler.ts'
import { newestArgoRollouts } from '../kubernetes/generated/canary-fields.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import { readGroup } from '../workload/read.ts'
import type { Group, SourceGroup } from '../workload/read.ts'
import { autoscalerOf, manifestsAround } from '../workload/scope.ts'
import type { Manifests } from '../workload/scope.ts'
import type { Run } from '../workload/select.ts'
import { strayFinder } from '../workload/selected.ts'
import type { Selected } from '../workload/selected.ts'
import { printBlock } from '../yaml/print.ts'
import { changedAutoscalerRefusals, refusalsOf } from './refuse.ts'
import { foreignScalerRefusals, strayRefusals } from './refuse-scalers.ts'
import { withHeadroom } from './replicas.ts'

const head = `# What is taken to Argo Rollouts, and how far. \`rolloutify schema\` prints what else it may say.
argoRollouts: "${newestArgoRollouts}" # what the cluster runs
applier: argocd # or argocd-server-side, helm3, helm4, kubectl: what brings manifests to the cluster
`

/** A configuration for all Deployments of some sources, each with what is known of its pods. */
export function initialConfig(
  sources: readonly SourceGroup[],
  run: Run
): { output: string; diagnostics: Diagnostic[] } {
  const groups = sources.map(group => readGroup(group, run))
  const strayOf = strayFinder(groups)
  const entries = new Set(
    groups.flatMap(group =>
      group.scope.deployments
        .filter(({ name }) => name !== undefined)
        .map(deployment => {
          const manifests = manifestsAround(deployment, group.scope)
          return entryOf(group, { manifests, stray: strayOf(group, deployment) }, run)
        })
    )
  )
  const workloads = entries.size > 0 ? `workloads:\n${[...entries].join('')}` : 'workloads: []\n'
  return {
    output: head + workloads,
    diagnostics: groups.flatMap(group =>
      group.unreadable.map(({ found }): Diagnostic => ({ ...found, severity: 'warning' }))
    )
  }
}

type Found = Pick<Selected, 'manifests' | 'stray'>

function entryOf(group: Group, { manifests, stray }: Found, run: Run): string {
  const { release, namespace } = run
  const { deployment, rollouts } = manifests
  const refusals = [
    ...refusalsOf(manifests, group.scope),
    ...group.refusalsOf(deployment),
    ...strayRefusals({ manifests, stray })
  ]
  const isReady = refusals.length === 0 && rollouts.length === 0
  const live = isReady && autoscalerOf(manifests) ? withHeadroom(manifests, run) : undefined
  const lines = printBlock({
    name: deployment.name,
    namespace: deployment.namespace ?? namespace,
    release,
    stage: isReady ? 'introduce-rollout' : 'baseline',
    replicas: live
  })
  const remarks = [
    ...rollouts.map(rollout => `${titleOf(rollout)} refers to it already.`),
    ...refusals.map(({ message, code }) => `Not converted: ${message} [${code}]`),
    ...(isReady ? [...laterRemarks(manifests), ...podRemarks(manifests, live)] : [])
  ]
  const [first, ...rest] = [...lines, ...remarks.map(remark => `# ${remark.replace(/\s+/g, ' ')}`)]
  return [`  - ${first}`, ...rest.map(line => `    ${line}`)].map(line => line + '\n').join('')
}

/** Why a workload cannot go on once its Rollout is introduced. */
function laterRemarks(manifests: Manifests): string[] {
  const later = [
    ...changedAutoscalerRefusals(manifests, 'kept'),
    ...foreignScalerRefusals({ manifests, entry: undefined })
  ]
  return later.map(({ message, code }) => `Not past introduce-rollout: ${message} [${code}]`)
}

/** What decides how many pods a workload has. */
function podRemarks(manifests: Manifests, live: number | undefined): string[] {
  const autoscaler = autoscalerOf(manifests)
  const bounds = autoscaler && boundsOf(autoscaler)
  const replicas = replicasOf(manifests.deployment)
  const [foreign] = manifests.foreignScalers
  if (autoscaler) {
    const range = bounds ? ` keeps ${bounds.min} to ${bounds.max} pods` : ' decides on its pods'
    const scaled = `${titleOf(autoscaler)}${range}.`
    if (live !== undefined) {
      return [scaled, 'The live count and a fifth more: correct it to what a busy hour needs.']
    }
    return [
      scaled,
      'Before pin-replicas, say how many to keep Ready: as at a busy hour, with headroom.',
      'replicas:'
    ]
  }
  if (replicas === 'absent') {
    return [
      'No replicas and no autoscaler here: give its autoscaler too, or where there is none, say',
      'autoscaler: none'
    ]
  }
  if (foreign) return [`Where ${titleOf(foreign)} leaves the pods alone, say`, 'autoscaler: none']
  return [`${replicas} ${replicas === 1 ? 'replica' : 'replicas'}, no autoscaler.`]
}
