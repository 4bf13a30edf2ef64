import { define } from '../diagnostic.ts'

// Refusals. `convert` makes warnings of them where passing a manifest through does no harm.

export const nameMissing = define({
  code: 'name-missing',
  severity: 'error',
  message: (kind: string) =>
    `${kind} has no metadata.name, which a Rollout and its autoscaler refer to`,
  hint: 'give it a name; generateName is not enough'
})

export const nameNotText = define({
  code: 'name-not-text',
  severity: 'error',
  message: (kind: string, name: string) =>
    `${kind} has a metadata.name that YAML reads as ${name}, and not as text`,
  hint: 'put the name in quotes; the API server refuses one that is no string'
})

export const selectorMissing = define({
  code: 'selector-missing',
  severity: 'error',
  message: (deployment: string) => `${deployment} has a pod template and no spec.selector`,
  hint: 'give it the selector that Kubernetes requires: the Rollout needs the same one'
})

export const templateMissing = define({
  code: 'template-missing',
  severity: 'error',
  message: (deployment: string) => `${deployment} has a selector and no spec.template`,
  hint: 'give it the pod template that a Rollout takes from it'
})

export const removedApiVersion = define({
  code: 'removed-api-version',
  severity: 'error',
  message: (name: string, apiVersion: string, _current: string) =>
    `${name} has apiVersion "${apiVersion}", which Kubernetes does not serve`,
  hint: (_name: string, _apiVersion: string, current: string) => `write it as ${current}`
})

export const recreateStrategy = define({
  code: 'recreate-strategy',
  severity: 'error',
  message: (deployment: string, type: string) =>
    `${deployment} has the strategy "${type}", and two sets of its pods may not run side by side`,
  hint: 'use RollingUpdate where the application allows it, else leave it out with `stage: baseline`'
})

export const deploymentPaused = define({
  code: 'deployment-paused',
  severity: 'error',
  message: (deployment: string) => `${deployment} is paused, and its Rollout would not be`,
  hint: 'remove spec.paused first'
})

export const replicasNotInteger = define({
  code: 'replicas-not-integer',
  severity: 'error',
  message: (deployment: string) => `spec.replicas of ${deployment} is not a number of pods`,
  hint: 'write an integer without quotes'
})

export const severalAutoscalers = define({
  code: 'several-autoscalers',
  severity: 'error',
  message: (deployment: string, autoscalers: readonly string[]) =>
    `${deployment} is scaled by ${autoscalers.join(' and ')}, which stop each other`,
  hint: 'keep one autoscaler'
})

export const ambiguousAutoscaler = define({
  code: 'ambiguous-autoscaler',
  severity: 'error',
  message: (autoscaler: string, deployment: string, count: number) =>
    `${autoscaler} has no namespace and may scale any of ${count} Deployments "${deployment}"`,
  hint: 'give it the namespace of its Deployment, or say --namespace'
})

export const autoscalerNotInteger = define({
  code: 'autoscaler-not-integer',
  severity: 'error',
  message: (autoscaler: string, field: string, is: string) =>
    `spec.${field} of ${autoscaler} is ${is}`,
  hint: (_autoscaler: string, field: string, is: string) =>
    is === 'missing' ? `set spec.${field} to an integer` : 'write an integer without quotes'
})

export const autoscalerPaused = define({
  code: 'autoscaler-paused',
  severity: 'error',
  message: (autoscaler: string, path: string) => `${autoscaler} is paused by ${path}`,
  hint: 'write it as it was before the pause: what it is to be afterwards cannot be told from here'
})

export const newerAutoscalerField = define({
  code: 'newer-autoscaler-field',
  severity: 'error',
  message: (autoscaler: string, path: string) =>
    `${autoscaler} is autoscaling/v1 and holds what is of v2 in ${path}`,
  hint: 'write it as autoscaling/v2, with these fields in its spec where they are to act'
})

export const autoscalerNotNone = define({
  code: 'autoscaler-not-none',
  severity: 'error',
  message: (deployment: string, autoscaler: string) =>
    `The configuration says that ${deployment} has no autoscaler, and ${autoscaler} scales it`,
  hint: 'remove `autoscaler: none` from the entry'
})

export const autoscalerNotInView = define({
  code: 'autoscaler-not-in-view',
  severity: 'error',
  message: (deployment: string) =>
    `${deployment} has no replicas and no autoscaler here; it is probably elsewhere`,
  hint: 'give the autoscaler together with the Deployment, or state `autoscaler: none` in the configuration'
})

export const autoscalerElsewhere = define({
  code: 'autoscaler-elsewhere',
  severity: 'error',
  message: (deployment: string, autoscaler: string, file: string) =>
    `${deployment} is scaled by ${autoscaler} in another folder, "${file}"`,
  hint: 'give both files by name, in one call: only they refer to each other then'
})

export const duplicateManifest = define({
  code: 'duplicate-manifest',
  severity: 'error',
  message: (name: string, first: string) => `${name} stands here a second time, first at ${first}`,
  hint: 'remove one of the two, or give them different namespaces'
})

