import fc from 'fast-check'
import { dump } from 'js-yaml'

/** The files of a tree of kustomizations, by their paths: `top` is built. */
export type Tree = Readonly<Record<string, string>>

type Json = { [key: string]: unknown }

const labels = { app: 'web', tier: 'front' }
const template = {
  metadata: { labels },
  spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] }] }
}
const argo = 'argoproj.io/v1alpha1'
const some = <Item>(...items: Item[]) => fc.constantFrom(...items)
const count = fc.integer({ min: 0, max: 30 })
const maybe = <Item>(item: fc.Arbitrary<Item>) => fc.option(item, { nil: undefined, freq: 2 })
const usually = <Item>(item: fc.Arbitrary<Item>) => fc.option(item, { nil: undefined, freq: 4 })

/** Without what is undefined. */
const withoutNone = (object: object): Json =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))

const workload = some(
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: argo, kind: 'Rollout' }
)
/** What a name may have become, or may have been. */
const name = fc.oneof(
  { weight: 8, arbitrary: some('web') },
  some('a-web', 'b-web', 'web-x', 'a-web-x', 'api')
)
const namespace = some('store', 'shop')

const base = fc
  .record({
    namespace: maybe(namespace),
    replicas: maybe(count),
    moved: usually(count),
    target: workload,
    bounds: fc.record({ minReplicas: count, maxReplicas: count }),
    scaled: maybe(fc.record({ target: workload, minReplicaCount: count })),
    service: usually(some('canary', 'blueGreen')),
    other: maybe(count)
  })
  .map(({ namespace, replicas, moved, target, bounds, scaled, service, other }) => {
    const metadata = (name: string) => withoutNone({ name, namespace, labels })
    const deployment = (name: string, replicas: number | undefined) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: metadata(name),
      spec: withoutNone({ replicas, selector: { matchLabels: labels }, template })
    })
    return [
      deployment('web', replicas),
      ...(other === undefined ? [] : [deployment('api', other)]),
      ...(moved === undefined
        ? []
        : [
            {
              apiVersion: argo,
              kind: 'Rollout',
              metadata: metadata('web'),
              spec: {
                replicas: moved,
                selector: { matchLabels: labels },
                workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
                strategy: { canary: service === 'canary' ? { stableService: 'web' } : {} }
              }
            }
          ]),
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: metadata('web'),
        spec: {
          scaleTargetRef: { ...target, name: 'web' },
          ...bounds,
          metrics: [{ type: 'Resource', resource: { name: 'cpu' } }]
        }
      },
      ...(scaled
        ? [
            {
              apiVersion: 'keda.sh/v1alpha1',
              kind: 'ScaledObject',
              metadata: metadata('web'),
              spec: {
                scaleTargetRef: { ...scaled.target, name: 'web' },
                minReplicaCount: scaled.minReplicaCount,
                triggers: []
              }
            }
          ]
        : []),
      ...(service
        ? [
            {
              apiVersion: 'v1',
              kind: 'Service',
              metadata: metadata('web'),
              spec: { selector: { app: 'web' } }
            },
            {
              apiVersion: 'policy/v1',
              kind: 'PodDisruptionBudget',
              metadata: metadata('web'),
              spec: { selector: { matchLabels: { app: 'web' } }, minAvailable: 1 }
            }
          ]
        : [])
    ]
  })

const hpa = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }

/** What a strategic merge says of an object. */
const content = fc.oneof(
  fc.record({ of: workload, spec: fc.record({ replicas: count }) }),
  fc.record({
    of: workload,
    spec: some({ replicas: null }, { template: { metadata: { labels: { added: 'yes' } } } })
  }),
  fc.record({ of: some(hpa), spec: fc.record({ minReplicas: count }) }),
  fc.record({
    of: some(hpa),
    spec: fc.record({
      scaleTargetRef: fc.record({ kind: some('Rollout', 'Deployment'), name }),
      metrics: some([], [{ type: 'Pods' }])
    })
  }),
  fc.record({
    of: some({ apiVersion: 'v1', kind: 'Service' }),
    spec: some(
      { selector: { app: null, kept: 'yes' } },
      { selector: { $patch: 'replace', only: 'yes' } }
    )
  })
)

const merge = fc
  .record({
    content,
    name,
    namespace: maybe(namespace),
    more: some({}, { labels: { patched: 'yes' } }, { annotations: { patched: 'yes' } }),
    deletes: fc.integer({ min: 0, max: 9 })
  })
  .map(({ content: { of, spec }, name, namespace, more, deletes }) => ({
    ...of,
    ...(deletes === 0 && { $patch: 'delete' }),
    metadata: withoutNone({ name, namespace, ...more }),
    spec
  }))

