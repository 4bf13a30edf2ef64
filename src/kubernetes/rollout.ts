import { asMapping, findNode, findPair, findString } from '../yaml/node.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'

/** Whether a manifest is a Rollout of Argo; OpenKruise has another. */
export function isRollout({ kind, apiVersion }: Manifest): boolean {
  return kind === 'Rollout' && groupOf(apiVersion) === 'argoproj.io'
}

/** The name of the Deployment that a Rollout takes its pod template from. */
export function workloadNameOf({ node }: Manifest): string | undefined {
  const find = (key: string) => findString(node, 'spec', 'workloadRef', key)
  const isDeployment = find('kind') === 'Deployment' && groupOf(find('apiVersion') ?? '') === 'apps'
  return isDeployment ? find('name') : undefined
}

/** What a Rollout does that a migration cannot carry along, as the path of its field. */
export function findBeyondMigration({ node }: Manifest): string | undefined {
  const scaleDown = findString(node, 'spec', 'workloadRef', 'scaleDown')
  if (scaleDown !== undefined && scaleDown !== 'never') return 'spec.workloadRef.scaleDown'
  const strategy = asMapping(findNode(node, 'spec', 'strategy'))
  if (strategy && findPair(strategy, 'blueGreen')) return 'spec.strategy.blueGreen'
  const canary = asMapping(findNode(strategy, 'canary'))
  const field = beyondMigration.find(key => canary && !isEmpty(findNode(canary, key)))
  return field && `spec.strategy.canary.${field}`
}

/** Fields of `strategy.canary` that come after the last stage, each in a commit of its own. */
export const beyondMigration = [
  'steps',
  'canaryService',
  'stableService',
  'pingPong',
  'trafficRouting',
  'analysis'
] as const

function isEmpty(node: ReturnType<typeof findNode>): boolean {
  if (!node) return true
  if (node.type === 'scalar') return node.value === null || node.value === ''
  return node.type === 'sequence' && node.items.length === 0
}
