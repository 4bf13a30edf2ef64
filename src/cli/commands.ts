import type { Action, Callable } from './arguments.ts'
import type { OptionName } from './options.ts'

/** A command as the help shows it. */
export type Command = Callable & { readonly summary: string }

const output: OptionName[] = ['write', 'out', 'diff', 'check']
const ending: OptionName[] = ['fail-on', 'quiet']

/** What says which workloads are meant, and how they are moved. */
const workloads: OptionName[] = [
  'config',
  'replicas',
  'percents',
  'namespace',
  'release',
  'workload',
  'applier'
]
const filter: OptionName[] = ['stage', ...workloads, 'host', ...ending]
const migration: OptionName[] = [...workloads, 'replicas-ignored', 'live', ...ending]
const move: OptionName[] = [...migration, 'unverified', 'from', ...output]
const steps: OptionName[] = [
  'environment',
  'release',
  'values',
  'workload',
  'live',
  'config',
  ...ending
]

/** What a config management plugin of Argo CD is told. */
const plugin: OptionName[] = [
  'config',
  'replicas',
  'percents',
  'namespace',
  'release',
  'applier',
  ...ending
]

const only = (options: readonly OptionName[]): Action[] => [{ word: '', summary: '', options }]

/** What is done without a command, too. */
export const convert: Command = {
  name: 'convert',
  usage: 'convert [OPTIONS] [FILE|DIR…]',
  summary: 'Deployments and their autoscalers at a stage of their migration to Argo Rollouts',
  actions: only([...filter, ...output]),
  examples: [
    'helm template shop ./chart | rolloutify --stage introduce-rollout',
    'rolloutify convert --diff k8s/',
    'rolloutify convert --write --stage introduce-rollout k8s/web.yaml k8s/hpa.yaml'
  ]
}

