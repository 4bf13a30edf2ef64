import { define } from '../diagnostic.ts'
import { newerFieldWords } from '../kubernetes/rollout-types.ts'

const anyOf = (words: readonly string[]) =>
  words.length === 1 ? words.join() : `one of ${words.join(', ')}`

// How a Rollout is written, whatever it says: its fields against the API's.

export const unservedApiVersion = define({
  code: 'unserved-api-version',
  severity: 'error',
  message: (apiVersion: string) =>
    `Argo Rollouts does not serve a Rollout of apiVersion "${apiVersion}"`,
  hint: 'write `apiVersion: argoproj.io/v1alpha1`',
  why: 'The API server does not know this version, so the apply fails.'
})

export const unknownField = define({
  code: 'unknown-field',
  severity: 'error',
  message: (path: string, _known: readonly string[], _similar: string | undefined) =>
    `A Rollout has no field "${path}"`,
  hint: (_path, known, similar) => {
    if (similar !== undefined) return `did you mean "${similar}"?`
    if (known.length === 0 || known.length > 20) return 'remove it, or move it where it belongs'
    return `expected one of ${known.join(', ')}`
  },
  why: 'kubectl and Argo CD reject the object, or the API server drops the field and the setting has no effect.'
})

export const newerRolloutField = define({
  code: 'newer-rollout-field',
  severity: 'error',
  ...newerFieldWords,
  why: 'The CRD of an older Argo Rollouts does not have the field, so the object is rejected or the field is dropped.'
})

export const wrongFieldType = define({
  code: 'wrong-field-type',
  severity: 'error',
  message: (path: string, _expected: string) => `"${path}" has a value of the wrong type`,
  hint: (_path, expected) => `expected ${expected}`,
  why: 'The API server rejects the object, so the sync fails.'
})

export const missingField = define({
  code: 'missing-field',
  severity: 'error',
  message: (path: string) => `"${path}" is missing`,
  hint: 'add it; the API server or the controller rejects the Rollout without it',
  why: 'The API server rejects the object, or the controller reports it as InvalidSpec.'
})

// The spec.

export const negativeValue = define({
  code: 'negative-value',
  severity: 'error',
  message: (path: string, value: number) => `"${path}" is negative: ${value}`,
  hint: 'expected 0 or more',
  why: 'The controller reports the Rollout as InvalidSpec and stops rolling out.'
})

export const deadlineTooShort = define({
  code: 'deadline-too-short',
  severity: 'error',
  message: (deadline: number, ready: number) =>
    `The progress deadline of ${deadline} seconds is not longer than minReadySeconds, ${ready}`,
  hint: 'raise progressDeadlineSeconds (600 by default) above minReadySeconds',
  why: 'A pod could never be available before the deadline, so the controller reports the Rollout as InvalidSpec.'
})

export const rolloutWithoutTemplate = define({
  code: 'rollout-without-template',
  severity: 'error',
  message: () => 'The Rollout has neither a pod template nor a workloadRef',
  hint: 'add spec.workloadRef, which names a Deployment, or spec.template',
  why: 'The controller has nothing to create pods from and reports the Rollout as InvalidSpec.'
})

export const rolloutWithoutSelector = define({
  code: 'rollout-without-selector',
  severity: 'error',
  message: () => 'The Rollout has no selector',
  hint: 'add spec.selector with labels of its pod template',
  why: 'The controller cannot tell which pods belong to the Rollout and reports it as InvalidSpec.'
})

export const emptySelector = define({
  code: 'empty-selector',
  severity: 'error',
  message: () => 'The selector of the Rollout is empty',
  hint: 'add matchLabels with labels of the pod template',
  why: 'An empty selector matches every pod of the namespace, so the controller reports the Rollout as InvalidSpec.'
})

export const invalidSelector = define({
  code: 'invalid-selector',
  severity: 'error',
  message: (key: string, fault: string) => `The selector's expression on "${key}" ${fault}`,
  hint: 'use In or NotIn with values, or Exists or DoesNotExist without values',
  why: 'The selector cannot be read, so the controller reports the Rollout as InvalidSpec.'
})

export const invalidLabel = define({
  code: 'invalid-label',
  severity: 'error',
  message: (path: string, what: 'key' | 'value') => `"${path}" is not a valid label ${what}`,
  hint: 'use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; a key may have a domain and `/` in front',
  why: 'The controller reports the Rollout as InvalidSpec, because the API server would reject its pods.'
})

