import { define } from './diagnostic.ts'
import { newerFieldWords } from './kubernetes/rollout-types.ts'
import { nearest } from './nearest.ts'

// Wrong configuration, and commands that are not told what they need.

export const unreadableConfig = define({
  code: 'unreadable-config',
  severity: 'error',
  exit: 2,
  message: (reason: string) => `The configuration cannot be read: ${lowerFirst(reason)}`,
  hint: 'correct the file; `rolloutify schema` prints what it may contain',
  why: 'Without its configuration every workload would be rendered without its stage.'
})

export const missingConfig = define({
  code: 'missing-config',
  severity: 'error',
  exit: 2,
  message: (reason: string, naming: 'option' | 'environment' | 'default') =>
    `The configuration${{ option: ' file set by --config or ROLLOUTIFY_CONFIG', environment: ' file of --environment', default: '' }[naming]} cannot be read: ${reason}`,
  hint: (_reason: string, naming: 'option' | 'environment' | 'default') =>
    ({
      option:
        'correct --config or ROLLOUTIFY_CONFIG; `rolloutify init` prints a starter configuration',
      environment:
        'correct --environment, or create the file: `rolloutify init` prints a starter configuration',
      default: 'make it a readable file, or pass another one with --config'
    })[naming],
  why: 'Without its configuration every workload would be rendered without its stage.'
})

export const repeatedConfigKey = define({
  code: 'repeated-config-key',
  severity: 'error',
  exit: 2,
  message: (key: string) => `Duplicate key "${key}"`,
  hint: 'keep one of the two',
  why: 'YAML readers disagree on which of the two counts, so a workload could be rendered at another stage.'
})

export const unknownConfigKey = define({
  code: 'unknown-config-key',
  severity: 'error',
  exit: 2,
  message: (key: string, _similar: string | undefined) =>
    `The configuration has no key "${key}" here`,
  hint: (_key: string, similar: string | undefined) =>
    similar === undefined
      ? '`rolloutify schema` lists the valid keys'
      : `did you mean "${similar}"?`,
  why: 'A misspelled setting would be ignored, and the workload rendered without it.'
})

export const invalidConfig = define({
  code: 'invalid-config',
  severity: 'error',
  exit: 2,
  message: (path: string, reason: string) => `${path}: ${reason}`,
  hint: 'correct the value; `rolloutify schema` prints the valid values',
  why: 'The workload would be rendered at another stage, or with other numbers, than meant.'
})

export const unknownStage = define({
  code: 'unknown-stage',
  severity: 'error',
  exit: 2,
  message: (stage: string, _names: readonly string[]) => `Unknown stage "${stage}"`,
  hint: (stage: string, names: readonly string[]) => {
    // Another percent is no slip of the hand: it needs other percents.
    const similar = /^\w+-\d+$/.test(stage) ? undefined : nearest(stage, names)
    const meant = similar === undefined ? '' : `did you mean "${similar}"? `
    return `${meant}expected one of ${names.join(', ')}, done`
  },
  why: 'Rendering another stage than the one that was meant moves pods at the wrong time.'
})

export const noStage = define({
  code: 'no-stage',
  severity: 'error',
  exit: 2,
  message: (deployment: string) =>
    `No stage is set for ${deployment}, neither in a configuration nor by --stage`,
  hint: 'begin with `--stage introduce-rollout`, or write a rolloutify.yaml with `rolloutify init`',
  why: 'Without a stage nothing decides how many pods the Deployment and the Rollout get.'
})

export const namespaceUnknown = define({
  code: 'namespace-unknown',
  severity: 'error',
  exit: 2,
  message: (name: string, namespace: string) =>
    `The entry for "${name}" requires namespace "${namespace}", but the namespace of this run is unknown`,
  hint: 'pass --namespace, because Helm does not pass it to a post-renderer',
  why: 'The workload would be rendered without its Rollout, so a sync would delete its pods.'
})

export const releaseUnknown = define({
  code: 'release-unknown',
  severity: 'error',
  exit: 2,
  message: (name: string, release: string) =>
    `The entry for "${name}" requires release "${release}", but the release of this run is unknown`,
  hint: 'pass --release, because Helm does not pass it to a post-renderer',
  why: 'The workload would be rendered without its Rollout, so a sync would delete its pods.'
})

/** A workload as a message lists it, with its file where others have the same name. */
type Listed = { readonly name: string; readonly file?: string }

const haveOneName = (workloads: readonly Listed[]) =>
  new Set(workloads.map(({ name }) => name)).size < workloads.length

export const replicasForSeveral = define({
  code: 'replicas-for-several',
  severity: 'error',
  exit: 2,
  message: (said: string, workloads: readonly Listed[]) => {
    const isAlike = haveOneName(workloads)
    const more = workloads.length > 10 ? [`and ${workloads.length - 10} more`] : []
    const shown = workloads
      .slice(0, 10)
      .map(({ name, file }) => `"${name}"${isAlike && file !== undefined ? ` in ${file}` : ''}`)
    return `${said} applies to several workloads: ${[...shown, ...more].join(', ')}`
  },
  hint: (_said: string, workloads: readonly Listed[]) =>
    haveOneName(workloads)
      ? 'pass the files of one of them, because some have the same name'
      : 'set a number for each: an entry in rolloutify.yaml, or --replicas NAME=N',
  why: 'Two workloads seldom need the same number of pods: one of them would get too few.'
})

export const newerField = define({
  code: 'newer-field',
  severity: 'error',
  exit: 2,
  ...newerFieldWords,
  why: 'The CRD of an older Argo Rollouts does not have the field, so the object is rejected or the field is dropped.'
})

export const invalidSnapshot = define({
  code: 'invalid-snapshot',
  severity: 'error',
  exit: 2,
  message: (reason: string) => `The snapshot cannot be read: ${reason}`,
  hint: 'make it with `kubectl get deployments,rollouts,hpa,replicasets -o json`; add scaledobjects if the cluster has KEDA',
  why: 'Nothing is known about the cluster, so a move could take away pods that others still wait for.'
})

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
