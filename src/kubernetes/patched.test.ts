import { expect, test } from 'vitest'
import { valueOf } from '../yaml/node.ts'
import type { Node, Value } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { mergedNode, nodeWith, operationsIn } from './patched.ts'

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
    'a mapping over a value',
    { kind: { a: 1 } },
    { kind: { a: 1 }, spec: { replicas: 4, list: [1, 2] } }
  ]
])('a merge of %s', ([, patch, merged]) => {
  expect(valueOf(mergedNode(root(), patch))).toEqual(merged)
})

test.for<[string, string[], Value | undefined, Value]>([
  ['a path through a list', ['spec', 'list', '0'], 9, { replicas: 4, list: [1, 2] }],
  [
    'a path that is not there, taken away',
    ['spec', 'a', 'b'],
    undefined,
    { replicas: 4, list: [1, 2] }
  ],
  ['a value', ['spec', 'replicas'], 6, { list: [1, 2], replicas: 6 }],
  ['a value taken away', ['spec', 'replicas'], undefined, { list: [1, 2] }],
  ['a path that is not there', ['spec', 'a', 'b'], 1, { replicas: 4, list: [1, 2], a: { b: 1 } }]
])('a node with %s', ([, path, value, spec]) => {
  expect(valueOf(nodeWith(root(), path, value))).toEqual({ kind: 'Deployment', spec })
})

test('the root itself is replaced, and never taken away', () => {
  expect(valueOf(nodeWith(root(), [], 'text'))).toBe('text')
  expect(valueOf(nodeWith(root(), [], undefined))).toEqual(valueOf(root()))
})

test.for<[string, Value, unknown]>([
  ['a move', [{ op: 'move', from: '/a', path: '/b' }], undefined],
  ['an addition without a value', [{ op: 'add', path: '/a' }], undefined],
  ['an operation without a path', [{ op: 'remove' }], undefined],
  ['no list', { op: 'remove', path: '/a' }, []],
  ['a test', [{ op: 'test', path: '/a', value: 1 }], []],
  ['a removal', [{ op: 'remove', path: '/a~1b/~0' }], [{ path: ['a/b', '~'], value: undefined }]],
  ['an addition', [{ op: 'add', path: '/a/b', value: 1 }], [{ path: ['a', 'b'], value: 1 }]],
  [
    'a replacement',
    [{ op: 'replace', path: '/a', value: { b: 1 } }],
    [{ path: ['a'], value: { b: 1 } }]
  ]
])('the operations of %s', ([, patch, operations]) => {
  expect(operationsIn(patch)).toEqual(operations)
})
