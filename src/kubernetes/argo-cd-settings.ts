import { includes } from '../yaml/bytes.ts'
import { asEntries, asMapping, findNode, valueOf } from '../yaml/node.ts'
import type { Mapping, Value } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { readDocument, splitStream } from '../yaml/stream.ts'
import type { Document, Source } from '../yaml/stream.ts'
import { ruleIn } from './ignore-entry.ts'
import type { Origin, Rule } from './ignore-entry.ts'
import { groupOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { fieldOf, itemsOf, resourceOf, textOf } from './resource.ts'
import type { Path, Resource } from './resource.ts'
import { sourcesIn } from './source-folders.ts'

/** Whether a manifest is Argo CD's own configuration. */
export function isArgoCdConfig({ kind, apiVersion, name }: Manifest): boolean {
  return kind === 'ConfigMap' && apiVersion === 'v1' && name === 'argocd-cm'
}

/** Whether a manifest is what argocd-operator makes that configuration of. */
const isArgoCdOperand = ({ kind, apiVersion }: Manifest) =>
  kind === 'ArgoCD' && groupOf(apiVersion) === 'argoproj.io'

/** The kind that values of Helm charts have here: they are no objects. */
const valuesKind = 'values'

/** Whether a manifest stands for values of the argo-cd chart. */
const isOfChart = ({ kind, apiVersion }: Manifest) => kind === valuesKind && apiVersion === ''

/** Whether a manifest, or what stands for one, configures Argo CD as a whole. */
export const configuresArgoCd = (manifest: Manifest) =>
  isArgoCdConfig(manifest) || isArgoCdOperand(manifest) || isOfChart(manifest)

/** Rules that hold for every Application, wherever Argo CD is configured. */
export function systemRulesOf(manifest: Manifest): Rule[] {
  const resource = resourceOf(manifest)
  if (isArgoCdConfig(manifest) || isOfChart(manifest)) return systemRulesIn(resource, manifest)
  if (isArgoCdOperand(manifest)) return operandRules(resource, manifest)
  return chartRules(resource, manifest)
}

/**
 * Rules of argocd-cm: the group and the kind are in the key, and `all` is every kind
 * (argo-cd util/settings/settings.go, appendResourceOverridesFromSplitKeys). One key for all of
 * them came before, and still counts.
 */
export function systemRulesIn(resource: Resource, manifest?: Manifest): Rule[] {
  return rulesOfKeys(fieldOf(resource, 'data'), { path: ['data'], manifest })
}

const whole = 'resource.customizations'
const prefix = `${whole}.ignoreDifferences.`

function rulesOfKeys(data: Value | undefined, origin: Origin): Rule[] {
  return Object.entries(asEntries(data) ?? {}).flatMap(([key, text]) => {
    const own = { ...origin, path: [...origin.path, key] }
    if (key === whole) return rulesOfOneKey(text, own)
    return key.startsWith(prefix) ? [ruleOfKind(key.slice(prefix.length), text, own)] : []
  })
}

function ruleOfKind(named: string, text: Value, origin: Origin): Rule {
  const [kind = '', group = ''] = named === 'all' ? ['*', '*'] : named.split('_').toReversed()
  return ruleIn({ ...asEntries(dataIn(text)), group, kind }, origin)
}

function rulesOfOneKey(text: Value, origin: Origin): Rule[] {
  return Object.entries(asEntries(dataIn(text)) ?? {}).flatMap(([named, customization]) => {
    const entry = asEntries(dataIn(fieldOf(customization, 'ignoreDifferences') ?? null))
    const [kind = '', group = ''] = named.split('/').toReversed()
    return entry ? [ruleIn({ ...entry, group, kind }, origin)] : []
  })
}

/** What a text says as YAML, or data that is none. */
function dataIn(value: Value): Value {
  return typeof value === 'string' ? (valueOf(parseAnyStyle(value).root) ?? null) : value
}

/** Rules of argocd-operator (argocd-operator controllers/argocd/configmap.go). */
function operandRules(resource: Resource, manifest: Manifest): Rule[] {
  const at = (...path: Path): Origin => ({ path: ['spec', ...path], manifest })
  const ignored = ['resourceIgnoreDifferences']
  const all = asEntries(fieldOf(resource, 'spec', ...ignored, 'all'))
  const each = itemsOf(resource, 'spec', ...ignored, 'resourceIdentifiers')
  return [
    ...(all ? [ruleIn({ ...all, group: '*', kind: '*' }, at(...ignored, 'all'))] : []),
    ...each.map((entry, index) => {
      const named = { group: textOf(entry, 'group') ?? '', kind: textOf(entry, 'kind') ?? '' }
      const fields = asEntries(fieldOf(entry, 'customization'))
      return ruleIn({ ...fields, ...named }, at(...ignored, 'resourceIdentifiers', String(index)))
    }),
    ...rulesOfKeys(fieldOf(resource, 'spec', 'extraConfig'), at('extraConfig')),
    ...rulesOfOneKey(textOf(resource, 'spec', 'resourceCustomizations') ?? null, at())
  ]
}

/** Rules in the values by which an Application brings the argo-cd chart. */
function chartRules(resource: Resource, manifest: Manifest): Rule[] {
  return sourcesIn(fieldOf(resource, 'spec')).flatMap(({ source, path }) => {
    const helm = fieldOf(source, 'helm')
    const object = { values: fieldOf(helm, 'valuesObject') ?? null, key: 'valuesObject' }
    const text = { values: dataIn(textOf(helm, 'values') ?? null), key: 'values' }
    return [object, text].flatMap(({ values, key }) =>
      placesOfKeys(values).flatMap(at =>
        rulesOfKeys(fieldOf(values, ...at), { path: ['spec', ...path, 'helm', key], manifest })
      )
    )
  })
}

/** Where values of the argo-cd chart, or of one around it, have the keys of argocd-cm. */
function placesOfKeys(values: Value): Path[] {
  const above = [[], ...Object.keys(asEntries(values) ?? {}).map(key => [key])]
  return above
    .flatMap(path => places.map(place => [...path, ...place]))
    .filter(path => asEntries(fieldOf(values, ...path)))
}

const places: readonly Path[] = [
  ['configs', 'cm'],
  ['server', 'config']
]

/** Values of the argo-cd chart in a file, each as if it were argocd-cm. */
export function chartValuesIn(source: Source): Manifest[] {
  if (!includes(source.bytes, prefix) && !includes(source.bytes, `${whole}:`)) return []
  return splitStream(source)
    .map(chunk => readDocument(source, chunk))
    .flatMap(document => (document.error ? [] : valuesOf(document)))
}

function valuesOf(document: Document): Manifest[] {
  const root = asMapping(document.root)
  if (!root || findNode(root, 'kind')) return []
  return placesOfKeys(valueOf(root) ?? null).flatMap(path => {
    const [key, parent] = [path.at(-1) ?? '', asMapping(findNode(root, ...path.slice(0, -1)))]
    const own = parent?.pairs.find(pair => pair.key === key)
    if (!parent || !own) return []
    const node: Mapping = { ...parent, pairs: [{ ...own, key: 'data' }] }
    const name = path.join('.')
    return [{ document, node, kind: valuesKind, apiVersion: '', name, namespace: undefined }]
  })
}
