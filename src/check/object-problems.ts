import { counted } from '../counted.ts'
import { define } from '../diagnostic.ts'
import { printAmount } from '../kubernetes/quota.ts'
import type { Shortage } from '../kubernetes/quota.ts'

// What objects of one scope do to each other: a Rollout and its Deployment first.

export const bothServe = define({
  code: 'both-serve',
  severity: 'warning',
  message: (deployment: string, own: number, rollout: string, moved: number | undefined) =>
    `${deployment} requests ${podsIn(own)} and ${rollout} ${moved === undefined ? 'its own' : `another ${moved}`}, so all of them run`,
  hint: 'set spec.replicas of the Deployment to 0 once the pods of the Rollout are available',
  why: 'Without scaleDown the controller never touches the pods of the Deployment, so both sets run until you lower one of them.'
})

export const noneServes = define({
  code: 'none-serves',
  severity: 'error',
  message: (deployment: string, rollout: string) =>
    `${deployment} and ${rollout} both have replicas: 0, so no pod serves`,
  hint: 'set the replicas of the Rollout, or of the Deployment if the pods have not moved yet',
  why: 'Both controllers keep the count that is set, so no pod is left to answer requests.'
})

export const deploymentKeepsPods = define({
  code: 'deployment-keeps-pods',
  severity: 'warning',
  message: (deployment: string, rollout: string) =>
    `${deployment} sets no replicas and nothing in the input scales it, so it keeps its pods beside those of ${rollout}`,
  hint: 'move the pods in stages: `rolloutify migrate next` pins the replicas of the Deployment and lowers them to 0',
  why: 'An apply without replicas leaves the live count alone, so both sets of pods keep running.'
})

export const scaleDownDrains = define({
  code: 'scale-down-drains',
  severity: 'error',
  message: (facts: { mode: string; deployment: string; most: number; moved: number }) =>
    `scaleDown: ${facts.mode} scales ${facts.deployment}, which may have ${podsIn(facts.most)}, to 0 as soon as the Rollout is Healthy with ${facts.moved}`,
  hint: 'set `scaleDown: never` and move the pods in stages, or set all replicas on the Rollout from the start',
  why: 'The controller acts as soon as the Rollout is Healthy, and a Rollout is Healthy even at 0 pods or at a quarter of them.'
})

export const scaleDownUndone = define({
  code: 'scale-down-undone',
  severity: 'warning',
  message: (mode: string, deployment: string, own: number) =>
    `${deployment} sets replicas: ${own}, so each sync restores the pods that scaleDown: ${mode} removed`,
  hint: 'set `replicas: 0` on the Deployment once its pods are gone',
  why: 'The applier and the controller write the same field in turn, so pods are started and stopped on every sync.'
})

export const serviceBeforeMove = define({
  code: 'service-before-move',
  severity: 'error',
  message: (rollout: string, service: string, deployment: string) =>
    `${rollout} names Service "${service}" while ${deployment} has pods, so the Service excludes those pods as soon as the Rollout has any`,
  hint: 'name the Service in a separate commit, after the Deployment has reached 0',
  why: "The controller adds the hash of the Rollout's pods to the selector of the Service, so all traffic goes to those few pods at once."
})

export const rolloutReplicasMissing = define({
  code: 'rollout-replicas-missing',
  severity: 'warning',
  message: (rollout: string) =>
    `${rollout} sets no replicas and its autoscaler is not in the input, so the controller sets 1`,
  hint: 'set spec.replicas, or pass the autoscaler as well',
  why: 'The controller writes 1 into a Rollout without replicas, so one pod takes all the traffic.'
})

export const rolloutSelectorMissing = define({
  code: 'rollout-selector-missing',
  severity: 'warning',
  message: (rollout: string) =>
    `${rollout} has no selector, so without its Deployment the controller releases its pods`,
  hint: "copy the Deployment's spec.selector into the Rollout",
  why: 'A Deployment that is deleted and added again then adopts the released pods and scales them down.'
})

export const selectorMissesPods = define({
  code: 'selector-misses-pods',
  severity: 'error',
  message: (rollout: string, deployment: string) =>
    `The selector of ${rollout} does not match the pod template of ${deployment}, so the controller rejects the Rollout`,
  hint: "copy the Deployment's spec.selector into the Rollout",
  why: 'The Rollout is reported as InvalidSpec and creates no pods.'
})

export const selectorDiffers = define({
  code: 'selector-differs',
  severity: 'warning',
  message: (rollout: string, deployment: string) =>
    `The selector of ${rollout} differs from that of ${deployment}, whose pod template it uses`,
  hint: "copy the Deployment's spec.selector before the Rollout is applied: afterwards it cannot be changed",
  why: 'Services, budgets and autoscalers that rely on the old selector see other pods, and from Argo Rollouts 1.9 on the selector is immutable.'
})

