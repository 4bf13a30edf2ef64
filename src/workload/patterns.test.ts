import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesPattern } from '../kubernetes/chosen.ts'

test.for([
  ['web', 'web', true],
  ['web', 'we', false],
  ['web', 'webs', false],
  ['web', 'w?b', true],
  ['web', '???', true],
  ['web', '????', false],
  ['web', '*', true],
  ['', '*', true],
  ['', '?', false],
  ['web-api-web', '*-web', true],
  ['web-api-web', 'web*web', true],
  ['web', 'web*web', false],
  ['a.b', 'a?b', true],
  ['axb', 'a.b', false]
] as const)('%s, %s: %s', ([name, pattern, is]) => {
  expect(matchesPattern(name, pattern)).toBe(is)
})

test('is what a regular expression says', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 })
  const name = fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }).map(each => each.join(''))
  fc.assert(
    fc.property(letters, name, (pattern, name) => {
      const source = pattern.map(each => (each === '*' ? '.*' : each === '?' ? '.' : each)).join('')
      expect(matchesPattern(name, pattern.join(''))).toBe(new RegExp(`^${source}$`).test(name))
    }),
    { numRuns: 2000 }
  )
})

test('many stars cost no more than name times pattern', () => {
  // By trial and error this took more than a minute at a hundredth of the size.
  const letters = 'a'.repeat(4000)
  expect(matchesPattern(letters, `${'*a'.repeat(500)}b`)).toBe(false)
  expect(matchesPattern(`${letters}b`, `${'*a'.repeat(500)}b`)).toBe(true)
})