export const unknownRollout = define({
  code: 'unknown-rollout',
  severity: 'error',
  message: (rollout: string, deployment: string, apiVersion: string) =>
    `${rollout} refers to ${deployment}, and its apiVersion "${apiVersion}" is not that of Argo Rollouts`,
  hint: 'write argoproj.io/v1alpha1, or remove it: beside it another Rollout would be added'
})

export const rolloutNameTaken = define({
  code: 'rollout-name-taken',
  severity: 'error',
  message: (rollout: string, deployment: string) =>
    `${rollout} is there already and does not refer to ${deployment}`,
  hint: 'rename it, or let its spec.workloadRef name the Deployment'
})

export const severalRollouts = define({
  code: 'several-rollouts',
  severity: 'error',
  message: (deployment: string, rollouts: readonly string[]) =>
    `${rollouts.join(' and ')} ${rollouts.length > 2 ? 'all' : 'both'} refer to ${deployment}`,
  hint: 'keep one Rollout for a Deployment'
})

export const rolloutBeyondMigration = define({
  code: 'rollout-beyond-migration',
  severity: 'error',
  message: (rollout: string, field: string) =>
    `${rollout} has ${field}, which may not be there before the last stage`,
  hint: (_rollout: string, field: string) =>
    field.endsWith('.steps')
      ? 'comment them out by `rolloutify steps off`, and bring them back by `rolloutify steps on` after the last stage'
      : 'remove the field for the migration, and add it again after the last stage'
})

export const rolloutAlreadyThere = define({
  code: 'rollout-already-there',
  severity: 'info',
  message: (deployment: string, rollout: string) =>
    `${deployment} has ${rollout} already, and both stay as they are`,
  hint: 'name it by --workload, or by an entry without wildcards, to bring it to a stage'
})

export const rolloutPaused = define({
  code: 'rollout-paused',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} is paused in Git: neither a stage nor an autoscaler changes its pods`,
  hint: 'remove spec.paused; replicas: 0 keeps a new Rollout without pods'
})

export const autoscalerNotUnderstood = define({
  code: 'autoscaler-not-understood',
  severity: 'error',
  message: (deployment: string, scaler: string) =>
    `${deployment} is the target of ${scaler}, of which nothing else is known: it may change the number of pods`,
  hint: 'see to it that it leaves the pods alone until the last stage, point it at the Rollout by hand then, and say `autoscaler: none` in the configuration'
})

export const autoscalerOnRollout = define({
  code: 'autoscaler-on-rollout',
  severity: 'error',
  message: (autoscaler: string, rollout: string) =>
    `${autoscaler} scales ${rollout} already, before the last stage`,
  hint: 'point its target at the Deployment until the pods have moved'
})

export const rolloutServes = define({
  code: 'rollout-serves',
  severity: 'error',
  message: (rollout: string, replicas: number, pods: number) =>
    `${rollout} has ${replicas} pods, and this stage would leave it ${pods}`,
  hint: 'take the stage at which the manifests are, or correct the number of pods to keep'
})

export const stageInManifest = define({
  code: 'stage-in-manifest',
  severity: 'error',
  message: (deployment: string) =>
    `${deployment} is in a migration whose stage stands in its manifests: another one would undo it`,
  hint: 'use `migrate next` or `migrate back` for it, or leave it out of this call'
})

export const sharedByAlias = define({
  code: 'shared-by-alias',
  severity: 'error',
  message: (name: string) =>
    `${name} shares this value through a YAML alias: an edit would change a second place`,
  hint: 'write the value out in both places'
})

export const repeatedKey = define({
  code: 'repeated-key',
  severity: 'error',
  message: (name: string) => `${name} has this key twice, and it has to change`,
  hint: 'keep one of the two'
})

export const unexpectedType = define({
  code: 'unexpected-type',
  severity: 'error',
  message: (name: string) => `${name} has something else here than the API's mapping`,
  hint: 'write it as the API has it'
})

export const tooManyAliases = define({
  code: 'too-many-aliases',
  severity: 'error',
  message: (name: string) =>
    `The labels or the selector of ${name} hold an alias that leads nowhere, or too many of them`,
  hint: 'write the values out'
})

export const openBlockScalar = define({
  code: 'open-block-scalar',
  severity: 'error',
  message: (deployment: string) =>
    `${deployment} ends in a block scalar without a last line break, and one behind it would change its value`,
  hint: 'end the file with a line break'
})

export const replicasUnknown = define({
  code: 'replicas-unknown',
  severity: 'error',
  message: (deployment: string) => `How many pods of ${deployment} to keep is not given`,
  hint: 'give the number at a busy hour, with headroom, as `replicas` in the configuration or by --replicas NAME=N'
})

export const replicasDiffer = define({
  code: 'replicas-differ',
  severity: 'error',
  message: (deployment: string, own: number, given: number) =>
    `${deployment} has ${own} replicas and no autoscaler, and ${given} are given`,
  hint: 'change the replicas of the Deployment itself, or give none'
})

