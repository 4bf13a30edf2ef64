import { define } from '../diagnostic.ts'

// What objects of one scope do to each other: a Rollout and its Deployment first.

export const bothServe = define({
  code: 'both-serve',
  severity: 'warning',
  message: (deployment: string, own: number, rollout: string, moved: number | undefined) =>
    `${deployment} asks for ${podsIn(own)} and ${rollout} for ${moved ?? 'its own'} beside them, and all of them run`,
  hint: 'lower spec.replicas of the Deployment to 0 once the pods of the Rollout are available'
})

export const noneServes = define({
  code: 'none-serves',
  severity: 'error',
  message: (deployment: string, rollout: string) =>
    `${deployment} and ${rollout} both have replicas: 0, and no pod serves`,
  hint: 'give the Rollout its pods; before the move, the Deployment'
})

export const deploymentKeepsPods = define({
  code: 'deployment-keeps-pods',
  severity: 'warning',
  message: (deployment: string, rollout: string) =>
    `${deployment} states no replicas, and nothing here scales it: it keeps the pods that it has beside those of ${rollout}`,
  hint: 'move the pods in stages: `rolloutify migrate next` pins the count of the Deployment and takes it to 0'
})

export const scaleDownDrains = define({
  code: 'scale-down-drains',
  severity: 'error',
  message: (facts: { mode: string; deployment: string; most: number; moved: number }) =>
    `scaleDown: ${facts.mode} takes ${facts.deployment}, which may have ${podsIn(facts.most)}, to 0 as soon as the Rollout is Healthy with ${facts.moved}`,
  hint: 'write scaleDown: never and move the pods in stages, or give the Rollout all pods from the start'
})

export const scaleDownUndone = define({
  code: 'scale-down-undone',
  severity: 'warning',
  message: (mode: string, deployment: string, own: number) =>
    `${deployment} states replicas: ${own}: each sync brings back the pods that scaleDown: ${mode} took away`,
  hint: 'write replicas: 0 into the Deployment once its pods are gone'
})

export const serviceBeforeMove = define({
  code: 'service-before-move',
  severity: 'error',
  message: (rollout: string, service: string, deployment: string) =>
    `${rollout} names Service "${service}" while ${deployment} has pods: the Service leaves them out as soon as the Rollout has any`,
  hint: 'name the Service in a commit of its own, after the Deployment has come to 0'
})

export const rolloutReplicasMissing = define({
  code: 'rollout-replicas-missing',
  severity: 'warning',
  message: (rollout: string) =>
    `${rollout} states no replicas, and no autoscaler of it is here: the controller writes 1`,
  hint: 'state spec.replicas'
})

export const rolloutSelectorMissing = define({
  code: 'rollout-selector-missing',
  severity: 'warning',
  message: (rollout: string) =>
    `${rollout} has no selector of its own: without its Deployment the controller lets go of its pods`,
  hint: "copy the Deployment's spec.selector into the Rollout"
})

export const selectorMissesPods = define({
  code: 'selector-misses-pods',
  severity: 'error',
  message: (rollout: string, deployment: string) =>
    `The selector of ${rollout} does not match the pod template of ${deployment}: the controller refuses the Rollout`,
  hint: "copy the Deployment's spec.selector into the Rollout"
})

export const selectorDiffers = define({
  code: 'selector-differs',
  severity: 'warning',
  message: (rollout: string, deployment: string) =>
    `The selector of ${rollout} is not that of ${deployment}, whose pods it runs`,
  hint: "copy the Deployment's spec.selector; in a Rollout that is live it cannot be changed any more"
})

export const selectorsOverlap = define({
  code: 'selectors-overlap',
  severity: 'warning',
  message: (workload: string, other: string) =>
    `The selector of ${workload} matches the pods of ${other} too`,
  hint: 'add a label to the selector and the pod template that the other one does not have; autoscalers and disruption budgets count both'
})

// Autoscalers.

export const autoscalerLeftBehind = define({
  code: 'autoscaler-left-behind',
  severity: 'error',
  message: (autoscaler: string, deployment: string, rollout: string) =>
    `${autoscaler} scales ${deployment}, whose pods have moved to ${rollout}`,
  hint: 'point spec.scaleTargetRef at the Rollout'
})

