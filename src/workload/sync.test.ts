import { expect, test } from 'vitest'
import { applicationIn } from '../kubernetes/application.ts'
import { deployment, manifestsIn, refersTo, rollout } from './manifests.test-helper.ts'
import { bringersOf, syncOf } from './sync.ts'

type Spec = { readonly [key: string]: any }

const application = (name: string, spec: Spec) =>
  applicationIn({ kind: 'Application', metadata: { name }, spec })

const manifest = (file: string, namespace?: string) => {
  const [found] = manifestsIn(file, deployment({ name: 'web', ...(namespace && { namespace }) }))
  if (!found) throw new Error('no manifest')
  return found
}

const to = (namespace: string) => ({ destination: { namespace } })
const from = (path: string) => ({ source: { path } })

// prettier-ignore
test.for<[what: string, applications: Record<string, Spec>, file: string, namespace: string | undefined, ...found: string[]]>([
  ['no Application', {}, 'apps/web/web.yaml', 'shop'],
  ['one with its destination', { a: to('shop'), b: to('other') }, 'web.yaml', 'shop', 'a'],
  ['one with its folder', { a: from('apps/web'), b: from('apps/api') }, 'apps/web/web.yaml', undefined, 'a'],
  ['its folder, whatever the destination of another', { a: to('shop'), b: from('apps/web') }, 'apps/web/web.yaml', 'shop', 'b'],
  ['its folder: a namespace that it states is where it goes', { a: { ...from('apps/web'), ...to('other') } }, 'apps/web/web.yaml', 'shop', 'a'],
  ['its folder and its destination', { a: { ...from('apps/web'), ...to('other') }, b: { ...from('apps/web'), ...to('shop') } }, 'apps/web/web.yaml', 'shop', 'b'],
  ['neither is told: all that may', { a: from('charts'), b: to('shop') }, 'web.yaml', undefined, 'a', 'b']
])('the Applications that bring a manifest: %s', ([, applications, file, namespace, ...names]) => {
  const all = Object.entries(applications).map(([name, spec]) => application(name, spec))
  const found = bringersOf(manifest(file, namespace), { near: () => all, systemRules: [] })
  expect(found.map(({ name }) => name)).toEqual(names)
})

test('the namespace of the run counts for a manifest without one', () => {
  const all = [application('a', to('shop')), application('b', to('other'))]
  const syncing = { near: () => all, systemRules: [], namespace: 'other' }
  expect(bringersOf(manifest('web.yaml'), syncing).map(({ name }) => name)).toEqual(['b'])
})

const rule = (kind: string, group: string) => ({ group, kind, jsonPointers: ['/spec/replicas'] })
const onRollout = rule('Rollout', 'argoproj.io')
const onDeployment = rule('Deployment', 'apps')
const respects = { syncOptions: ['RespectIgnoreDifferences=true'] }
const skips = { syncOptions: ['ApplyOutOfSyncOnly=true'] }

const workload = manifestsIn(
  'web.yaml',
  deployment({ name: 'web' }),
  rollout({ name: 'web' }, refersTo('web'))
)

test.for<[what: string, specs: Spec[], application: object | undefined, ...uncertain: string[]]>([
  ['no Application', [], undefined],
  ['no rule', [{}], { ignoresReplicasOf: [], respects: false, onlyOutOfSync: false }],
  [
    'a rule that only hides the difference',
    [{ ignoreDifferences: [onRollout] }],
    { ignoresReplicasOf: [], respects: false, onlyOutOfSync: false }
  ],
  [
    'a rule of the Rollout',
    [{ ignoreDifferences: [onRollout], syncPolicy: respects }],
    { ignoresReplicasOf: ['Rollout'], respects: true, onlyOutOfSync: false }
  ],
  [
    'rules of both',
    [{ ignoreDifferences: [onRollout, onDeployment], syncPolicy: skips }],
    { ignoresReplicasOf: ['Deployment', 'Rollout'], respects: false, onlyOutOfSync: true }
  ],
  [
    'a rule of a manager, whose fields are not known here',
    [
      {
        ignoreDifferences: [
          { group: 'argoproj.io', kind: 'Rollout', managedFieldsManagers: ['x'] }
        ],
        syncPolicy: respects
      }
    ],
    { ignoresReplicasOf: ['Rollout'], respects: true, onlyOutOfSync: false },
    'Rollout by a rule'
  ],
  [
    'two that do not agree on the Rollout',
    [{ ignoreDifferences: [onRollout], syncPolicy: respects }, {}],
    { ignoresReplicasOf: [], respects: true, onlyOutOfSync: false },
    'Rollout by a rule'
  ]
])('how Argo CD brings the counts: %s', ([, specs, wanted, ...uncertain]) => {
  const all = specs.map((spec, at) => application(`app-${at}`, spec))
  const sync = syncOf([...workload, undefined], { near: () => all, systemRules: [] })
  expect(sync.application).toEqual(wanted)
  const told = sync.uncertain.map(({ manifest: { kind }, rule: by }) =>
    by ? `${kind} by a rule` : `${kind} by none`
  )
  expect(told).toEqual(uncertain)
})
