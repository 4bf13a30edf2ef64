/** What is said of Flux. */
export const flux = {
  kustomization: 'The Kustomization of Flux, for the commands below. Several: run them for each.',
  itsName: 'its name in `flux get kustomizations`',
  ignore:
    '`spec.ignore` may not name `/spec/replicas` of these Deployments or Rollouts before the hold: every stage would be a silent no-op.',
  prune:
    'With `prune: true` a Rollout goes when it is lost from Git. Neither `helm.sh/resource-policy` nor `Prune=false` means anything to Flux: `applier: flux` in `rolloutify.yaml` writes `kustomize.toolkit.fluxcd.io/prune: disabled` on each Rollout that has pods; without a configuration, annotate them by hand.',
  suspend:
    'Flux takes back what `kubectl edit`, `scale` or `patch` wrote: each reconciliation is server-side, by the field manager `kustomize-controller`, and forces conflicts. To stop it for a moment: `flux suspend kustomization "$KUSTOMIZATION"`, and `flux resume kustomization "$KUSTOMIZATION"`.',
  helm: 'What a HelmRelease brings, Helm brings: read a plan with `--applier helm4`, or `helm3`, for who owns `replicas`. It runs no post-renderer of yours, so the stages come as patches:',
  patches:
    '`post-renderers/NN-stage.yaml` is the `spec.postRenderers` of that stage, in the place of the one before; the Rollout is a manifest beside the HelmRelease.',
  drift:
    'With `driftDetection.mode: enabled`, `driftDetection.ignore` may not name `/spec/replicas` before the hold either; from then on it has to, for the Rollout.',
  look: 'Look at `flux get helmrelease NAME` in the place of the Kustomization; `flux reconcile helmrelease NAME --with-source` brings a stage at once.',
  check: '`flux`: `READY` is `True`, and `REVISION` is the commit of this stage.',
  beforeRelease:
    "The Kustomization must leave the Rollout's count alone, and `rolloutify.yaml` says `replicasIgnored: true`: see [Flux and `replicas`](#flux-and-replicas). Without it each reconciliation puts N back over the autoscaler's count.",
  title: 'Flux and `replicas`',
  writes:
    'Flux applies server-side and forces conflicts: each reconciliation writes the `replicas` that Git says, whoever wrote them last.',
  hold: 'After the last stage the autoscaler decides, and Git must not. During the hold, when `retarget-autoscaler` has settled and before `release-autoscaler`, first give the count of each Rollout to a second field manager:',
  onlyThen: 'Only then add this to the Kustomization:',
  order:
    'Never the other way round: Flux takes an ignored field out of what it applies, and where nobody else owns `replicas`, the API server removes them and one pod is left.',
  without: 'A Flux without `spec.ignore` cannot leave the field alone: stay at the hold.'
}
