import { counted } from '../counted.ts'
import { define } from '../diagnostic.ts'
import type { ScalingTarget } from '../kubernetes/scaling.ts'
import type { Applier } from '../settings.ts'

// Refusals. `convert` makes warnings of them where passing a manifest through does no harm.

export const nameMissing = define({
  code: 'name-missing',
  severity: 'error',
  message: (kind: string) =>
    `${kind} has no metadata.name, which a Rollout and its autoscaler refer to`,
  hint: 'set a name; generateName is not enough',
  why: 'The Rollout and the autoscaler refer to the Deployment by name, so with generateName they would find none.'
})

export const nameNotText = define({
  code: 'name-not-text',
  severity: 'error',
  message: (kind: string, name: string) =>
    `${kind} has a metadata.name that YAML reads as ${name}, not as text`,
  hint: 'put the name in quotes; the API server rejects a name that is not a string',
  why: 'The API server rejects the object.'
})

export const selectorMissing = define({
  code: 'selector-missing',
  severity: 'error',
  message: (deployment: string) => `${deployment} has a pod template but no spec.selector`,
  hint: 'set the selector that Kubernetes requires; the Rollout needs the same one',
  why: 'The API server rejects the Deployment, and the Rollout would not know which pods are its own.'
})

export const templateMissing = define({
  code: 'template-missing',
  severity: 'error',
  message: (deployment: string) => `${deployment} has a selector but no spec.template`,
  hint: 'set the pod template, because a Rollout uses it',
  why: 'The Rollout has nothing to create pods from.'
})

export const removedApiVersion = define({
  code: 'removed-api-version',
  severity: 'error',
  message: (name: string, apiVersion: string, _current: string) =>
    `${name} has apiVersion "${apiVersion}", which Kubernetes does not serve`,
  hint: (_name: string, _apiVersion: string, current: string) => `write it as ${current}`,
  why: 'The API server rejects the object, and Argo Rollouts looks for the workload in the current version.'
})

export const recreateStrategy = define({
  code: 'recreate-strategy',
  severity: 'error',
  message: (deployment: string, type: string) =>
    `${deployment} uses strategy "${type}", so two sets of its pods must not run side by side`,
  hint: 'use RollingUpdate if the application allows it, otherwise exclude it with `stage: baseline`',
  why: 'During the move pods of both sides run at once, which the application may not survive.'
})

export const deploymentPaused = define({
  code: 'deployment-paused',
  severity: 'error',
  message: (deployment: string) => `${deployment} is paused, but its Rollout would not be`,
  hint: 'remove spec.paused first',
  why: 'The Rollout would roll out a template that the Deployment holds back.'
})

export const replicasNotInteger = define({
  code: 'replicas-not-integer',
  severity: 'error',
  message: (deployment: string) => `spec.replicas of ${deployment} is not a valid replica count`,
  hint: 'write an integer without quotes',
  why: 'The API server rejects the object, and N cannot be derived from it.'
})

export const severalAutoscalers = define({
  code: 'several-autoscalers',
  severity: 'error',
  message: (deployment: string, autoscalers: readonly string[]) =>
    `${deployment} is scaled by ${autoscalers.join(' and ')}, which block each other`,
  hint: 'keep one of them',
  why: 'Two HPAs on the same pods both stop with AmbiguousSelector, so nothing scales under load.'
})

export const ambiguousAutoscaler = define({
  code: 'ambiguous-autoscaler',
  severity: 'error',
  message: (autoscaler: string, deployment: string, count: number) =>
    `${autoscaler} has no namespace and may scale any of ${count} Deployments "${deployment}"`,
  hint: 'set the namespace of its Deployment, or pass --namespace',
  why: 'Pausing the autoscaler for the wrong workload leaves the other one without scaling.'
})

export const autoscalerNotInteger = define({
  code: 'autoscaler-not-integer',
  severity: 'error',
  message: (autoscaler: string, field: string, is: string) =>
    `spec.${field} of ${autoscaler} is ${is}`,
  hint: (_autoscaler: string, field: string, is: string) =>
    is === 'missing' ? `set spec.${field} to an integer` : 'write an integer without quotes',
  why: 'The API server rejects the autoscaler, and its bounds cannot be checked against N.'
})

