import { define } from '../diagnostic.ts'

// What the controller rejects in a list of steps (argo-rollouts pkg/apis/rollouts/validation).

export const unknownStepKey = define({
  code: 'unknown-step-key',
  severity: 'error',
  message: (step: string, key: string, _similar: string | undefined, _known: readonly string[]) =>
    `${step} has the key "${key}", which Argo Rollouts does not know`,
  hint: (_step, _key, similar, known) =>
    similar === undefined ? `expected one of ${known.join(', ')}` : `did you mean "${similar}"?`,
  why: 'kubectl and Argo CD reject the object, or the API server drops the key and the step does something else.'
})

export const stepWithoutKind = define({
  code: 'step-without-kind',
  severity: 'error',
  message: (step: string, _kinds: readonly string[]) => `${step} does nothing`,
  hint: (_step, kinds) => `set one of ${kinds.join(', ')}`,
  why: 'The controller reports the Rollout as InvalidSpec and stops rolling out.'
})

export const severalStepKinds = define({
  code: 'several-step-kinds',
  severity: 'error',
  message: (step: string, kinds: readonly string[]) => `${step} has ${kinds.join(' and ')} at once`,
  hint: 'write a separate step, with a dash, for each',
  why: 'The controller rejects the step, or carries out only one of its kinds.'
})

export const invalidWeight = define({
  code: 'invalid-weight',
  severity: 'error',
  message: (step: string, value: string, _most: 'quoted' | number) =>
    `${step} has the invalid weight ${value}`,
  hint: (_step, _value, most) =>
    most === 'quoted'
      ? 'remove the quotes, because the API does not accept a string here'
      : `expected an integer from 0 to ${most}, without %`,
  why: 'The API server rejects the value, or the controller reports the Rollout as InvalidSpec.'
})

export const invalidPause = define({
  code: 'invalid-pause',
  severity: 'error',
  message: (step: string, value: string) =>
    `${step} has the pause ${value}, but a pause must be a mapping`,
  hint: 'write `pause: {}` to wait for a person, or `pause: {duration: 30s}`',
  why: 'The API server rejects the object, so the sync fails.'
})

export const invalidDuration = define({
  code: 'invalid-duration',
  severity: 'error',
  message: (step: string, value: string) => `${step} has the invalid duration ${value}`,
  hint: 'expected whole seconds, such as 30, or hours, minutes and seconds, such as 1h30m; for a day write 24h',
  why: 'The controller reports the Rollout as InvalidSpec and stops rolling out.'
})

// What it takes, and people seldom mean.

export const durationMissing = define({
  code: 'duration-missing',
  severity: 'warning',
  message: (step: string) => `${step} has a duration without a value, so it waits for a person`,
  hint: 'set the duration, such as 30s, or write `pause: {}`',
  why: 'The canary stays where it is until someone promotes it.'
})

export const durationWithoutUnit = define({
  code: 'duration-without-unit',
  severity: 'info',
  message: (step: string, value: string, seconds: number) =>
    `${step} pauses for ${value}, which is ${seconds} seconds`,
  hint: (_step, _value, seconds) => `write ${seconds}s, or ${seconds}m if minutes are meant`,
  why: 'Someone who reads 300 may expect minutes.'
})

export const needsTrafficRouting = define({
  code: 'needs-traffic-routing',
  severity: 'warning',
  message: (step: string, kind: string) =>
    `${step} is ${kind}, which the controller rejects without trafficRouting`,
  hint: 'remove the step, unless strategy.canary has trafficRouting',
  why: 'The controller reports the Rollout as InvalidSpec, or the step has no effect.'
})

export const weightDecreases = define({
  code: 'weight-decreases',
  severity: 'warning',
  message: (step: string, weight: number, before: number) =>
    `${step} goes back from ${before}% to ${weight}%`,
  hint: 'make the weights increase',
  why: 'The controller removes canary pods in the middle of a release and starts them again later.'
})

export const firstStepPauses = define({
  code: 'first-step-pauses',
  severity: 'warning',
  message: () => 'The first step is a pause, before any pod of the new version runs',
  hint: 'begin with a setWeight',
  why: 'The release waits at 0% of the new version, so the pause shows nothing.'
})

// What argues against a change at this moment.

export const canaryRunning = define({
  code: 'canary-running',
  severity: 'error',
  message: (rollout: string, state: string, effect: string) =>
    `A canary of Rollout "${rollout}" is running (${state}) and would be ${effect}`,
  hint: 'promote it, or restore the old version in Git, then wait until the Rollout is Healthy',
  why: 'The controller promotes or restarts a canary whose steps change.'
})

export const canaryUnseen = define({
  code: 'canary-unseen',
  severity: 'info',
  message: (effect: string) => `A running canary would be ${effect}`,
  hint: 'make sure that none is running, or pass --live SNAPSHOT to have it checked',
  why: 'The controller promotes or restarts a canary whose steps change.'
})

export const stepsNotSynced = define({
  code: 'steps-not-synced',
  severity: 'error',
  message: (workload: string | undefined) =>
    workload === undefined
      ? 'No Rollout of the snapshot has these steps'
      : `The Rollout of "${workload}" does not have these steps in the cluster`,
  hint: 'sync them, take a new snapshot, and only then change the image',
  why: 'An image that arrives before the steps goes to all pods at once.'
})

export const rolloutNotLive = define({
  code: 'rollout-not-live',
  severity: 'error',
  message: () => 'The snapshot has no Rollout',
  hint: 'take it in the namespace of the Rollout: `kubectl get rollouts -o json`',
  why: 'The snapshot does not show whether a canary is running.'
})

export const rolloutNotNamed = define({
  code: 'rollout-not-named',
  severity: 'warning',
  message: (name: string) =>
    `The snapshot has no Rollout "${name}"; none of those that it has runs a canary`,
  hint: 'make sure that the Rollout of these steps is one of them',
  why: 'The snapshot may be of another namespace, so a running canary could be missed.'
})

export const unknownProfile = define({
  code: 'unknown-profile',
  severity: 'error',
  exit: 2,
  message: (profile: string, _similar: string | undefined, _known: readonly string[]) =>
    `Unknown profile "${profile}"`,
  hint: (_profile, similar, known) =>
    similar === undefined
      ? `expected one of ${known.join(', ')}, or one of \`profiles\` in rolloutify.yaml`
      : `did you mean "${similar}"?`,
  why: 'Nothing is changed, because another profile could be meant.'
})
