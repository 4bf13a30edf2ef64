import { expect, test } from 'vitest'
import { nextStage } from '../index.ts'
import { openSource } from '../yaml/stream.ts'
import { checkObjects } from './objects.ts'
import { readScene } from './scene.ts'

/** What is found in manifests, and in a kustomization beside them. */
function found(text: string, kustomization?: string): string[] {
  const kustomizations =
    kustomization === undefined ? [] : [openSource('kustomization.yaml', kustomization)]
  const group = { sources: [openSource('web.yaml', text)], kustomizations }
  const setting = { config: undefined, namespace: undefined, patches: new Set<string>() }
  const { scene } = readScene(group, setting)
  return checkObjects(scene).map(({ code, line, column }) => `${code} ${line}:${column}`)
}

type Fields = { readonly [field: string]: string }

const linesOf = (fields: Fields) =>
  Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `  ${field}: ${value}\n`)
    .join('')

const deployment = (fields: Fields = {}, name = 'web') => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
${linesOf({ replicas: '8', selector: '{matchLabels: {app: web}}', ...fields })}  template:
    metadata: {labels: {app: web, tier: front}}
`

const reference = '{apiVersion: apps/v1, kind: Deployment, name: web}'

const rollout = (fields: Fields = {}) => `---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec:
${linesOf({ replicas: '0', selector: '{matchLabels: {app: web}}', workloadRef: reference, strategy: '{canary: {}}', ...fields })}`

const onDeployment = 'apiVersion: apps/v1, kind: Deployment'
const onRollout = 'apiVersion: argoproj.io/v1alpha1, kind: Rollout'
const disabled = '{scaleUp: {selectPolicy: Disabled}, scaleDown: {selectPolicy: Disabled}}'

const hpa = (target: string, fields: Fields = {}, name = 'web') => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}}
spec:
  scaleTargetRef: {${target}, name: web}
${linesOf({ minReplicas: '4', maxReplicas: '20', ...fields })}`

const scaledObject = (target: string, annotations = '{}') => `---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web, annotations: ${annotations}}
spec:
  scaleTargetRef: {${target}}
`

const service = (name: string) => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: web}}
`

const moved = deployment({ replicas: '0' }) + rollout({ replicas: '8' })
const inline = (fields: Fields = {}) =>
  rollout({ replicas: '8', workloadRef: '', ...fields }) +
  '  template:\n    metadata: {labels: {app: web}}\n'

const template = (spec: string, name = 'ok') => `---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {name: ${name}}
spec: ${spec}
`

const analysis = (fields: string) =>
  inline({ strategy: `{canary: {steps: [{analysis: {${fields}}}]}}` })

const budget = (spec: string) => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {selector: {matchLabels: {app: web}}, ${spec}}
`

const application = (spec: string, options = '') => `---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec:
  syncPolicy: {syncOptions: [${options}]}
  ${spec}
`
const ignores = (group: string, kind: string) =>
  `ignoreDifferences: [{group: ${group}, kind: ${kind}, jsonPointers: [/spec/replicas]}]`

