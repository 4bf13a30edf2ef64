import { expect, test } from 'vitest'
import { openSource } from '../yaml/stream.ts'
import { bareRun, deployment } from './manifests.test-helper.ts'
import { readGroup } from './read.ts'

const web = JSON.stringify(deployment({ name: 'web' }))

const codesWith = (kustomization: string, file = 'web.yaml') => {
  const sources = [openSource(file, web)]
  const kustomizations = [openSource('kustomization.yaml', kustomization)]
  const { scope, refusalsOf } = readGroup({ sources, kustomizations }, bareRun)
  return scope.deployments.flatMap(refusalsOf).map(({ code }) => code)
}

const target = (kind: string) => `patches: [{ path: a.yaml, target: { kind: '${kind}' } }]`

test.for<[kustomization: string, isInTheWay: boolean]>([
  ['', false],
  ['resources: [web.yaml]', false],
  ['replicas:', false],
  ['replicas: []', false],
  ['patches: [{ path: a.yaml, target: { kind: Service } }]', false],
  ['patches: [{ path: a.yaml }]', true],
  ['replicas: [{ name: web, count: 3 }]', true],
  ['namePrefix: a-', true],
  ['commonLabels: { a: b }', true],
  [target('Deployment'), true],
  [target('Service|Rollout'), true],
  [target('(StatefulSet|Deployment)'), true],
  [target('Deploy.*'), true],
  [target('.*'), true],
  [target('[D]eployment'), true],
  [target('Stateful.*'), false],
  [target('ConfigMap|Secret'), false]
])('a kustomization of "%s" stands in the way of edits: %s', ([kustomization, isInTheWay]) => {
  expect(codesWith(kustomization)).toEqual(isInTheWay ? ['kustomization-in-the-way'] : [])
})

const broken = (kind: string, name: string) => `kind: ${kind}\nmetadata:\n  name: ${name}\n  x: [\n`

test.for<[kind: string, name: string, isHidden: boolean]>([
  ['HorizontalPodAutoscaler', 'web', true],
  ['Rollout', 'web', true],
  ['Rollout', 'api', false],
  ['Deployment', 'web', false],
  ['Service', 'web', false]
])(
  'a %s "%s" that cannot be read may be a part of Deployment "web": %s',
  ([kind, name, isHidden]) => {
    const sources = [openSource('web.yaml', web), openSource('broken.yaml', broken(kind, name))]
    const { scope, hiddenOf } = readGroup({ sources, kustomizations: [] }, bareRun)
    expect(scope.deployments.flatMap(hiddenOf).map(({ code }) => code)).toEqual(
      isHidden ? ['invalid-yaml'] : []
    )
  }
)

test('a JSON file that is no list is not edited', () => {
  expect(codesWith('', 'web.json')).toEqual(['json-in-place'])
})
