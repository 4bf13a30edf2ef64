import { expect, test } from 'vitest'
import { manifestsOf } from '../kubernetes/manifest.ts'
import type { Manifest } from '../kubernetes/manifest.ts'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import { sideBySideWarnings } from './side-by-side.ts'

function manifestsIn(text: string): Manifest[] {
  const source = openSource('web.yaml', text)
  return splitStream(source).flatMap(chunk => manifestsOf(readDocument(source, chunk)))
}

function warningsOf(text: string) {
  const manifests = manifestsIn(text)
  const claims = manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim')
  return manifests
    .filter(({ kind }) => kind === 'Deployment')
    .flatMap(deployment => sideBySideWarnings(deployment, claims))
}

const found = (text: string) =>
  warningsOf(text).map(({ code, line, column }) => `${code} ${line}:${column}`)

/** A Deployment whose pod spec is given; its lines begin at line 11. */
const deployment = (podSpec: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: prod}
spec:
  replicas: 4
  selector:
    matchLabels: {app: web}
  template:
    metadata: {labels: {app: web, tier: front}}
    spec:
${podSpec.replace(/^/gm, '      ')}
`

const antiAffinity = (term: string) => `affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
${term.replace(/^/gm, '        ')}`

const spread = (constraint: string) => `topologySpreadConstraints:
  - topologyKey: topology.kubernetes.io/zone
    maxSkew: 1
${constraint.replace(/^/gm, '    ')}`

test.for([
  ['nothing of the kind', 'containers: [{name: web, ports: [{containerPort: 80}]}]'],
  [
    'a preferred anti-affinity',
    `affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {app: web}}}}]}}`
  ],
  ['an anti-affinity to other pods', antiAffinity('labelSelector: {matchLabels: {app: batch}}')],
  ['an anti-affinity without a selector', antiAffinity('namespaces: [prod]')],
  ['an anti-affinity to other namespaces', antiAffinity('labelSelector: {}\nnamespaces: [batch]')],
  [
    'an anti-affinity to other values',
    antiAffinity('labelSelector: {}\nmismatchLabelKeys: [tier]')
  ],
  [
    'expressions that are not met',
    antiAffinity('labelSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}')
  ],
  [
    'a spread that gives way',
    spread('whenUnsatisfiable: ScheduleAnyway\nlabelSelector: {matchLabels: {app: web}}')
  ],
  [
    'a spread over other pods',
    spread('whenUnsatisfiable: DoNotSchedule\nlabelSelector: {matchLabels: {app: batch}}')
  ],
  ['no host network', 'hostNetwork: false'],
  [
    'a volume of its own for each pod',
    'volumes: [{name: data, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}}]'
  ]
])('says nothing of %s', ([, podSpec]) => {
  expect(warningsOf(deployment(podSpec ?? ''))).toEqual([])
})

test.for([
  [
    'required anti-affinity',
    antiAffinity('labelSelector: {matchLabels: {app: web}}'),
    'required-anti-affinity 14:15'
  ],
  [
    'a selector that matches everything',
    antiAffinity('labelSelector: {}'),
    'required-anti-affinity 14:15'
  ],
  [
    'expressions that are met',
    antiAffinity(
      'labelSelector: {matchExpressions: [{key: app, operator: In, values: [web]}, {key: tier, operator: Exists}, {key: gone, operator: DoesNotExist}]}'
    ),
    'required-anti-affinity 14:15'
  ],
  [
    'an anti-affinity within the own namespace',
    antiAffinity('labelSelector: {}\nnamespaces: [prod]'),
    'required-anti-affinity 14:15'
  ],
  [
    'a spread that does not give way',
    spread('whenUnsatisfiable: DoNotSchedule\nlabelSelector: {matchLabels: {tier: front}}'),
    'required-topology-spread 12:11'
  ],
  [
    'a host port',
    'containers:\n  - name: web\n    ports:\n      - containerPort: 80\n        hostPort: 8080',
    'host-port 15:25'
  ],
  ['the host network', 'hostNetwork: true', 'host-network 11:20']
])('warns of %s', ([, podSpec, expected]) => {
  expect(found(deployment(podSpec ?? ''))).toEqual([expected])
})

const claim = (modes: string, namespace = 'prod') =>
  `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data, namespace: ${namespace}}\nspec: {accessModes: [${modes}]}\n`
const mounting = deployment(
  'volumes:\n  - name: data\n    persistentVolumeClaim:\n      claimName: data'
)

test.for([
  ['one node only', claim('ReadWriteOnce'), ['volume-mounted-once 14:24']],
  ['one pod only', claim('ReadWriteOncePod'), ['volume-mounted-once 14:24']],
  ['many nodes', claim('ReadWriteMany'), []],
  ['one node or many', claim('ReadWriteOnce, ReadWriteMany'), []],
  ['nobody knows', '', ['claim-not-in-view 14:24']],
  [
    'nobody knows: the claim is of another namespace',
    claim('ReadWriteMany', 'batch'),
    ['claim-not-in-view 14:24']
  ]
] as const)('looks at a volume for %s', ([, text, expected]) => {
  expect(found(mounting + text)).toEqual(expected)
})

test('names the claim, its mode and the Deployment', () => {
  const [warning] = warningsOf(mounting + claim('ReadWriteOncePod'))
  expect(warning?.severity).toBe('warning')
  expect(warning?.message).toBe(
    'Deployment "prod/web" mounts PersistentVolumeClaim "prod/data", which is ReadWriteOncePod: no second pod can use it'
  )
})

test('finds the pod template of the right item, also of a list in a list', () => {
  const item = (text: string, indent: number) =>
    text
      .trimEnd()
      .replace(/^/gm, ' '.repeat(indent))
      .replace(/^( *)  /, '$1- ')
  const plain = deployment('hostNetwork: false')
  const inner = `apiVersion: v1\nkind: List\nitems:\n${item(plain, 2)}\n${item(deployment('hostNetwork: true'), 2)}\n`
  const list = `apiVersion: v1\nkind: List\nitems:\n${item(plain, 2)}\n${item(inner, 2)}\n`
  const [warning, ...others] = warningsOf(list)
  expect(others).toEqual([])
  expect(warning?.code).toBe('host-network')
  expect(list.split('\n')[(warning?.line ?? 0) - 1]).toContain('hostNetwork: true')
})

test('reads a pod template in JSON, and follows aliases', () => {
  const json = JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { selector: {}, template: { spec: { hostNetwork: true } } }
  })
  expect(warningsOf(json).map(({ code }) => code)).toEqual(['host-network'])
  const aliased = deployment('hostNetwork: &yes true\nhostPID: *yes')
  expect(warningsOf(aliased).map(({ code }) => code)).toEqual(['host-network'])
})

test('leaves a Deployment without a pod template alone', () => {
  const text = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n'
  expect(warningsOf(text)).toEqual([])
})
