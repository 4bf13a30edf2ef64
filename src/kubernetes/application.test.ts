import { expect, test } from 'vitest'
import type { Value } from '../yaml/node.ts'
import { openSource, readDocument, splitStream } from '../yaml/stream.ts'
import {
  applicationIn,
  argoCdIn,
  bringsFile,
  concerns,
  effectiveOption,
  fateOf,
  isApplication,
  mayBring,
  wayOf
} from './application.ts'
import type { Answer, Application, Fate } from './application.ts'
import { systemRulesIn } from './argo-cd-settings.ts'
import type { Rule } from './ignore-entry.ts'
import { manifestsOf } from './manifest.ts'
import type { Resource } from './resource.ts'

const respect = 'RespectIgnoreDifferences=true'
const skip = 'ApplyOutOfSyncOnly=true'
const field = ['spec', 'replicas']
const rollout = { group: 'argoproj.io', kind: 'Rollout', namespace: 'store', name: 'web' }

const application = (spec: Resource): Application =>
  applicationIn({ kind: 'Application', metadata: { name: 'store' }, spec })

const withRule = (rule: Resource, ...options: string[]) =>
  application({
    destination: { namespace: 'store' },
    ignoreDifferences: [rule],
    syncPolicy: { syncOptions: options }
  })

const fate = (of: Application, object = rollout, systemRules: readonly Rule[] = []): Fate['is'] =>
  fateOf({ application: of, systemRules }, object, field).is

const plain = { group: 'argoproj.io', kind: 'Rollout', jsonPointers: ['/spec/replicas'] }

test.for<[string, Resource, Fate['is']]>([
  ['no group: that is the core group', { ...plain, group: '' }, 'applied'],
  ['no group at all', { kind: 'Rollout', jsonPointers: ['/spec/replicas'] }, 'applied'],
  ['another group', { ...plain, group: 'apps' }, 'applied'],
  ['a group with a version', { ...plain, group: 'argoproj.io/v1alpha1' }, 'applied'],
  ['no kind', { group: 'argoproj.io', jsonPointers: ['/spec/replicas'] }, 'applied'],
  ['another kind', { ...plain, kind: 'Deployment' }, 'applied'],
  ['a kind in other letters', { ...plain, kind: 'rollout' }, 'applied'],
  ['another name', { ...plain, name: 'api' }, 'applied'],
  ['a name that is no pattern', { ...plain, name: 'w*' }, 'applied'],
  ['another namespace', { ...plain, namespace: 'staging' }, 'applied'],
  ['another field', { ...plain, jsonPointers: ['/spec/paused'] }, 'applied'],
  ['a pointer of jq', { ...plain, jsonPointers: ['.spec.replicas'] }, 'applied'],
  ['no field', { group: 'argoproj.io', kind: 'Rollout' }, 'applied'],
  [
    'a condition',
    { ...plain, jsonPointers: [], jqPathExpressions: ['.spec | select(.paused)'] },
    'unknown'
  ],
  [
    'managers',
    { group: '*', kind: '*', managedFieldsManagers: ['kube-controller-manager'] },
    'unknown'
  ],
  ['a template in it', { ...plain, name: '{{ .name }}' }, 'unknown'],
  ['the field', plain, 'kept'],
  ['the name and the namespace', { ...plain, name: 'web', namespace: 'store' }, 'kept'],
  ['what the field is in', { ...plain, jsonPointers: ['/spec'] }, 'kept'],
  ['a path of jq', { ...plain, jsonPointers: [], jqPathExpressions: ['.spec.replicas?'] }, 'kept'],
  ['a pattern of groups', { ...plain, group: 'argoproj.*', kind: '*' }, 'kept'],
  ['every group and kind', { ...plain, group: '*', kind: '*' }, 'kept'],
  ['managers beside the field', { ...plain, managedFieldsManagers: ['some'] }, 'kept']
])('with RespectIgnoreDifferences, a rule of %s', ([, rule, is]) => {
  expect(fate(withRule(rule, respect))).toBe(is)
})

