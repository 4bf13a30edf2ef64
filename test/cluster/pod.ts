import type { Live } from './api.ts'

export const isReady = (pod: Live) =>
  pod.status.conditions?.some((it: any) => it.type === 'Ready' && it.status === 'True')

export const isLeaving = (pod: Live) => pod.metadata.deletionTimestamp !== undefined

/** The Rollout's version that a pod is of; undefined for a pod of the Deployment. */
export const hashOf = (pod: Live) => pod.metadata.labels?.['rollouts-pod-template-hash']

/** The Deployment's version that a pod is of; undefined for a pod of the Rollout. */
export const templateHashOf = (pod: Live) => pod.metadata.labels?.['pod-template-hash']
