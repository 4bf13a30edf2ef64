import type { Scene } from '../scene.ts'

/** What is said of each emergency. */
export const emergencies = {
  title: 'Emergencies',
  more: {
    title: (replicas: number | undefined) =>
      `More load than N${replicas === undefined ? '' : ` (${replicas})`}`,
    intro: ({ isScaled }: Scene) =>
      `One commit, at any stage between ${isScaled ? '`pin-replicas` and `release-autoscaler`' : 'the first grow and the last shrink'}. It adds pods, removes none, and waits for nothing.`,
    maximum: "N must stay within the autoscaler's maximum; raise that in an earlier commit.",
    values:
      "Without an autoscaler, N is also the `replicas` in the chart's values: raise them in the same commit.",
    busiest: (folder: string, most: string) =>
      `Without a larger N, ${folder} has the most pods: ${most}.`,
    sources: 'This changes the sources. ',
    folders: (out: string, { isScaled }: Scene) =>
      `With the folders of ${out}: apply the folder of the same stage from a plan with a larger N${isScaled ? '' : ', once the sources set it'}, after the proof that it removes no pods:`
  },
  stuck: {
    title: 'New pods never become Ready',
    intro:
      'Nothing is lost: a grow only adds pods, and the Deployment still has those of the stage before. Fix the cause and stay, or go back one stage. The snapshot cannot show this stage at rest, so going back needs `--unverified`. The section of the stage says how many pods must be available first.',
    folders: 'Apply the folder of the stage before.'
  },
  back: {
    title: 'Everything back to the Deployment',
    intro:
      'Two commits. The first only grows the Deployment to N: apply it at once, whatever the cluster shows. The second scales the Rollout to 0, once the first has settled.',
    second: 'the second, with a fresh snapshot',
    from: (stages: readonly string[], bring: string) => `From ${stages.join(', ')}: ${bring}.`,
    folder: (folder: string) => `the folder ${folder}`,
    written: (stage: string, call: string) => `the folder of ${stage} that ${call} writes`,
    then: (folder: string) => `Once settled: ${folder}.`,
    inPlace: 'For manifests in place:'
  },
  wake: {
    title: 'The autoscaler must scale again, now',
    intro: 'At `pause-autoscaler` going back needs no snapshot, because it changes no count.',
    pods: 'While the Rollout has pods, first move everything back to the Deployment, as above.',
    bring: (folder: string) => `Apply ${folder}.`
  },
  pin: {
    title: 'Back before the pin, if the sources have no `replicas`',
    stays:
      'The `replicas` line of the Deployment may stay for good: the autoscaler decides, but a sync or release writes N over its count.',
    argo: 'Under Argo CD: with the Rollout at 0 and the autoscaler awake, let the Application ignore `/spec/replicas` of the Deployment (`ignoreDifferences` and `RespectIgnoreDifferences=true`), sync, and make sure that it is live. Then you can remove the line from Git: the sync leaves the live count alone. Keep the rule, or before the next migration remove it only after the pin is merged.',
    kubectl:
      'With kubectl: first remove `spec.replicas` with `kubectl apply edit-last-applied deployment/NAME`, then from the manifest: a field that was not in the last applied manifest is not removed.',
    flux: 'With Flux keep the line: a reconciliation without it leaves 1 pod.',
    helm: 'With Helm keep the line: an upgrade without it writes 1.'
  }
}
