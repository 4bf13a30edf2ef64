import { expect, test } from 'vitest'
import { openSource } from '../yaml/stream.ts'
import { findIgnores, withoutIgnored } from './ignore.ts'

const found = (text: string) =>
  findIgnores(openSource('web.yaml', text)).map(({ code, reason, lines }) => [code, reason, lines])

test.for([
  ['text in quotes', 'a: "# rolloutify-ignore x why"\n'],
  ['text of a block', 'a: |\n  # rolloutify-ignore x why\n'],
  ['no comment', 'a: b#rolloutify-ignore x why\n'],
  ['another word', '# rolloutify-ignored x why\n']
] as const)('%s ignores nothing', ([, text]) => {
  expect(found(text)).toEqual([])
})

test.for([
  ['beside a line', 'a: 1 # rolloutify-ignore x why not\n', ['x', 'why not', [1]]],
  ['above it', 'b: 2\n# rolloutify-ignore x why\na: 1\n', ['x', 'why', [2, 3, 3]]],
  ['above other comments', '# rolloutify-ignore x why\n# more\n\na: 1\n', ['x', 'why', [1, 2, 4]]],
  ['in CRLF', 'a: 1 # rolloutify-ignore x why\r\n', ['x', 'why', [1]]],
  ['in a later document', 'a: 1\n---\nb: 1 # rolloutify-ignore x why\n', ['x', 'why', [3]]],
  ['in what cannot be read', 'a: [\nb: 1 # rolloutify-ignore x why\n', ['x', 'why', [2]]],
  [
    'in a pod template',
    'kind: Deployment\nspec:\n  template:\n    # rolloutify-ignore x why\n    spec: {}\n',
    ['x', 'why', [4, 5, 5]]
  ],
  ['with a colon', 'a: 1 #rolloutify-ignore: x why\n', ['x', 'why', [1]]],
  ['without a reason', 'a: 1 # rolloutify-ignore x\n', ['x', '', [1]]],
  ['without a code', 'a: 1 # rolloutify-ignore\n', ['', '', [1]]]
] as const)('a comment %s is found', ([, text, expected]) => {
  expect(found(text)).toEqual([expected])
})

test('what only another call finds is not missed', () => {
  const ignores = findIgnores(openSource('web.yaml', 'a: 1 # rolloutify-ignore x why\n'))
  const known = { codes: ['x'], idle: new Set<string>() }
  expect(withoutIgnored([], ignores, known).map(({ code }) => code)).toEqual([
    'ignore-without-finding'
  ])
  expect(withoutIgnored([], ignores, { ...known, idle: new Set(['x']) })).toEqual([])
})
