import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decode, mostBytes } from './bytes.ts'
import {
  documentsIn,
  locate,
  openSource,
  readDocument,
  splitStream,
  wholeDocument
} from './stream.ts'

const bodiesOf = (text: string) => {
  const source = openSource('', text)
  return splitStream(source).map(({ body, end }) => decode(source.bytes.subarray(body, end)))
}

test.for<[string, string, string[]]>([
  ['an empty text', '', []],
  ['one document', 'a: 1\n', ['a: 1\n']],
  ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '\nb: 2\n']],
  ['a leading separator', '---\na: 1\n', ['\na: 1\n']],
  ['a separator with a comment', 'a: 1\n--- # b\nb: 2', ['a: 1\n', ' # b\nb: 2']],
  ['a glued separator', 'a: 1\n---b: 2\n', ['a: 1\n', 'b: 2\n']],
  ['four dashes, which are none', 'a: |\n  x\n----\n', ['a: |\n  x\n----\n']],
  ['an indented separator, which is none', 'a: |\n  ---\n  b\n', ['a: |\n  ---\n  b\n']],
  [
    'the end of a document',
    'a: 1\n...\n# tail\n---\nb: 2\n',
    ['a: 1\n...\n', '# tail\n', '\nb: 2\n']
  ],
  ['a byte order mark', '\ufeffa: 1\n---\nb: 2', ['a: 1\n', '\nb: 2']],
  ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '\r\nb: 2\r\n']]
])('cuts %s', ([, text, expected]) => {
  expect(bodiesOf(text)).toEqual(expected)
})

describe('with random bytes', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 6 }).map(bytes => Buffer.from(bytes)),
    fc
      .constantFrom('---', '\n---', '\n---\n', '\n...\n', '\r\n', ' ', '\ufeff', 'a: 1\n', '----')
      .map(text => Buffer.from(text))
  )
  test('the documents are all of the text, in order', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const source = openSource('', Buffer.concat(pieces))
        const chunks = splitStream(source)
        const joined = Buffer.concat(
          chunks.map(({ start, end }) => source.bytes.subarray(start, end))
        )
        expect(joined.equals(source.bytes)).toBe(true)
        expect(chunks.every(({ start, body, end }) => start <= body && start < end)).toBe(true)
      }),
      { numRuns: 3000 }
    )
  }, 60_000)
})

test('locates an offset by line and column of the file', () => {
  const source = openSource('web.yaml', '\ufeffa: ü\n---\n# Source: shop/web.yaml\nkind: Größe x\n')
  const [first, second] = splitStream(source).map(chunk => readDocument(source, chunk))
  if (!first || !second) throw new Error('two documents expected')
  expect(locate(first, first.text.indexOf('ü'))).toMatchObject({ line: 1, column: 4 })
  const place = locate(second, second.text.indexOf('x\n'))
  expect(place).toEqual({ file: 'web.yaml', line: 4, column: 13, source: 'shop/web.yaml' })
  expect(locate(first, first.text.indexOf('a'))).toMatchObject({ line: 1, column: 1 })
})

test('reads each document of a source once', () => {
  const source = openSource('web.yaml', 'a: 1\n---\nb: 2\n')
  const [first, second] = documentsIn(source)
  const again = splitStream(source).map(chunk => readDocument(source, chunk))
  expect(again[0]).toBe(first)
  expect(again[1]).toBe(second)
  expect(wholeDocument(source)).toBe(wholeDocument(source))
})

test.for([
  ['some text', 'a: 1\n', 0],
  ['a byte order mark', '\ufeffa: 1\n', 1],
  ['a separator', '---\na: 1\n---\n', 4]
] as const)('takes a whole source for one document: %s', ([, text, start]) => {
  const { root, body } = wholeDocument(openSource('', text))
  expect([root?.start, body]).toEqual([start, text.startsWith('\ufeff') ? 1 : 0])
})

test('a document that is longer than a text can be is known by its ends', () => {
  const bytes = Buffer.from(new ArrayBuffer(mostBytes + 1))
  bytes.write('kind: Deployment\n')
  bytes.write('metadata: {name: web}', bytes.length - 21)
  const source = openSource('web.yaml', bytes)
  const { text, error } = readDocument(source, { start: 0, end: bytes.length, body: 0 })
  expect(error).toEqual({ offset: 0, message: 'It is longer than 500 MB' })
  expect(text).toMatch(/^kind: Deployment\n[^]*metadata: \{name: web\}$/)
})
