import { expect, test } from 'vitest'
import { comparesNil, whyUnreadable, withoutData } from './expression.ts'

test.for([
  'default(result, 0) < 0.01',
  '!isNil(result) && default(result, 0) <= 0.01',
  'result[0] < 0.05 || result[0] > -1',
  'asFloat(result.value) <= 1e-3',
  'all(result, # > 1)',
  'let x = 1; x < result',
  'not (result in [1, 2])',
  'result == "a = b"',
  'result < {{args.limit}} ? true : false',
  'len(result) == 0 or result[0] < 95',
  'isNaN(result)',
  'result > 1 - 2'
])('%s is left to the controller', condition => {
  expect(whyUnreadable(condition)).toBeUndefined()
})

test.for([
  ['result = 1', '"=" compares nothing'],
  ['result < 1 AND result > 0', '"AND" is written and'],
  ['result <', 'nothing behind "<"'],
  ['(result < 1', '"(" is not closed'],
  ['result < 1)', '")" closes nothing'],
  ['< 0.01', 'nothing before "<"'],
  ['result 0.01', 'no operator before "0.01"'],
  ['result < "a', 'is not understood']
] as const)('%s: %s', ([condition, reason]) => {
  expect(whyUnreadable(condition)).toContain(reason)
})

test.for([
  ['result < 1', true],
  ['default(result, 0) < 1', false],
  ['!isNil(result) && result < 1', false],
  ['result != nil && result < 1', false],
  ['default(result, 0) < 1 && result > 0', true],
  ['isNil(result) || result < 1', false],
  ['nil == result or result < 1', false],
  ['(!isNil(result)) && result < 1', false],
  ['isNil(result) ? true : result < 1', false],
  ['(result ?? 0) < 1', false],
  ['result < 1 || isNil(result)', true],
  ['result < 1 && result != nil', true],
  ['isNil(result) && result < 1', true],
  ['!isNil(result) || result < 1', true],
  ['result == nil && result < 1', true],
  ['true', false]
] as const)('%s compares nil: %s', ([condition, is]) => {
  expect(comparesNil(condition)).toBe(is)
})

test.for([
  ['default(result, 0) < 0.05', true],
  ['default(result, 1) < 0.05', false],
  ['default( result , -1 ) >= -1.5', true],
  ['!isNil(result) && default(result, 0) < 0.05', false],
  ['isNil(result) || default(result, 0) < 0.05', true],
  ['not isNil(result)', false],
  ['default(result, 0) == 0 and true', true],
  ['result < 0.05', undefined],
  ['default(result, 0) < {{args.limit}}', undefined],
  ['isNil(result) || result < 0.05', undefined],
  ['(isNil(result))', undefined]
] as const)('%s is %s without data', ([condition, is]) => {
  expect(withoutData(condition)).toBe(is)
})
