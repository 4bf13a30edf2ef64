import type { Diagnostic } from '../diagnostic.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { goTemplate } from './problems.ts'
import type { Group, Unreadable } from './read.ts'
import { autoscalerOf, manifestsAround, straysOf } from './scope.ts'
import type { Manifests } from './scope.ts'
import { isPattern } from '../kubernetes/chosen.ts'
import { percentsOf, replicasFor, select } from './select.ts'
import type { Run, Selection } from './select.ts'
import { findStage, isHarmless } from './stage.ts'

/** A workload that a run selects, with its manifests before the migration. */
export type Selected = Selection & {
  readonly group: Group
  readonly manifests: Manifests
  /** An autoscaler of another group, which does not count as its own. */
  readonly stray: Manifest | undefined
}

/** The workloads that a run selects, and entries for which that cannot be told. */
export function findSelected(
  groups: readonly Group[],
  run: Run
): { selected: Selected[]; diagnostics: Diagnostic[] } {
  const selected: Selected[] = []
  const diagnostics: Diagnostic[] = []
  const strayOf = strayFinder(groups)
  for (const group of groups) {
    for (const deployment of group.scope.deployments) {
      const selection = select(deployment, run)
      if (!selection) continue
      if ('code' in selection) diagnostics.push(selection)
      else {
        const manifests = manifestsAround(deployment, group.scope)
        selected.push({ ...selection, group, manifests, stray: strayOf(group, deployment) })
      }
    }
  }
  return { selected, diagnostics }
}

/** Finds what scales a Deployment from another group. */
export function strayFinder(groups: readonly Group[]) {
  if (groups.length < 2) return () => undefined
  const strays = straysOf(groups.map(({ scope }) => scope))
  return ({ scope }: Group, deployment: Manifest): Manifest | undefined =>
    strays
      .get(deployment.name ?? '')
      ?.find(({ scaler, namespace }) => scope.together({ ...scaler, namespace }, deployment))
      ?.scaler
}

/** What cannot be read, with the severity that it has for what is selected. */
export function reportUnreadable({ manifest, found }: Unreadable, run: Run): Diagnostic[] {
  const { kind, name } = manifest
  const entries = run.config?.workloads
  if (kind === 'Deployment' && name !== undefined) {
    const selection = select(manifest, run)
    if (!selection) return []
    if ('code' in selection) return [selection]
    const isSoft = !selection.named && isHarmless(selection.stage)
    return [{ ...found, severity: isSoft ? 'warning' : 'error' }]
  }
  // A template has no name yet: an entry can mean it by a pattern only.
  const isTemplate = found.code === goTemplate.code
  if (isTemplate && entries && !entries.some(entry => isPattern(entry.name))) return []
  return [{ ...found, severity: hasOnlyHarmless(run) ? 'warning' : 'error' }]
}

/** Whether passing through does no harm at any stage that a run states. */
function hasOnlyHarmless(run: Run): boolean {
  const entries = run.config?.workloads ?? []
  const stated =
    run.stage !== undefined
      ? [findStage(run.stage, percentsOf(run))]
      : entries.map(entry => findStage(entry.stage, percentsOf(run, entry)))
  return stated.every(stage => stage !== undefined && isHarmless(stage))
}

/** The name of a workload's Deployment. */
export const deploymentNameOf = ({ manifests }: Pick<Selected, 'manifests'>) =>
  manifests.deployment.name ?? ''

/**
 * The workloads that a number without a name is for: those past the first stages whose pods an
 * autoscaler decides; where there is none, all that are past them.
 */
export function ownersOfReplicas(selected: readonly Selected[], run: Run): Selected[] {
  const moving = selected.filter(
    each => !isHarmless(each.stage) && replicasFor(run, each.manifests.deployment) === undefined
  )
  const scaled = moving.filter(({ manifests }) => autoscalerOf(manifests))
  return scaled.length > 0 ? scaled : moving
}

/** A run in which every number of pods has the name of its workload. */
export function withNamedReplicas(selected: readonly Selected[], run: Run): Run {
  const { all, named } = run.replicas
  const [owner] = ownersOfReplicas(selected, run)
  if (all === undefined || !owner) return run
  return { ...run, replicas: { named: new Map([...named, [deploymentNameOf(owner), all]]) } }
}
