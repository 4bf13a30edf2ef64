import { define } from './diagnostic.ts'
import { newerFieldWords } from './kubernetes/rollout-types.ts'

// Wrong configuration, and commands that are not told what they need.

export const unreadableConfig = define({
  code: 'unreadable-config',
  severity: 'error',
  exit: 2,
  message: (reason: string) => `The configuration cannot be read: ${lowerFirst(reason)}`,
  hint: 'correct the file; `rolloutify schema` prints what it may say'
})

export const missingConfig = define({
  code: 'missing-config',
  severity: 'error',
  exit: 2,
  message: (reason: string, path: 'named' | 'by default') =>
    `The configuration${path === 'named' ? ' that was named' : ''} cannot be read: ${reason}`,
  hint: (_reason: string, path: 'named' | 'by default') =>
    path === 'named'
      ? 'correct --config or ROLLOUTIFY_CONFIG; `rolloutify init` prints a configuration to begin with'
      : 'make it a file that can be read, or name another one by --config'
})

export const repeatedConfigKey = define({
  code: 'repeated-config-key',
  severity: 'error',
  exit: 2,
  message: (key: string) => `The key "${key}" stands here twice`,
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
      ? '`rolloutify schema` prints the keys that there are'
      : `did you mean "${similar}"?`
})

export const invalidConfig = define({
  code: 'invalid-config',
  severity: 'error',
  exit: 2,
  message: (path: string, reason: string) => `${path}: ${reason}`,
  hint: 'correct the value; `rolloutify schema` prints what it may be'
})

export const unknownStage = define({
  code: 'unknown-stage',
  severity: 'error',
  exit: 2,
  message: (stage: string, _names: readonly string[]) => `There is no stage "${stage}"`,
  hint: (_stage: string, names: readonly string[]) => `expected one of ${names.join(', ')}, done`
})

export const noStage = define({
  code: 'no-stage',
  severity: 'error',
  exit: 2,
  message: (deployment: string) =>
    `No stage is given for ${deployment}: neither by a configuration nor by --stage`,
  hint: 'begin with `--stage introduce-rollout`, or write a rolloutify.yaml with `rolloutify init`'
})

export const namespaceUnknown = define({
  code: 'namespace-unknown',
  severity: 'error',
  exit: 2,
  message: (name: string, namespace: string) =>
    `The entry for "${name}" asks for namespace "${namespace}", and the namespace of this run is not known`,
  hint: 'give --namespace: Helm does not tell it to a post-renderer'
})

export const releaseUnknown = define({
  code: 'release-unknown',
  severity: 'error',
  exit: 2,
  message: (name: string, release: string) =>
    `The entry for "${name}" asks for release "${release}", and the release of this run is not known`,
  hint: 'give --release: Helm does not tell it to a post-renderer'
})

export const replicasForSeveral = define({
  code: 'replicas-for-several',
  severity: 'error',
  exit: 2,
  message: (replicas: number, names: readonly string[]) =>
    `${replicas} replicas are given for several workloads: ${names.map(name => `"${name}"`).join(', ')}`,
  hint: 'give each its own number: an entry for each in rolloutify.yaml, or --replicas NAME=N'
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
  hint: 'make it with `kubectl get deployments,rollouts,hpa,replicasets -o json`, and scaledobjects where there are some'
})

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
