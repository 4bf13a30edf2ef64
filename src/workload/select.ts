import type { Config, WorkloadEntry } from '../config.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { findStrings } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { isChosen, isNamed, isPattern, matchesPattern, numberFor } from '../kubernetes/chosen.ts'
import { releaseOf } from '../kubernetes/release.ts'
import { defaultPercents } from '../settings.ts'
import type { Applier } from '../settings.ts'
import { namespaceUnknown, releaseUnknown, unknownStage } from '../problems.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Entries, Value } from '../yaml/node.ts'
import { baseline, findStage, stageNames } from './stage.ts'
import type { Stage } from './stage.ts'

/** What a run is told, by its configuration and its command line. */
export type Run = {
  readonly config: Config | undefined
  /** `--stage`: for all that is selected, before what the configuration says. */
  readonly stage: string | undefined
  /** `--replicas`: by name, and for the one workload that needs it. */
  readonly replicas: { readonly all?: number; readonly named: ReadonlyMap<string, number> }
  readonly percents: readonly number[] | undefined
  readonly namespace: string | undefined
  readonly release: string | undefined
  /** `--workload`: only these. */
  readonly workloads: readonly string[]
  readonly applier: Applier | undefined
  /** Whether sources are files that stay where they are, or a stream that passes by. */
  readonly input: 'stream' | 'files'
  /** What manifests remember of their plan, by `workloadKey` their Deployment. */
  readonly remembered?: ReadonlyMap<string, Planned>
  /** What the cluster showed: the last thing that N is taken from. */
  readonly live?: Snapshot | undefined
  /** `--replicas-ignored`: what `replicasIgnored` says of one workload, said for all. */
  readonly replicasIgnored?: boolean
  /** Of which workloads an Application among the files shows the same, by `workloadKey` their Deployment. */
  readonly ignored?: ReadonlySet<string>
  /** Lines of comment for the canary of a new Rollout that is to be kept: its steps, put off. */
  readonly canaryComment?: readonly string[]
  /** What steps need that their configuration describes: the templates of their analyses. */
  readonly analysisTemplates?: (
    steps: Value | undefined,
    place: TemplatePlace
  ) => readonly Entries[]
}

/** The namespace of a Rollout and what its templates carry. */
export type TemplatePlace = {
  readonly namespace: string | undefined
  readonly annotations: Readonly<Record<string, string>>
}

/** N and the percents that a migration in place was begun with. */
export type Planned = { readonly replicas: number; readonly percents: readonly number[] }

/** What tells a Deployment from all others of a run. */
export function workloadKey({ document, namespace = '', name = '' }: Manifest): string {
  return `${document.source.file}\n${namespace}\n${name}`
}

/** What brings the manifests of a run to the cluster. */
export const applierOf = ({ applier, config }: Pick<Run, 'applier' | 'config'>): Applier =>
  applier ?? config?.applier ?? 'argocd'

/** Whether an applier notes on each object what it applied last, as `kubectl apply` does. */
export const notesApplied = (run: Pick<Run, 'applier' | 'config'>) =>
  ['argocd', 'kubectl'].includes(applierOf(run))

/** That a Deployment is to be converted, and by what. */
export type Selection = {
  readonly stage: Stage
  readonly percents: readonly number[]
  readonly entry: WorkloadEntry | undefined
  /** By its own name, not by a pattern or because nothing else was said. */
  readonly named: boolean
}

/** Whether a Deployment is to be converted: undefined where it is to be left alone. */
export function select(deployment: Manifest, run: Run): Selection | Diagnostic | undefined {
  const { config, workloads } = run
  const { name = '', namespace = run.namespace } = deployment
  if (workloads.length > 0 && !isChosen({ name, namespace }, workloads)) return undefined
  const entry = config?.workloads && findEntry(deployment, config.workloads, run)
  if (entry && 'code' in entry) return entry
  if (config?.workloads && !entry) return undefined
  const stated = run.stage ?? entry?.stage
  if (stated === undefined) return undefined
  const percents = percentsOf(run, entry, run.remembered?.get(workloadKey(deployment)))
  return {
    // A name that is none is a fault of the run, which stops it.
    stage: findStage(stated, percents) ?? baseline,
    percents,
    entry,
    named:
      isNamed({ name, namespace }, workloads) || (entry !== undefined && !isPattern(entry.name))
  }
}

/** N of a workload as `--replicas` says it. */
export const replicasFor = (
  { replicas, namespace: own }: Pick<Run, 'replicas' | 'namespace'>,
  { name = '', namespace = own }: { name?: string | undefined; namespace?: string | undefined }
) => numberFor(replicas.named, { name, namespace })

/** The percents of a workload: as the run, its entry or its memory says them. */
export function percentsOf(
  run: Pick<Run, 'percents'>,
  entry?: WorkloadEntry,
  planned?: Planned
): readonly number[] {
  return run.percents ?? entry?.percents ?? planned?.percents ?? defaultPercents
}

/** The stage that an entry of a configuration states, or what is wrong with its name. */
export function statedStage(entry: WorkloadEntry, run: Pick<Run, 'percents'>): Stage | Diagnostic {
  const percents = percentsOf(run, entry)
  const known = () => unknownStage(entry.at('stage'), entry.stage, stageNames(percents))
  return findStage(entry.stage, percents) ?? known()
}

/** The first entry that is a Deployment's; a diagnostic where the run does not know enough to tell. */
export function findEntry(
  deployment: Manifest,
  entries: readonly WorkloadEntry[],
  run: Pick<Run, 'namespace' | 'release'>
): WorkloadEntry | Diagnostic | undefined {
  const namespace = deployment.namespace ?? run.namespace
  for (const entry of entries) {
    if (!matchesPattern(deployment.name ?? '', entry.name) || !hasLabels(deployment, entry))
      continue
    const release = run.release ?? (entry.release === undefined ? undefined : releaseOf(deployment))
    if (entry.release !== undefined && release === undefined) {
      return releaseUnknown(entry.at('release'), entry.name, entry.release)
    }
    if (entry.namespace !== undefined && namespace === undefined) {
      return namespaceUnknown(entry.at('namespace'), entry.name, entry.namespace)
    }
    if ((entry.release ?? release) !== release) continue
    if ((entry.namespace ?? namespace) === namespace) return entry
  }
  return undefined
}

/** The entry that is a Deployment's, where there is one and the run knows enough to tell. */
export function entryOf(deployment: Manifest | undefined, run: Run): WorkloadEntry | undefined {
  const found = deployment && findEntry(deployment, run.config?.workloads ?? [], run)
  return found && !('code' in found) ? found : undefined
}

function hasLabels(deployment: Manifest, { labels }: WorkloadEntry): boolean {
  if (!labels) return true
  const own = findStrings(deployment, 'labels')
  return Object.entries(labels).every(([key, value]) => own[key] === value)
}

/**
 * The entries that must match a Deployment of this run and match none: those of one name whose
 * release is the run's, and those without a release where the run names none either.
 */
export function findUnmatched(
  entries: readonly WorkloadEntry[],
  matched: ReadonlySet<WorkloadEntry>,
  run: Run & { readonly found: 'deployments' | 'no-deployments' }
): WorkloadEntry[] {
  return entries.filter(entry => {
    if (isPattern(entry.name) || matched.has(entry) || entry.release !== run.release) return false
    if (run.release === undefined && run.found === 'no-deployments') return false
    return entry.namespace === undefined || (run.namespace ?? entry.namespace) === entry.namespace
  })
}