const target = fc
  .record({
    kind: some(
      'Deployment',
      'Rollout',
      'Deploy.*',
      'Deployment|Rollout',
      'HorizontalPodAutoscaler',
      '(Rollout|Service)',
      undefined
    ),
    name: maybe(some('web', 'a-web', 'we', 'w.b', '.*web', 'web(-x)?', '[ab]-web.*', '\\w+')),
    namespace: maybe(some('store', 'default', 's.*')),
    group: maybe(some('apps', 'argoproj.io')),
    labelSelector: maybe(
      some('app=web', 'tier in (front, back)', 'env', '!env', 'app!=web', 'app=web,env=prod')
    )
  })
  .map(withoutNone)

const operation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ op: some('replace', 'add'), path: some('/spec/replicas'), value: count })
  },
  fc.record({
    op: some('remove'),
    path: some('/spec/replicas', '/metadata/labels/tier', '/spec/metrics/0')
  }),
  fc.record({
    op: some('add'),
    path: some('/metadata/labels/more', '/metadata/annotations/more'),
    value: some('yes')
  }),
  fc.record({
    op: some('replace'),
    path: some('/spec/scaleTargetRef/name', '/metadata/name'),
    value: name
  }),
  fc.record({
    op: some('test'),
    path: some('/metadata/labels/app', '/metadata/name'),
    value: some('web')
  }),
  fc.record({
    op: some('add'),
    path: some('/spec/metrics/-', '/spec/metrics/0'),
    value: some({ type: 'Pods' })
  })
)

const targeted = { kind: 'Deployment', name: 'web' }

const patch = fc.oneof(
  merge.map(each => ({ patch: dump(each) })),
  fc
    .record({ target, merge, options: some(undefined, { allowNameChange: true }) })
    .map(({ merge, ...more }) => withoutNone({ patch: dump(merge), ...more })),
  fc
    .record({
      target: fc.oneof(some(targeted), target),
      operations: fc.array(operation, { minLength: 1, maxLength: 2 })
    })
    .map(({ target, operations }) => ({ target, patch: JSON.stringify(operations) }))
)

const label = fc
  .record({
    pairs: some({ env: 'prod' }, { team: 'a', app: 'web' }),
    into: some(undefined, 'includeSelectors', 'includeTemplates')
  })
  .map(({ pairs, into }) => ({ pairs, ...(into && { [into]: true }) }))

const few = <Item>(item: fc.Arbitrary<Item>) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: fc.array(item, { minLength: 1, maxLength: 2 }) }
  )

/** What a kustomization changes. */
const changes = fc
  .record({
    namePrefix: maybe(some('a-', 'b-')),
    nameSuffix: maybe(some('-x')),
    namespace: maybe(namespace),
    commonLabels: maybe(some({ env: 'prod' }, { zone: 'one' })),
    commonAnnotations: maybe(some({ by: 'us' })),
    labels: few(label),
    replicas: few(fc.record({ name, count })),
    patches: few(patch)
  })
  .map(withoutNone)

const knowing = {
  nameReference: [
    {
      kind: 'Deployment',
      group: 'apps',
      fieldSpecs: [{ path: 'spec/workloadRef/name', kind: 'Rollout' }]
    },
    {
      kind: 'Rollout',
      fieldSpecs: [{ path: 'spec/scaleTargetRef/name', kind: 'HorizontalPodAutoscaler' }]
    }
  ],
  commonLabels: [{ path: 'spec/selector/matchLabels', kind: 'Rollout', create: true }],
  replicas: [{ path: 'spec/replicas', kind: 'Rollout', create: true }]
}

/** A base below one overlay or two, which another one takes in, with a component or not, and a last one above. */
export const trees: fc.Arbitrary<Tree> = fc
  .record({
    base,
    one: changes,
    two: maybe(changes),
    both: usually(changes),
    top: changes,
    part: maybe(changes),
    knows: maybe(some('base', 'top'))
  })
  .map(({ base, one, two, both, top, part, knows }) => {
    const folders: { [folder: string]: Json } = {
      base: { resources: ['web.yaml'] },
      one: { resources: ['../base'], ...one },
      ...(two && { two: { namePrefix: 'c-', resources: ['../base'], ...two } }),
      both: { resources: two ? ['../one', '../two'] : ['../one'], ...both },
      ...(part && {
        part: {
          apiVersion: 'kustomize.config.k8s.io/v1alpha1',
          kind: 'Component',
          generatorOptions: { disableNameSuffixHash: true },
          ...part
        }
      }),
      top: { resources: ['../both'], ...(part && { components: ['../part'] }), ...top }
    }
    return {
      ...Object.fromEntries(
        Object.entries(folders).map(([folder, each]) => [
          `${folder}/kustomization.yaml`,
          dump({ ...each, ...(knows === folder && { configurations: ['knowing.yaml'] }) })
        ])
      ),
      [`${knows ?? 'base'}/knowing.yaml`]: dump(knowing),
      'base/web.yaml': base.map(each => dump(each, { noRefs: true })).join('---\n')
    }
  })
