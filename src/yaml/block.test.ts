import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { describe, expect, test } from 'vitest'
import { filesBelow } from '../fixtures.ts'
import { readBlock } from './block.ts'
import { complete, metadataOf } from './complete.ts'
import { findNode } from './node.ts'
import type { Node } from './node.ts'
import { parseAnyStyle } from './parse.ts'
import { openSource, readDocument, splitStream } from './stream.ts'
import { runs } from '../seed.test-helper.ts'

/** What a reader says as plain data: kinds, values and ranges. */
function outline(node: Node | undefined): unknown {
  if (!node) return undefined
  if (node.type === 'mapping') {
    const pairs = node.pairs.map(({ key, keyStart, keyEnd, value }) => {
      return [key, keyStart, keyEnd, outline(value)]
    })
    const end = isOpen(node) ? 'nowhere' : node.end
    return [node.start, end, node.flow || node.indent, pairs]
  }
  if (node.type === 'sequence') {
    const items = node.items.map(item => {
      // Where nothing follows a dash is nowhere.
      const isEmpty = item.type === 'scalar' && item.start === item.end
      return isEmpty ? 'nothing' : outline(item)
    })
    return [node.start, isOpen(node) ? 'nowhere' : node.end, node.flow || node.indent, items]
  }
  return node.type === 'scalar' ? [node.start, node.end, node.style, node.value] : [node.type]
}

/** Whether a collection ends in a dash with nothing after it: where that ends is nowhere said. */
function isOpen(node: Node | undefined): boolean {
  if (node?.type === 'mapping') return isOpen(node.pairs.at(-1)?.value)
  const last = node?.type === 'sequence' ? node.items.at(-1) : undefined
  if (!last) return false
  return last.type === 'scalar' ? last.start === last.end : isOpen(last)
}

/** Holds the reader to the parser: where it is certain, both say the same. */
function expectAgreement(text: string, start = 0): boolean {
  const read = readBlock(text, start, 'outline')
  const whole = readBlock(text, start, 'all')
  if (!read && !whole) return false
  const parsed = parseAnyStyle(text, start)
  expect(parsed.error).toBeUndefined()
  if (whole) expect(outline(whole)).toEqual(outline(parsed.root))
  if (!read) return false
  // The pod template that is left unread is read here, too.
  const chunk = { start: 0, end: 0, body: 0 }
  const document = { source: openSource('', text), chunk, text, body: start, root: read }
  expect(outline(complete(document, read))).toEqual(outline(parsed.root))
  const metadata = findNode(parsed.root, 'spec', 'template', 'metadata')
  expect(outline(metadataOf(document, read))).toEqual(outline(metadata))
  return true
}

const inputs = filesBelow('fixtures').filter(path => /\.ya?ml$/.test(path))
const documents = inputs.flatMap(path => {
  const source = openSource(path, readFileSync(join('fixtures', path)))
  return splitStream(source).map(chunk => readDocument(source, chunk))
})

test('agrees with the parser on whole files, whatever separators they have', () => {
  const texts = inputs.map(path => readFileSync(join('fixtures', path), 'utf8'))
  for (const text of texts.filter(text => text.includes('\n---'))) expectAgreement(text)
})

test('agrees with the parser on every document of the fixtures', () => {
  const certain = documents.filter(({ text, body }) => {
    if (body > 0) expectAgreement(text)
    return expectAgreement(text, body)
  })
  expect(certain.length).toBeGreaterThan(documents.length / 3)
})

describe('with random documents', () => {
  const key = fc.stringMatching(/^[a-z][a-zA-Z0-9./-]{0,8}$/)
  const scalar = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('yes', 'a: b', '#', "it's", 'two\nlines\n', '0o7', '1e3', '- x')
  )
  const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 })
    )
  }))
  const style = fc.record({
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(0, 40),
    singleQuote: fc.constantFrom(true, false, null),
    defaultStringType: fc.constantFrom<'PLAIN' | 'QUOTE_DOUBLE'>('PLAIN', 'QUOTE_DOUBLE')
  })

  test('agrees with the parser on what its own printer prints', () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1 }), style, (data, options) => {
        expectAgreement(stringify(data, options))
      }),
      { numRuns: runs(500) }
    )
  })

  test('agrees with the parser on manifests in which somebody mistyped', () => {
    const texts = documents
      .filter(({ text, body }) => readBlock(text, body, 'outline'))
      .map(({ text, body }) => text.slice(body))
    const typo = fc.tuple(
      fc.nat(),
      fc.nat(3),
      fc.constantFrom(
        '',
        ' ',
        '  ',
        '\n',
        '\n  ',
        ':',
        ': ',
        '- ',
        '"',
        "'",
        '#',
        ' #',
        '|',
        '>',
        '{',
        '}',
        '[',
        ']',
        '&a ',
        '*a',
        '!t ',
        '\t',
        '\r',
        '\r\n',
        '%',
        '? ',
        ',',
        '---',
        '...',
        'x',
        '\\',
        '\u2028',
        '|+\n',
        '{}',
        '{{ x }}'
      )
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(typo, { minLength: 1, maxLength: 3 }),
        (text, typos) => {
          let typed = text
          for (const [where, removed, added] of typos) {
            const at = where % (typed.length + 1)
            typed = typed.slice(0, at) + added + typed.slice(at + removed)
          }
          fc.pre(splitStream(openSource('', typed)).length === 1 && !/^---|^\.\.\./m.test(typed))
          expectAgreement(typed)
        }
      ),
      { numRuns: runs(2000) }
    )
  })
})
