import { expect, test } from 'vitest'
import { deployment, hpa, manifestsIn, refersTo, rollout } from './manifests.test-helper.ts'
import { scopeOf } from './scope.ts'
import { describe as described } from './state.ts'
import { statesIn } from './states.ts'

const template = { template: { spec: {} } }

const web = deployment({ name: 'web' }, { replicas: 8 })

test.for<[what: string, objects: object[], ...workloads: string[]]>([
  ['nothing', []],
  ['a Rollout that refers to no Deployment and has no template', [rollout({ name: 'web' }, {})]],
  ['a Deployment alone', [web], 'web: Deployment 8, no Rollout'],
  [
    'a Deployment with its Rollout, by another name',
    [web, rollout({ name: 'web-2' }, { replicas: 2, ...refersTo('web') })],
    'web: Deployment 8, Rollout 2'
  ],
  [
    'an autoscaler on either side',
    [
      web,
      rollout({ name: 'web' }, { replicas: 0, ...refersTo('web') }),
      hpa({ name: 'web' }, 'Rollout', 'web')
    ],
    'web: Deployment 8, Rollout 0, autoscaler released'
  ],
  [
    'a Rollout whose Deployment does not exist, by the name of that',
    [
      rollout({ name: 'web-2', namespace: 'shop' }, { replicas: 3, ...refersTo('web') }),
      hpa({ name: 'a', namespace: 'shop' }, 'Deployment', 'web'),
      hpa({ name: 'b', namespace: 'other' }, 'Deployment', 'web')
    ],
    'shop/web: Deployment without replicas, Rollout 3, autoscaler awake'
  ],
  [
    'a Rollout with a template of its own',
    [rollout({ name: 'web' }, { replicas: 3, ...template })],
    'web: Deployment without replicas, Rollout 3'
  ],
  [
    'a Rollout with a template of its own beside the Deployment of its name',
    [
      web,
      rollout({ name: 'web' }, { replicas: 3, ...template }),
      hpa({ name: 'web' }, 'Rollout', 'web')
    ],
    'web: Deployment 8, Rollout 3, autoscaler released'
  ],
  [
    'two namespaces',
    [
      deployment({ name: 'web', namespace: 'a' }, { replicas: 1 }),
      deployment({ name: 'web', namespace: 'b' }, { replicas: 2 }),
      rollout({ name: 'web', namespace: 'b' }, { replicas: 3, ...refersTo('web') }),
      rollout({ name: 'web', namespace: 'c' }, { replicas: 4, ...template })
    ],
    'a/web: Deployment 1, no Rollout',
    'b/web: Deployment 2, Rollout 3',
    'c/web: Deployment without replicas, Rollout 4'
  ]
])('the workloads of a scope: %s', ([, objects, ...workloads]) => {
  const found = statesIn(scopeOf(manifestsIn('web.yaml', ...objects), undefined))
  expect(
    found.map(({ name, namespace, state }) => {
      const title = namespace === undefined ? name : `${namespace}/${name}`
      return `${title}: ${described(state)}`
    })
  ).toEqual(workloads)
})
