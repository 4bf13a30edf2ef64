import type { Diagnostic } from '../diagnostic.ts'
import {
  child,
  integerOf,
  isGiven,
  itemsOf,
  fieldPlace,
  scalarOf,
  textOf
} from './rollout-field.ts'
import type { Field } from './rollout-field.ts'
import * as problems from './rollout-problems.ts'
import { checkRouting } from './rollout-routing.ts'
import { checkCanarySteps } from './rollout-steps.ts'

/** Checks what the controller of a version demands of a Rollout's strategy; undefined is the newest. */
export function* checkStrategy(spec: Field, version: string | undefined): Generator<Diagnostic> {
  const strategy = child(spec, 'strategy')
  const canary = child(strategy, 'canary')
  const blueGreen = child(strategy, 'blueGreen')
  if (isGiven(canary) && isGiven(blueGreen)) {
    yield problems.severalStrategies(fieldPlace(blueGreen))
  } else if (isGiven(canary)) yield* checkCanary(canary, version)
  else if (isGiven(blueGreen)) yield* checkBlueGreen(blueGreen, spec)
  else yield problems.strategyMissing(fieldPlace(strategy))
}

function* checkCanary(canary: Field, version: string | undefined): Generator<Diagnostic> {
  yield* checkSurge(canary)
  yield* checkDifferent(child(canary, 'canaryService'), child(canary, 'stableService'))
  yield* checkRouting(canary, version)
  yield* checkCanarySteps(canary, version)
  yield* checkAntiAffinity(child(canary, 'antiAffinity'))
  const startingStep = child(canary, 'analysis', 'startingStep')
  const first = integerOf(startingStep) ?? 0
  const steps = itemsOf(child(canary, 'steps')).length
  if (first > 0 && first >= steps) {
    yield problems.analysisNeverStarts(fieldPlace(startingStep), first, steps)
  }
}

function* checkSurge(canary: Field): Generator<Diagnostic> {
  const fields = [child(canary, 'maxSurge'), child(canary, 'maxUnavailable')]
  const [surge, unavailable] = fields.map(countOf)
  const [field] = fields
  if (surge === 0 && unavailable === 0 && field) yield problems.noRoomToRoll(fieldPlace(field))
  for (const each of fields) yield* checkCount(each)
}

/** The number in a count or percentage, and 0 for what cannot be read, as the controller has it. */
function countOf(field: Field): number {
  const value = scalarOf(field) ?? '25'
  if (typeof value === 'number') return value
  return /^(?:[0-9]+%|[-+]?[0-9]+)$/.test(String(value)) ? parseInt(String(value)) : 0
}

function* checkCount(field: Field): Generator<Diagnostic> {
  const value = scalarOf(field)
  if (typeof value !== 'string' || /^[0-9]+%$/.test(value)) return
  const problem = /^[0-9]+$/.test(value) ? problems.quotedCount : problems.unreadableCount
  yield problem(fieldPlace(field), field.path, value)
}

/** Checks that two fields do not name the same Service. */
function* checkDifferent(one: Field, other: Field): Generator<Diagnostic> {
  const service = textOf(one)
  if (service === undefined || service !== textOf(other)) return
  yield problems.sameService(fieldPlace(other), one.key, other.key, service)
}

function* checkBlueGreen(blueGreen: Field, spec: Field): Generator<Diagnostic> {
  yield* checkDifferent(child(blueGreen, 'activeService'), child(blueGreen, 'previewService'))
  const limit = child(blueGreen, 'scaleDownDelayRevisionLimit')
  const history = integerOf(child(spec, 'revisionHistoryLimit')) ?? 10
  const revisions = integerOf(limit)
  if (revisions !== undefined && revisions > history) {
    yield problems.scaleDownLimitAboveHistory(fieldPlace(limit), revisions, history)
  }
  yield* checkCount(child(blueGreen, 'maxUnavailable'))
  yield* checkAntiAffinity(child(blueGreen, 'antiAffinity'))
}

/** The two ways of an anti-affinity, of which it has exactly one. */
export const antiAffinities = [
  'preferredDuringSchedulingIgnoredDuringExecution',
  'requiredDuringSchedulingIgnoredDuringExecution'
] as const

function* checkAntiAffinity(antiAffinity: Field): Generator<Diagnostic> {
  if (!isGiven(antiAffinity)) return
  const count = antiAffinities.filter(way => isGiven(child(antiAffinity, way))).length
  if (count !== 1) {
    yield problems.notExactlyOne(fieldPlace(antiAffinity), antiAffinity.path, antiAffinities, count)
  }
  const weight = child(antiAffinity, antiAffinities[0], 'weight')
  const value = integerOf(weight)
  if (value !== undefined && (value < 1 || value > 100)) {
    yield problems.affinityWeight(fieldPlace(weight), value)
  }
}