export const selectorsOverlap = define({
  code: 'selectors-overlap',
  severity: 'warning',
  message: (workload: string, other: string) =>
    `The selector of ${workload} also matches the pods of ${other}`,
  hint: 'add a label that the other workload does not have to the selector and the pod template',
  why: 'Autoscalers and disruption budgets count the pods of both workloads, and two autoscalers stop with AmbiguousSelector.'
})

export const tooManyToCheck = define({
  code: 'too-many-to-check',
  severity: 'warning',
  message: (what: string, first: string) =>
    `Too many ${what}: from ${first} on they are not compared`,
  hint: 'check the files in separate folders, or fewer of them at once',
  why: 'What one of these objects breaks in another may be missed.'
})

// Autoscalers.

export const autoscalerLeftBehind = define({
  code: 'autoscaler-left-behind',
  severity: 'error',
  message: (autoscaler: string, deployment: string, rollout: string) =>
    `${autoscaler} scales ${deployment}, whose pods have moved to ${rollout}`,
  hint: 'point spec.scaleTargetRef at the Rollout',
  why: 'The autoscaler starts pods of a Deployment at 0, and the Rollout is not scaled under load.'
})

export const autoscalerAwakeInMigration = define({
  code: 'autoscaler-awake-in-migration',
  severity: 'error',
  message: (autoscaler: string, deployment: string, rollout: string) =>
    `${autoscaler} is active on ${deployment} while ${rollout} has pods, so it counts the pods of both and undoes the stage`,
  hint: 'disable scaleUp and scaleDown in spec.behavior and lower minReplicas to 1 before the first pod moves; KEDA: pause the ScaledObject',
  why: 'The autoscaler measures the pods of both sides and scales the Deployment up again after each shrink, up to twice the pods.'
})

export const autoscalerMissing = define({
  code: 'autoscaler-missing',
  severity: 'warning',
  message: (deployment: string) =>
    `${deployment} had an autoscaler when its migration began, but none in the input scales it or its Rollout now`,
  hint: 'restore the autoscaler with the Rollout as its target, or pass its file as well',
  why: 'The number of pods stays fixed, whatever the load is.'
})

export const fallbackBelowMinimum = define({
  code: 'fallback-below-minimum',
  severity: 'warning',
  message: (autoscaler: string, fallback: number, min: number) =>
    `The fallback of ${autoscaler} is ${fallback}, below its minimum of ${min}`,
  hint: 'set spec.fallback.replicas to at least minReplicaCount',
  why: 'When the metrics cannot be read, KEDA up to 2.16 writes the fallback into the workload itself, whatever the minimum is.'
})

export const pauseLeftBehind = define({
  code: 'pause-left-behind',
  severity: 'error',
  message: (autoscaler: string, target: string, path: string) =>
    `${autoscaler} is paused by ${path}, so ${target} never scales`,
  hint: 'restore the settings that it had before the pause',
  why: 'The number of pods stays fixed, whatever the load is.'
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
    `${facts.bound}: ${facts.count} of ${facts.autoscaler} applies even while its behavior is disabled, but ${facts.title} sets replicas: ${facts.stated}`,
  hint: 'while pods move, keep minReplicas at 1 and maxReplicas at N or more',
  why: 'An HPA clamps its target to minReplicas and maxReplicas at once, so the autoscaler and the sync change the count in turn.'
})

export const autoscalerTargetWrong = define({
  code: 'autoscaler-target-wrong',
  severity: 'error',
  message: (autoscaler: string, kind: string, apiVersion: string | undefined, _right: string) =>
    apiVersion === undefined
      ? `${autoscaler} targets a ${kind} without an apiVersion, so it finds none`
      : `${autoscaler} targets a ${kind} of ${apiVersion}, which does not exist`,
  hint: (_autoscaler: string, _kind: string, _apiVersion: string | undefined, right: string) =>
    `write the target as ${right}`,
  why: 'The autoscaler cannot read the scale of its target and never acts.'
})

export const autoscalerTargetMissing = define({
  code: 'autoscaler-target-missing',
  severity: 'error',
  message: (autoscaler: string, kind: string, name: string, other: string) =>
    `${autoscaler} targets ${kind} "${name}", which is not in the input, although ${other} is`,
  hint: 'correct the kind and the apiVersion of the target',
  why: 'The autoscaler reports FailedGetScale and never acts, so the workload stays at its present number of pods.'
})

