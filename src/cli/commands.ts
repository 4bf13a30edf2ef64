import type { Action, Callable } from './arguments.ts'
import type { OptionName } from './options.ts'

/** A command as the help shows it. */
export type Command = Callable & { readonly summary: string }

const output: OptionName[] = ['write', 'out', 'diff', 'check']
const ending: OptionName[] = ['fail-on', 'quiet']

/** What says which configuration is read. */
const configuration: OptionName[] = ['config', 'environment']

/** What says which workloads are meant, and how they are moved. */
const workloads: OptionName[] = [
  ...configuration,
  'replicas',
  'percents',
  'namespace',
  'release',
  'workload',
  'applier'
]
const filter: OptionName[] = ['stage', ...workloads, 'replicas-ignored', 'host', ...ending]
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
  ...configuration,
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
  summary: 'convert manifests to a stage of the migration to Argo Rollouts',
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
    summary: 'comment or uncomment canary steps',
    actions: [
      { word: 'on', summary: 'uncomment the steps', options: [...steps, ...output] },
      { word: 'off', summary: 'comment the steps out', options: [...steps, ...output] },
      { word: 'use', summary: 'replace the steps by a profile', options: [...steps, ...output] },
      {
        word: 'status',
        summary: 'show which steps exist, whether they are on, and what they do',
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
    summary: 'migrate from Deployment to Rollout, one reviewed stage at a time',
    actions: [
      {
        word: 'plan',
        summary: 'write a folder for each stage, and the runbook',
        options: [...migration, 'out', 'lang']
      },
      {
        word: 'next',
        summary: 'move one stage forward',
        options: [...move, 'stage', 'max-surplus']
      },
      {
        word: 'back',
        summary: 'move one stage back',
        options: [...move, 'stage', 'drop-replicas']
      },
      {
        word: 'abort',
        summary:
          'leave the migration: first restore all pods of the Deployment, then remove those of the Rollout',
        options: move
      },
      {
        word: 'raise',
        summary: 'raise N during a migration, with --replicas NAME=N; it only adds pods',
        options: [...workloads.filter(each => each !== 'percents'), ...ending, ...output]
      },
      {
        word: 'status',
        summary:
          'show the stage of each workload; with --live, whether the cluster has settled there',
        options: [...migration, 'format']
      }
    ],
    examples: [
      'rolloutify migrate plan --replicas 8 --out plan k8s/',
      'rolloutify migrate plan --lang ja --out plan k8s/',
      'rolloutify migrate next --write k8s/',
      'rolloutify migrate next --live snapshot.json --write k8s/',
      'rolloutify migrate next --max-surplus 40 --live snapshot.json --write k8s/',
      'rolloutify migrate back --diff k8s/',
      'rolloutify migrate abort --write k8s/',
      'rolloutify migrate raise --replicas web=12 --write k8s/',
      'rolloutify migrate status --live snapshot.json k8s/',
      "rolloutify migrate status --environment '*'"
    ]
  },
  {
    name: 'simulate',
    usage: 'simulate [OPTIONS] [FILE|DIR…|-]',
    summary:
      'prove that a change keeps enough pods in every order of applying it, or show how it fails',
    actions: [
      {
        word: '',
        summary: 'simulate the plan, or the change between --from and --to',
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
        summary: 'show the pods at each canary step',
        options: ['canary', ...configuration, 'replicas', 'workload', 'format', ...ending]
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
    summary: 'write the migration plan as one HTML page, with --out PAGE.html',
    actions: only([...workloads, 'out', ...ending]),
    examples: ['rolloutify report --replicas 40 --out plan.html k8s/']
  },
  {
    name: 'check',
    usage: 'check [OPTIONS] [FILE|DIR…|-]',
    summary: 'find manifests that would break, have no effect or are half migrated',
    actions: only(['format', 'output', 'rule', 'from', ...configuration, 'namespace', ...ending]),
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
    summary: 'print what Argo CD needs to switch canaries and to release from its dashboard',
    actions: [
      {
        word: 'actions',
        summary:
          'print the actions that switch the canary of the next release, to merge into argocd-cm',
        options: [...configuration, 'merge', 'argo-cd', ...output, ...ending]
      },
      {
        word: 'ignore',
        summary: 'print the rule that leaves the replicas of Rollouts to their autoscalers',
        options: ['workload', 'remove', ...output, ...ending]
      },
      {
        word: 'parameters',
        summary:
          'for a plugin: list the parameters of an Application for the workloads that a command prints',
        options: plugin
      },
      {
        word: 'generate',
        summary:
          'for a plugin: convert what a command prints, by the parameters of the Application',
        options: plugin
      },
      {
        word: 'rbac',
        summary: 'print the RBAC policy for people who release from the dashboard',
        options: ['role', 'project', ...ending]
      },
      {
        word: 'values',
        summary:
          'print values for the charts argo-cd and argo-rollouts: two documents, or two files with --out',
        options: [...configuration, 'argo-cd', 'rollouts', 'role', 'project', 'out', ...ending]
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
    usage: 'datadog [OPTIONS] [METRIC…]',
    summary: 'print the AnalysisTemplates for the metrics in rolloutify.yaml',
    actions: only([...configuration, 'namespace', 'merge', ...output, ...ending]),
    examples: [
      'rolloutify datadog errors',
      'rolloutify datadog --namespace prod --out chart/templates',
      'rolloutify datadog --merge chart/templates --diff',
      'rolloutify datadog --merge chart/templates --write'
    ]
  },
  {
    name: 'init',
    usage: 'init [OPTIONS] [FILE|DIR…|-]',
    summary: 'write a starter rolloutify.yaml for the manifests',
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
      'helmfile template | rolloutify init --update rolloutify.yaml --write'
    ]
  },
  {
    name: 'exec',
    usage: 'exec [OPTIONS] -- COMMAND…',
    summary: 'run a command and convert its output, keeping its exit code and messages',
    actions: only(filter),
    examples: ['rolloutify exec --stage introduce-rollout -- helm template shop ./chart']
  },
  {
    name: 'explain',
    usage: 'explain [CODE]',
    summary: 'explain a diagnostic with an example; without a code, list all of them',
    actions: only([]),
    examples: ['rolloutify explain several-autoscalers']
  },
  {
    name: 'helm-plugin',
    usage: 'helm-plugin DIR',
    summary: 'write a plugin folder that lets Helm 4 run this program as a post-renderer',
    actions: only([]),
    examples: ['rolloutify helm-plugin ./plugin && helm plugin install ./plugin']
  },
  {
    name: 'schema',
    usage: 'schema',
    summary: 'print the JSON Schema of rolloutify.yaml',
    actions: only([]),
    examples: ['rolloutify schema > rolloutify.schema.json']
  }
]
