import { expect, test } from 'vitest'
import { openSource, wholeDocument } from '../yaml/stream.ts'
import { manifestsOf } from './manifest.ts'
import type { Resource } from './resource.ts'
import {
  hasSelectorIn,
  isPausedIn,
  isKeptBy,
  isRollout,
  keepersIn,
  scaleDownIn,
  servicesIn,
  syncOptionsIn,
  workloadNameOf
} from './rollout.ts'
import type { Keeper } from './rollout.ts'

const rollout = (spec: Resource, annotations: Resource = {}): Resource => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'web', annotations },
  spec
})

test('the Rollout of OpenKruise is another', () => {
  expect(isRollout({ apiVersion: 'rollouts.kruise.io/v1beta1', kind: 'Rollout' })).toBe(false)
  expect(isRollout(rollout({}))).toBe(true)
})

test.for<[Resource, string | undefined]>([
  [{}, undefined],
  [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' }, undefined],
  [{ apiVersion: 'v1', kind: 'Deployment', name: 'web' }, undefined],
  [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, 'web']
])('the workload of %j', ([workloadRef, name]) => {
  const document = wholeDocument(openSource('', JSON.stringify(rollout({ workloadRef }))))
  expect(manifestsOf(document).map(workloadNameOf)).toEqual([name])
})

test.for<[string, string | undefined]>([
  ['never', undefined],
  ['OnSuccess', undefined],
  ['onSuccess', undefined],
  ['progressive', undefined],
  ['onsuccess', 'onsuccess'],
  ['progressively', 'progressively']
])('scaleDown: %s', ([scaleDown, mode]) => {
  expect(scaleDownIn(rollout({ workloadRef: { scaleDown } }))).toBe(mode)
})

test.for<[string, Resource, readonly string[]]>([
  ['no annotation', {}, []],
  ['a note that speaks of it', { note: 'we once had Prune=false here' }, []],
  ['another policy', { 'helm.sh/resource-policy': 'delete' }, []],
  ['another option', { 'argocd.argoproj.io/sync-options': 'Prune=true' }, []],
  ['an option that ends alike', { 'argocd.argoproj.io/sync-options': 'NoPrune=false' }, []],
  ['an option in other letters', { 'argocd.argoproj.io/sync-options': 'prune=false' }, []],
  ['a list without commas', { 'argocd.argoproj.io/sync-options': 'Prune=false Delete=false' }, []],
  ['the policy', { 'helm.sh/resource-policy': 'keep' }, ['helm']],
  ['the policy with blanks', { 'helm.sh/resource-policy': ' Keep ' }, ['helm']],
  ['the option', { 'argocd.argoproj.io/sync-options': 'Prune=false' }, ['argocd']],
  [
    'the option in a list',
    { 'argocd.argoproj.io/sync-options': 'Delete=false, Prune=false' },
    ['argocd']
  ],
  [
    'both',
    { 'helm.sh/resource-policy': 'keep', 'argocd.argoproj.io/sync-options': 'Prune=false' },
    ['helm', 'argocd']
  ],
  ["Flux's annotation", { 'kustomize.toolkit.fluxcd.io/prune': 'Disabled' }, ['flux']]
])('what protects a Rollout: %s', ([, annotations, by]) => {
  expect(keepersIn(rollout({}, annotations))).toEqual(by)
})

test.for<[string | undefined, readonly Keeper[]]>([
  ['argocd', ['argocd']],
  ['argocd-server-side', ['argocd']],
  ['flux', ['flux']],
  ['helm3', ['helm']],
  ['helm4-client-side', ['helm']],
  [undefined, ['helm', 'argocd', 'flux']]
])('by whose annotation %s leaves a Rollout', ([applier, own]) => {
  const keepers = ['helm', 'argocd', 'flux'] as const
  expect(keepers.filter(each => isKeptBy(applier, [each]))).toEqual(own)
})

test('sync options are a list with commas', () => {
  expect(syncOptionsIn(rollout({}))).toEqual([''])
  const list = { 'argocd.argoproj.io/sync-options': 'Replace=true , Force=true' }
  expect(syncOptionsIn(rollout({}, list))).toEqual(['Replace=true', 'Force=true'])
})

test('only true pauses a Rollout', () => {
  expect(isPausedIn(rollout({}))).toBe(false)
  expect(isPausedIn(rollout({ paused: false }))).toBe(false)
  expect(isPausedIn(rollout({ paused: 'true' }))).toBe(false)
  expect(isPausedIn(rollout({ paused: true }))).toBe(true)
})

test('a selector that is null is none', () => {
  expect(hasSelectorIn(rollout({}))).toBe(false)
  expect(hasSelectorIn(rollout({ selector: null }))).toBe(false)
  expect(hasSelectorIn(rollout({ selector: { matchLabels: { app: 'web' } } }))).toBe(true)
})

test('the Services of a strategy, and which of them have the pods that serve', () => {
  const strategy = {
    canary: {
      canaryService: 'new',
      stableService: 'live',
      pingPong: { pingService: 'ping', pongService: 'pong' }
    },
    blueGreen: { activeService: 'active', previewService: 'preview' }
  }
  const found = servicesIn(rollout({ strategy })).map(({ name, role, path }) => [
    name,
    role,
    path.at(-1)
  ])
  expect(found).toEqual([
    ['new', 'new', 'canaryService'],
    ['live', 'live', 'stableService'],
    ['ping', 'live', 'pingService'],
    ['pong', 'live', 'pongService'],
    ['active', 'live', 'activeService'],
    ['preview', 'new', 'previewService']
  ])
  expect(servicesIn(rollout({ strategy: { canary: { stableService: '' } } }))).toEqual([])
})
