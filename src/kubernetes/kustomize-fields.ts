import { asEntries } from '../yaml/node.ts'
import type { Value } from '../yaml/node.ts'
import { groupOf } from './manifest.ts'
import type { Field } from './patched.ts'
import { fieldOf, itemsOf, textOf } from './resource.ts'

/** What objects a rule is about: a part that is not set means any. */
export type Kinds = { readonly group?: string; readonly version?: string; readonly kind?: string }

/** A field of some objects. */
export type FieldSpec = Kinds & Field

/** A field that has the name of another object. */
export type NameReference = { readonly target: Kinds; readonly field: FieldSpec }

/** Where kustomize changes objects, as far as it matters to workloads. */
export type Fields = {
  readonly references: readonly NameReference[]
  /** Labels of `commonLabels`, and of `labels` with `includeSelectors`. */
  readonly commonLabels: readonly FieldSpec[]
  /** Labels of `labels` with `includeTemplates`. */
  readonly templateLabels: readonly FieldSpec[]
  /** Labels of every entry of `labels`. */
  readonly labels: readonly FieldSpec[]
  readonly commonAnnotations: readonly FieldSpec[]
  readonly replicas: readonly FieldSpec[]
}

/** A field as kustomize writes it: `/` between keys, `\/` within one, `[]` at a list. */
export function fieldSpec(path: string, { create = true, ...kinds }: Kinds & { create?: boolean }) {
  const keys = path.split(/(?<!\\)\//).map(key => key.replaceAll('\\/', '/').replace(/\[\]$/, ''))
  return { ...kinds, path: keys.filter(key => key !== ''), create }
}

/** Whether an object is of the kinds of a rule. */
export function isOfKinds(
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  wanted: Kinds
): boolean {
  const group = groupOf(apiVersion)
  const version = group === '' ? apiVersion : apiVersion.slice(group.length + 1)
  const fits = (one: string | undefined, own: string) => !one || one === own
  return fits(wanted.group, group) && fits(wanted.version, version) && fits(wanted.kind, kind)
}

export const metadataLabels = fieldSpec('metadata/labels', {})

/** Kinds with a pod template that kustomize knows. */
const templated = [
  { kind: 'Deployment' },
  { kind: 'ReplicaSet' },
  { kind: 'DaemonSet' },
  { kind: 'ReplicationController', version: 'v1' },
  { kind: 'StatefulSet', group: 'apps' },
  { kind: 'Job', group: 'batch' }
]

const withTemplates = (key: 'labels' | 'annotations') => [
  fieldSpec(`metadata/${key}`, {}),
  ...templated.map(kinds => fieldSpec(`spec/template/metadata/${key}`, kinds))
]

const templateLabels = withTemplates('labels')

const scaled = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet']

/** What kustomize knows by itself (kustomize api/internal/konfig/builtinpluginconsts). */
export const kustomizeFields: Fields = {
  references: scaled.map(kind => ({
    target: { kind },
    field: fieldSpec('spec/scaleTargetRef/name', { kind: 'HorizontalPodAutoscaler' })
  })),
  templateLabels,
  labels: [],
  commonAnnotations: withTemplates('annotations'),
  commonLabels: [
    ...templateLabels,
    fieldSpec('spec/selector', { kind: 'Service', version: 'v1' }),
    fieldSpec('spec/selector', { kind: 'ReplicationController', version: 'v1' }),
    fieldSpec('spec/selector/matchLabels', { kind: 'Deployment' }),
    fieldSpec('spec/selector/matchLabels', { kind: 'ReplicaSet' }),
    fieldSpec('spec/selector/matchLabels', { kind: 'DaemonSet' }),
    fieldSpec('spec/selector/matchLabels', { kind: 'StatefulSet', group: 'apps' }),
    fieldSpec('spec/selector/matchLabels', { kind: 'Job', group: 'batch', create: false }),
    fieldSpec('spec/selector/matchLabels', {
      ...{ kind: 'PodDisruptionBudget', group: 'policy', create: false }
    }),
    ...['spec/podSelector', 'spec/ingress/from/podSelector', 'spec/egress/to/podSelector'].map(
      path =>
        fieldSpec(`${path}/matchLabels`, {
          ...{ kind: 'NetworkPolicy', group: 'networking.k8s.io', create: false }
        })
    )
  ],
  replicas: scaled.map(kind => fieldSpec('spec/replicas', { kind }))
}

const rollout = { kind: 'Rollout', group: 'argoproj.io' }
const deployment = { kind: 'Deployment', group: 'apps' }
const ofRollout = (target: Kinds, ...paths: string[]): NameReference[] =>
  paths.map(path => ({ target, field: fieldSpec(`spec/${path}`, rollout) }))
const canary = 'strategy/canary'
const blueGreen = 'strategy/blueGreen'

/** References of Rollouts and autoscalers, and labels of Rollouts, of which kustomize knows nothing. */
export const rolloutFields: Fields = {
  references: [
    ...ofRollout(deployment, 'workloadRef/name'),
    ...ofRollout(
      { kind: 'Service', version: 'v1' },
      `${canary}/canaryService`,
      `${canary}/stableService`,
      `${canary}/pingPong/pingService`,
      `${canary}/pingPong/pongService`,
      `${blueGreen}/activeService`,
      `${blueGreen}/previewService`
    ),
    ...ofRollout(
      { kind: 'AnalysisTemplate', group: 'argoproj.io' },
      `${canary}/analysis/templates/templateName`,
      `${canary}/steps/analysis/templates/templateName`,
      `${canary}/steps/experiment/analyses/templateName`,
      `${blueGreen}/prePromotionAnalysis/templates/templateName`,
      `${blueGreen}/postPromotionAnalysis/templates/templateName`
    ),
    ...[rollout, deployment].flatMap(target => [
      {
        target,
        field: fieldSpec('spec/scaleTargetRef/name', { kind: 'HorizontalPodAutoscaler' })
      },
      { target, field: fieldSpec('spec/scaleTargetRef/name', { kind: 'ScaledObject' }) },
      { target, field: fieldSpec('spec/targetRef/name', { kind: 'VerticalPodAutoscaler' }) }
    ])
  ],
  commonLabels: ['spec/selector/matchLabels', 'spec/template/metadata/labels'].map(path =>
    fieldSpec(path, { ...rollout, create: false })
  ),
  templateLabels: [fieldSpec('spec/template/metadata/labels', { ...rollout, create: false })],
  labels: [],
  commonAnnotations: [],
  replicas: []
}

/** Several sets of fields as one. */
export const joinedFields = (all: readonly Fields[]): Fields => ({
  references: all.flatMap(({ references }) => references),
  commonLabels: all.flatMap(({ commonLabels }) => commonLabels),
  templateLabels: all.flatMap(each => each.templateLabels),
  labels: all.flatMap(({ labels }) => labels),
  commonAnnotations: all.flatMap(each => each.commonAnnotations),
  replicas: all.flatMap(({ replicas }) => replicas)
})

/** Fields of a configuration that change more than is followed. */
const unknown = ['namePrefix', 'nameSuffix', 'namespace']

/** What a file of `configurations` adds; undefined where it is not followed. */
export function fieldsIn(configuration: Value | undefined): Fields | undefined {
  const entries = asEntries(configuration)
  if (!entries || unknown.some(key => key in entries)) return undefined
  const specs = (value: Value, ...path: string[]) => itemsOf(value, ...path).map(specIn)
  return {
    references: itemsOf(entries, 'nameReference').flatMap(each =>
      specs(each, 'fieldSpecs').map(field => ({ target: kindsIn(each), field }))
    ),
    commonLabels: specs(entries, 'commonLabels'),
    templateLabels: specs(entries, 'templateLabels'),
    labels: specs(entries, 'labels'),
    commonAnnotations: specs(entries, 'commonAnnotations'),
    replicas: specs(entries, 'replicas')
  }
}

/** The kinds that an entry of a configuration names. */
function kindsIn(entry: Value): Kinds {
  return Object.fromEntries(
    ['group', 'version', 'kind'].flatMap(key => {
      const value = textOf(entry, key)
      return value ? [[key, value]] : []
    })
  )
}

/** A field as an entry of a configuration, or of `fields` of a label, has it. */
export const specIn = (entry: Value): FieldSpec =>
  fieldSpec(textOf(entry, 'path') ?? '', {
    ...kindsIn(entry),
    create: fieldOf(entry, 'create') === true
  })