const respecting = 'RespectIgnoreDifferences=true'
test.for<[string, string, string?]>([
  ['a Deployment alone', deployment() + hpa(onDeployment) + service('web')],
  ['a Rollout at 0 beside its Deployment', deployment() + rollout() + hpa(onDeployment)],
  ['a Rollout after the move', moved + hpa(onRollout)],
  [
    'pods on both sides beside a paused autoscaler',
    deployment({ replicas: '4' }) +
      rollout({ replicas: '4' }) +
      hpa(onDeployment, { minReplicas: '1', behavior: disabled })
  ],
  ['a held Rollout', moved + hpa(onRollout, { minReplicas: '8', maxReplicas: '8' })],
  ['all pods scaled to 0 by KEDA', deployment({ replicas: '0' }) + scaledObject('name: web')],
  [
    'scaleDown once the Deployment is at 0',
    deployment({ replicas: '0' }) +
      rollout({ replicas: '8', workloadRef: reference.replace('}', ', scaleDown: onsuccess}') })
  ],
  [
    'a Service in the strategy after the move',
    deployment({ replicas: '0' }) +
      rollout({ replicas: '8', strategy: '{canary: {stableService: web}}' }) +
      service('web')
  ],
  [
    'no replicas beside an autoscaler',
    deployment({ replicas: '0' }) + rollout({ replicas: '' }) + hpa(onRollout)
  ],
  [
    'the same selector in another order',
    deployment({ selector: '{matchLabels: {app: web, tier: front}}' }) +
      rollout({ selector: '{matchLabels: {tier: front, app: web}}' })
  ],
  [
    'selectors of two namespaces',
    deployment() + deployment({}, 'api').replace('{name: api}', '{name: api, namespace: other}')
  ],
  [
    'two autoscalers of two workloads',
    deployment() +
      hpa(onDeployment) +
      hpa(onDeployment, {}, 'api').replace(', name: web}', ', name: api}')
  ],
  [
    'a ScaledObject that takes an autoscaler over',
    deployment() +
      hpa(onDeployment, {}, 'old') +
      scaledObject('name: web', '{scaledobject.keda.sh/transfer-hpa-ownership: "true"}')
  ],
  [
    'a ScaledObject paused for reasons of its own',
    deployment() + scaledObject('name: web', '{autoscaling.keda.sh/paused: "true"}')
  ],
  [
    'a pause that is off',
    inline() + scaledObject(`${onRollout}, name: web`, '{autoscaling.keda.sh/paused: "false"}')
  ],
  ['a Rollout that is elsewhere', deployment() + hpa(onRollout.replace('Rollout', 'Other'))],
  ['a Deployment that is elsewhere', rollout()],
  [
    'a Deployment that the base of a kustomization may have',
    rollout() + deployment({}, 'api'),
    'resources: [../base, web.yaml]'
  ],
  ['Services that are elsewhere', inline({ strategy: '{canary: {stableService: web}}' })],
  ['templates that are elsewhere', analysis('templates: [{templateName: missing}]')],
  [
    'arguments with a value somewhere',
    template(
      '{args: [{name: a}, {name: b, value: ""}], metrics: [{q: "{{args.a}} {{ args.b }} {{args.c}}"}]}'
    ) +
      template('{args: [{name: c, valueFrom: {secretKeyRef: {name: s, key: k}}}]}', 'more') +
      analysis('templates: [{templateName: ok}, {templateName: more}], args: [{name: a, value: x}]')
  ],
  [
    'an argument of a nested template',
    template('{templates: [{templateName: inner}]}') +
      template('{args: [{name: a}], metrics: [{q: "{{args.a}}"}]}', 'inner') +
      analysis('templates: [{templateName: ok}], args: [{name: a, value: x}]')
  ],
  ['a budget that lets one pod go', deployment() + budget('minAvailable: 7')],
  [
    'a budget of pods that an autoscaler may raise',
    deployment() + hpa(onDeployment) + budget('minAvailable: 8')
  ],
  [
    'a budget of pods that are not counted here',
    deployment({ replicas: '' }) + budget('minAvailable: 1')
  ],
  [
    'a budget of two sides',
    deployment({ replicas: '6' }) + rollout({ replicas: '2' }) + budget('minAvailable: 6')
  ],
  [
    'an ignored difference that is applied',
    deployment() + rollout() + application(ignores('apps', 'Deployment'))
  ],
  [
    'an Application that leaves the Rollout to its autoscaler',
    moved + hpa(onRollout) + application(ignores('argoproj.io', 'Rollout'), respecting)
  ],
  [
    'an Application of another namespace',
    moved.replaceAll('{name: web}', '{name: web, namespace: prod}') +
      hpa(onRollout).replace('{name: web}', '{name: web, namespace: prod}') +
      application('destination: {namespace: other}')
  ],
  [
    'a held Rollout under an Application',
    moved +
      hpa(onRollout, { minReplicas: '8', maxReplicas: '8' }) +
      application('{}'.replace('{}', 'project: x'))
  ]
])('finds nothing in %s', ([, text, kustomization]) => {
  expect(found(text, kustomization)).toEqual([])
})