export const replicasZero = define({
  code: 'replicas-zero',
  severity: 'error',
  message: (deployment: string) => `${deployment} has no pods to keep: its replicas are 0`,
  hint: 'give it pods, or leave it out with `stage: baseline` or `introduce-rollout`'
})

export const replicasOutOfBounds = define({
  code: 'replicas-out-of-bounds',
  severity: 'error',
  message: (
    replicas: number,
    bound: 'above the most' | 'below the least',
    pods: number,
    name: string
  ) => `${replicas} pods to keep are ${bound} (${pods}) that ${name} allows`,
  hint: (_replicas: number, bound: 'above the most' | 'below the least') =>
    bound === 'above the most'
      ? 'raise its maximum first, in a change of its own'
      : 'keep at least its minimum'
})

export const replicasIgnoredTooEarly = define({
  code: 'replicas-ignored-too-early',
  severity: 'error',
  message: (deployment: string, stage: string) =>
    `replicasIgnored is set for ${deployment} at ${stage}: the applier would not bring its Rollout's pods`,
  hint: 'set it at retarget-autoscaler, while the autoscaler holds the count'
})

export const replicasNotIgnored = define({
  code: 'replicas-not-ignored',
  severity: 'error',
  message: (deployment: string, applier: string, _source: 'configuration' | 'manifests') =>
    `${applier} would put the replicas of Rollout "${deployment}" back at each sync, over the autoscaler's count`,
  hint: (_deployment: string, applier: string, source: 'configuration' | 'manifests') =>
    ignoreHints[applier]?.replace('SAY', sayIgnored[source]) ?? ''
})

/** How it is said that the count is left alone: manifests in place have no entry. */
const sayIgnored = {
  configuration: 'say `replicasIgnored: true`',
  manifests:
    'give `--replicas-ignored` to `migrate`, or say `replicasIgnored: true` in rolloutify.yaml'
}

const ignoreHints: Record<string, string> = {
  argocd:
    "let the Application ignore the Rollout's /spec/replicas (`rolloutify argocd ignore --write FILE`), then SAY, or give the Application together with the manifests",
  'argocd-server-side':
    "let the Application ignore the Rollout's /spec/replicas (`rolloutify argocd ignore --write FILE`), then SAY, or give the Application together with the manifests",
  flux: 'give spec.replicas of the Rollout to a second field manager, let the Kustomization ignore it (spec.ignore), then SAY',
  helm4: 'run Helm with --server-side=false, then SAY',
  kubectl: 'kubectl apply cannot leave the count alone: bring the last stage with another applier'
}

export const replicasNeverIgnored = define({
  code: 'replicas-never-ignored',
  severity: 'error',
  message: (deployment: string) =>
    `replicasIgnored is set for ${deployment}, and kubectl apply ignores no field`,
  hint: 'remove replicasIgnored, or name the applier that does'
})

export const stepsOfDashboard = define({
  code: 'steps-of-dashboard',
  severity: 'error',
  message: (title: string) =>
    `${title} has canary steps in Git, and its steps are switched from the dashboard: each sync would put those of Git back`,
  hint: 'comment the steps out, as with `rolloutify steps off`, or leave the dashboard out'
})

export const stepsTooEarly = define({
  code: 'steps-too-early',
  severity: 'error',
  message: (field: string, deployment: string, stage: string) =>
    `strategy.canary.${field} is set for ${deployment} at ${stage}, before the last stage`,
  hint: 'comment it out until the migration is done: with it, pods would not move as the stages say'
})

// What else is said.

export const repeatedKeyCopied = define({
  code: 'repeated-key-copied',
  severity: 'warning',
  message: (key: string, deployment: string) =>
    `The key "${key}" stands twice in what is copied from ${deployment}`,
  hint: 'keep one of the two: the Rollout has the last one, as Kubernetes does'
})

export const percentsMerged = define({
  code: 'percents-merged',
  severity: 'info',
  message: (deployment: string, merged: readonly number[], replicas: number) =>
    `${merged.join(' % and ')} % of ${replicas === 1 ? '1 pod' : `${replicas} pods`} of ${deployment} comes to as many as the next percent and makes no stage of its own`,
  hint: 'nothing is to be done; give other percents where these steps are wanted'
})

export const nothingToList = define({
  code: 'nothing-to-list',
  severity: 'warning',
  message: () =>
    'There is no Deployment in what was given: a configuration with no entries converts nothing',
  hint: 'pipe what the chart renders, as in `helmfile template | rolloutify init -`'
})

export const entryNew = define({
  code: 'entry-new',
  severity: 'info',
  message: (name: string) => `Deployment "${name}" had no entry, and has one now`,
  hint: 'look at its stage and its replicas before it is committed'
})

export const entryGone = define({
  code: 'entry-gone',
  severity: 'warning',
  message: (name: string) => `The entry for "${name}" matches no Deployment of what was given`,
  hint: 'remove it where the Deployment is gone for good; else correct its name, namespace or release'
})

export const entriesOnOneLine = define({
  code: 'entries-on-one-line',
  severity: 'error',
  message: () => 'The list of workloads stands in brackets, and nothing can be added to it',
  hint: 'write it as a list with dashes'
})
