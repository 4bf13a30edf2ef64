import { expect, test } from 'vitest'
import { asEntries, valueOf } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import type { Value } from '../yaml/node.ts'
import { actionsText, isPrinted } from './actions.ts'
import { luaString, luaValue } from './lua.ts'
import { runLua } from './lua.test-helper.ts'
import type { Data } from './lua.test-helper.ts'

const at = () => ({ file: 'rolloutify.yaml', line: 1, column: 1 })
const careful: Value[] = [{ setWeight: 25 }, { pause: {} }, { setWeight: 100 }]
const measured: Value[] = [
  { setWeight: 5 },
  { pause: { duration: '10m' } },
  {
    analysis: {
      templates: [{ templateName: 'errors' }],
      args: [{ name: 'end', value: '"\\ 日本' }]
    }
  },
  { pause: null, setWeight: 50 }
]
const { text } = actionsText([
  { name: 'careful', steps: careful, words: '25% → wait → 100%', at },
  { name: 'measured', steps: measured, words: '5% → 10m → analysis', at }
])
const read = asEntries(valueOf(parseAnyStyle(text).root)) ?? {}
const discovery = String(read['discovery.lua'])
const definitions = Array.isArray(read['definitions']) ? read['definitions'] : []

const scriptOf = (name: string): string => {
  const found = definitions.map(asEntries).find(each => each?.['name'] === name)
  return String(found?.['action.lua'])
}

const atRest = { currentPodHash: 'abc', stableRS: 'abc', blueGreen: {}, canary: {} }
const paused = {
  ...atRest,
  currentPodHash: 'def',
  pauseConditions: [{ reason: 'CanaryPauseStep' }]
}
const dashboard = { 'rolloutify/steps': 'dashboard', team: 'shop' }

type Given = {
  readonly status?: { readonly [key: string]: Data }
  readonly annotations?: { readonly [key: string]: Data }
  readonly canary?: Data
}

const rollout = ({ status, annotations = dashboard, canary = { maxSurge: '25%' } }: Given) => ({
  metadata: { name: 'web', generation: 3, annotations },
  spec: { replicas: 4, strategy: canary === null ? { blueGreen: {} } : { canary } },
  ...(status && { status })
})

/** The steps and the annotations that an action leaves, or what it says. */
function run(name: string, given: Given) {
  const result = runLua(scriptOf(name), rollout(given))
  if ('error' in result) return result.error
  const { metadata, spec } = result.answer as {
    metadata: { annotations: Data }
    spec: { strategy: { canary: { steps?: Data } } }
  }
  return { steps: spec.strategy.canary.steps, annotations: metadata.annotations }
}

/** The actions that a Rollout is offered, and whether they are greyed out. */
function offered(given: Given) {
  const result = runLua(discovery, rollout(given))
  if ('error' in result) return result.error
  const actions = Object.entries(result.answer ?? {})
  return Object.fromEntries(actions.map(([name, { disabled }]) => [name, !disabled]))
}

test('the value is YAML with the actions of Argo CD beside it', () => {
  expect(read['mergeBuiltinActions']).toBe(true)
  expect(definitions.map(each => asEntries(each)?.['name'])).toEqual([
    'canary-careful',
    'canary-measured',
    'canary-off'
  ])
})

test('it is known again, unless somebody edits it', () => {
  expect(isPrinted(text)).toBe(true)
  expect(isPrinted(text.replace('setWeight = 25', 'setWeight = 30'))).toBe(false)
  expect(isPrinted('mergeBuiltinActions: true\n')).toBe(false)
  expect(isPrinted('')).toBe(false)
})

test.for<[string, Given, Data]>([
  ['without the annotation', { status: atRest, annotations: {} }, {}],
  ['with another value', { status: atRest, annotations: { 'rolloutify/steps': 'git' } }, {}],
  ['of blue-green', { status: atRest, canary: null }, {}],
  ['without a status', {}, { careful: false, measured: false, off: false }],
  ['with an empty status', { status: {} }, { careful: false, measured: false, off: false }],
  ['with a canary', { status: paused }, { careful: false, measured: false, off: false }],
  ['at rest', { status: atRest }, { careful: true, measured: true, off: false }],
  [
    'at rest, with steps',
    { status: atRest, canary: { steps: [{ setWeight: 25 }] } },
    { careful: true, measured: true, off: true }
  ]
])('a Rollout %s is offered them', ([, given, expected]) => {
  const named = Object.entries(expected as Record<string, boolean>)
  expect(offered(given)).toEqual(
    Object.fromEntries(named.map(([name, on]) => [`canary-${name}`, on]))
  )
})

test('an action is offered in words', () => {
  const result = runLua(discovery, rollout({ status: atRest }))
  expect(result).toHaveProperty(
    ['answer', 'canary-careful', 'displayName'],
    'Next release: canary, careful (25% → wait → 100%)'
  )
})

test('an action writes the steps of its profile and says what they do', () => {
  expect(run('canary-careful', { status: atRest })).toEqual({
    steps: [{ setWeight: 25 }, { pause: { untilPromoted: true } }, { setWeight: 100 }],
    annotations: { ...dashboard, 'rolloutify/next-release': '25% → wait → 100%' }
  })
  expect(run('canary-measured', { status: atRest })).toHaveProperty('steps', [
    ...measured.slice(0, 3),
    { setWeight: 50 }
  ])
})

test('canary-off takes the steps away', () => {
  const canary = { steps: [{ setWeight: 25 }], maxSurge: 1 }
  expect(run('canary-off', { status: atRest, canary })).toEqual({
    steps: undefined,
    annotations: { ...dashboard, 'rolloutify/next-release': 'off' }
  })
})

test.for(['canary-careful', 'canary-measured', 'canary-off'])('%s refuses', name => {
  const busy = 'a release is on its way: promote or abort it first'
  expect(run(name, { status: paused })).toBe(busy)
  expect(run(name, { status: { ...paused, pauseConditions: null } })).toBe(busy)
  expect(run(name, { status: { ...paused, abort: true } })).toContain('the release is aborted')
  expect(run(name, {})).toContain('nothing is released yet')
  expect(run(name, { status: atRest, annotations: {} })).toContain('are in Git')
  expect(run(name, { status: atRest, canary: null })).toBe('this Rollout has no canary')
})

test('no script needs more of Lua than Argo CD has', () => {
  const scripts = [discovery, ...definitions.map(each => String(asEntries(each)?.['action.lua']))]
  for (const script of scripts) expect(script).not.toMatch(/\b(?:string|math|os|io|json|require)\b/)
})

test.for<Value>([
  'plain',
  'quoted "twice" \\ and\nbroken',
  '日本 \u2028 \u0085 \u{1f600}',
  25,
  -1.5,
  true,
  [1, ['a', { b: 'c' }]],
  { end: 1, 'a-b': { nil: false }, '1': 'one', _x: [] }
])('Lua reads %j as it is', value => {
  expect(runLua(`return ${String(luaValue(value))}`, null)).toEqual({ answer: value })
})

test('Lua that is printed holds no character that YAML forbids', () => {
  expect(luaString('\u0000\u0085\u2028é→')).toBe(String.raw`"\000\194\133\226\128\168\195\169→"`)
})

test('a key without a value is left out, and an empty mapping has no table', () => {
  expect(luaValue({ a: null, b: 1 })).toBe('{b = 1}')
  expect(luaValue({ a: [{ b: { c: {} } }] })).toEqual({ inexpressible: ['a', '0', 'b', 'c'] })
})
