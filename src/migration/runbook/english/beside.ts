import type { Roller, Scene } from '../scene.ts'
import { runOf } from './overall.ts'

/** What must not happen while pods move. */
export const meanwhile = {
  title: 'What must not happen meanwhile',
  template:
    'Any change of the pod template: image, environment, `kubectl rollout restart deployment/…`. Both sets of pods would roll at once.',
  restart: "Argo CD's `restart` action, on the Deployment or on the Rollout.",
  reloader:
    'Reloader, or whatever else writes to the pod template. Switch it off for these workloads.',
  rolledBy: (title: string, roller: Roller) => `${title} has ${rollerText(roller)}`,
  secondAutoscaler:
    'A second autoscaler, say one for the Rollout ahead of time: two over the same pods stop each other.',
  newAutoscaler: 'A new autoscaler: it would undo the stages.',
  selectiveSync:
    'A selective sync of two stages, or a sync over several commits: hold the next commit back until this one has settled.',
  argoRollback: '`argocd app rollback` over more than one stage.',
  helmRollback: '`helm rollback` over more than one stage.',
  services:
    "Services or traffic routing on the Rollout: a Service named there sends all traffic to the Rollout's pods, however few they are. `steps` and analysis wait until after the migration, too.",
  scaleDown:
    '`workloadRef.scaleDown`: it takes the Deployment to 0 while the Rollout has a part of the pods, or none.',
  orphan:
    'Deleting the Rollout, also with `--cascade=orphan`: the Deployment adopts its pods and removes them.'
}

function rollerText(roller: Roller): string {
  if (roller.kind === 'annotation') return `the annotation \`${roller.key}: "${roller.value}"\``
  return roller.kind === 'config'
    ? `${roller.config}: a change of it is a change of the pod template`
    : `\`${roller.key}\` in its pod template: a change of what it hashes is one, too`
}

/** An image that cannot wait. */
export const imageChange = {
  title: 'When an image must change midway',
  intro:
    'Best: first go on to the last shrink, where the Rollout alone rolls, or back to where the Deployment alone has pods. When it cannot wait, at a settled stage, in a commit of its own:',
  alone:
    'No stage in the same commit, and no `steps`: with them the Deployment would roll unguarded while the Rollout stops, and later grows would bring pods of the old image.',
  both: 'Both sets roll at once, each by its own maxSurge, on top of the peak. No canary guards it.',
  paused:
    '`paused: true` on the Deployment is no freeze: the Rollout would take the new image all the same.',
  check: 'The check of the commit says `template-changed`, rightly. For this one commit:',
  rolled: 'Go on when both have rolled, with a fresh snapshot:',
  undo: 'The second must print the same count three times (`0//` at 0). Undo it as it came: the commit reverted.'
}

/** The time in which nothing scales. */
export const whilePaused = {
  title: 'While the autoscaler is paused',
  window: (replicas: number | undefined) =>
    `Nothing scales from \`pause-autoscaler\` to \`release-autoscaler\`. Choose a quiet window, and N${replicas === undefined ? '' : ` (${replicas})`} with headroom over the live count of a busy hour.`,
  pin: ({ isArgo }: Scene) =>
    `\`pin-replicas\` is no place to stay: the autoscaler is awake, and each sync or release writes N over its count, also over a higher one${isArgo ? ' (with `selfHeal` every few seconds)' : ''}. Bring the pause soon.`,
  load: (folder: string, most: string, awake: string) =>
    `When the load is more than N pods carry: see [Emergencies](#emergencies). ${folder} has the most pods, ${most}. Back at ${awake} the autoscaler is awake.`,
  byHand: 'Do not scale by hand: the stage would not be settled any more.',
  keda: 'KEDA has no HPA meanwhile: alerts on a missing HPA or on a paused ScaledObject are expected.',
  values:
    "The pin belongs in the chart's values too, where they have `replicas`, in the commit of `pin-replicas`: a release without rolloutify then still asks for N pods."
}

/** The way back, stage by stage. */
export const wayBack = {
  title: 'Going back',
  byCall: "By the call at the end of the present stage's section.",
  byFolder: 'Bring the folder before the present one, as each stage says.',
  upwards:
    'The same stages upwards, one commit each: a stage on the way back must show what its own section says.',
  order: (scene: Scene) =>
    `The Deployment grows first, then the Rollout shrinks. Never both in one ${runOf(scene)}.`,
  snapshot: 'A fresh snapshot of the present stage before each commit that lowers a count.',
  wakes: (awake: string) => `The autoscaler wakes (back to ${awake}) before the pin goes.`,
  line: 'A `replicas` line of the Deployment that the baseline never had stays. Without it the API writes 1, and 1 pod is left until the autoscaler has seen it.',
  last: 'The Rollout is deleted last, at 0 pods.'
}

/** What holds for good. */
export const afterwards = {
  title: 'After the migration',
  deployment:
    'The Deployment stays for good, at 0: the Rollout takes its pod template from it. Deleted, the Rollout stops at its next change; re-created, it may take pods along.',
  selector: 'The Rollout keeps its `spec.selector` and its `replicas` line.',
  status: (rollout: string) =>
    `\`kubectl rollout status deployment/…\` proves nothing any more: at 0 it is always done. Pipelines ask \`kubectl argo rollouts status ${rollout}\`, or wait for the Rollout's available pods:`,
  phase:
    'Never gate on `.status.phase` or the condition `Available` alone: both can be stale for a moment.',
  helm4: 'Upgrades stay without `--wait`.',
  next: 'Services (`stableService`, `canaryService`), traffic routing, `steps`, analysis: each a commit of its own, in this order, none with a new image, each when the Rollout is Healthy and at rest.',
  restart:
    '`kubectl rollout restart deployment/…` now starts a whole canary. A plain restart is `kubectl argo rollouts restart`.',
  delete:
    'The Rollout must not be deleted, not even with `--cascade=orphan`. The way back is the only way out.'
}