export const autoscalerAwakeInMigration = define({
  code: 'autoscaler-awake-in-migration',
  severity: 'error',
  message: (autoscaler: string, deployment: string, rollout: string) =>
    `${autoscaler} is awake on ${deployment} while ${rollout} has pods: it counts those of both and undoes what a stage says`,
  hint: 'disable scaleUp and scaleDown in spec.behavior and lower minReplicas to 1 before the first pod moves; KEDA: pause the ScaledObject'
})

export const autoscalerMissing = define({
  code: 'autoscaler-missing',
  severity: 'warning',
  message: (deployment: string) =>
    `${deployment} was scaled by an autoscaler when its migration began, and none scales it or its Rollout now`,
  hint: 'bring the autoscaler back with the Rollout as its target, or give its file too'
})

export const pauseLeftBehind = define({
  code: 'pause-left-behind',
  severity: 'error',
  message: (autoscaler: string, target: string, path: string) =>
    `${autoscaler} is paused by ${path}, and no load scales ${target}`,
  hint: 'write it as it was before the pause'
})

export const boundsFightStage = define({
  code: 'bounds-fight-stage',
  severity: 'error',
  message: (facts: {
    autoscaler: string
    bound: string
    count: number
    title: string
    stated: number
  }) =>
    `${facts.bound}: ${facts.count} of ${facts.autoscaler} acts even when its behavior is disabled, and ${facts.title} says ${facts.stated}`,
  hint: 'while pods move, keep minReplicas at 1 and maxReplicas at N or above'
})

export const autoscalerTargetWrong = define({
  code: 'autoscaler-target-wrong',
  severity: 'error',
  message: (autoscaler: string, kind: string, apiVersion: string | undefined, _right: string) =>
    apiVersion === undefined
      ? `${autoscaler} names a ${kind} without an apiVersion, and finds none`
      : `${autoscaler} names a ${kind} of ${apiVersion}, and there is no such kind`,
  hint: (_autoscaler: string, _kind: string, _apiVersion: string | undefined, right: string) =>
    `write the target as ${right}`
})

export const autoscalerTargetMissing = define({
  code: 'autoscaler-target-missing',
  severity: 'error',
  message: (autoscaler: string, kind: string, name: string, other: string) =>
    `${autoscaler} scales ${kind} "${name}", which is not here, and ${other} is`,
  hint: 'correct kind and apiVersion of the target'
})

export const scalerNotUnderstood = define({
  code: 'scaler-not-understood',
  severity: 'error',
  message: (scaler: string, deployment: string) =>
    `${scaler} has ${deployment} as its target and may set its replicas, whatever a stage says`,
  hint: 'pause or remove it while pods move, and state autoscaler: none in rolloutify.yaml; afterwards let it target the Rollout'
})

export const verticalAutoscalerLeftBehind = define({
  code: 'vertical-autoscaler-left-behind',
  severity: 'warning',
  message: (autoscaler: string, deployment: string, rollout: string) =>
    `${autoscaler} has ${deployment} as its target, whose pods have moved to ${rollout}`,
  hint: 'point spec.targetRef at the Rollout'
})

export const deploymentNamedElsewhere = define({
  code: 'deployment-named-elsewhere',
  severity: 'warning',
  message: (what: string, deployment: string, rollout: string) =>
    `${what} is about ${deployment}, whose pods have moved to ${rollout}`,
  hint: 'let it be about the Rollout or its pods'
})

// References.

export const workloadRefUnsupported = define({
  code: 'workload-ref-unsupported',
  severity: 'error',
  message: (rollout: string, apiVersion: string, _wanted: string) =>
    `spec.workloadRef of ${rollout} has apiVersion "${apiVersion}", and the controller would not see its changes`,
  hint: (_rollout: string, _apiVersion: string, wanted: string) => `write apiVersion: ${wanted}`
})

export const workloadRefNotFound = define({
  code: 'workload-ref-not-found',
  severity: 'error',
  message: (rollout: string, name: string) =>
    `${rollout} takes its pods from Deployment "${name}", which is not here`,
  hint: 'correct the name, or keep the Deployment: it holds the pod template'
})