export const selectorMissesTemplate = define({
  code: 'selector-misses-template',
  severity: 'error',
  message: (key: string) => `The selector does not match the label "${key}" of the pod template`,
  hint: 'add every label of the selector to the pod template',
  why: 'The Rollout would not find its own pods, so the controller reports it as InvalidSpec.'
})

export const templateBesideWorkloadRef = define({
  code: 'template-beside-workload-ref',
  severity: 'error',
  message: () => 'The Rollout has both a pod template and a workloadRef',
  hint: 'remove one of them',
  why: 'The controller accepts only one source of pods and reports the Rollout as InvalidSpec.'
})

export const templateIgnored = define({
  code: 'template-ignored',
  severity: 'warning',
  message: () => 'The pod template is overwritten by that of the workloadRef',
  hint: 'remove spec.template',
  why: 'A change of the template in the Rollout has no effect.'
})

export const unsupportedWorkload = define({
  code: 'unsupported-workload',
  severity: 'error',
  message: (kind: string) => `workloadRef refers to ${kind}, which cannot provide a pod template`,
  hint: 'expected a Deployment or ReplicaSet of apps/v1, or a PodTemplate of v1',
  why: 'The controller cannot resolve the reference, so the Rollout is InvalidSpec and has no pods.'
})

export const unknownScaleDown = define({
  code: 'unknown-scale-down',
  severity: 'warning',
  message: (value: string) => `scaleDown is "${value}", which means never`,
  hint: 'expected exactly one of never, onsuccess, progressively',
  why: 'The controller compares the value exactly and does not report a typo, so the Deployment keeps its pods.'
})

// The strategy.

export const strategyMissing = define({
  code: 'strategy-missing',
  severity: 'error',
  message: () => 'The Rollout has no strategy',
  hint: 'add spec.strategy.canary; `canary: {}` is a plain rolling update',
  why: 'The controller does not know how to replace pods and reports the Rollout as InvalidSpec.'
})

export const severalStrategies = define({
  code: 'several-strategies',
  severity: 'error',
  message: () => 'The Rollout has both canary and blueGreen',
  hint: 'remove one of them',
  why: 'The controller accepts only one strategy and reports the Rollout as InvalidSpec.'
})

export const stepsNeverStop = define({
  code: 'steps-never-stop',
  severity: 'warning',
  message: () =>
    'The canary steps have no pause and no analysis, so nothing holds a new version back',
  hint: 'add `pause: {}` after a setWeight to wait for a person, or an analysis to measure',
  why: 'A setWeight alone is done as soon as its pods are available, so the next step follows without anyone looking.'
})

export const noRoomToRoll = define({
  code: 'no-room-to-roll',
  severity: 'error',
  message: () => 'maxSurge and maxUnavailable are both 0, so no pod can be replaced',
  hint: 'raise one of the two',
  why: 'The controller could neither add nor remove a pod and reports the Rollout as InvalidSpec.'
})

export const quotedCount = define({
  code: 'quoted-count',
  severity: 'warning',
  message: (path: string, value: string) => `"${path}" is "${value}", which means ${value}%`,
  hint: (_path, value) => `write ${value} without quotes for a number of pods, or "${value}%"`,
  why: 'The controller reads a string as a percentage, so far fewer or more pods move than meant.'
})

export const unreadableCount = define({
  code: 'unreadable-count',
  severity: 'warning',
  message: (path: string, value: string) => `"${path}" is "${value}", which counts as 0`,
  hint: 'expected a number of pods, or a percentage such as 25%',
  why: 'The controller treats the value as 0, so it replaces pods with less room than meant.'
})

export const sameService = define({
  code: 'same-service',
  severity: 'error',
  message: (one: string, other: string, service: string) =>
    `${one} and ${other} are both "${service}"`,
  hint: 'name a separate Service for each',
  why: 'Both versions would get the same traffic, so the controller reports the Rollout as InvalidSpec.'
})

export const serviceMissing = define({
  code: 'service-missing',
  severity: 'error',
  message: (path: string, because: string) => `"${path}" is missing, but ${because} needs it`,
  hint: 'name a Service there',
  why: 'Without the Service the router has no target for the version, so the controller reports the Rollout as InvalidSpec.'
})

