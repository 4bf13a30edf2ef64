import { expect, test } from 'vitest'
import { findNode, findString, valueOf } from './node.ts'
import { parseDocument } from './parse.ts'

const rootOf = (text: string) => parseDocument(text).root

/** Mappings that merge the one before them many times each. */
function merging(levels: number, times: number): string {
  const lines = ['m0: &m0 {kind: Deployment}']
  for (let at = 1; at <= levels; at++) {
    const before = Array(times)
      .fill(`*m${at - 1}`)
      .join(', ')
    lines.push(`m${at}: &m${at} {<<: [${before}]}`)
  }
  return [...lines, `<<: *m${levels}`, ''].join('\n')
}

test('finds what is merged through many levels, and that nothing is', () => {
  const root = rootOf(merging(9, 24))
  expect(findString(root, 'kind')).toBe('Deployment')
  expect(findNode(root, 'metadata')).toBeUndefined()
})

test.for([
  ['an own key before a merged one', '{<<: {a: 1}, a: 2}', { a: 2 }],
  ['the first of several merged ones', '{<<: [{a: 1}, {a: 2}]}', { a: 1 }],
  ['a merged one of a merged one', '{<<: {<<: {a: 1}}}', { a: 1 }],
  ['the last of a key that is repeated', '{a: 1, a: 2}', { a: 2 }]
] as const)('takes %s', ([, text, value]) => {
  expect(valueOf(rootOf(text))).toEqual(value)
  expect(findNode(rootOf(text), 'a')).toMatchObject({ value: value.a })
})

test('reads any number of nodes, but few that aliases repeat', () => {
  const items = Array.from({ length: 30_000 }, (_, at) => at)
  expect(valueOf(rootOf(`a: [${items.join(', ')}]\n`))).toEqual({ a: items })
  expect(valueOf(rootOf(merging(9, 24)))).toBeUndefined()
  expect(valueOf(rootOf('a: &a [1]\nb: [*a, *a]\n'))).toEqual({ a: [1], b: [[1], [1]] })
})

test.for([
  ['blocks', Array.from({ length: 1500 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')],
  ['dashes', `${'- '.repeat(1500)}a\n`],
  ['brackets', `a: ${'['.repeat(100_000)}\n`],
  ['braces', `${'{a: '.repeat(1500)}1${'}'.repeat(1500)}\n`]
] as const)('refuses %s that are nested too deeply', ([, text]) => {
  expect(parseDocument(text).error?.message).toBe('It is nested too deeply')
})
