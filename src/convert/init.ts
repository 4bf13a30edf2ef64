import type { Diagnostic } from '../diagnostic.ts'
import { grouped } from '../groups.ts'
import { replicasOf } from '../kubernetes/deployment.ts'
import { boundsOf } from '../kubernetes/autoscaler.ts'
import { newestArgoRollouts } from '../kubernetes/generated/canary-fields.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { releaseOf } from '../kubernetes/release.ts'
import { readGroup } from '../workload/read.ts'
import type { Group, SourceGroup } from '../workload/read.ts'
import { autoscalerOf, manifestsAround } from '../workload/scope.ts'
import type { Manifests } from '../workload/scope.ts'
import { findEntry } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { strayFinder } from '../workload/selected.ts'
import type { Selected } from '../workload/selected.ts'
import { printBlock } from '../yaml/print.ts'
import * as problems from './problems.ts'
import { changedAutoscalerRefusals, refusalsOf } from './refuse.ts'
import { foreignScalerRefusals, strayRefusals } from './refuse-scalers.ts'
import { withHeadroom } from './replicas.ts'

const head = `# The workloads to migrate to Argo Rollouts, and their stages. \`rolloutify schema\` prints all settings.
argoRollouts: "${newestArgoRollouts}" # the version in the cluster
# What applies the manifests: argocd, argocd-server-side, flux, helm3, helm4 or kubectl. Set it: the gate,
# the proof and the protection of a Rollout with pods depend on it. Unset, it is argocd.
# applier: argocd
`

