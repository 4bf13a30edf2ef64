import type { Scene } from '../scene.ts'

/** What is said of Argo CD. */
export const argo = {
  application: 'The Application, for the commands below. Several: run them for each.',
  nothing: 'prints nothing where all is well',
  rules:
    'Neither may name `/spec/replicas` of these Deployments or Rollouts: with such a rule and `RespectIgnoreDifferences=true`, or such a rule and `ApplyOutOfSyncOnly=true`, every stage would be a silent no-op, and the Application would still be Synced. Either option alone, without a rule, does no harm.',
  ruleAtPin:
    'Where it names the Deployment because of its autoscaler, leave that until the commit of `pin-replicas` is merged, then remove it and sync: removed earlier, a lower count in Git would be written over the live one.',
  ruleFirst: 'Remove it first, while no live count is above N.',
  healthy: '`Healthy`',
  suspended: '`Healthy` or `Suspended` (the paused ScaledObject)',
  differs:
    '`OutOfSync` by `replicas` of the Deployment alone is the autoscaler, so no command waits for `Synced`; a Deployment that is OutOfSync by anything else was not applied.',
  synced: 'Synced alone proves nothing about `replicas`.',
  shown: (health: string, sync: string) =>
    `\`argocd\`: \`Sync Revision\` is the commit of this stage, \`Phase\` is \`Succeeded\`, and ${health}. ${sync}`,
  syncPin:
    'The sync is needed with automated sync too: where N pods run already, Argo CD sees no difference, syncs nothing by itself, and `status` does not exit 0.',
  degraded:
    'The Application may be `Degraded` for a moment: the autoscaler is applied before the Rollout is looked at.',
  beforeRelease:
    "The Application must leave the Rollout's count alone, and `rolloutify.yaml` says `replicasIgnored: true`: see [Argo CD and `replicas`](#argo-cd-and-replicas). Without it the next sync puts N back over the autoscaler's count.",
  title: 'Argo CD and `replicas`',
  serverSide:
    'Argo CD applies server-side with `--force-conflicts`, so each sync writes the `replicas` that Git says, whoever wrote them last.',
  writes: 'Each sync writes the `replicas` that Git says.',
  without:
    'A sync of the sources without rolloutify leaves the Rollout and its pods there, by `Prune=false`, and brings the Deployment back to what the sources say: up to twice the pods, none fewer. Where they have no `replicas`, the Deployment falls to 1 pod until the autoscaler has seen it: pin N there too. The Application is OutOfSync until the stage is brought again.',
  deleted:
    'Deleting the Application deletes the Rollout and its pods with all else. Where nobody states `applier: argocd`, the Rollout carries `helm.sh/resource-policy: keep` too, which Argo CD takes for `Delete=false`: then its pods stay.',
  hold: 'After the last stage the autoscaler decides, and Git must not. During the hold, when `retarget-autoscaler` has settled and before `release-autoscaler`, add this to the Application:',
  written:
    '`rolloutify argocd ignore --write FILE` writes it, FILE being that of the Application; `migrate next` does so with `retarget-autoscaler` where that file is given together with the manifests.',
  live: 'It must be live before the release is committed, and print the Rollout and the option:',
  respect:
    '`ignoreDifferences` alone only hides the difference. `RespectIgnoreDifferences=true` makes the sync leave the field alone.',
  notEarlier:
    'Not earlier: before the last shrink it makes every stage of the Rollout a silent no-op.',
  anyName: 'name: for each Rollout, where others of the Application keep the count of Git'
}

/** What is said of what ends at the hold, under Argo CD and Flux. */
export const hold = {
  nothing: 'Nothing has to be set: Git decides the count for good.',
  replicasIgnored:
    'Then set `replicasIgnored: true` for the workload in `rolloutify.yaml`: `release-autoscaler` is refused without it.',
  ends: 'On the way back it ends at the hold, when the Rollout is at N.'
}

