import { findStrings } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { helmFileName } from '../yaml/stream.ts'

export const syncWave = 'argocd.argoproj.io/sync-wave'
export const syncOptions = 'argocd.argoproj.io/sync-options'
export const resourcePolicy = 'helm.sh/resource-policy'
export const fluxPrune = 'kustomize.toolkit.fluxcd.io/prune'

/** On a Rollout whose canary steps actions of Argo CD switch: `dashboard`. */
export const stepsAnnotation = 'rolloutify/steps'

/** Whether the canary steps of a Rollout are switched from the dashboard, and are not in Git. */
export const isSwitched = (rollout: Manifest) =>
  findStrings(rollout, 'annotations')[stepsAnnotation] === 'dashboard'

/** What those actions say of the next release. */
export const nextReleaseAnnotation = 'rolloutify/next-release'

/** Whether the conversion, the actions or the controller write an annotation of Rollouts. */
export const isTakenAnnotation = (key: string) =>
  [syncWave, syncOptions, resourcePolicy, fluxPrune, helmFileName].includes(key) ||
  /^(?:rolloutify|rollout\.argoproj\.io)\//.test(key)
