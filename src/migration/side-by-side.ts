import type { Diagnostic } from '../diagnostic.ts'
import { titleOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { templateOf } from '../kubernetes/template.ts'
import { asEntries, asMapping, findItems, findNode, findString, valueOf } from '../yaml/node.ts'
import type { Mapping, Node, Value } from '../yaml/node.ts'
import { locate } from '../yaml/stream.ts'
import * as problems from './side-by-side-problems.ts'

/**
 * Why the pods of a Deployment and of its Rollout may not find a place beside each other. `claims`
 * are the PersistentVolumeClaims in view.
 */
export function sideBySideWarnings(
  deployment: Manifest,
  claims: readonly Manifest[]
): Diagnostic[] {
  const template = templateOf(deployment)
  const pods = template && { deployment, template, labels: labelsOf(template) }
  if (!pods) return []
  return [
    ...antiAffinityWarnings(pods),
    ...spreadWarnings(pods),
    ...hostWarnings(pods),
    ...volumeWarnings(pods, claims)
  ]
}

type Labels = { readonly [key: string]: Value }
type Pods = { readonly deployment: Manifest; readonly template: Mapping; readonly labels: Labels }

const labelsOf = (template: Mapping) =>
  asEntries(valueOf(findNode(template, 'metadata', 'labels'))) ?? {}

/** The place of a node of the pod template. */
const templatePlace = ({ deployment }: Pods, { start }: Node) => locate(deployment.document, start)

function antiAffinityWarnings(pods: Pods): Diagnostic[] {
  const { deployment, template } = pods
  const required = 'requiredDuringSchedulingIgnoredDuringExecution'
  return findItems(template, 'spec', 'affinity', 'podAntiAffinity', required)
    .filter(term => matches(findNode(term, 'labelSelector'), pods))
    .filter(term => !isOfOthers(term, pods))
    .map(term =>
      problems.requiredAntiAffinity(
        templatePlace(pods, term),
        titleOf(deployment),
        topologyOf(term)
      )
    )
}

const topologyOf = (term: Node) => findString(term, 'topologyKey') ?? ''

/** Whether a term of an anti-affinity is about other namespaces, or about other values of a label. */
function isOfOthers(term: Node, { deployment, labels }: Pods): boolean {
  const { namespace } = deployment
  const isOtherValue = textsAt(term, 'mismatchLabelKeys').some(key => key in labels)
  const namespaces = textsAt(term, 'namespaces')
  const isOtherNamespace =
    namespace !== undefined &&
    namespaces.length > 0 &&
    !namespaces.includes(namespace) &&
    asMapping(findNode(term, 'namespaceSelector')) === undefined
  return isOtherValue || isOtherNamespace
}

function spreadWarnings(pods: Pods): Diagnostic[] {
  const { deployment, template } = pods
  return findItems(template, 'spec', 'topologySpreadConstraints')
    .filter(term => findString(term, 'whenUnsatisfiable') !== 'ScheduleAnyway')
    .filter(term => matches(findNode(term, 'labelSelector'), pods))
    .map(term =>
      problems.requiredTopologySpread(
        templatePlace(pods, term),
        titleOf(deployment),
        topologyOf(term)
      )
    )
}

function hostWarnings(pods: Pods): Diagnostic[] {
  const { deployment, template } = pods
  const title = titleOf(deployment)
  const network = findNode(template, 'spec', 'hostNetwork')
  if (network && valueOf(network) === true) {
    return [problems.hostNetwork(templatePlace(pods, network), title)]
  }
  return ['initContainers', 'containers']
    .flatMap(key => findItems(template, 'spec', key))
    .flatMap(container => findItems(container, 'ports'))
    .flatMap(port => {
      const found = findNode(port, 'hostPort')
      const value = valueOf(found)
      if (!found || typeof value !== 'number' || value === 0) return []
      return [problems.hostPort(templatePlace(pods, found), title, value)]
    })
}

function volumeWarnings(pods: Pods, claims: readonly Manifest[]): Diagnostic[] {
  const { deployment, template } = pods
  const title = titleOf(deployment)
  return findItems(template, 'spec', 'volumes').flatMap(volume => {
    const node = findNode(volume, 'persistentVolumeClaim', 'claimName')
    const name = node && valueOf(node)
    if (!node || typeof name !== 'string') return []
    const claim = claims.find(each => each.name === name && isBeside(each, deployment))
    const modes = claim ? textsAt(claim.node, 'spec', 'accessModes') : []
    if (!claim || modes.length === 0) {
      return [problems.claimNotInView(templatePlace(pods, node), title, name)]
    }
    const once = modes.find(mode => mode.startsWith('ReadWriteOnce'))
    if (once === undefined || modes.some(mode => mode.endsWith('Many'))) return []
    return [problems.volumeMountedOnce(templatePlace(pods, node), title, titleOf(claim), once)]
  })
}

/** Whether two manifests may be of one namespace. */
const isBeside = (a: Manifest, b: Manifest) =>
  a.namespace === undefined || b.namespace === undefined || a.namespace === b.namespace

function textsAt(node: Node | undefined, ...path: readonly string[]): string[] {
  return findItems(node, ...path).flatMap(item => {
    const value = valueOf(item)
    return typeof value === 'string' ? [value] : []
  })
}

/** Whether a selector matches the pods themselves. None matches nothing, an empty one everything. */
function matches(selector: Node | undefined, { labels }: Pods): boolean {
  const mapping = asMapping(selector)
  if (!mapping) return false
  const wanted = Object.entries(asEntries(valueOf(findNode(mapping, 'matchLabels'))) ?? {})
  return (
    wanted.every(([key, value]) => key in labels && String(labels[key]) === String(value)) &&
    findItems(mapping, 'matchExpressions').every(expression => isMet(expression, labels))
  )
}

function isMet(expression: Node, labels: Labels): boolean {
  const key = findString(expression, 'key') ?? ''
  const values = findItems(expression, 'values').map(item => String(valueOf(item)))
  const isThere = key in labels
  const isListed = isThere && values.includes(String(labels[key]))
  const operator = findString(expression, 'operator')
  if (operator === 'In') return isListed
  if (operator === 'NotIn') return !isListed
  if (operator === 'Exists') return isThere
  return operator === 'DoesNotExist' && !isThere
}
