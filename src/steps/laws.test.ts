import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import yaml from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { filesBelow } from '../fixtures.ts'
import { printBlock } from '../yaml/print.ts'
import type { Value } from '../yaml/node.ts'
import * as toggling from './problems.ts'
import { findSteps } from './blocks.ts'
import { stepsOff, stepsOn, useProfile } from './toggle.ts'
import { runs } from '../seed.test-helper.ts'

/** Every input of which steps can be switched, by each workload's name where there are several. */
const switchable = filesBelow('fixtures')
  .filter(path => path.endsWith('input.yaml'))
  .map(path => [path, readFileSync(join('fixtures', path), 'utf8')] as const)
  .flatMap(([path, text]) => workloadsIn(text).map(options => ({ path, text, options })))
  .filter(({ text, options }) => isSwitched(text, options))

/** The names to ask for: one at a time where there are several. */
function workloadsIn(text: string): { readonly workload?: string }[] {
  const names = findSteps(text).blocks.flatMap(({ workload }) => workload ?? [])
  return names.length > 1 ? [...new Set(names)].map(workload => ({ workload })) : [{}]
}

function isSwitched(text: string, options: { readonly workload?: string }): boolean {
  return stepsOff(text, options).output !== text || stepsOn(text, options).output !== text
}

describe('the laws hold over all fixtures', () => {
  test.each(switchable)('$path $options.workload', ({ text, options }) => {
    const off = stepsOff(text, options).output
    if (off !== text) {
      expect(stepsOn(off, options).output).toBe(text)
      return
    }
    const on = stepsOn(text, options)
    const back = stepsOff(on.output, options).output
    const isOnce = on.diagnostics.some(({ code }) => /^(?:marks|more)-/.test(code))
    if (!isOnce) expect(back).toBe(text)
    expect(stepsOn(back, options).output).toBe(on.output)
    expect(stepsOn(on.output, options).output).toBe(on.output)
  })

  test('and there are enough of them', () => {
    expect(switchable.length).toBeGreaterThan(140)
  })
})

const togglingCodes = new Set(Object.values(toggling).map(({ code }) => code))

/** What is said of the block and its marks; what its steps say is another matter. */
const saidOfMarks = <Found extends { code: string }>(diagnostics: readonly Found[]) =>
  diagnostics.filter(({ code }) => togglingCodes.has(code))

const step: fc.Arbitrary<Value> = fc.oneof(
  fc.nat(100).map(weight => ({ setWeight: weight })),
  fc.constantFrom<Value>(
    { pause: {} },
    { pause: { duration: '30s' } },
    { pause: { duration: 60 } },
    { setCanaryScale: { replicas: 3 } },
    {
      analysis: { templates: [{ templateName: 'success' }], args: [{ name: 'a', value: 'b: c' }] }
    },
    { setHeaderRoute: { name: 'a', match: [{ headerName: 'b', headerValue: { exact: '# c' } }] } }
  )
)

/** A comment or a blank line that is within the block, at its indent plus a few columns. */
const between = fc.oneof(
  fc.constantFrom('', '#', '# wait for the team', '# note: ask first', '# - setWeight: 50'),
  fc.constantFrom('#- pause: {}', '  # duration: 5m', '    # - and more', '# # - pause: {}'),
  fc.constantFrom('# maxSurge: 1', '# steps: 3', '{{- if .Values.a }}', '## steps below')
)
const sibling = fc.constantFrom('maxSurge: 25%', 'maxUnavailable: 0', '# stableService: web', '')

const facts = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  notes: fc.array(fc.tuple(fc.nat(12), between), { maxLength: 4 }),
  before: fc.array(sibling, { maxLength: 2 }),
  after: fc.array(sibling, { maxLength: 2 }),
  deeper: fc.constantFrom(0, 2, 4),
  step: fc.constantFrom(2, 3, 4),
  crlf: fc.boolean(),
  end: fc.constantFrom('', '\n', '\n\n'),
  tail: fc.constantFrom('', '  selector: {}', '# the end')
})
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never

