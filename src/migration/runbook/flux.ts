import { bullets, lines, paragraphs, shell } from './commands.ts'
import type { Check } from './commands.ts'
import type { Book } from './planned.ts'

/** What Flux needs to know before the first stage. */
export const fluxPreparation = (): string =>
  paragraphs(
    'The Kustomization of Flux, for the commands below. Several: run them for each. What a HelmRelease brings is brought by Helm: plan that with `--applier helm4`, or `helm3`; it runs no post-renderer of yours, but takes the patches of each stage as `postRenderers[].kustomize.patches`.',
    shell('KUSTOMIZATION=my-kustomization   # its name in `flux get kustomizations`'),
    'It may not ignore `/spec/replicas` of these Deployments or Rollouts (`spec.ignore`) before the hold: every stage would be a silent no-op. Neither `helm.sh/resource-policy` nor `Prune=false` keeps Flux from pruning: annotate each Rollout with `kustomize.toolkit.fluxcd.io/prune: disabled` while it has pods.'
  )

/** Commands that show that Flux has brought a stage. */
export const fluxCheck = (): Check => ({
  commands: [
    'flux reconcile kustomization "$KUSTOMIZATION" --with-source',
    'flux get kustomization "$KUSTOMIZATION"'
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
