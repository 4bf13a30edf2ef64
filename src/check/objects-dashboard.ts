import { actionsKey, isPrinted } from '../argocd/actions.ts'
import { stepsOfDashboard } from '../convert/problems.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { titleOfApplication, wayOf } from '../kubernetes/application.ts'
import { placeOf, titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { itemsOf, resourceOf, textOf } from '../kubernetes/resource.ts'
import type { Path } from '../kubernetes/resource.ts'
import { isSwitched, stepsAnnotation } from '../kubernetes/rollout-annotations.ts'
import { isRollout } from '../kubernetes/rollout.ts'
import { agreedFate } from '../workload/sync.ts'
import * as problems from './object-problems.ts'
import { placeOfOption } from './objects-services.ts'
import type { View } from './objects-view.ts'

/** What hinders the dashboard in switching canary steps. */
export function dashboardProblems(view: View): Diagnostic[] {
  const switched = view.manifests.filter(each => isRollout(each) && isSwitched(each))
  return [
    ...switched.flatMap(rollout => [
      ...stepsInGit(rollout),
      ...replacedSteps(rollout, view),
      ...hiddenSteps(rollout, view),
      ...missingActions(rollout, view)
    ]),
    ...view.argocd.configs.flatMap(config => [...outdatedActions(config, view)])
  ]
}

const steps: Path = ['spec', 'strategy', 'canary', 'steps']

/** Steps that each sync puts back. */
function stepsInGit(rollout: Manifest): Diagnostic[] {
  if (itemsOf(resourceOf(rollout), ...steps).length === 0) return []
  return [stepsOfDashboard(placeOf(rollout, ...steps), titleOf(rollout))]
}

/** Steps that each sync takes away: what Git does not have goes with the old object. */
function replacedSteps(rollout: Manifest, view: View): Diagnostic[] {
  const [application] = view.bringersOf(rollout)
  if (wayOf(application, resourceOf(rollout)) !== 'replace') return []
  const at = placeOfOption('Replace=true', rollout, application)
  return [problems.replaceRemovesSteps(at, titleOf(rollout))]
}

/** A rule that would hide steps which come into Git. */
function hiddenSteps(rollout: Manifest, view: View): Diagnostic[] {
  const fate = agreedFate(rollout, steps, view.syncing)
  const [rule] = fate?.rules ?? []
  if (!fate || !rule?.manifest || fate.is === 'unknown') return []
  const at = placeOf(rule.manifest, ...rule.path)
  const title = titleOfApplication(fate.application)
  return [problems.dashboardStepsIgnored(at, title, titleOf(rollout))]
}

/** Whether a configuration of Argo CD has actions of ours, as printed or as somebody made of them. */
const hasActions = (config: Manifest) =>
  textOf(resourceOf(config), 'data', actionsKey)?.includes(stepsAnnotation) ?? false

/** Of several configurations each may be that of another cluster: one with actions is enough. */
function missingActions(rollout: Manifest, { argocd, elsewhere }: View): Diagnostic[] {
  const configs = argocd.configs.length > 0 ? argocd.configs : elsewhere.configs
  if (configs.length === 0 || configs.some(hasActions)) return []
  const at = placeOf(rollout, 'metadata', 'annotations', stepsAnnotation)
  return [problems.actionsMissing(at, titleOf(rollout))]
}

/** Actions that were printed for other profiles. What somebody has edited is theirs. */
function* outdatedActions(config: Manifest, { actions }: View): Generator<Diagnostic> {
  const own = textOf(resourceOf(config), 'data', actionsKey)
  if (actions === undefined || own === undefined || own === actions || !isPrinted(own)) return
  yield problems.actionsOutdated(placeOf(config, 'data', actionsKey))
}
