import type { LiveRollout, Snapshot } from '../snapshot.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { canaryPods } from './canary-pods.ts'
import type { Pods } from './canary-pods.ts'
import { analysesInWords } from './live-analyses.ts'
import type { ValueWords } from './live-analyses.ts'
import { stateOf } from './running-canary.ts'
import { wordsOf } from './step-words.ts'
import type { AnalysisWords } from './step-words.ts'
import type { StepsBlock } from './block.ts'

/** A block of steps as a person, or a program, wants to see it. */
export type Status = {
  readonly file: string
  readonly line: number
  readonly workload: string | undefined
  readonly state: 'on' | 'off'
  readonly steps: readonly Value[]
  readonly words: string
  readonly replicas: number | undefined
  /** The pods at each weight between the ends, where the replicas are known. */
  readonly pods: readonly (Pods & { readonly weight: number })[]
  /** What the cluster showed of the Rollout. */
  readonly live: string | undefined
}

type Known = {
  readonly live: Snapshot | undefined
  readonly replicas: number | undefined
  readonly analysisWords?: AnalysisWords
  readonly valueWords?: ValueWords
  /** Whether no other block is asked for. */
  readonly isSole?: boolean
}

/** Tells what a block does: by itself, by the cluster, and by the replicas known elsewhere. */
export function statusOf(block: StepsBlock, known: Known): Status {
  const { live, replicas: given, analysisWords } = known
  const { workload, state, steps, place, maxSurge } = block
  const rollout = live?.rollouts.find(({ metadata }) => metadata.name === workload)
  const replicas = rollout?.spec.replicas ?? block.replicas ?? given
  const weights = [...new Set(steps.map(weightOf))].filter(weight => weight !== undefined)
  return {
    file: place.file,
    line: place.line,
    workload,
    state,
    steps,
    words: wordsOf(steps, analysisWords),
    replicas,
    pods: replicas
      ? weights.map(weight => ({ weight, ...canaryPods({ replicas, weight, maxSurge }) }))
      : [],
    live: rollout ? liveInWords(rollout, known) : othersInWords(block, known)
  }
}

const liveInWords = (rollout: LiveRollout, { live, valueWords }: Known) =>
  [stateOf(rollout), ...analysesInWords(rollout, live, valueWords)].join('; ')

/** In Helm values a workload has the name of a key: the one that is asked for may be of any Rollout. */
function othersInWords({ within }: StepsBlock, known: Known): string | undefined {
  const { live, isSole } = known
  if (!live || !isSole || within !== 'values') return undefined
  const words = live.rollouts.map(each => `${each.metadata.name} ${liveInWords(each, known)}`)
  return words.length > 0 ? words.join(', ') : undefined
}

/** The weight of a step between 0 and 100 %: at the ends there is one version only. */
function weightOf(step: Value): number | undefined {
  const weight = asEntries(step)?.['setWeight']
  return typeof weight === 'number' && weight > 0 && weight < 100 ? weight : undefined
}
