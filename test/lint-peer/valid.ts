import type { Random } from './random.ts'

/** Plain data of any shape. */
export type Data = any // eslint-disable-line

const labels = { app: 'web', tier: 'front' }

/** A Rollout that is right, put together by chance, and shares nothing with another. */
export const validRollout = (random: Random): Data => JSON.parse(JSON.stringify(rollout(random)))

function rollout(random: Random): Data {
  const maybe = <T>(key: string, value: T) => (random.chance(0.4) ? { [key]: value } : {})
  const isReference = random.chance(0.3)
  const ready = random.pick([0, 5, 30])
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web', ...maybe('namespace', 'prod'), ...maybe('labels', labels) },
    spec: {
      ...maybe('replicas', random.pick([0, 1, 10])),
      ...maybe('minReadySeconds', ready),
      ...maybe('revisionHistoryLimit', random.pick([0, 3, 10])),
      ...maybe('progressDeadlineSeconds', random.pick([60, 600])),
      ...maybe('progressDeadlineAbort', true),
      ...maybe('paused', false),
      ...maybe('rollbackWindow', { revisions: 3 }),
      ...maybe('analysis', { successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 2 }),
      ...maybe('restartAt', '2026-01-31T12:00:00Z'),
      ...(isReference
        ? { workloadRef: reference(random), ...maybe('selector', { matchLabels: labels }) }
        : { selector: selector(random), template: template(random) }),
      strategy: random.chance(0.2) ? { blueGreen: blueGreen(random) } : { canary: canary(random) }
    }
  }
}

const reference = (random: Random) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'web',
  ...(random.chance(0.3) && { scaleDown: random.pick(['never', 'onsuccess', 'progressively']) })
})

const selector = (random: Random) =>
  random.pick<Data>([
    { matchLabels: { app: 'web' } },
    { matchLabels: labels },
    {
      matchExpressions: [
        { key: 'app', operator: 'In', values: ['web', 'api'] },
        { key: 'tier', operator: 'Exists' },
        { key: 'old', operator: 'DoesNotExist' },
        { key: 'tier', operator: 'NotIn', values: ['back'] }
      ]
    }
  ])

const probe = { httpGet: { path: '/', port: 'http' }, periodSeconds: 5, failureThreshold: 3 }

function template(random: Random): Data {
  const maybe = <T>(key: string, value: T) => (random.chance(0.4) ? { [key]: value } : {})
  const container = {
    name: 'web',
    image: 'nginx:1.29',
    ...maybe('imagePullPolicy', 'IfNotPresent'),
    ...maybe('envFrom', [
      { configMapRef: { name: 'web' } },
      { prefix: 'A_', secretRef: { name: 'keys' } }
    ]),
    ...maybe('lifecycle', { preStop: { exec: { command: ['sleep', '5'] } } }),
    ...maybe('args', ['-c', '/etc/web.yaml']),
    ...maybe('livenessProbe', probe),
    ...maybe('readinessProbe', { tcpSocket: { port: 8080 }, timeoutSeconds: 2 }),
    ...maybe('ports', [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'metrics', containerPort: 9090 }
    ]),
    ...maybe('env', [
      { name: 'LEVEL', value: 'debug' },
      { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'web' } } }
    ]),
    ...maybe('resources', {
      requests: { cpu: '100m', memory: '64Mi' },
      limits: { cpu: 1, memory: '128Mi' }
    }),
    ...maybe('securityContext', { runAsNonRoot: true, capabilities: { drop: ['ALL'] } }),
    volumeMounts: [
      { name: 'settings', mountPath: '/etc/web' },
      { name: 'cache', mountPath: '/cache' }
    ]
  }
  return {
    metadata: { labels, ...maybe('annotations', { 'example.com/Reload': 'true' }) },
    spec: {
      ...maybe('restartPolicy', 'Always'),
      ...maybe('serviceAccountName', 'web'),
      ...maybe('hostAliases', [{ ip: '10.0.0.1', hostnames: ['db.local'] }]),
      ...maybe('imagePullSecrets', [{ name: 'registry' }]),
      ...maybe('securityContext', { fsGroup: 1000, runAsUser: 1000 }),
      ...maybe('priorityClassName', 'high'),
      ...maybe('affinity', {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } }
          ]
        }
      }),
      ...maybe('topologySpreadConstraints', [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: labels }
        }
      ]),
      ...maybe('terminationGracePeriodSeconds', 30),
      ...maybe('nodeSelector', { 'kubernetes.io/os': 'linux' }),
      ...maybe('tolerations', [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }]),
      ...maybe('initContainers', [{ name: 'init', image: 'busybox', command: ['true'] }]),
      containers: random.chance(0.3)
        ? [container, { name: 'proxy', image: 'envoyproxy/envoy:v1.36' }]
        : [container],
      volumes: [
        { name: 'settings', configMap: { name: 'web' } },
        { name: 'cache', emptyDir: {} },
        ...(random.chance(0.3)
          ? [{ name: 'all', projected: { sources: [{ secret: { name: 'a' } }] } }]
          : [])
      ]
    }
  }
}

const affinity = (random: Random) =>
  random.pick<Data>([
    { requiredDuringSchedulingIgnoredDuringExecution: {} },
    { preferredDuringSchedulingIgnoredDuringExecution: { weight: 50 } }
  ])

