import fc from 'fast-check'
import yaml from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { printBlock } from '../yaml/print.ts'
import type { Value } from '../yaml/node.ts'
import { findSteps } from './blocks.ts'
import { stepsOff, stepsOn, useProfile } from './toggle.ts'

const step: fc.Arbitrary<Value> = fc.oneof(
  fc.nat(100).map(weight => ({ setWeight: weight })),
  fc.constantFrom<Value>(
    { pause: {} },
    { pause: { duration: '30s' } },
    { setCanaryScale: { replicas: 3 } },
    { analysis: { templates: [{ templateName: 'success' }], args: [{ name: 'a', value: '# b' }] } }
  )
)
const steps = fc.array(step, { minLength: 1, maxLength: 4 })
const between = fc.constantFrom(
  '',
  '  ',
  '#',
  '# ask first',
  '# - setWeight: 50',
  '  # duration: 5m'
)

/** A document with canary steps: how deep they are in it, and the lines around them. */
type Form = {
  readonly above: readonly string[]
  readonly depth: number
  readonly below: string[]
  readonly isOperation?: true
}

const values: Form = {
  above: ['web:', '  canary:', '    maxSurge: 1'],
  depth: 4,
  below: ['  a: {}']
}
const strategic: Form = {
  above: [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Rollout',
    'metadata: { name: web }',
    'spec:',
    '  strategy:',
    '    canary:',
    '      maxSurge: 1'
  ],
  depth: 6,
  below: ['  replicas: 3']
}
const ofCanary: Form = {
  above: ['- op: replace', '  path: /spec/strategy/canary', '  value:', '    maxSurge: 1'],
  depth: 4,
  below: ['- op: remove', '  path: /spec/replicas']
}
const ofSpec: Form = {
  above: [
    '- op: add',
    '  path: /spec',
    '  value:',
    '    strategy:',
    '      canary:',
    '        maxSurge: 1'
  ],
  depth: 8,
  below: ['- op: remove', '  path: /spec/replicas']
}

/** Operations that set the steps themselves go on and off as a whole. */
const ofSteps: Form = {
  above: ['- op: replace', '  path: /spec/replicas', '  value: 3'],
  depth: 0,
  below: ['- op: remove', '  path: /spec/paused'],
  isOperation: true
}

/** Where a document is kept: the lines above it, how deep it is, and the lines below. */
type Place = Form & { readonly forms: readonly Form[] }

const application = (kind: string, ...spec: string[]) => [
  'apiVersion: argoproj.io/v1alpha1',
  `kind: ${kind}`,
  'metadata:',
  '  name: shop',
  'spec:',
  ...spec
]
const end = ['  destination:', '    namespace: prod']

const places: Readonly<Record<string, Place>> = {
  'a file of values': { above: [], depth: 0, below: [], forms: [values] },
  'a strategic patch': { above: [], depth: 0, below: [], forms: [strategic] },
  'a JSON patch': { above: [], depth: 0, below: [], forms: [ofCanary, ofSpec, ofSteps] },
  'a template of values': {
    above: ['image: {{ .Values.image }}', '{{- if .Values.web }}'],
    depth: 0,
    below: ['{{- end }}'],
    forms: [values]
  },
  'the valuesObject of an Application': {
    above: application('Application', '  source:', '    helm:', '      valuesObject:'),
    depth: 8,
    below: end,
    forms: [values]
  },
  'the values of an Application': {
    above: application('Application', '  source:', '    helm:', '      values: |'),
    depth: 8,
    below: end,
    forms: [values]
  },
  'the values of one of several sources': {
    above: application('Application', '  sources:', '  - helm:', '      values: |- # all'),
    depth: 10,
    below: ['  - ref: values'],
    forms: [values]
  },
  'the valuesObject of an ApplicationSet': {
    above: application(
      'ApplicationSet',
      '  template:',
      '    spec:',
      "      project: '{{project}}'",
      '      source:',
      '        helm:',
      '          valuesObject:'
    ),
    depth: 12,
    below: ['  generators: []'],
    forms: [values]
  },
  'the values of an ApplicationSet': {
    above: application(
      'ApplicationSet',
      '  template:',
      '    spec:',
      '      source:',
      '        helm:',
      '          values: |+'
    ),
    depth: 12,
    below: ['  generators: []'],
    forms: [values]
  },
  'the values of a HelmRelease': {
    above: ['kind: HelmRelease', 'metadata: { name: shop }', 'spec:', '  values:'],
    depth: 4,
    below: ['  interval: 5m'],
    forms: [values]
  },
  'the values of a ConfigMap': {
    above: ['kind: ConfigMap', 'metadata: { name: shop }', 'data:', '  values.yaml: |'],
    depth: 4,
    below: ['  a: b'],
    forms: [values]
  },
  'a patch in a kustomization': {
    above: ['resources: [../base]', 'patches:', '- target: { name: web }', '  patch: |-'],
    depth: 4,
    below: ['- path: other.yaml'],
    forms: [strategic, ofCanary, ofSpec, ofSteps]
  },
  'a strategic patch in a kustomization': {
    above: ['resources: [../base]', 'patchesStrategicMerge:', '- |-'],
    depth: 2,
    below: ['- other.yaml'],
    forms: [strategic]
  }
}

