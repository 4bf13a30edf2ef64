import { define } from '../diagnostic.ts'

export const memoryEdited = define({
  code: 'memory-edited',
  severity: 'error',
  message: (manifest: string) =>
    `${manifest} was edited by hand where a stage had changed it: the original cannot be restored reliably`,
  hint: 'restore these lines to what the last stage wrote, from Git'
})

export const memoryMissing = define({
  code: 'memory-missing',
  severity: 'error',
  message: (manifest: string) =>
    `${manifest} is past introduce-rollout but has no record of its baseline`,
  hint: 'restore the manifests of introduce-rollout from Git and use `migrate next` from there, or keep the stage in a rolloutify.yaml'
})

export const memoryTooLong = define({
  code: 'memory-too-long',
  severity: 'error',
  message: (manifest: string) =>
    `${manifest} is written on one line, so a stage would have to record all of it`,
  hint: 'format it on several lines, or keep the stage in a rolloutify.yaml'
})

export const stageNowhere = define({
  code: 'stage-nowhere',
  severity: 'error',
  message: (deployment: string, counts: string, replicas: number) =>
    `${deployment} is at no stage that keeps ${replicas} pods: ${counts}`,
  hint: 'restore the manifests of the last stage from Git; `migrate plan` shows what each one is'
})

export const stageBetween = define({
  code: 'stage-between',
  severity: 'error',
  message: (deployment: string, from: string, to: string, counts: string) =>
    `${deployment} is between ${from} and ${to}: ${counts}`,
  hint: 'write the counts of one of the two by hand, then go on from there'
})

export const stageUnknown = define({
  code: 'stage-unknown',
  severity: 'warning',
  message: (deployment: string, counts: string) =>
    `The number of pods to keep for ${deployment} is unknown, so its stage is unknown: ${counts}`,
  hint: 'pass --replicas NAME=N, or the configuration that the manifests were made with'
})

export const stageDiffers = define({
  code: 'stage-differs',
  severity: 'warning',
  message: (deployment: string, is: string, stated: string) =>
    `The manifests of ${deployment} are at ${is}, but ${stated} is set for them`,
  hint: 'render and commit them at the stage that is set, or correct the setting'
})

export const planDiffers = define({
  code: 'plan-differs',
  severity: 'error',
  message: (deployment: string, what: string, planned: string, given: string) =>
    `The migration of ${deployment} was started with ${what} ${planned}, but ${given} is set`,
  hint: 'go back to introduce-rollout to start with another; `migrate raise` accepts more pods, and so does `back` from the last stage'
})

export const notSettled = define({
  code: 'not-settled',
  severity: 'error',
  message: (deployment: string, stage: string, reasons: readonly string[]) =>
    `${deployment} has not settled at ${stage}: ${reasons.join('; ')}`,
  hint: (_deployment: string, _stage: string, reasons: readonly string[]) =>
    reasons.some(reason => reason.startsWith('the snapshot has no '))
      ? 'take the snapshot in the right namespace, of all kinds: `kubectl get deploy,rollout,hpa,rs -o json` (scaledobject too, with KEDA)'
      : 'wait until the cluster is at rest, or fix what blocks it, then take a new snapshot'
})

export const moveUnverified = define({
  code: 'move-unverified',
  severity: 'error',
  message: (deployment: string, from: string, to: string) =>
    `${to} requires proof that ${deployment} has settled at ${from}`,
  hint: 'pass --live with what `kubectl get deploy,rollout,hpa,rs -o json` prints (scaledobject too, with KEDA), or --unverified'
})

export const rolloutNotOurs = define({
  code: 'rollout-not-ours',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} differs from what rolloutify wrote, so it is not deleted`,
  hint: 'delete it by hand if you want that; it has no pods at this stage'
})

export const rolloutLeftAlone = define({
  code: 'rollout-left-alone',
  severity: 'warning',
  message: (deployment: string, rollout: string) =>
    `${deployment} already has ${rollout}, which rolloutify did not write, so it is left unchanged`,
  hint: 'pass --workload to include it'
})

export const replicasKept = define({
  code: 'replicas-kept',
  severity: 'warning',
  message: (deployment: string, replicas: number, was: string) =>
    `${deployment} keeps replicas: ${replicas}: ${was}`,
  hint: 'keep it until the autoscaler has taken over; --drop-replicas removes it where that is safe'
})

export const replicasWouldDrop = define({
  code: 'replicas-would-drop',
  severity: 'error',
  message: (name: string) =>
    `Back from pin-replicas, "${name}" would be rendered without replicas, or with fewer: the cluster would keep 1 pod of it`,
  hint: 'set the replicas in the values of the chart first; then, or if they are set already, pass --drop-replicas'
})

export const replicasChanged = define({
  code: 'replicas-changed',
  severity: 'warning',
  message: (deployment: string, before: string, now: string) =>
    `spec.replicas of ${deployment} was ${before} and is ${now}: its autoscaler decides, so N stays`,
  hint: 'no action needed: this has no effect until the migration ends'
})

export const templateChanged = define({
  code: 'template-changed',
  severity: 'error',
  message: (deployment: string) =>
    `The pod template of ${deployment} has changed since the last stage, so the pods of the Deployment and of the Rollout would restart at once`,
  hint: 'change the template in a separate commit, before or after the migration'
})

export const noStageLeft = define({
  code: 'no-stage-left',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, and no further stage exists`,
  hint: 'no action needed'
})

