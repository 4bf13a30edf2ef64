/** What is said of Flux. */
export const flux = {
  kustomization:
    'The commands below need the name of the Kustomization of Flux. If there are several, run them for each.',
  itsName: 'its name in `flux get kustomizations`',
  ignore:
    '`spec.ignore` must not contain `/spec/replicas` of these Deployments or Rollouts before the hold: every stage would be a silent no-op.',
  prune:
    'With `prune: true` a Rollout that is lost from Git is deleted. Flux knows neither `helm.sh/resource-policy` nor `Prune=false`: `applier: flux` in `rolloutify.yaml` writes `kustomize.toolkit.fluxcd.io/prune: disabled` on each Rollout that has pods; without a configuration, annotate them by hand.',
  suspend:
    'Flux reverts what `kubectl edit`, `scale` or `patch` wrote: each reconciliation is server-side, with the field manager `kustomize-controller`, and forces conflicts. To stop it for a moment, use `flux suspend kustomization "$KUSTOMIZATION"` and `flux resume kustomization "$KUSTOMIZATION"`.',
  helm: 'A HelmRelease is applied by Helm, so see a plan with `--applier helm4`, or `helm3`, for who owns `replicas`. It does not run your post-renderer, so the stages are patches:',
  patches:
    '`post-renderers/NN-stage.yaml` is the `spec.postRenderers` of that stage and replaces the previous one; the Rollout is a manifest beside the HelmRelease.',
  drift:
    'With `driftDetection.mode: enabled`, `driftDetection.ignore` must not contain `/spec/replicas` before the hold either; from then on it must, for the Rollout.',
  look: 'Check `flux get helmrelease NAME` instead of the Kustomization; `flux reconcile helmrelease NAME --with-source` applies a stage at once.',
  check: '`flux`: `READY` is `True`, and `REVISION` is the commit of this stage.',
  beforeRelease:
    'The Kustomization must ignore the replicas of the Rollout: see [Flux and `replicas`](#flux-and-replicas). Otherwise each reconciliation resets them to N, overriding the autoscaler.',
  title: 'Flux and `replicas`',
  writes:
    'Flux applies server-side and forces conflicts: each reconciliation writes the `replicas` in Git, whoever wrote them last.',
  hold: 'After the last stage the autoscaler decides, not Git. During the hold, after `retarget-autoscaler` has settled and before `release-autoscaler`, first let a second field manager own the replicas of each Rollout:',
  onlyThen: 'Only then add this to the Kustomization:',
  order:
    'Never the other way round: Flux removes an ignored field from what it applies, and if nobody else owns `replicas`, the API server removes them and 1 pod is left.',
  without:
    'A version of Flux without `spec.ignore` cannot leave the field alone, so stay at the hold.'
}
