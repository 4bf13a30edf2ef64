import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256, shortSha256 } from './sha256.ts'

const byNode = (text: string) => createHash('sha256').update(text).digest('hex')

test('hashes as Node does, at every length up to three blocks', () => {
  for (let length = 0; length <= 192; length++) {
    const text = 'x'.repeat(length)
    expect(sha256(text)).toBe(byNode(text))
  }
})

test('hashes any text as Node does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
      expect(sha256(text)).toBe(byNode(text))
      expect(shortSha256(text)).toBe(byNode(text).slice(0, 8))
    })
  )
})
