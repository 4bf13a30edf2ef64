import type { Applier as Named } from '../settings.ts'
import { keyOfChange, modelledFor } from './change.ts'
import type { Change } from './change.ts'
import { stageIn, transitionsOf } from './plan.ts'
import type { Proved } from './plan.ts'
import { simulate } from './simulate.ts'
import type { Verdict } from './simulate.ts'

/** What a plan's changes into and out of one stage come to, of all workloads. */
export type StageVerdict = {
  readonly states: number
  readonly minServing: number
  readonly maxPods: number
  /** Whether an awake autoscaler may choose fewer than N. */
  readonly isChosen: boolean
  /** Of the workloads that break a promise there, the promise and why. */
  readonly broken: readonly { readonly workload: string; readonly rule: string }[]
  /** Changes that were not looked at to the end, or not at all. */
  readonly open: number
}

/** How many changes of other numbers are looked at: plans of many workloads repeat a few. */
const mostChanges = 400

/** Proves every change of the plans of workloads; by stages, the way there and the way back. */
export function stageVerdicts(
  workloads: readonly Proved[],
  named: Named,
  onProgress: (done: number) => void = () => {}
): Map<string, StageVerdict> {
  const known = new Map<string, Verdict>()
  const stages = new Map<string, StageVerdict>()
  for (const [at, workload] of workloads.entries()) {
    onProgress(at)
    for (const { from, to, change } of transitionsOf(workload, modelledFor(named))) {
      const key = keyOfChange(change)
      if (!known.has(key) && known.size < mostChanges) known.set(key, simulate(change))
      for (const stage of new Set([from, to].map(stageIn))) {
        stages.set(stage, added(stages.get(stage), known.get(key), change))
      }
    }
  }
  return stages
}

const nothing: StageVerdict = {
  states: 0,
  minServing: Infinity,
  maxPods: 0,
  isChosen: false,
  broken: [],
  open: 0
}

function added(
  so: StageVerdict = nothing,
  verdict: Verdict | undefined,
  { name: workload = '', floor }: Change
): StageVerdict {
  if (!verdict) return { ...so, open: so.open + 1 }
  const { rule = '' } = verdict
  return {
    isChosen: so.isChosen || (verdict.verdict === 'safe' && verdict.minServing < floor),
    states: so.states + verdict.states,
    minServing: Math.min(so.minServing, verdict.minServing),
    maxPods: Math.max(so.maxPods, verdict.maxPods),
    broken: verdict.verdict === 'broken' ? [...so.broken, { workload, rule }] : so.broken,
    open: so.open + (verdict.verdict === 'not-exhaustive' ? 1 : 0)
  }
}