export const commands: readonly Command[] = [
  convert,
  {
    name: 'steps',
    usage: 'steps on|off|status|use PROFILE [OPTIONS] [FILE|DIR…|-]',
    summary: 'the canary steps of Rollouts and values, commented out or not',
    actions: [
      { word: 'on', summary: 'uncomment the steps', options: [...steps, ...output] },
      { word: 'off', summary: 'comment the steps out', options: [...steps, ...output] },
      { word: 'use', summary: 'replace the steps by a profile', options: [...steps, ...output] },
      {
        word: 'status',
        summary: 'which steps there are, whether they are on, and what they do',
        options: [...steps, 'format', 'check', 'from']
      }
    ],
    examples: [
      'rolloutify steps on web.yaml',
      'rolloutify steps off --write --live snapshot.json k8s/web.yaml',
      'rolloutify steps use careful --write values.yaml',
      'rolloutify steps status k8s/',
      'rolloutify steps status --environment production',
      'rolloutify steps on --write --environment production --release chat-api',
      'rolloutify steps status --values values.yaml --values production.yaml',
      'rolloutify steps status --check k8s/',
      'rolloutify steps status --check --from HEAD k8s/'
    ]
  },
  {
    name: 'migrate',
    usage: 'migrate plan|next|back|abort|raise|status [OPTIONS] [FILE|DIR…|-]',
    summary: 'the road from Deployment to Rollout, one reviewed stage at a time',
    actions: [
      {
        word: 'plan',
        summary: 'every stage in a folder of its own, and the runbook',
        options: [...migration, 'out']
      },
      {
        word: 'next',
        summary: 'one stage on',
        options: [...move, 'environment', 'stage', 'max-surplus']
      },
      {
        word: 'back',
        summary: 'one stage back',
        options: [...move, 'environment', 'stage', 'drop-replicas']
      },
      {
        word: 'abort',
        summary: 'out of a migration: first all pods of the Deployment, then none of the Rollout',
        options: move
      },
      {
        word: 'raise',
        summary: 'a larger N in the middle of a migration: --replicas NAME=N; it only adds pods',
        options: [...workloads.filter(each => each !== 'percents'), ...ending, ...output]
      },
      {
        word: 'status',
        summary: 'where each workload is; with --live, whether the cluster has settled there',
        options: [...migration, 'environment', 'format']
      }
    ],
    examples: [
      'rolloutify migrate plan --replicas 8 --out plan k8s/',
      'rolloutify migrate next --write k8s/',
      'rolloutify migrate next --live snapshot.json --write k8s/',
      'rolloutify migrate next --max-surplus 40 --live snapshot.json --write k8s/',
      'rolloutify migrate back --diff k8s/',
      'rolloutify migrate abort --write k8s/',
      'rolloutify migrate raise --replicas web=12 --write k8s/',
      'rolloutify migrate status --live snapshot.json k8s/'
    ]
  },
  {
    name: 'simulate',
    usage: 'simulate [OPTIONS] [FILE|DIR…|-]',
    summary: 'the proof that no order of applying a stage takes pods away, or how one does',
    actions: [
      {
        word: '',
        summary: 'the plan, or the change from one end to the other',
        options: [
          'from',
          'to',
          'disturb',
          'unverified',
          ...workloads,
          'replicas-ignored',
          'format',
          ...ending
        ]
      },
      {
        word: '--canary',
        summary: 'the pods at each canary step',
        options: ['canary', 'config', 'replicas', 'workload', 'format', ...ending]
      }
    ],
    examples: [
      'rolloutify simulate --replicas 8 k8s/',
      'rolloutify simulate --from grow-25 --to shrink-100 --replicas 8 k8s/',
      'rolloutify simulate --from main/k8s --to k8s --replicas 8',
      'rolloutify simulate --canary --replicas 8 k8s/web.yaml'
    ]
  },
  {
    name: 'report',
    usage: 'report [OPTIONS] [FILE|DIR…|-]',
    summary: 'the plan of a migration as one page to look at: --out PAGE.html',
    actions: only([...workloads, 'out', ...ending]),
    examples: ['rolloutify report --replicas 40 --out plan.html k8s/']
  },
  {
    name: 'check',
    usage: 'check [OPTIONS] [FILE|DIR…|-]',
    summary: 'what breaks, does nothing or is left half done, before it is merged',
    actions: only(['format', 'output', 'rule', 'from', 'config', 'namespace', ...ending]),
    examples: [
      'rolloutify check k8s/',
      'rolloutify check --from main k8s/web.yaml k8s/hpa.yaml',
      'rolloutify check --format github --output sarif=rolloutify.sarif .'
    ]
  },
  {
    name: 'argocd',
    usage:
      'argocd actions|ignore|parameters|generate|rbac|values [OPTIONS] [FILE|DIR…|-] [-- COMMAND…]',
    summary: 'what Argo CD needs for canaries to be switched and released from its dashboard',
    actions: [
      {
        word: 'actions',
        summary:
          'the actions that switch the canary of the next release, to be merged into argocd-cm',
        options: ['config', 'merge', 'argo-cd', ...output, ...ending]
      },
      {
        word: 'ignore',
        summary: 'the rule that leaves the count of Rollouts to their autoscalers',
        options: ['workload', 'remove', ...output, ...ending]
      },
      {
        word: 'parameters',
        summary: 'for a plugin: what an Application may say of the workloads that a command prints',
        options: plugin
      },
      {
        word: 'generate',
        summary: 'for a plugin: what a command prints, converted as the Application says',
        options: plugin
      },
      {
        word: 'rbac',
        summary: 'the policy lines of those who release from the dashboard',
        options: ['role', 'project', ...ending]
      },
      {
        word: 'values',
        summary:
          'values of the charts argo-cd and argo-rollouts: two documents, or with --out two files',
        options: ['config', 'argo-cd', 'rollouts', 'role', 'project', 'out', ...ending]
      }
    ],
    examples: [
      'rolloutify argocd actions > actions.yaml',
      'rolloutify argocd actions --merge argocd-cm.yaml --write',
      'rolloutify argocd ignore argocd/shop.yaml',
      'rolloutify argocd ignore --write argocd/shop.yaml',
      'rolloutify argocd ignore --remove --diff argocd/shop.yaml',
      'rolloutify argocd parameters -- helm template shop .',
      'rolloutify argocd generate --release shop -- helm template shop .',
      'rolloutify argocd rbac --role developer --project shop',
      'rolloutify argocd values --argo-cd 3.6 --role developer --project shop --out values'
    ]
  },
  {
    name: 'datadog',
    usage: 'datadog [OPTIONS] [NAME…]',
    summary: 'the AnalysisTemplates for the metrics that rolloutify.yaml describes',
    actions: only(['config', 'namespace', 'out', ...ending]),
    examples: [
      'rolloutify datadog errors',
      'rolloutify datadog --namespace prod --out chart/templates'
    ]
  },
  {
    name: 'init',
    usage: 'init [OPTIONS] [FILE|DIR…|-]',
    summary: 'a rolloutify.yaml to begin with, for what it is given',
    actions: only([
      'namespace',
      'release',
      'live',
      'update',
      'write',
      'diff',
      'check',
      'fail-on',
      'quiet'
    ]),
    examples: [
      'helm template shop ./chart | rolloutify init --release shop > rolloutify.yaml',
      'helmfile template | rolloutify init --update rolloutify.yaml --write -'
    ]
  },
  {
    name: 'exec',
    usage: 'exec [OPTIONS] -- COMMAND…',
    summary: 'what a command prints, converted; its exit code and its messages stay',
    actions: only(filter),
    examples: ['rolloutify exec --stage introduce-rollout -- helm template shop ./chart']
  },
  {
    name: 'explain',
    usage: 'explain [CODE]',
    summary: 'what a diagnostic means, with an example; without a code, all there are',
    actions: only([]),
    examples: ['rolloutify explain several-autoscalers']
  },
  {
    name: 'helm-plugin',
    usage: 'helm-plugin DIR',
    summary: 'a plugin folder by which Helm 4 runs this program as a post-renderer',
    actions: only([]),
    examples: ['rolloutify helm-plugin ./plugin && helm plugin install ./plugin']
  },
  {
    name: 'schema',
    usage: 'schema',
    summary: 'the JSON Schema of rolloutify.yaml',
    actions: only([]),
    examples: ['rolloutify schema > rolloutify.schema.json']
  }
]
