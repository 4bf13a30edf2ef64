import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { builtInProfiles } from './profiles.ts'
import { findSteps } from './blocks.ts'
import { stepsOff, stepsOn, useProfile } from './toggle.ts'

const input = (name: string) => readFileSync(`fixtures/steps/${name}/input.yaml`, 'utf8')
const codes = ({ diagnostics }: { diagnostics: { code: string }[] }) =>
  diagnostics.map(({ code }) => code)

const rollout = (...canary: string[]) =>
  [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Rollout',
    'metadata: { name: web }',
    'spec:',
    '  replicas: 10',
    '  strategy:',
    '    canary:',
    '      maxSurge: 25%',
    ...canary,
    '  selector: {}',
    ''
  ].join('\n')

const live = ['      steps:', '      - setWeight: 25', '      - pause: {}']

describe('are left alone', () => {
  test.for([
    ['a text without steps', 'a: 1\n'],
    ['the steps of a workflow', 'kind: Workflow\nspec:\n  # steps:\n  # - pause: {}\n  a: 1\n'],
    ['the steps of a pipeline', 'build:\n  # steps:\n  # - run: analysis\n  a: 1\n'],
    ['the Rollout of OpenKruise', input('leaves-the-rollout-of-open-kruise-alone')],
    ['steps that are text', 'a: |\n  canary:\n  # steps:\n  # - setWeight: 5\n'],
    ['prose on steps', rollout('      # steps: see the wiki on setWeight', '      #   - ask')],
    ['an example beside live steps', input('leaves-an-example-beside-live-steps-alone')],
    [
      'steps outside spec.strategy',
      rollout().replace('  selector: {}', '  # steps:\n  # - pause: {}')
    ]
  ])('%s', ([, text = '']) => {
    expect(stepsOn(text).output).toBe(text)
    expect(codes(stepsOn(text)).filter(code => code !== 'already-on')).toEqual([])
  })
})

describe('refuses, and leaves the text as it is,', () => {
  test.for([
    ['ambiguous-steps', 'on'],
    ['refuses-two-readings-of-the-marks', 'on', 'ambiguous-steps'],
    ['refuses-a-block-that-does-not-parse', 'on', 'steps-unreadable'],
    ['refuses-lines-below-an-item-that-is-no-step', 'on', 'steps-unreadable'],
    ['commented-document', 'on'],
    ['flow-parent', 'on'],
    ['refuses-to-comment-below-a-flow-parent', 'off', 'flow-parent'],
    ['live-blue-green', 'on'],
    ['marks-misfit', 'off'],
    ['printing-action', 'on'],
    ['refuses-steps-that-an-action-prints', 'off', 'printing-action'],
    ['refuses-to-comment-an-action-that-prints-lines', 'off', 'printing-action'],
    ['several-steps', 'on'],
    ['several-steps', 'off'],
    ['steps-not-reversible', 'off'],
    ['steps-unreadable', 'on']
  ])('%s (%s)', ([name = '', mode, code = name]) => {
    const text = input(name)
    const result = mode === 'on' ? stepsOn(text) : stepsOff(text)
    expect(result.output).toBe(text)
    expect(codes(result)).toEqual([code])
  })
})

test.for([
  [
    'a key that is no step',
    ['      steps:', '      - setWeight: 5', '      - foo: {}'],
    'the key "foo"'
  ],
  ['a commented alternative', ['      # steps:', '      # - pause: {}', ...live], 'other commented']
] as const)('says why steps with %s cannot go off', ([, lines, reason]) => {
  const { output, diagnostics } = stepsOff(rollout(...lines))
  expect(output).toBe(rollout(...lines))
  expect(diagnostics[0]).toMatchObject({ code: 'steps-not-reversible' })
  expect(diagnostics[0]?.message).toContain(reason)
})

test.for([
  ['an anchor', ['steps: &s', '- setWeight: 5']],
  ['a tag', ['steps: !!seq', '- setWeight: 5']],
  ['a blank before the colon', ['steps :', '- setWeight : 5']],
  ['an alias', ['steps:', '- analysis: &a { templates: [] }', '- setWeight: 5', '- analysis: *a']],
  ['a flow mapping of an action', ['steps:', '- pause: { {{ .Values.pause }} }']]
] as const)('switches steps with %s off and on again, beside a pod template', ([, block]) => {
  const lines = block.map(line => `      ${line}`)
  const text = rollout(...lines).replace('  selector', '  template:\n    metadata: {}\n  selector')
  const off = stepsOff(text)
  expect(codes(off)).toEqual([])
  expect(off.output).not.toBe(text)
  expect(stepsOn(off.output).output).toBe(text)
})

