import { expect, test } from 'vitest'
import type { Mention } from './mentions.ts'
import { mentionsIn } from './mentions.ts'
import type { Resource } from './resource.ts'

const web = { name: 'web', namespace: 'prod' }
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
const object = (
  kind: string,
  apiVersion: string,
  spec: Resource,
  namespace = 'prod'
): Resource => ({
  apiVersion,
  kind,
  metadata: { name: 'any', namespace },
  spec
})
const hpa = (...metrics: Resource[]) =>
  object('HorizontalPodAutoscaler', 'autoscaling/v2', { scaleTargetRef: deployment, metrics })
const rule = (expr: string) =>
  object('PrometheusRule', 'monitoring.coreos.com/v1', { groups: [{ rules: [{ expr }] }] })
const external = (metric: Resource) => hpa({ type: 'External', external: { metric } })

test.for<[string, Resource, Mention['how'] | undefined, string]>([
  ['an HPA on it', hpa(), undefined, ''],
  [
    'a ScaledObject on it',
    object('ScaledObject', 'keda.sh/v1alpha1', { scaleTargetRef: deployment }),
    undefined,
    ''
  ],
  [
    'a Rollout of it',
    object('Rollout', 'argoproj.io/v1alpha1', { workloadRef: deployment, targetRef: deployment }),
    undefined,
    ''
  ],
  [
    'an HPA that measures another object',
    hpa({ type: 'Object', object: { describedObject: { kind: 'Ingress', name: 'web' } } }),
    undefined,
    ''
  ],
  [
    'an external metric of another',
    external({ name: 'hits', selector: { matchLabels: { kube_deployment: 'api' } } }),
    undefined,
    ''
  ],
  [
    'an alert on another',
    rule('kube_deployment_status_replicas{deployment="webshop"} < 2'),
    undefined,
    ''
  ],
  [
    'an alert on it in another namespace',
    rule('kube_deployment_status_replicas{deployment="web", namespace="stage"} < 2'),
    undefined,
    ''
  ],
  ['an alert on all', rule('kube_deployment_status_replicas{deployment=~".+"} < 2'), undefined, ''],
  [
    'an alert on those that begin otherwise',
    rule('kube_deployment_status_replicas{deployment=~"web-.*"} < 2'),
    undefined,
    ''
  ],
  [
    'an alert on those that begin so',
    rule('kube_deployment_status_replicas{namespace="prod",deployment=~"we.+"} < 2'),
    'watches',
    'spec.groups.0.rules.0.expr'
  ],
  ['an alert on a pod of that name', rule('up{pod="web"} < 2'), undefined, ''],
  [
    'a ConfigMap with a query',
    object('ConfigMap', 'v1', { text: 'x{deployment="web"}' }),
    undefined,
    ''
  ],
  [
    'VerticalPodAutoscaler',
    object('VerticalPodAutoscaler', 'autoscaling.k8s.io/v1', { targetRef: deployment }),
    'recommends',
    'spec.targetRef'
  ],
  [
    'an HPA that measures it',
    hpa({ type: 'Resource' }, { type: 'Object', object: { describedObject: deployment } }),
    'measures',
    'spec.metrics.1'
  ],
  [
    'an external metric by label',
    external({ name: 'hits', selector: { matchLabels: { kube_deployment: 'web' } } }),
    'measures',
    'spec.metrics.0'
  ],
  [
    'an external metric by query',
    external({ name: 'avg:hits{kube_deployment:web}' }),
    'measures',
    'spec.metrics.0'
  ],
  [
    'a trigger of KEDA',
    object('ScaledObject', 'keda.sh/v1alpha1', {
      triggers: [{ metadata: { query: 'sum(x{deployment="web"})' } }]
    }),
    'measures',
    'spec.triggers.0.metadata.query'
  ],
  [
    'an alert',
    rule('kube_deployment_status_replicas{deployment="web"} < 2'),
    'watches',
    'spec.groups.0.rules.0.expr'
  ],
  [
    'an alert on several',
    rule('x{deployment=~"(api|web)"}'),
    'watches',
    'spec.groups.0.rules.0.expr'
  ],
  [
    'a monitor of Datadog',
    object('DatadogMonitor', 'datadoghq.com/v1alpha1', {
      query: 'avg(last_5m):x{kube_deployment:web} < 2'
    }),
    'watches',
    'spec.query'
  ]
])('%s names a Deployment', ([, resource, how, path]) => {
  const found = mentionsIn(resource, web)
  expect(found.map(each => [each.how, each.path.join('.')])).toEqual(how ? [[how, path]] : [])
})
