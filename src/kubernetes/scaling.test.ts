import { expect, test } from 'vitest'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import { manifestsOf } from './manifest.ts'
import { scalingTargetsOf } from './scaling.ts'

/** What an object may scale: `Kind/name` each, with its namespace where it states one. */
function targets(object: object): string[] {
  const source = openSource('', JSON.stringify(object))
  const [manifest] = splitStream(source).flatMap(chunk => manifestsOf(readDocument(source, chunk)))
  if (!manifest) throw new Error('no manifest')
  return scalingTargetsOf(manifest).map(({ kind, name = '*', namespace, path }) =>
    [`${namespace ? `${namespace}:` : ''}${kind}/${name}`, path.join('.')].join(' ')
  )
}

const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const of = (kind: string, spec: object, apiVersion = 'example.org/v1') => ({
  apiVersion,
  kind,
  metadata: { name: 'any' },
  spec
})
const hpa = (scaleTargetRef: object) =>
  of('HorizontalPodAutoscaler', { scaleTargetRef, maxReplicas: 2 }, 'autoscaling/v2')
const cron = (container: object, more: object = {}) => {
  const template = { spec: { containers: [container] } }
  return of('CronJob', { ...more, jobTemplate: { spec: { template } } }, 'batch/v1')
}
const script = (...text: string[]) => cron({ command: ['/bin/sh', '-c', text.join('\n')] })
const atCommand = 'spec.jobTemplate.spec.template.spec.containers.0.command'

