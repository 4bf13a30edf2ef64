import type { Scene } from '../scene.ts'

/** What is said of Argo CD. */
export const argo = {
  application:
    'The commands below need the name of the Application. If there are several, run them for each.',
  nothing: 'prints nothing if all is well',
  rules:
    'Neither may contain a rule for `/spec/replicas` of these Deployments or Rollouts: together with `RespectIgnoreDifferences=true` or `ApplyOutOfSyncOnly=true`, it would make every stage a silent no-op, while the Application would still be Synced. Without a rule, these options do no harm.',
  ruleAtPin:
    'If a rule names the Deployment because of its autoscaler, keep it until the commit of `pin-replicas` is merged, then remove it and sync. Removed earlier, a lower count in Git would overwrite the live one.',
  ruleFirst: 'Remove such a rule first, while no live count is above N.',
  healthy: '`Healthy`',
  suspended: '`Healthy` or `Suspended` (the paused ScaledObject)',
  differs:
    '`OutOfSync` because of the `replicas` of the Deployment alone is the work of the autoscaler, so no command waits for `Synced`. A Deployment that is OutOfSync for another reason was not applied.',
  synced: 'Synced alone proves nothing about `replicas`.',
  shown: (health: string, sync: string) =>
    `\`argocd\`: \`Sync Revision\` is the commit of this stage, \`Phase\` is \`Succeeded\`, and ${health}. ${sync}`,
  syncPin:
    'Sync even with automated sync: if N pods run already, Argo CD sees no difference and syncs nothing by itself, so `status` does not exit 0.',
  degraded:
    'The Application may be `Degraded` for a moment, because the autoscaler is applied before the Rollout is evaluated.',
  beforeRelease:
    'The Application must ignore the replicas of the Rollout: see [Argo CD and `replicas`](#argo-cd-and-replicas). Otherwise the next sync resets them to N, overriding the autoscaler.',
  title: 'Argo CD and `replicas`',
  serverSide:
    'Argo CD applies server-side with `--force-conflicts`, so each sync writes the `replicas` in Git, whoever wrote them last.',
  writes: 'Each sync writes the `replicas` in Git.',
  without:
    'A sync of the sources without rolloutify keeps the Rollout and its pods, because of `Prune=false`, and resets the Deployment to the sources: up to twice the pods, but none fewer. If the sources set no `replicas`, the Deployment falls to 1 pod until the autoscaler reacts, so pin N there too. The Application is OutOfSync until the stage is applied again.',
  deleted:
    'Deleting the Application deletes the Rollout and its pods with everything else. If `applier: argocd` is not set, the Rollout also has `helm.sh/resource-policy: keep`, which Argo CD treats as `Delete=false`: then its pods stay.',
  hold: 'After the last stage the autoscaler decides, not Git. During the hold, after `retarget-autoscaler` has settled and before `release-autoscaler`, add this to the Application:',
  written:
    '`rolloutify argocd ignore --write FILE` adds it to the file of the Application; `migrate next` does so at `retarget-autoscaler` if that file is passed together with the manifests.',
  live: 'It must be live before the release is committed. This must print the Rollout and the option:',
  respect:
    '`ignoreDifferences` alone only hides the difference. With `RespectIgnoreDifferences=true` the sync leaves the field alone.',
  notEarlier:
    'Do not add it earlier: before the last shrink it makes every stage of the Rollout a silent no-op.',
  anyName: 'name: for each Rollout, if others of the Application keep the count in Git'
}

/** What is said of what ends at the hold, under Argo CD and Flux. */
export const hold = {
  nothing: 'Nothing to set: Git decides the count for good.',
  replicasIgnored:
    'Then set `replicasIgnored: true` for the workload in `rolloutify.yaml`, or without such a file pass `--replicas-ignored`: otherwise `release-autoscaler` is refused. The folders of a plan need neither.',
  ends: 'On the way back remove it at the hold, when the Rollout is at N.'
}

