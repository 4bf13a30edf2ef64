import type { Random } from './random.ts'
import type { Data } from './valid.ts'

/** A change of a Rollout that a rule may refuse; undefined where there is nothing to change. */
export type Mutation = readonly [name: string, change: (rollout: Data, random: Random) => unknown]

const pods = ({ spec }: Data) => spec.template?.spec
const first = (rollout: Data) => pods(rollout)?.containers[0]
const canaryOf = ({ spec }: Data) => spec.strategy.canary
const routing = (rollout: Data) => canaryOf(rollout)?.trafficRouting
const set = (object: Data, key: string, value: unknown) => object && ((object[key] = value), true)

/** Puts a step into a canary, at a place of chance. */
function addStep(rollout: Data, random: Random, step: Data) {
  const canary = canaryOf(rollout)
  if (!canary) return undefined
  canary.steps ??= []
  canary.steps.splice(random.below(canary.steps.length + 1), 0, step)
  return true
}

const analyse = (argument: Data) => ({
  analysis: { templates: [{ templateName: 'errors' }], args: [{ name: 'a', ...argument }] }
})
const field = (fieldPath: string) => analyse({ valueFrom: { fieldRef: { fieldPath } } })
const header = (headerValue?: Data, name = 'header') => ({
  setHeaderRoute: { name, match: [{ headerName: 'x', ...(headerValue && { headerValue }) }] }
})

