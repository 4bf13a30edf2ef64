import type { WorkloadEntry } from '../config.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { newestArgoRollouts } from '../kubernetes/generated/canary-fields.ts'
import { findNewerFields, isOlder } from '../kubernetes/rollout-types.ts'
import {
  newerField,
  noStage,
  releaseUnknown,
  replicasForSeveral,
  unknownStage
} from '../problems.ts'
import { releaseOf } from '../kubernetes/release.ts'
import { nearest } from '../nearest.ts'
import { argumentsPlace } from '../settings.ts'
import * as problems from './problems.ts'
import type { Group } from './read.ts'
import { isChosen, isPattern, matchesPattern, spelled } from '../kubernetes/chosen.ts'
import { findUnmatched, percentsOf, select, statedStage } from './select.ts'
import type { Run } from './select.ts'
import { ownersOfReplicas } from './selected.ts'
import type { Selected } from './selected.ts'
import { findStage, isHarmless, stageNames } from './stage.ts'

/** What is wrong with how a run is told: then nothing is converted. */
export function faultsOf(
  groups: readonly Group[],
  selected: readonly Selected[],
  run: Run
): Diagnostic[] {
  const faults = [...unknownStages(run), ...newerFields(run)]
  const readable = groups.flatMap(group => group.scope.deployments)
  const broken = groups
    .flatMap(group => group.unreadable.map(({ manifest }) => manifest))
    .filter(({ kind }) => kind === 'Deployment')
  const selections = [...selected, ...broken.map(each => select(each, run))]
  const matched = new Set(
    selections.flatMap(found => (found && !('code' in found) ? (found.entry ?? []) : []))
  )
  const found = { deployments: [...readable, ...broken], selected, matched }
  if (faults.length === 0) faults.push(...wrongSelections(found, run))
  return [...faults, ...replicasOfSeveral(selected, run)]
}

/** Stages that there are not: in any entry, whether it matches or not, or on the command line. */
function* unknownStages(run: Run): Generator<Diagnostic> {
  const { stage, config } = run
  const entries = config?.workloads ?? []
  for (const entry of entries) {
    const stated = statedStage(entry, run)
    if ('code' in stated) yield stated
  }
  if (stage === undefined) return
  const lists =
    entries.length > 0 ? entries.map(entry => percentsOf(run, entry)) : [percentsOf(run)]
  const without = lists.find(own => findStage(stage, own) === undefined)
  if (without) yield unknownStage(argumentsPlace, stage, stageNames(without))
}

/** Fields of the Rollouts to come that the cluster's version of Argo Rollouts does not know. */
function newerFields({ config }: Run): Diagnostic[] {
  const version = config?.argoRollouts
  if (version === undefined || !isOlder(version, newestArgoRollouts)) return []
  return (config?.workloads ?? []).flatMap(({ at, strategy }) =>
    findNewerFields({ workloadRef: {}, strategy }, 'RolloutSpec', version).map(({ path, since }) =>
      newerField(at(...path), inWords(path), since, version)
    )
  )
}

