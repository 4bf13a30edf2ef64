import type { Diagnostic } from '../diagnostic.ts'
import { isOlder } from '../kubernetes/rollout-types.ts'
import {
  child,
  entriesOf,
  isGiven,
  isNamed,
  fieldPlace,
  scalarOf,
  textOf
} from './rollout-field.ts'
import type { Field } from './rollout-field.ts'
import * as problems from './rollout-problems.ts'

// Which router does what: argo-rollouts pkg/apis/rollouts/validation/validation.go.

/** The routers that can do something; plugins also what they can do only from a version on. */
type Ability = { readonly routers: readonly string[]; readonly pluginsSince?: string }
export const abilities = {
  pingPong: { routers: ['alb', 'istio'], pluginsSince: '1.10' },
  maxTrafficWeight: { routers: ['nginx', 'plugins'] },
  setHeaderRoute: { routers: ['istio', 'alb', 'apisix', 'plugins'] },
  setMirrorRoute: { routers: ['istio'], pluginsSince: '1.10' },
  experimentWeight: { routers: ['alb', 'smi', 'istio', 'plugins'] }
} as const

/** The routers that can do something in a version of Argo Rollouts; undefined is the newest. */
export function routersFor(
  what: keyof typeof abilities,
  version: string | undefined
): readonly string[] {
  const { routers, pluginsSince }: Ability = abilities[what]
  if (pluginsSince === undefined || (version && isOlder(version, pluginsSince))) return routers
  return [...routers, 'plugins']
}

/** Checks the traffic routing of a canary, and what depends on there being one. */
export function* checkRouting(canary: Field, version: string | undefined): Generator<Diagnostic> {
  yield* checkServices(canary)
  yield* checkPingPong(canary, version)
  const routing = child(canary, 'trafficRouting')
  if (!isGiven(routing)) {
    yield* checkUnrouted(canary)
    return
  }
  const dynamic = child(canary, 'dynamicStableScale')
  if (scalarOf(dynamic) === true && isGiven(child(canary, 'scaleDownDelaySeconds'))) {
    yield problems.dynamicScaleWithDelay(fieldPlace(dynamic))
  }
  const most = child(routing, 'maxTrafficWeight')
  if (isGiven(most) && !routesBy(canary, routersFor('maxTrafficWeight', version))) {
    yield problems.maxWeightUnsupported(fieldPlace(most))
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
      yield problems.fieldNeedsTrafficRouting(fieldPlace(field), key)
    }
  }
  for (const key of ['abortScaleDownDelaySeconds', 'minPodsPerReplicaSet']) {
    const field = child(canary, key)
    if (isGiven(field)) yield problems.ignoredWithoutTrafficRouting(fieldPlace(field), key)
  }
}

/** When a router needs both Services of a canary. */
export const servicesNeeded: Readonly<Record<string, 'always' | 'sometimes' | 'never'>> = {
  alb: 'sometimes',
  istio: 'sometimes',
  smi: 'always',
  apisix: 'always',
  ambassador: 'always',
  nginx: 'always',
  appMesh: 'always',
  traefik: 'always',
  plugins: 'never'
}

/** The router that needs both Services of a canary. */
function findNeedy(canary: Field): string | undefined {
  const hasPingPong = isGiven(child(canary, 'pingPong'))
  const hasSubsets = isGiven(child(canary, 'trafficRouting', 'istio', 'destinationRule'))
  const isNeedy = (router: string, needed: string) =>
    needed === 'always' ||
    (needed === 'sometimes' && !hasPingPong && !(router === 'istio' && hasSubsets))
  const found = Object.entries(servicesNeeded).find(
    ([router, needed]) => isNeedy(router, needed) && routesBy(canary, [router])
  )
  return found?.[0]
}

function* checkServices(canary: Field): Generator<Diagnostic> {
  const router = findNeedy(canary)
  if (router === undefined) return
  for (const key of ['canaryService', 'stableService']) {
    const service = child(canary, key)
    if (isNamed(service)) continue
    const place = isGiven(service) ? service : child(canary, 'trafficRouting', router)
    yield problems.serviceMissing(fieldPlace(place), service.path, `the router ${router}`)
  }
}

function* checkPingPong(canary: Field, version: string | undefined): Generator<Diagnostic> {
  const pingPong = child(canary, 'pingPong')
  if (!isGiven(pingPong)) return
  const services = ['pingService', 'pongService'].map(key => child(pingPong, key))
  for (const service of services) {
    // Where it is not there at all, the API's own demand says so.
    if (scalarOf(service) === '') {
      yield problems.serviceMissing(fieldPlace(service), service.path, 'pingPong')
    }
  }
  const [ping, pong] = services
  if (ping && pong && textOf(ping) !== undefined && textOf(ping) === textOf(pong)) {
    yield problems.sameService(fieldPlace(pong), ping.key, pong.key, textOf(ping) ?? '')
  }
  if (!isGiven(child(canary, 'trafficRouting'))) return
  const routers = routersFor('pingPong', version)
  if (!routesBy(canary, routers)) yield problems.pingPongUnsupported(fieldPlace(pingPong), routers)
  const root = child(canary, 'trafficRouting', 'alb', 'rootService')
  if (routesBy(canary, ['alb']) && !textOf(root)) {
    yield problems.serviceMissing(fieldPlace(root), root.path, 'pingPong')
  }
}

/** Fields of which a router takes exactly one (validation_references.go; `lint` does not look). */
export const targets: readonly [string, string, string][] = [
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
      yield problems.notExactlyOne(fieldPlace(given[1] ?? router), router.path, keys, given.length)
    }
  }
  const mesh = child(routing, 'appMesh', 'virtualService')
  if (isGiven(child(routing, 'appMesh')) && !isGiven(mesh)) {
    yield problems.missingField(fieldPlace(mesh), mesh.path)
  }
}
