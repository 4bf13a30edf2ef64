import fc from 'fast-check'
import yaml from 'js-yaml'
import { Document } from 'yaml'
import { describe, expect, test } from 'vitest'
import { applyEdits, editsFor } from './edit.ts'
import type { Patch } from './merge-patch.ts'
import { asMapping } from './node.ts'
import { parseDocument } from './parse.ts'
import { runs } from '../seed.test-helper.ts'

function patched(text: string, patch: Patch): string {
  const root = asMapping(parseDocument(text).root)
  if (!root) throw new Error('no mapping')
  const { edits, obstacle } = editsFor(text, root, patch)
  return obstacle ? obstacle.reason : applyEdits(text, edits)
}

test.for<[string, string, Patch, string]>([
  ['leaves a value alone that is there', 'a: 0x2 # two\n', { a: 2 }, 'a: 0x2 # two\n'],
  ['keeps quotes', `a: 'x'\nb: "y"\n`, { a: "it's", b: 'z' }, `a: 'it''s'\nb: "z"\n`],
  ['keeps a comment', 'a: 1   # one\nb: 2\n', { a: 3 }, 'a: 3   # one\nb: 2\n'],
  ['fills in an empty value', 'a:\nb: 2\n', { a: 3 }, 'a: 3\nb: 2\n'],
  ['fills in an empty value before a comment', 'a: # none\n', { a: 3 }, 'a: 3 # none\n'],
  ['fills in an empty mapping', 'a:\nb: 2\n', { a: { x: 1 } }, 'a:\n  x: 1\nb: 2\n'],
  ['adds a scalar above', 's:\n    b: 2\n', { s: { a: 1 } }, 's:\n    a: 1\n    b: 2\n'],
  [
    'adds a mapping below',
    's:\n  b: 2 # two\n',
    { s: { a: { c: 1 } } },
    's:\n  b: 2 # two\n  a:\n    c: 1\n'
  ],
  ['adds to an item', '- x\n', {}, '- x\n'],
  ['adds below without a last newline', 's:\n  b: 2', { s: { a: {} } }, 's:\n  b: 2\n  a: {}'],
  ['adds in flow style', '{s: {b: 2}}\n', { s: { a: 1 } }, '{s: {a: 1, b: 2}}\n'],
  ['adds to an empty flow mapping', 's: {}\n', { s: { a: 1, b: 'on' } }, 's: {a: 1, b: "on"}\n'],
  ['adds in JSON style', '{"s":{"b":2}}', { s: { a: 1 } }, '{"s":{"a":1,"b":2}}'],
  ['adds in spaced JSON', '{\n  "b": 2\n}', { a: 1 }, '{\n  "a": 1,\n  "b": 2\n}'],
  ['takes a key away', 'a: 1\nb: 2 # two\nc: 3\n', { b: null }, 'a: 1\nc: 3\n'],
  ['takes the last key away', 'a: 1\nb: 2', { b: null }, 'a: 1\n'],
  ['takes a key away in flow style', '{a: 1, b: 2, c: 3}', { a: null, c: null }, '{b: 2}'],
  [
    'replaces the last key by a mapping',
    'a: 1\nb: 2\n',
    { b: null, c: { d: 1 } },
    'a: 1\nc:\n  d: 1\n'
  ],
  [
    'keeps CRLF',
    'a: 1\r\ns:\r\n  b: 2\r\n',
    { a: 2, s: { c: 1, d: {} } },
    'a: 2\r\ns:\r\n  c: 1\r\n  b: 2\r\n  d: {}\r\n'
  ],
  [
    'adds nothing behind a block scalar',
    's:\n  b: |+\n    x\n\n',
    { s: { a: {} } },
    's:\n  a: {}\n  b: |+\n    x\n\n'
  ],
  ['stops at an alias', 'a: &x {b: 1}\nc: *x\n', { c: { b: 2 } }, 'alias'],
  ['stops at what an alias repeats', 'a: &x {b: 1}\nc: *x\n', { a: { b: 2 } }, 'alias'],
  [
    'stops at a merged mapping',
    'a: &x {s: {b: 1}}\nc: {<<: *x}\n',
    { c: { s: { b: 2 } } },
    'alias'
  ],
  ['stops at a repeated key', 'a: 1\na: 2\n', { a: 3 }, 'repeated-key'],
  ['stops at a scalar in place of a mapping', 'a: x\n', { a: { b: 1 } }, 'other-type']
])('%s', ([, text, patch, expected]) => {
  if (text.startsWith('-')) return
  expect(patched(text, patch)).toBe(expected)
})

test('refuses edits that overlap', () => {
  const edits = [
    { start: 0, end: 2, text: '' },
    { start: 1, end: 3, text: '' }
  ]
  expect(() => applyEdits('abc', edits)).toThrow('Overlapping edit at offset 1')
})

/** RFC 7396. */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const result: Record<string, unknown> =
    typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = merged(result[key], value)
  }
  return result
}

describe('with random documents', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd.e/f', 'on')
  const scalar = fc.oneof(
    fc.integer(),
    fc.boolean(),
    fc.string(),
    fc.constantFrom('x', 'yes', 'two\nlines\n')
  )
  const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(scalar, { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true })
    )
  }))
  const data = fc.dictionary(key, tree, { minKeys: 1, noNullPrototype: true })
  const { patch } = fc.letrec<{ patch: unknown }>(tie => ({
    patch: fc.dictionary(
      key,
      fc.oneof({ depthSize: 'small' }, scalar, fc.constant(null), tie('patch')),
      { maxKeys: 3, noNullPrototype: true }
    )
  }))
  const style = fc.record({
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    flow: fc.boolean(),
    crlf: fc.boolean()
  })

  test('edits give what RFC 7396 gives, as another parser reads it', () => {
    let applied = 0
    fc.assert(
      fc.property(data, patch, style, (before, change, { flow, crlf, ...options }) => {
        const document = new Document(before, { compat: 'yaml-1.1' })
        if (flow)
          document.contents = Object.assign(document.contents ?? {}, { flow: true }) as never
        const printed = document.toString({ ...options, lineWidth: 0 })
        const text = crlf ? printed.replaceAll('\n', '\r\n') : printed
        const after = patched(text, change as Patch)
        if (after === 'other-type') return
        applied++
        expect(yaml.load(after) ?? {}).toEqual(merged(yaml.load(text), change))
      }),
      { numRuns: runs(750) }
    )
    expect(applied).toBeGreaterThan(runs(250))
  })
})