test.for<[string, string, string?]>([
  ['both-serve 6:13', deployment() + rollout({ replicas: '8' })],
  ['none-serves 15:13', deployment({ replicas: '0' }) + rollout()],
  [
    'scale-down-drains 17:78',
    deployment() +
      rollout({ replicas: '2', workloadRef: reference.replace('}', ', scaleDown: onsuccess}') })
  ],
  [
    'scale-down-drains 16:78',
    deployment() +
      rollout({ replicas: '', workloadRef: reference.replace('}', ', scaleDown: onsuccess}') })
  ],
  [
    'scale-down-undone 6:13',
    deployment() +
      rollout({ replicas: '8', workloadRef: reference.replace('}', ', scaleDown: progressively}') })
  ],
  [
    'service-before-move 18:38',
    deployment() + rollout({ strategy: '{canary: {stableService: web}}' }) + service('web')
  ],
  ['rollout-replicas-missing 14:1', deployment({ replicas: '0' }) + rollout({ replicas: '' })],
  ['rollout-selector-missing 14:1', deployment() + rollout({ selector: '' })],
  ['selector-misses-pods 16:13', deployment() + rollout({ selector: '{matchLabels: {app: api}}' })],
  ['selector-differs 16:13', deployment() + rollout({ selector: '{matchLabels: {tier: front}}' })],
  ['selectors-overlap 16:13', deployment() + deployment({}, 'api')],
  [
    'several-rollouts 26:62',
    deployment() + rollout() + rollout().replace('metadata: {name: web}', 'metadata: {name: web-2}')
  ],
  ['autoscaler-left-behind 24:47', moved + hpa(onDeployment)],
  [
    'autoscaler-awake-in-migration 24:47',
    deployment({ replicas: '6' }) + rollout({ replicas: '2' }) + hpa(onDeployment)
  ],
  [
    'autoscaler-on-rollout 24:60',
    deployment({ replicas: '6' }) +
      rollout({ replicas: '2' }) +
      hpa(onRollout, { minReplicas: '1' })
  ],
  ['pause-left-behind 27:75', moved + hpa(onRollout, { behavior: disabled })],
  ['pause-left-behind 18:75', deployment() + hpa(onDeployment, { behavior: disabled })],
  [
    'bounds-fight-stage 25:16',
    deployment({ replicas: '2' }) +
      rollout({ replicas: '6' }) +
      hpa(onDeployment, { behavior: disabled })
  ],
  [
    'bounds-fight-stage 26:16',
    deployment() +
      rollout() +
      hpa(onDeployment, { minReplicas: '1', maxReplicas: '6', behavior: disabled })
  ],
  ['bounds-fight-stage 26:16', moved + hpa(onRollout, { minReplicas: '6', maxReplicas: '6' })],
  ['several-autoscalers 23:19', deployment() + hpa(onDeployment) + hpa(onDeployment, {}, 'more')],
  ['autoscaler-target-wrong 15:47', deployment() + hpa('apiVersion: apps/v2, kind: deployment')],
  ['autoscaler-target-wrong 16:32', inline() + hpa('apiVersion: apps/v1, kind: Rollout')],
  [
    'autoscaler-target-wrong 15:32',
    deployment() + hpa('apiVersion: argoproj.io/v1alpha1, kind: Deployment')
  ],
  ['autoscaler-target-wrong 16:32', inline() + hpa('apiVersion: argoproj.io/v1, kind: Rollout')],
  ['duplicate-manifest 21:18', deployment() + hpa(onDeployment) + hpa(onDeployment)],
  ['several-autoscalers 32:19', moved + hpa(onDeployment) + hpa(onRollout, {}, 'more')],
  ['autoscaler-target-wrong 15:3', deployment() + hpa('kind: Deployment')],
  ['autoscaler-target-missing 15:60', deployment() + hpa(onRollout)],
  ['autoscaler-target-missing 16:47', inline() + hpa(onDeployment)],
  [
    'workload-ref-unsupported 17:29',
    deployment({}, 'api') +
      rollout({ workloadRef: '{apiVersion: apps/v1beta1, kind: Deployment, name: api}' })
  ],
  [
    'workload-ref-not-found 17:62',
    deployment({ selector: '{matchLabels: {app: api}}' }, 'api') + rollout()
  ],
  [
    'service-not-found 8:38',
    inline({ strategy: '{canary: {canaryService: gone}}' }) + service('web')
  ],
  [
    'analysis-template-not-found 13:70',
    template('{metrics: []}') + analysis('templates: [{templateName: gone}]')
  ],
  [
    'analysis-argument-missing 13:70',
    template('{args: [{name: a}]}') + analysis('templates: [{templateName: ok}]')
  ],
  [
    'analysis-argument-undeclared 5:26',
    template('{metrics: [{query: "{{args.a}}"}]}') + analysis('templates: [{templateName: ok}]')
  ],
  ['budget-blocks-eviction 14:59', deployment() + budget('minAvailable: 8')],
  ['budget-blocks-eviction 5:61', budget('maxUnavailable: 0')],
  [
    'stage-ignored 25:23',
    deployment() + rollout() + application(ignores('apps', 'Deployment'), respecting)
  ],
  [
    'stage-ignored 25:23',
    deployment() +
      rollout() +
      application(ignores('argoproj.io', 'Rollout'), 'ApplyOutOfSyncOnly=true')
  ],
  ['sync-undoes-autoscaler 31:1', moved + hpa(onRollout) + application('project: x')]
])('finds %s', ([expected, text]) => {
  expect(found(text)).toEqual([expected])
})

