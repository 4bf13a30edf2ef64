import { define } from '../diagnostic.ts'
import { newerFieldWords } from '../kubernetes/rollout-types.ts'

const anyOf = (words: readonly string[]) =>
  words.length === 1 ? words.join() : `one of ${words.join(', ')}`

// How a Rollout is written, whatever it says: its fields against the API's.

export const unservedApiVersion = define({
  code: 'unserved-api-version',
  severity: 'error',
  message: (apiVersion: string) => `Argo Rollouts has no Rollout of apiVersion "${apiVersion}"`,
  hint: 'write `apiVersion: argoproj.io/v1alpha1`'
})

export const unknownField = define({
  code: 'unknown-field',
  severity: 'error',
  message: (path: string, _known: readonly string[], _similar: string | undefined) =>
    `A Rollout has no field "${path}"`,
  hint: (_path, known, similar) => {
    if (similar !== undefined) return `did you mean "${similar}"?`
    if (known.length === 0 || known.length > 20) return 'take it out, or to where it belongs'
    return `expected one of ${known.join(', ')}`
  }
})

export const newerRolloutField = define({
  code: 'newer-rollout-field',
  severity: 'error',
  ...newerFieldWords
})

export const wrongFieldType = define({
  code: 'wrong-field-type',
  severity: 'error',
  message: (path: string, _expected: string) => `"${path}" has a value of the wrong type`,
  hint: (_path, expected) => `expected ${expected}`
})

export const missingField = define({
  code: 'missing-field',
  severity: 'error',
  message: (path: string) => `"${path}" is missing`,
  hint: 'give it: the API server, or the controller, refuses the Rollout without'
})

// The spec.

export const negativeValue = define({
  code: 'negative-value',
  severity: 'error',
  message: (path: string, value: number) => `"${path}" is negative: ${value}`,
  hint: 'expected 0 or more'
})

export const deadlineTooShort = define({
  code: 'deadline-too-short',
  severity: 'error',
  message: (deadline: number, ready: number) =>
    `The progress deadline of ${deadline} seconds is not longer than minReadySeconds, ${ready}`,
  hint: 'raise progressDeadlineSeconds (600 where it is not given) above minReadySeconds'
})

export const rolloutWithoutTemplate = define({
  code: 'rollout-without-template',
  severity: 'error',
  message: () => 'The Rollout has neither a pod template nor a workloadRef',
  hint: 'give it spec.workloadRef, which names a Deployment, or spec.template'
})

export const rolloutWithoutSelector = define({
  code: 'rollout-without-selector',
  severity: 'error',
  message: () => 'The Rollout has no selector',
  hint: 'give it spec.selector with labels of its pod template'
})

export const emptySelector = define({
  code: 'empty-selector',
  severity: 'error',
  message: () => 'The selector of the Rollout is empty',
  hint: 'give it matchLabels with labels of the pod template'
})

export const invalidSelector = define({
  code: 'invalid-selector',
  severity: 'error',
  message: (key: string, fault: string) => `The selector's expression on "${key}" ${fault}`,
  hint: 'write In or NotIn with values, or Exists or DoesNotExist without'
})

export const invalidLabel = define({
  code: 'invalid-label',
  severity: 'error',
  message: (path: string, what: 'key' | 'value') => `"${path}" has a ${what} that is no label's`,
  hint: 'use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; a key may have a domain and `/` before it'
})

export const selectorMissesTemplate = define({
  code: 'selector-misses-template',
  severity: 'error',
  message: (key: string) => `The selector does not match the label "${key}" of the pod template`,
  hint: 'give the pod template every label that the selector asks for'
})

export const templateBesideWorkloadRef = define({
  code: 'template-beside-workload-ref',
  severity: 'error',
  message: () => 'The Rollout has a pod template beside its workloadRef',
  hint: 'take one of them out'
})

export const templateIgnored = define({
  code: 'template-ignored',
  severity: 'warning',
  message: () => 'The pod template beside the workloadRef is overwritten by that of the workload',
  hint: 'take spec.template out'
})

export const unsupportedWorkload = define({
  code: 'unsupported-workload',
  severity: 'error',
  message: (kind: string) => `workloadRef refers to ${kind}, which has no pod template to take`,
  hint: 'expected a Deployment or ReplicaSet of apps/v1, or a PodTemplate of v1'
})