/** What is said of kubectl. */
export const kubectl = {
  beforeRelease:
    'Not with `kubectl apply`: see [kubectl and `replicas`](#kubectl-and-replicas). Stay at the hold, or bring this stage with an applier that can leave the field alone. rolloutify refuses it for `applier: kubectl`.',
  title: 'kubectl and `replicas`',
  writes: 'Each `kubectl apply` writes the `replicas` that the manifest says.',
  deletes:
    'It never deletes: on the way back the Rollout stays until it is deleted by hand, at 0 pods.',
  folder:
    'Apply the manifests of one folder, all of them, never of two at once. `patch.json` is no manifest.',
  release:
    "It cannot leave a field alone, so `release-autoscaler` is not for it: each apply would put N back over the autoscaler's count."
}

/** What is said of Helm. */
export const helm = {
  release: 'The release, for the commands below. Several: run them for each.',
  itsName: 'its name in `helm list`',
  beforeRelease3: 'Nothing to set: Helm 3 leaves the live count of a Rollout alone.',
  beforeRelease4:
    'Every upgrade runs with `--server-side=false`, as since the pin, and `rolloutify.yaml` says `replicasIgnored: true`: see [Helm 4 and `replicas`](#helm-4-and-replicas).',
  title3: 'Helm 3 and `replicas`',
  live3:
    'Of a Rollout Helm 3 writes only what changed from the manifest before: a live count that something else wrote stays.',
  repair3:
    'So the same release again does not repair a count that was changed by hand: `kubectl scale rollout/NAME --replicas=…` to what the stage says.',
  deployment3: 'Of a Deployment it writes what the manifest says.',
  wait3: '`--wait` does not wait for a Rollout. The commands above do.',
  title4: 'Helm 4 and `replicas`',
  wait4:
    'No `--wait`: it fails on every Rollout at its time-out ("not ready. status: Unknown"). The commands above wait.',
  clientSide4:
    '`--server-side=false` from `pin-replicas` on, in every upgrade, and from `retarget-autoscaler` on `replicasIgnored: true` in `rolloutify.yaml`. Helm 4 applies server-side by default: once an awake autoscaler has moved a count that Helm wrote, between the pin and the pause or after the release, each upgrade would fail with a conflict on `.spec.replicas`.',
  force4: ({ isScaled }: Scene) =>
    `Never \`--force-conflicts\`${isScaled ? ': it puts N back at once, also at the peak of the day' : ''}.`,
  live4:
    'With `--server-side=false` it writes only what changed from the manifest before: a live count that something else wrote stays.',
  failureTitle: 'When a Helm release fails',
  failure:
    'The manifest before it stays the deployed one, and the objects may be of either. Do not go on and do not go back by guess: run the gate of the stage with a fresh snapshot, and bring the same stage again. `--unverified` is not for this.',
  without:
    'A release without rolloutify (a forgotten `--post-renderer`, a lost `rolloutify.yaml`) leaves the Rollout and its pods there.'
}

/** What is said of a configuration that is lost. */
export const loss = {
  title: 'When the configuration is lost',
  stays:
    'Manifests without the Rollout, rendered without rolloutify, leave it and its pods there from the first grow on: `Prune=false`. The Application then stays OutOfSync.',
  deleted:
    'When the Application itself is deleted, Argo CD takes `helm.sh/resource-policy: keep` for `Delete=false`: a Rollout with that annotation stays with its pods, without its Deployment and its Service. Before a tear-down say `keep: false` for the workload, or delete the Rollout by hand.',
  stated:
    'A Deployment whose sources state N `replicas` goes back to them: up to twice the pods, none fewer.',
  bare: (titles: readonly string[]) =>
    `The sources of ${titles.join(', ')} state no \`replicas\`, or fewer than N: there the Deployment falls to that, or to 1 pod, until its autoscaler has seen it. So pin N in the chart's values as well, from \`pin-replicas\` on.`,
  again: ({ isArgo }: Scene) =>
    `Bring the stage again with rolloutify, in the next ${isArgo ? 'sync' : 'release'}.`
}
