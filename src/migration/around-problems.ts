import { define } from '../diagnostic.ts'

// What is around a Deployment whose pods move, and does not follow by itself.

/** How something names a Deployment; `keeps-hours` is kube-downscaler's annotation. */
export type Naming = 'scales' | 'recommends' | 'measures' | 'watches' | 'keeps-hours'

const hints: Record<Naming, string> = {
  scales: 'keep it inactive until the last stage, then point it at the Rollout',
  recommends: 'point its targetRef at the Rollout in the commit of the last stage',
  measures: 'let it be about the Rollout, or the pods of both, before the autoscaler wakes again',
  watches: 'let it count the pods of both while they move, and those of the Rollout afterwards',
  'keeps-hours':
    'set downscaler/exclude: "true" on the Deployment while pods move, and annotate the Rollout after the last stage'
}

export const namedByOthers = define({
  code: 'named-by-others',
  severity: 'warning',
  message: (what: string, deployment: string, rollout: string, _how: Naming) =>
    `${what} ${deployment}, whose pods move to ${rollout}`,
  hint: (_what: string, _deployment: string, _rollout: string, how: Naming) => hints[how]
})

export const quotaBelowPeak = define({
  code: 'quota-below-peak',
  severity: 'warning',
  message: (quota: string, most: number, peak: number) =>
    `${quota} allows ${most === 1 ? '1 pod' : `${most} pods`}, but the stages need up to ${peak}`,
  hint: 'raise the quota before the first grow; a rolling update also needs its maxSurge'
})

export const singletonRunsTwice = define({
  code: 'singleton-runs-twice',
  severity: 'warning',
  message: (deployment: string, rollout: string) =>
    `${deployment} has 1 pod and maxSurge: 0, so that two never run at once, but ${rollout} runs another one while pods move`,
  hint: 'make sure that two pods may run at once, or migrate while none has to serve'
})

export const podHashMissing = define({
  code: 'pod-hash-missing',
  severity: 'warning',
  message: (what: string, deployment: string, rollout: string) =>
    `${what} in the pod template of ${deployment} names pod-template-hash, which the pods of ${rollout} do not have`,
  hint: 'name rollouts-pod-template-hash once the pods have moved'
})

export const projectForbidsRollout = define({
  code: 'project-forbids-rollout',
  severity: 'error',
  message: (project: string, rollout: string, field: string) =>
    `${project} does not allow ${rollout}: ${field} decides which kinds Argo CD may apply`,
  hint: 'let namespaceResourceWhitelist name group argoproj.io, kind Rollout'
})