/** The lines of the block without indent, with notes between them. */
function blockOf({ steps, notes, deeper }: Facts, withNotes: boolean): string[] {
  const items = printBlock({ steps }).slice(1)
  const lines = ['steps:', ...items.map(line => ' '.repeat(deeper) + line)]
  if (!withNotes) return lines
  for (const [at, note] of notes) {
    const isIf = note.startsWith('{{')
    const index = 1 + (at % lines.length)
    lines.splice(index, 0, note)
    if (isIf) lines.push('{{- end }}')
  }
  return lines
}

function manifestOf(facts: Facts, block: readonly string[]): string {
  const { before, after, step, crlf, end, tail } = facts
  const indent = (depth: number, line: string) => (line ? ' '.repeat(depth * step) + line : line)
  const unique = [...new Set(before)].filter(line => line === '' || !after.includes(line))
  const text = [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Rollout',
    'metadata: { name: web }',
    'spec:',
    indent(1, 'strategy:'),
    indent(2, 'canary:'),
    ...unique.map(line => indent(3, line)),
    ...block,
    ...[...new Set(after)].map(line => indent(3, line)),
    tail === '' ? '' : tail.replace(/^ +/, ' '.repeat(step))
  ]
  return text.join(crlf ? '\r\n' : '\n') + end
}

const load = (text: string) => yaml.load(text.replace(/\{\{.*?\}\}/g, ''), { json: true })
const canaryOf = (text: string) =>
  (load(text) as { spec: { strategy: { canary: { steps?: unknown } } } }).spec.strategy.canary

describe('random live blocks', () => {
  test('come back to the byte, or are refused with the reason', () => {
    let refused = 0
    fc.assert(
      fc.property(facts, given => {
        const indent = ' '.repeat(3 * given.step)
        const block = blockOf(given, true).map(line => (line ? indent + line : line))
        const text = manifestOf(given, block)
        const off = stepsOff(text)
        if (off.output === text) {
          refused++
          expect(off.diagnostics.map(({ severity }) => severity)).toContain('error')
          return
        }
        expect(off.diagnostics).toEqual([])
        expect(canaryOf(off.output)?.steps).toBeUndefined()
        expect(stepsOn(off.output).output).toBe(text)
        const { steps, ...rest } = canaryOf(text)
        expect(steps).toEqual(given.steps)
        expect(canaryOf(off.output)).toEqual(rest)
      }),
      { numRuns: runs(100) }
    )
    expect(refused).toBeLessThan(runs(5))
  })
})

type Style = 'own' | 'tight' | 'column 0' | 'column 0, blank' | 'in place' | 'each'
const style = fc.constantFrom<Style>(
  'own',
  'tight',
  'column 0',
  'column 0, blank',
  'in place',
  'each'
)

function comment(line: string, indent: number, style: Style): string {
  const blanks = ' '.repeat(indent)
  if (line === '') return line
  if (style === 'own') return `${blanks}# ${line}`
  if (style === 'tight') return `${blanks}#${line}`
  if (style === 'column 0') return `#${blanks}${line}`
  if (style === 'column 0, blank') return `# ${blanks}${line}`
  if (style === 'in place') return `#${blanks.slice(1)}${line}`
  return blanks + line.replace(/^ */, found => found + '# ')
}