test('finds that the autoscaler of a migration is gone', () => {
  const begun = deployment({ replicas: '' }) + rollout() + hpa(onDeployment)
  const options = { replicas: 8, unverified: true, workloads: ['web'] }
  const { output } = nextStage(begun, options)
  expect(found(output)).toEqual([])
  const without = output.slice(0, output.lastIndexOf('---'))
  expect(found(without)).toEqual(['autoscaler-missing 4:43'])
})

test('gives up on selectors that may match too many pods, and says so', () => {
  const values = `[${'x'.repeat(100_000)}]`
  const selecting = (at: number) =>
    `{matchLabels: {app: web}, matchExpressions: [{key: tier, operator: DoesNotExist}, {key: k${at}, operator: NotIn, values: ${values}}]}`
  const workloads = Array.from({ length: 20 }, (_, at) =>
    deployment({ selector: selecting(at) }, `web-${at}`)
  )
  expect(found(workloads.slice(0, 10).join(''))).toEqual([])
  expect(found(workloads.join(''))).toEqual(['too-many-to-check 128:1'])
})

test('gives up on Deployments of one name, and says so', () => {
  const some = (count: number) => found(deployment().repeat(count)).map(each => each.split(' ')[0])
  expect(some(3)).toEqual(['duplicate-manifest', 'duplicate-manifest'])
  expect(some(200)).toContain('too-many-to-check')
})

test('follows templates that name each other through thousands of them', () => {
  const chain = Array.from({ length: 5000 }, (_, at) =>
    template(`{metrics: [], templates: [{templateName: ok-${at + 1}}]}`, `ok-${at}`)
  )
  const steps = analysis('templates: [{templateName: ok-0}]')
  expect(found(chain.join('') + steps)).toEqual([
    expect.stringContaining('analysis-template-not-found')
  ])
})
