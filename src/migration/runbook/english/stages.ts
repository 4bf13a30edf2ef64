import type { Scene } from '../scene.ts'

/** What is said of each stage. */
export const stages = {
  title: 'The stages',
  changes: '**Changes.**',
  changeOf: (title: string, change: string) => `${title}: ${change}.`,
  changeOfMany: (count: number, change: string) => `${count} workloads: ${change}.`,
  why: '**Why.**',
  simulator: '**Simulator.**',
  first: '**First.**',
  bring: '**Bring.**',
  back: (to: string, how: string) => `**Back.** To ${to}: ${how}`,
  theBaseline: 'the baseline',
  lookAt: '**Look at, before the next stage.**',
  lookAtEnd: '**Look at, at the end.**',
  lookAtStart: '**Look at, before the first stage.**',
  printed: 'Among what they print must be these lines, in this order:',
  none: 'none',
  counts: (kind: string, before: string, after: string) =>
    `\`replicas\` of the ${kind}, ${before} → ${after}`,
  countsOfMany: (kind: string) => `\`replicas\` of the ${kind}, as in the table above`,
  baseline: {
    changes: '**Changes.** Nothing: these are the manifests as they are.',
    look: 'The CRD must be there, and the controller READY with all its pods. `status` names each workload at `baseline` and exits 0: nothing has begun.',
    back: '**Back.** There is nothing to undo yet.'
  },
  introduce: {
    change: (rollout: string | undefined) =>
      `adds ${rollout === undefined ? 'each Rollout' : `Rollout ${rollout}`} with \`replicas: 0\``,
    why: 'It takes its pod template from the Deployment and has no pods, so nothing that serves changes. A missing CRD or a refused Rollout shows here, where it costs nothing.',
    bring:
      '**Bring.** The entries say `stage: introduce-rollout`, as `rolloutify init` writes them.',
    backKept: "After a way back through `pin-replicas`, keep the Deployment's `replicas` line.",
    backArgo:
      'the Rollout goes; it has no pods. A sync deletes it only where it prunes, as `argocd app sync "$APP" --prune` does.',
    backHelm: 'the Rollout goes with the upgrade; it has no pods.',
    backKubectl: '`kubectl apply` never deletes the Rollout. This does, and only at 0 pods:'
  },
  pin: {
    change: (replicas: string) => `the Deployment gets \`replicas: ${replicas}\``,
    changeToV2: (change: string) => `${change}; the HPA is written as autoscaling/v2 from here on`,
    why: ({ isScaled }: Scene): string =>
      isScaled
        ? 'From the next stage on nothing scales, so Git has to say how many pods there are. First the count, then the pause: the other way round, a sync in between could leave too few, with nobody to repair it.'
        : 'Git has to say how many pods there are before they move.',
    staysV2:
      'An autoscaling/v1 HPA stays v2 for good: v1 text applied over a paused v2 would leave the pause on.',
    first: 'The live count must not be above N: the pin would cut it at once.',
    mostOf: (replicas: number, title: string) => `${replicas} or less for ${title}`,
    mostOfMany: 'N of each workload, or less',
    mustPrint: (most: readonly string[]) =>
      `It must print ${most.join(', ')}. Above it: wait for a quieter hour, or make a new plan with a larger N.`,
    backOwn: "the Deployment has the baseline's own `replicas` again.",
    backLine: (replicas: string) => `the line \`replicas: ${replicas}\``,
    backLines: 'the `replicas` lines',
    backKept: (line: string) =>
      `\`migrate back\` keeps ${line} where the baseline had none or a lower one. Do not bring the folder of that stage as it is: dropping the line leaves 1 pod, under every applier. On \`rolloutify.yaml\` the step is refused for the same reason; \`--drop-replicas\` overrides it.`
  },
  pause: {
    changeOfMany: 'each autoscaler is paused by its manifest',
    changeKeda: 'the ScaledObject gets the annotation `autoscaling.keda.sh/paused: "true"`',
    changeHpa: 'the HPA gets `selectPolicy: Disabled` for scaleUp and scaleDown',
    changeHpaMin: (change: string) => `${change}, and \`minReplicas: 1\``,
    why: 'Awake, it would undo each shrink, and it counts the pods of the Rollout as its own.',
    whyMin:
      'The minimum goes down to 1, because the bounds of an HPA act even when its behavior is disabled.',
    back: 'the autoscaler wakes on the Deployment, which has its N pods. Safe at any time at this stage, and the way to get scaling back.'
  },
  grow: {
    why: 'The new pods come before any old one goes, so the sum never falls below N while they start.',
    availableOf: (title: string, own: number, moved: number) =>
      `${title} has ${own} of the Deployment and ${moved} of the Rollout`,
    availableOfMany:
      'each Deployment has its pods of this stage and each Rollout those of the stage before',
    back: (needed: readonly string[]) =>
      `the Rollout gives its new pods up. It lowers a count, so \`migrate back\` asks for a snapshot that shows this stage. New pods that never become Ready are no obstacle: \`--unverified\`, once ${needed.join(', ')} available. Pods that are not Ready go first.`
  },
  shrink: {
    why: 'The Rollout has these pods Ready, so the Deployment can give up as many.',
    whyAlone: ({ isArgo }: Scene): string =>
      isArgo
        ? 'It is a commit of its own because Argo CD applies Deployments before Rollouts: grow and shrink in one sync are an outage as long as a pod takes to start.'
        : 'It is a commit of its own: in one run with the grow, pods would go before the new ones are Ready.',
    back: "the Deployment grows again. It only adds pods: do it at once when the Rollout's pods misbehave, without waiting for anything."
  },
  retarget: {
    change: (replicas: string) =>
      `the autoscaler points at the Rollout and holds it, minimum = maximum = ${replicas}, and is no longer paused`,
    why: 'The autoscaler takes over at a count that it cannot change.',
    whyHold: "While it holds, the applier learns to leave the Rollout's `replicas` alone.",
    back: 'the autoscaler is paused on the Deployment again; no pod moves. The Rollout must have exactly N pods available.',
    backArgo:
      'First end the ignore rule: remove it from the Application and `replicasIgnored` from `rolloutify.yaml`, and sync, which writes N over N.',
    backHelm4: 'First remove `replicasIgnored` from `rolloutify.yaml`.'
  },
  release: {
    change: (bounds: string | undefined) =>
      `the autoscaler has its own bounds${bounds === undefined ? '' : ` (${bounds})`} and behavior again`,
    why: 'The autoscaler scales by load again, now the Rollout. The Rollout keeps its `replicas` line for good: dropped, the controller writes 1.',
    back: "the autoscaler holds the Rollout at N again, and cuts what is above it at once. First see that the live count is N or less; else raise N (`replicas` in `rolloutify.yaml`, within the autoscaler's maximum) to at least the live count.",
    backArgo: 'The ignore rule stays until the hold has settled.'
  }
}
