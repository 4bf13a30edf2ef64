import type { Diagnostic } from '../diagnostic.ts'
import {
  child,
  entriesOf,
  integerOf,
  isGiven,
  isNamed,
  itemsOf,
  fieldPlace,
  scalarOf,
  textOf
} from './rollout-field.ts'
import type { Field } from './rollout-field.ts'
import { checkAnnotations, checkLabels } from './rollout-labels.ts'
import * as problems from './rollout-problems.ts'
import { checkResources } from './rollout-resources.ts'

// Of Kubernetes' own demands on pods (kubernetes pkg/apis/core/validation), those that people miss.

const probeHandlers = ['exec', 'grpc', 'httpGet', 'tcpSocket']
const hookHandlers = ['exec', 'httpGet', 'sleep', 'tcpSocket']
const environmentSources = ['configMapRef', 'secretRef']
const valueSources = [
  'configMapKeyRef',
  'fieldRef',
  'fileKeyRef',
  'resourceFieldRef',
  'secretKeyRef'
]

/** The fields of a pod template of which there is exactly one in its place. */
export const podChoices: readonly string[] = [
  ...probeHandlers,
  ...hookHandlers,
  ...environmentSources,
  ...valueSources
]

/** Checks the pod template of a Rollout. */
export function* checkPodTemplate(template: Field): Generator<Diagnostic> {
  yield* checkLabels(child(template, 'metadata', 'labels'))
  yield* checkAnnotations(child(template, 'metadata', 'annotations'))
  const pod = child(template, 'spec')
  if (!isGiven(pod)) {
    yield problems.noContainers(fieldPlace(template))
    return
  }
  const containers = child(pod, 'containers')
  if (isGiven(containers) && itemsOf(containers).length === 0) {
    yield problems.noContainers(fieldPlace(containers))
  }
  yield* checkPod(pod)
  const all = ['containers', 'initContainers'].flatMap(key => itemsOf(child(pod, key)))
  yield* checkNames(all.map(container => child(container, 'name')))
  const volumes = itemsOf(child(pod, 'volumes')).map(volume => child(volume, 'name'))
  yield* checkNames(volumes)
  const names = volumes.map(name => textOf(name) ?? '')
  for (const container of all) yield* checkContainer(container, names)
}

function* checkPod(pod: Field): Generator<Diagnostic> {
  yield* checkOneOf(child(pod, 'restartPolicy'), ['Always'])
  yield* checkOneOf(child(pod, 'dnsPolicy'), [
    'ClusterFirstWithHostNet',
    'ClusterFirst',
    'Default',
    'None'
  ])
  const deadline = child(pod, 'activeDeadlineSeconds')
  if (isGiven(deadline)) yield problems.podDeadline(fieldPlace(deadline))
  for (const volume of itemsOf(child(pod, 'volumes'))) {
    const sources = entriesOf(volume).filter(each => each.key !== 'name' && isGiven(each))
    const keys = sources.map(({ key }) => key)
    const [, second] = sources
    if (second) yield problems.notExactlyOne(fieldPlace(second), volume.path, keys, keys.length)
  }
}

/** Names that are a label of a domain, no two alike. */
function* checkNames(names: readonly Field[]): Generator<Diagnostic> {
  const seen = new Set<string>()
  for (const field of names) {
    const name = scalarOf(field)
    if (typeof name !== 'string' || name === '') continue
    if (!isDomainLabel(name)) yield problems.invalidName(fieldPlace(field), field.path, name)
    else if (seen.has(name)) yield problems.repeatedName(fieldPlace(field), field.path, name)
    seen.add(name)
  }
}

const isDomainLabel = (name: string) => /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(name)

function* checkOneOf(field: Field, expected: readonly string[]): Generator<Diagnostic> {
  const value = scalarOf(field)
  // The API server puts its default in the place of an empty text.
  if (typeof value !== 'string' || value === '' || expected.includes(value)) return
  yield problems.unexpectedValue(fieldPlace(field), field.path, value, expected)
}