/** One rule at a time. */
export const ruled: readonly Mutation[] = [
  ...['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'].map(
    (key): Mutation => [
      `${key} out of bounds`,
      ({ spec }, random) => set(spec, key, random.pick([-1, -600, 2147483648, 0, 600]))
    ]
  ),
  ['no selector', ({ spec }) => delete spec.selector],
  ['selector without anything', ({ spec }) => set(spec, 'selector', {})],
  ['selector with no labels', ({ spec }) => set(spec, 'selector', { matchLabels: {} })],
  ['selector of another', ({ spec }) => set(spec, 'selector', { matchLabels: { app: 'other' } })],
  [
    'selector with an odd label',
    ({ spec }, random) =>
      set(spec, 'selector', {
        matchLabels: {
          [random.pick(['app', 'a b', '-app', 'x/y/z', 'Example.com/app', ''])]: random.pick([
            'web',
            'w b',
            '-web',
            'x'.repeat(64),
            ''
          ])
        }
      })
  ],
  [
    'selector with an expression',
    ({ spec }, random) =>
      set(spec, 'selector', {
        matchExpressions: [
          {
            key: random.pick(['app', 'tier', 'none', 'a b']),
            operator: random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'in']),
            ...(random.chance(0.6) && { values: random.pick([[], ['web'], ['front', 'w b']]) })
          }
        ]
      })
  ],
  ['no template', ({ spec }) => delete spec.template],
  ['template without a spec', ({ spec }) => spec.template && delete spec.template.spec],
  ['template without labels', ({ spec }) => spec.template && delete spec.template.metadata.labels],
  [
    'workloadRef beside',
    ({ spec }) =>
      set(spec, 'workloadRef', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' })
  ],
  [
    'workloadRef beside a bare template',
    ({ spec }) => {
      spec.workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
      spec.template = { spec: { containers: [{ name: 'web', image: 'web' }] } }
      return true
    }
  ],
  [
    'workloadRef of another kind',
    ({ spec }, random) =>
      set(spec.workloadRef, 'kind', random.pick(['StatefulSet', 'ReplicaSet', 'deployment', '']))
  ],
  [
    'workloadRef without a part',
    ({ spec }, random) =>
      spec.workloadRef && delete spec.workloadRef[random.pick(['apiVersion', 'kind', 'name'])]
  ],
  [
    'scaleDown misspelt',
    ({ spec }, random) =>
      set(spec.workloadRef, 'scaleDown', random.pick(['onSuccess', 'Never', 'yes', '']))
  ],
  ['no strategy', ({ spec }) => delete spec.strategy.canary],
  ['no strategy at all', ({ spec }) => delete spec.strategy],
  [
    'two strategies',
    ({ spec }) => Object.assign(spec.strategy, { canary: {}, blueGreen: { activeService: 'a' } })
  ],
  ['strategy of nothing', ({ spec }) => set(spec.strategy, 'canary', null)],
  [
    'no room',
    (rollout, random) => {
      const values = [0, '0', '0%', '5', 'abc', '-5%', 1, '25%', '00%', '+0', '5.5%', -1]
      const canary = canaryOf(rollout)
      if (!canary) return undefined
      if (random.chance(0.9)) canary.maxSurge = random.pick(values)
      if (random.chance(0.9)) canary.maxUnavailable = random.pick(values)
      return true
    }
  ],
  [
    'same services',
    rollout =>
      canaryOf(rollout) &&
      Object.assign(canaryOf(rollout), { canaryService: 'web', stableService: 'web' })
  ],
  ['no canary service', rollout => canaryOf(rollout) && delete canaryOf(rollout).canaryService],
  ['empty stable service', rollout => set(canaryOf(rollout), 'stableService', '')],
  [
    'ping and pong',
    (rollout, random) =>
      set(canaryOf(rollout), 'pingPong', {
        pingService: random.pick(['a', 'b', '']),
        ...(random.chance(0.8) && { pongService: random.pick(['a', 'b', '']) })
      })
  ],
  ['no routing', rollout => canaryOf(rollout) && delete canaryOf(rollout).trafficRouting],
  ['routing by nothing', rollout => set(canaryOf(rollout), 'trafficRouting', {})],
  ['no root service', rollout => routing(rollout)?.alb && delete routing(rollout).alb.rootService],
  [
    'no destination rule',
    rollout => routing(rollout)?.istio && delete routing(rollout).istio.destinationRule
  ],
  ['plugins of nothing', rollout => set(routing(rollout), 'plugins', {})],
  [
    'delays',
    (rollout, random) => set(canaryOf(rollout), 'scaleDownDelaySeconds', random.pick([0, 30, -1]))
  ],
  [
    'dynamic scale',
    (rollout, random) => set(canaryOf(rollout), 'dynamicStableScale', random.pick([true, false]))
  ],
  [
    'most weight',
    (rollout, random) => set(routing(rollout), 'maxTrafficWeight', random.pick([0, 50, 100, 1000]))
  ],
  [
    'managed routes',
    (rollout, random) =>
      set(
        routing(rollout),
        'managedRoutes',
        random.pick([[], [{ name: 'other' }], null, [{ name: 'header' }]])
      )
  ],
  ['no managed routes', rollout => routing(rollout) && delete routing(rollout).managedRoutes],
  [
    'a weight',
    (rollout, random) =>
      addStep(rollout, random, {
        setWeight: random.pick([-1, 101, 1000, 1001, '25', '25%', 12.5, null, true])
      })
  ],
  [
    'a pause',
    (rollout, random) =>
      addStep(rollout, random, {
        pause: {
          duration: random.pick<unknown>([
            '1d',
            '1.5',
            1.5,
            -5,
            '-5',
            '-5m',
            '',
            true,
            null,
            '5 m',
            '5M',
            '1h1',
            '0',
            '-0',
            '+0',
            '3000000000',
            3000000000,
            '99999999999999999999s',
            '-0.5s',
            '100ms',
            '1µs',
            '.5h',
            '.h',
            '0x10',
            [],
            {}
          ])
        }
      })
  ],
  [
    'a pause of no mapping',
    (rollout, random) =>
      addStep(rollout, random, { pause: random.pick<unknown>(['30s', 30, true, [], null, '']) })
  ],
  [
    'a step of nothing',
    (rollout, random) =>
      addStep(
        rollout,
        random,
        random.pick<Data>([{}, null, 'setWeight 25', { setWeight: null }, []])
      )
  ],
  [
    'two kinds in a step',
    (rollout, random) =>
      addStep(
        rollout,
        random,
        random.pick<Data>([
          { setWeight: 5, pause: {} },
          { setWeight: 5, plugin: { name: 'a/b' } },
          { pause: {}, analysis: {} },
          { setWeight: 5, setCanaryScale: { weight: 5 } }
        ])
      )
  ],
  ['a scale', (rollout, random) => addStep(rollout, random, { setCanaryScale: { weight: 5 } })],
  [
    'a header route',
    (rollout, random) =>
      addStep(
        rollout,
        random,
        random.pick([
          header({ exact: 'a' }),
          header({ prefix: 'a' }),
          header({ regex: 'a' }),
          header({}),
          header(),
          header({ exact: 'a', prefix: 'b' }),
          header({ exact: '' }),
          header({ exact: 'a' }, 'none'),
          { setHeaderRoute: { match: [] } },
          { setHeaderRoute: { name: 'header' } }
        ])
      )
  ],
  [
    'a mirror route',
    (rollout, random) =>
      addStep(rollout, random, {
        setMirrorRoute: random.pick<Data>([
          { name: 'mirror' },
          { name: 'none' },
          { name: 'mirror', match: [{ method: {} }] },
          { name: 'mirror', match: [{ path: { exact: 'a', regex: 'b' } }] },
          { name: 'mirror', match: [{ headers: { a: { exact: 'b' } } }] },
          { name: 'mirror', match: [{ headers: { a: {} } }] }
        ])
      })
  ],
  [
    'an experiment with weight',
    (rollout, random) =>
      addStep(rollout, random, {
        experiment: { templates: [{ name: 'a', specRef: 'canary', weight: 5 }] }
      })
  ],
  [
    'a field reference',
    (rollout, random) =>
      addStep(
        rollout,
        random,
        field(
          random.pick([
            'metadata.foo',
            'metadata',
            'metadata.uid',
            "metadata.labels['a b']",
            "metadata.annotations['A/b']",
            "metadata.labels['A/b']",
            "metadata.name['a']",
            "metadata.labels['']",
            'spec.foo',
            'metadataX',
            'metadata.labels[a]'
          ])
        )
      )
  ],
  [
    'anti-affinity',
    ({ spec }, random) =>
      set(
        spec.strategy.canary ?? spec.strategy.blueGreen,
        'antiAffinity',
        random.pick<Data>([
          {},
          {
            requiredDuringSchedulingIgnoredDuringExecution: {},
            preferredDuringSchedulingIgnoredDuringExecution: { weight: 5 }
          },
          ...[0, 1, 100, 101, -1].map(weight => ({
            preferredDuringSchedulingIgnoredDuringExecution: { weight }
          })),
          { preferredDuringSchedulingIgnoredDuringExecution: {} }
        ])
      )
  ],
  [
    'starting step',
    (rollout, random) =>
      set(canaryOf(rollout)?.analysis, 'startingStep', random.pick([0, 5, 99, -1]))
  ],
  [
    'blue and green alike',
    ({ spec }, random) =>
      spec.strategy.blueGreen &&
      Object.assign(spec.strategy.blueGreen, {
        activeService: random.pick(['a', '']),
        previewService: 'a'
      })
  ],
  [
    'no active service',
    ({ spec }) => spec.strategy.blueGreen && delete spec.strategy.blueGreen.activeService
  ],
  [
    'scale-down limit',
    ({ spec }, random) =>
      set(spec.strategy.blueGreen, 'scaleDownDelayRevisionLimit', random.pick([5, 10, 11, -1]))
  ],
  [
    'restart policy',
    (rollout, random) =>
      set(pods(rollout), 'restartPolicy', random.pick(['Never', 'OnFailure', 'always', '']))
  ],
  [
    'pod deadline',
    (rollout, random) => set(pods(rollout), 'activeDeadlineSeconds', random.pick([0, 1, 600]))
  ],
  [
    'dns policy',
    (rollout, random) =>
      set(pods(rollout), 'dnsPolicy', random.pick(['Default', 'none', 'ClusterFirst']))
  ],
  ['no containers', rollout => set(pods(rollout), 'containers', [])],
  ['containers missing', rollout => pods(rollout) && delete pods(rollout).containers],
  [
    'container name',
    (rollout, random) =>
      set(
        first(rollout),
        'name',
        random.pick(['Web', 'we_b', '-a', 'proxy', 'init', '', 'x'.repeat(64)])
      )
  ],
  [
    'no image',
    (rollout, random) => set(first(rollout), 'image', random.pick<unknown>(['', null, ' web']))
  ],
  [
    'pull policy',
    (rollout, random) =>
      set(first(rollout), 'imagePullPolicy', random.pick(['always', 'Always', '']))
  ],
  [
    'ports',
    (rollout, random) =>
      set(first(rollout), 'ports', [
        { name: 'http', containerPort: 80 },
        {
          name: random.pick(['http', 'HTTP', '8080', 'a--b', 'a-', 'much-too-long-a-name', 'ok']),
          containerPort: random.pick([0, 80, 65535, 65536, -1]),
          ...(random.chance(0.3) && { protocol: random.pick(['tcp', 'UDP', '']) }),
          ...(random.chance(0.3) && { hostPort: random.pick([0, 80, 70000]) })
        }
      ])
  ],
  [
    'environment',
    (rollout, random) =>
      set(first(rollout), 'env', [
        {
          name: 'A',
          value: random.pick(['', 'b']),
          valueFrom: { fieldRef: { fieldPath: 'metadata.name' } }
        }
      ])
  ],
  [
    'mounts',
    (rollout, random) =>
      set(first(rollout), 'volumeMounts', [
        { name: random.pick(['cache', 'none', 'settings']), mountPath: '/a' },
        { name: 'cache', mountPath: random.pick(['/a', '/b', '']) }
      ])
  ],
  [
    'volumes',
    (rollout, random) =>
      pods(rollout)?.volumes.push(
        random.pick<Data>([
          { name: 'cache', emptyDir: {} },
          { name: 'x', emptyDir: {}, secret: { secretName: 'a' } },
          { name: 'y' },
          { name: 'Z', emptyDir: {} }
        ])
      )
  ],
  [
    'probe',
    (rollout, random) =>
      set(
        first(rollout),
        'livenessProbe',
        random.pick<Data>([
          {},
          { exec: { command: ['a'] }, tcpSocket: { port: 80 } },
          { periodSeconds: 1 },
          { exec: { command: ['a'] }, periodSeconds: -1 }
        ])
      )
  ],
  [
    'resources',
    (rollout, random) =>
      set(first(rollout), 'resources', {
        requests: { cpu: random.pick(['1', '500m', 2, '1k', '-1', '1 m', '']) },
        limits: { cpu: random.pick(['1', '500m', 1.5, '0.5', '1e3', null]) }
      })
  ],
  [
    'pod labels',
    (rollout, random) =>
      rollout.spec.template &&
      set(
        rollout.spec.template.metadata.labels,
        random.pick(['a b', 'ok', 'x/y/z', 'a.b/c']),
        random.pick(['v', 'v w', 'x'.repeat(64)])
      )
  ],
  [
    'pod annotations',
    (rollout, random) =>
      rollout.spec.template &&
      set(rollout.spec.template.metadata, 'annotations', {
        [random.pick(['a b', 'Ex.com/A', 'x/y/z', 'ok'])]: random.pick(['{{ not }}', ''])
      })
  ],
  [
    "a rule of Kubernetes' own on pods",
    (rollout, random) => {
      const pod = pods(rollout)
      return (
        pod &&
        Object.assign(
          random.chance(0.5) ? pod : pod.containers[0],
          random.chance(0.5)
            ? random.pick<Data>([
                { serviceAccountName: 'A B' },
                { terminationGracePeriodSeconds: -1 },
                { tolerations: [{ operator: 'Is' }] },
                { nodeSelector: { 'a b': 'c' } },
                { hostAliases: [{ ip: 'x' }] },
                {
                  topologySpreadConstraints: [
                    { maxSkew: 0, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' }
                  ]
                },
                { priorityClassName: 'A' },
                { imagePullSecrets: [{ name: '' }] }
              ])
            : random.pick<Data>([
                { env: [{ name: '1 a', value: 'b' }] },
                { env: [{ name: '', value: 'b' }] },
                { envFrom: [{}] },
                { lifecycle: { preStop: {} } },
                { terminationMessagePolicy: 'None' },
                { livenessProbe: { httpGet: { port: 0 } } },
                { livenessProbe: { tcpSocket: { port: 'a_b' } } },
                { securityContext: { runAsUser: -1 } },
                { resources: { limits: { gold: '1' } } }
              ])
        )
      )
    }
  ],
  [
    'another version',
    (rollout, random) =>
      set(rollout, 'apiVersion', random.pick(['argoproj.io/v1', 'argoproj.io/v1alpha2']))
  ]
]

/** Every mapping and list in some data, with what stands in it. */
function holders(data: Data): Data[] {
  if (typeof data !== 'object' || data === null) return []
  return [data, ...Object.values(data).flatMap(holders)]
}

const anyHolder = ({ metadata, spec }: Data, random: Random) => {
  const all = holders({ metadata, spec }).filter(each => Object.keys(each).length > 0)
  const holder = random.pick(all)
  return { holder, key: random.pick(Object.keys(holder)) }
}

const values: readonly unknown[] = [
  null,
  '',
  -1,
  0,
  1,
  100,
  101,
  3000000000,
  1.5,
  true,
  false,
  'abc',
  '5',
  '5%',
  [],
  {},
  '1d',
  ['a'],
  { a: 'b' },
  [null],
  'yes'
]

/** Changes at any place, whatever it is. */
export const general: readonly Mutation[] = [
  [
    'something left out',
    (rollout, random) => {
      const { holder, key } = anyHolder(rollout, random)
      return Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key]
    }
  ],
  [
    'another value',
    (rollout, random) => {
      const { holder, key } = anyHolder(rollout, random)
      holder[key] = structuredClone(random.pick(values))
      return true
    }
  ],
  [
    'a key misspelt',
    (rollout, random) => {
      const { holder, key } = anyHolder(rollout, random)
      if (Array.isArray(holder)) return undefined
      const at = random.below(key.length)
      const changed = random.pick([
        key.slice(0, at) + key.slice(at + 1),
        key + 's',
        key.toLowerCase(),
        key.slice(0, at) + 'x' + key.slice(at + 1)
      ])
      const value = holder[key]
      delete holder[key]
      holder[changed] = value
      return true
    }
  ],
  [
    'a key too many',
    (rollout, random) => {
      const { holder } = anyHolder(rollout, random)
      if (Array.isArray(holder)) return undefined
      holder[random.pick(['extra', 'name', 'spec', 'weight', 'steps', 'replicas', 'type'])] =
        structuredClone(random.pick(values))
      return true
    }
  ],
  [
    'something moved',
    (rollout, random) => {
      const from = anyHolder(rollout, random)
      const to = anyHolder(rollout, random)
      to.holder[to.key] = structuredClone(from.holder[from.key])
      return true
    }
  ]
]
