import { expect, test } from 'vitest'
import { bareRun as run, configOf, deployment, manifestsIn } from './manifests.test-helper.ts'
import { isChosen, isNamed, matchesPattern } from '../kubernetes/chosen.ts'
import {
  applierOf,
  findEntry,
  findUnmatched,
  notesApplied,
  percentsOf,
  select,
  statedStage
} from './select.ts'
import type { Run } from './select.ts'
import { printStage } from './stage.ts'

const entriesOf = (...entries: object[]) => configOf(...entries).workloads ?? []

const manifestOf = (metadata: { name: string; [key: string]: unknown }) => {
  const [found] = manifestsIn('web.yaml', deployment(metadata))
  if (!found) throw new Error('no manifest')
  return found
}

test.for<[name: string, pattern: string, matches: boolean]>([
  ['web', 'web', true],
  ['web-2', 'web', false],
  ['web', '*', true],
  ['', '*', true],
  ['web-api', 'web-*', true],
  ['web', 'web-*', false],
  ['web', 'we?', true],
  ['we', 'we?', false],
  ['web.api', 'web.*', true],
  ['web-api', 'web.*', false],
  ['a(b', 'a(*', true]
])('%s by %s: %s', ([name, pattern, matches]) => {
  expect(matchesPattern(name, pattern)).toBe(matches)
})

test('a namespace that is not known is none that is named', () => {
  expect(isChosen({ name: 'web' }, ['shop/web'])).toBe(false)
  expect(isChosen({ name: 'web' }, ['*/web'])).toBe(true)
})

test.for<[chosen: string[], isFound: boolean, isItself: boolean]>([
  [[], false, false],
  [['api'], false, false],
  [['web'], true, true],
  [['w*'], true, false],
  [['shop/web'], true, true],
  [['stage/web'], false, false],
  [['*/web'], true, false],
  [['api', 'web'], true, true]
])('--workload %j chooses web of shop: %s', ([workloads, isFound, isItself]) => {
  const web = { name: 'web', namespace: 'shop' }
  expect([isChosen(web, workloads), isNamed(web, workloads)]).toEqual([isFound, isItself])
})

const named = { name: 'web', namespace: 'shop', labels: { app: 'web', tier: 'front' } }

// prettier-ignore
test.for<[what: string, entries: object[], run: Partial<Run>, found: number | string | undefined]>([
  ['none', [], {}, undefined],
  ['another name', [{ name: 'api' }], {}, undefined],
  ['the first that matches', [{ name: 'api' }, { name: 'w*' }, { name: 'web' }], {}, 1],
  ['another namespace', [{ name: 'web', namespace: 'stage' }, { name: 'web' }], {}, 1],
  ['its namespace, whatever the run says', [{ name: 'web', namespace: 'shop' }], { namespace: 'stage' }, 0],
  ['another release', [{ name: 'web', release: 'a' }, { name: 'web', release: 'b' }], { release: 'b' }, 1],
  ['an entry of any release', [{ name: 'web' }], { release: 'b' }, 0],
  ['a release that the run does not know', [{ name: 'web', release: 'a' }], {}, 'release-unknown'],
  ['its labels', [{ name: 'web', labels: { app: 'web' } }], {}, 0],
  ['other labels', [{ name: 'web', labels: { app: 'web', tier: 'back' } }, { name: '*' }], {}, 1]
])('the entry of a Deployment: %s', ([, entries, given, found]) => {
  const all = entriesOf(...entries)
  const entry = findEntry(manifestOf(named), all, { ...run, ...given })
  if (entry && 'code' in entry) expect(entry.code).toBe(found)
  else expect(entry && all.indexOf(entry)).toBe(found)
})

test('a namespace that neither the manifest nor the run knows is asked for', () => {
  const entries = entriesOf({ name: 'web', namespace: 'shop' })
  expect(findEntry(manifestOf({ name: 'web' }), entries, run)).toMatchObject({
    code: 'namespace-unknown'
  })
  expect(findEntry(manifestOf({ name: 'web' }), entries, { ...run, namespace: 'shop' })).toBe(
    entries[0]
  )
})