test.for<[readonly string[], Fate['is'], Fate['is']]>([
  [[], 'applied', 'applied'],
  [['RespectIgnoreDifferences=false'], 'applied', 'applied'],
  [['Prune=false'], 'applied', 'applied'],
  [[skip], 'skipped', 'unknown'],
  [[respect], 'kept', 'unknown'],
  [[skip, respect], 'kept', 'unknown']
])(
  'with the options %j a field that is ignored is %s, and one that may be %s',
  ([options, certain, possible]) => {
    const managers = { group: '*', kind: '*', managedFieldsManagers: ['some'] }
    expect(fate(withRule(plain, ...options))).toBe(certain)
    expect(fate(withRule(managers, ...options))).toBe(possible)
    expect(effectiveOption(withRule(plain, ...options)) !== undefined).toBe(certain !== 'applied')
  }
)

test('the rules that count are named by their places', () => {
  const two = application({
    ignoreDifferences: [{ ...plain, name: 'api' }, plain],
    syncPolicy: { syncOptions: [respect] }
  })
  const { rules } = fateOf({ application: two, systemRules: [] }, rollout, field)
  expect(rules.map(({ path }) => path.join('.'))).toEqual(['spec.ignoreDifferences.1'])
})

test.for<[string | undefined, string | undefined, Answer]>([
  ['staging', 'store', 'no'],
  [undefined, 'staging', 'no'],
  [undefined, undefined, 'maybe'],
  [undefined, '{{ .namespace }}', 'maybe'],
  [undefined, 'store', 'yes'],
  ['store', 'staging', 'yes']
])('a rule for a namespace, an object in %j brought to %j: %s', ([namespace, destination, is]) => {
  const [rule] = withRule({ ...plain, namespace: 'store' }).rules
  expect(rule && concerns(rule, { ...rollout, namespace, destination })).toBe(is)
})

const config = (data: Record<string, Value>) => ({ kind: 'ConfigMap', data })
const key = 'resource.customizations.ignoreDifferences.'
const replicasRule = 'jsonPointers:\n  - /spec/replicas\n'

test.for<[string, Value, Fate['is']]>([
  ['resource.customizations.health.argoproj.io_Rollout', replicasRule, 'applied'],
  [`${key}apps_Deployment`, replicasRule, 'applied'],
  [`${key}Rollout`, replicasRule, 'applied'],
  [`${key}argoproj.io_Rollout`, 'jsonPointers: [/status]', 'applied'],
  [`${key}argoproj.io_Rollout`, '', 'applied'],
  [`${key}argoproj.io_Rollout`, 7, 'applied'],
  [`${key}argoproj.io_Rollout`, 'managedFieldsManagers: [some]', 'unknown'],
  [`${key}argoproj.io_Rollout`, replicasRule, 'kept'],
  [`${key}argoproj.io_Rollout`, 'jqPathExpressions: [.spec.replicas]', 'kept'],
  [`${key}all`, replicasRule, 'kept']
])('argocd-cm with %s: %j', ([name, value, is]) => {
  const own = application({ syncPolicy: { syncOptions: [respect] } })
  expect(fate(own, rollout, systemRulesIn(config({ [name]: value })))).toBe(is)
})

