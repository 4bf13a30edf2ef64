import type { Scene } from '../scene.ts'

/** What is said of each emergency. */
export const emergencies = {
  title: 'Emergencies',
  more: {
    title: (replicas: number | undefined) =>
      `More load than N${replicas === undefined ? '' : ` (${replicas})`}`,
    intro: ({ isScaled }: Scene) =>
      `One commit, at whatever stage it is between ${isScaled ? '`pin-replicas` and `release-autoscaler`' : 'the first grow and the last shrink'}: it adds pods, takes none away, and waits for nothing.`,
    maximum: "N stays within the autoscaler's maximum: raise that in a commit before.",
    values:
      "Without an autoscaler N is the `replicas` in the chart's values, too: raise them in the same commit.",
    busiest: (folder: string, most: string) =>
      `Without a larger N, ${folder} has the most pods: ${most}.`,
    sources: 'That is for the sources. ',
    folders: (out: string, { isScaled }: Scene) =>
      `With the folders of ${out}: the folder of the same stage from a plan with a larger N${isScaled ? '' : ', once the sources say it'}, after the proof that it takes no pods away:`
  },
  back: {
    title: 'Everything back to the Deployment',
    intro:
      'Two commits. The first only grows the Deployment to N: bring it at once, whatever the cluster shows. The second takes the Rollout to 0, once the first has settled.',
    second: 'the second, with a fresh snapshot',
    from: (stages: readonly string[], bring: string) => `From ${stages.join(', ')}: ${bring}.`,
    folder: (folder: string) => `the folder ${folder}`,
    written: (stage: string, call: string) => `the folder of ${stage} that ${call} writes`,
    then: (folder: string) => `Then, settled: ${folder}.`,
    inPlace: 'For manifests in place:'
  },
  wake: {
    title: 'The autoscaler must scale again, now',
    intro: 'At `pause-autoscaler` the way back needs no snapshot: it changes no count.',
    pods: 'While the Rollout has pods, first everything goes back to the Deployment, as above.',
    bring: (folder: string) => `Bring ${folder}.`
  },
  pin: {
    title: 'Back before the pin, where the sources have no `replicas`',
    stays:
      'The line `replicas` of the Deployment may stay for good: the autoscaler decides, and a sync or release writes N over its count.',
    argo: 'Under Argo CD: with the Rollout at 0 and the autoscaler awake, let the Application ignore `/spec/replicas` of the Deployment (`ignoreDifferences` and `RespectIgnoreDifferences=true`), sync, and see that it is live. Then Git may lose the line: the sync leaves the live count alone. Keep the rule, or before the next migration remove it only after the pin is merged.',
    kubectl:
      'With kubectl: remove `spec.replicas` by `kubectl apply edit-last-applied deployment/NAME` first, then from the manifest: what was not applied last is not removed.',
    flux: 'With Flux the line stays: a reconciliation that loses it leaves 1.',
    helm: 'With Helm the line stays: an upgrade that loses it writes 1.'
  }
}
