import { convertOptions, outputOptions } from './convert.ts'
import type { OptionName } from './arguments.ts'

/** A command as the help shows it. */
export type Command = {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options: readonly OptionName[]
  readonly examples: readonly string[]
}

export const commands: readonly Command[] = [
  {
    name: 'convert',
    usage: 'convert [OPTIONS] [FILE|DIR…]',
    summary: 'Deployments and their autoscalers at a stage of their migration to Argo Rollouts',
    options: [...convertOptions, ...outputOptions],
    examples: [
      'helm template shop ./chart | rolloutify --stage introduce-rollout',
      'rolloutify convert --diff k8s/',
      'rolloutify convert --write --stage introduce-rollout k8s/web.yaml k8s/hpa.yaml'
    ]
  },
  {
    name: 'steps',
    usage: 'steps on|off|status|use PROFILE [OPTIONS] [FILE|DIR…|-]',
    summary: 'the canary steps of Rollouts and values, commented out or not',
    options: ['workload', 'live', 'format', 'config', 'fail-on', 'quiet', ...outputOptions],
    examples: [
      'rolloutify steps on --write k8s/web.yaml',
      'rolloutify steps off --diff --live snapshot.json k8s/web.yaml',
      'rolloutify steps use careful --write values.yaml',
      'rolloutify steps status k8s/',
      'rolloutify steps status --check k8s/'
    ]
  },
  {
    name: 'migrate',
    usage: 'migrate plan|next|back|status [OPTIONS] [FILE|DIR…|-]',
    summary: 'the road from Deployment to Rollout, one reviewed stage at a time',
    options: [
      'config',
      'replicas',
      'percents',
      'namespace',
      'release',
      'workload',
      'applier',
      'live',
      'unverified',
      'drop-replicas',
      'replicas-ignored',
      'from',
      'format',
      'fail-on',
      'quiet',
      ...outputOptions
    ],
    examples: [
      'rolloutify migrate plan --replicas 8 --out plan k8s/',
      'rolloutify migrate next --write k8s/',
      'rolloutify migrate next --live snapshot.json --write k8s/',
      'rolloutify migrate back --diff k8s/',
      'rolloutify migrate status --live snapshot.json k8s/'
    ]
  },
  {
    name: 'simulate',
    usage: 'simulate [OPTIONS] [FILE|DIR…|-]',
    summary: 'the proof that no order of applying a stage takes pods away, or how one does',
    options: [
      'from',
      'to',
      'disturb',
      'unverified',
      'canary',
      'config',
      'replicas',
      'percents',
      'namespace',
      'release',
      'workload',
      'applier',
      'replicas-ignored',
      'format',
      'fail-on',
      'quiet'
    ],
    examples: [
      'rolloutify simulate --replicas 8 k8s/',
      'rolloutify simulate --from grow-25 --to shrink-100 --replicas 8 k8s/',
      'rolloutify simulate --from main/k8s --to k8s --replicas 8',
      'rolloutify simulate --canary --replicas 8 k8s/web.yaml'
    ]
  },
  {
    name: 'check',
    usage: 'check [OPTIONS] [FILE|DIR…|-]',
    summary: 'what breaks, does nothing or is left half done, before it is merged',
    options: ['format', 'output', 'rule', 'from', 'config', 'namespace', 'fail-on', 'quiet'],
    examples: [
      'rolloutify check k8s/',
      'rolloutify check --from main k8s/web.yaml k8s/hpa.yaml',
      'rolloutify check --format github --output sarif=rolloutify.sarif .'
    ]
  },
  {
    name: 'init',
    usage: 'init [OPTIONS] [FILE|DIR…|-]',
    summary: 'a rolloutify.yaml to begin with, for what it is given',
    options: ['namespace', 'release', 'live', 'quiet'],
    examples: ['helm template shop ./chart | rolloutify init --release shop > rolloutify.yaml']
  },
  {
    name: 'exec',
    usage: 'exec [OPTIONS] -- COMMAND…',
    summary: 'what a command prints, converted; its exit code and its messages stay',
    options: convertOptions,
    examples: ['rolloutify exec --stage introduce-rollout -- helm template shop ./chart']
  },
  {
    name: 'explain',
    usage: 'explain [CODE]',
    summary: 'what a diagnostic means, with an example; without a code, all there are',
    options: [],
    examples: ['rolloutify explain several-autoscalers']
  },
  {
    name: 'helm-plugin',
    usage: 'helm-plugin DIR',
    summary: 'a plugin folder by which Helm 4 runs this program as a post-renderer',
    options: [],
    examples: ['rolloutify helm-plugin ./plugin && helm plugin install ./plugin']
  },
  {
    name: 'schema',
    usage: 'schema',
    summary: 'the JSON Schema of rolloutify.yaml',
    options: [],
    examples: ['rolloutify schema > rolloutify.schema.json']
  }
]