export const pingPongUnsupported = define({
  code: 'ping-pong-unsupported',
  severity: 'error',
  message: (routers: readonly string[]) =>
    `pingPong works with the routers ${routers.join(', ').replace(/, (?=\w+$)/, ' and ')} only`,
  hint: 'use canaryService and stableService',
  why: 'The router cannot switch between the two Services, so the controller reports the Rollout as InvalidSpec.'
})

export const fieldNeedsTrafficRouting = define({
  code: 'field-needs-traffic-routing',
  severity: 'error',
  message: (field: string) => `${field} is set without trafficRouting`,
  hint: 'remove it, or configure trafficRouting',
  why: 'The controller reports the Rollout as InvalidSpec and stops rolling out.'
})

export const ignoredWithoutTrafficRouting = define({
  code: 'ignored-without-traffic-routing',
  severity: 'warning',
  message: (field: string) => `${field} has no effect without trafficRouting`,
  hint: 'remove it, or configure trafficRouting',
  why: 'The controller reads the field only where a router splits the traffic.'
})

export const dynamicScaleWithDelay = define({
  code: 'dynamic-scale-with-delay',
  severity: 'error',
  message: () => 'dynamicStableScale and scaleDownDelaySeconds are both set',
  hint: 'remove one of them',
  why: 'One setting removes stable pods during a canary, the other keeps them, so the controller reports the Rollout as InvalidSpec.'
})

export const maxWeightUnsupported = define({
  code: 'max-weight-unsupported',
  severity: 'error',
  message: () => 'maxTrafficWeight works with the router nginx and with plugins only',
  hint: 'remove it; weights then go up to 100',
  why: 'Other routers count in percent only, so the controller reports the Rollout as InvalidSpec.'
})

export const notExactlyOne = define({
  code: 'not-exactly-one',
  severity: 'error',
  message: (path: string, fields: readonly string[], count: number) =>
    count === 2 && fields.length === 2
      ? `"${path}" has both ${fields.join(' and ')}`
      : `"${path}" has ${count === 0 ? 'none' : count} of ${fields.join(', ')}`,
  hint: 'set exactly one of them',
  why: 'The controller or the API server cannot tell which one is meant and rejects the object.'
})

export const affinityWeight = define({
  code: 'affinity-weight',
  severity: 'error',
  message: (value: number) => `The anti-affinity has the weight ${value}`,
  hint: 'expected an integer from 1 to 100',
  why: 'The scheduler takes weights from 1 to 100 only, so the controller reports the Rollout as InvalidSpec.'
})

export const scaleDownLimitAboveHistory = define({
  code: 'scale-down-limit-above-history',
  severity: 'error',
  message: (limit: number, history: number) =>
    `scaleDownDelayRevisionLimit is ${limit}, but only ${history} revisions are kept`,
  hint: 'raise revisionHistoryLimit (10 by default), or lower the limit',
  why: 'Revisions beyond the history are deleted, so the limit can never be reached and the controller rejects it.'
})

export const analysisNeverStarts = define({
  code: 'analysis-never-starts',
  severity: 'warning',
  message: (step: number, steps: number) =>
    `The analysis starts at step ${step}, counted from 0, but there are only ${steps} steps`,
  hint: 'lower startingStep',
  why: 'The canary finishes its steps before the analysis begins, so nothing is measured.'
})

// Steps, as far as they depend on the rest of the Rollout.

export const stepUnsupportedByRouter = define({
  code: 'step-unsupported-by-router',
  severity: 'error',
  message: (step: string, kind: string, _routers: readonly string[]) =>
    `${step} is ${kind}, which this router cannot do`,
  hint: (_step, _kind, routers) => `remove the step, or use ${anyOf(routers)} for trafficRouting`,
  why: 'The router cannot carry out the step, so the controller reports the Rollout as InvalidSpec.'
})

export const invalidMatch = define({
  code: 'invalid-match',
  severity: 'error',
  message: (path: string, _allowed: readonly string[]) => `"${path}" must set exactly one match`,
  hint: (_path, allowed) => `set exactly ${anyOf(allowed)}`,
  why: 'The router needs exactly one way to compare, so the controller reports the Rollout as InvalidSpec.'
})

