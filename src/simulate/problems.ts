import { define } from '../diagnostic.ts'

export const nothingToSimulate = define({
  code: 'nothing-to-simulate',
  severity: 'error',
  message: (end: string) => `No workload can be read from ${end}, so nothing can be proved of it`,
  hint: 'pass manifests with a Deployment, or with a Rollout that refers to one',
  exit: 2
})
