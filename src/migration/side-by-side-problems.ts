import { define } from '../diagnostic.ts'

// What lets two sets of pods get stuck side by side: the pods of a Deployment and of its Rollout.

const room =
  'make sure that the nodes have room for the peak of each stage, or relax the rule for the migration'

export const requiredAntiAffinity = define({
  code: 'required-anti-affinity',
  severity: 'warning',
  message: (deployment: string, topologyKey: string) =>
    `Required podAntiAffinity of ${deployment} allows one pod for each "${topologyKey}", and the pods of its Rollout count as well`,
  hint: room,
  why: 'During a grow both sides have pods, so some may stay Pending for want of a node.'
})

export const requiredTopologySpread = define({
  code: 'required-topology-spread',
  severity: 'warning',
  message: (deployment: string, topologyKey: string) =>
    `A topologySpreadConstraint of ${deployment} with DoNotSchedule over "${topologyKey}" also counts the pods of its Rollout`,
  hint: room,
  why: 'During a grow both sides have pods, so some may stay Pending because the spread would be uneven.'
})

export const hostPort = define({
  code: 'host-port',
  severity: 'warning',
  message: (deployment: string, port: number) =>
    `${deployment} uses hostPort ${port}, so only one of its pods fits on a node`,
  hint: 'make sure that enough nodes exist for the peak of each stage',
  why: 'During a grow both sides have pods, so some may stay Pending for want of a node with a free port.'
})

export const hostNetwork = define({
  code: 'host-network',
  severity: 'warning',
  message: (deployment: string) =>
    `${deployment} uses hostNetwork, so two of its pods on one node may need the same port`,
  hint: 'make sure that enough nodes exist for the peak of each stage',
  why: 'The second pod on a node fails to bind its port and restarts again and again.'
})

export const volumeMountedOnce = define({
  code: 'volume-mounted-once',
  severity: 'warning',
  message: (deployment: string, claim: string, accessMode: string) =>
    accessMode === 'ReadWriteOncePod'
      ? `${deployment} mounts ${claim}, which is ${accessMode}: no second pod can use it`
      : `${deployment} mounts ${claim}, which is ${accessMode}: a pod on another node cannot start`,
  hint: 'use a volume that several nodes can mount, or exclude the Deployment with `stage: baseline`',
  why: 'Pods of the Rollout stay in ContainerCreating or Pending, so a grow never settles.'
})

export const claimNotInView = define({
  code: 'claim-not-in-view',
  severity: 'warning',
  message: (deployment: string, claim: string) =>
    `${deployment} mounts PersistentVolumeClaim "${claim}", whose access mode is unknown`,
  hint: 'make sure that it is ReadWriteMany or ReadOnlyMany, or pass its manifest with the others',
  why: 'If only one node or pod may mount it, pods of the Rollout cannot start.'
})