export const unknownScaleDown = define({
  code: 'unknown-scale-down',
  severity: 'warning',
  message: (value: string) => `scaleDown is "${value}", which means never`,
  hint: 'expected exactly one of never, onsuccess, progressively'
})

// The strategy.

export const strategyMissing = define({
  code: 'strategy-missing',
  severity: 'error',
  message: () => 'The Rollout has no strategy',
  hint: 'give it spec.strategy.canary; `canary: {}` is a plain rolling update'
})

export const severalStrategies = define({
  code: 'several-strategies',
  severity: 'error',
  message: () => 'The Rollout has canary and blueGreen at once',
  hint: 'take one of them out'
})

export const stepsNeverStop = define({
  code: 'steps-never-stop',
  severity: 'warning',
  message: () =>
    'The canary steps have no pause and no analysis: a new version goes to all pods at once',
  hint: 'add pause: {} behind a setWeight to wait for a person, or an analysis to measure'
})

export const noRoomToRoll = define({
  code: 'no-room-to-roll',
  severity: 'error',
  message: () => 'maxSurge and maxUnavailable are both 0, so no pod can be replaced',
  hint: 'raise one of them'
})

export const quotedCount = define({
  code: 'quoted-count',
  severity: 'warning',
  message: (path: string, value: string) => `"${path}" is "${value}", which means ${value} %`,
  hint: (_path, value) => `write ${value} without quotes for pods, or "${value}%"`
})

export const unreadableCount = define({
  code: 'unreadable-count',
  severity: 'warning',
  message: (path: string, value: string) => `"${path}" is "${value}", which counts as 0`,
  hint: 'expected a number of pods, or a percentage such as 25%'
})

export const sameService = define({
  code: 'same-service',
  severity: 'error',
  message: (one: string, other: string, service: string) =>
    `${one} and ${other} are both "${service}"`,
  hint: 'give each a Service of its own'
})

export const serviceMissing = define({
  code: 'service-missing',
  severity: 'error',
  message: (path: string, because: string) => `"${path}" is missing, which ${because} needs`,
  hint: 'name a Service there'
})

export const pingPongUnsupported = define({
  code: 'ping-pong-unsupported',
  severity: 'error',
  message: (routers: readonly string[]) =>
    `pingPong works with the routers ${routers.join(', ').replace(/, (?=\w+$)/, ' and ')} only`,
  hint: 'use canaryService and stableService'
})

export const fieldNeedsTrafficRouting = define({
  code: 'field-needs-traffic-routing',
  severity: 'error',
  message: (field: string) => `${field} is given without trafficRouting`,
  hint: 'take it out, or configure trafficRouting'
})

export const ignoredWithoutTrafficRouting = define({
  code: 'ignored-without-traffic-routing',
  severity: 'warning',
  message: (field: string) => `${field} does nothing without trafficRouting`,
  hint: 'take it out, or configure trafficRouting'
})

export const dynamicScaleWithDelay = define({
  code: 'dynamic-scale-with-delay',
  severity: 'error',
  message: () => 'dynamicStableScale is given together with scaleDownDelaySeconds',
  hint: 'take one of them out'
})

export const maxWeightUnsupported = define({
  code: 'max-weight-unsupported',
  severity: 'error',
  message: () => 'maxTrafficWeight works with the router nginx and with plugins only',
  hint: 'take it out: the weights go up to 100'
})

export const notExactlyOne = define({
  code: 'not-exactly-one',
  severity: 'error',
  message: (path: string, fields: readonly string[], count: number) =>
    count === 2 && fields.length === 2
      ? `"${path}" has both ${fields.join(' and ')}`
      : `"${path}" has ${count === 0 ? 'none' : count} of ${fields.join(', ')}`,
  hint: 'give exactly one of them'
})

export const affinityWeight = define({
  code: 'affinity-weight',
  severity: 'error',
  message: (value: number) => `The anti-affinity has the weight ${value}`,
  hint: 'expected an integer from 1 to 100'
})

export const scaleDownLimitAboveHistory = define({
  code: 'scale-down-limit-above-history',
  severity: 'error',
  message: (limit: number, history: number) =>
    `scaleDownDelayRevisionLimit is ${limit}, and only ${history} revisions are kept`,
  hint: 'raise revisionHistoryLimit (10 where it is not given), or lower the limit'
})

