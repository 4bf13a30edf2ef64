import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { percentOf } from './int-or-percent.ts'
import { matches } from './labels.ts'
import type { Labels } from './labels.ts'
import { fieldOf, integerOf, textOf } from './resource.ts'
import type { Resource } from './resource.ts'

/**
 * Why nothing of a Rollout is carried out, in words: the API server refuses a value of another type,
 * and the controller reconciles nothing of what is InvalidSpec
 * (argo-rollouts pkg/apis/rollouts/validation/validation.go). `labels` are those of its pods.
 */
export function faultIn(rollout: Resource, labels?: Labels): string | undefined {
  return typeFault(rollout) ?? specFault(rollout, labels) ?? strategyFault(rollout)
}

const counts = ['replicas', 'minReadySeconds', 'progressDeadlineSeconds', 'revisionHistoryLimit']

function typeFault(rollout: Resource): string | undefined {
  const paused = fieldOf(rollout, 'spec', 'paused') ?? false
  if (typeof paused !== 'boolean') return 'spec.paused is neither true nor false'
  const wrong = counts.find(key => {
    const value = integerOf(rollout, 'spec', key)
    return value === 'wrong' || (typeof value === 'number' && value < 0)
  })
  return wrong && `spec.${wrong} is not a count`
}

function specFault(rollout: Resource, labels: Labels | undefined): string | undefined {
  const numberAt = (key: string, usual: number) => {
    const value = integerOf(rollout, 'spec', key)
    return typeof value === 'number' ? value : usual
  }
  if (numberAt('progressDeadlineSeconds', 600) <= numberAt('minReadySeconds', 0))
    return 'spec.progressDeadlineSeconds is not above spec.minReadySeconds'
  const isReference = !!fieldOf(rollout, 'spec', 'workloadRef')
  const template = asEntries(fieldOf(rollout, 'spec', 'template')) ?? {}
  if (isReference && Object.keys(template).length > 0)
    return 'spec.template is set beside spec.workloadRef'
  const selector = fieldOf(rollout, 'spec', 'selector')
  if (labels && selector && !matches(selector, labels))
    return 'spec.selector does not match the labels of its pods'
  return undefined
}

function strategyFault(rollout: Resource): string | undefined {
  const at = (...path: readonly string[]) => fieldOf(rollout, 'spec', 'strategy', ...path) ?? null
  const [canary, blueGreen] = [at('canary'), at('blueGreen')]
  // One without any strategy is a sketch: nobody has it in a cluster.
  if (at() === null) return undefined
  if (canary === null && blueGreen === null) return 'spec.strategy has neither canary nor blueGreen'
  if (canary !== null && blueGreen !== null) return 'spec.strategy has both canary and blueGreen'
  if (blueGreen !== null) return blueGreenFault(rollout)
  if (isZero(at('canary', 'maxSurge')) && isZero(at('canary', 'maxUnavailable')))
    return 'maxSurge and maxUnavailable are both 0'
  const [fresh, stable] = ['canaryService', 'stableService'].map(key =>
    textOf(rollout, 'spec', 'strategy', 'canary', key)
  )
  return fresh && fresh === stable ? 'canaryService and stableService are the same' : undefined
}

function blueGreenFault(rollout: Resource): string | undefined {
  const [active, preview] = ['activeService', 'previewService'].map(key =>
    textOf(rollout, 'spec', 'strategy', 'blueGreen', key)
  )
  if (!active) return 'spec.strategy.blueGreen has no activeService'
  return active === preview ? 'activeService and previewService are the same' : undefined
}

/** Whether a count or a percentage is 0; nothing is 25%. */
const isZero = (value: Value) => value === 0 || percentOf(value, 'argo-rollouts') === 0