test('refuses to comment steps that others repeat', () => {
  const text = ['a:', '  canary:', '    steps: &s', '    - setWeight: 5', 'b: *s', ''].join('\n')
  expect(stepsOff(text).diagnostics[0]?.message).toContain('an alias elsewhere repeats them')
})

test('says why steps of values cannot go off whose items do not begin like steps', () => {
  const text = 'canary:\n  steps:\n  - name: first\n    setWeight: 5\n'
  expect(stepsOff(text).diagnostics[0]?.message).toContain('the key of a step')
})

test('counts the commented items that stay off', () => {
  const [found] = stepsOn(
    rollout(...live, '      # - setWeight: 50', '      #- pause: {}')
  ).diagnostics
  expect(found).toMatchObject({ code: 'already-on', severity: 'info', line: 9 })
  expect(found?.message).toContain('2 commented items')
})

test('says that what is off is off already', () => {
  expect(codes(stepsOff(input('already-off')))).toEqual(['already-off'])
})

test('says where a block cannot stand', () => {
  const text = rollout('      # steps:', '      #   - setWeight: 25', '      #  - pause: {}')
  expect(stepsOn(text).diagnostics).toMatchObject([
    { code: 'steps-unreadable', severity: 'error', line: 9, column: 7 }
  ])
})

test('shows where a commented step stands, and its values', () => {
  const text = rollout(
    '#      steps:',
    '#      - setWeight: 25',
    '#      - pause:',
    '#          duration: 1m'
  )
  const [block] = findSteps(text, { file: 'a.yaml' }).blocks
  expect(block).toMatchObject({ workload: 'web', state: 'off', replicas: 10, maxSurge: '25%' })
  expect(block?.steps).toEqual([{ setWeight: 25 }, { pause: { duration: '1m' } }])
  expect(block?.place).toEqual({ file: 'a.yaml', line: 9, column: 1 })
  expect(block?.placeOf(0)).toMatchObject({ line: 10, column: 10 })
  expect(block?.placeOf(1, 'pause', 'duration')).toMatchObject({ line: 12, column: 22 })
})

test('shows Go actions as they are written', () => {
  const text = rollout('      steps:', '      - setWeight: {{ .Values.weight }}')
  expect(findSteps(text).blocks[0]?.steps).toEqual([{ setWeight: '{{ .Values.weight }}' }])
})

test('names the block of values by the key that says most', () => {
  const [block] = findSteps(input('uncomments-a-block-in-helm-values')).blocks
  expect(block).toMatchObject({ workload: 'web', state: 'off', replicas: undefined })
})

test('names the blocks of a configuration by their entries', () => {
  const { blocks } = findSteps(input('uncomments-a-block-in-the-configuration'))
  expect(blocks.map(({ workload }) => workload)).toEqual(['web', 'api'])
})

test('shows a document that is commented as a whole', () => {
  const [block] = findSteps(input('commented-document')).blocks
  expect(block).toMatchObject({ workload: 'web', state: 'off' })
  expect(block?.steps).toEqual([{ setWeight: 25 }, { pause: {} }, { setWeight: 100 }])
})

test('puts a profile in the place of the steps, live or commented', () => {
  const { careful = [] } = builtInProfiles
  const { output } = useProfile(rollout(...live), careful)
  expect(output).toBe(rollout(...live, '      - setWeight: 100'))
  const off = stepsOff(rollout(...live)).output
  expect(stepsOn(useProfile(off, careful).output).output).toBe(output)
})

test('reads many blocks of one document as it reads one', () => {
  const entry = (name: string) => [
    '',
    `  - name: ${name}`,
    '    strategy:',
    '      canary:',
    '        # steps:',
    '        # - setWeight: 25'
  ]
  const names = Array.from({ length: 12 }, (_, at) => `web${at}`)
  const text = ['workloads:', ...names.flatMap(entry), ''].join('\n')
  expect(findSteps(text).blocks.map(({ workload }) => workload)).toEqual(names)
  const on = stepsOn(text, { workload: 'web7' })
  expect(on.diagnostics).toEqual([])
  expect(stepsOff(on.output, { workload: 'web7' }).output).toBe(text)
})

const operation = '- op: add\n  path: /spec/strategy/canary/steps\n  value:\n  - setWeight: 10\n'
const patch = `  - patch: |\n${operation.replaceAll(/^(?=.)/gm, '      ')}`

test.each([
  ['operations of a patch', operation],
  ['commented operations of a patch', operation.replaceAll(/^(?=.)/gm, '# ')],
  ['strings of a kustomization', patch]
])('%s are refused where there are thousands', (_, one) => {
  const text = `${one === patch ? 'kind: Kustomization\npatches:\n' : ''}${one.repeat(2000)}`
  const { output, diagnostics } = stepsOff(text)
  expect(output).toBe(text)
  expect(diagnostics.map(({ code }) => code)).toContain('steps-too-many')
})
