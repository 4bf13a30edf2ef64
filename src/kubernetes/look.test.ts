import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asMapping, findString } from '../yaml/node.ts'
import { parseAnyStyle } from '../yaml/parse.ts'
import { openSource, splitStream } from '../yaml/stream.ts'
import { definesKind, mayBeOurs, ourKind, scalingIn } from './look.ts'
import { runs } from '../seed.test-helper.ts'

const look = (text: string) => {
  const { bytes } = openSource('', text)
  return mayBeOurs(bytes, { start: 0, body: 0, end: bytes.length })
}

test.for<[boolean, string]>([
  [false, ''],
  [false, '# kind: Deployment\n'],
  [false, 'kind: Service\n'],
  [false, 'kind: ConfigMap\ndata:\n  kind: Deployment\n  x: |\n    kind: Deployment\n'],
  [false, 'replicas: 3\nkinds: [Deployment]\n'],
  [true, 'kind: Deployment\n'],
  [true, '\nkind: "Deployment" # ours\r\n'],
  [true, "a: 1\nkind:   'HorizontalPodAutoscaler'"],
  [true, 'a: 1\nkind:\n  Deployment\n'],
  [true, 'kind: &k Deployment\n'],
  [true, 'kind: Service\nkind: Deployment\n'],
  [true, '  kind: Deployment\n'],
  [true, '{"kind":"Deployment"}'],
  [true, 'a: 1\n"kind": Deployment\n'],
  [true, 'a: 1\nkind : Deployment\n'],
  [true, 'a: 1\n? kind\n: Deployment\n'],
  [true, 'x: &k kind\n*k : Deployment\n'],
  [true, 'a: 1\u0085kind: Deployment\n'],
  [true, 'a: 1\u2028kind: Deployment\n'],
  [true, 'kind: Deployment\r\r\n'],
  [true, 'kind: Deployment\u2028a: 1\n'],
  [true, 'b: "\nkind: x\n"\n"kind": Deployment\n'],
  [true, 'kind: List\n']
])('says %s of %j', ([expected, text]) => {
  expect(look(text)).toBe(expected)
})

describe('with random documents', () => {
  const line = fc.constantFrom(
    'kind: Deployment',
    'kind: Service',
    '"kind": Deployment',
    "'kind' : Rollout",
    'kind:',
    '  Deployment',
    'kind: !!str Deployment',
    '&a kind: Deployment',
    '? kind',
    ': Deployment',
    'a: |',
    '  kind: Deployment',
    'b: "',
    '"',
    '{',
    'kind: Deployment}',
    '# c',
    '',
    ' ',
    'x: [',
    ']',
    '!!map',
    '"k\\x69nd": Deployment',
    'kind: "Deploymen\\x74"',
    'metadata: {}'
  )
  test('never passes over a manifest that the parser finds', () => {
    let found = 0
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), lines => {
        const text = lines.join('\n') + '\n'
        const { root, error } = parseAnyStyle(text)
        const kind = findString(asMapping(root), 'kind')
        const kinds = asMapping(root)?.pairs.filter(({ key }) => key === 'kind') ?? []
        if (error || kinds.length !== 1 || !kind || !ourKind.test(kind)) return
        found++
        expect(look(text)).toBe(true)
      }),
      { numRuns: runs(5000) }
    )
    expect(found).toBeGreaterThan(100)
  })
})

test('what scales is found in any order in which documents are asked for', () => {
  const text = 'a: 1\n---\nscaleTargetRef: x\n---\nb: 2\n---\ntargetRef: y\n'
  const source = openSource('a.yaml', text)
  const chunks = splitStream(source)
  const inOrder = scalingIn(source.bytes)
  expect(chunks.map(inOrder)).toEqual([false, true, false, true])
  const backwards = scalingIn(source.bytes)
  expect(chunks.toReversed().map(backwards)).toEqual([true, false, true, false])
})

test.for<[boolean, string]>([
  [true, 'kind: CustomResourceDefinition\nspec:\n  kind: Deployment\n'],
  [true, 'apiVersion: v1\nkind: CustomResourceDefinition\n'],
  [false, 'kind: Deployment\n'],
  [false, 'apiVersion: v1\nmetadata:\n  kind: CustomResourceDefinition\n'],
  [false, 'kind: CustomResourceDefinition\nkind: Deployment\n']
])('says %s of a definition in %j', ([expected, text]) => {
  expect(definesKind(openSource('', text).bytes)).toBe(expected)
})
