import { define } from './diagnostic.ts'
import { newerFieldWords } from './kubernetes/rollout-types.ts'

// Wrong configuration, and commands that are not told what they need.

export const unreadableConfig = define({
  code: 'unreadable-config',
  severity: 'error',
  exit: 2,
  message: (reason: string) => `The configuration cannot be read: ${lowerFirst(reason)}`,
  hint: 'correct the file; `rolloutify schema` prints what it may contain'
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
        'correct --environment, or make the file: `rolloutify init` prints a starter configuration',
      default: 'make it a readable file, or pass another one with --config'
    })[naming]
})

export const repeatedConfigKey = define({
  code: 'repeated-config-key',
  severity: 'error',
  exit: 2,
  message: (key: string) => `Duplicate key "${key}"`,
  hint: 'keep one of the two'
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
      : `did you mean "${similar}"?`
})

export const invalidConfig = define({
  code: 'invalid-config',
  severity: 'error',
  exit: 2,
  message: (path: string, reason: string) => `${path}: ${reason}`,
  hint: 'correct the value; `rolloutify schema` prints the valid values'
})

export const unknownStage = define({
  code: 'unknown-stage',
  severity: 'error',
  exit: 2,
  message: (stage: string, _names: readonly string[]) => `Unknown stage "${stage}"`,
  hint: (_stage: string, names: readonly string[]) => `expected one of ${names.join(', ')}, done`
})

export const noStage = define({
  code: 'no-stage',
  severity: 'error',
  exit: 2,
  message: (deployment: string) =>
    `No stage is set for ${deployment}, neither in a configuration nor by --stage`,
  hint: 'begin with `--stage introduce-rollout`, or write a rolloutify.yaml with `rolloutify init`'
})

export const namespaceUnknown = define({
  code: 'namespace-unknown',
  severity: 'error',
  exit: 2,
  message: (name: string, namespace: string) =>
    `The entry for "${name}" requires namespace "${namespace}", but the namespace of this run is unknown`,
  hint: 'pass --namespace, because Helm does not pass it to a post-renderer'
})

export const releaseUnknown = define({
  code: 'release-unknown',
  severity: 'error',
  exit: 2,
  message: (name: string, release: string) =>
    `The entry for "${name}" requires release "${release}", but the release of this run is unknown`,
  hint: 'pass --release, because Helm does not pass it to a post-renderer'
})

export const replicasForSeveral = define({
  code: 'replicas-for-several',
  severity: 'error',
  exit: 2,
  message: (replicas: number, names: readonly string[]) =>
    `--replicas ${replicas} applies to several workloads: ${names.map(name => `"${name}"`).join(', ')}`,
  hint: 'set a number for each: an entry in rolloutify.yaml, or --replicas NAME=N'
})

export const newerField = define({
  code: 'newer-field',
  severity: 'error',
  exit: 2,
  ...newerFieldWords
})

export const invalidSnapshot = define({
  code: 'invalid-snapshot',
  severity: 'error',
  exit: 2,
  message: (reason: string) => `The snapshot cannot be read: ${reason}`,
  hint: 'make it with `kubectl get deployments,rollouts,hpa,replicasets -o json`; add scaledobjects if the cluster has KEDA'
})

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
