import { expect, test } from 'vitest'
import { openSource } from '../yaml/stream.ts'
import { hasItems, isKustomizationName, kustomizationIn, placeIn } from './kustomization.ts'

const read = (text: string) => kustomizationIn(openSource('kustomization.yaml', text))

test.for([
  ['kustomization.json', false],
  ['my-kustomization.yaml', false],
  ['kustomization.yaml', true],
  ['kustomization.yml', true],
  ['Kustomization', true]
] as const)('%s is a kustomization: %j', ([name, is]) => {
  expect(isKustomizationName(name)).toBe(is)
})

test.for([
  '',
  'some text',
  '- a\n',
  'resources: web.yaml\n',
  'replicas: [{name: web}]\n',
  'a: [\n'
])('nothing is read from %j', text => {
  expect(read(text)).toMatchObject({
    resources: [],
    patches: [],
    replicas: [],
    namePrefix: '',
    nameSuffix: '',
    namespace: undefined,
    labels: []
  })
})

test('what a kustomization takes in, counts and renames', () => {
  const found = read(`resources: [web.yaml, ../base]
bases: [../old]
components: [../part]
replicas:
  - name: web
    count: 30
  - name: api
    count: many
namePrefix: prod-
nameSuffix: -v2
namespace: prod
`)
  expect(found.resources).toEqual(['web.yaml', '../base', '../old'])
  expect(found.components).toEqual(['../part'])
  expect(found.replicas.map(({ name, count }) => [name, count])).toEqual([['web', 30]])
  expect([found.namePrefix, found.nameSuffix, found.namespace]).toEqual(['prod-', '-v2', 'prod'])
  const [entry] = found.replicas
  expect(entry && placeIn(found, entry.node).line).toBe(5)
})

test('patches are files or texts, with their targets', () => {
  const { patches } = read(`patches:
  - path: count.yaml
    target: {kind: Deployment, name: web}
  - patch: '[{"op": "remove", "path": "/spec/replicas"}]'
    target: {kind: Rollout}
patchesStrategicMerge:
  - bounds.yaml
  - |
    kind: Deployment
    metadata: {name: web}
patchesJson6902:
  - path: six.json
    target: {kind: Deployment}
`)
  expect(
    patches.map(({ field, path, text, target }) => [field, path ?? typeof text, target])
  ).toEqual([
    ['patches', 'count.yaml', { kind: 'Deployment', name: 'web' }],
    ['patches', 'string', { kind: 'Rollout' }],
    ['patchesJson6902', 'six.json', { kind: 'Deployment' }],
    ['patchesStrategicMerge', 'bounds.yaml', undefined],
    ['patchesStrategicMerge', 'string', undefined]
  ])
})

test('labels go to all objects, and where an entry says', () => {
  const found = read(`commonLabels: {team: a}
commonAnnotations: {by: us}
labels:
  - pairs: {app: web}
    fields: [{path: spec/a, kind: Rollout}]
  - pairs: {tier: front}
    includeSelectors: true
  - includeTemplates: true
`)
  expect(found.labels.map(({ field, labels, into }) => [field, labels, into])).toEqual([
    ['labels', { app: 'web' }, 'metadata'],
    ['labels', { tier: 'front' }, 'selectors'],
    ['labels', {}, 'templates'],
    ['commonLabels', { team: 'a' }, 'selectors'],
    ['commonAnnotations', { by: 'us' }, 'annotations']
  ])
  expect(found.labels[0]?.fields).toEqual([{ kind: 'Rollout', path: ['spec', 'a'], create: false }])
  expect(hasItems(found, 'labels')).toBe(true)
  expect(hasItems(found, 'vars')).toBe(false)
})

test('a file that is longer than a kustomization can be is not read', () => {
  expect(read(`namePrefix: a\n${'#'.repeat(16 << 20)}\n`).namePrefix).toBe('')
})