/** What `init` makes: a configuration, or what is to be added to one. */
export type Initial = {
  readonly entries: readonly (readonly string[])[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A configuration for all Deployments of some sources, each with what is known of its pods. */
export function initialConfig(
  sources: readonly SourceGroup[],
  run: Run
): { output: string; diagnostics: readonly Diagnostic[] } {
  const { entries, diagnostics } = entriesFor(sources, run)
  const workloads = entries.length > 0 ? `workloads:\n${printEntries(entries, '  ')}` : emptyList
  return { output: head + workloads, diagnostics }
}

const emptyList = 'workloads: []\n'

/** Entries as the items of a list. */
export const printEntries = (entries: readonly (readonly string[])[], indent: string) =>
  entries
    .flatMap(lines => lines.map((line, at) => `${indent}${at === 0 ? '- ' : '  '}${line}\n`))
    .join('')

/** The entries for the Deployments of some sources that no configuration has yet. */
export function entriesFor(sources: readonly SourceGroup[], run: Run): Initial {
  const groups = sources.map(group => readGroup(group, run))
  const straysOf = strayFinder(groups)
  const found = groups.flatMap(group =>
    group.scope.deployments
      .filter(({ name }) => name !== undefined)
      .map(deployment => {
        const manifests = manifestsAround(deployment, group.scope)
        const strays = straysOf(group, deployment)
        return { group, manifests, strays, isReady: manifests.rollouts.length === 0 }
      })
  )
  const alike = grouped(found, ({ manifests }) => entryKey(manifests.deployment, run))
  const known = run.config?.workloads ?? []
  const isNew = (same: readonly Described[]) =>
    same.every(({ manifests }) => !findEntry(manifests.deployment, known, run))
  const added = [...alike.values()].filter(isNew)
  return {
    entries: added.map(each => entryOf(each, run)),
    diagnostics: [
      ...groups.flatMap(group =>
        group.unreadable.map(({ found: why }): Diagnostic => ({ ...why, severity: 'warning' }))
      ),
      ...(found.length === 0 ? [problems.nothingToList(placeOfFirst(sources))] : [])
    ]
  }
}

const placeOfFirst = ([group]: readonly SourceGroup[]) => ({
  file: group?.sources[0]?.file ?? '<stdin>',
  line: 1,
  column: 1
})

/** A Deployment, and whether there is no Rollout for it yet. */
type Described = Pick<Selected, 'manifests' | 'strays'> & {
  readonly group: Group
  readonly isReady: boolean
}

function entryKey(deployment: Manifest, run: Run): string {
  const { name, namespace = run.namespace } = deployment
  return JSON.stringify([name, namespace, run.release ?? releaseOf(deployment)])
}

/** One entry for all Deployments of one name: a folder may hold what was rendered beside its sources. */
function entryOf(alike: readonly Described[], run: Run): string[] {
  const [first] = [...alike].sort((a, b) => Number(b.isReady) - Number(a.isReady))
  if (!first) return []
  const { manifests } = first
  const { deployment, rollouts } = manifests
  // In a stream of many releases, Deployments of one name are of different ones.
  const isOther = ({ code }: Diagnostic) => alike.length === 1 && code === 'duplicate-manifest'
  const refusals = [...refusalsOf(first).filter(each => !isOther(each)), ...strayRefusals(first)]
  const isReady = refusals.length === 0 && first.isReady
  const autoscaler = autoscalerOf(manifests)
  const own = replicasOf(deployment)
  const isAlone = !autoscaler && manifests.foreignScalers.length === 0
  const isFixed = isReady && isAlone && typeof own === 'number' && own > 0
  const live = isReady && autoscaler ? withHeadroom(manifests, run) : undefined
  const lines = printBlock({
    name: deployment.name,
    namespace: deployment.namespace ?? run.namespace,
    release: run.release ?? releaseOf(deployment),
    stage: isReady ? 'introduce-rollout' : 'baseline',
    replicas: isFixed ? own : live,
    autoscaler: isFixed ? 'none' : undefined
  })
  const others = new Set(
    alike.flatMap(each => (each === first ? [] : each.manifests.deployment.document.source.file))
  )
  const remarks = [
    ...rollouts.map(rollout => `${titleOf(rollout)} already refers to it.`),
    ...refusals.flatMap(refusal => remarksOn('Not converted', refusal)),
    ...(isReady ? [...laterRemarks(manifests), ...podRemarks(manifests, live)] : []),
    ...[...others].map(file => `Also in ${file}: this entry applies to all of that name.`)
  ]
  const comments = remarks.map(remark => `# ${remark.replace(/\s+/g, ' ')}`)
  return [...lines, ...comments, ...(isReady ? strategyOf(run) : [])]
}

/** Why a workload cannot continue once its Rollout is introduced. */
function laterRemarks(manifests: Manifests): string[] {
  const later = [
    ...changedAutoscalerRefusals(manifests, 'kept'),
    ...foreignScalerRefusals({ manifests, entry: undefined })
  ]
  return later.flatMap(refusal => remarksOn('Not past introduce-rollout', refusal))
}

const remarksOn = (what: string, { message, code, hint }: Diagnostic) => [
  `${what}: ${message} [${code}]`,
  `hint: ${hint}`
]

/** The canary steps, put off: they come on after the last stage. */
function strategyOf({ canaryComment = [] }: Run): string[] {
  if (canaryComment.length === 0) return []
  return ['strategy:', '  canary:', ...canaryComment.map(line => `    ${line}`)]
}

/** What decides how many pods a workload has, where the entry does not say it. */
function podRemarks(manifests: Manifests, live: number | undefined): string[] {
  const autoscaler = autoscalerOf(manifests)
  const bounds = autoscaler && boundsOf(autoscaler)
  if (autoscaler) {
    const range = bounds
      ? ` keeps ${bounds.min} to ${bounds.max} pods`
      : ' decides its number of pods'
    const scaled = `${titleOf(autoscaler)}${range}.`
    if (live !== undefined) {
      return [scaled, 'The live count plus 20%: adjust it to what a busy hour needs.']
    }
    return [
      scaled,
      'Before pin-replicas, set how many pods to keep Ready: as many as a busy hour needs, with headroom.',
      'replicas:'
    ]
  }
  const [foreign] = manifests.foreignScalers
  if (foreign)
    return [`If ${titleOf(foreign.scaler)} does not change the pods, set`, 'autoscaler: none']
  if (replicasOf(manifests.deployment) !== 'absent') return []
  return [
    'No replicas and no autoscaler in the input: pass its autoscaler too, or if it has none, set',
    'autoscaler: none'
  ]
}
