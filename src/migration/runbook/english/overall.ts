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
    holds: 'It holds for the input of that hash: where the same call prints another, make it again.'
  },
  promise: {
    one: (count: number, title: string) => `At least ${pods(count)} of ${title} (N) stay Ready`,
    many: (count: number) => `Of each workload at least its N pods, ${count} in all, stay Ready`,
    whole: (kept: string, { isScaled }: Scene) =>
      `The Rollout grows beside the Deployment, then the Deployment shrinks by as much. ${kept} from the ${isScaled ? 'pause of the autoscaler' : 'first stage'} to the last stage, as long as these rules are kept:`
  },
  rules: {
    oneCommit: (scene: Scene) =>
      `One commit a stage, in this order. Never two stages in one ${runOf(scene)}.`,
    settled: 'Go on only when the stage has settled: `rolloutify migrate status --live` exits 0.',
    template: 'No change of the pod template on the way: no image, no environment, no restart.',
    rest: ({ isScaled, hasPin }: Scene) =>
      `When a wait does not return, or in doubt: stop and stay. Every stage can be rested at${isScaled && hasPin ? ', `pin-replicas` alone not for long' : ''}, and each has its way back.`,
    delete: 'Never delete the Rollout while it has pods. Never delete the Deployment at all.'
  },
  before: {
    title: 'Before you begin',
    folders: (out: string) =>
      `Each folder of ${out} holds the complete manifests of one stage. Bring them folder by folder: the manifests of one folder in the place of those before, in one commit.`,
    configuration:
      'Each stage is one commit that changes `stage:` in the configuration, and what is rendered by it:',
    namespace: 'Commands without a namespace use the one of the current context.',
    calls:
      'Each stage has its call below. It moves the workloads of that stage alone: with others in the plan some wait. `--diff` in place of `--write` shows the commit before it is made.',
    missing: 'The configuration does not say yet what the gate needs. Write it there first:',
    missingOf: (name: string, line: string) => `${name}: ${line}`,
    inPlace:
      'Or make the same steps in your own sources, which then remember what they were. The gate is that of the sources:',
    snapshot:
      '`$SNAPSHOT` is a temporary file, made anew at each stage: it holds the environment of the pods, and has no place in Git.',
    manualSync:
      'With a manual sync policy each stage is synced by a person once it is merged: `argocd app sync "$APP"`, or the button. Waiting alone brings nothing.',
    context: 'See that `kubectl config current-context` is the cluster that is meant.'
  },
  whoElse: {
    title: 'Who else names these Deployments',
    intro: 'Nothing of this follows by itself:',
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