export const stageMovesNothing = define({
  code: 'stage-moves-nothing',
  severity: 'error',
  message: (stage: string) => `${stage} is the next or the present stage of no workload`,
  hint: '`migrate status` shows the stage of each; without --stage each moves to its own next stage'
})

export const surplusWaits = define({
  code: 'surplus-waits',
  severity: 'info',
  message: (most: number, names: readonly string[]) => {
    const more = names.length > 10 ? [`and ${names.length - 10} more`] : []
    const shown = [...names.slice(0, 10), ...more].join(', ')
    return `No more than ${most} extra pods may run at once, so these wait: ${shown}`
  },
  hint: 'go on once the others have shrunk; what alone adds more pods needs a larger --max-surplus'
})

export const leftAtBaseline = define({
  code: 'left-at-baseline',
  severity: 'info',
  message: (name: string) => `The entry for "${name}" sets baseline, so it is left unchanged`,
  hint: 'pass --workload to start with it'
})

export const autoscalersNotShown = define({
  code: 'autoscalers-not-shown',
  severity: 'error',
  message: (deployment: string) =>
    `The snapshot contains no autoscaler, so it does not show whether one scales ${deployment}`,
  hint: 'set `autoscaler: none` in its entry if it has none; otherwise include hpa in kubectl get, and scaledobject with KEDA'
})

export const leftAtLastStage = define({
  code: 'left-at-last-stage',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, its last stage, so it is left unchanged`,
  hint: 'pass --workload to move it back'
})

export const nothingToAbort = define({
  code: 'nothing-to-abort',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, where the Deployment has all pods`,
  hint: '`migrate back` goes on from here: it wakes the autoscaler, then removes the Rollout'
})

export const nothingToRaise = define({
  code: 'nothing-to-raise',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, where no stage holds its pods at N`,
  hint: 'before pin-replicas set N with the pin; at the last stage set it with `migrate back`'
})

export const notRaised = define({
  code: 'not-raised',
  severity: 'error',
  message: (workload: string, from: number, to: number) =>
    `${workload} keeps ${from} pods, but ${to} are not more`,
  hint: 'set a larger number: a smaller one would remove pods that serve'
})

export const staleFolder = define({
  code: 'stale-folder',
  severity: 'error',
  message: (folder: string, stage: string) => `"${folder}" contains "${stage}" from another plan`,
  hint: 'remove it, or choose an empty folder'
})

export const nothingToJudge = define({
  code: 'nothing-to-judge',
  severity: 'error',
  message: () => 'No workload is selected, so the snapshot proves nothing',
  hint: 'pass the manifests of the migration, or a configuration that lists its workloads'
})

export const nothingToPlan = define({
  code: 'nothing-to-plan',
  severity: 'error',
  message: () => 'No workload can be planned',
  hint: 'pass manifests with a Deployment that the configuration does not leave at baseline'
})

export const ruleTooEarly = define({
  code: 'rule-too-early',
  severity: 'error',
  message: (application: string, kind: string, name: string, stage: string) =>
    `${application} ignores the replicas of ${kind} "${name}", so ${stage} would have no effect`,
  hint: 'remove the rule: for Rollouts it is needed from retarget-autoscaler on, for Deployments never'
})

export const ruleNotLive = define({
  code: 'rule-not-live',
  severity: 'error',
  message: (application: string, rollout: string) =>
    `${application} in the cluster does not ignore the replicas of Rollout "${rollout}", but its file does`,
  hint: 'sync the Application itself, then take a new snapshot'
})

export const ruleNeededNext = define({
  code: 'rule-needed-next',
  severity: 'info',
  message: (rollout: string, _stated: 'manifests' | 'configuration') =>
    `Argo CD must ignore the replicas of Rollout "${rollout}" before release-autoscaler, but no Application in the input does`,
  hint: (_rollout: string, stated: 'manifests' | 'configuration') =>
    `now, while the autoscaler holds the count, run \`rolloutify argocd ignore --write\` on the file of its Application and sync that; ${neededThen[stated]}`
})

const neededThen = {
  manifests: 'or pass it together with the manifests',
  configuration: 'then set `replicasIgnored: true`'
}
