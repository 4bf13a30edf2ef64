import type { Kustomization, KustomizeLabels } from '../kubernetes/kustomization.ts'
import { isOfKinds, metadataLabels } from '../kubernetes/kustomize-fields.ts'
import type { Fields, FieldSpec } from '../kubernetes/kustomize-fields.ts'
import { fieldChanged, nodeWith, withEntry } from '../kubernetes/patched.ts'
import { folderOf, joinPath } from '../paths.ts'
import { findNode } from '../yaml/node.ts'
import type { Node } from '../yaml/node.ts'
import { openSource } from '../yaml/stream.ts'
import type { Source } from '../yaml/stream.ts'
import { calledAs, firstIdOf, idsOf, remembered, withNode, withTemplate } from './overlay-object.ts'
import type { Built, Id } from './overlay-object.ts'
import { patchChange } from './overlay-patch.ts'
import type { Change } from './overlay-patch.ts'

/** One thing that a kustomization does to all that it has. */
export type Step = {
  /** The part of the kustomization that says so. */
  readonly node: Node
  /** What it is called where it is not followed. */
  readonly what: string
  readonly change: Change
}

type Context = {
  /** The part of the outermost kustomization that counts as what changes objects, for a component. */
  readonly by: Node | undefined
  readonly fields: Fields
  readonly sourceOf: (file: string) => Source | undefined
}

/** What a kustomization does, in the order in which kustomize does it (api/internal/target/kusttarget_configplugin.go). */
export function stepsOf(kustomization: Kustomization, context: Context): Step[] {
  const patches = (field: string) => patchSteps(field, kustomization, context)
  return [
    ...patches('patchesStrategicMerge'),
    ...patches('patches'),
    ...namespaceSteps(kustomization),
    ...renameSteps(kustomization, context),
    ...kustomization.labels.map(each => labelStep(each, context)),
    ...patches('patchesJson6902'),
    ...countSteps(kustomization, context)
  ]
}

function patchSteps(
  field: string,
  { patches, source }: Kustomization,
  { by, sourceOf }: Context
): Step[] {
  return patches
    .filter(each => each.field === field)
    .map(patch => {
      const { path = '', text, node } = patch
      const at = joinPath(folderOf(source.file), path)
      const own = text === undefined ? sourceOf(at) : openSource('', text)
      const change = patchChange({ patch, source: own, by: by ?? node })
      return { node, what: 'A patch', change }
    })
}

/** Kinds in no namespace that lie beside workloads (kustomize kyaml/openapi). */
const clusterScoped =
  /^(?:Namespace|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|APIService|PersistentVolume|StorageClass|PriorityClass|IngressClass|RuntimeClass|(?:Mutating|Validating)WebhookConfiguration)$/

function namespaceSteps({ document, namespace }: Kustomization): Step[] {
  const node = findNode(document.root, 'namespace')
  if (!node || !namespace) return []
  const move = (object: Built): Built => {
    const { kind, name } = object.manifest
    if (clusterScoped.test(kind)) return remembered(object)
    return called(remembered(object), { kind, name, namespace })
  }
  return [{ node, what: '"namespace"', change: objects => objects.map(move) }]
}

const called = (object: Built, id: Id): Built => ({
  ...object,
  manifest: calledAs(object.manifest, id)
})

/** Kinds whose names kustomize leaves alone (api/internal/builtins/PrefixTransformer.go). */
const unnamed = ['CustomResourceDefinition', 'APIService', 'Namespace']

function renameSteps(kustomization: Kustomization, { by }: Context): Step[] {
  const { document, namePrefix, nameSuffix } = kustomization
  const ends = [
    ['namePrefix', 'prefixes', namePrefix],
    ['nameSuffix', 'suffixes', nameSuffix]
  ] as const
  return ends.flatMap(([field, key, end]): Step[] => {
    const node = findNode(document.root, field)
    if (!node || end === '') return []
    const rename = (object: Built): Built => {
      const { kind, name, namespace } = object.manifest
      if (name === undefined || unnamed.includes(firstIdOf(object).kind)) return object
      const longer = field === 'namePrefix' ? end + name : name + end
      return {
        ...called(remembered(object), { kind, name: longer, namespace }),
        [key]: [...object[key], end],
        renamedBy: [...object.renamedBy, { field, node: by ?? node }]
      }
    }
    return [{ node, what: `"${field}"`, change: objects => objects.map(rename) }]
  })
}

function labelStep(entry: KustomizeLabels, context: Context): Step {
  const { field, node, labels } = entry
  const { by } = context
  const specs = specsOf(entry, context.fields)
  const label = (object: Built): Built =>
    specs.reduce(
      (made, spec) => (isOfKinds(made.manifest, spec) ? labelled(made, spec) : made),
      object
    )
  const labelled = (object: Built, spec: FieldSpec): Built => {
    const whole = spec.path[1] === 'template' ? withTemplate(object) : object
    const changed = fieldChanged(whole.manifest.node, spec, old =>
      Object.entries(labels).reduce((at, [key, value]) => withEntry(at, key, value), old)
    )
    return withNode(whole, changed, object.changedBy ?? by ?? node)
  }
  return { node, what: `"${field}"`, change: objects => objects.map(label) }
}

/** Where an entry puts its labels. */
function specsOf({ field, into, fields }: KustomizeLabels, known: Fields): readonly FieldSpec[] {
  if (into === 'annotations') return known.commonAnnotations
  if (field === 'commonLabels') return known.commonLabels
  if (into === 'selectors') return [...fields, ...known.labels, ...known.commonLabels]
  const more = into === 'templates' ? known.templateLabels : []
  return [...fields, ...known.labels, metadataLabels, ...more]
}

function countSteps({ replicas }: Kustomization, { by, fields }: Context): Step[] {
  return replicas.map(({ name, count, node }): Step => {
    const specsOf = (object: Built) =>
      fields.replicas.filter(spec =>
        idsOf(object).some(
          id => id.name === name && isOfKinds({ ...object.manifest, kind: id.kind }, spec)
        )
      )
    const change: Change = objects => {
      const counted = new Map(objects.map(object => [object, specsOf(object)]))
      // Of a name that it does not know kustomize makes an error.
      if ([...counted.values()].every(({ length }) => length === 0)) return undefined
      return objects.map(object => {
        const specs = counted.get(object) ?? []
        if (specs.length === 0) return object
        const set = (at: Node, spec: FieldSpec) =>
          fieldChanged(at, spec, old => nodeWith(old, [], count))
        return withNode(object, specs.reduce(set, object.manifest.node), by ?? node)
      })
    }
    return { node, what: 'An entry of "replicas"', change }
  })
}
