import { expect, test } from 'vitest'
import { parseConfig } from '../config.ts'
import { nextStage, planMigration } from '../index.ts'
import { openSource } from '../yaml/stream.ts'
import { checkObjects } from './objects.ts'
import { readScene } from './scene.ts'
import type { Scene } from './scene.ts'
import { checkTime } from './time.ts'

function sceneOf(text: string, config?: string): Scene {
  const group = { sources: [openSource('web.yaml', text)], kustomizations: [] }
  const read = config === undefined ? undefined : parseConfig(config).config
  return readScene(group, { config: read, namespace: undefined, patches: new Set() }).scene
}

function found(before: string, after: string, config?: readonly [string, string]): string[] {
  const diagnostics = checkTime(sceneOf(before, config?.[0]), sceneOf(after, config?.[1]))
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`)
}

const deployment = (replicas: number | '', image = 'web:1', labels = '{app: web}') => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: ${labels}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "${image}"}]}
`

const rollout = (
  replicas: number | '',
  canary = '{}',
  selector = '{matchLabels: {app: web}}'
) => `---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: ${selector}
  workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  strategy: {canary: ${canary}}
`

const inline = (image: string, canary = '{}') => `---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec:
  replicas: 8
  selector: {matchLabels: {app: web}}
  strategy: {canary: ${canary}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "${image}"}]}
`

const hpa = (version: string, fields = '') => `---
apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web}
  minReplicas: 4
  maxReplicas: 20
${fields}`
const paused =
  '  behavior: {scaleUp: {selectPolicy: Disabled}, scaleDown: {selectPolicy: Disabled}}\n'

const steps = '{steps: [{setWeight: 25}, {pause: {}}]}'
const ignoring = `---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec:
  ignoreDifferences: [{group: argoproj.io, kind: Rollout, jsonPointers: [/spec/replicas]}]
  syncPolicy: {syncOptions: [RespectIgnoreDifferences=true]}
`
const configAt = (stage: string, canary = '{}') =>
  `workloads: [{name: web, stage: ${stage}, replicas: 8, strategy: {canary: ${canary}}}]\n`

test.for<[string, string, string, (readonly [string, string])?]>([
  ['no change', deployment(4) + rollout(4), deployment(4) + rollout(4)],
  ['a new application', '', deployment(8) + rollout(8)],
  ['an application without pods that goes', deployment(0) + rollout(0), ''],
  [
    'an application before its migration that goes',
    deployment(8),
    '',
    [configAt('baseline'), configAt('baseline')]
  ],
  ['a new image after the move', deployment(0) + rollout(8), deployment(0, 'web:2') + rollout(8)],
  ['a new image before the move', deployment(8) + rollout(0), deployment(8, 'web:2') + rollout(0)],
  [
    'a template in another order',
    deployment(4) + rollout(4),
    deployment(4).replace('name: web, image: "web:1"', 'image: "web:1", name: web') + rollout(4)
  ],
  ['steps alone', deployment(0) + rollout(8), deployment(0) + rollout(8, steps)],
  ['steps and image of one object', inline('web:1'), inline('web:2', steps)],
  ['empty steps', deployment(0) + rollout(8), deployment(0, 'web:2') + rollout(8, '{steps: []}')],
  ['another count after the move', deployment(0) + rollout(8), deployment(0) + rollout(10)],
  ['a Deployment that is scaled alone', deployment(8) + rollout(0), deployment(4) + rollout(0)],
  ['a Rollout without pods that goes', deployment(8) + rollout(0), deployment(8)],
  [
    'a Rollout that is kept',
    deployment(0) +
      rollout(8).replace(
        '{name: web}',
        '{name: web, annotations: {helm.sh/resource-policy: keep}}'
      ),
    deployment(0)
  ],
  ['a Rollout beside all pods of the Deployment', deployment(8) + rollout(8), deployment(8)],
  ['a selector that is added', deployment(0) + rollout(8, '{}', ''), deployment(0) + rollout(8)],
  [
    'a count that is left to the autoscaler',
    deployment(0) + rollout(8) + ignoring,
    deployment(0) + rollout('') + ignoring
  ],
  [
    'a pause that ends',
    deployment(0) + rollout(8) + hpa('v2', paused),
    deployment(0) + rollout(8) + hpa('v2')
  ],
  ['a count of 1 that goes', deployment(1), deployment('')],
  ['the next stage', deployment(8) + rollout(2), deployment(6) + rollout(2)],
  ['the next stage of a configuration', '', '', [configAt('grow-25'), configAt('shrink-25')]],
  ['a Deployment beside its new Rollout', deployment(8), deployment(8) + inline('web:1')]
])('finds nothing in %s', ([, before, after, config]) => {
  expect(found(before, after, config)).toEqual([])
})

test.for<[string, string, string, (readonly [string, string])?]>([
  [
    'steps-changed-with-template 19:30',
    deployment(0) + rollout(8),
    deployment(0, 'web:2') + rollout(8, steps)
  ],
  [
    'steps-changed-with-template 1:78',
    deployment(0),
    deployment(0, 'web:2'),
    [configAt('done'), configAt('done', steps)]
  ],
  ['template-changed 9:5', deployment(4) + rollout(4), deployment(4, 'web:2') + rollout(4)],
  ['deployment-removed 8:62', deployment(0) + rollout(8), rollout(8)],
  ['workload-removed 1:1', deployment(0) + rollout(8), ''],
  ['workload-removed 1:1', inline('web:1'), ''],
  ['workload-removed 1:1', deployment(8), '', [configAt('grow-25'), configAt('grow-25')]],
  ['rollout-removed 6:13', deployment(6) + rollout(2), deployment(8)],
  ['workload-replaced 4:18', deployment(8), inline('web:1')],
  ['workload-replaced 4:18', inline('web:1'), deployment(8)],
  [
    'rollout-selector-removed 17:3',
    deployment(0) + rollout(8),
    deployment(0) + rollout(8, '{}', '')
  ],
  ['selector-changed 7:13', deployment(8), deployment(8, 'web:1', '{tier: web}')],
  ['replicas-removed 16:3', deployment(0) + rollout(8), deployment(0) + rollout('')],
  ['replicas-removed 6:3', deployment(8), deployment('')],
  ['replicas-removed 6:3', deployment(2), deployment('')],
  [
    'pause-outlives-change 21:13',
    deployment(0) + rollout(8) + hpa('v2', paused),
    deployment(0) + rollout(8) + hpa('v1')
  ],
  ['unsafe-change 6:13', deployment(8), deployment(0) + rollout(8)],
  ['unsafe-change 6:13', deployment(6) + rollout(2), deployment(4) + rollout(4)],
  ['unsafe-change 6:13', deployment(0) + rollout(8), deployment(6) + rollout(2)],
  ['unsafe-change 1:32', '', '', [configAt('shrink-25'), configAt('shrink-100')]]
])('finds %s', ([expected, before, after, config]) => {
  expect(found(before, after, config)).toEqual([expected])
})

test('tells the story of an unsafe change', () => {
  const [unsafe] = checkTime(
    sceneOf(deployment(6) + rollout(2)),
    sceneOf(deployment(4) + rollout(4))
  )
  expect(unsafe?.message).toBe(
    'Deployment "web" goes from Deployment 6, Rollout 2 to Deployment 4, Rollout 4 in one commit: in the worst order of applying it, the capacity promise is broken: 6 of 8 pods serve'
  )
  expect(unsafe?.hint).toMatch(
    /it breaks here: the ReplicaSet of Deployment web deletes 2 pods: 6 of 8 pods serve$/
  )
})

const scaler = hpa('v2').replace('argoproj.io/v1alpha1, kind: Rollout', 'apps/v1, kind: Deployment')

test.for([
  ['a Deployment', deployment(8)],
  ['a Deployment with an autoscaler', deployment(2) + scaler]
] as const)('finds nothing in the stages of %s, forth and back', ([, text]) => {
  const options = { applier: 'helm3' as const, ...(text.includes('Horizontal') && { replicas: 8 }) }
  const stages = planMigration(text, options).stages.map(({ output }) => sceneOf(output))
  expect(stages.length).toBeGreaterThan(5)
  const moves = stages.slice(1).flatMap((stage, at) => {
    const before = stages[at] ?? stage
    return [checkTime(before, stage), checkTime(stage, before)]
  })
  expect([...stages.map(checkObjects), ...moves].flat()).toEqual([])
})

test('finds nothing where manifests remember that no pod is missed', () => {
  const at = (stages: number) => {
    let text = deployment(8)
    for (let stage = 0; stage < stages; stage++) text = nextStage(text, { unverified: true }).output
    return sceneOf(text)
  }
  // From grow-25 to grow-100: the pods of shrink-25 are there already.
  expect(checkTime(at(2), at(4))).toEqual([])
  expect(checkTime(at(3), at(5)).map(({ code }) => code)).toEqual(['unsafe-change'])
})