export const experimentWeight = define({
  code: 'experiment-weight',
  severity: 'error',
  message: (path: string, _routers: readonly string[]) =>
    `"${path}" is set without a router that supports it`,
  hint: (_path, routers) => `remove it, or use ${anyOf(routers)} for trafficRouting`,
  why: 'Without such a router no traffic reaches the experiment, so the controller reports the Rollout as InvalidSpec.'
})

export const unmanagedRoute = define({
  code: 'unmanaged-route',
  severity: 'error',
  message: (step: string, route: string) =>
    `${step} sets the route "${route}", which is not among trafficRouting.managedRoutes`,
  hint: 'add its name to trafficRouting.managedRoutes',
  why: 'The controller changes only routes that it manages, so it reports the Rollout as InvalidSpec.'
})

export const invalidFieldRef = define({
  code: 'invalid-field-ref',
  severity: 'error',
  message: (path: string) => `The argument refers to "${path}", which is not a metadata field`,
  hint: "expected metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'] or metadata.annotations['KEY']",
  why: 'The argument cannot be resolved, so the controller reports the Rollout as InvalidSpec.'
})

// The pod template.

export const invalidName = define({
  code: 'invalid-name',
  severity: 'error',
  message: (path: string, name: string) => `"${path}" is "${name}", which the API rejects`,
  hint: 'use lower-case letters, digits and `-`, with a letter or digit at both ends',
  why: 'The controller reports the Rollout as InvalidSpec, because the API server would reject its pods.'
})

export const invalidPortName = define({
  code: 'invalid-port-name',
  severity: 'error',
  message: (path: string, name: string) => `"${path}" is "${name}", which the API rejects`,
  hint: 'use at most 15 lower-case letters, digits and single hyphens, with a letter among them',
  why: 'The controller reports the Rollout as InvalidSpec, because the API server would reject its pods.'
})

export const repeatedName = define({
  code: 'repeated-name',
  severity: 'error',
  message: (path: string, name: string) => `"${path}" is "${name}", which is already used above`,
  hint: 'use a different value for each',
  why: 'The controller reports the Rollout as InvalidSpec, because the API server would reject its pods.'
})

export const noContainers = define({
  code: 'no-containers',
  severity: 'error',
  message: () => 'The pod template has no containers',
  hint: 'add one to spec.template.spec.containers',
  why: 'The controller reports the Rollout as InvalidSpec, because a pod needs a container.'
})

export const unexpectedValue = define({
  code: 'unexpected-value',
  severity: 'error',
  message: (path: string, value: string, _expected: readonly string[]) =>
    `"${path}" is "${value}", which the API rejects`,
  hint: (_path, _value, expected) => `expected ${anyOf(expected)}`,
  why: 'The API server or the controller rejects the Rollout, so nothing of the change takes effect.'
})

export const podDeadline = define({
  code: 'pod-deadline',
  severity: 'error',
  message: () => 'The pod template sets activeDeadlineSeconds, which a Rollout does not allow',
  hint: 'remove it: pods of a Rollout must run indefinitely',
  why: 'Pods that end by themselves cannot serve, so the controller reports the Rollout as InvalidSpec.'
})

export const unknownVolume = define({
  code: 'unknown-volume',
  severity: 'error',
  message: (name: string) => `The pod template has no volume "${name}" to mount`,
  hint: 'add it to the volumes of the pod template',
  why: 'The controller reports the Rollout as InvalidSpec, because the API server would reject its pods.'
})

export const numberOutOfRange = define({
  code: 'number-out-of-range',
  severity: 'error',
  message: (path: string, value: number, least: number, most: number) =>
    `"${path}" is ${value}, outside ${least} to ${most}`,
  hint: 'set a number within these bounds',
  why: 'The controller reports the Rollout as InvalidSpec, because the API server would reject its pods.'
})

export const unknownResource = define({
  code: 'unknown-resource',
  severity: 'error',
  message: (name: string) => `Unknown resource "${name}"`,
  hint: 'expected cpu, memory, ephemeral-storage, hugepages-SIZE, or a name with a domain',
  why: 'The controller reports the Rollout as InvalidSpec, because the API server would reject its pods.'
})

export const requestAboveLimit = define({
  code: 'request-above-limit',
  severity: 'error',
  message: (path: string, request: string, limit: string) =>
    `"${path}" is ${request}, above the limit of ${limit}`,
  hint: 'lower the request, or raise the limit',
  why: 'The controller reports the Rollout as InvalidSpec, because the API server would reject its pods.'
})
