import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { wordOf } from './step-words.ts'
import type { AnalysisWords } from './step-words.ts'

type Question = {
  readonly replicas: number
  /** In percent, from 0 to 100. */
  readonly weight: number
  /** As the Rollout has it; the controller takes 25 % where there is none. */
  readonly maxSurge?: Value | undefined
}
export type Pods = { readonly canary: number; readonly stable: number }

/**
 * How many pods the controller runs at a weight without traffic routing
 * (argo-rollouts utils/replicaset/canary.go, approximateWeightedCanaryStableReplicaCounts).
 */
export function canaryPods({ replicas, weight, maxSurge = '25%' }: Question): Pods {
  if (replicas === 0) return { canary: 0, stable: 0 }
  const surge = surgeOf(maxSurge, replicas)
  const zeroAllowed = weight === 100 || weight === 0 || (replicas === 1 && surge === 0)
  const [best] = candidates({ replicas, weight, surge, zeroAllowed }).toSorted(
    (a, b) => distance(a, weight) - distance(b, weight)
  )
  return best ?? { canary: 0, stable: replicas }
}

type Choice = {
  readonly replicas: number
  readonly weight: number
  readonly surge: number
  readonly zeroAllowed: boolean
}

/** The splits that the controller compares, in its order: the first of equals wins. */
function candidates({ replicas, weight, surge, zeroAllowed }: Choice): Pods[] {
  const up = Math.ceil((replicas * weight) / 100)
  const down = Math.floor((replicas * weight) / 100)
  const split = (canary: number, total: number) => ({ canary, stable: total - canary })
  const isTied = (total: number) => (total * weight) % 100 === 50
  const mayRoundDown = (total: number) => !isTied(total) && (down !== 0 || zeroAllowed)
  return [
    ...(up < replicas || zeroAllowed ? [split(up, replicas)] : []),
    ...(mayRoundDown(replicas) ? [split(down, replicas)] : []),
    ...(surge > 0 ? [split(up, replicas + 1)] : []),
    ...(surge > 0 && mayRoundDown(replicas + 1) ? [split(down, replicas + 1)] : [])
  ]
}

const distance = ({ canary, stable }: Pods, weight: number) =>
  Math.abs((canary * 100) / (canary + stable) - weight)

/**
 * The pods of a maxSurge. The controller reads every string as a percentage, also "3"
 * (argo-rollouts utils/replicaset/replicaset.go, MaxSurge).
 */
function surgeOf(maxSurge: Value, replicas: number): number {
  if (typeof maxSurge === 'number') return maxSurge
  const percent = Number.parseInt(String(maxSurge), 10)
  return Number.isNaN(percent) ? surgeOf('25%', replicas) : Math.ceil((replicas * percent) / 100)
}

/** The result of a canary step. The step is counted from 1; 0 is before the first. */
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
  readonly analysisWords?: AnalysisWords
}

/** The pods of both versions from the first step to the end, without traffic routing. */
export function canaryCourse({ replicas, steps, maxSurge, analysisWords }: Canary): CourseStep[] {
  let weight = 0
  const course = steps.map((step, at): CourseStep => {
    const given = asEntries(step)?.['setWeight']
    // The controller refuses what is beyond (argo-rollouts validation.go, InvalidSetWeightMessage).
    if (typeof given === 'number') weight = Math.min(100, Math.max(0, given))
    const pods = canaryPods({ replicas, weight, maxSurge })
    return { step: at + 1, words: wordOf(step, analysisWords), weight, ...pods }
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
