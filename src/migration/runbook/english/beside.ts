import type { Roller, Scene } from '../scene.ts'
import { runOf } from './overall.ts'

/** What must not happen while pods move. */
export const meanwhile = {
  title: 'What must not happen during the migration',
  template:
    'Any change of the pod template: image, environment variables, `kubectl rollout restart deployment/…`. Both sets of pods would restart at once.',
  restart: "Argo CD's `restart` action, on the Deployment or on the Rollout.",
  reloader:
    'Reloader, or anything else that writes to the pod template. Switch it off for these workloads.',
  rolledBy: (title: string, roller: Roller) => `${title} has ${rollerText(roller)}`,
  secondAutoscaler:
    'A second autoscaler, such as one for the Rollout ahead of time: two on the same pods block each other.',
  newAutoscaler: 'A new autoscaler: it would undo the stages.',
  selectiveSync:
    'A selective sync of two stages, or a sync over several commits: hold back the next commit until this one has settled.',
  argoRollback: '`argocd app rollback` over more than one stage.',
  helmRollback: '`helm rollback` over more than one stage.',
  services:
    "Services or traffic routing on the Rollout: a Service named there sends all traffic to the Rollout's pods, however few. Add `steps` and analysis after the migration as well.",
  scaleDown:
    '`workloadRef.scaleDown`: it scales the Deployment to 0 while the Rollout has only some of the pods, or none.',
  orphan:
    'Deleting the Rollout, even with `--cascade=orphan`: the Deployment adopts its pods and removes them.'
}

function rollerText(roller: Roller): string {
  if (roller.kind === 'annotation') return `the annotation \`${roller.key}: "${roller.value}"\``
  return roller.kind === 'config'
    ? `${roller.config}: a change to it changes the pod template`
    : `\`${roller.key}\` in its pod template: a change to what it hashes changes the template`
}

/** An image that cannot wait. */
export const imageChange = {
  title: 'If the image must change midway',
  intro:
    'Best: first continue to the last shrink, where only the Rollout rolls, or go back to where only the Deployment has pods. If it cannot wait, change it at a settled stage, in a separate commit:',
  alone:
    'No stage in the same commit, and no `steps`: with steps the Deployment would roll unguarded while the Rollout waits, and later grows would start pods of the old image.',
  both: 'Both sets of pods roll at once, each with its own maxSurge on top of the peak. No canary guards this.',
  paused:
    '`paused: true` on the Deployment does not prevent it: the Rollout would use the new image all the same.',
  check: 'The check of the commit reports `template-changed`, and is right. For this one commit:',
  rolled: 'Continue once both have rolled, with a fresh snapshot:',
  undo: 'The second must print the same count three times (`0//` at 0). To undo it, revert the commit.'
}

/** The time in which nothing scales. */
export const whilePaused = {
  title: 'While the autoscaler is paused',
  window: (replicas: number | undefined) =>
    `Nothing scales from \`pause-autoscaler\` to \`release-autoscaler\`. Choose a quiet window, and an N${replicas === undefined ? '' : ` (${replicas})`} with headroom over the live count at a busy hour.`,
  pin: ({ isArgo }: Scene) =>
    `Do not stay at \`pin-replicas\`: the autoscaler is active, but each sync or release writes N over its count, even over a higher one${isArgo ? ' (with `selfHeal` every few seconds)' : ''}. Apply the pause soon.`,
  load: (folder: string, most: string, awake: string) =>
    `If the load is more than N pods can serve, see [Emergencies](#emergencies). ${folder} has the most pods, ${most}. Back at ${awake} the autoscaler is active again.`,
  byHand: 'Do not scale by hand: the stage would no longer be settled.',
  keda: 'KEDA has no HPA during this time: alerts about a missing HPA or a paused ScaledObject are expected.',
  values:
    "If the chart's values have `replicas`, pin N there too, in the commit of `pin-replicas`: a release without rolloutify then still requests N pods."
}

/** The way back, stage by stage. */
export const wayBack = {
  title: 'Going back',
  byCall: 'Use the command at the end of the section of the present stage.',
  byFolder: 'Apply the folder before the present one, as each stage says.',
  upwards:
    'Go through the same stages in reverse, one commit each. On the way back each stage must show what its own section says.',
  order: (scene: Scene) =>
    `The Deployment grows first, then the Rollout shrinks. Never both in one ${runOf(scene)}.`,
  snapshot: 'Take a fresh snapshot of the present stage before each commit that lowers a count.',
  wakes: (awake: string) =>
    `The autoscaler is activated (back to ${awake}) before the pin is removed.`,
  line: 'A `replicas` line that the baseline of the Deployment never had stays. Without it the API server sets 1, and 1 pod is left until the autoscaler reacts.',
  last: 'The Rollout is deleted last, at 0 pods.'
}

/** What holds for good. */
export const afterwards = {
  title: 'After the migration',
  deployment:
    'The Deployment stays for good, at 0, because the Rollout uses its pod template. If it is deleted, the Rollout stops at its next change; if it is created again, it may take over pods and remove them.',
  selector: 'The Rollout keeps its `spec.selector` and its `replicas` line.',
  status: (rollout: string) =>
    `\`kubectl rollout status deployment/…\` no longer proves anything: at 0 it always succeeds. In pipelines use \`kubectl argo rollouts status ${rollout}\`, or wait for the available pods of the Rollout:`,
  phase:
    'Never rely on `.status.phase` or the condition `Available` alone: both can be stale for a moment.',
  helm4: 'Keep running upgrades without `--wait`.',
  next: 'Add Services (`stableService`, `canaryService`), traffic routing, `steps` and analysis in this order, each in a separate commit, without a new image, while the Rollout is Healthy and at rest.',
  restart:
    '`kubectl rollout restart deployment/…` now starts a whole canary. For a plain restart use `kubectl argo rollouts restart`.',
  delete:
    'Do not delete the Rollout, not even with `--cascade=orphan`. The only way out is the way back.'
}