const analysis = {
  templates: [{ templateName: 'errors' }, { templateName: 'latency', clusterScope: true }],
  args: [
    { name: 'service', value: 'web' },
    { name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    { name: 'region', valueFrom: { fieldRef: { fieldPath: "metadata.labels['region']" } } },
    { name: 'name', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }
  ],
  dryRun: [{ metricName: 'errors.*' }]
}

function blueGreen(random: Random): Data {
  const maybe = <T>(key: string, value: T) => (random.chance(0.4) ? { [key]: value } : {})
  return {
    activeService: 'web-active',
    ...maybe('previewService', 'web-preview'),
    ...maybe('previewReplicaCount', 1),
    ...maybe('autoPromotionEnabled', false),
    ...maybe('autoPromotionSeconds', 30),
    ...maybe('scaleDownDelaySeconds', 60),
    ...maybe('scaleDownDelayRevisionLimit', 0),
    ...maybe('maxUnavailable', '50%'),
    ...maybe('prePromotionAnalysis', analysis),
    ...maybe('postPromotionAnalysis', analysis),
    ...maybe('antiAffinity', affinity(random)),
    ...maybe('previewMetadata', { labels: { role: 'preview' } })
  }
}

const routers: readonly Data[] = [
  { nginx: { stableIngress: 'web' } },
  { nginx: { stableIngresses: ['web', 'api'] }, maxTrafficWeight: 1000 },
  { alb: { ingress: 'web', servicePort: 80, rootService: 'web-root' } },
  { alb: { ingresses: ['web'], servicePort: 80 } },
  { istio: { virtualService: { name: 'web', routes: ['primary'] } } },
  {
    istio: {
      virtualServices: [{ name: 'web' }],
      destinationRule: { name: 'web', canarySubsetName: 'canary', stableSubsetName: 'stable' }
    }
  },
  { smi: { rootService: 'web-root', trafficSplitName: 'web' } },
  { ambassador: { mappings: ['web'] } },
  { appMesh: { virtualService: { name: 'web', routes: ['main'] } } },
  { traefik: { weightedTraefikServiceName: 'web' } },
  { apisix: { route: { name: 'web', rules: ['main'] } } },
  { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'web', namespace: 'prod' } } }
]

function canary(random: Random): Data {
  const maybe = <T>(key: string, value: T) => (random.chance(0.4) ? { [key]: value } : {})
  const routing = random.chance(0.55) ? structuredClone(random.pick(routers)) : undefined
  if (routing?.istio || routing?.alb || routing?.plugins) {
    if (random.chance(0.6)) routing.managedRoutes = [{ name: 'header' }, { name: 'mirror' }]
  }
  const hasPingPong =
    (routing?.alb?.rootService || routing?.istio || routing?.plugins) && random.chance(0.3)
  return {
    ...maybe('maxSurge', random.pick(['25%', 1, 0, '10%'])),
    maxUnavailable: random.pick([1, '25%', '5%']),
    ...(hasPingPong
      ? { pingPong: { pingService: 'web-ping', pongService: 'web-pong' } }
      : (routing || random.chance(0.2)) && { canaryService: 'web-canary', stableService: 'web' }),
    ...(routing && { trafficRouting: routing }),
    ...(routing &&
      random.pick<Data>([{}, { dynamicStableScale: true }, { scaleDownDelaySeconds: 30 }])),
    ...(routing && maybe('minPodsPerReplicaSet', 2)),
    ...maybe('abortScaleDownDelaySeconds', 30),
    ...maybe('canaryMetadata', { labels: { role: 'canary' }, annotations: { a: 'b' } }),
    ...maybe('antiAffinity', affinity(random)),
    ...maybe('analysis', { ...analysis, startingStep: 1 }),
    ...maybe('replicaProgressThreshold', { type: 'Percent', value: 90 }),
    ...(random.chance(0.9) && { steps: steps(random, routing) })
  }
}

function steps(random: Random, routing: Data): Data[] {
  const header = {
    name: 'header',
    match: [{ headerName: 'x-canary', headerValue: { exact: 'yes' } }]
  }
  const mirror = {
    name: 'mirror',
    percentage: 10,
    match: [{ method: { exact: 'GET' }, path: { prefix: '/' } }]
  }
  const template = { name: 'base', specRef: 'stable', replicas: 1 }
  const isWeighted = routing?.alb || routing?.smi || routing?.istio || routing?.plugins
  const kinds: Data[] = [
    { setWeight: random.pick([0, 5, 25, 50, 100]) },
    { pause: {} },
    { pause: { duration: random.pick(['30s', '1h30m', 30, '30', '0.5h', '1m', 0, '+5m']) } },
    { analysis },
    {
      experiment: {
        duration: '5m',
        templates: [template],
        analyses: [{ name: 'a', templateName: 'e', args: analysis.args }]
      }
    },
    { plugin: { name: 'org/step', config: { any: ['thing'] } } },
    ...(isWeighted ? [{ experiment: { templates: [{ ...template, weight: 5 }] } }] : []),
    ...(routing
      ? [
          {
            setCanaryScale: random.pick<Data>([
              { replicas: 2 },
              { weight: 20 },
              { matchTrafficWeight: true }
            ])
          }
        ]
      : []),
    ...(routing?.managedRoutes ? [{ setHeaderRoute: header }] : []),
    ...(routing?.managedRoutes && (routing.istio || routing.plugins)
      ? [{ setMirrorRoute: mirror }]
      : [])
  ]
  return Array.from({ length: random.below(6) }, () => structuredClone(random.pick(kinds)))
}
