// Cuts the schemas of Kubernetes objects from upstream, for schemas/update.mjs.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { parse } from 'yaml'

const canary = 'spec.strategy.canary'
const behavior = 'spec.advanced.horizontalPodAutoscalerConfig.behavior'

// `types` names the schema of a place, and of every other place like it; inner ones come first.
const upstream = {
  deployment: {
    project: 'kubernetes',
    file: 'api/openapi-spec/v3/apis__apps__v1_openapi.json',
    name: ['apps', 'v1', 'Deployment'],
    types: { LabelSelector: 'spec.selector', DeploymentStrategy: 'spec.strategy' }
  },
  hpa: {
    project: 'kubernetes',
    file: 'api/openapi-spec/v3/apis__autoscaling__v2_openapi.json',
    name: ['autoscaling', 'v2', 'HorizontalPodAutoscaler'],
    types: {
      CrossVersionObjectReference: 'spec.scaleTargetRef',
      MetricIdentifier: 'spec.metrics.*.pods.metric',
      MetricTarget: 'spec.metrics.*.pods.target',
      MetricSpec: 'spec.metrics.*',
      HPAScalingRules: 'spec.behavior.scaleUp',
      HorizontalPodAutoscalerBehavior: 'spec.behavior'
    }
  },
  'scaled-object': {
    project: 'keda',
    file: 'config/crd/bases/keda.sh_scaledobjects.yaml',
    name: ['keda.sh', 'v1alpha1', 'ScaledObject'],
    types: {
      ScaleTarget: 'spec.scaleTargetRef',
      ScaleTriggers: 'spec.triggers.*',
      HPAScalingRules: `${behavior}.scaleUp`,
      HorizontalPodAutoscalerBehavior: behavior,
      AdvancedConfig: 'spec.advanced'
    }
  },
  rollout: {
    project: 'argoRollouts',
    file: 'manifests/crds/rollout-crd.yaml',
    name: ['argoproj.io', 'v1alpha1', 'Rollout'],
    types: {
      LabelSelector: 'spec.selector',
      ObjectRef: 'spec.workloadRef',
      PodTemplateMetadata: `${canary}.canaryMetadata`,
      AntiAffinity: `${canary}.antiAffinity`,
      AnalysisRunArgument: `${canary}.analysis.args.*`,
      DryRun: `${canary}.analysis.dryRun.*`,
      MeasurementRetention: `${canary}.analysis.measurementRetention.*`,
      RolloutAnalysis: `${canary}.steps.*.analysis`,
      RolloutExperimentStep: `${canary}.steps.*.experiment`,
      StringMatch: `${canary}.steps.*.setMirrorRoute.match.*.path`,
      CanaryStep: `${canary}.steps.*`,
      RolloutTrafficRouting: `${canary}.trafficRouting`,
      CanaryStrategy: canary,
      BlueGreenStrategy: 'spec.strategy.blueGreen',
      RolloutStrategy: 'spec.strategy'
    }
  }
}

const comment =
  'Kept: the structure of spec, and the metadata we use, with apiVersion, kind and name required. ' +
  'Left out: the pod template, status, descriptions, formats.'

const string = { type: 'string' }
const strings = { type: 'object', additionalProperties: string }
const names = { name: string, generateName: string, namespace: string }
const metadata = {
  type: 'object',
  required: ['name'],
  properties: { ...names, labels: strings, annotations: strings }
}

/** The upstream schema of a kind: from a CustomResourceDefinition, or from an OpenAPI document. */
function find(document, [group, version, kind]) {
  const schemas = document.components?.schemas
  if (schemas) return schemas[`io.k8s.api.${group}.${version}.${kind}`]
  return document.spec.versions.find(({ name }) => name === version).schema.openAPIV3Schema
}

/** What is kept of a schema: its structure, with every reference resolved. */
function cut(schema, document) {
  const reference = schema.$ref ?? schema.allOf?.[0].$ref
  if (reference) return cut(document.components.schemas[reference.split('/').at(-1)], document)
  const result = {}
  for (const key of ['type', 'required', 'enum', 'minimum', 'minLength', 'minItems'])
    if (key in schema) result[key] = schema[key]
  const either = schema.anyOf ?? schema.oneOf
  if (either) result.anyOf = either.map(branch => cut(branch, document))
  for (const key of ['items', 'additionalProperties'])
    if (key in schema) result[key] = cut(schema[key], document)
  for (const [key, value] of Object.entries(schema.properties ?? {}))
    result.properties = { ...result.properties, [key]: cut(value, document) }
  return result
}

/** Moves what `types` names into `$defs`. */
function define(schema, types) {
  const $defs = {}
  for (const [type, path] of Object.entries(types)) {
    let place = schema
    for (const key of path.split('.')) place = key === '*' ? place.items : place.properties[key]
    const same = JSON.stringify(place)
    const $ref = `#/$defs/${type}`
    const share = (_, value) => (JSON.stringify(value) === same ? { $ref } : value)
    schema = JSON.parse(JSON.stringify(schema, share))
    $defs[type] = place
  }
  return { ...schema, $defs }
}

/**
 * Writes the schemas from upstream's modules: the folder of each project, and its name with its version.
 * @param {Record<string, { folder: string, title: string }>} projects
 */
export async function cutSchemas(projects) {
  for (const [schema, { project, file, name, types }] of Object.entries(upstream)) {
    const { folder, title } = projects[project]
    const document = parse(readFileSync(join(folder, file), 'utf8'))
    const { spec } = cut(find(document, name), document).properties
    if (spec.properties.template) spec.properties.template = { type: 'object' }
    const [group, version, kind] = name
    const apiVersion = { const: `${group}/${version}` }
    const properties = { apiVersion, kind: { const: kind }, metadata, spec }
    const text = JSON.stringify({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $comment: `Cut from ${title}, ${file}, by schemas/cut.mjs. ${comment}`,
      title: kind,
      type: 'object',
      required: Object.keys(properties),
      ...define({ properties }, types)
    })
    const json = await format(text, { parser: 'json', printWidth: 100 })
    writeFileSync(new URL(`${schema}.schema.json`, import.meta.url), json)
  }
}
