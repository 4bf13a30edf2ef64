import { bullets, lines, paragraphs, shell } from './commands.ts'
import type { Check } from './commands.ts'
import type { Book } from './planned.ts'

/** What Flux needs to know before the first stage. */
export const fluxPreparation = (): string =>
  paragraphs(
    'The Kustomization of Flux, for the commands below. Several: run them for each.',
    shell(
      'KUSTOMIZATION=my-kustomization   # its name in `flux get kustomizations`',
      `kubectl -n flux-system get kustomization "$KUSTOMIZATION" -o jsonpath='{.spec.ignore}{"\\n"}{.spec.prune}{"\\n"}'`
    ),
    bullets(
      '`spec.ignore` may not name `/spec/replicas` of these Deployments or Rollouts before the hold: every stage would be a silent no-op.',
      'With `prune: true` a Rollout goes when it is lost from Git. Neither `helm.sh/resource-policy` nor `Prune=false` means anything to Flux: `applier: flux` in `rolloutify.yaml` writes `kustomize.toolkit.fluxcd.io/prune: disabled` on each Rollout that has pods; without a configuration, annotate them by hand.',
      'Flux takes back what `kubectl edit`, `scale` or `patch` wrote: each reconciliation is server-side, by the field manager `kustomize-controller`, and forces conflicts. To stop it for a moment: `flux suspend kustomization "$KUSTOMIZATION"`, and `flux resume kustomization "$KUSTOMIZATION"`.'
    ),
    'What a HelmRelease brings, Helm brings: read a plan with `--applier helm4`, or `helm3`, for who owns `replicas`. It runs no post-renderer of yours, so the stages come as patches:',
    bullets(
      '`post-renderers/NN-stage.yaml` is the `spec.postRenderers` of that stage, in the place of the one before; the Rollout is a manifest beside the HelmRelease.',
      'With `driftDetection.mode: enabled`, `driftDetection.ignore` may not name `/spec/replicas` before the hold either; from then on it has to, for the Rollout.',
      'Look at `flux get helmrelease NAME` in the place of the Kustomization; `flux reconcile helmrelease NAME --with-source` brings a stage at once.'
    )
  )

/** Commands that show that Flux has brought a stage. */
export const fluxCheck = (): Check => ({
  commands: [
    'flux reconcile kustomization "$KUSTOMIZATION" --with-source',
    'flux get kustomization "$KUSTOMIZATION"',
    'flux events --for Kustomization/"$KUSTOMIZATION" | tail -3'
  ],
  notes: ['`flux`: `READY` is `True`, and `REVISION` is the commit of this stage.']
})

/** What Flux needs before it brings the release of the autoscaler. */
export const fluxRelease =
  "The Kustomization must leave the Rollout's count alone, and `rolloutify.yaml` says `replicasIgnored: true`: see [Flux and `replicas`](#flux-and-replicas). Without it each reconciliation puts N back over the autoscaler's count."

/** Who owns `replicas` under Flux. */
export function fluxSection({ isScaled, workloads }: Book): string {
  const [{ namespace, rollout, replicas } = { namespace: undefined, rollout: 'web', replicas: 1 }] =
    workloads
  return paragraphs(
    '## Flux and `replicas`',
    'Flux applies server-side and forces conflicts: each reconciliation writes the `replicas` that Git says, whoever wrote them last.',
    isScaled
      ? paragraphs(
          'After the last stage the autoscaler decides, and Git must not. During the hold, when `retarget-autoscaler` has settled and before `release-autoscaler`, first give the count of each Rollout to a second field manager:',
          shell(
            `kubectl${namespace === undefined ? '' : ` -n ${namespace}`} apply --server-side --field-manager=replicas -f - <<'EOF'`,
            'apiVersion: argoproj.io/v1alpha1',
            'kind: Rollout',
            `metadata: { name: ${rollout} }`,
            `spec: { replicas: ${replicas} }`,
            'EOF'
          ),
          'Only then add this to the Kustomization:',
          lines(
            '```yaml',
            'spec:',
            '  ignore:',
            '    - paths: [/spec/replicas]',
            '      target: { group: argoproj.io, kind: Rollout }',
            '```'
          ),
          bullets(
            'Never the other way round: Flux takes an ignored field out of what it applies, and where nobody else owns `replicas`, the API server removes them and one pod is left.',
            'Then set `replicasIgnored: true` for the workload in `rolloutify.yaml`: `release-autoscaler` is refused without it.',
            'A Flux without `spec.ignore` cannot leave the field alone: stay at the hold.',
            'On the way back it ends at the hold, when the Rollout is at N.'
          )
        )
      : 'Nothing has to be set: Git decides the count for good.'
  )
}
