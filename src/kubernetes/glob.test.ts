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
  ['(a|b)', '(a|b)', true]
])('%j matches %j: %j', ([pattern, text, is]) => {
  expect(matchesGlob(pattern, text)).toBe(is)
})

test('a name is no glob', () => {
  expect(isGlob('argoproj.io')).toBe(false)
  expect(isGlob('argoproj.*')).toBe(true)
})
