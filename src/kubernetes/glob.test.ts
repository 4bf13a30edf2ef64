import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGlob, matchesGlob } from './glob.ts'

test.for<[string, string, boolean]>([
  ['', 'apps', false],
  ['apps', 'extensions', false],
  ['Apps', 'apps', false],
  ['app', 'apps', false],
  ['argoproj?io', 'argoproj.ioo', false],
  ['[ab]pps', 'cpps', false],
  ['[!a]pps', 'apps', false],
  ['{apps,batch}', 'core', false],
  ['{apps', 'apps', false],
  ['apps}', 'apps', false],
  ['[apps', 'apps', false],
  ['a.ps', 'apps', false],
  ['', '', true],
  ['apps', 'apps', true],
  ['*', '', true],
  ['*', 'argoproj.io', true],
  ['**', 'apps', true],
  ['argoproj.*', 'argoproj.io', true],
  ['*.io', 'argoproj.io', true],
  ['Roll???', 'Rollout', true],
  ['[a-z]pps', 'apps', true],
  ['[!b]pps', 'apps', true],
  ['[^]pps', '^pps', true],
  ['{apps,argoproj.*}', 'argoproj.io', true],
  ['{,apps}', '', true],
  ['a,b', 'a,b', true],
  ['\\*', '*', true],
  ['(a|b)', '(a|b)', true],
  ['{a{b,c},d}e', 'ace', true],
  ['{a{b,c},d}e', 'abce', false],
  ['?', '\u{1f600}', true]
])('%j matches %j: %j', ([pattern, text, is]) => {
  expect(matchesGlob(pattern, text)).toBe(is)
})

test('a name is no glob', () => {
  expect(isGlob('argoproj.io')).toBe(false)
  expect(isGlob('argoproj.*')).toBe(true)
})

test('is what a regular expression says', () => {
  const parts = { a: 'a', b: 'b', '*': '.*', '?': '.', '[!a]': '[^a]', '{a,b*}': '(?:a|b.*)' }
  const part = fc.constantFrom(...Object.entries(parts))
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), text, (pattern, letters) => {
      const own = pattern.map(([glob]) => glob).join('')
      const expression = new RegExp(`^${pattern.map(([, source]) => source).join('')}$`)
      expect(matchesGlob(own, letters.join(''))).toBe(expression.test(letters.join('')))
    }),
    { numRuns: 2000 }
  )
})

test('many stars and choices cost no more than text times pattern', () => {
  // By trial and error this would not end.
  expect(matchesGlob('*a'.repeat(50) + 'b', 'a'.repeat(500))).toBe(false)
  expect(matchesGlob('{a,a}'.repeat(100) + 'b', 'a'.repeat(100))).toBe(false)
})