test.for<[string, object, string[]]>([
  ['an HPA', hpa(web), []],
  ['a Deployment', of('Deployment', { targetRef: web }, 'apps/v1'), []],
  ['a Rollout of it', of('Rollout', { workloadRef: web }, 'argoproj.io/v1alpha1'), []],
  [
    'a VerticalPodAutoscaler',
    of('VerticalPodAutoscaler', { targetRef: web }, 'autoscaling.k8s.io/v1'),
    []
  ],
  ['a kind on a StatefulSet', of('Scaler', { targetRef: { ...web, kind: 'StatefulSet' } }), []],
  ['a kind of another group', of('Scaler', { targetRef: { ...web, apiVersion: 'x.org/v1' } }), []],
  ['a kind without a target', of('Scaler', {}), []],
  ['a policy on a Gateway', of('Policy', { targetRefs: [{ kind: 'Gateway', name: 'web' }] }), []],
  ['a kind with a reference that is none', of('Any', { secretRef: { name: 'web' } }), []],
  ['a CronJob that is suspended', cron({ args: [] }, { suspend: true }), []],
  ['a CronJob of another kind', script('kubectl scale statefulset/web --replicas=0'), []],
  ['a CronJob that looks on', script('kubectl rollout status deployment/web'), []],
  [
    'DatadogPodAutoscaler',
    of('DatadogPodAutoscaler', { targetRef: web }),
    ['Deployment/web spec.targetRef']
  ],
  [
    'WatermarkPodAutoscaler',
    of('WatermarkPodAutoscaler', { scaleTargetRef: web }),
    ['Deployment/web spec.scaleTargetRef']
  ],
  [
    'HTTPScaledObject',
    of('HTTPScaledObject', { scaleTargetRef: { name: 'web', service: 'web' } }),
    ['Deployment/web spec.scaleTargetRef']
  ],
  [
    'an older HTTPScaledObject',
    of('HTTPScaledObject', { scaleTargetRef: { deployment: 'web' } }),
    ['Deployment/web spec.scaleTargetRef']
  ],
  [
    'a ScaledObject of the first KEDA',
    of('ScaledObject', { scaleTargetRef: { deploymentName: 'web' } }, 'keda.k8s.io/v1alpha1'),
    ['Deployment/web spec.scaleTargetRef']
  ],
  [
    'a kind in plural',
    of('ElastiService', { scaleTargetRef: { ...web, kind: 'deployments' } }),
    ['Deployment/web spec.scaleTargetRef']
  ],
  [
    'a target deeper',
    of('ScheduledPodAutoscaler', { horizontalPodAutoscalerSpec: { scaleTargetRef: web } }),
    ['Deployment/web spec.horizontalPodAutoscalerSpec.scaleTargetRef']
  ],
  [
    'a list of targets',
    of('Fleet', { targetRefs: [{ ...web, name: 'api' }, web] }),
    ['Deployment/api spec.targetRefs.0', 'Deployment/web spec.targetRefs.1']
  ],
  [
    'a target in a list',
    of('Fleet', { schedules: [{ scaleTargetRef: { kind: 'Deployment', name: 'web' } }] }),
    ['Deployment/web spec.schedules.0.scaleTargetRef']
  ],
  [
    'a trait of OAM',
    of('ManualScalerTrait', { workloadRef: web }),
    ['Deployment/web spec.workloadRef']
  ],
  [
    'a target in another namespace',
    of('CronJobScaleDown', { targetRef: { ...web, namespace: 'shop' } }),
    ['shop:Deployment/web spec.targetRef']
  ],
  [
    'a kind on an HPA',
    of('CronHorizontalPodAutoscaler', {
      scaleTargetRef: { kind: 'HorizontalPodAutoscaler', name: 'web' }
    }),
    ['HorizontalPodAutoscaler/web spec.scaleTargetRef']
  ],
  [
    'a kind of scaling with a form of its own',
    of('ScheduledScaler', { target: { name: 'web' }, schedule: [{ type: 'fixed', replicas: 2 }] }),
    ['Deployment/web spec.target.name']
  ],
  [
    'a kind of scaling with a name alone',
    of('ReplicaScaler', { deployments: ['shop/web'] }),
    ['Deployment/web spec.deployments.0']
  ],
  [
    'a kind of scaling with a kind of its own',
    of('ReplicaScaler', { target: { kind: 'StatefulSet', name: 'web' } }),
    []
  ],
  [
    'an HPA with a kind in lower case',
    hpa({ ...web, kind: 'deployment' }),
    ['Deployment/web spec.scaleTargetRef']
  ],
  [
    'an HPA with a wrong version',
    hpa({ ...web, apiVersion: 'v1' }),
    ['Deployment/web spec.scaleTargetRef']
  ],
  [
    'a CronJob',
    script('kubectl -n shop scale deployment/web --replicas=0'),
    [`shop:Deployment/web ${atCommand}`]
  ],
  [
    'a CronJob with arguments alone',
    cron({ image: 'bitnami/kubectl:1.30', args: ['scale', 'deploy', 'web', '--replicas', '0'] }),
    ['Deployment/web spec.jobTemplate.spec.template.spec.containers.0.args']
  ],
  [
    'a CronJob with options before the name',
    script('kubectl scale --replicas=3 deployments.apps web api'),
    [`Deployment/web ${atCommand}`, `Deployment/api ${atCommand}`]
  ],
  [
    'a CronJob that scales all',
    script('kubectl get deploy -o name | xargs kubectl scale --replicas=0'),
    [`Deployment/* ${atCommand}`]
  ],
  [
    'a CronJob that scales by labels',
    script('kubectl scale deploy -l tier=web --replicas=0'),
    [`Deployment/* ${atCommand}`]
  ],
  [
    'a CronJob that patches an HPA',
    script(`kubectl patch hpa web -p '{"spec":{"minReplicas":10}}'`),
    [`HorizontalPodAutoscaler/web ${atCommand}`]
  ],
  [
    'a CronJob that pauses a ScaledObject',
    script('kubectl annotate so/web autoscaling.keda.sh/paused-replicas=0 --overwrite'),
    [`ScaledObject/web ${atCommand}`]
  ]
])('%s', ([, object, expected]) => {
  expect(targets(object)).toEqual(expected)
})

test('a variable in a command may be any word of its script', () => {
  const found = targets(
    script('for d in web api; do', 'kubectl scale deploy/$d --replicas=0', 'done')
  )
  expect(found).toContain(`Deployment/web ${atCommand}`)
  expect(found).toContain(`Deployment/api ${atCommand}`)
})
