import { parseConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { manifestsOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import type { Run } from './select.ts'

/** The manifests of a file, each on one line as JSON. */
export function manifestsIn(file: string, ...objects: readonly object[]): Manifest[] {
  const source = openSource(file, objects.map(each => JSON.stringify(each)).join('\n---\n'))
  return splitStream(source).flatMap(chunk => manifestsOf(readDocument(source, chunk)))
}

type Metadata = { readonly name: string; readonly [key: string]: unknown }

/** A Deployment with its pod template. */
export const deployment = (metadata: Metadata, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: { ...spec, selector: {}, template: {} }
})

/** A Rollout of Argo. */
export const rollout = (metadata: Metadata, spec: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata,
  spec
})

/** What makes a Rollout refer to a Deployment. */
export const refersTo = (name: string) => ({
  workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }
})

/** An HPA of a Deployment or a Rollout. */
export const hpa = (metadata: Metadata, kind: 'Deployment' | 'Rollout', name: string) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata,
  spec: {
    scaleTargetRef: {
      apiVersion: kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1',
      kind,
      name
    },
    maxReplicas: 10
  }
})

/** A run that is told nothing. */
export const bareRun: Run = {
  config: undefined,
  stage: undefined,
  replicas: { named: new Map() },
  percents: undefined,
  namespace: undefined,
  release: undefined,
  workloads: [],
  applier: undefined,
  input: 'files'
}

/** A configuration of these entries. */
export function configOf(...entries: readonly object[]): Config {
  const workloads = entries.map(entry => ({ stage: 'baseline', ...entry }))
  const { config, diagnostics } = parseConfig(JSON.stringify({ workloads }))
  if (!config) throw new Error(diagnostics.map(({ message }) => message).join())
  return config
}
