import fc from 'fast-check'
import yaml from 'js-yaml'
import { Composer, Parser } from 'yaml'
import { expect, test } from 'vitest'
import type { CST } from 'yaml'
import { printBlock, printFlow, printScalar } from './print.ts'
import { runs } from '../seed.test-helper.ts'

test.for([
  ['web', 'web'],
  ['25%', '25%'],
  ['30s', '30s'],
  ['two words', 'two words'],
  ['on', '"on"'],
  ['Yes', '"Yes"'],
  ['y', '"y"'],
  ['~', '"~"'],
  ['null', '"null"'],
  ['', '""'],
  ['1.10', '"1.10"'],
  ['0755', '"0755"'],
  ['1_000', '"1_000"'],
  ['12:30:45', '"12:30:45"'],
  ['2001-01-01', '"2001-01-01"'],
  ['a: b', '"a: b"'],
  ['a #b', '"a #b"'],
  ['\u0085', '"\\u0085"'],
  ['a\u202eb\u200b', '"a\\u202eb\\u200b"'],
  [3, '3'],
  [true, 'true'],
  [null, 'null']
] as const)('prints %j as %s', ([value, printed]) => {
  expect(printScalar(value)).toBe(printed)
})

const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    'on',
    'NO',
    'Null',
    '.inf',
    '1e3',
    '0b1',
    '0x1F',
    '=',
    '<<',
    '1:20',
    '-',
    '2020-01-01'
  )
)
const { tree } = fc.letrec<{ tree: fc.JsonValue }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    scalar as fc.Arbitrary<fc.JsonValue>,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('tree'), { maxKeys: 3 })
  )
}))
const mapping = fc.dictionary(
  fc.string().filter(key => key !== '__proto__'),
  tree,
  { minKeys: 1, noNullPrototype: true }
)

/** The data of the one document that tokens are of, in a version of YAML. */
function readAs(version: '1.1' | '1.2', tokens: Iterable<CST.Token>): unknown {
  const documents = [...new Composer({ version }).compose(tokens)]
  expect(documents.map(({ errors }) => errors)).toEqual([[]])
  return documents[0]?.toJS()
}

test('readers of every YAML version understand a printed object alike', () => {
  fc.assert(
    fc.property(mapping, data => {
      const plain = JSON.parse(JSON.stringify(data))
      const block = printBlock(plain).join('\n') + '\n'
      for (const text of [block, printFlow(plain, 'yaml'), printFlow(plain, 'json')]) {
        const tokens = [...new Parser().parse(text)]
        const read = [readAs('1.1', tokens), readAs('1.2', tokens), yaml.load(text)]
        expect(read).toEqual([plain, plain, plain])
      }
    }),
    { numRuns: runs(500) }
  )
})
