import { loadAll } from 'js-yaml'
import { expect } from 'vitest'

export type Manifest = {
  apiVersion: string
  kind: string
  metadata: { name: string; annotations?: Record<string, string> }
  spec: Record<string, unknown>
}

/** The objects of a stream, as a second YAML parser reads them. */
export const manifests = (stream: string) =>
  // What Helm and kustomize print are objects with a kind, or nothing.
  (loadAll(stream) as (Manifest | null)[]).filter(manifest => manifest !== null)

export const ofKind = (kind: string, stream: string) =>
  manifests(stream).filter(manifest => manifest.kind === kind)

/** The text of each document. */
export const documents = (stream: string) => stream.split(/^---\n/m)

/** The text of every document but the Rollouts. */
export const otherDocuments = (stream: string) =>
  documents(stream).filter(document => !document.includes('\nkind: Rollout\n'))

/** Holds that each of `count` Deployments has its own Rollout, with so many replicas. */
export function expectRollouts(stream: string, count: number, replicas: unknown) {
  const deployments = ofKind('Deployment', stream)
  const rollouts = ofKind('Rollout', stream)
  expect(deployments).toHaveLength(count)
  expect(rollouts.map(({ metadata }) => metadata.name)).toEqual(
    deployments.map(({ metadata }) => metadata.name)
  )
  for (const [index, { metadata, spec }] of deployments.entries()) {
    expect(rollouts[index]).toMatchObject({ apiVersion: 'argoproj.io/v1alpha1' })
    expect(rollouts[index]?.spec).toMatchObject({
      replicas,
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: metadata.name }
    })
    expect(rollouts[index]?.spec['selector']).toEqual(spec['selector'])
    expect(rollouts[index]?.spec).not.toHaveProperty('template')
  }
}
