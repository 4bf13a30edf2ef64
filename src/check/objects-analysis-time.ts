import type { Diagnostic } from '../diagnostic.ts'
import { secondsOf } from '../kubernetes/duration.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { asEntries, findItems, findNode, findString, valueOf } from '../yaml/node.ts'
import type { Node, Value } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import * as problems from './object-problems.ts'

/**
 * How long the steps of a canary take, from the one with which its background analysis starts;
 * undefined where they wait for something else than time.
 */
export function secondsBeside(strategy: Node | undefined): number | undefined {
  const first = Number(valueOf(findNode(strategy, 'canary', 'analysis', 'startingStep')) ?? 0)
  const steps = findItems(strategy, 'canary', 'steps').slice(Number.isInteger(first) ? first : 0)
  const times = steps.map(step => secondsAt(valueOf(step) ?? null))
  return times.reduce<number | undefined>(
    (sum, time) => (sum === undefined || time === undefined ? undefined : sum + time),
    0
  )
}

function secondsAt(step: Value): number | undefined {
  const entries = asEntries(step)
  if (!entries) return undefined
  if ('setWeight' in entries || 'setCanaryScale' in entries) return 0
  const duration = asEntries(entries['pause'])?.['duration']
  return duration === undefined ? undefined : secondsOf(duration)
}

/** A run that has measured nothing when its canary ends counts as successful (argo-rollouts analysis/analysis.go). */
export function* unmeasured(
  rollout: Manifest,
  steps: number,
  templates: ReadonlyMap<Manifest, Node>
): Generator<Diagnostic> {
  for (const [template, { start }] of templates)
    for (const metric of findItems(template.node, 'spec', 'metrics')) {
      const delay = secondsOf(valueOf(findNode(metric, 'initialDelay')) ?? null) ?? 0
      if (delay <= steps) continue
      const at = locate(rollout.document, start)
      const name = findString(metric, 'name') ?? ''
      yield problems.analysisEndsUnmeasured(at, name, titleOf(rollout), { delay, steps })
    }
}
