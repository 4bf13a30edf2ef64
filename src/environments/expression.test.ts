import { expect, test } from 'vitest'
import { evaluate } from './expression.ts'

test.for([
  ['brackets', '((.a))', { value: 1 }],
  ['brackets in one another without end', '('.repeat(1e5) + '.a' + ')'.repeat(1e5), undefined],
  ['brackets that are not closed', '('.repeat(1e5), undefined],
  ['a pipeline of many functions', '.a' + ' | default 2'.repeat(1e4), { value: 1 }]
] as const)('%s', ([, code, found]) => {
  expect(evaluate(code, { a: 1 })).toEqual(found)
})