/** What is said of kubectl. */
export const kubectl = {
  beforeRelease:
    'Not with `kubectl apply`: see [kubectl and `replicas`](#kubectl-and-replicas). Stay at the hold, or apply this stage with an applier that can leave the field alone. rolloutify refuses it for `applier: kubectl`.',
  title: 'kubectl and `replicas`',
  writes: 'Each `kubectl apply` writes the `replicas` in the manifest.',
  deletes:
    'It never deletes: on the way back the Rollout stays until it is deleted by hand, at 0 pods.',
  folder:
    'Apply all manifests of one folder, never of two at once. `patch.json` is not a manifest.',
  release:
    'It cannot ignore a field, so `release-autoscaler` does not work with it: each apply would reset the replicas to N, overriding the autoscaler.'
}

/** What is said of Helm. */
export const helm = {
  release:
    'The commands below need the name of the release. If there are several, run them for each.',
  itsName: 'its name in `helm list`',
  beforeRelease3: 'Nothing to set: Helm 3 leaves the live count of a Rollout alone.',
  beforeRelease4:
    'Every upgrade runs with `--server-side=false`, as since the pin, and `rolloutify.yaml` sets `replicasIgnored: true`: see [Helm 4 and `replicas`](#helm-4-and-replicas).',
  title3: 'Helm 3 and `replicas`',
  live3:
    'For a Rollout, Helm 3 writes only what has changed since the last manifest, so a live count that something else wrote stays.',
  repair3:
    'So the same release again does not repair a count that was changed by hand: run `kubectl scale rollout/NAME --replicas=…` with the count of the stage.',
  deployment3: 'For a Deployment, it writes what is in the manifest.',
  wait3: '`--wait` does not wait for a Rollout. The commands above do.',
  title4: 'Helm 4 and `replicas`',
  wait4:
    'Do not use `--wait`: it fails on every Rollout at its timeout ("not ready. status: Unknown"). The commands above wait.',
  clientSide4:
    'Use `--server-side=false` in every upgrade from `pin-replicas` on, and set `replicasIgnored: true` in `rolloutify.yaml` from `retarget-autoscaler` on. Helm 4 applies server-side by default: once an active autoscaler has changed a count that Helm wrote, between the pin and the pause or after the release, each upgrade would fail with a conflict on `.spec.replicas`.',
  force4: ({ isScaled }: Scene) =>
    `Never use \`--force-conflicts\`${isScaled ? ': it writes N at once, even at the peak of the day' : ''}.`,
  live4:
    'With `--server-side=false` it writes only what has changed since the last manifest, so a live count that something else wrote stays.',
  failureTitle: 'When a Helm release fails',
  failure:
    'Helm still counts the previous manifest as deployed, but the objects may be from either. Do not guess, neither forward nor back: run the gate of the stage with a fresh snapshot, and apply the same stage again. Do not use `--unverified` for this.',
  without:
    'A release without rolloutify (a forgotten `--post-renderer`, a lost `rolloutify.yaml`) keeps the Rollout and its pods.'
}

/** What is said of a configuration that is lost. */
export const loss = {
  title: 'When the configuration is lost',
  stays:
    'From the first grow on, manifests rendered without rolloutify, and so without the Rollout, leave it and its pods alone because of `Prune=false`. The Application then stays OutOfSync.',
  deleted:
    'If the Application itself is deleted, Argo CD treats `helm.sh/resource-policy: keep` as `Delete=false`: a Rollout with that annotation stays with its pods, but without its Deployment and its Service. Before a teardown set `keep: false` for the workload, or delete the Rollout by hand.',
  stated:
    'A Deployment whose sources set N `replicas` returns to them: up to twice the pods, but none fewer.',
  bare: (titles: readonly string[]) =>
    `The sources of ${titles.join(', ')} set no \`replicas\`, or fewer than N, so the Deployment falls to that, or to 1 pod, until its autoscaler reacts. So pin N in the chart's values as well, from \`pin-replicas\` on.`,
  again: ({ isArgo }: Scene) =>
    `Apply the stage again with rolloutify, in the next ${isArgo ? 'sync' : 'release'}.`
}