/** The path of a field of the strategy, as a message calls it: `canary.steps[0].plugin`. */
function inWords([first, ...path]: readonly string[]): string {
  const words = path.map(key => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('')
  return first === 'strategy' ? words.slice(1) : `${first}${words}`
}

/** What a run finds: its Deployments, also those that cannot be read, and what it selects. */
type Found = {
  readonly deployments: readonly Manifest[]
  readonly selected: readonly Selected[]
  readonly matched: ReadonlySet<WorkloadEntry>
}

/** What is selected, and is not there; or nothing selected at all. */
function wrongSelections(found: Found, run: Run): Diagnostic[] {
  const { deployments } = found
  const { stage, config } = run
  const [first] = deployments
  if (!first) return unmatchedEntries(found, run)
  if (stage === undefined && !config?.workloads) return [noStage(placeOf(first), titleOf(first))]
  const unknown = unknownReleases(found, run)
  if (unknown.length > 0) return unknown
  return [
    ...unmatchedNames(found, run),
    ...unmatchedEntries(found, run),
    ...misspeltEntries(found, run)
  ]
}

/**
 * Entries that ask for a release, where the run names none and their Deployments do not all say
 * which one is theirs. What they say counts, but it stops nobody from missing a workload.
 */
function unknownReleases({ deployments, selected, matched }: Found, run: Run): Diagnostic[] {
  if (run.release !== undefined) return []
  const entries = (run.config?.workloads ?? []).filter(({ release }) => release !== undefined)
  if (entries.length === 0) return []
  const releases = deployments.map(releaseOf)
  const known = new Set(selected.map(({ manifests }) => manifests.deployment))
  const isMissed = ({ name }: WorkloadEntry) =>
    deployments.some(each => !known.has(each) && matchesPattern(each.name ?? '', name))
  return entries
    .filter(entry => !matched.has(entry) && (releases.includes(undefined) || isMissed(entry)))
    .map(({ at, name, release = '' }) => releaseUnknown(at('release'), name, release))
}

/** Names on the command line that no Deployment has, or that the configuration does not list. */
function unmatchedNames({ deployments, selected }: Found, run: Run): Diagnostic[] {
  const { workloads, replicas, config } = run
  const namedOf = ({ name = '', namespace = run.namespace }: Manifest) => ({ name, namespace })
  const isIn = (chosen: string, all: readonly Manifest[]) =>
    all.some(each => isChosen(namedOf(each), [chosen]))
  const converted = selected.map(({ manifests }) => manifests.deployment)
  const missing = [
    ...workloads.filter(chosen => !isIn(chosen, deployments)),
    ...[...replicas.named.keys()].filter(name => !isIn(name, deployments))
  ]
  const known = (chosen: string) => [
    ...new Set(deployments.map(each => (chosen.includes('/') ? nameOf(each) : (each.name ?? ''))))
  ]
  const unlisted = workloads.filter(
    chosen => config?.workloads && isIn(chosen, deployments) && !isIn(chosen, converted)
  )
  return [
    ...missing.map(name =>
      problems.workloadNotFound(argumentsPlace, name, 'mistyped', known(name))
    ),
    ...unlisted.map(name => problems.workloadNotFound(argumentsPlace, name, 'unlisted'))
  ]
}

function unmatchedEntries({ deployments, selected, matched }: Found, run: Run): Diagnostic[] {
  if (run.workloads.length > 0) return []
  const found = deployments.length > 0 ? 'deployments' : 'no-deployments'
  const names = new Set(deployments.map(({ name }) => name))
  const converted = new Set(selected.map(({ manifests }) => manifests.deployment.name))
  const whyOf = (name: string) =>
    converted.has(name) ? 'shadowed' : names.has(name) ? 'elsewhere' : 'missing'
  return findUnmatched(run.config?.workloads ?? [], matched, { ...run, found }).map(
    ({ at, name }) => problems.workloadNotFound(at('name'), name, whyOf(name))
  )
}

/** Entries without a release, of which the run has a Deployment that is nearly called so. */
function misspeltEntries({ deployments, matched, selected }: Found, run: Run): Diagnostic[] {
  if (run.workloads.length > 0 || run.release === undefined) return []
  const known = new Set(selected.map(({ manifests }) => manifests.deployment))
  const left = deployments.filter(each => !known.has(each)).flatMap(({ name }) => name ?? [])
  return (
    (run.config?.workloads ?? [])
      .filter(({ release, name }) => release === undefined && !isPattern(name))
      // One of its very name is of another namespace, or cannot be read.
      .filter(entry => !matched.has(entry) && !left.includes(entry.name))
      .filter(entry => nearest(entry.name, left) !== undefined)
      .map(({ at, name }) => problems.workloadNotFound(at('name'), name, 'misspelt'))
  )
}

/** The entries past the first stages that may be of a run which is given nothing at all. */
export function faultsOfNothing(run: Run): Diagnostic[] {
  return (run.config?.workloads ?? [])
    .filter(({ release = run.release }) => release === run.release)
    .filter(entry => {
      const stage = run.stage ?? entry.stage
      const stated = findStage(stage, percentsOf(run, entry))
      return stated !== undefined && !isHarmless(stated)
    })
    .map(({ at, name }) => problems.workloadNotFound(at('name'), name, 'no-input'))
}

/** A number that is given once and would count for several workloads. */
export function replicasOfSeveral(selected: readonly Selected[], run: Run): Diagnostic[] {
  const owners = ownersOfReplicas(selected, run)
  const { all } = run.replicas
  const byArguments =
    all !== undefined && owners.length > 1
      ? [replicasForSeveral(argumentsPlace, `--replicas ${all}`, owners.map(listed))]
      : []
  const entries = new Set(selected.flatMap(({ entry }) => entry ?? []))
  const byEntry = [...entries].flatMap(entry => {
    const own = selected.filter(each => each.entry === entry)
    if (entry.replicas === undefined || own.length < 2) return []
    const said = `replicas: ${entry.replicas}`
    return [replicasForSeveral(entry.at('replicas'), said, own.map(listed))]
  })
  return [...byArguments, ...byEntry]
}

const listed = ({ manifests: { deployment } }: Selected) => ({
  name: nameOf(deployment),
  file: placeOf(deployment).file
})

const nameOf = ({ name = '', namespace }: Manifest) => spelled({ name, namespace })
