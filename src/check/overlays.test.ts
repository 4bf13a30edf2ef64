import { expect, test } from 'vitest'
import { openSource } from '../yaml/stream.ts'
import { checkOverlays } from './overlays.ts'

const manifests = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 0
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec:
  replicas: 8
  selector: {matchLabels: {app: web}}
  workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  strategy: {canary: {}}
`

function found(overlay: string, more: Readonly<Record<string, string>> = {}): string[] {
  const files = { 'base/web.yaml': manifests, ...more }
  const sources = Object.entries(files).map(([file, text]) => openSource(file, text))
  const kustomizations = {
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'prod/kustomization.yaml': `resources: [../base]\n${overlay}`
  }
  const patches = new Set(Object.keys(more).filter(file => file.endsWith('/p.yaml')))
  return checkOverlays(
    {
      sources,
      kustomizations: Object.entries({
        ...kustomizations,
        ...Object.fromEntries(
          Object.entries(more).filter(([file]) => file.includes('kustomization'))
        )
      }).map(([file, text]) => openSource(file, text))
    },
    { config: undefined, namespace: undefined, patches }
  ).map(({ code, file, line }) => `${code} ${file}:${line}`)
}

const patch = (target: string, operations: string) =>
  `patches:\n  - target: ${target}\n    patch: '${operations}'\n`
const six = '[{"op": "replace", "path": "/spec/replicas", "value": 6}]'

test.for<[string, string, Record<string, string>?]>([
  ['nothing of its own', ''],
  ['another kind of target', patch('{kind: StatefulSet}', six)],
  ['another name of target', patch('{kind: Deployment, name: we}', six)],
  ['another group of target', patch('{group: batch, name: web}', six)],
  ['another namespace of target', patch('{kind: Deployment, namespace: shop}', six)],
  ['other labels of target', patch('{labelSelector: app=api}', six)],
  [
    'a test alone',
    patch('{kind: Deployment}', '[{"op": "test", "path": "/spec/replicas", "value": 0}]')
  ],
  [
    'the pod template',
    patch('{kind: Deployment}', '[{"op": "add", "path": "/spec/template/spec", "value": {}}]')
  ],
  ['an empty patch', 'patches: [{path: p.yaml}]\n', { 'prod/p.yaml': '# nothing\n' }],
  [
    'a component that has itself',
    'components: [../part]\n',
    { 'part/kustomization.yaml': 'kind: Component\ncomponents: [../part]\n' }
  ],
  ['a namespace', 'namespace: shop\n'],
  [
    'a prefix, and a configuration that knows of it',
    'namePrefix: dev-\nconfigurations: [c.yaml]\n',
    {
      'prod/c.yaml':
        'nameReference: [{kind: Deployment, fieldSpecs: [{kind: Rollout, path: spec/workloadRef/name}]}]\n'
    }
  ]
])('an overlay with %s breaks nothing', ([, overlay, more]) => {
  expect(found(overlay, more)).toEqual([])
})

test.for<[string, string, string[], Record<string, string>?]>([
  ['a count', 'replicas: [{name: web, count: 6}]\n', ['both-serve prod/kustomization.yaml:2']],
  [
    'a JSON patch',
    patch('{kind: Deployment, name: web}', six),
    ['both-serve prod/kustomization.yaml:3']
  ],
  [
    'a pattern',
    patch('{kind: Deploy.*, name: web|api}', six),
    ['both-serve prod/kustomization.yaml:3']
  ],
  [
    'a merge by its own name',
    'patchesStrategicMerge: [p.yaml]\n',
    ['both-serve prod/kustomization.yaml:2'],
    {
      'prod/p.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 6, template: {}}\n'
    }
  ],
  [
    'a component',
    'components: [../part]\n',
    ['both-serve prod/kustomization.yaml:2'],
    { 'part/kustomization.yaml': 'kind: Component\nreplicas: [{name: web, count: 6}]\n' }
  ],
  [
    'a patch that is not in view',
    'patches: [{path: gone.yaml}]\n',
    ['overlay-not-followed prod/kustomization.yaml:2']
  ],
  [
    'a patch that cannot be read',
    'patches: [{path: p.yaml}]\n',
    ['overlay-not-followed prod/kustomization.yaml:2'],
    { 'prod/p.yaml': 'a: [\n' }
  ],
  [
    'a target by labels',
    patch('{kind: Deployment, labelSelector: "app in (api, web),!canary,tier!=back"}', six),
    ['both-serve prod/kustomization.yaml:3']
  ],
  [
    'a target by labels that cannot be read',
    patch('{kind: Deployment, labelSelector: app~web}', six),
    ['overlay-not-followed prod/kustomization.yaml:3']
  ],
  [
    'an expression that is not followed',
    patch('{kind: Deployment, name: "(w+)+b"}', six),
    ['overlay-not-followed prod/kustomization.yaml:3']
  ],
  [
    'a count of a name that does not exist',
    'replicas: [{name: api, count: 6}]\n',
    ['overlay-not-followed prod/kustomization.yaml:2']
  ],
  [
    'a patch of another version of the kind',
    'patchesStrategicMerge: [p.yaml]\n',
    ['overlay-not-followed prod/kustomization.yaml:2'],
    {
      'prod/p.yaml':
        'apiVersion: batch/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 6}\n'
    }
  ],
  [
    'a base that is elsewhere',
    'bases: ["https://example.com/base"]\n',
    ['overlay-not-followed prod/kustomization.yaml:2']
  ],
  ['a prefix', 'namePrefix: dev-\n', ['kustomize-breaks-reference prod/kustomization.yaml:2']],
  [
    'a name that a merge changes',
    'patches:\n  - target: {kind: Deployment}\n    options: {allowNameChange: true}\n    patch: "{kind: Deployment, metadata: {name: api}}"\n',
    ['kustomize-breaks-reference prod/kustomization.yaml:3']
  ],
  [
    'a name that an operation changes, and a count of the former name',
    patch('{kind: Deployment}', '[{"op": "replace", "path": "/metadata/name", "value": "api"}]') +
      'replicas: [{name: web, count: 6}]\n',
    ['both-serve prod/kustomization.yaml:5', 'kustomize-breaks-reference prod/kustomization.yaml:3']
  ],
  [
    'a merge that changes a kind',
    'patches:\n  - target: {kind: Deployment}\n    options: {allowKindChange: true}\n    patch: "{kind: StatefulSet, metadata: {name: web}}"\n',
    ['overlay-not-followed prod/kustomization.yaml:3']
  ],
  [
    'a component that has an autoscaler, and a patch of it',
    'components: [../part]\n' +
      patch(
        '{kind: HorizontalPodAutoscaler}',
        '[{"op": "replace", "path": "/spec/scaleTargetRef", "value": {"kind": "Deployment", "apiVersion": "apps/v1", "name": "web"}}]'
      ),
    ['autoscaler-left-behind prod/kustomization.yaml:4'],
    {
      'part/kustomization.yaml': 'kind: Component\nresources: [hpa.yaml]\n',
      'part/hpa.yaml':
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {maxReplicas: 9, scaleTargetRef: {kind: Rollout, apiVersion: argoproj.io/v1alpha1, name: web}}\n'
    }
  ],
  [
    'a prefix and a count of the former name',
    'namePrefix: dev-\nreplicas: [{name: web, count: 6}]\n',
    ['both-serve prod/kustomization.yaml:3', 'kustomize-breaks-reference prod/kustomization.yaml:2']
  ],
  [
    'a prefix, and a file of configurations that cannot be read',
    'namePrefix: dev-\nconfigurations: [gone.yaml]\n',
    ['overlay-not-followed prod/kustomization.yaml:3']
  ],
  [
    'a prefix, and replacements that may mend it',
    'namePrefix: dev-\nreplacements: [{path: r.yaml}]\n',
    ['overlay-not-followed prod/kustomization.yaml:1']
  ],
  [
    'a move',
    patch('{kind: Deployment}', '[{"op": "move", "from": "/spec/a", "path": "/spec/b"}]'),
    ['overlay-not-followed prod/kustomization.yaml:3']
  ],
  [
    'replacements',
    'replacements: [{path: r.yaml}]\n',
    ['overlay-not-followed prod/kustomization.yaml:1']
  ]
])('an overlay with %s', ([, overlay, codes, more]) => {
  expect(found(overlay, more)).toEqual(codes)
})
