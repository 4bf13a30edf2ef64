import { asWarning } from '../diagnostic.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { applicationIn, fateOf, titleOfApplication } from '../kubernetes/application.ts'
import type { Application, ArgoCd } from '../kubernetes/application.ts'
import { isAutoscaler, targetOf } from '../kubernetes/autoscaler.ts'
import { findStrings, placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { resourceIn } from '../kubernetes/live.ts'
import { replicasPath } from '../kubernetes/resource.ts'
import { isArgoCd } from '../settings.ts'
import { argoCdOf, bringersByFile, ignoredIn, manifestsOf } from '../workload/argo-cd.ts'
import type { Told } from '../workload/argo-cd.ts'
import { fateOfRollouts, ignoreEdits, isSameWithRules } from '../workload/ignore-rule.ts'
import type { Ignored } from '../workload/ignore-rule.ts'
import { baselineAnnotation } from '../workload/memory.ts'
import type { Restored } from '../workload/restore.ts'
import { rolloutNameOf } from '../workload/scope.ts'
import { applierOf, workloadKey } from '../workload/select.ts'
import type { Run } from '../workload/select.ts'
import { hasReached, pinReplicas, printStage, retargetAutoscaler } from '../workload/stage.ts'
import type { Stage } from '../workload/stage.ts'
import type { Workload } from '../workload/workload.ts'
import type { Edit } from '../yaml/edit.ts'
import type { Document } from '../yaml/stream.ts'
import type { Asked } from './gate.ts'
import * as problems from './problems.ts'
import { manifestKey } from './standing.ts'
import type { Standing } from './standing.ts'

/** A workload that goes from one stage to another. */
type Moving = {
  readonly standing: Standing
  readonly from: Stage
  readonly to: Stage
  readonly workload: Workload | undefined
}

const isHeldAt = (stage: Stage) => hasReached(stage, retargetAutoscaler)

/** Whether a move takes the count of a workload to its autoscaler, or back. */
const crosses = ({ from, to, workload }: Moving) =>
  (workload?.baseline.autoscalers.length ?? 0) > 0 && isHeldAt(from) !== isHeldAt(to)

const deploymentOf = ({ standing }: Moving) => standing.current.deployment
const rolloutOf = ({ standing }: Moving) => rolloutNameOf(standing.current)

/** Of which Rollouts the Applications leave the count alone once some workloads have moved; by `manifestKey`. */
export function rulesAfter(
  groups: readonly Told[],
  moves: readonly Moving[]
): ReadonlyMap<string, Ignored> {
  const crossing = moves.filter(crosses)
  const { applications, systemRules } =
    crossing.length > 0 ? argoCdOf(groups) : { applications: [], systemRules: [] }
  const isChanged = (application: Application, each: Moving) => {
    if (!bringersByFile(applications, deploymentOf(each)).includes(application)) return false
    if (!isHeldAt(each.to)) return isOurs(application)
    return fateOfRollouts(application, systemRules, rolloutOf(each)).is !== 'kept'
  }
  return new Map(
    applications.flatMap(application => {
      const { manifest } = application
      if (!manifest || !crossing.some(each => isChanged(application, each))) return []
      const own = (kind: string) =>
        manifestsOf(groups, kind).filter(each =>
          bringersByFile(applications, each).includes(application)
        )
      return [[manifestKey(manifest), ignoredBy(own, moves)] as const]
    })
  )
}

const isOurs = ({ manifest }: Application) =>
  manifest !== undefined && baselineAnnotation in findStrings(manifest, 'annotations')

/** All Rollouts where each Deployment that an Application brings has one that its autoscaler holds; else those. */
function ignoredBy(own: (kind: string) => readonly Manifest[], moves: readonly Moving[]): Ignored {
  const scalers = ['HorizontalPodAutoscaler', 'ScaledObject'].flatMap(own).filter(isAutoscaler)
  const held = new Set(
    scalers.flatMap(scaler => {
      const target = targetOf(scaler)
      const move = moves.find(
        each =>
          deploymentOf(each).namespace === scaler.namespace &&
          [deploymentOf(each).name, rolloutOf(each)].includes(target?.name)
      )
      if (move) return isHeldAt(move.to) ? [rolloutOf(move)] : []
      return target?.kind === 'Rollout' ? [target.name] : []
    })
  )
  const isAll = own('Deployment').every(({ name = '' }) => held.has(name))
  return held.size > 0 && isAll ? 'all' : [...held]
}

type Ruled = {
  readonly edits: readonly (readonly [Document, readonly Edit[]])[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The edits that give restored Applications their rules; what cannot be written is left to a person. */
export function ruleEdits(
  restored: readonly Restored[],
  rules: ReadonlyMap<string, Ignored>
): Ruled {
  if (rules.size === 0) return { edits: [], diagnostics: [] }
  const before = argoCdOf([{ sources: restored.map(({ source }) => source) }])
  const now = argoCdOf([{ sources: restored.map(({ original }) => original) }])
  const results = before.applications.map(({ manifest }, at): Ruled => {
    const ignored = manifest && rules.get(manifestKey(manifest))
    const current = now.applications[at]?.manifest
    if (!ignored || !current) return { edits: [], diagnostics: [] }
    if (isOursByHand(manifest, current)) {
      return {
        edits: [],
        diagnostics: [problems.memoryEdited(placeOf(current, 'metadata', 'name'), titleOf(current))]
      }
    }
    const { edits, diagnostics } = ignoreEdits(manifest, ignored, before.systemRules)
    return { edits: [[manifest.document, edits]], diagnostics: diagnostics.map(asWarning) }
  })
  return {
    edits: results.flatMap(({ edits }) => edits),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics)
  }
}

/** Whether what a stage has written into an Application is not what it has now. */
const isOursByHand = (before: Manifest, now: Manifest) =>
  baselineAnnotation in findStrings(now, 'annotations') &&
  (baselineAnnotation in findStrings(before, 'annotations') || !isSameWithRules(before, now))

/** Why a stage of a workload would do nothing: its Application leaves a count alone that the stage sets. */
export function ruleFaults(told: ArgoCd, { standing, to }: Pick<Moving, 'standing' | 'to'>) {
  return isHeldAt(to) || !hasReached(to, pinReplicas) ? [] : faultsAt(told, standing, () => to)
}

/** The same of all stages of a plan, by the first that sets what an Application ignores now. */
export function rulesTooEarly(told: ArgoCd, standing: Standing, stages: readonly Stage[]) {
  // Once the autoscaler is on the Rollout, the rule belongs there.
  if (standing.current.rolloutAutoscalers.length > 0) return []
  const setting = (kind: string) => (kind === 'Rollout' ? ['grow'] : ['pin-replicas', 'shrink'])
  const first = (kind: string) => stages.find(stage => setting(kind).includes(stage.kind))
  return faultsAt(told, standing, first)
}

function faultsAt(
  { applications, systemRules }: ArgoCd,
  { current }: Standing,
  stageOf: (kind: string) => Stage | undefined
): Diagnostic[] {
  const { deployment } = current
  const { name = '', namespace } = deployment
  const counts = [
    { group: 'apps', kind: 'Deployment', name, namespace },
    { group: 'argoproj.io', kind: 'Rollout', name: rolloutNameOf(current), namespace }
  ]
  return bringersByFile(applications, deployment).flatMap(application =>
    counts.flatMap(count => {
      const { is, rules } = fateOf({ application, systemRules }, count, replicasPath)
      const [rule] = rules
      const stage = stageOf(count.kind)
      if ((is !== 'kept' && is !== 'skipped') || !rule?.manifest || !stage) return []
      const at = placeOf(rule.manifest, ...rule.path)
      const title = titleOfApplication(application)
      return [problems.ruleTooEarly(at, title, count.kind, count.name, printStage(stage))]
    })
  )
}

/** Why an autoscaler may not be released: a snapshot shows that its Application has no rule yet. */
export function liveFaults(
  { applications, systemRules }: ArgoCd,
  standing: Standing,
  { live, unverified }: Pick<Asked, 'live' | 'unverified'>
): Diagnostic[] {
  const { deployment } = standing.current
  const name = rolloutNameOf(standing.current)
  const known = unverified ? [] : (live?.applications ?? [])
  return bringersByFile(applications, deployment).flatMap(application => {
    const { manifest } = application
    const now = known.find(
      ({ metadata }) =>
        metadata.name === application.name &&
        (manifest?.namespace ?? metadata.namespace) === metadata.namespace
    )
    if (!manifest || !now) return []
    if (fateOfRollouts(applicationIn(resourceIn(now)), systemRules, name).is === 'kept') return []
    return [problems.ruleNotLive(placeOf(manifest, 'metadata', 'name'), titleOf(manifest), name)]
  })
}

/** Says that the rule is needed next, where no Application among the files has it. */
export function ruleRemarks(
  revised: () => readonly Told[],
  moves: readonly Moving[],
  run: Run
): Diagnostic[] {
  const crossing = moves.filter(each => crosses(each) && isHeldAt(each.to))
  if (crossing.length === 0 || !asksForRule(run)) return []
  const ignored = ignoredIn(revised())
  return crossing
    .filter(each => !ignored.has(workloadKey(deploymentOf(each))))
    .filter(({ standing }) => standing.selected.entry?.replicasIgnored !== true)
    .map(each => {
      const deployment = deploymentOf(each)
      const at = placeOf(deployment, 'metadata', 'name')
      return problems.ruleNeededNext(at, rolloutOf(each), 'manifests')
    })
}

/** Whether Argo CD brings what a run is about, and nobody has said that the rule exists. */
export const asksForRule = (run: Run) => run.replicasIgnored !== true && isArgoCd(applierOf(run))
