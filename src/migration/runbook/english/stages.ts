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
  bring: '**Apply.**',
  back: (to: string, how: string) => `**Back.** To ${to}: ${how}`,
  theBaseline: 'the baseline',
  lookAt: '**Check before the next stage.**',
  lookAtEnd: '**Check at the end.**',
  lookAtStart: '**Check before the first stage.**',
  printed: 'The output must contain these lines, in this order:',
  none: 'none',
  counts: (kind: string, before: string, after: string) =>
    `\`replicas\` of the ${kind}, ${before} → ${after}`,
  countsOfMany: (kind: string) => `\`replicas\` of the ${kind}, as in the table above`,
  baseline: {
    changes: '**Changes.** None: these are the manifests as they are.',
    look: 'The CRD must exist, and all pods of the controller must be READY. `status` shows each workload at `baseline` and exits 0.',
    back: '**Back.** Nothing to undo yet.'
  },
  introduce: {
    change: (rollout: string | undefined) =>
      `adds ${rollout === undefined ? 'each Rollout' : `Rollout ${rollout}`} with \`replicas: 0\``,
    why: 'It uses the pod template of the Deployment and has no pods, so nothing that serves changes. A missing CRD or a rejected Rollout shows here, where it does no harm.',
    bring:
      '**Apply.** The entries set `stage: introduce-rollout`, as `rolloutify init` writes them.',
    backKept: "If you came back through `pin-replicas`, keep the Deployment's `replicas` line.",
    backArgo:
      'the Rollout is deleted; it has no pods. A sync deletes it only if it prunes, as `argocd app sync "$APP" --prune` does.',
    backHelm: 'the upgrade deletes the Rollout; it has no pods.',
    backKubectl: '`kubectl apply` never deletes the Rollout. This does, and only at 0 pods:'
  },
  pin: {
    change: (replicas: string) => `the Deployment gets \`replicas: ${replicas}\``,
    changeToV2: (change: string) => `${change}; the HPA is written as autoscaling/v2 from here on`,
    why: ({ isScaled }: Scene): string =>
      isScaled
        ? 'From the next stage on nothing scales, so Git must set the number of pods. The pin comes before the pause: the other way round, a sync in between could leave too few pods, with nothing to repair it.'
        : 'Git must set the number of pods before they move.',
    staysV2:
      'An autoscaling/v1 HPA stays v2 for good: a v1 manifest applied over a paused v2 would leave the pause on.',
    first: 'The live count must not be above N, because the pin would cut it at once.',
    mostOf: (replicas: number, title: string) => `${replicas} or less for ${title}`,
    mostOfMany: 'N of each workload, or less',
    mustPrint: (most: readonly string[]) =>
      `It must print ${most.join(', ')}. If it prints more, wait for a quieter hour, or make a new plan with a larger N.`,
    backOwn: "the Deployment has the baseline's own `replicas` again.",
    backLine: (replicas: string) => `the line \`replicas: ${replicas}\``,
    backLines: 'the `replicas` lines',
    backKept: (line: string) =>
      `\`migrate back\` keeps ${line} if the baseline had none or a lower one. Do not apply the folder of that stage as it is: without the line 1 pod is left, with every applier. With \`rolloutify.yaml\` the step is refused for the same reason; \`--drop-replicas\` overrides that.`
  },
  pause: {
    changeOfMany: 'each autoscaler is paused by its manifest',
    changeKeda: 'the ScaledObject gets the annotation `autoscaling.keda.sh/paused: "true"`',
    changeHpa: 'the HPA gets `selectPolicy: Disabled` for scaleUp and scaleDown',
    changeHpaMin: (change: string) => `${change}, and \`minReplicas: 1\``,
    why: 'An active autoscaler would undo each shrink, because it counts the pods of the Rollout as its own.',
    whyMin:
      'The minimum is lowered to 1, because the bounds of an HPA apply even when its behavior is disabled.',
    back: 'the autoscaler scales the Deployment again, which has its N pods. This is safe at any time at this stage, and the way to get scaling back.'
  },
  grow: {
    why: 'The new pods start before any old one stops, so the sum never falls below N.',
    availableOf: (title: string, own: number, moved: number) =>
      `${title} has ${own} of the Deployment and ${moved} of the Rollout`,
    availableOfMany:
      'each Deployment has its pods of this stage and each Rollout those of the stage before',
    back: (needed: readonly string[]) =>
      `the Rollout removes its new pods. This lowers a count, so \`migrate back\` needs a snapshot that shows this stage. If new pods never become Ready, pass \`--unverified\` once ${needed.join(', ')} available. Pods that are not Ready are removed first.`
  },
  shrink: {
    why: 'The Rollout has these pods Ready, so the Deployment can remove as many.',
    whyAlone: ({ isArgo }: Scene): string =>
      isArgo
        ? 'It is a separate commit, because Argo CD applies Deployments before Rollouts: grow and shrink in one sync would be an outage for as long as a pod takes to start.'
        : 'It is a separate commit: in one run with the grow, pods would stop before the new ones are Ready.',
    back: 'the Deployment grows again. This only adds pods: if the pods of the Rollout misbehave, do it at once, without waiting for anything.'
  },
  retarget: {
    change: (replicas: string) =>
      `the autoscaler points at the Rollout, holds it with minimum = maximum = ${replicas}, and is no longer paused`,
    why: 'The autoscaler takes over at a count that it cannot change.',
    whyHold: "During this hold, the applier is told to leave the Rollout's `replicas` alone.",
    back: 'the autoscaler is paused on the Deployment again; no pod moves. The Rollout must have exactly N pods available.',
    backArgo:
      'First remove the ignore rule from the Application and `replicasIgnored` from `rolloutify.yaml`, and sync, which writes N over N.',
    backHelm4: 'First remove `replicasIgnored` from `rolloutify.yaml`.'
  },
  release: {
    change: (bounds: string | undefined) =>
      `the autoscaler has its own bounds${bounds === undefined ? '' : ` (${bounds})`} and behavior again`,
    why: 'The autoscaler scales by load again, but now the Rollout. The Rollout keeps its `replicas` line for good: without it, the controller writes 1.',
    back: "the autoscaler holds the Rollout at N again, and cuts any pods above N at once. First make sure that the live count is N or less; otherwise raise N (`replicas` in `rolloutify.yaml`, within the autoscaler's maximum) to at least the live count.",
    backArgo: 'The ignore rule stays until the hold has settled.'
  }
}
