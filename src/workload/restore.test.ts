import { expect, test } from 'vitest'
import { nextStage } from '../index.ts'
import { openSource } from '../yaml/stream.ts'
import { readGroup } from './read.ts'
import { restore } from './restore.ts'
import type { Run } from './select.ts'

const run: Run = {
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

const manifest = (name: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 4
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
`

const baseline = manifest('web') + manifest('api')
const introduced = nextStage(baseline, { unverified: true }).output
const growing = openSource('all.yaml', nextStage(introduced, { unverified: true }).output)

const documentsOf = (source: typeof growing) =>
  readGroup({ sources: [source], kustomizations: [] }, run).scope.deployments.map(
    ({ document }) => document
  )

test('a group that is read again has the same documents', () => {
  const documents = documentsOf(growing)
  expect(documents).toHaveLength(2)
  expect(documentsOf(growing).every((each, at) => each === documents[at])).toBe(true)
})

test('what is restored again is the same source, unless less is wanted', () => {
  const { source, undone } = restore(growing)
  expect(undone.length).toBeGreaterThan(1)
  expect(restore(growing).source).toBe(source)
  expect(restore(growing, () => true).source).toBe(source)
  const part = restore(growing, ({ name }) => name === 'web')
  expect(part.undone.length).toBeLessThan(undone.length)
  expect(part.source).not.toBe(source)
})

test('where nothing is restored the source stays', () => {
  const source = openSource('all.yaml', introduced)
  expect(restore(source).source).toBe(source)
  expect(restore(growing, () => false).source).toBe(growing)
})