export const scalerNotUnderstood = define({
  code: 'scaler-not-understood',
  severity: 'error',
  message: (scaler: string, target: string, _beside: 'an-autoscaler' | 'nothing') =>
    `${scaler} targets ${target} and may change its replicas, overriding a stage`,
  hint: (_scaler: string, _target: string, beside: 'an-autoscaler' | 'nothing') =>
    beside === 'an-autoscaler'
      ? 'pause or remove it while pods move; afterwards point it at the Rollout or its autoscaler'
      : 'pause or remove it while pods move, and set `autoscaler: none` in rolloutify.yaml; afterwards point it at the Rollout',
  why: 'It may start or stop pods while a stage counts on a fixed number.'
})

export const verticalAutoscalerLeftBehind = define({
  code: 'vertical-autoscaler-left-behind',
  severity: 'warning',
  message: (autoscaler: string, deployment: string, rollout: string) =>
    `${autoscaler} targets ${deployment}, whose pods have moved to ${rollout}`,
  hint: 'point spec.targetRef at the Rollout',
  why: 'The recommendations are based on a workload without pods and are not applied to the Rollout.'
})

export const deploymentNamedElsewhere = define({
  code: 'deployment-named-elsewhere',
  severity: 'warning',
  message: (what: string, deployment: string, rollout: string) =>
    `${what} refers to ${deployment}, whose pods have moved to ${rollout}`,
  hint: 'make it refer to the Rollout or to its pods',
  why: 'It watches or changes a Deployment at 0 replicas, so what it does for the workload no longer happens.'
})

// References.

export const workloadRefUnsupported = define({
  code: 'workload-ref-unsupported',
  severity: 'error',
  message: (rollout: string, apiVersion: string, _wanted: string) =>
    `spec.workloadRef of ${rollout} has apiVersion "${apiVersion}", so the controller would not notice changes of the workload`,
  hint: (_rollout: string, _apiVersion: string, wanted: string) => `write apiVersion: ${wanted}`,
  why: 'The controller looks for changes under the current apiVersion only, so a new image would not start a rollout.'
})

export const workloadRefNotFound = define({
  code: 'workload-ref-not-found',
  severity: 'error',
  message: (rollout: string, name: string) =>
    `${rollout} uses the pod template of Deployment "${name}", which is not in the input`,
  hint: 'correct the name, or keep the Deployment: it holds the pod template',
  why: 'The Rollout is InvalidSpec until the Deployment exists, and cannot roll out a new version.'
})

export const serviceNotFound = define({
  code: 'service-not-found',
  severity: 'error',
  message: (rollout: string, name: string) =>
    `${rollout} names Service "${name}", but the input has only other Services`,
  hint: 'correct the name, or add the Service',
  why: 'The controller reports the Rollout as InvalidSpec and stops rolling out until the Service exists.'
})

export const analysisTemplateNotFound = define({
  code: 'analysis-template-not-found',
  severity: 'error',
  message: (title: string, kind: string, name: string) =>
    `${title} names ${kind} "${name}", which is not in the input`,
  hint: 'correct the name or clusterScope, or add the template',
  why: 'The controller reports the Rollout as InvalidSpec and stops rolling out until the template exists.'
})

export const analysisArgumentMissing = define({
  code: 'analysis-argument-missing',
  severity: 'error',
  message: (rollout: string, template: string, argument: string) =>
    `${rollout} passes no value for the argument "${argument}" of ${template}, which has no default`,
  hint: (_rollout: string, _template: string, argument: string) =>
    `add "${argument}" to args beside the templates, or set a default value in the template`,
  why: 'The controller rejects the Rollout or fails the AnalysisRun, so no canary gets past this analysis.'
})

export const analysisArgumentUndeclared = define({
  code: 'analysis-argument-undeclared',
  severity: 'error',
  message: (template: string, argument: string) =>
    `${template} uses {{args.${argument}}} but does not declare an argument of this name`,
  hint: (_template: string, argument: string) => `add "${argument}" to spec.args of the template`,
  why: 'The argument cannot be resolved, so each AnalysisRun of the template ends in an error.'
})

export const analysisRunsIndefinitely = define({
  code: 'analysis-runs-indefinitely',
  severity: 'error',
  message: (metric: string, template: string, rollout: string) =>
    `Metric "${metric}" of ${template} has an interval but no count, so it never ends and the controller rejects ${rollout}`,
  hint: 'add count to the metric: only a background analysis may run without one',
  why: 'A step would wait for this analysis forever, so the controller reports the Rollout as InvalidSpec.'
})

type Measured = { readonly delay: number; readonly steps: number }

