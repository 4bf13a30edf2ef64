import type { Diagnostic, Location } from '../diagnostic.ts'
import { stepFields } from '../kubernetes/generated/canary-fields.ts'
import { nearest } from '../nearest.ts'
import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { secondsOf } from '../kubernetes/duration.ts'
import * as problems from './step-problems.ts'
import { meantKeys, stepKinds } from './words.ts'

const fieldsOf: Readonly<Record<string, readonly string[]>> = stepFields
/** The kinds of which the controller takes no other in the same step. */
export const exclusive = ['setWeight', 'pause', 'analysis', 'experiment']
/** The kinds that do nothing without traffic routing. */
export const routed = ['setCanaryScale', 'setHeaderRoute', 'setMirrorRoute']

/** Where the step at an index stands, or what is at a path below it. */
export type PlaceOf = (step: number, ...path: string[]) => Location

type Entries = { readonly [key: string]: Value }
type Step = {
  /** As messages call it, counted from 1. */
  readonly name: string
  readonly entries: Entries
  readonly at: (...path: string[]) => Location
  readonly mostWeight: number
}

/**
 * Checks a list of steps as the controller does, and for what people seldom mean. `mostWeight` is
 * the weight of all traffic, which a canary's traffic routing may set.
 */
export function checkSteps(
  steps: readonly Value[],
  placeOf: PlaceOf,
  mostWeight = 100
): Diagnostic[] {
  const found = steps.flatMap((step, index) => {
    if (isMasked(step)) return []
    const name = `Step ${index + 1}`
    const at = (...path: string[]) => placeOf(index, ...path)
    return [...checkStep({ name, entries: asEntries(step) ?? {}, at, mostWeight })]
  })
  return [...found, ...checkUnits(steps, placeOf), ...checkOrder(steps, placeOf)]
}

function* checkStep(step: Step): Generator<Diagnostic> {
  const { name, entries, at } = step
  yield* checkKeys(step, stepKinds)
  const kinds = stepKinds.filter(kind => isGiven(entries[kind]))
  const together = kinds.filter(kind => exclusive.includes(kind))
  const hasUnknown = Object.keys(entries).some(key => !stepKinds.includes(key))
  if (kinds.length === 0 && !hasUnknown) yield problems.stepWithoutKind(at(), name, stepKinds)
  if (together.length > 1) yield problems.severalStepKinds(at(), name, together)
  for (const kind of kinds) yield* checkKind(step, kind)
}

function* checkKeys({ name, entries, at }: Step, known: readonly string[], ...path: string[]) {
  for (const key of Object.keys(entries)) {
    if (known.includes(key) || isMasked(key)) continue
    const other = meantKeys[key]
    const similar = other && known.includes(other) ? other : nearest(key, known)
    yield problems.unknownStepKey(at(...path, key), name, key, similar, known)
  }
}

function* checkKind(step: Step, kind: string): Generator<Diagnostic> {
  const { name, entries, at } = step
  const value = entries[kind] ?? null
  if (isMasked(value)) return
  const fields = asEntries(value)
  if (routed.includes(kind)) yield problems.needsTrafficRouting(at(kind), name, kind)
  if (kind === 'setWeight') yield* checkWeight(step, value)
  else if (fields) {
    yield* checkKeys({ ...step, entries: fields }, fieldsOf[kind] ?? [], kind)
    if (kind === 'pause') yield* checkDuration(step, fields)
  } else if (kind === 'pause') yield problems.invalidPause(at(kind), name, JSON.stringify(value))
}

function* checkWeight({ name, at, mostWeight }: Step, value: Value): Generator<Diagnostic> {
  if (isWeight(value, mostWeight)) return
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined
  const form = number !== undefined && isWeight(number, mostWeight) ? 'quoted' : mostWeight
  yield problems.invalidWeight(at('setWeight'), name, JSON.stringify(value), form)
}

/** The controller counts the seconds of a pause in 32 bits: about 68 years. */
const longest = 2 ** 31 - 1

function* checkDuration({ name, at }: Step, pause: Entries): Generator<Diagnostic> {
  const { duration } = pause
  if (duration === undefined || isMasked(duration)) return
  const place = at('pause', 'duration')
  const seconds = secondsOf(duration)
  if (duration === null) yield problems.durationMissing(place, name)
  else if (seconds === undefined || seconds < 0 || seconds > longest) {
    yield problems.invalidDuration(place, name, JSON.stringify(duration))
  }
}

/** Seconds without a unit, which people take for minutes: the first of them stands for all. */
function checkUnits(steps: readonly Value[], placeOf: PlaceOf): Diagnostic[] {
  const durations = steps.map(step => asEntries(asEntries(step)?.['pause'])?.['duration'])
  const index = durations.findIndex(each => /^0*[1-9][0-9]*$/.test(String(each)))
  const duration = durations[index]
  if (duration === undefined) return []
  const place = placeOf(index, 'pause', 'duration')
  const [name, value] = [`Step ${index + 1}`, JSON.stringify(duration)]
  return [problems.durationWithoutUnit(place, name, value, Number(duration))]
}

/** Weights that fall, and a pause at the beginning, when the weight is still 0. */
function* checkOrder(steps: readonly Value[], placeOf: PlaceOf): Generator<Diagnostic> {
  const first = asEntries(steps[0]) ?? {}
  // A step that scales the canary as well runs its pods while it pauses.
  if (
    isGiven(first['pause']) &&
    !['setWeight', 'setCanaryScale'].some(key => isGiven(first[key]))
  ) {
    yield problems.firstStepPauses(placeOf(0))
  }
  let before = 0
  for (const [index, step] of steps.entries()) {
    const weight = asEntries(step)?.['setWeight']
    if (typeof weight !== 'number') continue
    if (weight < before) {
      const place = placeOf(index, 'setWeight')
      yield problems.weightDecreases(place, `Step ${index + 1}`, weight, before)
    }
    before = weight
  }
}

/** The API server drops a key without a value: it is as if it were not there. */
const isGiven = (value: Value | undefined) => value !== undefined && value !== null

const isWeight = (value: Value, most: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most

/** Whether a Go template puts the value in: it is not known here. */
const isMasked = (value: Value) => typeof value === 'string' && value.includes('{{')
