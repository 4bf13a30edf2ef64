import { asEntries, asMapping, findItems, findNode, valueOf } from '../yaml/node.ts'
import type { Mapping, Value } from '../yaml/node.ts'
import type { Manifest } from './manifest.ts'
import { amountIn } from './quantity.ts'
import { fieldOf, itemsOf, resourceOf, textOf } from './resource.ts'
import type { Resource } from './resource.ts'
import { templateOf } from './template.ts'

/** Whether a manifest is a quota of a namespace. */
export const isQuota = ({ kind, apiVersion }: Manifest) =>
  kind === 'ResourceQuota' && apiVersion === 'v1'

/** Whether a manifest has the defaults of a namespace. */
export const isLimitRange = ({ kind, apiVersion }: Manifest) =>
  kind === 'LimitRange' && apiVersion === 'v1'

/** Pods that there may be at one time, all of the template of one workload. */
export type Demand = { readonly workload: Manifest; readonly pods: number }

/** What a quota allows less of than there may be. */
export type Shortage = { readonly resource: string; readonly most: number; readonly needed: number }

/**
 * What of a quota pods would exceed. `ranges` are the LimitRanges of the namespace. Where it cannot
 * be told how much a pod asks for, nothing is said.
 */
export function shortageOf(
  quota: Manifest,
  demands: readonly Demand[],
  ranges: readonly Manifest[]
): Shortage | undefined {
  const resource = resourceOf(quota)
  const hard = Object.entries(asEntries(fieldOf(resource, 'spec', 'hard')) ?? {})
  const defaults = ranges.flatMap(each => itemsOf(resourceOf(each), 'spec', 'limits'))
  const bound = demands.flatMap(({ workload, pods }) => {
    const template = templateOf(workload)
    return template && pods > 0 && isInScope(resource, template) ? [{ template, pods }] : []
  })
  for (const [key, value] of hard) {
    const most = amountIn(value)
    const needs = bound.map(({ template, pods }) => pods * (ofPod(key, template, defaults) ?? NaN))
    const needed = needs.reduce((sum, each) => sum + each, 0)
    // Sums of fractions of a CPU are not exact.
    if (most !== undefined && needed > most * (1 + 1e-9)) return { resource: key, most, needed }
  }
  return undefined
}

/** How much of a resource one pod counts for; undefined where that cannot be told. */
function ofPod(key: string, template: Mapping, defaults: readonly Value[]): number | undefined {
  if (key === 'pods' || key === 'count/pods') return 1
  const [, side = 'requests', name = ''] =
    /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage)$/.exec(key) ?? []
  if (name === '') return undefined
  const amounts = (field: string) =>
    findItems(template, 'spec', field).map(each => {
      const resources = asEntries(valueOf(findNode(each, 'resources'))) ?? {}
      return ofContainer(resources, { side, name, defaults })
    })
  const together = amounts('containers').reduce<number>((sum, each) => sum + (each ?? NaN), 0)
  // Init containers run before the others, one after another.
  const most = Math.max(together, ...amounts('initContainers').map(each => each ?? NaN))
  return Number.isNaN(most) ? undefined : most
}

type Asked = { readonly side: string; readonly name: string; readonly defaults: readonly Value[] }

function ofContainer(resources: Resource, { side, name, defaults }: Asked): number | undefined {
  const own = (from: string) => amountIn(fieldOf(resources, from, name))
  const given = side === 'requests' ? (own('requests') ?? own('limits')) : own('limits')
  if (given !== undefined) return given
  const field = side === 'requests' ? 'defaultRequest' : 'default'
  const ofContainers = defaults.filter(
    each => (textOf(each, 'type') ?? 'Container') === 'Container'
  )
  return [field, 'default'].flatMap(key =>
    ofContainers.flatMap(each => amountIn(fieldOf(each, key, name)) ?? [])
  )[0]
}

/** Whether a quota counts the pods of a template (kubernetes pkg/quota/v1/evaluator/core/pods.go). */
function isInScope(quota: Resource, template: Mapping): boolean {
  const scopes = itemsOf(quota, 'spec', 'scopes').map(scope => ({ scope, operator: 'Exists' }))
  const selected = itemsOf(quota, 'spec', 'scopeSelector', 'matchExpressions').map(each => ({
    scope: textOf(each, 'scopeName'),
    operator: textOf(each, 'operator'),
    values: itemsOf(each, 'values')
  }))
  return [...scopes, ...selected].every(each => isMet(each, template))
}

type Scope = {
  readonly scope: Value | undefined
  readonly operator: string | undefined
  readonly values?: readonly Value[]
}

function isMet({ scope, operator, values = [] }: Scope, template: Mapping): boolean {
  const has = (...path: string[]) => valueOf(findNode(template, 'spec', ...path)) ?? undefined
  if (scope === 'PriorityClass') {
    const name = has('priorityClassName')
    if (operator === 'In') return name !== undefined && values.includes(name)
    if (operator === 'NotIn') return name === undefined || !values.includes(name)
    return (name !== undefined) === (operator === 'Exists')
  }
  const isTerminating = has('activeDeadlineSeconds') !== undefined
  if (scope === 'Terminating') return isTerminating
  if (scope === 'NotTerminating') return !isTerminating
  if (scope === 'BestEffort') return isBestEffort(template)
  return scope === 'NotBestEffort' && !isBestEffort(template)
}

const isBestEffort = (template: Mapping) =>
  [...findItems(template, 'spec', 'containers'), ...findItems(template, 'spec', 'initContainers')]
    .map(each => asMapping(findNode(each, 'resources')))
    .every(each =>
      ['requests', 'limits'].every(
        key => Object.keys(asEntries(valueOf(findNode(each, key))) ?? {}).length === 0
      )
    )

/** An amount of a resource in the unit that people write. */
export function printAmount(resource: string, amount: number): string {
  const round = (value: number) => String(Math.round(value * 1000) / 1000)
  return /memory|storage/.test(resource) ? `${round(amount / 2 ** 30)}Gi` : round(amount)
}
