import { counted } from '../counted.ts'
import { define } from '../diagnostic.ts'

export const memoryEdited = define({
  code: 'memory-edited',
  severity: 'error',
  message: (manifest: string) =>
    `${manifest} was edited by hand where a stage had changed it: the original cannot be restored reliably`,
  hint: 'restore these lines to what the last stage wrote, from Git',
  why: 'A restore by guess could bring back a wrong number of pods, or drop an edit.'
})

export const memoryMissing = define({
  code: 'memory-missing',
  severity: 'error',
  message: (manifest: string) =>
    `${manifest} is past introduce-rollout but has no record of its baseline`,
  hint: 'restore the manifests of introduce-rollout from Git and use `migrate next` from there, or keep the stage in a rolloutify.yaml',
  why: 'Without the record nobody knows the replicas and the autoscaler that the workload had before.'
})

export const memoryTooLong = define({
  code: 'memory-too-long',
  severity: 'error',
  message: (manifest: string) =>
    `${manifest} is written on one line, so a stage would have to record all of it`,
  hint: 'format it on several lines, or keep the stage in a rolloutify.yaml',
  why: 'The annotation would hold the whole manifest, and every later edit would conflict with it.'
})

export const stageNowhere = define({
  code: 'stage-nowhere',
  severity: 'error',
  message: (deployment: string, counts: string, replicas: number) =>
    `${deployment} is at no stage that keeps ${counted(replicas, 'pod')}: ${counts}`,
  hint: 'restore the manifests of the last stage from Git; `migrate plan` shows what each one is',
  why: 'Moving from unknown numbers could leave fewer than N pods.'
})

export const stageBetween = define({
  code: 'stage-between',
  severity: 'error',
  message: (deployment: string, from: string, to: string, counts: string) =>
    `${deployment} is between ${from} and ${to}: ${counts}`,
  hint: 'write the replicas of one of the two by hand, then continue from there',
  why: 'Moving from between two stages could leave fewer than N pods.'
})

export const stageUnknown = define({
  code: 'stage-unknown',
  severity: 'warning',
  message: (deployment: string, counts: string) =>
    `The number of pods to keep for ${deployment} is unknown, so its stage is unknown: ${counts}`,
  hint: 'pass --replicas NAME=N, or the configuration that the manifests were made with',
  why: 'The next stage cannot be worked out without N.'
})

export const stageDiffers = define({
  code: 'stage-differs',
  severity: 'warning',
  message: (deployment: string, is: string, stated: string) =>
    `The manifests of ${deployment} are at ${is}, but ${stated} is set for them`,
  hint: 'render and commit them at the stage that is set, or correct the setting',
  why: 'The next render applies the stage that is set, which may be more than one step away.'
})

export const planDiffers = define({
  code: 'plan-differs',
  severity: 'error',
  message: (deployment: string, what: string, planned: string, given: string) =>
    `The migration of ${deployment} was started with ${what} ${planned}, but ${given} is set`,
  hint: 'go back to introduce-rollout to start with another; `migrate raise` accepts more pods, and so does `back` from the last stage',
  why: 'With another N or other percentages the next stage would start or stop pods that no stage accounts for.'
})

export const notSettled = define({
  code: 'not-settled',
  severity: 'error',
  message: (deployment: string, stage: string, reasons: readonly string[]) =>
    `${deployment} has not settled at ${stage}: ${reasons.join('; ')}`,
  hint: (_deployment: string, _stage: string, reasons: readonly string[]) =>
    reasons.some(reason => reason.startsWith('the snapshot has no '))
      ? 'take the snapshot in the right namespace, of all kinds: `kubectl get deploy,rollout,hpa,rs -o json` (scaledobject too, with KEDA)'
      : 'wait until the cluster is at rest, or fix what blocks it, then take a new snapshot',
  why: 'A stage counts on the pods of the one before: moving on too early leaves fewer than N serving.'
})

export const moveUnverified = define({
  code: 'move-unverified',
  severity: 'error',
  message: (deployment: string, from: string, to: string) =>
    `${to} requires proof that ${deployment} has settled at ${from}`,
  hint: 'pass --live with what `kubectl get deploy,rollout,hpa,rs -o json` prints (scaledobject too, with KEDA), or --unverified',
  why: 'A stage counts on the pods of the one before: moving on too early leaves fewer than N serving.'
})

