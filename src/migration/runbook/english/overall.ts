import type { Proof, Scene } from '../scene.ts'

const pods = (count: number) => (count === 1 ? '1 pod' : `${count} pods`)

/** What a sync of Argo CD, and a run of any other applier, is called. */
export const runOf = ({ isArgo }: Scene) => (isArgo ? 'sync' : 'run')

/** What the runbook says before its stages. */
export const overall = {
  title: (subject: string) => `Runbook: ${subject} from Deployment to Rollout`,
  workloads: (count: number) => `${count} workloads`,
  origin: {
    plan: 'this plan',
    madeBy: 'made by',
    input: 'of',
    standardInput: 'standard input',
    hash: 'input, sha256',
    cluster: 'cluster and environment',
    person: 'who and when',
    holds:
      'It is valid for the input with that hash. If the same call prints another hash, write it again.'
  },
  promise: {
    one: (count: number, title: string) => `At least ${pods(count)} of ${title} (N) stay Ready`,
    many: (count: number) => `Of each workload at least its N pods, ${count} in all, stay Ready`,
    whole: (kept: string, { isScaled }: Scene) =>
      `The Rollout grows beside the Deployment, then the Deployment shrinks by as much. ${kept} from the ${isScaled ? 'pause of the autoscaler' : 'first stage'} to the last stage, as long as you follow these rules:`
  },
  rules: {
    oneCommit: (scene: Scene) =>
      `One commit for each stage, in this order. Never two stages in one ${runOf(scene)}.`,
    settled:
      'Continue only once the stage has settled: `rolloutify migrate status --live` exits 0.',
    template:
      'Do not change the pod template on the way: no image, no environment variable, no restart.',
    rest: ({ isScaled, hasPin }: Scene) =>
      `If a wait does not return, or if in doubt: stop and stay. You can stay at every stage${isScaled && hasPin ? ' (at `pin-replicas` not for long)' : ''}, and go back from each.`,
    delete: 'Never delete the Rollout while it has pods. Never delete the Deployment at all.'
  },
  before: {
    title: 'Before you begin',
    folders: (out: string) =>
      `Each folder of ${out} contains the complete manifests of one stage. Apply them folder by folder: each commit replaces the manifests by those of the next folder.`,
    configuration:
      'Each stage is one commit. It changes `stage:` in the configuration, and so the rendered manifests.',
    namespace: 'Commands without a namespace use that of the current context.',
    calls:
      'The section of each stage has its command. It moves only the workloads of that stage; the others wait. `--diff` instead of `--write` shows the change first.',
    missing: 'The configuration does not yet set what the gate needs. Add it first:',
    missingOf: (name: string, line: string) => `${name}: ${line}`,
    inPlace:
      'Or make the same steps in your own sources, which then record their original. The gate checks these sources:',
    snapshot:
      '`$SNAPSHOT` is a temporary file, new for each stage. It contains the environment variables of the pods, so keep it out of Git.',
    manualSync:
      'With a manual sync policy, sync each stage yourself once it is merged: `argocd app sync "$APP"`, or the button. Waiting alone does nothing.',
    context: 'Make sure that `kubectl config current-context` prints the right cluster.'
  },
  whoElse: {
    title: 'What else refers to these Deployments',
    intro: 'None of this follows by itself:',
    finding: (_code: string, message: string, hint: string) => `${message}: ${hint}.`
  },
  proof: ({ states, minServing, isChosen, broken, open }: Proof) => {
    const [first] = broken
    if (first) {
      return `BROKEN for ${first.workload}: ${first.rule}; \`rolloutify simulate\` shows how`
    }
    const chosen = isChosen ? ', fewer than N only if the autoscaler decides so' : ''
    const looked = `in every order, forward and back, at least ${minServing} pods serve${chosen}`
    const rest = open > 0 ? `; ${open} changes were not proved to the end` : ''
    return `${looked} (${states.toLocaleString('en')} states)${rest}`
  }
}