export const serviceNotFound = define({
  code: 'service-not-found',
  severity: 'error',
  message: (rollout: string, name: string) =>
    `${rollout} names Service "${name}", which is not among the Services here`,
  hint: 'correct the name, or add the Service: without it the controller refuses the Rollout'
})

export const analysisTemplateNotFound = define({
  code: 'analysis-template-not-found',
  severity: 'error',
  message: (title: string, kind: string, name: string) =>
    `${title} names ${kind} "${name}", which is not among those here`,
  hint: 'correct the name or clusterScope, or add the template: without it the controller refuses the Rollout'
})

export const analysisArgumentMissing = define({
  code: 'analysis-argument-missing',
  severity: 'error',
  message: (rollout: string, template: string, argument: string) =>
    `${rollout} gives no value for the argument "${argument}" of ${template}, which has no default`,
  hint: (_rollout: string, _template: string, argument: string) =>
    `add "${argument}" to args beside the templates, or give it a value in the template`
})

export const analysisArgumentUndeclared = define({
  code: 'analysis-argument-undeclared',
  severity: 'error',
  message: (template: string, argument: string) =>
    `${template} uses {{args.${argument}}}, and no argument of this name is declared`,
  hint: (_template: string, argument: string) => `add "${argument}" to spec.args of the template`
})

export const analysisRunsIndefinitely = define({
  code: 'analysis-runs-indefinitely',
  severity: 'error',
  message: (metric: string, template: string, rollout: string) =>
    `Metric "${metric}" of ${template} has an interval and no count: it never ends, and the controller refuses ${rollout}`,
  hint: 'add count to the metric; without one only an analysis in the background may run'
})

export const analysisTemplateRepeated = define({
  code: 'analysis-template-repeated',
  severity: 'error',
  message: (rollout: string, template: string) =>
    `${rollout} names ${template} twice in one analysis, and no two metrics may have one name`,
  hint: 'remove one of the two'
})

export const hashInSelector = define({
  code: 'hash-in-selector',
  severity: 'error',
  message: (title: string, label: string) =>
    `${title} selects by ${label}, which controllers write: the pods of the next version have another value`,
  hint: 'remove the label from the selector in Git'
})

export const serviceHashWiped = define({
  code: 'service-hash-wiped',
  severity: 'warning',
  message: (service: string, rollout: string, option: string) =>
    `${service} is named by ${rollout} and applied with ${option}: each sync removes the hash from its selector, and a canary's Services select the pods of both versions`,
  hint: 'give the Service the annotation argocd.argoproj.io/sync-options: ServerSideApply=false, or apply client-side without Replace=true'
})

export const replaceConflicts = define({
  code: 'replace-conflicts',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} is applied with Replace=true: a sync that brings a new pod template fails wherever the controller writes to the Rollout meanwhile`,
  hint: 'remove Replace=true from its sync options; it also takes away what others wrote, as canary steps of the dashboard'
})

export const waveBeforeDeployment = define({
  code: 'wave-before-deployment',
  severity: 'warning',
  message: (rollout: string, wave: number, deployment: string, other: number) =>
    `${rollout} is in sync wave ${wave}, and ${deployment}, whose pod template it takes, in wave ${other}: in an empty cluster the Rollout never becomes Healthy, and the sync ends there`,
  hint: 'give the Rollout the sync wave of its Deployment, or a later one'
})

export const quotaBelowPods = define({
  code: 'quota-below-pods',
  severity: 'warning',
  message: (quota: string, most: number, pods: number) =>
    `${quota} allows ${podsIn(most)}, but Deployments and their Rollouts state ${pods} together`,
  hint: 'raise the quota while pods move'
})

export const syncWaitsForCanary = define({
  code: 'sync-waits-for-canary',
  severity: 'warning',
  message: (title: string, rollout: string) =>
    `${title} is applied after ${rollout} is Healthy: it waits for as long as a canary is paused, and so does the sync`,
  hint: 'expect it after the promotion, or let it not depend on the sync: PreSync, an earlier wave, or an Application of its own'
})

export const stepsIgnored = define({
  code: 'steps-ignored',
  severity: 'error',
  message: (application: string, rollout: string, option: string) =>
    `${application} ignores the canary steps of ${rollout} with ${option}: those in Git are never applied`,
  hint: 'remove the field from the entry, or the steps from Git where the dashboard switches them'
})

export const replaceRemovesSteps = define({
  code: 'replace-removes-steps',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} is applied with Replace=true: each sync removes the canary steps that the dashboard has set`,
  hint: 'remove Replace=true from its sync options'
})

