import { counted } from '../counted.ts'
import { define } from '../diagnostic.ts'
import type { Hours } from '../kubernetes/hours.ts'
import { printAmount } from '../kubernetes/quota.ts'
import type { Shortage } from '../kubernetes/quota.ts'

// What is around a Deployment whose pods move, and does not follow by itself.

/** How something names a Deployment, or who scales it at hours of its own. */
export type Naming = 'scales' | 'recommends' | 'measures' | 'watches' | 'commands' | Hours['by']

const hints: Record<Naming, string> = {
  scales: 'keep it inactive until the last stage, then point it at the Rollout',
  recommends: 'point its targetRef at the Rollout in the commit of the last stage',
  measures: 'point it at the Rollout, or at the pods of both, before the autoscaler wakes again',
  watches: 'count the pods of both while they move, and those of the Rollout afterwards',
  commands: 'make it name the Rollout, or wait for the pods of both, once the pods have moved',
  'kube-downscaler':
    'set downscaler/exclude: "true" on the Deployment while pods move, and annotate the Rollout after the last stage',
  'kube-green':
    'add the Deployment to its excludeRef while pods move, and patch the Rollout by its patches after the last stage',
  others: 'remove it while pods move, and set it on the Rollout after the last stage'
}

export const namedByOthers = define({
  code: 'named-by-others',
  severity: 'warning',
  message: (what: string, deployment: string, rollout: string, _how: Naming) =>
    `${what} ${deployment}, whose pods move to ${rollout}`,
  hint: (_what: string, _deployment: string, _rollout: string, how: Naming) => hints[how],
  why: 'It keeps acting on, or looking at, a Deployment that ends at 0 pods.'
})

export const quotaBelowPeak = define({
  code: 'quota-below-peak',
  severity: 'warning',
  message: (quota: string, { resource, most, needed }: Shortage) => {
    if (!resource.endsWith('pods')) {
      const [allowed, peak] = [most, needed].map(each => printAmount(resource, each))
      return `${quota} allows ${allowed} of ${resource}, but the stages need up to ${peak}`
    }
    return `${quota} allows ${counted(most, 'pod')}, but the stages need up to ${needed}`
  },
  hint: 'raise the quota before the first grow; a rolling update also needs its maxSurge',
  why: 'The API server rejects pods beyond the quota, so a grow never settles.'
})

export const fallbackBelowHold = define({
  code: 'fallback-below-hold',
  severity: 'warning',
  message: (autoscaler: string, fallback: number, pods: number) =>
    `The fallback of ${autoscaler} is ${fallback}, below the ${pods} pods that retarget-autoscaler holds`,
  hint: 'remove spec.fallback until release-autoscaler, or set its behavior to currentReplicasIfHigher',
  why: 'Until KEDA 2.16 the fallback is written past the minimum, so it takes pods away while they are held.'
})

export const singletonRunsTwice = define({
  code: 'singleton-runs-twice',
  severity: 'warning',
  message: (deployment: string, rollout: string) =>
    `${deployment} has 1 pod and maxSurge: 0, so that two never run at once, but ${rollout} runs another one while pods move`,
  hint: 'make sure that two pods may run at once, or migrate while no pod needs to serve',
  why: 'Two pods of a workload that expects to be alone can process the same work, or hold the same lock, twice.'
})

export const podHashMissing = define({
  code: 'pod-hash-missing',
  severity: 'warning',
  message: (what: string, deployment: string, rollout: string) =>
    `${what} in the pod template of ${deployment} names pod-template-hash, which the pods of ${rollout} do not have`,
  hint: 'use rollouts-pod-template-hash once the pods have moved',
  why: 'The rule matches no pod of the Rollout, so its pods are spread, or kept apart, differently.'
})

export const projectForbidsRollout = define({
  code: 'project-forbids-rollout',
  severity: 'error',
  message: (project: string, rollout: string, field: string) =>
    `${project} does not allow ${rollout}: ${field} decides which kinds Argo CD may apply`,
  hint: (_project: string, _rollout: string, field: string) =>
    field === 'namespaceResourceWhitelist'
      ? 'add group argoproj.io, kind Rollout to namespaceResourceWhitelist'
      : 'remove what matches group argoproj.io, kind Rollout from namespaceResourceBlacklist',
  why: 'Argo CD refuses to sync the Rollout, so the migration cannot begin.'
})
