import { define } from '../diagnostic.ts'

export const memoryEdited = define({
  code: 'memory-edited',
  severity: 'error',
  message: (manifest: string) =>
    `${manifest} was edited by hand where a stage had changed it: what it was before cannot be told for certain`,
  hint: 'take these lines back to what the last stage wrote, as Git has them'
})

export const memoryMissing = define({
  code: 'memory-missing',
  severity: 'error',
  message: (manifest: string) =>
    `${manifest} is past introduce-rollout, and nothing in it says what it was before`,
  hint: 'take the manifests back to introduce-rollout in Git and use `migrate next` from there, or keep the stage in a rolloutify.yaml'
})

export const memoryTooLong = define({
  code: 'memory-too-long',
  severity: 'error',
  message: (manifest: string) =>
    `${manifest} stands on one line, and a stage would have to remember all of it`,
  hint: 'format it on several lines, or keep the stage in a rolloutify.yaml'
})

export const stageNowhere = define({
  code: 'stage-nowhere',
  severity: 'error',
  message: (deployment: string, counts: string, replicas: number) =>
    `${deployment} is at no stage that keeps ${replicas} pods: ${counts}`,
  hint: 'take the manifests back to the last stage in Git; `migrate plan` shows what each one is'
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
    `Nothing says how many pods ${deployment} is to keep, so its stage is not known: ${counts}`,
  hint: 'give --replicas NAME=N, or the configuration by which the manifests were made'
})

export const stageDiffers = define({
  code: 'stage-differs',
  severity: 'warning',
  message: (deployment: string, is: string, stated: string) =>
    `The manifests of ${deployment} are at ${is}, and ${stated} is stated for them`,
  hint: 'render and commit them at the stage that is stated, or correct what states it'
})

export const planDiffers = define({
  code: 'plan-differs',
  severity: 'error',
  message: (deployment: string, what: string, planned: string, given: string) =>
    `The migration of ${deployment} was begun with ${what} ${planned}, and ${given} is given`,
  hint: 'go back to introduce-rollout to begin with another; `migrate raise` takes more pods, and so does `back` from the last stage'
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
    `Nothing shows that ${deployment} has settled at ${from}, and ${to} relies on it`,
  hint: 'give --live with what `kubectl get deploy,rollout,hpa,rs -o json` prints (scaledobject too, with KEDA), or --unverified'
})

export const rolloutNotOurs = define({
  code: 'rollout-not-ours',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} is not to the byte what rolloutify writes, and is not deleted`,
  hint: 'delete it by hand where that is meant: it has no pods at this stage'
})

export const rolloutLeftAlone = define({
  code: 'rollout-left-alone',
  severity: 'warning',
  message: (deployment: string, rollout: string) =>
    `${deployment} has ${rollout} already, which is not as rolloutify writes it, and is left alone`,
  hint: 'name it by --workload to take it along'
})

export const replicasKept = define({
  code: 'replicas-kept',
  severity: 'warning',
  message: (deployment: string, replicas: number, was: string) =>
    `${deployment} keeps replicas: ${replicas}: ${was}`,
  hint: 'leave it until the autoscaler has it in hand; --drop-replicas takes it out where that is safe'
})

export const replicasWouldDrop = define({
  code: 'replicas-would-drop',
  severity: 'error',
  message: (name: string) =>
    `Back from pin-replicas, "${name}" would be rendered without replicas, or with fewer: the cluster would keep 1 pod of it`,
  hint: 'write the replicas into the values of the chart first; then, or where it has them, say --drop-replicas'
})

export const replicasChanged = define({
  code: 'replicas-changed',
  severity: 'warning',
  message: (deployment: string, before: string, now: string) =>
    `spec.replicas of ${deployment} was ${before} and is ${now}: its autoscaler decides, and N stays`,
  hint: 'nothing follows from it before the migration ends; leave it for later'
})

export const templateChanged = define({
  code: 'template-changed',
  severity: 'error',
  message: (deployment: string) =>
    `The pod template of ${deployment} has changed since the last stage, and pods of both sides would roll at once`,
  hint: 'bring the template in a commit of its own, before the migration or after it'
})

export const noStageLeft = define({
  code: 'no-stage-left',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, and there is no stage beyond`,
  hint: 'nothing is to be done for it'
})

export const stageMovesNothing = define({
  code: 'stage-moves-nothing',
  severity: 'error',
  message: (stage: string) => `${stage} is the next or the present stage of no workload`,
  hint: '`migrate status` says where each is; without --stage each goes on by its own next stage'
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
  message: (name: string) => `The entry for "${name}" says baseline: it is left alone`,
  hint: 'name it by --workload to begin with it'
})

export const autoscalersNotShown = define({
  code: 'autoscalers-not-shown',
  severity: 'error',
  message: (deployment: string) =>
    `The snapshot holds no autoscaler at all: nothing shows whether one scales ${deployment}`,
  hint: 'say `autoscaler: none` in its entry where there is none; else ask kubectl for hpa, and for scaledobject with KEDA'
})

export const leftAtLastStage = define({
  code: 'left-at-last-stage',
  severity: 'info',
  message: (workload: string, stage: string) =>
    `${workload} is at ${stage}, its last stage: it is left alone`,
  hint: 'name it by --workload to take it back'
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
  hint: 'before pin-replicas give N with the pin; at the last stage give it with `migrate back`'
})

export const notRaised = define({
  code: 'not-raised',
  severity: 'error',
  message: (workload: string, from: number, to: number) =>
    `${workload} keeps ${from} pods, and ${to} are not more`,
  hint: 'give a larger number: fewer would take pods away that serve'
})

export const staleFolder = define({
  code: 'stale-folder',
  severity: 'error',
  message: (folder: string, stage: string) => `"${folder}" holds "${stage}" of another plan`,
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
    `${application} leaves the count of ${kind} "${name}" alone: ${stage} would do nothing`,
  hint: 'remove the rule: for Rollouts it is needed from retarget-autoscaler on, for Deployments never'
})

export const ruleNotLive = define({
  code: 'rule-not-live',
  severity: 'error',
  message: (application: string, rollout: string) =>
    `${application} in the cluster does not leave the count of Rollout "${rollout}" alone, but its file does`,
  hint: 'sync the Application itself, then take a new snapshot'
})

export const ruleNeededNext = define({
  code: 'rule-needed-next',
  severity: 'info',
  message: (rollout: string, _stated: 'manifests' | 'configuration') =>
    `Argo CD has to leave the count of Rollout "${rollout}" alone before release-autoscaler, and no Application that was given does`,
  hint: (_rollout: string, stated: 'manifests' | 'configuration') =>
    `now, while the autoscaler holds the count, run \`rolloutify argocd ignore --write\` on the file of its Application and sync that; ${neededThen[stated]}`
})

const neededThen = {
  manifests: 'or give it together with the manifests',
  configuration: 'then say `replicasIgnored: true`'
}
