import { define } from '../diagnostic.ts'

export const syncNotCertain = define({
  code: 'sync-not-certain',
  severity: 'error',
  message: (application: string, workload: string) =>
    `What ${application} does with spec.replicas of ${workload} cannot be told from here, so nothing can be proved of it`,
  hint: 'name the fields in jsonPointers, without templates and managedFieldsManagers, and one Application for one manifest'
})

export const syncOutOfView = define({
  code: 'sync-out-of-view',
  severity: 'warning',
  message: (rollout: string, replicas: number) =>
    `Nothing in view says that the applier leaves spec.replicas of ${rollout} alone: if it does not, each sync sets it to ${replicas}, whatever its autoscaler has made of it`,
  hint: 'pass the Application as well, or say --replicas-ignored where it ignores the field'
})

export const nothingToSimulate = define({
  code: 'nothing-to-simulate',
  severity: 'error',
  message: (end: string) => `No workload can be read from ${end}, so nothing can be proved of it`,
  hint: 'pass manifests with a Deployment, or with a Rollout that refers to one',
  exit: 2
})