export const autoscalerPaused = define({
  code: 'autoscaler-paused',
  severity: 'error',
  message: (autoscaler: string, path: string) => `${autoscaler} is paused by ${path}`,
  hint: 'restore its settings from before the pause; rolloutify cannot tell what they were',
  why: 'A pause that is taken for the original would be restored at the end, so the Rollout would never scale.'
})

export const newerAutoscalerField = define({
  code: 'newer-autoscaler-field',
  severity: 'error',
  message: (autoscaler: string, path: string) =>
    `${autoscaler} is autoscaling/v1 but sets fields of v2 in ${path}`,
  hint: 'write it as autoscaling/v2, and move these fields into its spec if they are meant to take effect',
  why: 'The API server drops the fields, so the autoscaler works without them.'
})

export const autoscalerNotNone = define({
  code: 'autoscaler-not-none',
  severity: 'error',
  message: (deployment: string, autoscaler: string) =>
    `The configuration says that ${deployment} has no autoscaler, but ${autoscaler} scales it`,
  hint: 'remove `autoscaler: none` from the entry',
  why: 'An autoscaler that is not paused undoes every shrink.'
})

export const autoscalerNotInView = define({
  code: 'autoscaler-not-in-view',
  severity: 'error',
  message: (deployment: string) =>
    `${deployment} sets no replicas, and its autoscaler is not in the input`,
  hint: 'pass the autoscaler together with the Deployment, or set `autoscaler: none` in the configuration',
  why: 'An autoscaler that is not paused undoes every shrink, and N cannot be checked against its bounds.'
})

export const autoscalerElsewhere = define({
  code: 'autoscaler-elsewhere',
  severity: 'error',
  message: (deployment: string, autoscaler: string, file: string) =>
    `${deployment} is scaled by ${autoscaler} in another folder, "${file}"`,
  hint: 'pass both files by name in one command: folders are read one by one',
  why: 'The stage would change the Deployment but not its autoscaler, which would undo it.'
})

export const duplicateManifest = define({
  code: 'duplicate-manifest',
  severity: 'error',
  message: (name: string, first: string) => `${name} is defined twice, first at ${first}`,
  hint: 'remove one of the two, or set different namespaces',
  why: 'The one that is applied last wins, so half of a stage could be undone.'
})

export const unknownRollout = define({
  code: 'unknown-rollout',
  severity: 'error',
  message: (rollout: string, deployment: string, apiVersion: string) =>
    `${rollout} refers to ${deployment}, but its apiVersion "${apiVersion}" is not that of Argo Rollouts`,
  hint: 'write argoproj.io/v1alpha1, or remove it, because a second Rollout would be added',
  why: 'The API server does not serve it, or another controller acts on the same pods.'
})

export const rolloutNameTaken = define({
  code: 'rollout-name-taken',
  severity: 'error',
  message: (rollout: string, deployment: string) =>
    `${rollout} already exists but does not refer to ${deployment}`,
  hint: 'rename it, or let its spec.workloadRef name the Deployment',
  why: 'The new Rollout would replace one that runs other pods.'
})

export const rolloutElsewhere = define({
  code: 'rollout-elsewhere',
  severity: 'error',
  message: (deployment: string, rollout: string, file: string) =>
    `${deployment} already has ${rollout} in another folder, "${file}"`,
  hint: 'name both files in one command, so that they are read together',
  why: 'A second Rollout of the same name would be added, and the two would overwrite each other.'
})

export const severalRollouts = define({
  code: 'several-rollouts',
  severity: 'error',
  message: (deployment: string, rollouts: readonly string[]) =>
    `${rollouts.join(' and ')} ${rollouts.length > 2 ? 'all' : 'both'} refer to ${deployment}`,
  hint: 'keep one Rollout for a Deployment',
  why: 'Both Rollouts create pods of the same template, so twice as many run.'
})

export const rolloutBeyondMigration = define({
  code: 'rollout-beyond-migration',
  severity: 'error',
  message: (rollout: string, field: string) =>
    `${rollout} has ${field}, which is not allowed before the last stage`,
  hint: (_rollout: string, field: string) =>
    field.endsWith('.steps')
      ? 'comment them out with `rolloutify steps off`, and uncomment them with `rolloutify steps on` after the last stage'
      : 'remove the field for the migration, and add it again after the last stage',
  why: 'With it the controller moves pods or traffic by itself, not as the stages say.'
})

