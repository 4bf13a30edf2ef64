import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, decode, decodeStrictly, encode, find, hasAt, sizeOf } from './bytes.ts'

const piece = fc.oneof(
  fc.constantFrom('\n', '-', '---', '\n---', '\n--', 'kind:', 'é', '\ufeff', '😀').map(encode),
  fc.uint8Array({ maxLength: 4 })
)
const bytes = fc.array(piece, { maxLength: 12 }).map(concat)

test('finds in plain bytes what a Buffer finds', () => {
  fc.assert(
    fc.property(bytes, fc.constantFrom('\n---', '-', 'kind:'), fc.nat(20), (plain, text, from) => {
      const found = Buffer.from(plain).indexOf(text, from)
      expect([find(plain, text, from), find(Buffer.from(plain), text, from)]).toEqual([
        found,
        found
      ])
      if (found >= 0) expect(hasAt(plain, text, found)).toBe(true)
    })
  )
})

test('decodes as a Buffer does, and says what is not UTF-8', () => {
  fc.assert(
    fc.property(bytes, plain => {
      const text = Buffer.from(plain).toString('utf8')
      const isUtf8 = Buffer.compare(Buffer.from(text), plain) === 0
      expect([decode(plain), decodeStrictly(plain)]).toEqual([text, isUtf8 ? text : undefined])
      if (isUtf8) expect(sizeOf(text)).toBe(plain.length)
    })
  )
})

test('a text that runs over the end is not found', () => {
  expect([find(encode('a\n--'), '\n---'), hasAt(encode('ki'), 'kind', 0)]).toEqual([-1, false])
})
