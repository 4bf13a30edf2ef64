import { expect, test } from 'vitest'
import { valueOf } from '../yaml/node.ts'
import type { Node, Value } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { fieldChanged, mergedNode, nodeWith, operated, operationsIn, valuesAt } from './patched.ts'

const text = 'kind: Deployment\nspec:\n  replicas: 4\n  list: [1, 2]\n'
function root(): Node {
  const { root } = parseAnyStyle(text)
  if (!root) throw new Error('no root')
  return root
}

test.for<[string, Value, Value]>([
  ['nothing', {}, { kind: 'Deployment', spec: { replicas: 4, list: [1, 2] } }],
  [
    'words of a patch',
    { $patch: 'merge' },
    { kind: 'Deployment', spec: { replicas: 4, list: [1, 2] } }
  ],
  [
    'null where nothing is',
    { other: null },
    { kind: 'Deployment', spec: { replicas: 4, list: [1, 2] } }
  ],
  [
    'a value',
    { spec: { replicas: 6 } },
    { kind: 'Deployment', spec: { list: [1, 2], replicas: 6 } }
  ],
  ['null', { spec: { replicas: null } }, { kind: 'Deployment', spec: { list: [1, 2] } }],
  ['a list', { spec: { list: [3] } }, { kind: 'Deployment', spec: { replicas: 4, list: [3] } }],
  [
    'a new mapping',
    { spec: { a: { b: 'c', none: null } } },
    { kind: 'Deployment', spec: { replicas: 4, list: [1, 2], a: { b: 'c' } } }
  ],
  [
    'a mapping that replaces',
    { spec: { $patch: 'replace', a: 1 } },
    { kind: 'Deployment', spec: { a: 1 } }
  ],
  ['a removal', { spec: { $patch: 'delete' } }, { kind: 'Deployment' }],
  [
    'a mapping over a value',
    { kind: { a: 1 } },
    { kind: { a: 1 }, spec: { replicas: 4, list: [1, 2] } }
  ]
])('a merge of %s', ([, patch, merged]) => {
  expect(valueOf(mergedNode(root(), patch))).toEqual(merged)
})

test.for<[string, string[], Value, Value]>([
  ['a value', ['spec', 'replicas'], 6, { list: [1, 2], replicas: 6 }],
  ['a path that does not exist', ['spec', 'a', 'b'], 1, { replicas: 4, list: [1, 2], a: { b: 1 } }]
])('a node with %s', ([, path, value, spec]) => {
  expect(valueOf(nodeWith(root(), path, value))).toEqual({ kind: 'Deployment', spec })
})

test('the root itself is replaced', () => {
  expect(valueOf(nodeWith(root(), [], 'text'))).toBe('text')
})

const listed = () => parseAnyStyle('a:\n  - {b: 1, c: 2}\n  - {b: 3}\n').root

test('a field changes in every item of a list, where it exists', () => {
  const field = { path: ['a', 'c'], create: false }
  const node = listed() ?? root()
  const changed = fieldChanged(node, field, old => nodeWith(old, [], 9))
  expect(valueOf(changed)).toEqual({ a: [{ b: 1, c: 9 }, { b: 3 }] })
  expect(fieldChanged(node, { ...field, path: ['a', 'd'] }, () => node)).toBe(node)
  expect(valuesAt(node, ['a', 'b'])).toEqual([
    { path: ['a', '0', 'b'], value: 1 },
    { path: ['a', '1', 'b'], value: 3 }
  ])
})

test.for<[string, Value, unknown]>([
  ['a move', [{ op: 'move', from: '/a', path: '/b' }], undefined],
  ['an addition without a value', [{ op: 'add', path: '/a' }], undefined],
  ['an operation without a path', [{ op: 'remove' }], undefined],
  ['no list', { op: 'remove', path: '/a' }, []],
  ['a test', [{ op: 'test', path: '/a', value: 1 }], [{ op: 'test', path: ['a'], value: 1 }]],
  [
    'a removal',
    [{ op: 'remove', path: '/a~1b/~0' }],
    [{ op: 'remove', path: ['a/b', '~'], value: null }]
  ],
  [
    'an addition',
    [{ op: 'add', path: '/a/b', value: 1 }],
    [{ op: 'add', path: ['a', 'b'], value: 1 }]
  ],
  [
    'a replacement',
    [{ op: 'replace', path: '/a', value: { b: 1 } }],
    [{ op: 'replace', path: ['a'], value: { b: 1 } }]
  ]
])('the operations of %s', ([, patch, operations]) => {
  expect(operationsIn(patch)).toEqual(operations)
})

const spec = { replicas: 4, list: [1, 2] }

test.for<[string, Value, Value | undefined]>([
  ['a removal of what does not exist', { op: 'remove', path: '/spec/a' }, undefined],
  ['a replacement of no item', { op: 'replace', path: '/spec/list/2', value: 1 }, undefined],
  ['an addition below what does not exist', { op: 'add', path: '/spec/a/b', value: 1 }, undefined],
  ['a place after the end of a list', { op: 'add', path: '/spec/list/3', value: 1 }, undefined],
  ['a key of a list', { op: 'add', path: '/spec/list/a', value: 1 }, undefined],
  ['a path through a value', { op: 'add', path: '/kind/a', value: 1 }, undefined],
  ['the whole, removed', { op: 'remove', path: '' }, undefined],
  ['a test that fails', { op: 'test', path: '/spec/replicas', value: 5 }, undefined],
  ['a test of what does not exist', { op: 'test', path: '/spec/a', value: 5 }, undefined],
  ['a test that holds', { op: 'test', path: '/spec/replicas', value: 4 }, spec],
  ['a test that nothing exists', { op: 'test', path: '/spec/a', value: null }, spec],
  ['a removal', { op: 'remove', path: '/spec/replicas' }, { list: [1, 2] }],
  [
    'a replacement of what does not exist',
    { op: 'replace', path: '/spec/a', value: 1 },
    { ...spec, a: 1 }
  ],
  ['a removal from a list', { op: 'remove', path: '/spec/list/0' }, { ...spec, list: [2] }],
  [
    'an item at the end',
    { op: 'add', path: '/spec/list/-', value: 3 },
    { ...spec, list: [1, 2, 3] }
  ],
  [
    'an item before others',
    { op: 'add', path: '/spec/list/1', value: 3 },
    { ...spec, list: [1, 3, 2] }
  ],
  ['another item', { op: 'replace', path: '/spec/list/1', value: 3 }, { ...spec, list: [1, 3] }],
  [
    'an addition over a value',
    { op: 'add', path: '/spec/replicas', value: 5 },
    { ...spec, replicas: 5 }
  ]
])('a node after %s', ([, operation, spec]) => {
  const [read] = operationsIn([operation]) ?? []
  const found = read && operated(root(), read)
  expect(found && valueOf(found)).toEqual(spec && { kind: 'Deployment', spec })
})