function* checkContainer(container: Field, volumes: readonly string[]): Generator<Diagnostic> {
  const image = child(container, 'image')
  if (!isNamed(image)) {
    yield problems.missingField(fieldPlace(image), image.path)
  }
  yield* checkOneOf(child(container, 'imagePullPolicy'), ['Always', 'IfNotPresent', 'Never'])
  yield* checkPorts(container)
  yield* checkEnvironment(container)
  yield* checkMounts(container, volumes)
  for (const key of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    yield* checkProbe(child(container, key))
  }
  for (const hook of ['postStart', 'preStop']) {
    yield* checkExactlyOne(child(container, 'lifecycle', hook), hookHandlers)
  }
  for (const source of itemsOf(child(container, 'envFrom'))) {
    yield* checkExactlyOne(source, environmentSources)
  }
  yield* checkResources(child(container, 'resources'))
}

function* checkPorts(container: Field): Generator<Diagnostic> {
  const ports = itemsOf(child(container, 'ports'))
  for (const port of ports) {
    yield* checkRange(child(port, 'containerPort'), 1, 65535)
    yield* checkRange(child(port, 'hostPort'), 0, 65535)
    yield* checkOneOf(child(port, 'protocol'), ['TCP', 'UDP', 'SCTP'])
  }
  const named = ports.map(port => child(port, 'name')).filter(name => textOf(name) !== undefined)
  const wrong = named.filter(name => !isPortName(textOf(name) ?? ''))
  for (const name of wrong) {
    yield problems.invalidPortName(fieldPlace(name), name.path, textOf(name) ?? '')
  }
  yield* checkNames(named.filter(name => !wrong.includes(name)))
}

/** At most 15 letters, digits and hyphens, a letter among them, no hyphen at an end or twice. */
const isPortName = (name: string) =>
  /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && name.length <= 15

function* checkRange(field: Field, least: number, most: number): Generator<Diagnostic> {
  const value = integerOf(field)
  if (value === undefined || (value >= least && value <= most)) return
  yield problems.numberOutOfRange(fieldPlace(field), field.path, value, least, most)
}

function* checkExactlyOne(field: Field, keys: readonly string[]): Generator<Diagnostic> {
  const count = keys.filter(key => isGiven(child(field, key))).length
  if (isGiven(field) && count !== 1) {
    yield problems.notExactlyOne(fieldPlace(field), field.path, keys, count)
  }
}

function* checkEnvironment(container: Field): Generator<Diagnostic> {
  for (const variable of itemsOf(child(container, 'env'))) {
    const [value, valueFrom] = [child(variable, 'value'), child(variable, 'valueFrom')]
    yield* checkExactlyOne(valueFrom, valueSources)
    if (isGiven(valueFrom) && textOf(value) !== undefined) {
      const keys = ['value', 'valueFrom']
      yield problems.notExactlyOne(fieldPlace(valueFrom), variable.path, keys, 2)
    }
  }
}

function* checkMounts(container: Field, volumes: readonly string[]): Generator<Diagnostic> {
  const paths = new Set<string>()
  for (const mount of itemsOf(child(container, 'volumeMounts'))) {
    const [name, path] = [child(mount, 'name'), child(mount, 'mountPath')]
    const volume = textOf(name)
    if (volume !== undefined && !volumes.includes(volume)) {
      yield problems.unknownVolume(fieldPlace(name), volume)
    }
    const where = textOf(path) ?? ''
    if (where !== '' && paths.has(where))
      yield problems.repeatedName(fieldPlace(path), path.path, where)
    paths.add(where)
  }
}

function* checkProbe(probe: Field): Generator<Diagnostic> {
  yield* checkExactlyOne(probe, probeHandlers)
  const seconds = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds']
  for (const key of [...seconds, 'successThreshold', 'failureThreshold']) {
    const field = child(probe, key)
    const value = integerOf(field) ?? 0
    if (value < 0) yield problems.negativeValue(fieldPlace(field), field.path, value)
  }
}