test('where there are several argocd-cm, only what all of them say is certain', () => {
  const own = application({ syncPolicy: { syncOptions: [respect] } })
  const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: argocd-cm}
data:
  resource.customizations.ignoreDifferences.all: 'jsonPointers: [/spec/replicas]'
`
  const rulesOf = (text: string) => {
    const source = openSource('a.yaml', text)
    const manifests = splitStream(source).flatMap(chunk => manifestsOf(readDocument(source, chunk)))
    return argoCdIn(manifests).systemRules
  }
  const other = text.replace('/spec/replicas', '/spec/paused')
  expect(fate(own, rollout, [...rulesOf(text), ...rulesOf(other)])).toBe('unknown')
  expect(fate(own, rollout, [...rulesOf(text), ...rulesOf(text)])).toBe('kept')
  expect(fate(own, rollout, rulesOf(text))).toBe('kept')
})

test('argocd-cm without data has no rules', () => {
  expect(systemRulesIn({ kind: 'ConfigMap' })).toEqual([])
})

test('an Application has sources, a destination and options', () => {
  const read = application({
    sources: [{ path: 'a' }, { chart: 'b' }],
    source: { path: 'c' },
    destination: { namespace: 'store' },
    syncPolicy: { automated: {}, syncOptions: [respect] }
  })
  expect(read).toMatchObject({
    kind: 'Application',
    name: 'store',
    folders: [{ path: 'c' }, { path: 'a' }],
    namespace: 'store',
    rules: [],
    options: [respect],
    syncsItself: true
  })
  expect(application({})).toMatchObject({ folders: [], options: [], syncsItself: false })
})

test('Applications, sets of them and argocd-cm are found among manifests', () => {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: set}
spec:
  template:
    spec:
      destination: {namespace: '{{ .namespace }}'}
      ignoreDifferences:
        - {group: apps, kind: Deployment, jsonPointers: [/spec/replicas]}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: one}
spec: {source: {path: k8s}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: argocd-cm}
data:
  resource.customizations.ignoreDifferences.all: 'jsonPointers: [/spec/replicas]'
---
apiVersion: v1
kind: ConfigMap
metadata: {name: other}
data:
  resource.customizations.ignoreDifferences.all: 'jsonPointers: [/spec/replicas]'
---
apiVersion: app.k8s.io/v1beta1
kind: Application
metadata: {name: another}
`
  const source = openSource('in.yaml', text)
  const manifests = splitStream(source).flatMap(chunk => manifestsOf(readDocument(source, chunk)))
  const { applications, systemRules } = argoCdIn(manifests)
  expect(applications.map(({ kind, name }) => [kind, name])).toEqual([
    ['ApplicationSet', 'set'],
    ['Application', 'one']
  ])
  expect(applications[0]?.rules[0]?.path.join('.')).toBe('spec.template.spec.ignoreDifferences.0')
  expect(applications[1]?.manifest?.name).toBe('one')
  expect(systemRules.map(({ path }) => path)).toEqual([['data', `${key}all`]])
  expect(manifests.filter(isApplication)).toHaveLength(2)
})

const object = (options: string) => ({
  metadata: { annotations: { 'argocd.argoproj.io/sync-options': options } }
})

test.for<[readonly string[], string, ReturnType<typeof wayOf>]>([
  [[], '', 'apply'],
  [['ServerSideApply=false'], '', 'apply'],
  [['ServerSideApply=true'], 'ServerSideApply=false', 'apply'],
  [['ServerSideApply=true'], '', 'server'],
  [[], 'Prune=false,ServerSideApply=true', 'server'],
  [['Replace=true'], '', 'replace'],
  [[], 'Replace=true', 'replace'],
  [['ServerSideApply=true'], 'Replace=true', 'replace']
])('the options %j and %j of the object write by %s', ([options, own, way]) => {
  expect(wayOf(application({ syncPolicy: { syncOptions: options } }), object(own))).toBe(way)
})

test.for<[string | undefined, string | undefined, Answer]>([
  ['staging', 'store', 'no'],
  [undefined, 'store', 'maybe'],
  ['store', undefined, 'maybe'],
  ['store-{{ .env }}', 'store', 'maybe'],
  ['store', 'store', 'yes']
])('an Application into %j brings an object of %j: %s', ([destination, namespace, is]) => {
  const own = application(
    destination === undefined ? {} : { destination: { namespace: destination } }
  )
  expect(mayBring(own, { ...rollout, namespace })).toBe(is)
})

test.for<[string, string, boolean]>([
  ['k8s', 'web.yaml', false],
  ['k8s', 'k8s2/web.yaml', false],
  ['k8s', 'k8s.yaml', false],
  ['apps/k8s', 'k8s/web.yaml', false],
  ['.', 'web.yaml', false],
  ['', 'web.yaml', false],
  ['k8s', 'k8s/web.yaml', true],
  ['./k8s/', 'k8s/web.yaml', true],
  ['k8s', 'repo/k8s/base/web.yaml', true],
  ['apps/k8s', '/home/me/apps/k8s/web.yaml', true]
])('an Application of the folder %j brings %s: %j', ([path, file, is]) => {
  expect(bringsFile(application({ source: { path } }), file)).toBe(is)
})
