import { define } from '../diagnostic.ts'

// What one commit may not do to a workload that serves.

export const stepsChangedWithTemplate = define({
  code: 'steps-changed-with-template',
  severity: 'error',
  message: (rollout: string, deployment: string) =>
    `The canary steps of ${rollout} change together with the pod template of ${deployment}: which of the two comes first is not certain`,
  hint: 'bring the steps in a commit of their own, before the template'
})

export const deploymentRemoved = define({
  code: 'deployment-removed',
  severity: 'error',
  message: (deployment: string, rollout: string) =>
    `${deployment} is removed, and ${rollout} takes its pod template from it`,
  hint: 'keep the Deployment with replicas: 0 for as long as a Rollout refers to it'
})

export const rolloutRemoved = define({
  code: 'rollout-removed',
  severity: 'error',
  message: (rollout: string, pods: number, deployment: string) =>
    `${rollout} is removed with ${pods === 1 ? 'its 1 pod' : `its ${pods} pods`}, and those of ${deployment} are not there in time`,
  hint: 'grow the Deployment first, then take the Rollout to 0, and remove it after that'
})

export const workloadRemoved = define({
  code: 'workload-removed',
  severity: 'error',
  message: (titles: readonly string[]) =>
    `${titles.join(' and ')} ${titles.length > 1 ? 'are' : 'is'} removed, and the pods of ${titles.length > 1 ? 'both' : 'it'} end at once`,
  hint: 'take the manifests back, or set replicas: 0 in a commit before if the workload is to end'
})

export const workloadReplaced = define({
  code: 'workload-replaced',
  severity: 'error',
  message: (old: string, own: string) =>
    `${old} is removed in the commit that adds ${own}: its pods end before the new ones are Ready`,
  hint: 'keep both until the new pods are available; `rolloutify migrate plan` writes such stages'
})

export const rolloutSelectorRemoved = define({
  code: 'rollout-selector-removed',
  severity: 'error',
  message: (rollout: string) =>
    `${rollout} loses its selector, which the API accepts: without its Deployment the controller would let go of its pods`,
  hint: "keep spec.selector: it is the Deployment's"
})

export const selectorChanged = define({
  code: 'selector-changed',
  severity: 'error',
  message: (workload: string) => `The selector of ${workload} changes, and it is immutable`,
  hint: 'take the old selector back, or bring a workload of another name beside it'
})

export const replicasRemoved = define({
  code: 'replicas-removed',
  severity: 'error',
  message: (workload: string, before: number) =>
    `${workload} had replicas: ${before} and states none now: the cluster goes to 1 pod`,
  hint: 'leave spec.replicas in until the applier ignores it: under Argo CD by ignoreDifferences with RespectIgnoreDifferences=true'
})

export const serviceLosesPods = define({
  code: 'service-loses-pods',
  severity: 'error',
  message: (service: string, workload: string) =>
    `${service} selected the pods of ${workload} and selects none that is here now`,
  hint: 'let its selector name labels that the pods have already; a new label comes to the pods first'
})

export const pauseOutlivesChange = define({
  code: 'pause-outlives-change',
  severity: 'error',
  message: (autoscaler: string) =>
    `${autoscaler} was paused in autoscaling/v2 and is autoscaling/v1 now: applied over it, v1 leaves the pause on`,
  hint: 'write it as autoscaling/v2, without the pause'
})

type Unsafe = {
  readonly workload: string
  readonly from: string
  readonly to: string
  /** What is broken, with the fewest pods that serve. */
  readonly broken: string
  readonly first: string
  readonly last: string
}

export const unsafeChange = define({
  code: 'unsafe-change',
  severity: 'error',
  message: ({ workload, from, to, broken, first, last }: Unsafe) =>
    `${workload} goes from ${from} to ${to} in one commit, and ${broken}. It begins ${first}, and comes to: ${last}`,
  hint: 'make a commit of each direction and let each settle: grow one side, then shrink the other, as `rolloutify migrate next` does'
})