// prettier-ignore
test.for<[what: string, entry: object, run: Partial<Run> & { found?: 'no-deployments' }, isUnmatched: boolean]>([
  ['a name', { name: 'web' }, {}, true],
  ['a pattern', { name: 'w*' }, {}, false],
  ['a name, where nothing was found', { name: 'web' }, { found: 'no-deployments' }, false],
  ['the release of the run, where nothing was found', { name: 'web', release: 'a' }, { release: 'a', found: 'no-deployments' }, true],
  ['another release', { name: 'web', release: 'b' }, { release: 'a' }, false],
  ['no release beside one of the run', { name: 'web' }, { release: 'a' }, false],
  ['the namespace of the run', { name: 'web', namespace: 'shop' }, { namespace: 'shop' }, true],
  ['another namespace', { name: 'web', namespace: 'shop' }, { namespace: 'stage' }, false],
  ['a namespace, where the run has none', { name: 'web', namespace: 'shop' }, {}, true]
])('an entry that matches no Deployment is told: %s', ([, entry, given, isUnmatched]) => {
  const entries = entriesOf(entry)
  const asked = { ...run, found: 'deployments' as const, ...given }
  expect(findUnmatched(entries, new Set(), asked)).toEqual(isUnmatched ? entries : [])
  expect(findUnmatched(entries, new Set(entries), asked)).toEqual([])
})

// prettier-ignore
test.for<[what: string, run: Partial<Run>, stage: string | undefined, isNamed: boolean]>([
  ['nothing is said', {}, undefined, false],
  ['another one is chosen', { stage: 'done', workloads: ['api'] }, undefined, false],
  ['all are, without a configuration', { stage: 'grow-25' }, 'grow-25', false],
  ['it is chosen by name', { stage: 'grow-25', workloads: ['web'] }, 'grow-25', true],
  ['no entry matches', { stage: 'done', config: configOf({ name: 'api' }) }, undefined, false],
  ['an entry says the stage', { config: configOf({ name: 'web', stage: 'pin-replicas' }) }, 'pin-replicas', true],
  ['a pattern says it', { config: configOf({ name: '*', stage: 'pin-replicas' }) }, 'pin-replicas', false],
  ['the command line wins', { stage: 'done', config: configOf({ name: 'web', stage: 'pin-replicas' }) }, 'release-autoscaler', true],
  ['a stage that is none stops the run elsewhere', { stage: 'grow-33' }, 'baseline', false],
])('a Deployment is selected: %s', ([, given, stage, isItself]) => {
  const found = select(manifestOf(named), { ...run, ...given })
  if (!found || 'code' in found) expect(stage).toBe(found)
  else expect([printStage(found.stage), found.named]).toEqual([stage, isItself])
})

test('the percents are those of the run, else of the entry, else of the memory', () => {
  const [entry] = entriesOf({ name: 'web', percents: [50, 100] })
  const planned = { replicas: 8, percents: [75, 100] }
  expect(percentsOf({ percents: [10, 100] }, entry, planned)).toEqual([10, 100])
  expect(percentsOf(run, entry, planned)).toEqual([50, 100])
  expect(percentsOf(run, undefined, planned)).toEqual([75, 100])
  expect(percentsOf(run)).toEqual([25, 100])
})

test('the stage of an entry is one of its percents', () => {
  const [known, unknown] = entriesOf(
    { name: 'web', stage: 'grow-50', percents: [50, 100] },
    { name: 'web', stage: 'grow-50' }
  )
  expect(known && statedStage(known, run)).toEqual({ kind: 'grow', percent: 50 })
  expect(unknown && statedStage(unknown, run)).toMatchObject({ code: 'unknown-stage' })
})

test('Argo CD applies where nothing else is said, and notes what it applied', () => {
  expect(applierOf(run)).toBe('argocd')
  expect(applierOf({ ...run, config: { applier: 'helm3' } })).toBe('helm3')
  expect(applierOf({ applier: 'kubectl', config: { applier: 'helm3' } })).toBe('kubectl')
  const noting = ['argocd', 'argocd-server-side', 'helm3', 'helm4', 'kubectl'] as const
  expect(noting.filter(applier => notesApplied({ ...run, applier }))).toEqual(['argocd', 'kubectl'])
})
