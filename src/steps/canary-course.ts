import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { canaryPods, surgeOf } from './canary-pods.ts'
import type { Pods } from './canary-pods.ts'
import { wordOf } from './step-words.ts'

/** What a step of a canary comes to. The step is counted from 1; 0 is before the first. */
export type CourseStep = Pods & {
  readonly step: number
  readonly words: string
  /** The weight that holds at it, in percent. */
  readonly weight: number
}

type Canary = {
  readonly replicas: number
  readonly steps: readonly Value[]
  readonly maxSurge?: Value | undefined
}

/** The pods of both versions from the first step to the end, without traffic routing. */
export function canaryCourse({ replicas, steps, maxSurge }: Canary): CourseStep[] {
  let weight = 0
  const course = steps.map((step, at): CourseStep => {
    const given = asEntries(step)?.['setWeight']
    if (typeof given === 'number') weight = given
    const pods = canaryPods({ replicas, weight, maxSurge })
    return { step: at + 1, words: wordOf(step), weight, ...pods }
  })
  const before = { step: 0, words: 'before', weight: 0, canary: 0, stable: replicas }
  const end = {
    step: steps.length + 1,
    words: 'promoted',
    weight: 100,
    canary: replicas,
    stable: 0
  }
  return [before, ...course, end]
}

/** The most pods at once, terminating ones apart. */
export function mostPods({ replicas, maxSurge = '25%' }: Canary): number {
  return replicas + surgeOf(maxSurge, replicas)
}