export const analysisEndsUnmeasured = define({
  code: 'analysis-ends-unmeasured',
  severity: 'warning',
  message: (metric: string, rollout: string, { delay, steps }: Measured) =>
    `Metric "${metric}" is first measured after ${delay}s, but the steps of ${rollout} take only ${steps}s`,
  hint: 'lengthen the pauses, lower initialDelay, or make the analysis a step',
  why: 'A background analysis without a measurement passes, so the canary is promoted unmeasured.'
})

export const analysisTemplateRepeated = define({
  code: 'analysis-template-repeated',
  severity: 'error',
  message: (rollout: string, template: string) =>
    `${rollout} names ${template} twice in one analysis, so its metric names are not unique`,
  hint: 'remove one of the two',
  why: 'Metrics of one analysis need unique names, so the controller rejects the Rollout.'
})

export const analysisMetricRepeated = define({
  code: 'analysis-metric-repeated',
  severity: 'error',
  message: (metric: string, template: string, other: string, rollout: string) =>
    `Metric "${metric}" of ${template} has the name of a metric of ${other}, and ${rollout} runs both in one analysis`,
  hint: 'rename one of the two, or run the templates in two steps',
  why: 'Metrics of one analysis need unique names, so the controller rejects the Rollout.'
})

export const hashInSelector = define({
  code: 'hash-in-selector',
  severity: 'error',
  message: (title: string, label: string) =>
    `${title} selects by ${label}, a label that controllers set to a new value for each version`,
  hint: 'remove the label from the selector in Git',
  why: 'After the next release the selector matches only pods that no longer exist.'
})

export const serviceHashWiped = define({
  code: 'service-hash-wiped',
  severity: 'warning',
  message: (service: string, rollout: string, option: string) =>
    `${service} of ${rollout} is applied with ${option}, so each sync removes the hash from its selector`,
  hint: 'annotate the Service with argocd.argoproj.io/sync-options: ServerSideApply=false, or apply it client-side without Replace=true',
  why: 'Until the controller adds the hash again, the Services of a canary select the pods of both versions.'
})

export const replaceConflicts = define({
  code: 'replace-conflicts',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} is applied with Replace=true, so a sync of a new pod template fails if the controller updates the Rollout at the same time`,
  hint: 'remove Replace=true from its sync options',
  why: 'Argo CD replaces the object at the resourceVersion it read, so a write of the controller in between makes the sync fail.'
})

export const waveBeforeDeployment = define({
  code: 'wave-before-deployment',
  severity: 'warning',
  message: (rollout: string, wave: number, deployment: string, other: number) =>
    `${rollout} is in sync wave ${wave}, before ${deployment} in wave ${other}, whose pod template it uses`,
  hint: 'set the sync wave of the Rollout to that of its Deployment, or a later one',
  why: 'In an empty cluster the Rollout never becomes Healthy without its Deployment, so the sync never reaches the later wave.'
})

export const quotaBelowPods = define({
  code: 'quota-below-pods',
  severity: 'warning',
  message: (quota: string, { resource, most, needed }: Shortage) => {
    const isOfPods = resource.endsWith('pods')
    const allowed = isOfPods ? podsIn(most) : `${printAmount(resource, most)} of ${resource}`
    const asked = isOfPods ? needed : printAmount(resource, needed)
    return `${quota} allows ${allowed}, but Deployments and their Rollouts request ${asked} together`
  },
  hint: 'raise the quota while pods move',
  why: 'The API server rejects pods beyond the quota, so the move stops half way.'
})

export const syncWaitsForCanary = define({
  code: 'sync-waits-for-canary',
  severity: 'warning',
  message: (title: string, rollout: string) =>
    `${title} is applied only once ${rollout} is Healthy, so the sync waits for as long as a canary is paused`,
  hint: 'expect it after the promotion, or move it to PreSync, an earlier wave or a separate Application',
  why: 'A paused canary is not Healthy, so Argo CD does not start the next wave or hook, and later syncs wait as well.'
})

export const stepsIgnored = define({
  code: 'steps-ignored',
  severity: 'error',
  message: (application: string, rollout: string, option: string) =>
    `${application} ignores the canary steps of ${rollout} with ${option}, so the steps in Git are never applied`,
  hint: 'remove the field from the entry, or the steps from Git if they are switched from the dashboard',
  why: 'Argo CD keeps the live steps on each sync, so a change of the steps in Git has no effect.'
})

export const replaceRemovesSteps = define({
  code: 'replace-removes-steps',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} is applied with Replace=true, so each sync removes the canary steps that the dashboard has set`,
  hint: 'remove Replace=true from its sync options',
  why: 'Replace writes the whole object as in Git, so the steps disappear and a running canary is promoted at once.'
})