export const rolloutNotOurs = define({
  code: 'rollout-not-ours',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} differs from what rolloutify wrote, so it is not deleted`,
  hint: 'delete it by hand if you want that; it has no pods at this stage',
  why: 'Deleting it would lose changes that someone made by hand.'
})

export const rolloutLeftAlone = define({
  code: 'rollout-left-alone',
  severity: 'warning',
  message: (deployment: string, rollout: string) =>
    `${deployment} already has ${rollout}, which rolloutify did not write, so it is left unchanged`,
  hint: 'pass --workload to include it',
  why: 'A stage would change the replicas of a Rollout that serves already.'
})

export const replicasKept = define({
  code: 'replicas-kept',
  severity: 'warning',
  message: (deployment: string, replicas: number, was: string) =>
    `${deployment} keeps replicas: ${replicas}: ${was}`,
  hint: 'keep it until the autoscaler has taken over; --drop-replicas removes it where that is safe',
  why: 'Without replicas in the manifest the API server sets 1, so the pods would drop to 1.'
})

export const replicasWouldDrop = define({
  code: 'replicas-would-drop',
  severity: 'error',
  message: (name: string) =>
    `Going back from pin-replicas would render "${name}" without replicas, or with fewer, so the cluster would keep 1 pod`,
  hint: 'set the replicas in the values of the chart first; then, or if they are set already, pass --drop-replicas',
  why: 'Without replicas in the manifest the API server sets 1, so the pods would drop to 1.'
})

export const replicasChanged = define({
  code: 'replicas-changed',
  severity: 'warning',
  message: (deployment: string, before: string, now: string) =>
    `spec.replicas of ${deployment} was ${before} and is now ${now}, but its autoscaler decides, so N stays`,
  hint: 'no action needed: this has no effect until the migration ends',
  why: 'The autoscaler decides the count again once the migration has ended.'
})

export const templateChanged = define({
  code: 'template-changed',
  severity: 'error',
  message: (deployment: string) =>
    `The pod template of ${deployment} has changed since the last stage, so the pods of the Deployment and of the Rollout would restart at once`,
  hint: 'change the template in a separate commit, before or after the migration',
  why: 'The Deployment rolls without steps, and the canary of the Rollout covers its own pods only.'
})

export const noStageLeft = define({
  code: 'no-stage-left',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, and no further stage exists`,
  hint: 'no action needed',
  why: 'The manifests stay as they are.'
})

export const stageMovesNothing = define({
  code: 'stage-moves-nothing',
  severity: 'error',
  message: (stage: string, names: readonly string[]) =>
    names.includes(stage)
      ? `No workload is at ${stage} or right before it`
      : `No workload has a stage ${stage}`,
  hint: (stage: string, names: readonly string[]) =>
    names.includes(stage)
      ? '`migrate status` shows the stage of each; without --stage each moves to its own next stage'
      : `the stages are ${names.join(', ')}; other percents are set by --percents, or by percents in the configuration`,
  why: 'A commit that changes nothing looks like progress.'
})

export const noWorkloads = define({
  code: 'no-workloads',
  severity: 'warning',
  message: () => 'No Deployment is selected, so there is no stage to show or to change',
  hint: 'pass the manifests that hold the Deployments, or a configuration that lists them',
  why: 'A wrong folder would look like a migration in which nothing is left to do.'
})

export const surplusWaits = define({
  code: 'surplus-waits',
  severity: 'info',
  message: (most: number, names: readonly string[]) => {
    const more = names.length > 10 ? [`and ${names.length - 10} more`] : []
    const shown = [...names.slice(0, 10), ...more].join(', ')
    return `No more than ${most} extra pods may run at once, so these wait: ${shown}`
  },
  hint: 'continue once the others have shrunk; a workload that alone adds more pods needs a larger --max-surplus',
  why: 'During a grow both sides run pods, so too many at once could fill the nodes or the quota.'
})

export const workloadsMoved = define({
  code: 'workloads-moved',
  severity: 'info',
  message: (moving: number, asked: number) =>
    `${moving} of ${asked} workloads ${moving === 1 ? 'moves' : 'move'} to another stage`,
  hint: 'run `rolloutify migrate status` for the number of workloads at each stage',
  why: 'In a long list of messages it is hard to see how many workloads moved and how many stayed.'
})