export const analysisNeverStarts = define({
  code: 'analysis-never-starts',
  severity: 'warning',
  message: (step: number, steps: number) =>
    `The analysis starts at step ${step}, counted from 0, and there are ${steps}`,
  hint: 'lower startingStep'
})

// Steps, as far as they depend on the rest of the Rollout.

export const stepUnsupportedByRouter = define({
  code: 'step-unsupported-by-router',
  severity: 'error',
  message: (step: string, kind: string, _routers: readonly string[]) =>
    `${step} is ${kind}, which this router cannot do`,
  hint: (_step, _kind, routers) => `take the step out, or route by ${anyOf(routers)}`
})

export const invalidMatch = define({
  code: 'invalid-match',
  severity: 'error',
  message: (path: string, _allowed: readonly string[]) =>
    `"${path}" does not give one thing to match`,
  hint: (_path, allowed) => `give it exactly ${anyOf(allowed)}`
})

export const experimentWeight = define({
  code: 'experiment-weight',
  severity: 'error',
  message: (path: string, _routers: readonly string[]) =>
    `"${path}" is given without a router that can do it`,
  hint: (_path, routers) => `take it out, or route by ${anyOf(routers)}`
})

export const unmanagedRoute = define({
  code: 'unmanaged-route',
  severity: 'error',
  message: (step: string, route: string) =>
    `${step} sets the route "${route}", which is not among trafficRouting.managedRoutes`,
  hint: 'add it to trafficRouting.managedRoutes by its name'
})

export const invalidFieldRef = define({
  code: 'invalid-field-ref',
  severity: 'error',
  message: (path: string) => `The argument refers to "${path}", which is no field of the metadata`,
  hint: "expected metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'] or metadata.annotations['KEY']"
})

// The pod template.

export const invalidName = define({
  code: 'invalid-name',
  severity: 'error',
  message: (path: string, name: string) => `"${path}" is "${name}", which the API refuses`,
  hint: 'use lower-case letters, digits and `-`, with a letter or digit at both ends'
})

export const invalidPortName = define({
  code: 'invalid-port-name',
  severity: 'error',
  message: (path: string, name: string) => `"${path}" is "${name}", which the API refuses`,
  hint: 'use at most 15 lower-case letters, digits and single hyphens, with a letter among them'
})

export const repeatedName = define({
  code: 'repeated-name',
  severity: 'error',
  message: (path: string, name: string) => `"${path}" is "${name}", as another one before`,
  hint: 'give each a value of its own'
})

export const noContainers = define({
  code: 'no-containers',
  severity: 'error',
  message: () => 'The pod template has no containers',
  hint: 'give it one in spec.template.spec.containers'
})

export const unexpectedValue = define({
  code: 'unexpected-value',
  severity: 'error',
  message: (path: string, value: string, _expected: readonly string[]) =>
    `"${path}" is "${value}", which the API refuses`,
  hint: (_path, _value, expected) => `expected ${anyOf(expected)}`
})

export const podDeadline = define({
  code: 'pod-deadline',
  severity: 'error',
  message: () => 'The pod template has activeDeadlineSeconds, which a Rollout cannot have',
  hint: 'take it out: pods of a Rollout run on'
})

export const unknownVolume = define({
  code: 'unknown-volume',
  severity: 'error',
  message: (name: string) => `There is no volume "${name}" to mount`,
  hint: 'add it to the volumes of the pod template'
})

export const numberOutOfRange = define({
  code: 'number-out-of-range',
  severity: 'error',
  message: (path: string, value: number, least: number, most: number) =>
    `"${path}" is ${value}, not from ${least} to ${most}`,
  hint: 'write a number within these bounds'
})

export const unknownResource = define({
  code: 'unknown-resource',
  severity: 'error',
  message: (name: string) => `There is no resource "${name}" to ask for`,
  hint: 'expected cpu, memory, ephemeral-storage, hugepages-SIZE, or a name with a domain'
})

export const requestAboveLimit = define({
  code: 'request-above-limit',
  severity: 'error',
  message: (path: string, request: string, limit: string) =>
    `"${path}" is ${request}, above the limit of ${limit}`,
  hint: 'lower the request, or raise the limit'
})