export const dashboardStepsIgnored = define({
  code: 'dashboard-steps-ignored',
  severity: 'warning',
  message: (application: string, rollout: string) =>
    `${application} ignores the canary steps of ${rollout}, which are switched from the dashboard: steps that come into Git are not seen`,
  hint: 'remove the field from the entry: steps that Git does not have are no difference to Argo CD'
})

export const actionsMissing = define({
  code: 'actions-missing',
  severity: 'warning',
  message: (rollout: string) =>
    `The steps of ${rollout} are switched from the dashboard, and argocd-cm has no actions for that`,
  hint: 'put them in: `rolloutify argocd actions --merge FILE --write`'
})

export const actionsOutdated = define({
  code: 'actions-outdated',
  severity: 'warning',
  message: () =>
    'The actions of Rollouts in argocd-cm are not those of the profiles in rolloutify.yaml',
  hint: 'print them anew: `rolloutify argocd actions --merge FILE --write`'
})

// What else acts on the same pods.

export const budgetBlocksEviction = define({
  code: 'budget-blocks-eviction',
  severity: 'warning',
  message: (budget: string, field: string, value: string, pods: number | undefined) =>
    pods === undefined
      ? `${budget} has ${field}: ${value}, and no pod may ever be evicted`
      : `${budget} has ${field}: ${value} and there are ${podsIn(pods)}: none may ever be evicted`,
  hint: 'let at least one pod go: else nodes cannot be drained, and a Rollout cannot be restarted'
})

export const stageIgnored = define({
  code: 'stage-ignored',
  severity: 'error',
  message: (application: string, kind: string, name: string, option: string) =>
    `${application} ignores spec.replicas of ${kind} "${name}" with ${option}: what a stage says of it is never applied`,
  hint: 'take the entry out until the pods have moved; then only the one for the Rollout comes back'
})

export const ignoreNotCertain = define({
  code: 'ignore-not-certain',
  severity: 'warning',
  message: (application: string, kind: string, name: string) =>
    `${application} may ignore spec.replicas of ${kind} "${name}": whether this entry covers it is known in the cluster alone`,
  hint: 'name the fields in jsonPointers instead; until the pods have moved, spec.replicas is not one of them'
})

export const ruleMatchesNothing = define({
  code: 'rule-matches-nothing',
  severity: 'warning',
  message: (title: string, reason: string) =>
    `${title} has an entry in ignoreDifferences that matches nothing: ${reason}`,
  hint: 'write group, kind, name and namespace as the object has them, and fields as /spec/replicas in jsonPointers'
})

export const syncUndoesAutoscaler = define({
  code: 'sync-undoes-autoscaler',
  severity: 'error',
  message: (application: string, rollout: string, replicas: number, autoscaler: string) =>
    `Each sync of ${application} sets ${rollout} to ${replicas}, whatever ${autoscaler} has made of it`,
  hint: "let the Application ignore the Rollout's /spec/replicas in ignoreDifferences, with RespectIgnoreDifferences=true in syncOptions"
})

export const kustomizeBreaksReference = define({
  code: 'kustomize-breaks-reference',
  severity: 'error',
  message: (field: string, title: string, path: string) =>
    `${field} renames what ${path} of ${title} refers to, and kustomize does not know of this reference`,
  hint: "add Argo Rollouts' rollout-transform.yaml to configurations"
})

export const kustomizeMissesPods = define({
  code: 'kustomize-misses-pods',
  severity: 'error',
  message: (field: string, service: string, rollout: string) =>
    `${field} adds labels to the selector of ${service} and not to the pods of ${rollout}: it selects none of them`,
  hint: "add Argo Rollouts' rollout-transform.yaml to configurations, or use labels without includeSelectors"
})

function podsIn(count: number): string {
  return count === 1 ? '1 pod' : `${count} pods`
}