export const leftAtBaseline = define({
  code: 'left-at-baseline',
  severity: 'info',
  message: (name: string) => `The entry for "${name}" sets baseline, so it is left unchanged`,
  hint: 'pass --workload to start with it',
  why: 'Nobody has decided yet to migrate this workload.'
})

export const autoscalersNotShown = define({
  code: 'autoscalers-not-shown',
  severity: 'error',
  message: (deployment: string) =>
    `The snapshot contains no autoscaler, so it does not show whether one scales ${deployment}`,
  hint: 'set `autoscaler: none` in its entry if it has none; otherwise include hpa in kubectl get, and scaledobject with KEDA',
  why: 'An autoscaler that is not paused undoes every shrink.'
})

export const leftAtLastStage = define({
  code: 'left-at-last-stage',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, its last stage, so it is left unchanged`,
  hint: 'pass --workload to move it back',
  why: 'Moving a finished workload back by accident would move all its pods again.'
})

export const nothingToAbort = define({
  code: 'nothing-to-abort',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, where the Deployment has all pods`,
  hint: (_workload: string, stage: string) =>
    stage === 'baseline'
      ? 'no action needed'
      : 'continue with `migrate back`: it wakes the autoscaler, then removes the Rollout',
  why: 'All pods are where they were before the migration.'
})

export const nothingToRaise = define({
  code: 'nothing-to-raise',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, where no stage holds its pods at N`,
  hint: 'set N with pin-replicas, or at the last stage with `migrate back`',
  why: 'At this stage the number of pods is not decided by N.'
})

export const notRaised = define({
  code: 'not-raised',
  severity: 'error',
  message: (workload: string, from: number, to: number) =>
    `${workload} keeps ${counted(from, 'pod')}, so ${to} would not raise N`,
  hint: 'pass a larger number: a smaller one would remove pods that serve',
  why: 'With fewer pods than the workload needs, requests are slow or fail.'
})

export const staleFolder = define({
  code: 'stale-folder',
  severity: 'error',
  message: (folder: string, stage: string) => `"${folder}" contains "${stage}" from another plan`,
  hint: (folder: string, stage: string) =>
    `remove the other plan, as in \`rm -r ${stage.slice(0, stage.indexOf('/', folder.length + 1))}\`, or pass an empty folder with --out`,
  why: 'Someone could apply a stage of the old plan in the middle of the new one.'
})

export const nothingToJudge = define({
  code: 'nothing-to-judge',
  severity: 'error',
  message: () => 'No workload is selected, so the snapshot proves nothing',
  hint: 'pass the manifests of the migration, or a configuration that lists its workloads',
  why: 'An empty answer would look like a cluster that has settled.'
})

export const nothingToPlan = define({
  code: 'nothing-to-plan',
  severity: 'error',
  message: () => 'No workload can be planned',
  hint: 'pass manifests with a Deployment that the configuration does not leave at baseline',
  why: 'An empty plan would look like a finished migration.'
})

export const ruleTooEarly = define({
  code: 'rule-too-early',
  severity: 'error',
  message: (application: string, kind: string, name: string, stage: string) =>
    `${application} ignores the replicas of ${kind} "${name}", so ${stage} would have no effect`,
  hint: 'remove the rule: Rollouts need it from retarget-autoscaler on, Deployments never',
  why: 'Argo CD would keep the live count, so the stage would start or stop no pods.'
})

export const ruleNotLive = define({
  code: 'rule-not-live',
  severity: 'error',
  message: (application: string, rollout: string) =>
    `${application} in the cluster does not ignore the replicas of Rollout "${rollout}", but its file does`,
  hint: 'sync the Application itself, then take a new snapshot',
  why: 'Until the rule is live each sync resets the replicas, overriding the autoscaler.'
})

export const ruleNeededNext = define({
  code: 'rule-needed-next',
  severity: 'info',
  message: (rollout: string, _stated: 'manifests' | 'configuration') =>
    `Argo CD must ignore the replicas of Rollout "${rollout}" before release-autoscaler, but no Application in the input does`,
  hint: (_rollout: string, stated: 'manifests' | 'configuration') =>
    `now, while the autoscaler holds the count, run \`rolloutify argocd ignore --write\` on the file of its Application and sync that; ${neededThen[stated]}`,
  why: 'Without the rule each sync would remove the pods that the autoscaler has added.'
})

const neededThen = {
  manifests: 'or pass it together with the manifests',
  configuration: 'then set `replicasIgnored: true`'
}