export const rolloutAlreadyThere = define({
  code: 'rollout-already-there',
  severity: 'info',
  message: (deployment: string, rollout: string) =>
    `${deployment} already has ${rollout}, so both stay unchanged`,
  hint: 'pass --workload, or add an entry without wildcards, to convert it to a stage',
  why: 'A stage would change the replicas of a Rollout that serves already.'
})

export const rolloutPaused = define({
  code: 'rollout-paused',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} is paused in Git: neither a stage nor an autoscaler changes its pods`,
  hint: 'remove spec.paused; replicas: 0 keeps a new Rollout without pods',
  why: 'The controller does not scale a paused Rollout, so a grow would start no pod.'
})

export const rolloutInvalid = define({
  code: 'rollout-invalid',
  severity: 'error',
  message: (rollout: string, fault: string) =>
    `${rollout} is invalid, because ${fault}: neither a stage nor an autoscaler changes its pods`,
  hint: 'correct it first; `rolloutify check` names each field',
  why: 'The API server or the controller rejects such a Rollout, so it starts no pod while the Deployment is shrunk.'
})

/** What else scales a workload, and whether it has an autoscaler that is understood beside that. */
type Scaling = Pick<ScalingTarget, 'by' | 'kind'>
type Beside = 'an-autoscaler' | 'nothing'

export const autoscalerNotUnderstood = define({
  code: 'autoscaler-not-understood',
  severity: 'error',
  message: (deployment: string, scaler: string, { by, kind }: Scaling, _beside: Beside) => {
    const isOfAutoscaler = kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject'
    const what = isOfAutoscaler ? `The autoscaler of ${deployment}` : deployment
    if (by === 'command') return `${what} is changed by a command of ${scaler}`
    return by === 'kind'
      ? `${what} is the target of ${scaler}, an unknown kind that may change the number of pods`
      : `${what} is the target of ${scaler}, but the kind or apiVersion of that target is wrong`
  },
  hint: (_deployment: string, _scaler: string, { by }: Scaling, beside: Beside) => {
    if (by === 'mended-target') return 'correct the target, or remove the autoscaler'
    if (by === 'command')
      return 'set spec.suspend: true until the last stage, and make it name the Rollout then'
    return beside === 'an-autoscaler'
      ? 'remove it until the last stage, and point it at what scales the Rollout then'
      : 'make sure that it does not change the pods until the last stage, point it at the Rollout by hand then, and set `autoscaler: none` in the configuration'
  },
  why: 'It may start or stop pods while a stage counts on a fixed number.'
})

export const autoscalerOnRollout = define({
  code: 'autoscaler-on-rollout',
  severity: 'error',
  message: (autoscaler: string, rollout: string) =>
    `${autoscaler} already scales ${rollout}, before the last stage`,
  hint: 'point its target at the Deployment until the pods have moved',
  why: 'It starts pods of the Rollout up to its minimum, whatever a stage says.'
})

export const rolloutServes = define({
  code: 'rollout-serves',
  severity: 'error',
  message: (rollout: string, replicas: number, pods: number) =>
    `${rollout} has ${counted(replicas, 'pod')}, but this stage would scale it to ${pods}`,
  hint: 'use the stage that the manifests are at, or correct the number of pods to keep',
  why: 'The pods of the Rollout that serve now would be deleted.'
})

export const stageInManifest = define({
  code: 'stage-in-manifest',
  severity: 'error',
  message: (deployment: string) =>
    `${deployment} records its own migration stage in its manifests: converting it to another one would undo the migration`,
  hint: 'use `migrate next` or `migrate back` for it, or exclude it from this run',
  why: 'Going to an earlier stage at once takes pods away before others have started.'
})

export const sharedByAlias = define({
  code: 'shared-by-alias',
  severity: 'error',
  message: (name: string) =>
    `${name} shares this value through a YAML alias: an edit would change a second place`,
  hint: 'write the value out in both places',
  why: 'The second place would get the replicas or the name that is meant for the first.'
})

export const repeatedKey = define({
  code: 'repeated-key',
  severity: 'error',
  message: (name: string) => `${name} has this key twice, but the key has to change`,
  hint: 'keep one of the two',
  why: 'YAML readers disagree on which of the two counts, so the change may have no effect.'
})

export const unexpectedType = define({
  code: 'unexpected-type',
  severity: 'error',
  message: (name: string) => `${name} must be a mapping here`,
  hint: 'write it as the API defines it',
  why: 'The API server rejects the object.'
})

export const tooManyAliases = define({
  code: 'too-many-aliases',
  severity: 'error',
  message: (name: string) =>
    `The labels or the selector of ${name} contain an unresolved alias, or too many aliases`,
  hint: 'write the values out',
  why: 'The selector decides which pods the Rollout owns, so it is not copied from a guess.'
})

export const openBlockScalar = define({
  code: 'open-block-scalar',
  severity: 'error',
  message: (deployment: string) =>
    `${deployment} ends in a block scalar without a trailing line break, and adding one would change its value`,
  hint: 'end the file with a line break',
  why: 'The pod template would change, so all pods would restart.'
})

export const replicasUnknown = define({
  code: 'replicas-unknown',
  severity: 'error',
  message: (deployment: string) => `The number of pods to keep for ${deployment} is unknown`,
  hint: 'set the number of pods at a busy hour, with headroom, as `replicas` in the configuration or by --replicas NAME=N',
  why: 'With too few pods the workload is overloaded while its autoscaler is paused.'
})

export const replicasDiffer = define({
  code: 'replicas-differ',
  severity: 'error',
  message: (deployment: string, own: number, given: number) =>
    `${deployment} has ${counted(own, 'replica')} and no autoscaler, but ${given} ${given === 1 ? 'is' : 'are'} requested`,
  hint: 'change the replicas of the Deployment itself, or remove the number',
  why: 'Pinning another number would start or stop pods in the middle of a migration.'
})

export const replicasZero = define({
  code: 'replicas-zero',
  severity: 'error',
  message: (deployment: string) => `${deployment} has no pods to keep: its replicas are 0`,
  hint: 'set its replicas, or keep it at `stage: baseline` or `introduce-rollout`',
  why: 'A percentage of 0 pods is 0, so there is nothing to move.'
})

export const replicasOutOfBounds = define({
  code: 'replicas-out-of-bounds',
  severity: 'error',
  message: (
    replicas: number,
    bound: 'above the most' | 'below the least',
    pods: number,
    name: string
  ) =>
    `${counted(replicas, 'pod')} to keep ${replicas === 1 ? 'is' : 'are'} ${bound} (${pods}) that ${name} allows`,
  hint: (_replicas: number, bound: 'above the most' | 'below the least') =>
    bound === 'above the most'
      ? 'raise its maximum first, in a separate change'
      : 'keep at least its minimum',
  why: 'The autoscaler would change the count as soon as it wakes, in the middle of the move.'
})

export const replicasIgnoredTooEarly = define({
  code: 'replicas-ignored-too-early',
  severity: 'error',
  message: (deployment: string, stage: string) =>
    `replicasIgnored is set for ${deployment} at ${stage}: the applier would not apply the replicas of its Rollout`,
  hint: 'set it at retarget-autoscaler, while the autoscaler holds the count',
  why: 'Argo CD or Flux would keep the live count, so a grow would start no pod.'
})

export const replicasNotIgnored = define({
  code: 'replicas-not-ignored',
  severity: 'error',
  message: (deployment: string, applier: NotIgnoring, _source: 'configuration' | 'manifests') =>
    `${applier} would reset the replicas of Rollout "${deployment}" on every sync, overriding the autoscaler`,
  hint: (_deployment: string, applier: NotIgnoring, source: 'configuration' | 'manifests') =>
    ignoreHints[applier](sayIgnored[source]),
  why: 'At a busy hour each sync removes the pods that the autoscaler has added.'
})

/** How a user states that the applier ignores the replicas: manifests in place have no entry. */
const sayIgnored = {
  configuration: 'set `replicasIgnored: true`',
  manifests: 'pass `--replicas-ignored`, or set `replicasIgnored: true` in rolloutify.yaml'
}

/** The appliers that reset `replicas`: Helm 3 leaves alone what its manifests do not change. */
export type NotIgnoring = Exclude<Applier, 'helm3'>

const argoCdIgnores = (say: string) =>
  `let the Application ignore the Rollout's /spec/replicas (\`rolloutify argocd ignore --write FILE\`), then ${say}, or pass the Application together with the manifests`

const ignoreHints: Record<NotIgnoring, (say: string) => string> = {
  argocd: argoCdIgnores,
  'argocd-server-side': argoCdIgnores,
  flux: say =>
    `let a second field manager own spec.replicas of the Rollout, let the Kustomization ignore it (spec.ignore), then ${say}`,
  helm4: say => `run Helm with --server-side=false, then ${say}`,
  kubectl: () =>
    'use another applier for the last stage, because kubectl apply cannot ignore the field'
}

export const replicasNeverIgnored = define({
  code: 'replicas-never-ignored',
  severity: 'error',
  message: (deployment: string) =>
    `replicasIgnored is set for ${deployment}, but kubectl apply cannot ignore fields`,
  hint: 'remove replicasIgnored, or set the applier that can',
  why: 'Each apply resets the count to the one in the file.'
})

export const stepsOfDashboard = define({
  code: 'steps-of-dashboard',
  severity: 'error',
  message: (title: string) =>
    `${title} has canary steps in Git, but its steps are switched from the dashboard: each sync would restore those of Git`,
  hint: 'comment the steps out with `rolloutify steps off`, or remove `steps: dashboard`',
  why: 'A canary that was switched on or off in the dashboard would be changed back by the next sync.'
})

export const stepsTooEarly = define({
  code: 'steps-too-early',
  severity: 'error',
  message: (field: string, deployment: string, stage: string) =>
    `strategy.canary.${field} is set for ${deployment} at ${stage}, before the last stage`,
  hint: 'comment it out until the migration is done: with it, pods would not move as the stages say',
  why: 'Steps and traffic settings act on the pods of the Rollout alone while the Deployment still serves.'
})

// What else is said.

export const repeatedKeyCopied = define({
  code: 'repeated-key-copied',
  severity: 'warning',
  message: (key: string, deployment: string) =>
    `The key "${key}" is duplicated in the fields copied from ${deployment}`,
  hint: 'keep one of the two; the Rollout gets the last one, as in Kubernetes',
  why: 'Someone who reads the file may take the first value for the one that counts.'
})

export const percentsMerged = define({
  code: 'percents-merged',
  severity: 'info',
  message: (deployment: string, merged: readonly number[], replicas: number) =>
    `${merged.join('% and ')}% of ${counted(replicas, 'pod')} of ${deployment} rounds to the same number as the next percentage, so it is not a separate stage`,
  hint: 'no action needed; set other percentages if you want separate stages',
  why: 'Two stages with the same numbers of pods would be two commits that change nothing in between.'
})

export const nothingToList = define({
  code: 'nothing-to-list',
  severity: 'warning',
  message: () =>
    'The input has no Deployment, and a configuration without entries converts nothing',
  hint: 'pipe what the chart renders, as in `helmfile template | rolloutify init -`',
  why: 'With no entry a render passes every manifest through unchanged.'
})

export const entryNew = define({
  code: 'entry-new',
  severity: 'info',
  message: (name: string) => `Deployment "${name}" had no entry; one is added`,
  hint: 'review its stage and its replicas before you commit',
  why: 'A new entry decides what the next render does with this workload.'
})

export const entryGone = define({
  code: 'entry-gone',
  severity: 'warning',
  message: (name: string) => `The entry for "${name}" matches no Deployment in the input`,
  hint: 'remove it if the Deployment is gone for good; otherwise correct its name or namespace, or pass its --release',
  why: 'A misspelled entry renders its workload without its Rollout, so a sync deletes the pods.'
})

export const entriesOnOneLine = define({
  code: 'entries-on-one-line',
  severity: 'error',
  message: () => 'The list of workloads is in brackets, so nothing can be added to it',
  hint: 'write it as a list with dashes',
  why: 'An edit inside brackets could change the entries that are already there.'
})
