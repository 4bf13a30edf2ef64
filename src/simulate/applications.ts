import { groupOf, manifestsOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { findItems, findString, valueOf } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { readDocument, splitStream } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import type { Application, Kind } from './change.ts'

/** What the Argo CD Applications among some sources do with the replicas of a workload. */
export function applicationIn(sources: readonly Source[], name: string): Application | undefined {
  const found = sources.flatMap(applicationsOf)
  if (found.length === 0) return undefined
  const kinds: readonly Kind[] = ['Deployment', 'Rollout']
  return {
    ignoresReplicasOf: kinds.filter(kind => found.some(each => ignores(each, { kind, name }))),
    respects: found.some(each => hasOption(each, 'RespectIgnoreDifferences=true')),
    onlyOutOfSync: found.some(each => hasOption(each, 'ApplyOutOfSyncOnly=true'))
  }
}

function applicationsOf(source: Source): Manifest[] {
  return splitStream(source)
    .filter(({ start, end }) => source.bytes.subarray(start, end).includes('Application'))
    .map(chunk => readDocument(source, chunk))
    .flatMap(document => (document.error ? [] : manifestsOf(document)))
    .filter(
      ({ kind, apiVersion }) => kind === 'Application' && groupOf(apiVersion) === 'argoproj.io'
    )
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
