import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Severity } from '../../diagnostic.ts'
import type { Finding } from './finding.ts'
import { formatSarif } from './sarif.ts'

const around = { page: undefined, exampleOf: () => '', isFinding: () => true }
const finding: Finding = {
  file: 'k8s/web.yaml',
  line: 3,
  column: 7,
  code: 'invalid-weight',
  severity: 'error',
  message: 'Step 1 has the weight 200',
  hint: 'expected an integer',
  text: '    - setWeight: 200'
}
const print = (findings: readonly Finding[]) => JSON.parse(formatSarif(findings, around)).runs[0]

test('a place is a relative URI, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), name => {
      fc.pre(name !== '' && !/^[/<]|\\|\0/.test(name))
      const [result] = print([{ ...finding, file: name }]).results
      const { uri } = result.locations[0].physicalLocation.artifactLocation
      expect(uri).toMatch(/^[\w.~!*'()%/-]+$/)
      expect(decodeURIComponent(uri)).toBe(name)
    })
  )
})

test('a fingerprint stays when lines above come and go, and tells equal lines apart', () => {
  const moved = { ...finding, line: 40 }
  const prints = (findings: readonly Finding[]) =>
    print(findings).results.map(
      (each: { partialFingerprints: { primaryLocationLineHash: string } }) =>
        each.partialFingerprints.primaryLocationLineHash
    )
  expect(prints([moved])).toEqual(prints([finding]))
  expect(new Set(prints([finding, moved])).size).toBe(2)
  expect(prints([{ ...finding, code: 'other' }])).not.toEqual(prints([finding]))
})

test('each rule stands once, and each result points at its own', () => {
  const run = print([finding, { ...finding, code: 'invalid-yaml' }, finding])
  const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id)
  expect(ids).toEqual(['invalid-weight', 'invalid-yaml'])
  for (const { ruleId, ruleIndex } of run.results) expect(ids[ruleIndex]).toBe(ruleId)
})

test('of more than 5,000 findings the gravest stay', () => {
  const many = (count: number, severity: Severity) =>
    Array.from({ length: count }, () => ({ ...finding, severity }))
  const run = print([...many(4000, 'info'), ...many(4000, 'error')])
  const levels = run.results.map(({ level }: { level: string }) => level)
  expect(levels.length).toBe(5000)
  expect(levels.filter((level: string) => level === 'error').length).toBe(4000)
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain('3000')
})

test('what hinders the check is no result', () => {
  const text = formatSarif([finding], { ...around, isFinding: () => false })
  const [run] = JSON.parse(text).runs
  expect(run.results).toEqual([])
  expect(run.invocations[0].executionSuccessful).toBe(false)
})

test('a rule links to its line of the page', () => {
  const text = formatSarif([finding], {
    ...around,
    page: 'https://host.example/docs/diagnostics.md'
  })
  const [rule] = JSON.parse(text).runs[0].tool.driver.rules
  expect(rule.helpUri).toBe('https://host.example/docs/diagnostics.md#invalid-weight')
})
