import { define } from '../diagnostic.ts'

export const syncNotCertain = define({
  code: 'sync-not-certain',
  severity: 'error',
  message: (application: string, workload: string) =>
    `What ${application} does with spec.replicas of ${workload} cannot be determined, so nothing can be proved about it`,
  hint: 'name the fields in jsonPointers, without templates and managedFieldsManagers, and one Application for one manifest',
  why: 'If Argo CD keeps the live count or skips the object, the stage does not happen and the next one can cost pods.'
})

export const syncOutOfView = define({
  code: 'sync-out-of-view',
  severity: 'warning',
  message: (rollout: string, replicas: number) =>
    `Nothing in the input shows that the applier ignores spec.replicas of ${rollout}: if it does not, each sync sets it to ${replicas}, overriding its autoscaler`,
  hint: 'pass the Application as well, or pass --replicas-ignored if it ignores the field',
  why: 'At a busy hour each sync would remove the pods that the autoscaler has added.'
})

export const nothingToSimulate = define({
  code: 'nothing-to-simulate',
  severity: 'error',
  message: (end: string) =>
    `No workload can be read from ${end}, so nothing can be proved about it`,
  hint: 'pass manifests with a Deployment, or with a Rollout that refers to one',
  exit: 2,
  why: 'An empty proof would look like a safe change.'
})

export const planNotSafe = define({
  code: 'plan-not-safe',
  severity: 'warning',
  message: (workload: string, folder: string, rule: string) =>
    `The plan is not safe for ${workload}, first at ${folder}: ${rule}`,
  hint: 'find out how with `rolloutify simulate`, and fix the cause before the first stage',
  why: 'Carried out as it is, the plan can cost pods that serve, or never reach its end.'
})
