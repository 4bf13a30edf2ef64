import fc from 'fast-check'
import { expect, test } from 'vitest'
import { piecesOf, reviseText } from './revision.ts'
import { openSource } from './stream.ts'

const revise = (before: string, ...versions: string[]) =>
  reviseText(openSource('web.yaml', before), before, versions)
const textOf = (revision: ReturnType<typeof revise>) =>
  Buffer.concat(piecesOf(revision)).toString('utf8')

test('a version like the text is no change', () => {
  expect(revise('a: 1\n', 'a: 1\n').revised).toEqual([])
})

test('an edit begins at the line that changes', () => {
  const { revised } = revise('a: 1\nb: 22\nc: 3\n', 'a: 1\nb: 23\nc: 3\n')
  expect(revised[0]?.edits).toEqual([{ start: 5, end: 10, text: 'b: 23' }])
})

test('an edit ends with the line that changes, whatever is alike in it', () => {
  const { revised } = revise('a: 1\n  b: 2\n', 'a: 1\n#   b: 2\n')
  expect(revised[0]?.edits).toEqual([{ start: 5, end: 11, text: '#   b: 2' }])
})

test('versions that change other lines come together', () => {
  const before = 'a: 1\nb: 2\nc: 3\n'
  expect(textOf(revise(before, 'a: 9\nb: 2\nc: 3\n', 'a: 1\nb: 2\nc: 7\n'))).toBe(
    'a: 9\nb: 2\nc: 7\n'
  )
})

test('a version comes out as it is', () => {
  const text = fc.string({ unit: fc.constantFrom('\n', '\r\n', 'a', '#', ' ', '\ufeff', '😀') })
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(textOf(revise(before, after))).toBe(after)
    })
  )
})
