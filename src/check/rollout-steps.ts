import type { Diagnostic } from '../diagnostic.ts'
import { checkSteps } from '../steps/check-steps.ts'
import { needsTrafficRouting } from '../steps/step-problems.ts'
import { valueOf } from '../yaml/node.ts'
import {
  child,
  integerOf,
  isGiven,
  isNamed,
  itemsOf,
  keyPlaceOf,
  fieldPlace,
  scalarOf,
  textOf
} from './rollout-field.ts'
import type { Field } from './rollout-field.ts'
import { secondsOf } from '../kubernetes/duration.ts'
import { isAnnotationKey, isLabelKey } from '../kubernetes/labels.ts'
import * as problems from './rollout-problems.ts'
import { routersFor, routesBy } from './rollout-routing.ts'
import { fieldsOf } from '../kubernetes/rollout-types.ts'

/** Checks the steps of a canary: each by itself, and against the traffic routing of a version. */
export function* checkCanarySteps(
  canary: Field,
  version: string | undefined
): Generator<Diagnostic> {
  const steps = itemsOf(child(canary, 'steps'))
  const mostWeight = integerOf(child(canary, 'trafficRouting', 'maxTrafficWeight')) ?? 100
  const values = steps.map(({ node }) => valueOf(node) ?? null)
  const found = checkSteps(values, (step, ...path) => stepPlace(steps[step], path), mostWeight)
  const isRouted = isGiven(child(canary, 'trafficRouting'))
  if (!stops(canary, steps)) yield problems.stepsNeverStop(fieldPlace(child(canary, 'steps')))
  for (const each of found) {
    if (each.code !== needsTrafficRouting.code) yield each
    else if (!isRouted) yield { ...each, severity: 'error' }
  }
  for (const [index, step] of steps.entries()) {
    const name = `Step ${index + 1}`
    if (isRouted) yield* checkRoutes(canary, { step, name }, version)
    yield* checkExperiment(canary, step, version)
    yield* checkArguments(step)
  }
}

/** Steps that wait for something, other than for pods to become Ready. */
const waiting = ['pause', 'analysis', 'experiment', 'plugin']

/** Whether a canary may be stopped on its way: by a step, or by an analysis beside them. */
function stops(canary: Field, steps: readonly Field[]): boolean {
  if (steps.length === 0 || isGiven(child(canary, 'analysis'))) return true
  // What a step of another form does is not known.
  const isKnown = (step: Field) => waiting.some(kind => child(step, kind).node !== undefined)
  // A pause of no time goes on at once.
  const isNone = (step: Field) => {
    const duration = scalarOf(child(step, 'pause', 'duration'))
    return duration != null && secondsOf(duration) === 0
  }
  const weights = steps.map(step => integerOf(child(step, 'setWeight')))
  // A first weight of 100 is how people say that there is no canary.
  if (weights[0] === 100) return true
  return steps.some(
    (step, index) => !isNone(step) && (isKnown(step) || weights[index] === undefined)
  )
}

/** Where something in a step stands; a key that the API does not know is itself what is wrong. */
function stepPlace(step: Field | undefined, path: readonly string[]) {
  if (!step) throw new Error('A step is checked that is not there')
  const field = child(step, ...path)
  const [kind = '', key] = path
  const type = fieldsOf('Steps')?.get(kind)?.type ?? ''
  const isKnown = key === undefined ? type !== '' : fieldsOf(type)?.has(key)
  return path.length > 0 && !isKnown ? keyPlaceOf(field) : fieldPlace(field)
}

type NamedStep = { readonly step: Field; readonly name: string }

function* checkRoutes(
  canary: Field,
  { step, name }: NamedStep,
  version: string | undefined
): Generator<Diagnostic> {
  for (const kind of ['setHeaderRoute', 'setMirrorRoute'] as const) {
    const route = child(step, kind)
    if (!isGiven(route)) continue
    const routers = routersFor(kind, version)
    const isSupported = routesBy(canary, routers)
    if (!isSupported) {
      yield problems.stepUnsupportedByRouter(fieldPlace(route), name, kind, routers)
    }
    const managed = itemsOf(child(canary, 'trafficRouting', 'managedRoutes'))
    const names = managed.map(each => textOf(child(each, 'name')) ?? '')
    const routeName = child(route, 'name')
    if (!names.includes(textOf(routeName) ?? '')) {
      yield problems.unmanagedRoute(fieldPlace(routeName), name, textOf(routeName) ?? '')
    }
    if (kind === 'setMirrorRoute') yield* checkMirrored(route)
    else if (isSupported) yield* checkHeaders(route, routesBy(canary, ['alb']))
  }
}

const matches = ['exact', 'regex', 'prefix']

function* checkHeaders(route: Field, isExactOnly: boolean): Generator<Diagnostic> {
  for (const match of itemsOf(child(route, 'match'))) {
    const value = child(match, 'headerValue')
    const given = matches.filter(key => isNamed(child(value, key)))
    const isRight = isExactOnly ? given.join() === 'exact' : given.length === 1
    const allowed = isExactOnly ? ['exact'] : matches
    if (!isRight) yield problems.invalidMatch(fieldPlace(value), value.path, allowed)
  }
}

function* checkMirrored(route: Field): Generator<Diagnostic> {
  const values = itemsOf(child(route, 'match')).flatMap(match =>
    ['method', 'path'].map(key => child(match, key))
  )
  for (const value of values.filter(isGiven)) {
    const given = matches.filter(key => isNamed(child(value, key)))
    if (given.length !== 1) yield problems.invalidMatch(fieldPlace(value), value.path, matches)
  }
}

function* checkExperiment(
  canary: Field,
  step: Field,
  version: string | undefined
): Generator<Diagnostic> {
  const routers = routersFor('experimentWeight', version)
  if (routesBy(canary, routers)) return
  for (const template of itemsOf(child(step, 'experiment', 'templates'))) {
    const weight = child(template, 'weight')
    if (isGiven(weight)) yield problems.experimentWeight(fieldPlace(weight), weight.path, routers)
  }
}

function* checkArguments(step: Field): Generator<Diagnostic> {
  const analyses = itemsOf(child(step, 'experiment', 'analyses'))
  for (const analysis of [child(step, 'analysis'), ...analyses]) {
    for (const argument of itemsOf(child(analysis, 'args'))) {
      const fieldPath = child(argument, 'valueFrom', 'fieldRef', 'fieldPath')
      const path = textOf(fieldPath) ?? ''
      if (path.startsWith('metadata') && !isMetadataPath(path)) {
        yield problems.invalidFieldRef(fieldPlace(fieldPath), path)
      }
    }
  }
}

/** Whether Kubernetes can take a text from this path (kubernetes pkg/fieldpath). */
function isMetadataPath(path: string): boolean {
  const [, list, key] = /^metadata\.(annotations|labels)\['(.*)'\]$/s.exec(path) ?? []
  if (key !== undefined) return list === 'annotations' ? isAnnotationKey(key) : isLabelKey(key)
  return /^metadata\.(?:annotations|labels|name|namespace|uid)$/.test(path)
}
