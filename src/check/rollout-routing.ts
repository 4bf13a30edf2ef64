import type { Diagnostic } from '../diagnostic.ts'
import { child, entriesOf, isGiven, isNamed, placeOf, scalarOf, textOf } from './rollout-field.ts'
import type { Field } from './rollout-field.ts'
import * as problems from './rollout-problems.ts'

// Which router does what: argo-rollouts v1.9.1 pkg/apis/rollouts/validation/validation.go.

/** Checks the traffic routing of a canary, and what depends on there being one. */
export function* checkRouting(canary: Field): Generator<Diagnostic> {
  yield* checkServices(canary)
  yield* checkPingPong(canary)
  const routing = child(canary, 'trafficRouting')
  if (!isGiven(routing)) {
    yield* checkUnrouted(canary)
    return
  }
  const dynamic = child(canary, 'dynamicStableScale')
  if (scalarOf(dynamic) === true && isGiven(child(canary, 'scaleDownDelaySeconds'))) {
    yield problems.dynamicScaleWithDelay(placeOf(dynamic))
  }
  const most = child(routing, 'maxTrafficWeight')
  if (isGiven(most) && !routesBy(canary, ['nginx', 'plugins'])) {
    yield problems.maxWeightUnsupported(placeOf(most))
  }
  yield* checkTargets(routing)
}

/** Whether a canary has one of these routers; `plugins` counts where there is one in it. */
export function routesBy(canary: Field, routers: readonly string[]): boolean {
  return routers.some(router => {
    const field = child(canary, 'trafficRouting', router)
    return router === 'plugins' ? entriesOf(field).length > 0 : isGiven(field)
  })
}

function* checkUnrouted(canary: Field): Generator<Diagnostic> {
  for (const key of ['scaleDownDelaySeconds', 'dynamicStableScale']) {
    const field = child(canary, key)
    if (isGiven(field) && scalarOf(field) !== false) {
      yield problems.fieldNeedsTrafficRouting(placeOf(field), key)
    }
  }
  for (const key of ['abortScaleDownDelaySeconds', 'minPodsPerReplicaSet']) {
    const field = child(canary, key)
    if (isGiven(field)) yield problems.ignoredWithoutTrafficRouting(placeOf(field), key)
  }
}

/** The router that needs both Services of a canary. */
function findNeedy(canary: Field): string | undefined {
  const always = ['smi', 'apisix', 'ambassador', 'nginx', 'appMesh', 'traefik']
  const hasPingPong = isGiven(child(canary, 'pingPong'))
  const hasSubsets = isGiven(child(canary, 'trafficRouting', 'istio', 'destinationRule'))
  const sometimes = hasPingPong ? [] : hasSubsets ? ['alb'] : ['alb', 'istio']
  return [...sometimes, ...always].find(router => routesBy(canary, [router]))
}

function* checkServices(canary: Field): Generator<Diagnostic> {
  const router = findNeedy(canary)
  if (router === undefined) return
  for (const key of ['canaryService', 'stableService']) {
    const service = child(canary, key)
    if (isNamed(service)) continue
    const place = isGiven(service) ? service : child(canary, 'trafficRouting', router)
    yield problems.serviceMissing(placeOf(place), service.path, `the router ${router}`)
  }
}

function* checkPingPong(canary: Field): Generator<Diagnostic> {
  const pingPong = child(canary, 'pingPong')
  if (!isGiven(pingPong)) return
  const services = ['pingService', 'pongService'].map(key => child(pingPong, key))
  for (const service of services) {
    // Where it is not there at all, the API's own demand says so.
    if (scalarOf(service) === '') {
      yield problems.serviceMissing(placeOf(service), service.path, 'pingPong')
    }
  }
  const [ping, pong] = services
  if (ping && pong && textOf(ping) !== undefined && textOf(ping) === textOf(pong)) {
    yield problems.sameService(placeOf(pong), ping.key, pong.key, textOf(ping) ?? '')
  }
  if (!isGiven(child(canary, 'trafficRouting'))) return
  if (!routesBy(canary, ['alb', 'istio'])) yield problems.pingPongUnsupported(placeOf(pingPong))
  const root = child(canary, 'trafficRouting', 'alb', 'rootService')
  if (routesBy(canary, ['alb']) && !textOf(root)) {
    yield problems.serviceMissing(placeOf(root), root.path, 'pingPong')
  }
}

/** Fields of which a router takes exactly one (validation_references.go; `lint` does not look). */
const targets: readonly [string, string, string][] = [
  ['nginx', 'stableIngress', 'stableIngresses'],
  ['alb', 'ingress', 'ingresses'],
  ['istio', 'virtualService', 'virtualServices']
]

/** The fields that say what a router changes. */
export const routerTargets: readonly string[] = targets.flatMap(([, ...keys]) => keys)

function* checkTargets(routing: Field): Generator<Diagnostic> {
  for (const [name, ...keys] of targets) {
    const router = child(routing, name)
    if (!isGiven(router)) continue
    const given = keys.map(key => child(router, key)).filter(isNamed)
    if (given.length !== 1) {
      yield problems.notExactlyOne(placeOf(given[1] ?? router), router.path, keys, given.length)
    }
  }
  const mesh = child(routing, 'appMesh', 'virtualService')
  if (isGiven(child(routing, 'appMesh')) && !isGiven(mesh)) {
    yield problems.missingField(placeOf(mesh), mesh.path)
  }
}