const facts = fc.record({
  steps,
  notes: fc.array(fc.tuple(fc.nat(9), between), { maxLength: 2 }),
  deeper: fc.constantFrom(0, 2),
  mark: fc.constantFrom('# ', '#'),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  isLast: fc.boolean(),
  pick: fc.nat(9)
})
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never

/** The lines of steps, at column 0. */
function linesOf({ steps, notes, deeper }: Facts, { isOperation }: Form): string[] {
  const items = printBlock({ steps })
    .slice(1)
    .map(line => ' '.repeat(deeper) + line)
  const lines = isOperation
    ? ['- op: add', '  path: /spec/strategy/canary/steps', '  value:', ...indented(2, items)]
    : ['steps:', ...items]
  for (const [at, note] of notes) lines.splice(1 + (at % lines.length), 0, note)
  return lines
}

const indented = (depth: number, lines: readonly string[]) =>
  lines.map(line => (line.trim() ? ' '.repeat(depth) + line : line))

const formOf = ({ forms }: Place, { pick }: Facts) => forms[pick % forms.length] ?? values

/** A text with lines of steps in a form, kept in a place. */
function textOf(place: Place, block: readonly string[], given: Facts): string {
  const { isLast, lineBreak } = given
  const form = formOf(place, given)
  const own = [
    ...form.above,
    ...indented(form.depth, block),
    ...(isLast && form.below[0]?.startsWith(' ') ? [] : form.below)
  ]
  const lines = [...place.above, ...indented(place.depth, own), ...(isLast ? [] : place.below)]
  return lines.join(lineBreak) + lineBreak
}

const load = (text: string) =>
  yaml.load(text.replace(/^\{\{.*?\}\}/gm, '').replace(/: \{\{.*?\}\}/g, ': a'), { json: true })

const codesOf = ({ diagnostics }: { diagnostics: readonly { code: string }[] }) =>
  diagnostics.map(({ code }) => code)

describe.each(Object.entries(places))('steps in %s', (_, place) => {
  test('come back to the byte, or are refused', () => {
    let refused = 0
    fc.assert(
      fc.property(facts, given => {
        const text = textOf(place, linesOf(given, formOf(place, given)), given)
        const off = stepsOff(text)
        if (off.output === text) {
          refused++
          expect(off.diagnostics.map(({ severity }) => severity)).toContain('error')
          return
        }
        expect(findSteps(off.output).blocks.map(({ state }) => state)).toEqual(['off'])
        expect(stepsOn(off.output).output).toBe(text)
        const [block] = findSteps(text).blocks
        expect(block?.steps).toEqual(given.steps)
        expect(
          text.split('\n')[(block?.place.line ?? 0) - 1]?.slice((block?.place.column ?? 0) - 1)
        ).toMatch(/^(?:steps:|- op: add)/)
      }),
      { numRuns: 40 }
    )
    expect(refused).toBeLessThan(8)
  }, 60_000)

  test('go on as they are spelled, and off again to the byte', () => {
    fc.assert(
      fc.property(facts, given => {
        const plain = linesOf({ ...given, notes: [] }, formOf(place, given))
        const text = textOf(
          place,
          plain.map(line => given.mark + line),
          given
        )
        const on = stepsOn(text)
        const live = textOf(place, plain, given)
        if (given.mark === '# ') expect(on.output).toBe(live)
        expect(valuesOf(on.output)).toEqual(valuesOf(live))
        expect(codesOf(on)).not.toContain('marks-renewed')
        expect(stepsOff(on.output).output).toBe(text)
      }),
      { numRuns: 40 }
    )
  }, 60_000)

  test('take a profile, and stay as they are, on or off', () => {
    fc.assert(
      fc.property(facts, steps, fc.boolean(), (given, profile, isOn) => {
        const plain = linesOf({ ...given, notes: [] }, formOf(place, given))
        const text = textOf(place, isOn ? plain : plain.map(line => given.mark + line), given)
        const { output } = useProfile(text, profile)
        const [block] = findSteps(output).blocks
        expect(block?.state).toBe(isOn ? 'on' : 'off')
        expect(block?.steps).toEqual(profile)
        const other = isOn ? stepsOff(output) : stepsOn(output)
        expect(isOn ? stepsOn(other.output).output : stepsOff(other.output).output).toBe(output)
      }),
      { numRuns: 40 }
    )
  }, 60_000)
})

/** What a text says, strings of values and patches read, too. */
function valuesOf(text: string): unknown {
  const read = (value: unknown): unknown => {
    if (typeof value === 'string' && value.includes('\n')) return read(load(value))
    if (Array.isArray(value)) return value.map(read)
    if (typeof value !== 'object' || value === null) return value
    return Object.entries(value).map(([key, own]) => [key, read(own)])
  }
  return read(load(text))
}
