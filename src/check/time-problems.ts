import { define } from '../diagnostic.ts'

// What one commit may not do to a workload that serves.

export const stepsChangedWithTemplate = define({
  code: 'steps-changed-with-template',
  severity: 'error',
  message: (rollout: string, deployment: string) =>
    `The canary steps of ${rollout} change together with the pod template of ${deployment}, but their order is not guaranteed`,
  hint: 'change the steps in a separate commit, before the template',
  why: 'Argo CD applies the Deployment before the Rollout, so the new version may start with the old steps, or restart at step 0 when the steps arrive.'
})

export const deploymentRemoved = define({
  code: 'deployment-removed',
  severity: 'error',
  message: (deployment: string, rollout: string) =>
    `${deployment} is removed, but ${rollout} uses its pod template`,
  hint: 'keep the Deployment with `replicas: 0` for as long as a Rollout refers to it',
  why: 'Without the Deployment the Rollout has no pod template: it is InvalidSpec at the next change.'
})

export const rolloutRemoved = define({
  code: 'rollout-removed',
  severity: 'error',
  message: (rollout: string, pods: number, deployment: string) =>
    `${rollout} is removed with ${pods === 1 ? 'its 1 pod' : `its ${pods} pods`}, before those of ${deployment} can take over`,
  hint: 'grow the Deployment first, then scale the Rollout to 0, and remove it after that',
  why: 'The pods of a deleted Rollout go with it, and those of the Deployment still have to start.'
})

export const workloadRemoved = define({
  code: 'workload-removed',
  severity: 'error',
  message: (titles: readonly string[]) =>
    `${titles.join(' and ')} ${titles.length > 1 ? 'are' : 'is'} removed, so ${titles.length > 1 ? 'the pods of both' : 'its pods'} stop at once`,
  hint: 'restore the manifests, or set `replicas: 0` in an earlier commit if the workload is no longer needed',
  why: 'Deleting the owner deletes its pods, so nothing answers requests.'
})

export const workloadReplaced = define({
  code: 'workload-replaced',
  severity: 'error',
  message: (old: string, own: string) =>
    `${old} is removed in the commit that adds ${own}, so its pods stop before the new ones are Ready`,
  hint: 'keep both until the new pods are available; `rolloutify migrate plan` writes the stages for that',
  why: 'The old pods stop while the new ones still start, so for that time no pod serves.'
})

export const rolloutSelectorRemoved = define({
  code: 'rollout-selector-removed',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} loses its selector, so without its Deployment the controller would release its pods`,
  hint: "keep spec.selector, a copy of the Deployment's",
  why: 'The API server accepts this, but a Deployment that is deleted and added again then adopts the released pods and scales them down.'
})

export const selectorChanged = define({
  code: 'selector-changed',
  severity: 'error',
  message: (workload: string) =>
    `The selector of ${workload} is changed, but selectors are immutable`,
  hint: 'restore the old selector, or add a workload with another name beside it',
  why: 'The API server rejects the object, so the sync fails and nothing of this change arrives.'
})

export const replicasRemoved = define({
  code: 'replicas-removed',
  severity: 'error',
  message: (workload: string, before: number) =>
    `${workload} had replicas: ${before} and now sets none, so the cluster scales it to 1 pod`,
  hint: 'keep spec.replicas until the applier ignores it: in Argo CD, ignoreDifferences with RespectIgnoreDifferences=true',
  why: 'An apply that no longer sets a field removes it, and the default of replicas is 1.'
})

type Loss = 'none' | 'early' | 'gone'

const losses: Readonly<Record<Loss, string>> = {
  none: 'now selects none in the input',
  early: 'now selects by labels that they get in the same commit',
  gone: 'is removed'
}

export const serviceLosesPods = define({
  code: 'service-loses-pods',
  severity: 'error',
  message: (service: string, workload: string, how: Loss) =>
    `${service} ${how === 'gone' ? 'selects' : 'selected'} the pods of ${workload} but ${losses[how]}`,
  hint: (_service: string, _workload: string, how: Loss) =>
    how === 'gone'
      ? 'keep it until nothing refers to it; add another name as a second Service in an earlier commit'
      : 'select by labels that the pods already have; add a new label to the pods in an earlier commit',
  why: 'The Service has no endpoints, so requests fail.'
})

export const pauseOutlivesChange = define({
  code: 'pause-outlives-change',
  severity: 'error',
  message: (autoscaler: string) =>
    `${autoscaler} was paused in autoscaling/v2 but is now autoscaling/v1, which leaves the pause on`,
  hint: 'write it as autoscaling/v2, without the pause',
  why: 'A client-side apply of v1 does not remove the behavior that v2 has set, and nothing reports it: the workload is never scaled.'
})

type Unsafe = {
  readonly workload: string
  readonly from: string
  readonly to: string
  /** What is broken, with the fewest pods that serve. */
  readonly broken: string
  /** What happens right before. */
  readonly last: string
}

export const unsafeChange = define({
  code: 'unsafe-change',
  severity: 'error',
  message: ({ workload, from, to, broken }: Unsafe) =>
    `${workload} goes from ${from} to ${to} in one commit: in the worst order of applying it, ${broken}`,
  hint: ({ last }: Unsafe) =>
    `grow one side, let it settle, then shrink the other in a separate commit, as \`rolloutify migrate next\` does; it breaks here: ${last}`,
  why: 'Appliers do not wait between objects, so pods may stop before those that replace them have started.'
})