export const dashboardStepsIgnored = define({
  code: 'dashboard-steps-ignored',
  severity: 'warning',
  message: (application: string, rollout: string) =>
    `${application} ignores the canary steps of ${rollout}, which are switched from the dashboard, so steps added to Git go unnoticed`,
  hint: 'remove the field from the entry: steps that are not in Git are no difference to Argo CD',
  why: 'Steps in Git then neither show as a difference nor take effect.'
})

export const actionsMissing = define({
  code: 'actions-missing',
  severity: 'warning',
  message: (rollout: string) =>
    `The steps of ${rollout} are switched from the dashboard, but argocd-cm has no actions for that`,
  hint: 'add them with `rolloutify argocd actions --merge FILE --write`',
  why: 'The dashboard of Argo CD shows no action that switches the canary.'
})

export const actionsOutdated = define({
  code: 'actions-outdated',
  severity: 'warning',
  message: () => 'The Rollout actions in argocd-cm differ from the profiles in rolloutify.yaml',
  hint: 'update them with `rolloutify argocd actions --merge FILE --write`',
  why: 'The dashboard sets the steps of an older profile.'
})

// What else acts on the same pods.

export const budgetBlocksEviction = define({
  code: 'budget-blocks-eviction',
  severity: 'warning',
  message: (budget: string, field: string, value: string, pods: number | undefined) =>
    pods === undefined
      ? `${budget} has ${field}: ${value}, so no pod can ever be evicted`
      : `${budget} has ${field}: ${value} for ${podsIn(pods)}, so none can ever be evicted`,
  hint: 'allow at least one disruption',
  why: 'Nodes cannot be drained, and a restart of the Rollout, which evicts pods, never ends.'
})

export const stageIgnored = define({
  code: 'stage-ignored',
  severity: 'error',
  message: (application: string, kind: string, name: string, option: string) =>
    `${application} ignores spec.replicas of ${kind} "${name}" with ${option}, so the replicas of a stage are never applied`,
  hint: 'remove the entry until the pods have moved, then restore it for the Rollout only',
  why: 'The live count stays as it is, so a grow does nothing and the shrink after it costs pods.'
})

export const ignoreNotCertain = define({
  code: 'ignore-not-certain',
  severity: 'warning',
  message: (application: string, kind: string, name: string) =>
    `${application} may ignore spec.replicas of ${kind} "${name}": only the cluster shows whether this entry covers it`,
  hint: 'list the fields in jsonPointers instead, without spec.replicas until the pods have moved',
  why: 'If the entry covers the field, the replicas of each stage are ignored and pods do not move.'
})

export const ruleMatchesNothing = define({
  code: 'rule-matches-nothing',
  severity: 'warning',
  message: (title: string, reason: string) =>
    `${title} has an entry in ignoreDifferences that matches nothing: ${reason}`,
  hint: 'write group, kind, name and namespace as in the object, and fields as JSON pointers such as /spec/replicas',
  why: 'Argo CD ignores nothing because of it and reverts the field on each sync.'
})

export const syncUndoesAutoscaler = define({
  code: 'sync-undoes-autoscaler',
  severity: 'error',
  message: (application: string, rollout: string, replicas: number, autoscaler: string) =>
    `Each sync of ${application} sets ${rollout} to ${counted(replicas, 'pod')}, overriding ${autoscaler}`,
  hint: "add the Rollout's /spec/replicas to ignoreDifferences of the Application, and RespectIgnoreDifferences=true to its syncOptions; `rolloutify argocd ignore --write FILE` does both",
  why: 'At a busy hour each sync removes the pods that the autoscaler has added.'
})

export const kustomizeBreaksReference = define({
  code: 'kustomize-breaks-reference',
  severity: 'error',
  message: (field: string, title: string, path: string) =>
    `${field} renames what ${path} of ${title} refers to, but kustomize does not know this reference`,
  hint: "add a nameReference for it to configurations: Argo Rollouts' rollout-transform.yaml has those of Rollouts",
  why: 'It still refers to the old name, and no object has that name, so its controller finds nothing there.'
})

export const kustomizeMissesPods = define({
  code: 'kustomize-misses-pods',
  severity: 'error',
  message: (field: string, service: string, rollout: string) =>
    `${field} adds labels to the selector of ${service} but not to the pods of ${rollout}, so it selects none of them`,
  hint: "add Argo Rollouts' rollout-transform.yaml to configurations, or use labels without includeSelectors",
  why: 'The Service has no endpoints, so requests fail.'
})

const podsIn = (count: number) => counted(count, 'pod')