describe('random commented blocks', () => {
  test('go live as they are spelled, and go off again to the byte', () => {
    fc.assert(
      fc.property(facts, style, fc.boolean(), (given, marks, notes) => {
        const plain = blockOf(given, false)
        const prose = notes ? ['# wait: for the team', '#', ''] : []
        const [key = '', ...items] = plain.map(line => comment(line, 3 * given.step, marks))
        const text = manifestOf(given, [key, ...prose, ...items])
        const on = stepsOn(text)
        if (on.output === text) {
          expect(on.diagnostics.map(({ severity }) => severity)).toContain('error')
          return
        }
        expect(canaryOf(on.output)).toEqual({ ...canaryOf(text), steps: given.steps })
        const back = stepsOff(on.output).output
        const said = saidOfMarks(on.diagnostics)
        if (said.length === 0) expect(back).toBe(text)
        expect(stepsOn(back).output).toBe(on.output)
        if (marks !== 'each') expect(said).toEqual([])
      }),
      { numRuns: runs(100) }
    )
  })

  test('take a profile, and stay off', () => {
    fc.assert(
      fc.property(facts, style, fc.array(step, { minLength: 1 }), (given, marks, profile) => {
        const lines = blockOf(given, false).map(line => comment(line, 3 * given.step, marks))
        const text = manifestOf(given, lines)
        const { output } = useProfile(text, profile)
        if (output === text) return
        expect(load(output)).toEqual(load(text))
        expect(canaryOf(stepsOn(output).output).steps).toEqual(profile)
      }),
      { numRuns: runs(50) }
    )
  })
})

describe('random blocks in values', () => {
  const siblings = fc.constantFrom<string[]>(
    ['trafficRouting: {}'],
    ['analysis:', '  enabled: true'],
    ['analysis:', '  args:', '  - name: a', '    value: b'],
    ['trafficRouting:', '  nginx: {}'],
    ['maxSurge: 1'],
    []
  )
  const outside = fc.constantFrom<string[]>(
    ['affinity: {}'],
    ['affinity: {}', ''],
    ['resources:', '  limits: {}'],
    ['nodeSelector: {}', '', '# note'],
    ['replicas: 2']
  )
  const inCanary = (at: number, lines: readonly string[]) =>
    lines.map(line => (line ? ' '.repeat(at) + line : line))

  test('go on where they are meant, or are refused, and go off again to the byte', () => {
    let on = 0
    fc.assert(
      fc.property(facts, siblings, style, (given, above, marks) => {
        const block = blockOf({ ...given, deeper: 2 }, false)
        const own = block.map(line => comment(line, 2, marks))
        const text = ['canary:', ...inCanary(2, above), ...own, 'service: {}', ''].join('\n')
        const right = ['canary:', ...inCanary(2, [...above, ...block]), 'service: {}', '']
        const { output, diagnostics } = stepsOn(text)
        if (output === text) {
          expect(diagnostics.map(({ severity }) => severity)).toContain('error')
          return
        }
        on++
        expect(load(output)).toEqual(load(right.join('\n')))
        const back = stepsOff(output).output
        if (saidOfMarks(diagnostics).length === 0) expect(back).toBe(text)
        expect(stepsOn(back).output).toBe(output)
      }),
      { numRuns: runs(75) }
    )
    expect(on).toBeGreaterThan(runs(70))
  })

  test('take the parents that are commented with them', () => {
    fc.assert(
      fc.property(facts, outside, fc.constantFrom('# ', '#'), (given, above, mark) => {
        const parents = ['rolloutStrategy:', '  canary:']
        const lines = [...parents, ...inCanary(4, blockOf({ ...given, deeper: 2 }, false))]
        const text = [...above, ...lines.map(line => mark + line), ''].join('\n')
        const { output } = stepsOn(text)
        expect(load(output)).toEqual(load([...above, ...lines, ''].join('\n')))
        expect(stepsOff(output).output).toBe(text)
      }),
      { numRuns: runs(50) }
    )
  })
})

