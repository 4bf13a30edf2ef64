import { expect, test } from 'vitest'
import { resolvePlain } from './scalar.ts'

test.for([
  ['web', 'web'],
  ['1.2.3', '1.2.3'],
  ['2001-01-31', '2001-01-31'],
  ['1:30', '1:30'],
  ['-', '-'],
  ['_', '_'],
  ['0x', '0x'],
  ['0b12', '0b12'],
  ['yEs', 'yEs'],
  ['', null],
  ['~', null],
  ['Null', null],
  ['yes', true],
  ['On', true],
  ['y', true],
  ['OFF', false],
  ['n', false],
  ['0', 0],
  ['17', 17],
  ['-17', -17],
  ['017', 15],
  ['0o17', 15],
  ['-017', -15],
  ['08', 8],
  ['0x1F', 31],
  ['0b11', 3],
  ['1_000', 1000],
  ['1e3', 1000],
  ['3.0', 3],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['+.inf', Infinity],
  ['-.Inf', -Infinity],
  ['.NaN', NaN]
] as const)('%s is %s', ([source, value]) => {
  expect(resolvePlain(source)).toBe(value)
})
