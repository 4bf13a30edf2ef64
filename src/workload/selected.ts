import type { Diagnostic } from '../diagnostic.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { goTemplate } from './problems.ts'
import type { Group, Unreadable } from './read.ts'
import { workloadNameOf } from '../kubernetes/rollout.ts'
import { autoscalerOf, manifestsAround, strayRolloutsOf, straysOf } from './scope.ts'
import type { Manifests } from './scope.ts'
import { isPattern } from '../kubernetes/chosen.ts'
import { percentsOf, replicasFor, select } from './select.ts'
import type { Run, Selection } from './select.ts'
import { findStage, isHarmless } from './stage.ts'

/** A workload that a run selects, with its manifests before the migration. */
export type Selected = Selection & {
  readonly group: Group
  readonly manifests: Manifests
  readonly strays: Strays
}

/** What is of a workload by its name but in another group, and does not count as its own. */
export type Strays = {
  readonly scaler: Manifest | undefined
  readonly rollout: Manifest | undefined
}

/** The workloads that a run selects, and entries for which that cannot be told. */
export function findSelected(
  groups: readonly Group[],
  run: Run
): { selected: Selected[]; diagnostics: Diagnostic[] } {
  const selected: Selected[] = []
  const diagnostics: Diagnostic[] = []
  const straysOfOne = strayFinder(groups)
  for (const group of groups) {
    for (const deployment of group.scope.deployments) {
      const selection = select(deployment, run)
      if (!selection) continue
      if ('code' in selection) diagnostics.push(selection)
      else {
        const manifests = manifestsAround(deployment, group.scope)
        selected.push({ ...selection, group, manifests, strays: straysOfOne(group, deployment) })
      }
    }
  }
  return { selected, diagnostics }
}

/** Finds what scales a Deployment from another group, and the Rollout of it that is there. */
export function strayFinder(groups: readonly Group[]): (group: Group, of: Manifest) => Strays {
  if (groups.length < 2) return () => ({ scaler: undefined, rollout: undefined })
  const scopes = groups.map(({ scope }) => scope)
  const [scalers, rollouts] = [straysOf(scopes), strayRolloutsOf(scopes)]
  return ({ scope: { together } }, deployment) => {
    const { name = '', namespace } = deployment
    const scaler = scalers
      .get(name)
      ?.find(each => together({ ...each.scaler, namespace: each.namespace }, deployment))?.scaler
    // One with its own pod template may be of another environment, where nobody says which.
    const isOf = (rollout: Manifest) =>
      workloadNameOf(rollout) === undefined
        ? namespace !== undefined && rollout.namespace === namespace
        : together(rollout, deployment)
    const rollout = rollouts.get(name)?.find(each => isOf(each.rollout))?.rollout
    return { scaler, rollout }
  }
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