describe('random blocks that take a profile', () => {
  const commentsOf = (text: string) => text.split(/\r?\n/).filter(line => /^\s*#.*\w/.test(line))

  test('keep the comments in them, live', () => {
    let kept = 0
    fc.assert(
      fc.property(facts, fc.array(step, { minLength: 1 }), (given, profile) => {
        const indent = ' '.repeat(3 * given.step)
        const block = blockOf(given, true).map(line => (line ? indent + line : line))
        const text = manifestOf(given, block)
        const { output } = useProfile(text, profile)
        if (output === text) return
        kept++
        expect(canaryOf(output)).toEqual({ ...canaryOf(text), steps: profile })
        expect(commentsOf(output)).toEqual(commentsOf(text))
        const off = stepsOff(output).output
        if (off !== output) expect(stepsOn(off).output).toBe(output)
        else expect(stepsOff(text).output).toBe(text)
      }),
      { numRuns: runs(50) }
    )
    expect(kept).toBeGreaterThan(runs(25))
  })

  const prose = fc.constantFrom('# wait for the team', '# note: ask first', '# # - pause: {}')

  test('keep the prose in them, commented', () => {
    fc.assert(
      fc.property(facts, prose, fc.nat(9), (given, note, place) => {
        const plain = blockOf({ ...given, deeper: 2 }, false)
        const indent = ' '.repeat(3 * given.step)
        const lines = plain.map(line => comment(line, 3 * given.step, 'own'))
        lines.splice(1 + (place % plain.length), 0, indent + note)
        const text = manifestOf(given, lines)
        const profile = [{ setWeight: 3 }, { pause: {} }]
        const { output } = useProfile(text, profile)
        if (output === text) return
        expect(load(output)).toEqual(load(text))
        expect(output).toContain(indent + note)
        const on = stepsOn(output).output
        expect(canaryOf(on).steps).toEqual(profile)
        expect(stepsOff(on).output).toBe(output)
      }),
      { numRuns: runs(50) }
    )
  })
})

describe('many blocks in one document', () => {
  const shapes = fc.constantFrom<(name: string, block: readonly string[]) => string[]>(
    (name, block) => [`${name}:`, '  canary:', ...block.map(line => `    ${line}`)],
    (name, block) => [`${name}:`, '  # note', '  canary: {}', ...block.map(line => `    ${line}`)],
    (name, block) => [
      `of-${name}:`,
      `  ${name}:`,
      '    strategy:',
      '      # canary:',
      ...block.map(line => `      # ${line.replace(/^# /, '  ')}`)
    ],
    (name, block) => [
      `list-${name}:`,
      '  - replicas: 2',
      `    name: ${name}`,
      '    canary:',
      ...block.map(line => `      ${line}`)
    ]
  )

  test('are read as each is by itself', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(shapes, facts), { minLength: 6, maxLength: 12 }), given => {
        const apps = given.map(([shape, own], at) =>
          shape(
            `app${at}`,
            blockOf({ ...own, deeper: 2 }, false).map(line => `# ${line}`)
          )
        )
        const alone = apps.flatMap(lines => findSteps(lines.join('\n')).blocks)
        const { blocks } = findSteps(apps.flat().join('\n'))
        const facts = (found: typeof blocks) =>
          found.map(({ workload, state, steps }) => ({ workload, state, steps }))
        expect(facts(blocks)).toEqual(facts(alone))
        expect(blocks).toHaveLength(apps.length)
        const lines = apps.flat()
        for (const { place, steps, placeOf } of blocks) {
          expect(lines[place.line - 1]).toContain('steps:')
          const last = placeOf(steps.length - 1)
          expect(lines[last.line - 1]?.slice(last.column - 1)).toMatch(/^[a-z]/i)
        }
      }),
      { numRuns: runs(25) }
    )
  })
})

describe('other texts', () => {
  const line = fc.constantFrom(
    ...['steps:', '# steps:', '  - setWeight: 20', '# - pause: {}', '#   - setWeight: 2', 'a: 1'],
    ...[
      '    canary:',
      '  # canary:',
      '---',
      'kind: Rollout',
      '# kind: Rollout',
      '',
      '#',
      '{{ a }}'
    ],
    ...['  # steps:', '    - pause:', '      # duration: 1m', '  strategy:', 'spec:', '{{- end }}']
  )
  test('are changed reversibly or not at all', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), lines => {
        const text = lines.join('\n')
        const off = stepsOff(text).output
        if (off !== text) expect(stepsOn(off).output).toBe(text)
        const on = stepsOn(text)
        if (on.output === text) return
        const back = stepsOff(on.output).output
        if (saidOfMarks(on.diagnostics).length === 0) expect(back).toBe(text)
        expect(back === on.output || stepsOn(back).output === on.output).toBe(true)
      }),
      { numRuns: runs(250) }
    )
  })
})
