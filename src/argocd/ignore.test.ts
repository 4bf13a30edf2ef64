import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode } from '../yaml/bytes.ts'
import { piecesOf } from '../yaml/revision.ts'
import { openSource } from '../yaml/stream.ts'
import { addRules, readTold, removeRules } from './ignore.ts'
import { fateOfRollouts } from '../workload/ignore-rule.ts'

const added = (text: string, ...names: string[]) =>
  textOf(addRules([openSource('app.yaml', text)], names.length > 0 ? names : 'all'))
const removed = (text: string) => textOf(removeRules([openSource('app.yaml', text)]))

function textOf({ revisions, diagnostics }: ReturnType<typeof addRules>): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return errors.map(({ code }) => code).join()
  return revisions.map(each => piecesOf(each).map(decode).join('')).join('')
}

const fates = (text: string, name = '') => {
  const { applications, systemRules } = readTold([openSource('app.yaml', text)])
  return applications.map(each => fateOfRollouts(each, systemRules, name).is)
}

// What people write around the two lists.
const policies = [
  '',
  '  syncPolicy:\n',
  '  syncPolicy: {}\n',
  '  syncPolicy: {automated: {prune: true}}\n',
  '  syncPolicy:\n    automated: {prune: true}\n',
  '  syncPolicy:\n    syncOptions:\n',
  '  syncPolicy:\n    syncOptions: []\n',
  '  syncPolicy:\n    syncOptions: [CreateNamespace=true]\n',
  '  syncPolicy:\n    syncOptions: [\n      CreateNamespace=true,\n      PruneLast=true ]\n',
  '  syncPolicy:\n    syncOptions:\n    - CreateNamespace=true\n',
  '  syncPolicy:\n    syncOptions:\n      - CreateNamespace=true # why\n      # below\n    retry: {limit: 3}\n',
  '  syncPolicy:\n    syncOptions:\n      - RespectIgnoreDifferences=true\n',
  '  syncPolicy: {syncOptions: [RespectIgnoreDifferences=true, "A=true"]}\n'
]
const rules = [
  '',
  '  ignoreDifferences:\n',
  '  ignoreDifferences: []\n',
  '  ignoreDifferences: [{group: apps, kind: Deployment, jsonPointers: [/metadata/x]}]\n',
  '  ignoreDifferences:\n    - group: apps\n      kind: Deployment\n      jsonPointers: [/metadata/x]\n',
  '  ignoreDifferences:\n  - group: argoproj.io # ours?\n    kind: Rollout\n    jsonPointers:\n    - /metadata/labels\n',
  '  ignoreDifferences:\n    - {group: argoproj.io, kind: Rollout, jsonPointers: [/spec/replicas]}\n',
  '  ignoreDifferences:\n    # first\n    - group: argoproj.io\n      kind: Rollout\n      name: api\n      jsonPointers:\n        - /spec/replicas\n    # last\n'
]
const metadata = [
  'metadata:\n  name: shop\n',
  'metadata: {name: shop}\n',
  'metadata:\n  name: shop\n  annotations:\n    a: b\n',
  'metadata:\n  annotations: {}\n  name: shop\n'
]
const rest = [
  '  project: default\n',
  '  source:\n    path: k8s\n  # a note\n',
  '  source: {path: k8s}\n'
]

const shape = fc.record({
  meta: fc.constantFrom(...metadata),
  parts: fc
    .tuple(fc.constantFrom(...policies), fc.constantFrom(...rules), fc.constantFrom(...rest))
    .chain(parts => fc.shuffledSubarray(parts, { minLength: 3 })),
  kind: fc.constantFrom('Application', 'ApplicationSet'),
  around: fc.constantFrom('', 'before', 'behind', 'both'),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  end: fc.constantFrom('\n', '', '\n\n# the end\n'),
  mark: fc.constantFrom('', '\ufeff')
})

const other = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\n'

const deeper = (text: string) => text.replace(/^(?=.)/gm, '    ')

const texts = shape.map(({ meta, parts, kind, around, lineBreak, end, mark }) => {
  const spec = parts.join('')
  const body =
    kind === 'Application'
      ? `spec:\n${spec}`
      : `spec:\n  generators: [{list: {elements: [{name: a}]}}]\n  template:\n    metadata: {name: '{{name}}'}\n    spec:\n${deeper(spec)}`
  const own = `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\n${meta}${body}`.replace(/\n$/, '')
  const before = around === 'before' || around === 'both' ? `${other}---\n` : ''
  const behind = around === 'behind' || around === 'both' ? `\n---\n${other}` : end
  return mark + (before + own + behind).replaceAll('\n', lineBreak)
})

test('what is added is removed to the byte', () => {
  fc.assert(
    fc.property(texts, text => {
      const after = added(text)
      // What a person has written is not taken away.
      expect(removed(after)).toBe(after === text ? 'rule-not-ours' : text)
    }),
    { numRuns: 120 }
  )
})

test('what is added is in effect, once, and changes no other line', () => {
  fc.assert(
    fc.property(texts, text => {
      const after = added(text)
      expect(fates(after)).toEqual(['kept'])
      expect(added(after)).toBe(after)
    }),
    { numRuns: 120 }
  )
})

test('rules for workloads by their names add up, and go together', () => {
  fc.assert(
    fc.property(texts, text => {
      const [one, both] = [added(text, 'web'), added(added(text, 'web'), 'api')]
      expect(fates(one, 'web')).toEqual(['kept'])
      expect(fates(both, 'web')).toEqual(['kept'])
      expect(fates(both, 'api')).toEqual(['kept'])
      expect(both).toBe(added(text, 'web', 'api'))
      expect(removed(both)).toBe(both === text ? 'rule-not-ours' : text)
    }),
    { numRuns: 120 }
  )
})

const app = (name: string, rest = '') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  project: default\n${rest}`

test('one Application goes back, others of its file stay', () => {
  const text = `${app('one')}---\n${added(app('two'))}---\n${app('three')}`
  expect(removed(text)).toBe(`${app('one')}---\n${app('two')}---\n${app('three')}`)
})

test.for([
  [
    'a rule',
    '  ignoreDifferences:\n',
    '  ignoreDifferences:\n  - {group: apps, kind: Deployment}\n'
  ],
  ['an option', '    syncOptions:\n', '    syncOptions:\n    - A=true\n']
])('a list that was made for the rule and holds more since stays: %s', ([, from = '', to = '']) => {
  expect(removed(added(app('shop')).replace(from, to))).toBe('rule-edited')
})

test('what is added to the lists of a person stays', () => {
  const lists =
    '  ignoreDifferences:\n  - {group: apps, kind: A}\n  syncPolicy:\n    syncOptions:\n    - A=true\n'
  const wider = (text: string) => text.replace('    - A=true\n', '    - B=true\n    - A=true\n')
  expect(removed(wider(added(app('shop', lists))))).toBe(wider(app('shop', lists)))
})
