import { groupOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { findItems, findString, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import type { Application, Kind } from './change.ts'

/** Whether a manifest is an Application of Argo CD. */
export const isApplication = ({ kind, apiVersion }: Manifest) =>
  kind === 'Application' && groupOf(apiVersion) === 'argoproj.io'

/** What Argo CD's Applications do with the replicas of a workload. */
export function applicationOf(
  applications: readonly Manifest[],
  name: string
): Application | undefined {
  if (applications.length === 0) return undefined
  const kinds: readonly Kind[] = ['Deployment', 'Rollout']
  const isAny = (has: (application: Manifest) => boolean) => applications.some(has)
  return {
    ignoresReplicasOf: kinds.filter(kind => isAny(each => ignores(each, { kind, name }))),
    respects: isAny(each => hasOption(each, 'RespectIgnoreDifferences=true')),
    onlyOutOfSync: isAny(each => hasOption(each, 'ApplyOutOfSyncOnly=true'))
  }
}

const groups: Record<Kind, string> = { Deployment: 'apps', Rollout: 'argoproj.io' }

function ignores(
  { node }: Manifest,
  { kind, name }: { readonly kind: Kind; readonly name: string }
): boolean {
  return findItems(node, 'spec', 'ignoreDifferences').some(entry => {
    const matches = (key: string, wanted: string) =>
      [wanted, '*', undefined].includes(findString(entry, key))
    return (
      matches('group', groups[kind]) &&
      findString(entry, 'kind') === kind &&
      matches('name', name) &&
      namesReplicas(entry)
    )
  })
}

/** Whether an entry of ignoreDifferences covers `/spec/replicas`. */
function namesReplicas(entry: Node): boolean {
  const paths = [...findItems(entry, 'jsonPointers'), ...findItems(entry, 'jqPathExpressions')]
  return paths.some(path => ['/spec/replicas', '.spec.replicas'].includes(String(valueOf(path))))
}

function hasOption({ node }: Manifest, option: string): boolean {
  return findItems(node, 'spec', 'syncPolicy', 'syncOptions').some(each => valueOf(each) === option)
}
